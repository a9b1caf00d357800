//! One annealing by several threads: what leader and helpers do with what the others accept.

use super::Run;
use super::anneal::Annealing;
use super::index::Index;
use super::moves::Dice;
use super::rows::{Rows, Totals};
use super::state::{State, Step};
use crate::problem::Problem;
use crate::solve::chain::{Helper, Party};
use crate::solve::compiled::Compiled;

/// An annealing that others may help with.
pub type Chain = crate::solve::chain::Chain<Step, Start>;

/// What a helper begins with.
#[derive(Clone, Debug)]
pub struct Start {
    /// Variable of each lesson.
    pub(super) at: Vec<u32>,
    /// See [`Annealing::relief`].
    pub(super) relief: i64,
}

/// Lends a hand to an annealing of `compiled`, which was made from `problem`, until it is over or `stop` says so.
pub fn help(compiled: &Compiled, problem: &Problem, chain: &Chain, seed: u64, stop: &dyn Fn() -> bool) {
    let Some(index) = Index::new(compiled, problem) else { return };
    chain.help(|start| Helping::new(&index, Rows::new(compiled), start, seed), stop);
}

/// The leader at one move.
pub(super) struct Leading<'l, 'r, 'a, 'c> {
    pub(super) annealing: &'l mut Annealing,
    pub(super) run: &'l mut Run<'r, 'a, 'c>,
    pub(super) temperature: f64,
    /// What the accepted move changes.
    pub(super) change: Totals,
}

impl Leading<'_, '_, '_, '_> {
    /// Keeps what was tried; the best is recorded before it is left.
    fn done(&mut self, steps: &[Step], change: Totals) {
        let run = &mut *self.run;
        if (change.energy > 0 || change.hard > 0) && run.is_best() {
            run.record();
        }
        run.state.keep(steps, change);
        if run.control.target.is_some() && run.is_best() {
            run.record();
        }
    }
}

impl Party<Step> for Leading<'_, '_, '_, '_> {
    fn follow(&mut self, steps: &[Step]) {
        if let Some(change) = self.run.state.try_steps(steps) {
            self.done(steps, change);
        }
    }

    fn attempt(&mut self) -> bool {
        let run = &mut *self.run;
        let change = self.annealing.attempt(&mut run.state, &mut run.dice, self.temperature);
        self.change = change.unwrap_or_default();
        change.is_some()
    }

    fn steps(&self) -> Vec<Step> {
        self.annealing.mover.steps.clone()
    }

    fn keep(&mut self) {
        let steps = std::mem::take(&mut self.annealing.mover.steps);
        self.done(&steps, self.change);
        self.annealing.mover.steps = steps;
    }

    fn undo(&mut self) {
        self.run.state.take_back(&self.annealing.mover.steps);
    }
}

/// A helper.
struct Helping<'r> {
    annealing: Annealing,
    state: State<'r>,
    dice: Dice,
    temperature: f64,
    change: Totals,
}

impl<'r> Helping<'r> {
    fn new(index: &'r Index, mut rows: Rows, start: Start, seed: u64) -> Self {
        rows.with_soft = true;
        let annealing = Annealing { relief: start.relief, ..Annealing::new(index) };
        let state = State::new(index, rows, start.at);
        Self { annealing, state, dice: Dice::new(seed), temperature: 0.0, change: Totals::default() }
    }
}

impl Party<Step> for Helping<'_> {
    fn follow(&mut self, steps: &[Step]) {
        if let Some(change) = self.state.try_steps(steps) {
            self.state.keep(steps, change);
        }
    }

    fn attempt(&mut self) -> bool {
        let change = self.annealing.attempt(&mut self.state, &mut self.dice, self.temperature);
        self.change = change.unwrap_or_default();
        change.is_some()
    }

    fn steps(&self) -> Vec<Step> {
        self.annealing.mover.steps.clone()
    }

    fn keep(&mut self) {
        self.state.keep(&self.annealing.mover.steps, self.change);
    }

    fn undo(&mut self) {
        self.state.take_back(&self.annealing.mover.steps);
    }
}

impl Helper<Step> for Helping<'_> {
    // Prices are whole numbers.
    #[allow(clippy::cast_possible_truncation)]
    fn hear(&mut self, temperature: f64, price: f64) {
        self.temperature = temperature;
        let price = price as i32;
        if i64::from(price) != self.annealing.price {
            self.annealing.price = i64::from(price);
            self.state.set_price(price);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use super::super::tests::random;
    use super::super::{Control, construct, cost, search};
    use super::*;
    use crate::solve::chain::tests::alternate;
    use crate::solve::compile::compile;
    use crate::solve::compiled::Var;

    #[test]
    fn helpers_go_through_the_leaders_states() {
        let mut done = 0;
        for seed in 0..60 {
            let problem = random(seed);
            let compiled = compile(&problem);
            let Some(index) = Index::new(&compiled, &problem) else { continue };
            let dice = &mut Dice::new(seed);
            let at = construct::greedy(&index, &mut Rows::new(&compiled), dice);
            let mut helpers = [0, 1].map(|number| {
                let start = Start { at: at.clone(), relief: 10 };
                Helping::new(&index, Rows::new(&compiled), start, seed + number)
            });
            for (turns, price) in [(100, 3.0), (200, 8.0)] {
                helpers.iter_mut().for_each(|helper| helper.hear(5.0, price));
                done += alternate(&mut helpers, turns, |below| dice.position(below));
            }
            let [first, second] = [&helpers[0].state, &helpers[1].state];
            assert_eq!(first.at, second.at, "seed {seed}");
            assert_eq!(first.totals, second.totals, "seed {seed}");
            assert_eq!(first.totals, second.rows.totals(), "seed {seed}");
        }
        assert!(done > 1000, "{done}");
    }

    #[test]
    fn a_search_with_helpers_tells_what_it_has() {
        let mut found = 0;
        for seed in 0..8 {
            let problem = random(seed);
            let compiled = compile(&problem);
            let told = std::cell::RefCell::new(Vec::new());
            let answer = std::thread::scope(|scope| {
                let share = |chain: &Arc<Chain>| {
                    let (chain, compiled, problem) = (Arc::clone(chain), &compiled, &problem);
                    scope.spawn(move || help(compiled, problem, &chain, seed + 100, &|| false));
                };
                let mut control = Control {
                    deadline: Instant::now() + Duration::from_secs(600),
                    seed,
                    stop: &|| false,
                    moves: Some(40_000),
                    target: Some(-1),
                    cool: Duration::from_secs(600),
                    heat: 1.0,
                    share: Some(&share),
                    improved: &mut |ones: &[Var], cost| told.borrow_mut().push((ones.to_vec(), cost)),
                };
                search(&compiled, &problem, None, &mut control)
            });
            for (ones, told) in told.into_inner().into_iter().chain(answer) {
                assert_eq!(cost(&compiled, &ones), told, "seed {seed}");
                found += 1;
            }
        }
        assert!(found > 8, "{found}");
    }
}
