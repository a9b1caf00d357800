//! Small random problems: counters against recomputation, search against enumeration and [`crate::evaluate`].

use std::time::{Duration, Instant};

use super::index::Index;
use super::moves::{Dice, How, Mover};
use super::rows::Rows;
use super::state::State;
use super::{Control, Walker, construct, search};
use crate::evaluate::evaluate;
use crate::problem::{ActivityId, Choice, Form, Measure, PlacementId, Problem, ResourceId, ResourceKind, Solution};
use crate::solve::compile::compile;
use crate::solve::compiled::{Compiled, Var};
use crate::solve::sample::{activity, constrain, grid, resource, term, with_doubles};

/// Weeks apart: every placement also in its odd and its even half.
fn with_halves(problem: &mut Problem) {
    let cells = problem.cells.len();
    problem.weeks = 2;
    let second: Vec<_> = problem.cells.iter().map(|cell| crate::problem::Cell { week: 1, ..*cell }).collect();
    problem.cells.extend(second);
    let singles: Vec<_> = problem.placements.iter().filter(|p| p.length == 1).cloned().collect();
    for placement in &mut problem.placements {
        let even = placement.cells.iter().map(|c| crate::problem::CellId::from_index(c.index() + cells));
        let even: Vec<_> = even.collect();
        placement.cells.extend(even);
        placement.weeks = 3;
    }
    for (weeks, shift) in [(1, 0), (2, cells)] {
        for single in &singles {
            let cells = single.cells.iter().map(|c| crate::problem::CellId::from_index(c.index() + shift)).collect();
            problem.placements.push(crate::problem::Placement { weeks, cells, ..single.clone() });
        }
    }
}

/// A problem of a few lessons with everything in it: doubles, halves, combined groups, lessons without a group.
pub(in crate::solve) fn random(seed: u64) -> Problem {
    let mut dice = Dice::new(seed);
    let mut problem = grid(2, 3);
    with_doubles(&mut problem);
    if dice.below(2) == 0 {
        with_halves(&mut problem);
    }
    let groups: Vec<ResourceId> = (0..2).map(|_| resource(&mut problem, ResourceKind::Group, 1, &[])).collect();
    let people: Vec<ResourceId> = (0..2)
        .map(|_| {
            let blocked = [dice.below(6)];
            resource(&mut problem, ResourceKind::Person, 1, &blocked)
        })
        .collect();
    let hall = resource(&mut problem, ResourceKind::Room, 1, &[]);
    for _ in 0..3 + dice.below(2) {
        let all = problem.placements.iter().enumerate();
        let (length, halves) = (1 + dice.below(4) / 3, dice.below(2) == 0);
        let domain: Vec<u32> = all
            .filter(|(_, p)| u32::from(p.length) == length && (p.weeks.count_ones() == 1) == (halves && length == 1))
            .map(|(index, _)| u32::try_from(index).unwrap())
            .filter(|_| dice.below(8) > 0)
            .collect();
        let group = [groups[dice.position(2)]];
        let person = [people[dice.position(2)]];
        let mut needs: Vec<(&[ResourceId], bool)> = vec![(&person, true)];
        match dice.below(5) {
            0 => {}
            1 => needs.extend([(&groups[..1], true), (&groups[1..], true)]),
            _ => needs.push((&group, true)),
        }
        let room = [hall];
        if dice.below(3) == 0 {
            needs.push((&room, false));
        }
        activity(&mut problem, 1 + dice.below(2), domain, &needs);
    }
    for id in 0..problem.activities.len() {
        let id = ActivityId::from_index(id);
        let domain = problem.activity(id).domain.clone();
        let weight = |dice: &mut Dice| i32::try_from(dice.below(4)).unwrap() - 1;
        let terms = domain.iter().map(|p| term(id, *p, weight(&mut dice))).collect();
        let price = (dice.below(3) > 0).then_some(1 + dice.below(5));
        let (min, max) = if price.is_some() { (0, 1) } else { (-1, 3) };
        constrain(&mut problem, Form::Count { terms, min, max }, price);
    }
    for day in 0..2 {
        let slots = (0..3)
            .map(|ordinal| {
                let ids = problem.activity_ids().filter(|id| id.0 % 2 == 0);
                ids.flat_map(|id| problem.activity(id).domain.iter().map(move |p| (id, *p)))
                    .filter(|(_, p)| {
                        let (p, slot) = (problem.placement(*p), day * 3 + ordinal);
                        p.start.0 <= slot && slot < p.start.0 + u32::from(p.length)
                    })
                    .map(|(id, p)| term(id, p, 1))
                    .collect()
            })
            .collect();
        let measure = [Measure::Idle { max: 0 }, Measure::Run { max: 1 }, Measure::AtLeast { min: 2 }];
        let measure = measure[dice.position(3)];
        let price = (dice.below(3) > 0).then_some(1 + dice.below(3));
        constrain(&mut problem, Form::Pattern { slots, measure }, price);
    }
    problem
}

/// The solution that `vars` stand for; every need is given.
pub(in crate::solve) fn solution(problem: &Problem, compiled: &Compiled, vars: &[Var]) -> Solution {
    let mut lessons = vec![Vec::new(); problem.activities.len()];
    for var in vars {
        let variable = compiled.variables[var.0 as usize];
        let needs = &problem.activity(variable.activity).needs;
        let resources = needs.iter().filter_map(|need| need.given()).collect();
        lessons[variable.activity.index()].push(Choice { placement: variable.placement, resources });
    }
    Solution { lessons }
}

/// The least cost of any feasible solution, by enumeration.
pub(in crate::solve) fn optimum(problem: &Problem) -> Option<i64> {
    fn choose(problem: &Problem, lessons: &mut Vec<Vec<Choice>>, best: &mut Option<i64>) {
        let id = ActivityId::from_index(lessons.len());
        let Some(activity) = problem.activities.get(id.index()) else {
            let cost = evaluate(problem, &Solution { lessons: lessons.clone() });
            if cost.hard == 0 && best.is_none_or(|least| cost.soft < least) {
                *best = Some(cost.soft);
            }
            return;
        };
        let resources: Vec<_> = activity.needs.iter().filter_map(|need| need.given()).collect();
        let choice = |p: &PlacementId| Choice { placement: *p, resources: resources.clone() };
        for (position, first) in activity.domain.iter().enumerate() {
            if activity.count == 1 {
                lessons.push(vec![choice(first)]);
                choose(problem, lessons, best);
                lessons.pop();
                continue;
            }
            for second in &activity.domain[position + 1..] {
                lessons.push(vec![choice(first), choice(second)]);
                choose(problem, lessons, best);
                lessons.pop();
            }
        }
    }
    let mut best = None;
    choose(problem, &mut Vec::new(), &mut best);
    best
}

fn run(compiled: &Compiled, problem: &Problem, seed: u64, moves: u64) -> Option<(Vec<Var>, i64)> {
    let mut control = Control {
        deadline: Instant::now() + Duration::from_secs(600),
        seed,
        stop: &|| false,
        moves: Some(moves),
        target: None,
        cool: Duration::from_secs(600),
        heat: 1.0,
        share: None,
        improved: &mut |vars, cost| {
            let found = evaluate(problem, &solution(problem, compiled, vars));
            assert_eq!((found.hard, found.soft), (0, cost));
        },
    };
    search(compiled, problem, None, &mut control)
}

/// How many combinations `optimum` would look at.
pub(in crate::solve) fn combinations(problem: &Problem) -> u64 {
    let ways = |a: &crate::problem::Activity| {
        let places = a.domain.len() as u64;
        if a.count == 1 { places } else { places * places.saturating_sub(1) / 2 }
    };
    problem.activities.iter().map(ways).product()
}

/// Any feasible plan, as bad as it comes.
pub(in crate::solve) fn first(compiled: &Compiled, problem: &Problem, seed: u64) -> Option<Vec<Var>> {
    let mut control = Control {
        deadline: Instant::now() + Duration::from_secs(600),
        seed,
        stop: &|| false,
        moves: Some(20_000),
        target: Some(i64::MAX),
        cool: Duration::from_secs(600),
        heat: 1.0,
        share: None,
        improved: &mut |_, _| {},
    };
    search(compiled, problem, None, &mut control).map(|(plan, _)| plan)
}

#[test]
fn finds_what_enumeration_finds() {
    let (mut feasible, mut infeasible, mut optimal) = (0, 0, 0);
    for seed in 0..150 {
        let problem = random(seed);
        if combinations(&problem) > 20_000 {
            continue;
        }
        let compiled = compile(&problem);
        let best = optimum(&problem);
        let found = run(&compiled, &problem, seed, 20_000);
        assert_eq!(found.is_some(), best.is_some(), "seed {seed}");
        let Some((vars, cost)) = found else {
            infeasible += 1;
            continue;
        };
        feasible += 1;
        assert!(Some(cost) >= best, "seed {seed}");
        optimal += usize::from(Some(cost) == best);
        let checked = evaluate(&problem, &solution(&problem, &compiled, &vars));
        assert_eq!((checked.hard, checked.soft), (0, cost), "seed {seed}");
    }
    assert!(feasible > 20 && infeasible > 5 && optimal * 4 >= feasible * 3, "{feasible} {infeasible} {optimal}");
}

#[test]
fn counters_agree_with_recomputation() {
    let mut kept = 0;
    for seed in 0..60 {
        let problem = random(seed);
        let compiled = compile(&problem);
        let mut dice = Dice::new(seed);
        let Some(index) = Index::new(&compiled, &problem) else { continue };
        if index.movable.is_empty() {
            continue;
        }
        let mut rows = Rows::new(&compiled);
        let at = construct::greedy(&index, &mut rows, &mut dice);
        rows.with_soft = true;
        let mut state = State::new(&index, rows, at);
        let mut mover = Mover::new(&index);
        for turn in 0..400 {
            let lesson = index.movable[dice.position(index.movable.len())];
            let domain = index.domain(index.lessons[lesson as usize]);
            let to = domain.start + dice.below(domain.end - domain.start);
            let possible = match turn % 4 {
                0 => mover.alone(&state, lesson, to),
                turn => mover.swap(&state, lesson, to, How { chain: turn == 1, whole: turn == 2 }),
            };
            let Some(change) = possible.then(|| state.try_steps(&mover.steps)).flatten() else {
                assert_eq!(state.rows.totals(), state.totals);
                continue;
            };
            if dice.below(2) == 0 {
                state.take_back(&mover.steps);
            } else {
                state.keep(&mover.steps, change);
                kept += 1;
            }
            assert_eq!(state.rows.totals(), state.totals);
            let fresh = State::new(&index, Rows::new(&compiled), state.at.clone());
            assert_eq!(fresh.totals, state.totals);
            assert_eq!(fresh.chosen, state.chosen);
            assert_eq!(fresh.rows.violated(), state.rows.violated());
        }
    }
    assert!(kept > 3000, "{kept}");
}

/// Swaps never bring two lessons of a group together.
#[test]
fn swaps_keep_groups_free_of_clashes() {
    let mut kept = 0;
    for seed in 0..60 {
        let mut problem = random(seed);
        problem.constraints.clear();
        // Nobody but groups can clash.
        for resource in problem.resources.iter_mut().filter(|r| r.kind != ResourceKind::Group) {
            resource.capacity = 9;
            resource.unavailable.clear();
        }
        let compiled = compile(&problem);
        let Some((vars, _)) = run(&compiled, &problem, seed, 2_000) else { continue };
        let mut dice = Dice::new(seed);
        let Some(index) = Index::new(&compiled, &problem) else { continue };
        let mut state = State::new(&index, Rows::new(&compiled), vars.iter().map(|var| var.0).collect());
        let mut mover = Mover::new(&index);
        for _ in 0..300 {
            let Some(lesson) = index.movable.get(dice.position(index.movable.len().max(1))) else { break };
            let activity = index.lessons[*lesson as usize];
            let domain = index.domain(activity);
            let to = domain.start + dice.below(domain.end - domain.start);
            if !mover.swap(&state, *lesson, to, How { chain: dice.below(2) == 0, whole: dice.below(2) == 0 }) {
                continue;
            }
            if let Some(change) = state.try_steps(&mover.steps) {
                state.keep(&mover.steps, change);
                assert_eq!(state.totals.hard, 0, "seed {seed} {:?}", mover.steps);
                kept += 1;
            }
        }
    }
    assert!(kept > 1000, "{kept}");
}

#[test]
fn the_same_seed_gives_the_same_answer() {
    let problem = random(3);
    let compiled = compile(&problem);
    let answers: Vec<_> = (0..2).map(|_| run(&compiled, &problem, 7, 3_000)).collect();
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn a_start_is_kept_or_improved_and_a_target_ends_the_search() {
    let seed = (0..50).find(|seed| optimum(&random(*seed)).is_some_and(|cost| cost > 0)).unwrap();
    let problem = random(seed);
    let compiled = compile(&problem);
    let (best, cost) = run(&compiled, &problem, 1, 20_000).unwrap();
    let mut told = Vec::new();
    let mut improved = |_: &[Var], cost: i64| told.push(cost);
    let mut control = Control {
        deadline: Instant::now() + Duration::from_secs(600),
        seed: 1,
        stop: &|| false,
        moves: Some(1_000_000_000),
        target: Some(cost),
        cool: Duration::from_secs(600),
        heat: 0.2,
        share: None,
        improved: &mut improved,
    };
    assert_eq!(search(&compiled, &problem, Some(&best), &mut control), Some((best, cost)));
    assert_eq!(told, [cost]);
}

/// Not a test: first plan and cost on the reference schools, `KEBIAO_SECONDS` each (10 when not set).
/// `cargo test --release --lib local::tests::experiment -- --ignored --nocapture`
#[test]
#[ignore = "an experiment of minutes"]
fn experiment_on_reference_schools() {
    use crate::solve::sample::{Objective, reference};
    let seconds = std::env::var("KEBIAO_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(10.0);
    for objective in [Objective::B, Objective::C] {
        for classes in [12, 24, 36] {
            let Some(problem) = reference(classes, objective) else {
                println!("no reference schools here: skipped");
                return;
            };
            let compiled = compile(&problem);
            let began = Instant::now();
            let mut first = None;
            let mut improved = |_: &[Var], _: i64| {
                first.get_or_insert_with(|| began.elapsed().as_secs_f64());
            };
            let mut control = Control {
                deadline: began + Duration::from_secs_f64(seconds),
                seed: 1,
                stop: &|| false,
                moves: None,
                target: None,
                cool: Duration::from_secs_f64(seconds),
                heat: 1.0,
                share: None,
                improved: &mut improved,
            };
            let found = search(&compiled, &problem, None, &mut control);
            let cost = found.map(|(_, cost)| cost as f64 / 2.0);
            println!("{objective:?} {classes}: first {first:?} s, cost {cost:?} after {seconds} s");
        }
    }
}

#[test]
fn a_walk_ends_elsewhere_and_costs_no_more() {
    let (mut elsewhere, mut cheaper, mut checked) = (0, 0, 0);
    for seed in 0..120 {
        let problem = random(seed);
        let compiled = compile(&problem);
        let Some(start) = first(&compiled, &problem, seed) else { continue };
        let mut walker = Walker::new(&compiled, &problem).unwrap();
        let cost = walker.cost(&start).unwrap();
        let (walked, told) = walker.walk(&start, 300, &mut Dice::new(seed)).unwrap();
        let evaluated = evaluate(&problem, &solution(&problem, &compiled, &walked));
        assert_eq!((evaluated.hard, evaluated.soft), (0, told), "seed {seed}");
        assert!(told <= cost, "seed {seed}");
        // Its counters are as good as new.
        assert_eq!(walker.cost(&start), Some(cost), "seed {seed}");
        elsewhere += usize::from(walked != start);
        cheaper += usize::from(told < cost);
        checked += 1;
    }
    assert!(checked > 30 && elsewhere > 20 && cheaper > 10, "{checked} {elsewhere} {cheaper}");
}
