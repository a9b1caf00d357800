//! Comparisons of small plans whose answer a person can count.

use super::*;
use crate::plan::{Row, RowKind};
use crate::units::{Interval, PeriodIndex, Share, Weekday, Weeks};

/// `class subject section teachers room weeks day period`, one row a line; `-` is nothing.
fn plan(text: &str) -> Plan {
    let rows = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [classes, subject, section, teachers, room, weeks, day, period] = words.as_slice() else {
            panic!("{line}");
        };
        let names = |text: &str| text.split('、').filter(|name| *name != "-").map(str::to_owned).collect();
        let period: u8 = period.parse().unwrap();
        let hour = 7 + u16::from(period);
        let time = Interval::parse(&format!("{hour:02}:00-{hour:02}:40")).unwrap();
        Row {
            kind: if *classes == "-" { RowKind::Research } else { RowKind::Lesson },
            classes: names(classes),
            subject: (*subject).to_owned(),
            section: section.replace('-', ""),
            teachers: names(teachers),
            room: room.replace('-', ""),
            weeks: Weeks::parse(weeks).unwrap(),
            weekday: Weekday::parse(day).unwrap(),
            period: Some(PeriodIndex(period)),
            time,
            pinned: false,
        }
    });
    Plan { rows: rows.collect(), service: None }
}

fn side(name: &str, text: &str) -> Side {
    Side { name: name.to_owned(), plan: plan(text), costs: Costs::Unknown(Unknown::NoRecord) }
}

const BEFORE: &str = "
    一1 语文 - 张 101 all 1 1
    一1 语文 - 张 101 all 1 2
    一1 语文 - 张 101 all 2 1
    一1 体育 - 李 操场 all 1 4
    一2 语文 - 王 102 all 1 1
    一2 科学 - 赵 实验室 odd 3 1
    一2 科学 - 赵 实验室 even 3 1
    - 语文教研 - 张、王 - all 4 1
";

#[test]
fn moves_teachers_rooms_and_who_is_concerned() {
    let after = "
        一1 语文 - 张 101 all 1 2
        一1 语文 - 张 101 all 3 1
        一1 语文 - 张 101 all 1 1
        一1 体育 - 钱 操场 all 1 4
        一2 语文 - 王 202 all 1 1
        一2 科学 - 赵 实验室 all 3 1
        - 语文教研 - 张、王 - all 4 2
    ";
    let found = compare(&[side("A", BEFORE), side("B", after)]);
    assert_eq!(found.changes[0], Changes::default());
    let changes = &found.changes[1];
    let counts = changes.counts(Table::Lessons);
    assert_eq!((counts.moved, counts.room_only, counts.people, counts.gone, counts.new), (2, 1, 1, 0, 0));
    assert_eq!(changes.counts(Table::Research).moved, 1);
    let moved = changes.list.iter().find(|change| change.another_time()).unwrap();
    let (before, after) = (moved.before.as_ref().unwrap(), moved.after.as_ref().unwrap());
    assert_eq!((before.stand.weekday.number(), after.stand.weekday.number()), (2, 3));
    let names =
        |of: &BTreeMap<String, usize>| of.iter().map(|(name, n)| format!("{name}{n}")).collect::<Vec<_>>().join(" ");
    assert_eq!(names(&changes.teachers), "张2 李1 王2 钱1");
    assert_eq!(names(&changes.classes), "一12 一21");
    // An odd and an even lesson at one place are a lesson of every week.
    assert_eq!((found.size(0, Table::Lessons), found.size(0, Table::Research)), (6, 1));
}

#[test]
fn each_period_of_a_double_counts_and_missing_lessons_are_named() {
    let after = "
        一1 语文 - 张 101 all 5 1
        一1 语文 - 张 101 all 5 2
        一1 体育 - 李 操场 all 1 4
        一1 体育 - 李 操场 all 2 4
        一2 语文 - 王 102 all 1 1
        一2 科学 - 赵 实验室 odd 3 1
        - 语文教研 - 张、王 - all 4 1
    ";
    let counts = Changes::between(&lessons::items(&plan(BEFORE)), &lessons::items(&plan(after))).counts(Table::Lessons);
    // One of three Chinese lessons is gone, two are moved; PE is new once; science keeps its place in odd weeks only.
    assert_eq!((counts.moved, counts.gone, counts.new), (3, 1, 1));
}

#[test]
fn a_teacher_is_kept_before_a_place() {
    let before = "一1 英语 - 张 101 all 1 1\n一1 英语 - 李 101 all 1 2";
    let after = "一1 英语 - 张 101 all 1 2\n一1 英语 - 李 101 all 1 1";
    let counts = Changes::between(&lessons::items(&plan(before)), &lessons::items(&plan(after))).counts(Table::Lessons);
    assert_eq!((counts.moved, counts.people), (2, 0));
}

#[test]
fn a_teachers_week() {
    let found = compare(&[side("A", BEFORE), side("B", "一1 体育 - 李 操场 all 1 4\n一2 体育 - 李 操场 odd 1 1")]);
    let of = |measure: Measure, name: &str| {
        found.figures.iter().find(|figure| figure.measure == measure).unwrap().people[name].clone()
    };
    assert_eq!(of(Measure::Periods, "张"), [6, 0]);
    assert_eq!(of(Measure::Days, "张"), [4, 0]);
    assert_eq!(of(Measure::Busiest, "张"), [2, 0]);
    assert_eq!(of(Measure::Periods, "李"), [2, 3]);
    assert_eq!(of(Measure::Gaps, "李"), [0, 2], "two free periods in odd weeks");
    let periods = &found.figures[0];
    assert_eq!(periods.spread(0), Spread { total: 12, least: 2, most: 6 });
    assert!(periods.differs("张") && !compare(&[side("A", BEFORE), side("B", BEFORE)]).figures[0].differs("张"));
}

#[test]
fn shares_are_counted_by_week_and_without_teachers_and_rooms() {
    let share = |text: &str| Share::parse(text).unwrap();
    let before = plan(BEFORE);
    assert_eq!(share::common(&before, &before), share::Common { kept: 12, all: 12 });
    let after = plan(
        "
        一1 语文 - 周 999 all 1 1
        一1 语文 - 张 101 all 3 2
        一1 语文 - 张 101 all 2 1
        一1 体育 - 李 操场 all 1 4
        一2 语文 - 王 102 all 1 1
        一2 科学 - 赵 实验室 odd 3 1
        一2 科学 - 赵 实验室 even 3 2
        ",
    );
    let common = share::common(&before, &after);
    assert_eq!(common, share::Common { kept: 9, all: 12 });
    assert_eq!(share::common(&after, &before), common);
    assert!(common.differs_by(share("0.25")) && !common.differs_by(share("0.2501")));
    assert_eq!(common.per_mille_elsewhere(), 250);
    // Groups in parallel are one class lesson, and another group beside them is another lesson.
    let groups = |second: &str| plan(&format!("一1 英语 甲 张 101 all 1 1\n一1 英语 {second} 李 102 all 1 1"));
    assert_eq!(share::common(&groups("乙"), &groups("乙")), share::Common { kept: 2, all: 2 });
    assert_eq!(share::common(&groups("乙"), &groups("丙")), share::Common { kept: 0, all: 2 });
}

#[test]
fn plans_of_two_schools_are_told_apart() {
    use same_school::{Apart, apart};
    let before = plan(BEFORE);
    assert_eq!(apart(&before, &plan("一1 语文 - 张 101 all 1 1")), None);
    assert_eq!(apart(&before, &plan("二1 语文 - 张 101 all 1 1")), Some(Apart::Classes));
    assert_eq!(apart(&before, &plan("一1 语文 - 陈 101 all 1 1")), Some(Apart::Teachers));
    assert_eq!(apart(&before, &Plan::default()), None);
}

#[test]
fn rules_stand_by_level_and_only_where_something_was_found() {
    let rule = |rule: &str, level: crate::school::Level, breaches: i64, cost: i64| RuleCost {
        rule: rule.to_owned(),
        level,
        weight: 1,
        breaches,
        cost,
    };
    use crate::school::Level::{Hard, Note, Soft, Warn};
    let costs = [
        Costs::Known(vec![
            rule("R1", Soft, 2, 4),
            rule("R2", Hard, 0, 0),
            rule("R3", Warn, 1, 0),
            rule("R4", Note, 1, 0),
        ]),
        Costs::Unknown(Unknown::Changed),
        Costs::Known(vec![rule("R1", Soft, 0, 0), rule("R2", Hard, 1, 0), rule("R5", Soft, 0, 0)]),
    ];
    let lines = costs::lines(&costs);
    let shown: Vec<_> = lines
        .iter()
        .map(|line| (line.rule, line.found.iter().map(|found| found.map(|found| found.breaches)).collect::<Vec<_>>()))
        .collect();
    assert_eq!(
        shown,
        [("R2", vec![Some(0), None, Some(1)]), ("R1", vec![Some(2), None, Some(0)]), ("R3", vec![Some(1), None, None]),]
    );
    assert_eq!((costs[0].total(), costs[1].total(), costs[2].breaches(Hard)), (Some(4), None, Some(1)));
}
