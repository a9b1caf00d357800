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
use crate::school::sample::{bell, small};
use crate::school::{Level, Pin, RoomNeed, School, TeacherRole, TimeSpan};
use crate::solve::{Options, Outcome, Unwatched, solve};
use crate::units::{ClassId, RequirementId, RoomId, TeacherId, Weekday, Weeks};
use crate::verify::verify;

fn options() -> Options {
    Options { time_limit: Duration::from_secs(30), threads: 2, seed: 1, gap: 0.0 }
}

fn day(number: u8) -> Weekday {
    Weekday::new(number).unwrap()
}

/// Two classes of four periods a week: two days of two.
fn tiny(rng: &mut SmallRng) -> School {
    let mut school = small().school;
    school.bells = vec![bell("全校", &["08:30-09:10", "09:20-10:00"], &[])];
    school.weekdays = vec![day(1), day(2)];
    school.bells[0].days.retain(|weekday, _| *weekday <= day(2));
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
    while infeasible < 2 || moved < 12 || kinds.len() < 6 {
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
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
    let tiny = (0..8).map(|seed| tiny(&mut SmallRng::seed_from_u64(seed)));
    let first = Options { gap: 1.0, ..options() };
    let mut seen = 0;
    for school in tiny.chain([crate::config::read(&demo).unwrap().school]) {
        let lowering = lower(&school);
        let Outcome::Solved { solution, .. } = solve(&lowering.problem, &first, &Unwatched) else { continue };
        let old = raise(&lowering, &solution);
        let mending = repair(&school, &old, &[]);
        assert!(mending.old().unknown.is_empty() && mending.broken().is_empty());
        let found = nearest(&mending);
        assert_eq!((found.distance, found.bound), (0, 0));
        assert_eq!(mending.plan(&found.solution), old);
        let best = mending.best(&found, &first, &Unwatched);
        assert!(best.agrees());
        assert_eq!(best.plan, old, "nothing is moved, not even to a better room");
        seen += 1;
    }
    assert!(seen > 3);
}

/// 一1班 and 一2班 with a lesson of each of three teachers a day.
fn school() -> School {
    let mut sample = small();
    for class in ["一1班", "一2班"] {
        sample = sample.requires(class, "语文", "张芳", 2).requires(class, "数学", "李强", 2);
    }
    sample.school
}

const OLD: &str = "一1班 语文 张芳 周一 1; 一1班 语文 张芳 周二 1; 一1班 数学 李强 周一 2; 一1班 数学 李强 周二 2; \
                   一2班 语文 张芳 周一 2; 一2班 语文 张芳 周二 2; 一2班 数学 李强 周一 1; 一2班 数学 李强 周二 1";

/// Brings an old plan up to date.
fn old(school: &School, plan: &str, renamed: &[(&str, &str)]) -> Result<Old, Foreign> {
    let plan = crate::school::sample::Sample { school: school.clone() }.plan(plan).plan;
    let renamed = renamed.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
    Old::new(school, &plan, &renamed)
}

#[test]
fn what_the_school_does_not_know_is_counted_and_another_school_is_refused() {
    let school = school();
    let before =
        "一1班 语文 张芳 周一 1; 一1班 品德 吴老师 周一 3; 一9班 语文 张芳 周二 1; 一1班 数学 李强 周三 2 @旧机房";
    let found = old(&school, before, &[]).unwrap().unknown;
    let one = |name: &str| BTreeMap::from([(name.to_owned(), 1)]);
    assert_eq!((found.classes, found.subjects), (one("一9班"), one("品德")));
    assert_eq!((found.people, found.rooms, found.blocks.len()), (one("吴老师"), one("旧机房"), 0));
    assert_eq!(old(&school, "七1班 语文 张芳 周一 1", &[]).unwrap_err(), Foreign::Classes);
    assert_eq!(old(&school, "一1班 语文 吴老师 周一 1", &[]).unwrap_err(), Foreign::Teachers);
    // With their new names they are known.
    let renamed = old(&school, "七1班 国文 吴老师 周一 1", &[("七1班", "一1班"), ("国文", "语文"), ("吴老师", "张芳")]);
    let unknown = renamed.unwrap().unknown;
    assert!(unknown.classes.is_empty() && unknown.subjects.is_empty() && unknown.people.is_empty());
}

#[test]
fn other_bell_times_move_nothing() {
    let mut school = school();
    let plan = crate::school::sample::Sample { school: school.clone() }.plan(OLD).plan;
    school.bells = vec![bell(
        "夏令",
        &["08:00-08:40", "08:50-09:30", "10:00-10:40", "10:50-11:30"],
        &["14:30-15:10", "15:20-16:00"],
    )];
    let found = Old::new(&school, &plan, &Renamed::new()).unwrap();
    assert_eq!((found.unknown.retimed, found.unknown.untimed), (8, 0));
    let mending = Repair::new(&school, found, &[]);
    let found = nearest(&mending);
    assert_eq!(found.distance, 0);
    let clock = |plan: &Plan| plan.rows.iter().map(|row| row.time.start.minutes()).min();
    assert_eq!(clock(&mending.plan(&found.solution)), Some(8 * 60));
}

#[test]
fn a_frozen_class_stays_and_another_gives_way() {
    let mut school = school();
    // 张芳 takes over 一2班's maths, which stood when she teaches 一1班.
    let maths = school.requirements.len() - 1;
    school.requirements[maths].sections[0].teachers = vec![TeacherRole { candidates: vec![TeacherId(0)] }];
    let (first, second) = (Freeze::Class(ClassId(0)), Freeze::Class(ClassId(1)));
    let plan = crate::school::sample::Sample { school: school.clone() }.plan(OLD).plan;
    let moved = |freezes: &[Freeze]| {
        let mending = repair(&school, &plan, freezes);
        assert!(mending.idle().is_empty() && mending.broken().is_empty());
        let found = nearest(&mending);
        (found.distance * i64::from(mending.divisor()), mending.plan(&found.solution))
    };
    assert_eq!(moved(&[]).0, 6);
    for class in [first, second] {
        let (distance, repaired) = moved(&[class]);
        assert_eq!(distance, 6);
        let name = if class == first { "一1班" } else { "一2班" };
        let of_class = |plan: &Plan| -> BTreeSet<_> {
            let rows = plan.rows.iter().filter(|row| row.classes == [name]);
            rows.map(|row| (row.subject.clone(), row.weekday, row.period)).collect()
        };
        assert_eq!(of_class(&repaired), of_class(&plan));
    }
    let both = repair(&school, &plan, &[first, second]);
    assert_eq!(both.nearest(&options(), &Unwatched), Err(Stuck::Infeasible));
    // Each alone can be kept, so that no single statement is broken; together they cannot.
    assert_eq!(both.conflict(&options(), &Unwatched), Some(vec![first, second]));
    // A frozen day keeps both classes' lessons, and says who is in the way.
    let monday = repair(&school, &plan, &[Freeze::Day(day(1))]);
    let broken = monday.broken();
    assert!(!broken.is_empty());
    assert!(broken.iter().all(|b| b.weekday == day(1) && matches!(&b.why, Why::Clash { who, .. } if who == "张芳")));
    assert_eq!(monday.nearest(&options(), &Unwatched), Err(Stuck::Infeasible));
}

#[test]
fn what_cannot_stay_is_named_with_its_reason() {
    let mut school = school();
    school.teachers[1].unavailable.push(TimeSpan {
        weeks: Weeks::All,
        weekday: day(2),
        time: crate::units::Interval::parse("09:20-10:00").unwrap(),
    });
    let plan = crate::school::sample::Sample { school: school.clone() }.plan(OLD).plan;
    let mending = repair(&school, &plan, &[Freeze::Teacher(TeacherId(1))]);
    let broken = mending.broken();
    let [only] = broken.as_slice() else { panic!("{broken:?}") };
    assert_eq!((&*only.lesson, only.weekday, only.period), ("一1班 数学", day(2), 2));
    assert_eq!(only.why, Why::Unavailable("李强".into()));
    assert_eq!(mending.nearest(&options(), &Unwatched), Err(Stuck::Infeasible));
    // Without the freeze one lesson gives way, and what is frozen of nobody is said.
    let free = repair(&school, &plan, &[]);
    assert_eq!(nearest(&free).distance * i64::from(free.divisor()), 3);
    let nobody = repair(&school, &plan, &[Freeze::Teacher(TeacherId(3))]);
    assert_eq!(nobody.idle(), [Freeze::Teacher(TeacherId(3))]);
}

#[test]
fn teachers_who_may_stay_stay() {
    let mut school = school();
    for requirement in &mut school.requirements {
        requirement.sections[0].teachers =
            vec![TeacherRole { candidates: vec![TeacherId(2), TeacherId(0), TeacherId(1)] }];
    }
    let plan = crate::school::sample::Sample { school: school.clone() }.plan(OLD).plan;
    let mending = repair(&school, &plan, &[]);
    let found = nearest(&mending);
    assert_eq!((found.distance, found.teachers_kept), (0, true));
    let best = mending.best(&found, &options(), &Unwatched);
    let who = |plan: &Plan| -> BTreeSet<_> {
        plan.rows.iter().map(|row| (row.classes.clone(), row.subject.clone(), row.teachers.clone())).collect()
    };
    assert_eq!(who(&best.plan), who(&plan));
    assert_eq!(best.verdict.hard_breaches(), 0);
    // 张芳 may give three periods only: one of her classes goes to somebody else, and nothing is moved.
    school.teachers[0].max_load = Some(3);
    let mending = repair(&school, &plan, &[]);
    let soon = Options { time_limit: Duration::from_secs(2), ..options() };
    let found = mending.nearest(&soon, &Unwatched).unwrap();
    assert!(!found.teachers_kept);
    assert_eq!(mending.distance(&found.solution), 0);
    let changed = who(&mending.plan(&found.solution));
    assert_eq!(changed.difference(&who(&plan)).count(), 1);
}
