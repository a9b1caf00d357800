//! Rosters against enumeration, the counters against the evaluator, and repetition.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::part::Part;
use super::spreads::Spreads;
use super::{Reading, Roster, read, search};
use crate::evaluate::evaluate;
use crate::problem::{ActivityId, Form, Measure, PlacementId, Problem, ResourceId, ResourceKind, Solution, Term};
use crate::solve::compiled::{Compiled, Var};
use crate::solve::local::Control;
use crate::solve::local::rows::{Rows, Totals};
use crate::solve::sample::{activity, constrain, grid, resource, term, with_doubles};
use crate::solve::tests::agrees;
use crate::solve::{Options, Outcome, Unwatched, solve};

/// Every form over a few posts of a few people.
fn random(seed: u64) -> Problem {
    let mut dice = SmallRng::seed_from_u64(seed);
    let mut problem = grid(2, 3);
    with_doubles(&mut problem);
    let people: Vec<ResourceId> = (0..dice.random_range(2..=4))
        .map(|_| {
            let blocked: Vec<u32> = (0..6).filter(|_| dice.random_bool(0.1)).collect();
            let capacity = if dice.random_bool(0.2) { 2 } else { 1 };
            resource(&mut problem, ResourceKind::Person, capacity, &blocked)
        })
        .collect();
    for _ in 0..dice.random_range(2..=5) {
        let count = if dice.random_bool(0.25) { 2_u32 } else { 1 };
        let first = dice.random_range(0..9);
        let domain: Vec<u32> = if count == 1 { vec![first] } else { vec![first, 9] };
        let some = |dice: &mut SmallRng| {
            let some: Vec<ResourceId> = people.iter().copied().filter(|_| dice.random_bool(0.8)).collect();
            if some.is_empty() { vec![people[0]] } else { some }
        };
        let (one, other) = (some(&mut dice), some(&mut dice));
        let mut needs: Vec<(&[ResourceId], bool)> = vec![(&one, dice.random_bool(0.7))];
        if dice.random_bool(0.2) {
            needs.push((&other, dice.random_bool(0.5)));
        }
        activity(&mut problem, count, domain, &needs);
    }
    for _ in 0..dice.random_range(1..=5) {
        let weight = dice.random_bool(0.7).then(|| dice.random_range(1..=5));
        let form = form(&problem, &people, &mut dice);
        constrain(&mut problem, form, weight);
    }
    problem
}

fn form(problem: &Problem, people: &[ResourceId], dice: &mut SmallRng) -> Form {
    let person = |dice: &mut SmallRng| people[dice.random_range(0..people.len())];
    let activities: Vec<ActivityId> = problem.activity_ids().collect();
    let needs = |dice: &mut SmallRng| {
        let mut some = |id: &ActivityId| dice.random_bool(0.6).then(|| (*id, u8::from(dice.random_bool(0.1))));
        activities.iter().filter_map(&mut some).collect::<Vec<_>>()
    };
    let terms = |dice: &mut SmallRng, chance: f64| {
        let mut terms = Vec::new();
        for id in &activities {
            for placement in &problem.activity(*id).domain {
                if dice.random_bool(chance) {
                    let given = dice.random_bool(0.9).then(|| (0, person(dice)));
                    terms.push(Term { given, ..term(*id, *placement, dice.random_range(-1..=3)) });
                }
            }
        }
        terms
    };
    match dice.random_range(0..9) {
        8 => {
            // What the one does only if the other does something.
            let mut one = |weight| {
                let activity = activities[dice.random_range(0..activities.len())];
                let given = Some((0, people[dice.random_range(0..people.len())]));
                Term { given, ..term(activity, problem.activity(activity).domain[0], weight) }
            };
            Form::Count { terms: vec![one(1), one(-1)], min: -1, max: 0 }
        }
        0 | 1 => {
            let min = dice.random_range(-2..=3);
            Form::Count { terms: terms(dice, 0.7), min, max: min + dice.random_range(0..=2) }
        }
        2 | 3 => {
            let loads = activities.iter().map(|id| (*id, 0, 15 * dice.random_range(1..=4))).collect();
            let min = dice.random_range(0..=40);
            Form::Workload { resource: person(dice), loads, min, max: min + dice.random_range(0..=60) }
        }
        4 => Form::SameResource { needs: needs(dice) },
        5 => Form::FewResources { needs: needs(dice), max: dice.random_range(0..=2) },
        6 => {
            let mut cost = |r: &ResourceId| dice.random_bool(0.4).then(|| (*r, dice.random_range(0..=3)));
            let costs = people.iter().filter_map(&mut cost).collect();
            Form::PreferResource { need: (activities[dice.random_range(0..activities.len())], 0), costs }
        }
        _ => {
            let measure = match dice.random_range(0..4) {
                0 => Measure::Idle { max: 0 },
                1 => Measure::Run { max: 1 },
                2 => Measure::AtLeast { min: 2 },
                _ => Measure::AtMost { max: 1 },
            };
            Form::Pattern { slots: (0..4).map(|_| terms(dice, 0.3)).collect(), measure }
        }
    }
}

fn roster(problem: &Problem) -> Option<Roster> {
    match read(problem) {
        Reading::Roster(roster) => Some(*roster),
        Reading::Impossible | Reading::Times => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_enumeration(seed in any::<u64>(), threads in 1_usize..=2) {
        agrees(&random(seed), seed, threads, true);
    }

    #[test]
    fn counters_agree_with_the_evaluator(seed in any::<u64>()) {
        let problem = random(seed);
        if let Some(roster) = roster(&problem) {
            let mut improved = |_: &[Var], _: i64| {};
            let mut control = Control {
                deadline: Instant::now() + Duration::from_secs(20),
                seed,
                stop: &|| false,
                moves: Some(3000),
                target: None,
                cool: Duration::from_secs(1),
                heat: 1.0,
                share: None,
                improved: &mut improved,
            };
            if let Some((ones, cost)) = search(&roster, None, &mut control) {
                prop_assert_eq!(super::cost(&roster, &ones), cost);
                let found = evaluate(&problem, &roster.solution(&ones));
                prop_assert_eq!((found.hard, found.soft), (0, cost + roster.settled));
                prop_assert_eq!(roster.possible(cost), cost);
            }
        }
    }
}

/// What the rows of `compiled` say of these variables.
fn counted(compiled: &Compiled, ones: &[Var]) -> (i64, i64) {
    let (mut rows, mut spreads) = (Rows::new(compiled), Spreads::new(compiled));
    rows.clear();
    for var in ones {
        let mut ignored = Totals::default();
        rows.flip::<1>(var.0, &mut ignored);
        spreads.flip::<1>(var.0, true, &mut ignored);
    }
    let (rows, spreads) = (rows.totals(), spreads.totals(true));
    (rows.hard + spreads.hard, rows.soft + spreads.soft)
}

#[test]
fn a_part_costs_as_much_more_or_less_as_the_whole() {
    let mut dice = SmallRng::seed_from_u64(3);
    let (mut parts, mut different, mut sound) = (0, 0, 0);
    for seed in 0..400 {
        let problem = random(seed);
        let Some(roster) = roster(&problem) else { continue };
        let posts = u32::try_from(roster.posts.open.len()).unwrap();
        let mut any = |post: u32| {
            dice.random_range(roster.compiled.first[post as usize]..roster.compiled.first[post as usize + 1])
        };
        let at: Vec<u32> = (0..posts).map(&mut any).collect();
        let other: Vec<u32> = (0..posts).map(&mut any).collect();
        let free: Vec<u32> = (0..posts).filter(|_| dice.random_bool(0.5)).collect();
        let part = Part::new(&roster, &at, &free);
        let ones: Vec<Var> = (0..part.compiled.variables.len())
            .filter(|position| {
                let variable = part.compiled.variables[*position];
                let post = free[variable.activity.index()];
                roster.choice(other[post as usize]).1 == variable.placement.0
            })
            .map(|position| Var(u32::try_from(position).unwrap()))
            .collect();
        let mut next = at.clone();
        part.put(&ones, &roster, &mut next);
        for post in 0..posts {
            let expected = if free.contains(&post) { other[post as usize] } else { at[post as usize] };
            assert_eq!(next[post as usize], expected);
        }
        let vars = |at: &[u32]| at.iter().map(|var| Var(*var)).collect::<Vec<_>>();
        let (before, after) = (counted(&roster.compiled, &vars(&at)), counted(&roster.compiled, &vars(&next)));
        let (now, then) = (counted(&part.compiled, &part.now), counted(&part.compiled, &ones));
        assert_eq!(after.1 - before.1, then.1 - now.1, "{seed}");
        // Rows that become the same count once: what counts is whether anything is broken.
        if before.0 == 0 {
            assert_eq!((now.0, after.0 == 0), (0, then.0 == 0), "{seed}");
            sound += 1;
        }
        parts += 1;
        different += u32::from(after != before);
    }
    assert!(parts > 100 && different > 50 && sound > 5, "{parts} {different} {sound}");
}

#[test]
fn the_random_problems_are_rosters_of_both_sorts() {
    let (mut rosters, mut with, mut without) = (0, 0, 0);
    for seed in 0..60 {
        let problem = random(seed);
        rosters += u32::from(roster(&problem).is_some());
        match agrees(&problem, seed, 2, true) {
            Some(true) => with += 1,
            Some(false) => without += 1,
            None => {}
        }
    }
    assert!(rosters > 25 && with > 15 && without > 10, "{rosters} {with} {without}");
}

#[test]
fn problems_with_times_to_choose_are_no_rosters() {
    let mut problem = grid(1, 3);
    let people =
        [resource(&mut problem, ResourceKind::Person, 1, &[]), resource(&mut problem, ResourceKind::Person, 1, &[])];
    activity(&mut problem, 1, vec![0], &[(&people, true)]);
    assert!(roster(&problem).is_some());
    activity(&mut problem, 1, vec![0, 1], &[(&people, true)]);
    assert!(matches!(read(&problem), Reading::Times));
}

/// Five days of posts; people with clashes, at most so many minutes, and a fair share.
pub(crate) fn duty(posts: u32, people: u32, seed: u64) -> Problem {
    let mut dice = SmallRng::seed_from_u64(seed);
    let mut problem = grid(5, 16);
    with_doubles(&mut problem);
    let singles = 80;
    let people: Vec<ResourceId> = (0..people)
        .map(|_| {
            // A quarter of the day's time is taught.
            let taught: Vec<u32> = (0..singles).filter(|_| dice.random_bool(0.25)).collect();
            resource(&mut problem, ResourceKind::Person, 1, &taught)
        })
        .collect();
    let mut loads = Vec::new();
    for _ in 0..posts {
        let double = dice.random_bool(0.4);
        let placements = if double { singles..u32::try_from(problem.placements.len()).unwrap() } else { 0..singles };
        let placement = dice.random_range(placements);
        let some: Vec<ResourceId> = people.iter().copied().filter(|_| dice.random_bool(0.7)).collect();
        let id = activity(&mut problem, 1, vec![placement], &[(&some, true)]);
        loads.push((id, 0, if double { 90 } else { 30 + 15 * dice.random_range(0..=1) }));
        let mut cost = |r: &ResourceId| dice.random_bool(0.3).then(|| (*r, dice.random_range(1..=5)));
        let costs = some.iter().filter_map(&mut cost).collect();
        constrain(&mut problem, Form::PreferResource { need: (id, 0), costs }, Some(3));
    }
    let total: u32 = loads.iter().map(|(.., load)| load).sum();
    let share = total / u32::try_from(people.len()).unwrap();
    for resource in people {
        let mine = |loads: &[(ActivityId, u8, u32)], problem: &Problem| {
            let can = |id: &ActivityId| problem.activity(*id).needs[0].candidates.contains(&resource);
            loads.iter().filter(|(id, ..)| can(id)).copied().collect::<Vec<_>>()
        };
        let loads = mine(&loads, &problem);
        for day in 0..5 {
            let of_day = loads.iter().filter(|(id, ..)| {
                let placement = problem.placement(problem.activity(*id).domain[0]);
                problem.cells[placement.cells[0].index()].day == day
            });
            let of_day: Vec<_> = of_day.copied().collect();
            constrain(&mut problem, Form::Workload { resource, loads: of_day, min: 0, max: 180 }, None);
        }
        constrain(&mut problem, Form::Workload { resource, loads: loads.clone(), min: 0, max: share + 150 }, None);
        for (below, above) in [(10, 10), (60, 60)] {
            let fair = Form::Workload { resource, loads: loads.clone(), min: share - below, max: share + above };
            constrain(&mut problem, fair, Some(1));
        }
    }
    problem
}

#[test]
fn a_duty_roster_is_found_at_once_and_proved_soon() {
    let problem = duty(60, 15, 1);
    let options = Options { time_limit: Duration::from_secs(30), threads: 2, seed: 1, gap: 0.05 };
    let clock = Instant::now();
    let Outcome::Solved { solution, cost, bound, .. } = solve(&problem, &options, &Unwatched) else { panic!("none") };
    assert!(clock.elapsed() < Duration::from_secs(33), "{:?}", clock.elapsed());
    let found = evaluate(&problem, &solution);
    assert_eq!((found.hard, found.soft), (0, cost));
    assert!(bound <= cost && bound > 0, "{bound} {cost}");
}

#[test]
fn one_thread_answers_the_same_twice() {
    for seed in 0..12 {
        let problem = if seed < 10 { random(seed) } else { duty(30, 10, seed) };
        let options = Options { time_limit: Duration::from_secs(20), threads: 1, seed: 3, gap: 0.05 };
        let clock = Instant::now();
        let run = || solve(&problem, &options, &Unwatched);
        let (first, second) = (run(), run());
        if clock.elapsed() < Duration::from_secs(20) {
            assert_eq!(first, second, "{seed}");
        }
    }
}

/// Twelve posts of a day for six people, who are paid for the day when they do anything; at most `most` of them.
fn paid_by_the_day(most: i32) -> Problem {
    let mut problem = grid(1, 12);
    let people = [0; 6].map(|_| resource(&mut problem, ResourceKind::Person, 1, &[]));
    let token = [0; 2].map(|_| resource(&mut problem, ResourceKind::Token, u32::MAX, &[]));
    let posts: Vec<ActivityId> = (0..12).map(|at| activity(&mut problem, 1, vec![at], &[(&people, true)])).collect();
    let mut budget = Vec::new();
    for person in people {
        let paid = activity(&mut problem, 1, vec![0], &[(&token, true)]);
        let does = |id, at, weight, who| Term { given: Some((0, who)), ..term(id, PlacementId(at), weight) };
        for (at, post) in (0..).zip(&posts) {
            let terms = vec![does(*post, at, 1, person), does(paid, 0, -1, token[0])];
            constrain(&mut problem, Form::Count { terms, min: -1, max: 0 }, None);
        }
        budget.push(does(paid, 0, 1, token[0]));
    }
    constrain(&mut problem, Form::Count { terms: budget, min: 0, max: most }, None);
    problem
}

#[test]
fn whoever_does_nothing_is_not_paid() {
    let problem = paid_by_the_day(4);
    let roster = roster(&problem).unwrap();
    assert!((12..18).all(|post| roster.followers.is_follower(post)) && !roster.followers.is_follower(0));
    let options = Options { time_limit: Duration::from_secs(20), threads: 1, seed: 1, gap: 0.0 };
    for most in [1, 4] {
        let problem = paid_by_the_day(most);
        let Outcome::Solved { solution, .. } = solve(&problem, &options, &Unwatched) else { panic!("{most}") };
        assert_eq!(evaluate(&problem, &solution).hard, 0);
    }
    assert_eq!(solve(&paid_by_the_day(0), &options, &Unwatched), Outcome::Infeasible);
}

#[test]
fn nobody_for_a_post_is_proved_by_counting() {
    let mut problem = grid(1, 2);
    let people = [0, 1].map(|_| resource(&mut problem, ResourceKind::Person, 1, &[]));
    for _ in 0..3 {
        activity(&mut problem, 1, vec![0], &[(&people, true)]);
    }
    assert_eq!(solve(&problem, &Options::default(), &Unwatched), Outcome::Infeasible);
    let barred = [resource(&mut problem, ResourceKind::Person, 1, &[1])];
    activity(&mut problem, 1, vec![1], &[(&barred, true)]);
    assert!(matches!(read(&problem), Reading::Impossible));
}

/// Prints first plan, and cost and bound after some times: `cargo test --release --lib assign -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
fn figures() {
    let number = |name, default| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    let (posts, people) = (number("KEBIAO_POSTS", 600), number("KEBIAO_PEOPLE", 90));
    let problem = duty(posts, people, 1);
    let clock = Clock(Instant::now());
    let options =
        Options { time_limit: Duration::from_secs(number("KEBIAO_SECONDS", 30).into()), threads: 2, seed: 1, gap: 0.0 };
    match solve(&problem, &options, &clock) {
        Outcome::Solved { cost, bound, ended, .. } => println!("{cost} / {bound} {ended:?} {:?}", clock.0.elapsed()),
        other => println!("{other:?}"),
    }
}

struct Clock(Instant);

impl crate::solve::Observer for Clock {
    fn incumbent(&self, _: &Solution, cost: i64) {
        println!("  {:>7.2} s  plan {cost}", self.0.elapsed().as_secs_f64());
    }
    fn bound(&self, bound: i64) {
        println!("  {:>7.2} s  bound {bound}", self.0.elapsed().as_secs_f64());
    }
    fn phase(&self, name: &'static str) {
        println!("  {:>7.2} s  {name}", self.0.elapsed().as_secs_f64());
    }
}
