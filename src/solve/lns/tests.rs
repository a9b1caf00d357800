//! On small random problems: never worse, always feasible, optimal when everything is free, the same again.

use std::time::{Duration, Instant};

use super::restrict::{Placed, Web, restrict};
use super::{Control, Search};
use crate::evaluate::evaluate;
use crate::solve::compile::compile;
use crate::solve::compiled::Var;
use crate::solve::local::moves::Dice;
use crate::solve::local::tests::{combinations, first, optimum, random, solution};
use crate::solve::milp::highs::{Limits, Unseen};
use crate::solve::milp::{Aim, Model};

fn control<'a>(rounds: u32, improved: &'a mut dyn FnMut(&[Var], i64)) -> Control<'a> {
    let deadline = Instant::now() + Duration::from_secs(600);
    Control { deadline, stop: &|| false, rounds: Some(rounds), improved }
}

#[test]
fn a_region_of_everything_holds_the_optimum() {
    let (mut better, mut checked) = (0, 0);
    for seed in 0..80 {
        let problem = random(seed);
        if combinations(&problem) > 20_000 {
            continue;
        }
        let compiled = compile(&problem);
        let Some(start) = first(&compiled, &problem, seed) else { continue };
        let web = Web::new(&compiled);
        let plan = Placed::new(&compiled, &web, &start);
        let all: Vec<Var> = (0..u32::try_from(compiled.variables.len()).unwrap()).map(Var).collect();
        let best = optimum(&problem);
        let before = evaluate(&problem, &solution(&problem, &compiled, &start));
        let Some(part) = restrict(&compiled, &web, &plan, &all) else {
            assert_eq!(Some(before.soft), best, "seed {seed}");
            continue;
        };
        let limits = Limits { time: Duration::from_secs(60), nodes: None, gap: 0.0, relaxed: false, seed: 1 };
        let found = Model::new(&part.compiled, Aim::Cheapest).run(Some(&part.inside(&plan)), &limits, &Unseen);
        let ones = part.outside(&plan, &found.ones.unwrap());
        let after = evaluate(&problem, &solution(&problem, &compiled, &ones));
        assert_eq!((after.hard, Some(after.soft)), (0, best), "seed {seed}");
        checked += 1;
        better += usize::from(after.soft < before.soft);
    }
    assert!(checked > 20 && better > 3, "{checked} {better}");
}

#[test]
fn any_part_leaves_the_rest_alone_and_is_never_worse() {
    let (mut checked, mut better) = (0, 0);
    for seed in 0..150 {
        let problem = random(seed);
        let compiled = compile(&problem);
        let Some(start) = first(&compiled, &problem, seed) else { continue };
        let web = Web::new(&compiled);
        let plan = Placed::new(&compiled, &web, &start);
        let mut dice = Dice::new(seed);
        let number = u32::try_from(compiled.variables.len()).unwrap();
        let free: Vec<Var> = (0..number).filter(|_| dice.below(3) > 0).map(Var).collect();
        let Some(part) = restrict(&compiled, &web, &plan, &free) else { continue };
        let limits = Limits { time: Duration::from_secs(60), nodes: None, gap: 0.0, relaxed: false, seed: 1 };
        let found = Model::new(&part.compiled, Aim::Cheapest).run(None, &limits, &Unseen);
        let ones = part.outside(&plan, &found.ones.expect("the plan itself is one"));
        let is_free = |var: &Var| free.contains(var);
        let outside = |ones: &[Var]| ones.iter().copied().filter(|var| !is_free(var)).collect::<Vec<_>>();
        assert_eq!(outside(&ones), outside(&start), "seed {seed}");
        let before = evaluate(&problem, &solution(&problem, &compiled, &start));
        let after = evaluate(&problem, &solution(&problem, &compiled, &ones));
        assert!(after.hard == 0 && after.soft <= before.soft, "seed {seed}: {before:?} {after:?}");
        checked += 1;
        better += usize::from(after.soft < before.soft);
    }
    assert!(checked > 30 && better > 3, "{checked} {better}");
}

#[test]
fn improves_step_by_step_and_the_same_again() {
    let mut better = 0;
    for seed in 0..60 {
        let problem = random(seed);
        let compiled = compile(&problem);
        let Some(start) = first(&compiled, &problem, seed) else { continue };
        let before = evaluate(&problem, &solution(&problem, &compiled, &start)).soft;
        let mut answers = Vec::new();
        for _ in 0..2 {
            let mut told = Vec::new();
            let mut improved = |ones: &[Var], cost: i64| {
                let found = evaluate(&problem, &solution(&problem, &compiled, ones));
                assert_eq!((found.hard, found.soft), (0, cost), "seed {seed}");
                told.push(cost);
            };
            let Some(mut search) = Search::new(&compiled, &problem, seed) else { continue };
            let (plan, cost) = search.improve(&start, &mut control(12, &mut improved)).unwrap();
            let found = evaluate(&problem, &solution(&problem, &compiled, &plan));
            assert_eq!((found.hard, found.soft), (0, cost), "seed {seed}");
            assert!(told.is_sorted_by(|a, b| a > b) && told.last().is_none_or(|last| *last == cost), "{told:?}");
            assert!(cost <= before);
            assert_eq!(told.is_empty(), cost == before);
            answers.push((plan, cost));
        }
        better += usize::from(answers.first().is_some_and(|(_, cost)| *cost < before));
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "seed {seed}");
    }
    assert!(better > 3, "{better}");
}
