//! First plans by search alone: generated schools, tight ones included, within a number of moves.
//!
//! `KEBIAO_CLASSES=54 KEBIAO_STAGE=nine-year KEBIAO_SEEDS=1-100 cargo test --test first_plan -- --ignored --nocapture` measures
//! processor seconds; `KEBIAO_INSTANCE=primary-36` takes a shipped school with that many seeds of the search instead.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::Path;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use kebiao::evaluate::evaluate;
use kebiao::generate::{Spec, Stage, generate};
use kebiao::lowering::lower;
use kebiao::problem::{Choice, Problem, Solution};
use kebiao::school::School;
use kebiao::solve::compile::compile;
use kebiao::solve::compiled::{Compiled, Var};
use kebiao::solve::local::{Control, search};

fn generated(spec: &Spec) -> School {
    let generated = generate(spec).unwrap_or_else(|refusal| panic!("{}", refusal.show(kebiao::text::Lang::En)));
    let dir = tempfile::tempdir().unwrap();
    generated.write(dir.path(), false).unwrap();
    kebiao::config::read(dir.path()).unwrap_or_else(|errors| panic!("{errors:?}")).school
}

/// A first plan by search alone.
fn first(compiled: &Compiled, problem: &Problem, seed: u64, moves: Option<u64>, time: Duration) -> Option<Vec<Var>> {
    let mut control = Control {
        deadline: Instant::now() + time,
        seed,
        stop: &|| false,
        moves,
        target: Some(i64::MAX),
        cool: time,
        heat: 1.0,
        share: None,
        improved: &mut |_, _| {},
    };
    search(compiled, problem, None, &mut control).map(|(vars, _)| vars)
}

/// Hard violations of `vars` beside those of rooms, which are not chosen here: lessons in pools of rooms have the first.
fn violations(compiled: &Compiled, problem: &Problem, vars: &[Var]) -> i64 {
    let mut problem = problem.clone();
    for resource in problem.resources.iter_mut().filter(|r| r.kind == kebiao::problem::ResourceKind::Room) {
        resource.capacity = u32::MAX;
        resource.unavailable.clear();
    }
    let mut lessons = vec![Vec::new(); problem.activities.len()];
    for var in vars {
        let variable = compiled.variables[var.0 as usize];
        let needs = &problem.activity(variable.activity).needs;
        let resources = needs.iter().map(|need| need.candidates[0]).collect();
        lessons[variable.activity.index()].push(Choice { placement: variable.placement, resources });
    }
    evaluate(&problem, &Solution { lessons }).hard
}

#[test]
fn tight_schools_get_a_first_plan_from_search_alone() {
    for (stage, classes, seed) in [(Stage::Primary, 12, 1), (Stage::Junior, 9, 2), (Stage::NineYear, 18, 3)] {
        let school = generated(&Spec { classes, stage, seed, tight: true });
        let problem = lower(&school).problem;
        let compiled = compile(&problem);
        let vars = first(&compiled, &problem, seed, Some(3_000_000), Duration::from_secs(3600));
        let vars = vars.unwrap_or_else(|| panic!("{stage:?} {classes} seed {seed}: none"));
        assert_eq!(violations(&compiled, &problem, &vars), 0, "{stage:?} {classes} seed {seed}");
    }
}

/// Nanoseconds that this thread has had a processor.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

fn variable<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
#[ignore = "an experiment of minutes"]
fn experiment() {
    let seeds: String = variable("KEBIAO_SEEDS", "1-10".into());
    let (from, to): (u64, u64) = seeds.split_once('-').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).unwrap();
    let limit: f64 = variable("KEBIAO_SECONDS", 10.0);
    let instance: String = variable("KEBIAO_INSTANCE", String::new());
    let stage: String = variable("KEBIAO_STAGE", "primary".into());
    let stage = Stage::from_str(&stage, false).unwrap();
    let tight = variable("KEBIAO_TIGHT", 1) == 1;
    let mut times = Vec::new();
    for seed in from..=to {
        let clock = processor();
        let school = if instance.is_empty() {
            let spec = Spec { classes: variable("KEBIAO_CLASSES", 36), stage, seed, tight };
            generated(&spec)
        } else {
            kebiao::config::read(&Path::new("instances").join(&instance)).unwrap().school
        };
        let read = processor() - clock;
        let clock = processor();
        let problem = lower(&school).problem;
        let lowered = processor() - clock;
        let clock = processor();
        let compiled = compile(&problem);
        let compile = processor() - clock;
        let clock = processor();
        let found = first(&compiled, &problem, seed, None, Duration::from_secs_f64(limit));
        let time = processor() - clock;
        let broken = found.as_ref().map(|vars| violations(&compiled, &problem, vars));
        println!(
            "seed {seed}: {time:.3} s {} (made or read {read:.2}, lowered {lowered:.3}, compiled {compile:.3})",
            broken.map_or("NONE".into(), |hard| if hard == 0 { "plan".to_owned() } else { format!("BROKEN {hard}") })
        );
        times.push(if found.is_some() { time } else { f64::INFINITY });
    }
    times.sort_by(f64::total_cmp);
    let found = times.iter().filter(|time| time.is_finite()).count();
    let at = |share: f64| times.get((times.len().saturating_sub(1) as f64 * share).round() as usize).unwrap_or(&0.0);
    println!(
        "found {found} of {}: 50% {:.3}, 90% {:.3}, 95% {:.3}, most {:.3}",
        times.len(),
        at(0.5),
        at(0.9),
        at(0.95),
        at(1.0)
    );
}
