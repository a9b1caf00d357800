//! Figures on the reference schools; run with `--ignored --nocapture`.

use std::time::{Duration, Instant};

use super::highs::{Limits, Unseen};
use super::{Aim, Model};
use crate::solve::compile::compile;
use crate::solve::sample::{Objective, reference};

#[test]
#[ignore = "a measurement, not a check"]
fn figures() {
    let classes = std::env::var("KEBIAO_CLASSES").map_or(12, |text| text.parse().unwrap());
    let seconds = std::env::var("KEBIAO_SECONDS").map_or(10, |text| text.parse().unwrap());
    for objective in [Objective::A, Objective::B, Objective::C] {
        let Some(problem) = reference(classes, objective) else {
            println!("skipped: no reference schools here");
            return;
        };
        let clock = Instant::now();
        let compiled = compile(&problem);
        let limits = |relaxed| Limits { time: Duration::from_secs(seconds), nodes: None, gap: 0.0, relaxed, seed: 1 };
        println!(
            "{classes} {objective:?}: {} variables, {} linears, {} patterns in {:?}",
            compiled.variables.len(),
            compiled.linears.len(),
            compiled.patterns.len(),
            clock.elapsed()
        );
        for (aim, relaxed) in [(Aim::Feasible, false), (Aim::Cheapest, true), (Aim::Cheapest, false)] {
            let clock = Instant::now();
            let model = Model::new(&compiled, aim);
            let found = model.run(None, &limits(relaxed), &Unseen);
            println!(
                "  {aim:?} relaxed {relaxed} {:?}: {:?} bound {:?} plan {} in {:?}",
                model.size(),
                found.status,
                found.bound,
                found.ones.is_some(),
                clock.elapsed()
            );
        }
    }
}
