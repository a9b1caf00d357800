//! Against HiGHS's relaxation and enumeration on random tiny problems.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Control, Saddle};
use crate::solve::compile::compile;
use crate::solve::milp::highs::{Limits, Status, Unseen};
use crate::solve::milp::{Aim, Model};
use crate::solve::sample::{Objective, reference};
use crate::solve::tests::{TIMES, enumerate, random};

fn root(saddle: &Saddle, iterations: u32) -> super::Solved {
    let far = Instant::now() + Duration::from_secs(3600);
    saddle.solve(None, &mut Control { deadline: far, iterations, stop: &|| false, improved: &mut |_| {} })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_root_is_that_of_highs_and_below_the_optimum(seed in any::<u64>()) {
        let problem = random(seed, TIMES);
        let compiled = compile(&problem);
        let Some(Some(optimum)) = enumerate(&problem) else { return Ok(()) };
        let saddle = Saddle::new(&compiled);
        let solved = root(&saddle, 20_000);
        #[allow(clippy::cast_precision_loss)]
        let optimum = optimum as f64;
        prop_assert!(solved.proof.bound <= optimum + 1e-6, "{} > {optimum}", solved.proof.bound);
        let limits = Limits { time: Duration::from_secs(20), nodes: None, gap: 0.0, relaxed: true, seed: 1 };
        let by_highs = Model::new(&compiled, Aim::Cheapest).run(None, &limits, &Unseen);
        prop_assert_eq!(by_highs.status, Status::Optimal);
        let bound = crate::solve::milp::whole(solved.proof.bound + 0.01);
        prop_assert!(bound >= by_highs.bound, "{} of {:?}", solved.proof.bound, by_highs.bound);
    }

    #[test]
    fn any_prices_prove_no_more_than_the_optimum(seed in any::<u64>(), dice in any::<u64>()) {
        let problem = random(seed, TIMES);
        let Some(Some(optimum)) = enumerate(&problem) else { return Ok(()) };
        let saddle = Saddle::new(&compile(&problem));
        let best = root(&saddle, 200).proof.prices;
        let mut dice = dice;
        let prices = best.iter().map(|price| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            price + f64::from(u32::try_from(dice >> 33).unwrap()) / f64::from(u32::MAX) * 4.0 - 1.0
        });
        let proof = saddle.proved(&prices.collect::<Vec<_>>());
        #[allow(clippy::cast_precision_loss)]
        let optimum = optimum as f64;
        prop_assert!(proof.bound <= optimum + 1e-6, "{} > {optimum}", proof.bound);
    }
}

#[test]
fn a_reference_school_has_its_known_root() {
    let Some(problem) = reference(12, Objective::C) else {
        println!("skipped: no reference schools here");
        return;
    };
    // The optimum of the relaxation is 81.
    let bound = root(&Saddle::new(&compile(&problem)), 1000).proof.bound;
    assert!((76.0..=81.000_01).contains(&bound), "{bound}");
}
