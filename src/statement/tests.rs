use std::collections::BTreeSet;

use super::*;
use crate::school::sample::small;
use crate::school::*;
use crate::text::Lang;
use crate::units::{Interval, PeriodIndex, Weekday, Weeks};

fn span(day: u8, time: &str) -> TimeSpan {
    let time = Interval::parse(time).unwrap();
    TimeSpan { weeks: Weeks::All, weekday: Weekday::new(day).unwrap(), time }
}

/// Two classes; 张芳 is away twice and has caps; 一1班's PE stands in two rows.
fn school() -> School {
    let monday = Weekday::new(1).unwrap();
    let sample = small()
        .requires("一1班", "语文", "张芳", 6)
        .requires("一1班", "体育", "王静", 2)
        .requires("一1班", "体育", "王静", 1)
        .requires("一2班", "数学", "李强", 5);
    sample
        .with(|school| {
            let teacher = &mut school.teachers[0];
            teacher.unavailable = vec![span(2, "08:00-08:30"), span(2, "08:40-09:00"), span(3, "08:00-09:00")];
            (teacher.min_load, teacher.max_load, teacher.max_per_day) = (Some(5), Some(9), Some(4));
            school.pins = [(0, 1), (3, 2)]
                .map(|(index, period)| Pin {
                    requirement: RequirementId::from_index(index),
                    weeks: Weeks::All,
                    weekday: monday,
                    period: PeriodIndex(period),
                    length: 1,
                    room: None,
                })
                .to_vec();
            let teachers = (TeacherId(0), TeacherId(1));
            school.exclusions = vec![Exclusion { teachers, kind: ExclusionKind::NotBothFree, times: Vec::new() }];
            let which = Which::Range(PeriodIndex(1), PeriodIndex(2));
            school.subjects[1].forbidden = vec![PeriodSet { weekdays: vec![monday], which }];
        })
        .school
}

#[test]
fn statements_are_told_apart_and_in_words() {
    let school = school();
    let statements = Statements::of(&school);
    let stated: Vec<String> = statements
        .all()
        .iter()
        .filter(|statement| !matches!(statement, Statement::Rule(_) | Statement::Rooms(_)))
        .map(|statement| statements.says(*statement, Lang::En))
        .collect();
    assert_eq!(
        stated,
        [
            "张芳 cannot teach Tue 08:00-09:00",
            "张芳 cannot teach Wed 08:00-09:00",
            "张芳 teaches at most 9 periods a week",
            "张芳 teaches at least 5 periods a week",
            "张芳 teaches at most 4 periods a day",
            "数学 is not taught in Mon periods 1-2",
            "一1班 语文 is pinned to Mon period 1",
            "一2班 数学 is pinned to Mon period 2",
            "张芳 and 李强 are never both free",
            "一1班 语文, 6 periods a week (张芳)",
            "一1班 体育, 2 periods a week (王静)；一1班 体育, 1 periods a week (王静)",
            "一2班 数学, 5 periods a week (李强)",
        ]
    );
    // Physics is no statement; nor are rules that only say what is stated elsewhere.
    let rules: BTreeSet<_> = statements.all().iter().filter(|s| s.kind() == "rule").collect();
    assert!(rules.contains(&Statement::Rule("R109")) && !rules.contains(&Statement::Rule("R101")));
    assert!(!rules.contains(&Statement::Rule("R117")));
    for statement in statements.all() {
        assert!(!statements.place(*statement, Lang::Zh).is_empty());
        for lang in [Lang::Zh, Lang::En] {
            let says = statements.says(*statement, lang);
            assert!(!says.is_empty() && !says.contains('{'), "{says}");
            for change in statements.ladders(*statement).into_iter().flatten() {
                let says = statements.proposes(change, lang);
                assert!(!says.is_empty() && !says.contains('{'), "{says}");
                assert!(change.cost(&school) > 0);
            }
        }
    }
}

#[test]
fn what_is_taken_back_is_gone_and_nothing_else() {
    let school = school();
    let statements = Statements::of(&school);
    let without = |gone: &[Statement]| statements.without(&gone.iter().copied().collect());
    let teacher = TeacherId(0);
    let left = without(&[Statement::TeacherAway { teacher, span: 0 }, Statement::Pin(0)]);
    assert_eq!(left.teachers[0].unavailable, [span(3, "08:00-09:00")]);
    assert_eq!(left.pins, [school.pins[1].clone()]);
    assert_eq!((left.exclusions.len(), left.teachers[0].min_load), (1, Some(5)));
    // No cap is no limit, not the rule's.
    let left = without(&[Statement::TeacherCap { teacher, cap: Cap::Day }]);
    assert_eq!(left.teachers[0].max_per_day, Some(u8::MAX));
    // The rule's own limit goes, the teacher's stays.
    let left = without(&[Statement::Rule("R109")]);
    assert!(left.policy.settings["R109"].int("max") > 100 && left.teachers[0].max_per_day == Some(4));
    assert_eq!(left.policy.settings["R109"].level, Level::Hard);
}

#[test]
fn without_lessons_nothing_gets_harder() {
    let school = school();
    let statements = Statements::of(&school);
    let chinese = statements.lessons(RequirementId(0));
    let left = statements.without(&BTreeSet::from([chinese]));
    assert_eq!(left.requirements[0].weekly.per_fortnight(), 0);
    // Its pin goes with it, the least load sinks to what can be left, "never both free" goes.
    assert_eq!((left.pins.len(), left.teachers[0].min_load, left.exclusions.len()), (1, Some(0), 0));
    // Both rows of PE are one statement.
    let pe = statements.lessons(RequirementId(2));
    assert_eq!(pe, Statement::Lessons(RequirementId(1)));
    assert_eq!(statements.requirements(pe), [RequirementId(1), RequirementId(2)]);
    let left = statements.without(&BTreeSet::from([pe]));
    assert!(left.requirements[1..3].iter().all(|requirement| requirement.weekly.per_fortnight() == 0));
}

#[test]
fn changes_say_what_they_do_and_go_only_so_far() {
    let mut school = school();
    school.rooms[2].capacity = 1;
    school.requirements[1].sections[0].room = RoomNeed::OneOf { candidates: vec![RoomId(3)], preferred: Vec::new() };
    let statements = Statements::of(&school);
    let cap = |to| Change::Cap { teacher: TeacherId(0), cap: Cap::Load, to };
    assert_eq!(statements.proposes(cap(11), Lang::En), "张芳 may teach 11 periods a week instead of 9");
    assert_eq!(cap(11).cost(&school), 2 * cap(10).cost(&school));
    assert_eq!(cap(10).merged(cap(11)), Some(cap(11)));
    assert_eq!(cap(10).merged(Change::Soften("R106")), None);
    // Another room like the field, for the lessons that may be there.
    let changed = apply(&school, &[Change::Rooms { room: RoomId(3), more: 1 }]);
    assert_eq!(changed.rooms.len(), school.rooms.len() + 1);
    let RoomNeed::OneOf { candidates, .. } = &changed.requirements[1].sections[0].room else { panic!("home") };
    assert_eq!(candidates, &[RoomId(3), RoomId::from_index(school.rooms.len())]);
    // A change and something taken back together: positions are those of the school as it was.
    let gone = Change::Drop(Statement::TeacherAway { teacher: TeacherId(0), span: 2 });
    let changed = apply(&school, &[cap(10), gone]);
    assert_eq!((changed.teachers[0].max_load, changed.teachers[0].unavailable.len()), (Some(10), 2));
    let fewer = Change::Fewer { requirement: RequirementId(0), by: 2 };
    assert_eq!(apply(&school, &[fewer]).requirements[0].weekly.every, 4);
}
