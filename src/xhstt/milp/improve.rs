//! Fix and optimise: free a neighbourhood of the best solution, solve it with HiGHS, keep what is not worse, again.
//!
//! Each kind of neighbourhood has its own size (in parts), which grows while HiGHS proves optima early and shrinks when it meets
//! the limit. Kinds are drawn by what they lately gained for their work. While nothing is gained the limit of a neighbourhood
//! grows. What HiGHS finds counts only after a full [recount](breakdown). Before each neighbourhood the search [walks](Walker::walk) along what
//! costs the same: HiGHS, which is given the solution, has no reason to find another of its cost, and the same neighbourhoods would be
//! solved again and again.
//!
//! While something required is violated it is priced, so that every neighbourhood has a solution; from then on it is forbidden.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::facts::Facts;
use super::hood::{Kind, View};
use super::model::{Aim, Freedom, Model, Place};
use crate::solve::milp::highs::{Limits, Status, Watch};
use crate::xhstt::evaluate::{Part, breakdown, total};
use crate::xhstt::model::{Control, Cost, Instance, Solution};
use crate::xhstt::search::Walker;

/// Price of a unit of infeasibility while the objective counts, too.
const UNIT: i64 = 1000;

/// More infeasibility than this is fought alone.
const MUCH: i64 = 20;

/// First limit of a neighbourhood; nodes in repeatable runs.
const FIRST: Duration = Duration::from_millis(1500);
const LONGEST: Duration = Duration::from_secs(30);
const NODES: i32 = 200;

/// Parts times times beyond which the relaxation of the whole is not solved.
const LARGE: usize = 40_000;

/// A neighbourhood of more columns is too large, whatever its limit.
const COLUMNS: usize = 200_000;

/// Neighbourhoods without gain until limits grow.
const PATIENCE: u32 = 25;

/// Random moves of the walk before each neighbourhood.
const STEPS: u64 = 100_000;

/// Ends a run.
struct Stop<'a>(&'a dyn Fn() -> bool);

impl Watch for Stop<'_> {
    fn stopped(&self) -> bool {
        (self.0)()
    }
}

/// What is known of a kind.
struct Record {
    kind: Kind,
    size: f64,
    score: f64,
    /// Some neighbourhood of it was solved to the end.
    solved: bool,
}

/// What a neighbourhood came to.
struct Step {
    status: Status,
    solution: Option<Solution>,
}

/// Improves `start`; the answer is the best solution and its cost.
#[must_use]
pub fn improve(instance: &Instance, start: &Solution, control: &mut Control<'_>) -> (Solution, Cost) {
    let (hard, soft) = (Facts::new(instance, true), Facts::new(instance, false));
    let walker = Walker::new(instance);
    let mut dice = SmallRng::seed_from_u64(control.seed);
    let mut best = start.clone();
    let mut parts = breakdown(instance, &best);
    let mut cost = total(instance, &parts);
    let mut records: Vec<Record> = Vec::new();
    let mut limit = FIRST;
    let mut idle = 0;
    let mut tried = 0;
    let mut relaxation = None;
    while !(control.stop)() && Instant::now() < control.deadline && control.moves.is_none_or(|moves| tried < moves) {
        tried += 1;
        if let Some((other, theirs)) = (control.other)()
            && theirs < cost
        {
            best = other;
            parts = breakdown(instance, &best);
            cost = total(instance, &parts);
        }
        if cost == Cost::default() {
            break;
        }
        let walked = walker.walk(&best, STEPS, dice.random());
        let charged = breakdown(instance, &walked);
        let new = total(instance, &charged);
        if new < cost {
            (control.improved)(&walked, new);
        }
        if new <= cost {
            (best, parts, cost) = (walked, charged, new);
        }
        let facts = if cost.infeasibility == 0 { &hard } else { &soft };
        let aim = match cost.infeasibility {
            0 => Aim { required: None, other: 1, whole: false },
            1..=MUCH => Aim { required: Some(UNIT), other: 1, whole: false },
            _ => Aim { required: Some(1), other: 0, whole: false },
        };
        if relaxation.is_none() && cost.infeasibility == 0 {
            relaxation = Some(relax(instance, &hard, &best, &parts, control));
        }
        let view = View::new(instance, facts, &best, &parts, relaxation.as_ref());
        for kind in view.kinds() {
            if records.iter().all(|record| record.kind != kind) {
                records.push(Record { kind, size: 30.0, score: 1.0, solved: false });
            }
        }
        let Some(which) = draw(&records, &mut dice) else { break };
        let (kind, size) = (records[which].kind, crate::xhstt::milp::rows::count(records[which].size));
        let whole = size >= view.size() && kind != Kind::Choice;
        let freedom = if whole { view.everything() } else { view.draw(kind, size, &mut dice) };
        let now = Instant::now();
        let left = control.deadline.saturating_duration_since(now);
        let limits = Limits {
            time: if control.moves.is_some() { left } else { limit.min(left) },
            nodes: control.moves.map(|_| NODES),
            gap: 0.0,
            relaxed: false,
            seed: dice.random_range(0..i32::MAX),
        };
        let step = solve(instance, facts, &best, &freedom, aim, &limits, &Stop(control.stop));
        let spent = now.elapsed();
        let record = &mut records[which];
        record.solved |= step.status == Status::Optimal;
        let factor = match step.status {
            Status::Limit | Status::Failed if !record.solved => 0.6,
            Status::Limit | Status::Failed => 0.85,
            Status::Infeasible => 1.0,
            Status::Optimal if control.moves.is_some() => 1.1,
            Status::Optimal if spent * 8 < limit => 1.4,
            Status::Optimal if spent * 2 < limit => 1.15,
            Status::Optimal => 1.0,
        };
        record.size = (record.size * factor).min(view.size() as f64).max(4.0);
        let proved = whole && step.status == Status::Optimal && cost.infeasibility == 0;
        let mut gain = 0.0;
        if let Some(solution) = step.solution {
            let charged = breakdown(instance, &solution);
            let new = total(instance, &charged);
            if new < cost {
                let before = cost.infeasibility.saturating_mul(UNIT).saturating_add(cost.objective);
                let after = new.infeasibility.saturating_mul(UNIT).saturating_add(new.objective);
                gain = ((before - after) as f64).max(1.0) / before.max(1) as f64;
                (control.improved)(&solution, new);
            }
            if new <= cost {
                (best, parts, cost) = (solution, charged, new);
            }
        }
        let work = if control.moves.is_some() { 1.0 } else { spent.as_secs_f64().max(0.02) };
        record.score = 0.8 * record.score + 0.2 * (gain / work * 100.0);
        idle = if gain > 0.0 { 0 } else { idle + 1 };
        if idle >= PATIENCE {
            idle = 0;
            limit = (limit * 3 / 2).min(LONGEST);
        }
        if proved {
            break;
        }
    }
    (best, cost)
}

/// What the relaxation of the whole says of parts, where it is small enough to be solved in a part of the time; else nothing.
fn relax(
    instance: &Instance,
    facts: &Facts,
    best: &Solution,
    parts: &[Part],
    control: &Control<'_>,
) -> BTreeMap<Place, f64> {
    let view = View::new(instance, facts, best, parts, None);
    let aim = Aim { required: None, other: 1, whole: true };
    let left = control.deadline.saturating_duration_since(Instant::now());
    let time = if control.moves.is_some() { left } else { left / 10 };
    let wide = instance.events.iter().flat_map(|event| &event.resources).any(|place| place.preassigned.is_none());
    if wide || view.size() * instance.times.len() > LARGE {
        return BTreeMap::new();
    }
    let model = Model::new(instance, facts, best, &view.everything(), aim);
    let limits = Limits { time, nodes: None, gap: 0.0, relaxed: true, seed: 1 };
    let answer = model.rows.program.run(&[], &limits, &Stop(control.stop));
    match answer.values.filter(|_| answer.status == Status::Optimal) {
        Some(values) => model.shares(&values),
        None => BTreeMap::new(),
    }
}

/// A kind, by score; no kind is forgotten.
fn draw(records: &[Record], dice: &mut SmallRng) -> Option<usize> {
    let best = records.iter().map(|record| record.score).fold(0.0, f64::max);
    let weight = |record: &Record| record.score + 0.2 * best + 1e-3;
    let all: f64 = records.iter().map(weight).sum();
    let mut left = dice.random::<f64>() * all;
    let drawn = records.iter().position(|record| {
        left -= weight(record);
        left < 0.0
    });
    drawn.or(records.len().checked_sub(1))
}

fn solve(
    instance: &Instance,
    facts: &Facts,
    best: &Solution,
    freedom: &Freedom,
    aim: Aim,
    limits: &Limits,
    watch: &dyn Watch,
) -> Step {
    let model = Model::new(instance, facts, best, freedom, aim);
    if model.rows.program.columns() > COLUMNS {
        return Step { status: Status::Limit, solution: None };
    }
    let start = model.start.clone().unwrap_or_default();
    let answer = model.rows.program.run(&start, limits, watch);
    let solution = answer.values.map(|values| model.solution(&values));
    Step { status: answer.status, solution }
}
