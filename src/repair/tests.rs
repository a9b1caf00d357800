//! Repair of tiny random schools against enumeration, and single points on the smallest school that shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::{Foreign, Freeze, Nearest, Old, Renamed, Repair, Stuck, Why};
use crate::lowering::{lower, raise};
use crate::plan::{Plan, Row};
use crate::problem::{Choice, PlacementId, Problem, ResourceId, Solution};
use crate::rules::Stage;
use crate::school::sample::{bell, small, wild};
use crate::school::{Level, Pin, RoomNeed, School, TeacherRole, TimeSpan};
use crate::solve::{Options, Outcome, Unwatched, solve};
use crate::units::{ClassId, PeriodIndex, RequirementId, RoomId, TeacherId, Weekday, Weeks};
use crate::verify::verify;

fn options() -> Options {
    Options { time_limit: Duration::from_secs(30), threads: 2, seed: 1, gap: 0.0 }
}

fn day(number: u8) -> Weekday {
    Weekday::new(number).unwrap()
}

/// Two classes of five periods a week: two days of three and two.
fn tiny(rng: &mut SmallRng) -> School {
    let mut school = small().school;
    school.bells = vec![bell("全校", &["08:30-09:10", "09:20-10:00", "10:30-11:10"], &[])];
    school.weekdays = vec![day(1), day(2)];
    let bell = &mut school.bells[0];
    bell.days.retain(|weekday, _| *weekday <= day(2));
    bell.days.get_mut(&day(2)).unwrap().periods.truncate(2);
    let mut sample = crate::school::sample::Sample { school };
    for class in ["一1班", "一2班"] {
        sample = sample.requires(class, "语文", "张芳", rng.random_range(1..=2));
        let teacher = ["李强", "王静"][rng.random_range(0..2)];
        sample = sample.requires(class, "数学", teacher, 1);
        if rng.random_bool(0.7) {
            sample = sample.requires(class, "音乐", "赵敏", 1);
        }
    }
    let mut school = sample.school;
    for requirement in &mut school.requirements {
        if requirement.subject.index() == 4 && rng.random_bool(0.5) {
            requirement.sections[0].room =
                RoomNeed::OneOf { candidates: vec![RoomId(2), RoomId(3)], preferred: vec![RoomId(2)] };
        }
    }
    for rule in crate::rules::ALL {
        let (meta, setting) = (rule.meta(), school.policy.settings.get_mut(rule.meta().code).unwrap());
        if meta.stage == Stage::School {
            setting.level = Level::Off;
        } else if setting.level == Level::Soft {
            setting.weight = rng.random_range(1..4);
        }
    }
    school.index_names();
    school
}

/// Changes the school as schools change; says how.
fn change(school: &mut School, old: &Plan, rng: &mut SmallRng) -> &'static str {
    let row = &old.rows[rng.random_range(0..old.rows.len())];
    let requirement = rng.random_range(0..school.requirements.len());
    let span = TimeSpan { weeks: Weeks::All, weekday: row.weekday, time: row.time };
    match rng.random_range(0..6) {
        0 => {
            let teacher = school.teacher_named(&row.teachers[0]).unwrap();
            school.teachers[teacher.index()].unavailable.push(span);
            "a teacher is away"
        }
        1 => {
            let other = TeacherId(rng.random_range(0..4));
            school.requirements[requirement].sections[0].teachers = vec![TeacherRole { candidates: vec![other] }];
            "another teacher takes over"
        }
        2 => {
            let bell = &school.bells[0];
            let slots: Vec<_> = bell.slots().map(|(weekday, period)| (weekday, period.index)).collect();
            let (weekday, period) = slots[rng.random_range(0..slots.len())];
            let requirement = RequirementId::from_index(requirement);
            school.pins.push(Pin { requirement, weeks: Weeks::All, weekday, period, length: 1, room: None });
            "a lesson is pinned"
        }
        3 => {
            school.rooms[rng.random_range(0..4)].unavailable.push(span);
            "a room is closed"
        }
        4 => {
            let weekly = &mut school.requirements[requirement].weekly.every;
            *weekly = if *weekly > 1 { *weekly - 1 } else { 2 };
            "other counts"
        }
        _ => {
            let class = school.class_named(&row.classes[0]).unwrap();
            school.classes[class.index()].unavailable.push(span);
            "a class is away"
        }
    }
}

/// Times of the lessons of each class's subject.
type Times<'a> = BTreeMap<(&'a [String], &'a str), (BTreeSet<(Weekday, u16)>, usize)>;

fn times(rows: &[Row]) -> Times<'_> {
    let mut found: Times<'_> = BTreeMap::new();
    for row in rows {
        let (times, people) = found.entry((&row.classes, &row.subject)).or_default();
        times.insert((row.weekday, row.time.start.minutes()));
        *people = 2 * row.classes.len() + row.teachers.len();
    }
    found
}

/// The distance straight from two plans, by names and the clock.
fn distance(old: &Plan, new: &[Row]) -> i64 {
    let (old, new) = (times(&old.rows), times(new));
    let lot = |(key, (now, people)): (_, &(BTreeSet<_>, usize))| {
        let Some((before, _)) = old.get(key) else { return 0 };
        let kept = now.intersection(before).count();
        people * (now.len().min(before.len()) - kept)
    };
    i64::try_from(new.iter().map(lot).sum::<usize>()).unwrap()
}

/// Every way to place one activity's lessons, rooms included.
fn ways(problem: &Problem, id: usize) -> Vec<Vec<Choice>> {
    let activity = &problem.activities[id];
    let mut fillings: Vec<Vec<ResourceId>> = vec![Vec::new()];
    for need in &activity.needs {
        let with = |filling: &Vec<ResourceId>| {
            let filling = filling.clone();
            need.candidates.iter().map(move |one| [filling.clone(), vec![*one]].concat()).collect::<Vec<_>>()
        };
        fillings = fillings.iter().flat_map(with).collect();
    }
    let mut ways: Vec<Vec<Choice>> = vec![Vec::new()];
    for _ in 0..activity.count {
        let mut longer = Vec::new();
        for way in &ways {
            let after = |placement: &&PlacementId| way.last().is_none_or(|last| last.placement < **placement);
            for placement in activity.domain.iter().filter(after) {
                for resources in &fillings {
                    let choice = Choice { placement: *placement, resources: resources.clone() };
                    longer.push([way.clone(), vec![choice]].concat());
                }
            }
        }
        ways = longer;
    }
    ways
}

/// Every plan of a school in which no class and no teacher is in two places, with its distance, the nearest first.
fn plans(school: &School, old: &Plan) -> Vec<(i64, Plan)> {
    let lowering = lower(school);
    let mut partial: Vec<(i64, Vec<Row>)> = vec![(0, Vec::new())];
    for id in 0..lowering.problem.activities.len() {
        let of_way = |way: Vec<Choice>| {
            let mut lessons = vec![Vec::new(); lowering.problem.activities.len()];
            lessons[id] = way;
            raise(&lowering, &Solution { lessons }).rows
        };
        let ways: Vec<Vec<Row>> = ways(&lowering.problem, id).into_iter().map(of_way).collect();
        let clash = |a: &Row, b: &Row| {
            let shared = |a: &[String], b: &[String]| a.iter().any(|name| b.contains(name));
            (a.weekday, a.period) == (b.weekday, b.period)
                && (shared(&a.classes, &b.classes) || shared(&a.teachers, &b.teachers))
        };
        let mut longer = Vec::new();
        for (_, rows) in &partial {
            for way in &ways {
                if !way.iter().any(|row| rows.iter().any(|other| clash(row, other))) {
                    longer.push((0, [rows.clone(), way.clone()].concat()));
                }
            }
        }
        partial = longer;
    }
    let mut plans: Vec<(i64, Plan)> =
        partial.into_iter().map(|(_, rows)| (distance(old, &rows), Plan { rows, service: None })).collect();
    plans.sort_by_key(|(distance, _)| *distance);
    plans
}

fn solved(school: &School) -> Option<Plan> {
    let lowering = lower(school);
    match solve(&lowering.problem, &options(), &Unwatched) {
        Outcome::Solved { solution, .. } => Some(raise(&lowering, &solution)),
        _ => None,
    }
}

fn repair<'s>(school: &'s School, old: &Plan, freezes: &[Freeze]) -> Repair<'s> {
    Repair::new(school, Old::new(school, old, &Renamed::new()).unwrap(), freezes)
}

fn nearest(repair: &Repair<'_>) -> Nearest {
    let nearest = repair.nearest(&options(), &Unwatched).unwrap();
    assert!(nearest.proved(), "{} of {}", nearest.bound, nearest.distance);
    nearest
}

#[test]
fn moves_are_the_fewest_of_all_plans() {
    let (mut infeasible, mut moved, mut seed) = (0, 0, 0);
    let mut kinds = BTreeSet::new();
    while infeasible < 3 || moved < 20 || kinds.len() < 6 {
        seed += 1;
        let rng = &mut SmallRng::seed_from_u64(seed);
        let mut school = tiny(rng);
        let Some(old) = solved(&school) else { continue };
        let how = change(&mut school, &old, rng);
        let plans = plans(&school, &old);
        let good = |(distance, plan): &(i64, Plan)| {
            let verdict = verify(&school, plan);
            (verdict.hard_breaches() == 0).then_some((*distance, verdict.cost()))
        };
        let least = plans.iter().find_map(good);
        let mending = repair(&school, &old, &[]);
        match (mending.nearest(&options(), &Unwatched), least) {
            (Err(Stuck::Infeasible), None) => infeasible += 1,
            (Ok(found), Some((least, _))) => {
                let divisor = i64::from(mending.divisor());
                assert!(found.proved() && found.teachers_kept, "seed {seed}: {how}");
                assert_eq!(found.distance * divisor, least, "seed {seed}: {how}");
                let best = mending.best(&found, &options(), &Unwatched);
                assert!(best.agrees(), "seed {seed}: {how}");
                assert_eq!(distance(&old, &best.plan.rows), least, "seed {seed}: {how}");
                let near = plans.iter().take_while(|(distance, _)| *distance <= least);
                let cheapest = near.filter_map(good).map(|(_, cost)| cost).min().unwrap();
                let rooms = school.requirements.iter().any(|r| r.sections[0].room != RoomNeed::Home);
                assert!(best.cost == cheapest || rooms && best.cost > cheapest, "seed {seed}: {how}: {}", best.cost);
                assert!(best.bound <= cheapest);
                moved += usize::from(least > 0);
                kinds.insert(how);
            }
            (found, least) => panic!("seed {seed}: {how}: {found:?}, but the nearest plan is at {least:?}"),
        }
    }
    println!("{moved} moved, {infeasible} infeasible, of {seed} schools");
}

#[test]
fn a_plan_of_an_unchanged_school_stays_as_it_is() {
    let mut seen = 0;
    for seed in 0..40 {
        let mut school = wild::school(&mut SmallRng::seed_from_u64(seed));
        for rule in crate::rules::ALL.iter().filter(|rule| rule.meta().stage == Stage::School) {
            school.policy.settings.get_mut(rule.meta().code).unwrap().level = Level::Off;
        }
        let short = Options { time_limit: Duration::from_secs(2), gap: 1.0, ..options() };
        let lowering = lower(&school);
        let Outcome::Solved { solution, .. } = solve(&lowering.problem, &short, &Unwatched) else { continue };
        let old = raise(&lowering, &solution);
        let mending = repair(&school, &old, &[]);
        assert!(mending.old().unknown.is_empty());
        let found = nearest(&mending);
        assert_eq!((found.distance, found.bound), (0, 0), "seed {seed}");
        assert_eq!(mending.plan(&found.solution), old, "seed {seed}");
        let best = mending.best(&found, &Options { gap: 0.0, ..short }, &Unwatched);
        assert_eq!(best.verdict.hard_breaches(), 0);
        assert_eq!(mending.distance(&best.solution), 0);
        seen += 1;
        if seen == 5 {
            return;
        }
    }
    panic!("only {seen} of the schools have a plan");
}
