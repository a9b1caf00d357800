//! A good plan of `instances/demo`, spoilt at random: verifying catches every change that cannot be right, and finds
//! clashes exactly where painting the week minute by minute finds them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use kebiao::config;
use kebiao::lowering::{lower, raise};
use kebiao::plan::{Plan, Row, RowKind};
use kebiao::rules::{Stage, find};
use kebiao::school::School;
use kebiao::solve::{Options, Outcome, Unwatched, solve};
use kebiao::units::{ClockTime, Interval, Minutes, PeriodIndex, Weeks};
use kebiao::verify::verify;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

/// The school of `instances/demo` and its first plan.
fn good() -> &'static (School, Plan) {
    static GOOD: OnceLock<(School, Plan)> = OnceLock::new();
    GOOD.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
        let school = config::read(&folder).unwrap_or_else(|errors| panic!("{errors:?}")).school;
        let plan = {
            let lowering = lower(&school);
            let options = Options { time_limit: Duration::from_secs(120), threads: 1, seed: 1, gap: 1.0 };
            match solve(&lowering.problem, &options, &Unwatched) {
                Outcome::Solved { solution, .. } => raise(&lowering, &solution),
                other => panic!("no plan: {other:?}"),
            }
        };
        (school, plan)
    })
}

/// Codes of the hard timetable rules that the plan breaks; what the configuration alone decides no plan can spoil.
fn broken(school: &School, plan: &Plan) -> BTreeSet<&'static str> {
    let mut verdict = verify(school, plan);
    verdict.rules.retain(|rule| find(rule.rule).is_some_and(|rule| rule.meta().stage == Stage::Timetable));
    verdict
        .rules
        .iter()
        .filter(|rule| rule.level == "hard" && !rule.breaches.is_empty())
        .map(|rule| rule.rule)
        .collect()
}

#[test]
fn the_plan_to_be_spoilt_is_good() {
    let (school, plan) = good();
    assert_eq!(broken(school, plan), BTreeSet::new());
    assert!(plan.rows.len() > 100, "{}", plan.rows.len());
}

/// Spoils the plan; `None` when the row drawn does not suit.
type Spoil = fn(&School, &mut Vec<Row>, usize, &mut SmallRng) -> Option<()>;

/// What is done, and the rules one of which must see it.
const SPOILS: &[(&str, &[&str], Spoil)] = &[
    ("a lesson is deleted", &["R104", "R113"], |_, rows, at, _| {
        rows.remove(at);
        Some(())
    }),
    ("a lesson stands twice", &["R101", "R102"], |_, rows, at, _| {
        rows.push(rows[at].clone());
        Some(())
    }),
    ("a lesson is given by a teacher who is not its own", &["R120"], |school, rows, at, rng| {
        let name = &school.teachers.choose(rng)?.name;
        let own: Vec<String> = candidates(school, &rows[at]);
        (is_lesson(&rows[at]) && !own.contains(name)).then(|| rows[at].teachers = vec![name.clone()])
    }),
    ("a lesson loses its teachers", &["R120", "R113"], |_, rows, at, _| {
        (!rows[at].teachers.is_empty()).then(|| rows[at].teachers.clear())
    }),
    ("a lesson is in a room of another kind", &["R118"], |school, rows, at, rng| {
        let own = school.room_named(&rows[at].room)?;
        let room = school.rooms.choose(rng)?;
        (room.kind != school.room(own).kind).then(|| rows[at].room.clone_from(&room.name))
    }),
    ("a lesson is in somebody else's home room", &["R118"], |school, rows, at, rng| {
        let own = school.room_named(&rows[at].room)?;
        let room = school.rooms.choose(rng)?;
        let homes = school.room(own).home_of.is_some() && room.home_of.is_some();
        (homes && rows[at].room != room.name).then(|| rows[at].room.clone_from(&room.name))
    }),
    ("a lesson begins a few minutes late", &["R119", "R113"], |_, rows, at, rng| {
        let late = Minutes(rng.random_range(1..30));
        let time = rows[at].time;
        rows[at].time = Interval::new(time.start.plus(late), time.end.plus(late))?;
        Some(())
    }),
    ("a lesson ends late", &["R119", "R113"], |_, rows, at, _| {
        rows[at].time.end = rows[at].time.end.plus(Minutes(5));
        Some(())
    }),
    ("the period of a lesson is wrong", &["R119"], |_, rows, at, _| {
        let period = rows[at].period?;
        rows[at].period = Some(PeriodIndex(period.0 + 1));
        Some(())
    }),
    ("a weekly lesson takes place in odd weeks only", &["R104", "R113"], |_, rows, at, _| {
        (rows[at].weeks == Weeks::All).then(|| rows[at].weeks = Weeks::Odd)
    }),
    ("a lesson turns into another subject's", &["R104"], |school, rows, at, rng| {
        let name = &school.subjects.choose(rng)?.name;
        (is_lesson(&rows[at]) && rows[at].subject != *name).then(|| rows[at].subject.clone_from(name))
    }),
    ("a lesson goes to another class", &["R104"], |school, rows, at, rng| {
        let name = &school.classes.choose(rng)?.name;
        (is_lesson(&rows[at]) && !rows[at].classes.contains(name)).then(|| rows[at].classes = vec![name.clone()])
    }),
    ("a name is misspelt", &["R100"], |_, rows, at, rng| {
        let row = &mut rows[at];
        let mut names: Vec<&mut String> = row.classes.iter_mut().chain(&mut row.teachers).collect();
        names.push(&mut row.subject);
        let index = rng.random_range(0..names.len());
        names[index].push('X');
        Some(())
    }),
    ("a lesson moves onto another one of its class", &["R101"], |_, rows, at, rng| {
        let other = rng.random_range(0..rows.len());
        let (from, to) = (rows[at].clone(), rows[other].clone());
        let meet = is_lesson(&from) && from.classes == to.classes && from.weeks.overlaps(to.weeks);
        (meet && from.section == to.section && (from.weekday, from.time) != (to.weekday, to.time))
            .then(|| move_to(&mut rows[at], &to))
    }),
    ("two classes trade the times of two lessons", &["R101"], |_, rows, at, rng| {
        let other = rng.random_range(0..rows.len());
        let (from, to) = (rows[at].clone(), rows[other].clone());
        let lessons = is_lesson(&from) && is_lesson(&to);
        let apart = !from.classes.iter().any(|class| to.classes.contains(class)) && from.time != to.time;
        let all = from.weeks == Weeks::All && to.weeks == Weeks::All;
        let busy = rows.iter().any(|row| {
            row.classes.iter().any(|class| from.classes.contains(class))
                && row.weekday == to.weekday
                && row.time == to.time
        });
        if !(lessons && apart && all && busy) {
            return None;
        }
        move_to(&mut rows[at], &to);
        move_to(&mut rows[other], &from);
        Some(())
    }),
    ("a fixed lesson moves", &["R115"], |_, rows, at, rng| {
        let to = rows.choose(rng)?.clone();
        let meant = rows[at].pinned && is_lesson(&rows[at]) && is_lesson(&to);
        (meant && (to.weekday, to.time) != (rows[at].weekday, rows[at].time)).then(|| move_to(&mut rows[at], &to))
    }),
    ("a research block moves to a time of its own choice", &["R113"], |_, rows, at, _| {
        let time = Interval::new(ClockTime::new(7, 0)?, ClockTime::new(7, 40)?)?;
        (!is_lesson(&rows[at])).then(|| rows[at].time = time)
    }),
];

fn is_lesson(row: &Row) -> bool {
    row.kind == RowKind::Lesson
}

fn move_to(row: &mut Row, place: &Row) {
    row.weekday = place.weekday;
    row.period = place.period;
    row.time = place.time;
}

/// Names of those who may give the lesson.
fn candidates(school: &School, row: &Row) -> Vec<String> {
    let subject = school.subject_named(&row.subject);
    let classes: BTreeSet<_> = row.classes.iter().filter_map(|name| school.class_named(name)).collect();
    let own = school.requirements.iter().filter(|r| classes == r.classes.iter().copied().collect());
    let roles = own.flat_map(|r| &r.sections).filter(|s| Some(s.subject) == subject).flat_map(|s| &s.teachers);
    roles.flat_map(|role| &role.candidates).map(|id| school.teacher(*id).name.clone()).collect()
}

#[test]
fn every_spoilt_plan_is_caught() {
    let (school, plan) = good();
    let mut rng = SmallRng::seed_from_u64(20_260_901);
    for (name, codes, spoil) in SPOILS {
        let mut done = 0;
        for _ in 0..4000 {
            if done == 12 {
                break;
            }
            let mut rows = plan.rows.clone();
            let at = rng.random_range(0..rows.len());
            if spoil(school, &mut rows, at, &mut rng).is_none() {
                continue;
            }
            done += 1;
            let found = broken(school, &Plan { rows, service: None });
            assert!(
                codes.iter().any(|code| found.contains(code)),
                "{name}, row {at} {:?}: only {found:?} found",
                plan.rows[at]
            );
        }
        assert!(done > 0, "{name}: no row suits");
    }
}

/// Clashes by painting: for each week, day and minute, what each person, class and room is doing.
fn painted(school: &School, plan: &Plan) -> BTreeSet<&'static str> {
    let mut canvas: BTreeMap<(&'static str, &str, u8, u8, u16), Vec<&Row>> = BTreeMap::new();
    for row in &plan.rows {
        let people = row.teachers.iter().map(|name| ("R102", name.as_str()));
        let classes = row.classes.iter().map(|name| ("R101", name.as_str()));
        let room = is_lesson(row).then_some(("R103", row.room.as_str()));
        for (code, name) in people.chain(classes).chain(room) {
            for week in [1, 2].into_iter().filter(|week| row.weeks.overlaps([Weeks::Odd, Weeks::Even][week - 1])) {
                for minute in row.time.start.minutes()..row.time.end.minutes() {
                    let key = (code, name, u8::try_from(week).unwrap(), row.weekday.number(), minute);
                    canvas.entry(key).or_default().push(row);
                }
            }
        }
    }
    let clash = |((code, name, ..), rows): (&(&'static str, &str, u8, u8, u16), &Vec<&Row>)| {
        let room = if *code == "R103" { school.room_named(name) } else { None };
        let capacity = room.map_or(1, |room| usize::from(school.room(room).capacity));
        let groups: BTreeSet<&str> = rows.iter().map(|row| row.section.as_str()).collect();
        // Parallel groups of one lesson are one lesson to the class.
        let parallel = *code == "R101" && rows.len() == groups.len();
        (rows.len() > capacity && !parallel).then_some(*code)
    };
    canvas.iter().filter_map(clash).collect()
}

#[test]
fn clashes_are_found_exactly_where_painting_finds_them() {
    let (school, plan) = good();
    let mut rng = SmallRng::seed_from_u64(7);
    let (mut clean, mut clashing) = (0, 0);
    for _ in 0..60 {
        let mut rows = plan.rows.clone();
        let (a, b) = (rng.random_range(0..rows.len()), rng.random_range(0..rows.len()));
        match rng.random_range(0..4) {
            // Two lessons of one class, or any two, change places.
            0 | 1 => {
                let class = rows[a].classes.clone();
                let own: Vec<usize> = (0..rows.len()).filter(|i| rows[*i].classes == class).collect();
                let b = if rng.random_bool(0.7) { *own.choose(&mut rng).unwrap() } else { b };
                let (from, to) = (rows[a].clone(), rows[b].clone());
                move_to(&mut rows[a], &to);
                move_to(&mut rows[b], &from);
            }
            2 => rows[a].teachers = rows[b].teachers.clone(),
            _ => rows[a].room = rows[b].room.clone(),
        }
        let plan = Plan { rows, service: None };
        let wanted = painted(school, &plan);
        let mut found = broken(school, &plan);
        found.retain(|code| ["R101", "R102", "R103"].contains(code));
        assert_eq!(found, wanted, "rows {a} and {b}");
        *(if wanted.is_empty() { &mut clean } else { &mut clashing }) += 1;
    }
    assert!(clean > 0 && clashing > 0, "{clean} without, {clashing} with clashes");
}
