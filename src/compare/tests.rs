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

/// A programme and a roster: slot, group, classes, day and staff; post, day and person; dates of weekly duty; pay.
fn serviced(sessions: &str, shifts: &str, weekly: &str, pay: &str) -> Plan {
    let words = |text: &str| -> Vec<Vec<String>> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
    };
    let day = |text: &str| Weekday::parse(text).unwrap();
    let time = |text: &str| Interval::parse(text).unwrap();
    let list = |text: &str| text.split('、').filter(|name| *name != "-").map(str::to_owned).collect();
    let session = |row: Vec<String>| crate::plan::Session {
        weekday: day(&row[3]),
        time: time("16:00-17:00"),
        slot: row[0].clone(),
        kind: crate::school::ServiceKind::Homework,
        name: row[1].clone(),
        classes: list(&row[2]),
        pupils: 30,
        room: "101".to_owned(),
        staff: list(&row[4]),
    };
    let shift = |row: Vec<String>| crate::plan::Shift {
        post: row[0].clone(),
        kind: crate::school::PostKind::Gate,
        weekday: day(&row[1]),
        time: time("07:30-08:10"),
        place: String::new(),
        person: row[2].clone(),
    };
    let dated = |row: Vec<String>| crate::plan::DatedDuty {
        date: row[0].parse().unwrap(),
        week: 1,
        post: "值周".to_owned(),
        kind: None,
        time: None,
        place: String::new(),
        person: row[1].clone(),
    };
    let line = |row: Vec<String>| crate::plan::PayLine {
        person: row[0].clone(),
        date: row[1].parse().unwrap(),
        month: row[1][..7].to_owned(),
        item: row[2].clone(),
        units: 1,
        rate: crate::units::Fen::parse(&row[3]).unwrap(),
        amount: crate::units::Fen::parse(&row[3]).unwrap(),
    };
    let service = crate::plan::ServicePlan {
        sessions: words(sessions).into_iter().map(session).collect(),
        shifts: words(shifts).into_iter().map(shift).collect(),
        dated: words(weekly).into_iter().map(dated).collect(),
        pay: words(pay).into_iter().map(line).collect(),
        ..crate::plan::ServicePlan::default()
    };
    Plan { rows: Vec::new(), service: Some(service) }
}

#[test]
fn shifts_stay_where_they_are_and_change_hands() {
    let before = serviced(
        "一段 一1班 一1 1 张\n一段 一1班 一1 2 张\n二段 合唱 一1、一2 1 李、王",
        "校门 1 张\n校门 1 李\n校门 2 王",
        "2026-03-02 张\n2026-03-03 张",
        "张 2026-03-02 值班费 40.50\n李 2026-04-01 课后服务 30",
    );
    let after = serviced(
        "一段 一1班 一1 1 李\n一段 一1班 一1 3 张\n二段 合唱 一1、一2 1 王、李",
        "校门 1 李\n校门 1 王\n校门 2 张",
        "2026-03-02 张\n2026-03-03 赵",
        "张 2026-03-02 值班费 40.50\n张 2026-03-03 值班费 0.01",
    );
    // Of 4 parts in sessions 李 and 王 stay in the choir; of 3 shifts 李 keeps Monday's.
    assert_eq!(share::common_staffing(&before, &after), share::Common { kept: 3, all: 7 });
    assert_eq!(share::common_staffing(&before, &before), share::Common { kept: 7, all: 7 });
    let side = |name: &str, plan: Plan| Side { name: name.to_owned(), plan, costs: Costs::Unknown(Unknown::NoRecord) };
    let found = compare(&[side("A", before), side("B", after)]);
    let of = |table: Table| {
        let counts = found.changes[1].counts(table);
        (counts.people, counts.moved, counts.gone, counts.new)
    };
    // Monday's group has another teacher; Tuesday's went to Wednesday; the order of two names is no difference.
    assert_eq!(of(Table::Sessions), (1, 1, 0, 0));
    // Of Monday's two 李 keeps one and 王 has 张's; Tuesday's went from 王 to 张: two in other hands, none moved.
    assert_eq!(of(Table::Duty), (2, 0, 0, 0));
    assert_eq!(of(Table::WeeklyDuty), (1, 0, 0, 0));
    let numbers = |measure: Measure, name: &str| {
        found.figures.iter().find(|figure| figure.measure == measure).unwrap().people[name].clone()
    };
    assert_eq!(numbers(Measure::SessionMinutes, "张"), [120, 60]);
    assert_eq!(numbers(Measure::Sessions, "李"), [1, 2]);
    assert_eq!(numbers(Measure::ShiftMinutes, "王"), [40, 40]);
    assert_eq!(numbers(Measure::DutyDays, "赵"), [0, 1]);
    assert_eq!(numbers(Measure::Pay, "张"), [4050, 4051]);
    assert!(found.figures.iter().all(|figure| figure.measure != Measure::Periods), "there are no lessons");
    let fen = |list: &[i64]| list.iter().map(|fen| crate::units::Fen(*fen)).collect::<Vec<_>>();
    assert_eq!(found.pay.items["值班费"], fen(&[4050, 4051]));
    assert_eq!(found.pay.months["2026-04"], fen(&[3000, 0]));
    let named = |of: &BTreeMap<String, usize>| of.keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(named(&found.changes[1].teachers), "张 李 王 赵");
    assert_eq!(named(&found.changes[1].classes), "一1");
}

#[test]
fn absurd_amounts_do_not_overflow() {
    let most = "张 2026-03-02 甲 90000000000000000\n张 2026-03-03 甲 90000000000000000";
    let plan = serviced("", "", "", most);
    let sides = [Side { name: "A".to_owned(), plan, costs: Costs::Unknown(Unknown::NoRecord) }];
    assert_eq!(compare(&sides).figures[0].people["张"], [i64::MAX]);
}

#[test]
fn pupils_are_followed_to_their_clubs() {
    let placed = |pupil: &str, club: &str, group: &str, rank: u16| crate::plan::Placed {
        class: "一1".to_owned(),
        pupil: pupil.to_owned(),
        number: String::new(),
        weekday: Weekday::parse("1").unwrap(),
        slot: "二段".to_owned(),
        club: club.to_owned(),
        rank,
        group: group.to_owned(),
        reason: String::new(),
    };
    let plan = |pupils: Vec<crate::plan::Placed>| Plan {
        rows: Vec::new(),
        service: Some(crate::plan::ServicePlan { pupils, ..crate::plan::ServicePlan::default() }),
    };
    let before = plan(vec![placed("甲", "合唱", "", 1), placed("乙", "围棋", "", 2), placed("丙", "", "一1班", 0)]);
    let after = plan(vec![placed("甲", "围棋", "", 2), placed("乙", "围棋", "", 2), placed("丁", "", "", 0)]);
    assert_eq!(
        pupils::Places::new(&before, &after),
        pupils::Places { all: 3, in_club: 2, first_choice: 0, nowhere: 1, elsewhere: 3, pupils_elsewhere: 3 }
    );
    assert_eq!(pupils::Places::new(&before, &before).elsewhere, 0);
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
