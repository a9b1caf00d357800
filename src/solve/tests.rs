//! The whole engine against enumeration on random tiny problems, and on the reference schools.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::sample::{Objective, activity, constrain, grid, reference, resource, term, with_doubles};
use super::{Ended, Observer, Options, Outcome, solve};
use crate::evaluate::evaluate;
use crate::problem::differ::{Compared, overlap};
use crate::problem::{
    ActivityId, Choice, Form, Measure, PlacementId, Problem, ResourceId, ResourceKind, Solution, Term,
};

/// What a random problem may contain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Features {
    open_teachers: bool,
    /// Open rooms, with costs and doubles: rooms are chosen after times, so the optimum may be missed.
    open_rooms: bool,
    doubles: bool,
}

pub(super) fn random(seed: u64, features: Features) -> Problem {
    let mut dice = SmallRng::seed_from_u64(seed);
    let mut problem = grid(2, 3);
    if features.doubles {
        with_doubles(&mut problem);
    }
    let placements = u32::try_from(problem.placements.len()).unwrap();
    let mut some = |problem: &mut Problem, kind, count: usize| -> Vec<ResourceId> {
        let blocked = |dice: &mut SmallRng| (0..6).filter(|_| dice.random_bool(0.15)).collect::<Vec<u32>>();
        (0..count)
            .map(|_| {
                let blocked = blocked(&mut dice);
                resource(problem, kind, 1, &blocked)
            })
            .collect()
    };
    let groups = some(&mut problem, ResourceKind::Group, 2);
    let teachers = some(&mut problem, ResourceKind::Person, 2);
    let rooms = some(&mut problem, ResourceKind::Room, 2);
    for _ in 0..dice.random_range(2..=4) {
        let count = dice.random_range(1..=2);
        let domain: Vec<u32> = (0..placements).filter(|_| dice.random_bool(0.6)).collect();
        let group = [groups[dice.random_range(0..2)]];
        let teacher = [teachers[dice.random_range(0..2)]];
        let mut needs: Vec<(&[ResourceId], bool)> = vec![(&group, true)];
        let open = features.open_teachers && dice.random_bool(0.5);
        needs.push((if open { &teachers } else { &teacher }, true));
        if features.open_rooms && dice.random_bool(0.6) {
            needs.push((&rooms, false));
        }
        activity(&mut problem, count, domain, &needs);
    }
    let activities: Vec<ActivityId> = problem.activity_ids().collect();
    let pick = |dice: &mut SmallRng| activities[dice.random_range(0..activities.len())];
    for _ in 0..dice.random_range(1..=4) {
        let weight = dice.random_bool(0.7).then(|| dice.random_range(1..=5));
        let form = match dice.random_range(0..6) {
            0 | 1 => {
                let mut terms = Vec::new();
                for id in &activities {
                    let domain = problem.activity(*id).domain.clone();
                    for placement in domain {
                        if dice.random_bool(0.5) {
                            continue;
                        }
                        let given = problem.activity(*id).needs[1].given().is_none() && dice.random_bool(0.5);
                        let given = given.then(|| (1, teachers[dice.random_range(0..2)]));
                        let in_room = problem.activity(*id).needs.len() > 2 && dice.random_bool(0.5);
                        let given = if in_room { Some((2, rooms[dice.random_range(0..2)])) } else { given };
                        terms.push(Term { given, ..term(*id, placement, dice.random_range(-1..=2)) });
                    }
                }
                let min = dice.random_range(-2..=2);
                Form::Count { terms, min, max: min + dice.random_range(0..=2) }
            }
            2 | 3 => {
                let teacher = teachers[dice.random_range(0..2)];
                Form::Pattern { slots: row(&problem, teacher, dice.random_range(0..2)), measure: measure(&mut dice) }
            }
            4 => {
                let loads = activities.iter().map(|id| (*id, 1, problem.activity(*id).count)).collect();
                let min = dice.random_range(0..=2);
                Form::Workload { resource: teachers[0], loads, min, max: min + dice.random_range(1..=3) }
            }
            _ if features.open_rooms => {
                let with_rooms = |id: &&ActivityId| problem.activity(**id).needs.len() > 2;
                let needs: Vec<_> = activities.iter().filter(with_rooms).map(|id| (*id, 2)).collect();
                match needs.first() {
                    Some(need) if dice.random_bool(0.5) => {
                        Form::PreferResource { need: *need, costs: vec![(rooms[0], 2)] }
                    }
                    _ => Form::FewResources { needs, max: 1 },
                }
            }
            _ => Form::SameResource { needs: vec![(pick(&mut dice), 1), (pick(&mut dice), 1)] },
        };
        constrain(&mut problem, form, weight);
    }
    problem
}

fn measure(dice: &mut SmallRng) -> Measure {
    match dice.random_range(0..4) {
        0 => Measure::Idle { max: 0 },
        1 => Measure::Run { max: 1 },
        2 => Measure::AtLeast { min: 2 },
        _ => Measure::AtMost { max: 1 },
    }
}

/// The slots of a day of a teacher.
fn row(problem: &Problem, teacher: ResourceId, day: u8) -> Vec<Vec<Term>> {
    let covers = |placement: PlacementId, ordinal: u8| {
        problem.placement(placement).cells.iter().any(|cell| {
            let slot = problem.slots[cell.index()];
            slot.day == day && slot.ordinal == ordinal
        })
    };
    (0..3)
        .map(|ordinal| {
            let mut terms = Vec::new();
            for id in problem.activity_ids() {
                let need = &problem.activity(id).needs[1];
                if !need.candidates.contains(&teacher) {
                    continue;
                }
                let given = need.given().is_none().then_some((1, teacher));
                let domain = problem.activity(id).domain.iter().copied().filter(|p| covers(*p, ordinal));
                terms.extend(domain.map(|p| Term { given, ..term(id, p, 1) }));
            }
            terms
        })
        .collect()
}

/// All ways to place and fill one activity.
pub(super) fn ways(problem: &Problem, id: ActivityId) -> Vec<Vec<Choice>> {
    let activity = problem.activity(id);
    let mut ways: Vec<Vec<Choice>> = vec![Vec::new()];
    for lesson in 0..activity.count {
        let mut longer = Vec::new();
        for way in &ways {
            for placement in &activity.domain {
                if way.last().is_some_and(|last: &Choice| last.placement >= *placement) {
                    continue;
                }
                let mut fills: Vec<Vec<ResourceId>> = vec![Vec::new()];
                for (index, need) in activity.needs.iter().enumerate() {
                    let choices: Vec<ResourceId> =
                        if need.shared && lesson > 0 { vec![way[0].resources[index]] } else { need.candidates.clone() };
                    fills = fills
                        .iter()
                        .flat_map(|fill| choices.iter().map(move |r| [fill.as_slice(), &[*r]].concat()))
                        .collect();
                }
                for resources in fills {
                    longer.push([way.as_slice(), &[Choice { placement: *placement, resources }]].concat());
                }
            }
        }
        ways = longer;
    }
    ways
}

/// The least cost by enumeration; none when the problem is too large for it.
pub(super) fn enumerate(problem: &Problem) -> Option<Option<i64>> {
    let ways: Vec<_> = problem.activity_ids().map(|id| ways(problem, id)).collect();
    let total: usize = ways.iter().map(Vec::len).product();
    if total > 12_000 {
        return None;
    }
    let mut best = None;
    for mut index in 0..total {
        let mut solution = Solution::default();
        for of_activity in &ways {
            solution.lessons.push(of_activity[index % of_activity.len()].clone());
            index /= of_activity.len();
        }
        let cost = evaluate(problem, &solution);
        if cost.hard == 0 && best.is_none_or(|best| cost.soft < best) {
            best = Some(cost.soft);
        }
    }
    Some(best)
}

/// Checks every report against the evaluator, and stops a search that has nothing left to prove.
struct Auditor<'a> {
    problem: &'a Problem,
    optimum: Option<i64>,
    last: Mutex<i64>,
    clock: Instant,
}

impl Observer for Auditor<'_> {
    fn incumbent(&self, solution: &Solution, cost: i64) {
        let found = evaluate(self.problem, solution);
        assert_eq!((found.hard, found.soft), (0, cost));
        let mut last = self.last.lock().unwrap();
        assert!(cost < *last);
        *last = cost;
    }

    fn bound(&self, bound: i64) {
        assert!(self.optimum.is_none_or(|optimum| bound <= optimum), "bound {bound} of {:?}", self.optimum);
    }

    fn stopped(&self) -> bool {
        let found = self.optimum.is_some_and(|optimum| *self.last.lock().unwrap() <= optimum);
        found && self.clock.elapsed() > Duration::from_millis(300)
    }
}

fn audit(seed: u64, features: Features, threads: usize) {
    agrees(&random(seed, features), seed, threads, !features.open_rooms);
}

/// The engine against enumeration; whether there is a solution, or nothing when there are too many to enumerate.
pub(super) fn agrees(problem: &Problem, seed: u64, threads: usize, exact: bool) -> Option<bool> {
    let optimum = enumerate(problem)?;
    let last = Mutex::new(i64::MAX);
    let auditor = Auditor { problem, optimum, last, clock: Instant::now() };
    let options = Options { time_limit: Duration::from_secs(20), threads, seed, gap: 0.0 };
    match (solve(problem, &options, &auditor), optimum) {
        (Outcome::Solved { cost, bound, solution, ended }, Some(optimum)) => {
            assert_eq!(evaluate(problem, &solution).soft, cost);
            assert!(bound <= optimum && optimum <= cost, "{seed}: {bound} <= {optimum} <= {cost}");
            if exact {
                assert_eq!(cost, optimum, "{seed}");
            }
            assert!(ended != Ended::Gap || bound == cost);
        }
        (Outcome::Infeasible, None) => {}
        (outcome, optimum) => panic!("{seed}: {outcome:?}, by enumeration {optimum:?}"),
    }
    Some(optimum.is_some())
}

pub(super) const TIMES: Features = Features { open_teachers: false, open_rooms: false, doubles: true };
const TEACHERS: Features = Features { open_teachers: true, open_rooms: false, doubles: false };
const ALL: Features = Features { open_teachers: true, open_rooms: true, doubles: true };

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_enumeration_on_times(seed in any::<u64>()) {
        audit(seed, TIMES, 2);
    }

    #[test]
    fn agrees_with_enumeration_on_times_alone(seed in any::<u64>()) {
        audit(seed, TIMES, 1);
    }

    #[test]
    fn agrees_with_enumeration_on_teachers(seed in any::<u64>()) {
        audit(seed, TEACHERS, 2);
    }

    #[test]
    fn agrees_with_enumeration_on_everything(seed in any::<u64>()) {
        audit(seed, ALL, 2);
    }

    #[test]
    fn agrees_with_enumeration_on_other_times_than_before(seed in any::<u64>(), keep in 0i64..4, threads in 1usize..=2) {
        another(seed, TIMES, Compared::Times, keep, threads);
    }

    #[test]
    fn agrees_with_enumeration_on_other_people_than_before(seed in any::<u64>(), keep in 0i64..2) {
        another(seed, TEACHERS, Compared::People, keep, 2);
    }
}

/// The engine against enumeration on what differs from a solution that it found before.
fn another(seed: u64, features: Features, compared: Compared, keep: i64, threads: usize) {
    let mut problem = random(seed, features);
    let options = Options { time_limit: Duration::from_secs(20), threads, seed, gap: 0.0 };
    if enumerate(&problem).is_none() {
        return;
    }
    let Outcome::Solved { solution, bound, .. } = solve(&problem, &options, &super::Unwatched) else { return };
    problem.constraints.push(overlap(&problem, &solution, |_| compared).at_most(keep));
    problem.floor = bound;
    agrees(&problem, seed, threads, true);
}

#[test]
fn one_thread_answers_the_same_twice() {
    for seed in 0..10 {
        let problem = random(seed, ALL);
        let options = Options { time_limit: Duration::from_secs(2), threads: 1, seed: 7, gap: 0.5 };
        let run = || solve(&problem, &options, &super::Unwatched);
        let (first, second) = (run(), run());
        if matches!(first, Outcome::Solved { ended: Ended::Gap, .. } | Outcome::Infeasible) {
            assert_eq!(first, second, "{seed}");
        }
    }
}

/// Keeps the engine waiting, so that its workers are far ahead of it.
#[derive(Default)]
struct Slow(Mutex<usize>);

impl Observer for Slow {
    fn incumbent(&self, _solution: &Solution, _cost: i64) {
        *self.0.lock().unwrap() += 1;
        std::thread::sleep(Duration::from_millis(30));
    }
    fn bound(&self, _bound: i64) {
        std::thread::sleep(Duration::from_millis(30));
    }
}

#[test]
fn with_one_thread_the_speed_of_the_machine_changes_nothing() {
    let mut compared = 0;
    for seed in 0..12 {
        for features in [TEACHERS, ALL] {
            let problem = random(seed, features);
            for gap in [0.0, 0.3] {
                let options = Options { time_limit: Duration::from_secs(20), threads: 1, seed: 7, gap };
                match (solve(&problem, &options, &super::Unwatched), solve(&problem, &options, &Slow::default())) {
                    (Outcome::Solved { solution, cost, .. }, Outcome::Solved { solution: again, cost: same, .. }) => {
                        assert_eq!((cost, solution), (same, again), "{seed} {features:?} {gap}");
                        compared += 1;
                    }
                    (first, second) => assert_eq!(first, second, "{seed} {features:?} {gap}"),
                }
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn a_plan_that_is_good_enough_ends_the_search() {
    let mut costly = 0;
    for seed in 0..40 {
        let problem = random(seed, TEACHERS);
        let options = Options { time_limit: Duration::from_secs(20), threads: 1, seed: 7, gap: 1.0 };
        let observer = Slow::default();
        if let Outcome::Solved { cost, ended, .. } = solve(&problem, &options, &observer) {
            assert_eq!((*observer.0.lock().unwrap(), ended), (1, Ended::Gap), "{seed}");
            costly += usize::from(cost > 0);
        }
    }
    assert!(costly > 5, "{costly}");
}

/// Prints when incumbents and bounds come.
struct Clock(Instant, Mutex<Option<i64>>);

impl Observer for Clock {
    fn incumbent(&self, _solution: &Solution, cost: i64) {
        let mut last = self.1.lock().unwrap();
        if last.is_none_or(|last| cost <= last - last / 10) {
            println!("  {:>7.2} s  plan {cost}", self.0.elapsed().as_secs_f64());
            *last = Some(cost);
        }
    }
    fn bound(&self, bound: i64) {
        println!("  {:>7.2} s  bound {bound}", self.0.elapsed().as_secs_f64());
    }
    fn phase(&self, name: &'static str) {
        println!("  {:>7.2} s  {name}", self.0.elapsed().as_secs_f64());
    }
}

#[test]
fn a_reference_school_is_solved_quickly() {
    let Some(problem) = reference(12, Objective::C) else {
        println!("skipped: no reference schools here");
        return;
    };
    let options = Options { time_limit: Duration::from_secs(6), threads: 2, seed: 1, gap: 0.01 };
    let clock = Instant::now();
    let outcome = solve(&problem, &options, &super::Unwatched);
    assert!(clock.elapsed() < Duration::from_secs(9), "{:?}", clock.elapsed());
    let Outcome::Solved { cost, bound, .. } = outcome else { panic!("{outcome:?}") };
    assert!(bound <= 82 && (81..400).contains(&cost), "{bound} {cost}");
}

#[test]
#[ignore = "a measurement, not a check"]
fn figures() {
    let number = |name, default| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    let threads = usize::try_from(number("KEBIAO_THREADS", 2)).unwrap();
    let seconds = Duration::from_secs(number("KEBIAO_SECONDS", 20));
    for objective in [Objective::A, Objective::B, Objective::C] {
        let classes = u32::try_from(number("KEBIAO_CLASSES", 12)).unwrap();
        let Some(problem) = reference(classes, objective) else {
            println!("skipped: no reference schools here");
            return;
        };
        println!("{classes} {objective:?}");
        let options = Options { time_limit: seconds, threads, seed: 1, gap: 0.0 };
        let clock = Clock(Instant::now(), Mutex::default());
        match solve(&problem, &options, &clock) {
            Outcome::Solved { cost, bound, ended, .. } => {
                println!("  {:>7.2} s  {cost} / {bound} {ended:?}", clock.0.elapsed().as_secs_f64());
            }
            other => println!("  {other:?}"),
        }
    }
}
