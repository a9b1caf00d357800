use std::collections::BTreeSet;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::*;
use crate::lowering::{lower, raise};
use crate::plan::{Plan, Row, RowKind};
use crate::school::sample::{Sample, bell, small};
use crate::school::*;
use crate::solve::{Outcome, Unwatched, solve};
use crate::statement::{Statements, apply};
use crate::text::Lang;
use crate::units::{Interval, PeriodIndex, Weekday, Weeks};
use crate::verify::verify;

fn span(day: u8, time: &str) -> TimeSpan {
    let time = Interval::parse(time).unwrap();
    TimeSpan { weeks: Weeks::All, weekday: Weekday::new(day).unwrap(), time }
}

/// Only the rules of the timetable: the sample's configuration is no model school.
fn quiet(sample: Sample) -> School {
    sample
        .with(|school| {
            for meta in crate::rules::ALL.iter().map(|rule| rule.meta()) {
                if meta.stage != crate::rules::Stage::Timetable {
                    school.policy.settings.get_mut(meta.code).unwrap().level = Level::Off;
                }
            }
        })
        .school
}

fn told(school: &School, ways: usize) -> Explanation {
    explain(school, &Options { ways, threads: 1, ..Options::default() }, &Unwatched)
}

fn words(school: &School, told: &Explanation) -> Vec<Vec<String>> {
    let statements = Statements::of(school);
    let says = |conflict: &Conflict| conflict.members.iter().map(|m| statements.says(m.statement, Lang::En)).collect();
    told.conflicts.iter().map(says).collect()
}

fn out(school: &School, told: &Explanation) -> Vec<String> {
    let statements = Statements::of(school);
    let says = |way: &Way| {
        way.changes.iter().map(|change| statements.proposes(*change, Lang::En)).collect::<Vec<_>>().join(" + ")
    };
    told.ways.iter().map(says).collect()
}

#[test]
fn a_possible_school_needs_no_explanation() {
    let school = quiet(small().requires("一1班", "语文", "张芳", 8));
    let told = told(&school, 3);
    assert_eq!(told.finding, Finding::Possible);
    assert!(told.complete && told.conflicts.is_empty() && told.ways.is_empty());
}

#[test]
fn a_broken_configuration_is_said_before_anything_is_tried() {
    let early = |school: &mut School| school.bells = vec![bell("全校", &["06:30-07:10", "07:20-08:00"], &[])];
    let school = small().requires("一1班", "语文", "张芳", 8).with(early);
    let school = school.setting("R501", |setting| setting.level = Level::Hard).school;
    let told = told(&school, 3);
    assert_eq!(told.finding, Finding::Configuration);
    assert!(told.broken.hard_breaches() > 0 && told.solves == 0);
}

#[test]
fn a_teacher_who_is_away_too_much() {
    let school = quiet(
        small()
            .requires("一1班", "语文", "张芳", 4)
            .requires("一2班", "语文", "张芳", 3)
            .requires("一2班", "数学", "李强", 5)
            .with(|school| {
                school.teachers[0].unavailable = (2..=5).map(|day| span(day, "08:00-16:00")).collect();
                school.teachers[1].unavailable = vec![span(3, "08:00-09:00")];
            }),
    );
    let told = told(&school, 3);
    assert_eq!(told.finding, Finding::Impossible);
    assert_eq!(told.reasons.len(), 1);
    let members = words(&school, &told);
    assert_eq!(members.len(), 1, "{members:?}");
    assert!(told.conflicts[0].minimal(), "{:?}", told.conflicts);
    // Seven lessons and one day: each day away is needed only as far as the daily limit of a subject goes.
    assert!(members[0].iter().any(|says| says.starts_with("张芳 cannot teach")), "{members:?}");
    assert!(members[0].iter().all(|says| !says.contains("李强")), "{members:?}");
    assert_eq!(told.ways.len(), 3, "{:?}", out(&school, &told));
}

#[test]
fn two_causes_are_both_found_and_every_way_out_resolves_both() {
    let school = quiet(
        small()
            .requires("一1班", "语文", "张芳", 2)
            .requires("一1班", "体育", "王静", 1)
            .requires("一2班", "数学", "李强", 3)
            .with(|school| {
                school.teachers[2].unavailable = (1..=5).map(|day| span(day, "08:00-14:50")).collect();
                school.teachers[2].unavailable.extend((2..=5).map(|day| span(day, "14:50-16:00")));
                let monday = Weekday::new(1).unwrap();
                let pin = |requirement| Pin {
                    requirement,
                    weeks: Weeks::All,
                    weekday: monday,
                    period: PeriodIndex(6),
                    length: 1,
                    room: None,
                };
                school.pins = vec![pin(crate::units::RequirementId(0))];
                school.teachers[1].max_load = Some(2);
            }),
    );
    let told = told(&school, 3);
    assert!(told.complete, "{told:?}");
    let members = words(&school, &told);
    assert_eq!(members.len(), 2, "{members:?}");
    assert!(told.conflicts.iter().all(Conflict::minimal));
    let ways = out(&school, &told);
    assert_eq!(
        ways[0],
        "free the pin: 一1班 语文 is pinned to Mon period 6 (another time) + 李强 may teach 3 periods a week instead of 2",
        "{ways:?}"
    );
    assert_eq!(ways.len(), 3);
}

/// A school of one or two classes, two or three days of two or three periods, and some statements too many.
fn tiny(rng: &mut SmallRng) -> School {
    let mut school = small().school;
    let times = ["08:30-09:10", "09:20-10:00", "10:30-11:10"];
    let days = rng.random_range(2..=3);
    school.bells = vec![bell("全校", &times[..5 - days], &[])];
    school.weekdays.truncate(days);
    school.bells[0].days.retain(|day, _| usize::from(day.number()) <= days);
    let classes = rng.random_range(1..=2);
    let mut sample = Sample { school };
    // Few enough that every timetable can be looked at.
    let mut left = 4;
    for class in ["一1班", "一2班"].into_iter().take(classes) {
        for (subject, teacher) in [("语文", "张芳"), ("数学", "李强"), ("体育", "王静")] {
            let weekly = rng.random_range(1..=2);
            if rng.random_bool(0.6) && weekly <= left {
                left -= weekly;
                sample = sample.requires(class, subject, teacher, weekly);
            }
        }
    }
    let mut school = quiet(sample);
    for teacher in 0..3 {
        for day in 1..=u8::try_from(days).unwrap() {
            if rng.random_bool(0.25) {
                school.teachers[teacher]
                    .unavailable
                    .push(span(day, ["08:00-10:10", "09:15-12:00"][rng.random_range(0..2)]));
            }
        }
        if rng.random_bool(0.2) {
            school.teachers[teacher].max_days = Some(1);
        }
        if rng.random_bool(0.2) {
            school.teachers[teacher].max_per_day = Some(1);
        }
        if rng.random_bool(0.15) {
            school.teachers[teacher].max_load = Some(rng.random_range(1..=2));
        }
        if rng.random_bool(0.15) {
            school.teachers[teacher].max_in_row = Some(1);
        }
    }
    for id in school.requirement_ids().collect::<Vec<_>>() {
        if rng.random_bool(0.2) {
            school.pins.push(Pin {
                requirement: id,
                weeks: Weeks::All,
                weekday: Weekday::new(1).unwrap(),
                period: PeriodIndex(rng.random_range(1..=2)),
                length: 1,
                room: None,
            });
        }
    }
    if rng.random_bool(0.3) {
        crate::school::sample::event(&mut school, "集会", EventKind::Assembly, "周一", "08:30-09:10");
    }
    if rng.random_bool(0.3) {
        let choices = vec![span(1, "09:20-10:00")];
        let teachers = vec![crate::units::TeacherId(0), crate::units::TeacherId(1)];
        school.research.push(ResearchBlock { name: "教研".into(), teachers, choices });
    }
    let two = (crate::units::TeacherId(0), crate::units::TeacherId(1));
    if rng.random_bool(0.3) {
        let kind = if rng.random_bool(0.6) { ExclusionKind::NotBothTeaching } else { ExclusionKind::NotBothFree };
        school.exclusions.push(Exclusion { teachers: two, kind, times: vec![span(1, "08:30-09:10")] });
    }
    if rng.random_bool(0.3) {
        let kind = if rng.random_bool(0.5) { ApartKind::NotSameDay } else { ApartKind::NotAdjacent };
        let subjects = (crate::units::SubjectId(0), crate::units::SubjectId(1));
        school.apart.push(Apart { subjects, kind });
    }
    if rng.random_bool(0.3) {
        let which = if rng.random_bool(0.5) { Which::First } else { Which::Last };
        school.subjects[3].forbidden.push(PeriodSet { weekdays: Vec::new(), which });
    }
    school.index_names();
    school
}

/// Whether a school has a timetable, by the verifier alone: every way to place its lessons and blocks is looked at.
fn exists(school: &School) -> bool {
    struct Lesson {
        row: Row,
        slots: Vec<(Weekday, Option<PeriodIndex>, Interval)>,
        same_as_before: bool,
    }
    let mut lessons: Vec<Lesson> = Vec::new();
    for requirement in &school.requirements {
        let class = school.class(requirement.classes[0]);
        let slots: Vec<_> =
            school.bells[0].slots().map(|(day, period)| (day, Some(period.index), period.time)).collect();
        for number in 0..requirement.weekly.every {
            let row = Row {
                kind: RowKind::Lesson,
                classes: vec![class.name.clone()],
                subject: school.subject(requirement.subject).name.clone(),
                section: String::new(),
                teachers: vec![school.teacher(requirement.sections[0].teachers[0].candidates[0]).name.clone()],
                room: school.room(class.home_room).name.clone(),
                weeks: Weeks::All,
                weekday: Weekday::new(1).unwrap(),
                period: None,
                time: Interval::parse("08:00-08:01").unwrap(),
                pinned: false,
            };
            lessons.push(Lesson { row, slots: slots.clone(), same_as_before: number > 0 });
        }
    }
    for block in &school.research {
        let row = Row {
            kind: RowKind::Research,
            classes: Vec::new(),
            subject: block.name.clone(),
            section: String::new(),
            teachers: block.teachers.iter().map(|id| school.teacher(*id).name.clone()).collect(),
            room: String::new(),
            weeks: Weeks::All,
            weekday: Weekday::new(1).unwrap(),
            period: None,
            time: Interval::parse("08:00-08:01").unwrap(),
            pinned: false,
        };
        let slots = block.choices.iter().map(|span| (span.weekday, None, span.time)).collect();
        lessons.push(Lesson { row, slots, same_as_before: false });
    }
    fn place(school: &School, lessons: &[Lesson], rows: &mut Vec<Row>) -> bool {
        let Some((first, rest)) = lessons.split_first() else {
            return verify(school, &Plan { rows: rows.clone(), service: None }).hard_breaches() == 0;
        };
        for (weekday, period, time) in &first.slots {
            let row = Row { weekday: *weekday, period: *period, time: *time, ..first.row.clone() };
            let before = rows.last().map(|row| (row.weekday, row.time));
            // Lessons of one requirement are alike: one order of them is enough.
            if first.same_as_before && before.is_some_and(|before| before >= (*weekday, *time)) {
                continue;
            }
            let meets = |other: &Row| {
                let people = other.teachers.iter().any(|name| row.teachers.contains(name))
                    || other.classes.iter().any(|name| row.classes.contains(name));
                people && other.weekday == *weekday && other.time.overlaps(*time)
            };
            if rows.iter().any(meets) {
                continue;
            }
            rows.push(row);
            let found = place(school, rest, rows);
            rows.pop();
            if found {
                return true;
            }
        }
        false
    }
    place(school, &lessons, &mut Vec::new())
}

#[test]
fn members_conflict_together_and_no_fewer_do() {
    let (mut impossible, mut ways) = (0, 0);
    for seed in 0..260 {
        let school = tiny(&mut SmallRng::seed_from_u64(seed));
        let possible = exists(&school);
        if possible && seed % 10 > 0 {
            continue;
        }
        let told = told(&school, if seed % 4 == 0 { 2 } else { 0 });
        assert_eq!(told.finding, if possible { Finding::Possible } else { Finding::Impossible }, "seed {seed}");
        if possible {
            continue;
        }
        impossible += 1;
        let statements = Statements::of(&school);
        assert!(!told.conflicts.is_empty());
        for conflict in &told.conflicts {
            assert!(conflict.minimal(), "seed {seed}: {:?}", words(&school, &told));
            let set = conflict.set();
            let rest = |kept: &BTreeSet<crate::statement::Statement>| -> BTreeSet<_> {
                statements.all().iter().filter(|s| !kept.contains(s)).copied().collect()
            };
            assert!(!exists(&statements.without(&rest(&set))), "seed {seed}: {:?}", words(&school, &told));
            for member in &set {
                let mut fewer = set.clone();
                fewer.remove(member);
                let left = statements.without(&rest(&fewer));
                assert!(exists(&left), "seed {seed}: {member:?} of {:?}", words(&school, &told));
            }
        }
        for way in &told.ways {
            ways += 1;
            let changed = apply(&school, &way.changes);
            let lowering = lower(&changed);
            let any = crate::solve::Options { gap: 1.0, threads: 1, ..crate::solve::Options::default() };
            let Outcome::Solved { solution, .. } = solve(&lowering.problem, &any, &Unwatched) else {
                panic!("seed {seed}: {:?} is no way out", out(&school, &told));
            };
            assert_eq!(verify(&changed, &raise(&lowering, &solution)).hard_breaches(), 0);
        }
    }
    assert!(impossible > 100 && ways > 40, "{impossible} {ways}");
}

/// Three posts at once for anybody of three people, with a limit on what each may cost in all.
#[test]
fn limits_that_clash_are_told_with_what_would_be_enough() {
    use super::limits::clash;
    use crate::problem::*;
    let mut problem = Problem { weeks: 1, ..Problem::default() };
    for index in 0..3_u16 {
        let start = 600 + 60 * index;
        problem.cells.push(Cell { week: 0, day: 0, start, end: start + 60 });
        problem.slots.push(Slot { grid: index, day: 0, ordinal: 0 });
        let at = u32::from(index);
        problem.placements.push(Placement { start: SlotId(at), length: 1, weeks: 1, cells: vec![CellId(at)] });
        let name = format!("p{index}");
        problem.resources.push(Resource { name, kind: ResourceKind::Person, capacity: 1, unavailable: Vec::new() });
    }
    let mut terms = Vec::new();
    for at in 0..3 {
        let candidates = vec![ResourceId(0), ResourceId(1)];
        let needs = vec![Need { candidates, shared: true }];
        problem.activities.push(Activity { name: format!("post{at}"), count: 1, domain: vec![PlacementId(at)], needs });
        let term = |(who, weight)| Term {
            activity: ActivityId(at),
            placement: PlacementId(at),
            weight,
            given: Some((0, ResourceId(who))),
        };
        terms.extend([(0, 10), (1, 1)].map(term));
    }
    let mut hard = |form, rule, about: &str| {
        let tag = Tag { rule, about: vec![about.to_owned()] };
        problem.constraints.push(Constraint { kind: Kind::LimitWorkload, form, strength: Strength::Hard, tag });
    };
    // The cheap one may hold one post only, so that the dear one holds two: 21 in all.
    let loads = (0..3).map(|at| (ActivityId(at), 0, 1)).collect();
    hard(Form::Workload { resource: ResourceId(1), loads, min: 0, max: 1 }, "R320", "cheap");
    let loads = (0..3).map(|at| (ActivityId(at), 0, 1)).collect();
    hard(Form::Workload { resource: ResourceId(0), loads, min: 0, max: 3 }, "R320", "dear");
    hard(Form::Count { terms, min: 0, max: 15 }, "R408", "budget");
    let options = crate::solve::Options { threads: 1, ..crate::solve::Options::default() };
    let clash = clash(&problem, &options, &Unwatched).unwrap();
    assert!(clash.minimal);
    let told: Vec<_> = clash.limits.iter().map(|held| (held.tag.about[0].as_str(), held.least)).collect();
    assert_eq!(told, [("cheap", Some((1, 2))), ("budget", Some((15, 21)))]);
}
