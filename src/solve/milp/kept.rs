//! One HiGHS instance for many runs of one program: the model is passed once, between runs only bounds and costs change.
//!
//! ```text
//! Kept::new(program) -> limit / fix / price (any number) -> run -> limit / ... -> run -> ...
//! ```
//!
//! Changes are collected and given to HiGHS by set, at the next run, and only where the value differs from the one that HiGHS
//! has. Every run has its own limits, whose clock starts at 0, and its own start:
//!
//! - [`Start::Nothing`]: the run is that of a fresh instance.
//! - [`Start::Values`]: the same from a MIP start.
//! - [`Start::Last`]: from what the run before left. A relaxation goes on from its basis by the simplex method, which after
//!   a few changes takes a few pivots; a MIP starts from the last solution if the new bounds allow it.
//!
//! How soon a run ends: the time limit is looked at in presolve, in the LPs and in sub-MIPs; a watcher is asked between nodes
//! and LPs of the main search and by the simplex and interior point methods, not within presolve and sub-MIPs. So whoever must end in time sets
//! the limit, and whoever may end early also watches.
//!
//! An instance stays in its thread: HiGHS keeps a scheduler per thread.

use std::collections::BTreeSet;

use super::highs::{Answer, Col, Instance, Limits, Program, Watch};

/// What a run begins with.
#[derive(Clone, Copy, Debug)]
pub enum Start<'a> {
    /// Nothing is known.
    Nothing,
    /// Values of some columns (all integer ones, to be of use).
    Values(&'a [(Col, f64)]),
    /// Basis and solution of the run before.
    Last,
}

/// A program in a HiGHS instance.
pub struct Kept {
    /// None for a program without columns, which HiGHS is not asked about.
    instance: Option<Instance>,
    /// As of the next run.
    program: Program,
    /// Columns whose limits, and whose costs, HiGHS does not know yet.
    limits: BTreeSet<Col>,
    costs: BTreeSet<Col>,
}

impl Kept {
    /// Passes the program; none when HiGHS refuses it.
    #[must_use]
    pub fn new(program: Program) -> Option<Self> {
        let instance = if program.columns() == 0 {
            None
        } else {
            let instance = Instance::new()?;
            if !instance.pass(&program) {
                return None;
            }
            Some(instance)
        };
        Some(Self { instance, program, limits: BTreeSet::new(), costs: BTreeSet::new() })
    }

    /// The program as of the next run.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Gives a column other limits.
    pub fn limit(&mut self, col: Col, lower: f64, upper: f64) {
        if self.program.limits(col).is_some_and(|known| known != (lower, upper)) {
            self.program.limit(col, lower, upper);
            self.limits.insert(col);
        }
    }

    /// Leaves a column one value only.
    pub fn fix(&mut self, col: Col, value: f64) {
        self.limit(col, value, value);
    }

    /// Gives a column another cost.
    pub fn price(&mut self, col: Col, cost: f64) {
        // Bit by bit: the same cost again is no change.
        if self.program.cost(col).is_some_and(|known| known.to_bits() != cost.to_bits()) {
            self.program.set_cost(col, cost);
            self.costs.insert(col);
        }
    }

    /// Solves it as it is now.
    pub fn run(&mut self, start: Start<'_>, limits: &Limits, watch: &dyn Watch) -> Answer {
        let Some(instance) = &self.instance else {
            return self.program.without_columns().unwrap_or_else(Answer::failed);
        };
        let last = matches!(start, Start::Last);
        // What an earlier run left is forgotten first: HiGHS would mend it at every change.
        if !((last || instance.forget())
            && change(instance, &self.program, &mut self.limits, &mut self.costs)
            && instance.set(limits, last, self.program.grain()))
        {
            return Answer::failed();
        }
        if let Start::Values(values) = start {
            instance.start(values);
        }
        instance.solve(&self.program, limits, watch)
    }
}

/// Tells HiGHS of all changes; false when it refuses.
fn change(instance: &Instance, program: &Program, limits: &mut BTreeSet<Col>, costs: &mut BTreeSet<Col>) -> bool {
    let set: Vec<Col> = std::mem::take(limits).into_iter().collect();
    let (lower, upper): (Vec<f64>, Vec<f64>) = set.iter().filter_map(|col| program.limits(*col)).unzip();
    let limited = set.is_empty() || instance.bounds(&set, &lower, &upper);
    let set: Vec<Col> = std::mem::take(costs).into_iter().collect();
    let cost: Vec<f64> = set.iter().filter_map(|col| program.cost(*col)).collect();
    limited && (set.is_empty() || instance.costs(&set, &cost))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::{Duration, Instant};

    use super::super::highs::{Status, Unseen};
    use super::*;
    use crate::solve::local::moves::Dice;

    fn limits(relaxed: bool) -> Limits {
        Limits { time: Duration::from_secs(60), nodes: None, gap: 0.0, relaxed, seed: 1 }
    }

    /// `tasks` tasks, each to one of `workers`, at most `most` a worker.
    fn assignment(dice: &mut Dice, tasks: usize, workers: usize, most: f64) -> (Program, Vec<Col>) {
        let mut program = Program::default();
        let cols: Vec<Col> = (0..tasks * workers).map(|_| program.binary(f64::from(1 + dice.below(20)))).collect();
        for task in cols.chunks(workers) {
            program.row(1.0, 1.0, task.iter().map(|col| (*col, 1.0)));
        }
        for worker in 0..workers {
            let weight = |dice: &mut Dice| f64::from(2 + dice.below(5));
            let terms: Vec<_> = cols.iter().skip(worker).step_by(workers).map(|col| (*col, weight(dice))).collect();
            program.row(f64::NEG_INFINITY, most, terms);
        }
        (program, cols)
    }

    fn value(program: &Program, answer: &Answer) -> Option<f64> {
        answer.values.as_ref().map(|values| program.objective(values))
    }

    fn same(a: Option<f64>, b: Option<f64>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-6,
            (None, None) => true,
            _ => false,
        }
    }

    #[test]
    fn runs_again_like_a_fresh_instance_whatever_changes() {
        let mut dice = Dice::new(5);
        let (program, cols) = assignment(&mut dice, 12, 4, 14.0);
        let mut kept = Kept::new(program).unwrap();
        let (mut solved, mut infeasible) = (0, 0);
        let mut last: Vec<(Col, f64)> = Vec::new();
        for run in 0..40 {
            for _ in 0..dice.below(5) {
                let col = cols[dice.position(cols.len())];
                match dice.below(4) {
                    0 => kept.fix(col, 1.0),
                    1 => kept.fix(col, 0.0),
                    2 => kept.price(col, f64::from(dice.below(20))),
                    _ => kept.limit(col, 0.0, 1.0),
                }
            }
            if dice.below(4) == 0 {
                cols.iter().for_each(|col| kept.limit(*col, 0.0, 1.0));
            }
            let relaxed = run % 4 == 3;
            let start = match dice.below(3) {
                0 => Start::Nothing,
                1 if !relaxed => Start::Values(&last),
                _ => Start::Last,
            };
            let answer = kept.run(start, &limits(relaxed), &Unseen);
            let fresh = kept.program().clone().run(&[], &limits(relaxed), &Unseen);
            assert_eq!(answer.status, fresh.status, "run {run}");
            if relaxed {
                // The interior point method ends near the optimum, the simplex method on it.
                assert!((answer.bound - fresh.bound).abs() < 1e-3 || answer.status == Status::Infeasible, "run {run}");
            } else {
                let (kept_value, fresh_value) = (value(kept.program(), &answer), value(kept.program(), &fresh));
                assert!(same(kept_value, fresh_value), "run {run}: {kept_value:?} {fresh_value:?}");
            }
            match answer.values {
                Some(values) if !relaxed => {
                    solved += 1;
                    last = cols.iter().map(|col| (*col, values[col.index()])).collect();
                }
                Some(_) => {}
                None => infeasible += 1,
            }
        }
        assert!(solved >= 10 && infeasible >= 1, "{solved} {infeasible}");
    }

    #[test]
    fn options_of_a_run_end_with_it() {
        let mut dice = Dice::new(2);
        let (program, _) = assignment(&mut dice, 30, 5, 25.0);
        let fresh = program.run(&[], &limits(false), &Unseen);
        let mut kept = Kept::new(program).unwrap();
        let short = Limits { nodes: Some(0), gap: 0.9, time: Duration::from_millis(1), ..limits(false) };
        kept.run(Start::Nothing, &short, &Unseen);
        kept.run(Start::Nothing, &limits(true), &Unseen);
        let answer = kept.run(Start::Nothing, &limits(false), &Unseen);
        assert_eq!(answer.status, Status::Optimal);
        assert!(same(value(kept.program(), &answer), value(kept.program(), &fresh)));
    }

    #[test]
    fn a_watcher_of_one_run_is_not_asked_in_the_next() {
        struct Ends(Cell<u32>);
        impl Watch for Ends {
            fn stopped(&self) -> bool {
                self.0.set(self.0.get() + 1);
                true
            }
        }
        let mut dice = Dice::new(3);
        let (program, _) = assignment(&mut dice, 40, 6, 24.0);
        let mut kept = Kept::new(program).unwrap();
        let ends = Ends(Cell::new(0));
        assert_eq!(kept.run(Start::Nothing, &limits(false), &ends).status, Status::Limit);
        let asked = ends.0.get();
        assert!(asked > 0);
        assert_eq!(kept.run(Start::Last, &limits(false), &Unseen).status, Status::Optimal);
        assert_eq!(ends.0.get(), asked);
    }

    #[test]
    fn a_program_without_columns_is_answered() {
        let mut kept = Kept::new(Program::default()).unwrap();
        assert_eq!(kept.run(Start::Last, &limits(false), &Unseen).status, Status::Optimal);
        kept.fix(Col(3), 1.0);
        assert_eq!(kept.run(Start::Nothing, &limits(true), &Unseen).status, Status::Optimal);
    }

    /// Not a test: how late runs end, by limit and by watcher, on a reference school.
    #[test]
    #[ignore = "a measurement, not a check"]
    fn how_late() {
        use crate::solve::compile::compile;
        use crate::solve::milp::{Aim, Model};
        use crate::solve::sample::{Objective, reference};
        struct Until(Instant);
        impl Watch for Until {
            fn stopped(&self) -> bool {
                Instant::now() >= self.0
            }
        }
        let Some(problem) = reference(24, Objective::C) else { return };
        let compiled = compile(&problem);
        let mut kept = Kept::new(Model::new(&compiled, Aim::Cheapest).program().clone()).unwrap();
        for millis in [100, 300, 1000, 3000, 10000] {
            for relaxed in [false, true] {
                let time = Duration::from_millis(millis);
                let clock = Instant::now();
                kept.run(Start::Nothing, &Limits { time, ..limits(relaxed) }, &Unseen);
                let by_limit = clock.elapsed();
                let clock = Instant::now();
                kept.run(Start::Nothing, &limits(relaxed), &Until(clock + time));
                println!("relaxed {relaxed}, {time:?}: by limit {by_limit:?}, by watcher {:?}", clock.elapsed());
            }
        }
    }
}
