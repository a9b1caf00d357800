//! One annealing by several threads: what leader and helpers do with what the others accept.

use super::Run;
use super::anneal::Annealing;
use super::base::Dice;
use super::compile;
use super::index::Index;
use super::state::{Plan, State, Step};
use crate::solve::chain::{Helper, Party};
use crate::xhstt::model::Instance;

/// An annealing that others may help with.
pub type Chain = crate::solve::chain::Chain<Step, Plan>;

/// Lends a hand to an annealing of `instance`, until it is over or `stop` says so.
pub fn help(instance: &Instance, chain: &Chain, seed: u64, stop: &dyn Fn() -> bool) {
    let index = compile::index(instance);
    let begin = |plan: Plan| {
        let mut helper = Helping::new(&index, seed);
        helper.state.load_plan(&plan);
        helper
    };
    chain.help(begin, stop);
}

/// The leader at one move.
pub(super) struct Leading<'l, 'x, 'i, 'a, 'c> {
    pub annealing: &'l mut Annealing,
    pub run: &'l mut Run<'x, 'i, 'a, 'c>,
    pub temperature: f64,
    pub price: f64,
    /// Whether the accepted move changes the cost.
    pub changes: bool,
}

impl Party<Step> for Leading<'_, '_, '_, '_, '_> {
    fn follow(&mut self, steps: &[Step]) {
        let before = self.run.state.total;
        self.run.state.follow(steps);
        self.changes = self.run.state.total != before;
        self.keep();
    }

    fn attempt(&mut self) -> bool {
        let run = &mut *self.run;
        let growth = self.annealing.attempt(&mut run.state, &mut run.dice, self.temperature, self.price);
        self.changes = growth.is_some_and(|growth| growth != 0.0);
        growth.is_some()
    }

    fn steps(&self) -> Vec<Step> {
        self.run.state.done()
    }

    fn keep(&mut self) {
        self.annealing.kept += u64::from(self.changes);
        self.run.note();
        self.run.state.keep();
    }

    fn undo(&mut self) {
        self.run.state.undo();
    }
}

/// A helper.
struct Helping<'x, 'i> {
    annealing: Annealing,
    state: State<'x, 'i>,
    dice: Dice,
    temperature: f64,
    price: f64,
}

impl<'x, 'i> Helping<'x, 'i> {
    fn new(index: &'x Index<'i>, seed: u64) -> Self {
        let state = State::new(index);
        Self { annealing: Annealing::new(index), state, dice: Dice::new(seed), temperature: 0.0, price: 0.0 }
    }
}

impl Party<Step> for Helping<'_, '_> {
    fn follow(&mut self, steps: &[Step]) {
        self.state.follow(steps);
        self.state.keep();
    }

    fn attempt(&mut self) -> bool {
        self.annealing.attempt(&mut self.state, &mut self.dice, self.temperature, self.price).is_some()
    }

    fn steps(&self) -> Vec<Step> {
        self.state.done()
    }

    fn keep(&mut self) {
        self.state.keep();
    }

    fn undo(&mut self) {
        self.state.undo();
    }
}

impl Helper<Step> for Helping<'_, '_> {
    fn hear(&mut self, temperature: f64, price: f64) {
        (self.temperature, self.price) = (temperature, price);
    }

    fn looked(&mut self) {
        self.annealing.looked();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::random_instance;
    use super::super::{construct, cost, solution};
    use super::*;
    use crate::solve::chain::tests::alternate;
    use crate::xhstt::evaluate::evaluate;
    use std::sync::Arc;
    use std::time::Duration;

    #[test]
    fn helpers_go_through_the_leaders_states() {
        let mut done = 0;
        for seed in 0..10 {
            let instance = random_instance(seed, if seed % 2 == 0 { 20 } else { 70 });
            let index = compile::index(&instance);
            let dice = &mut Dice::new(seed);
            let mut helpers = [0, 1].map(|number| Helping::new(&index, seed + number));
            construct::construct(&mut helpers[0].state, dice);
            let plan = helpers[0].state.plan.clone();
            helpers[1].state.load_plan(&plan);
            helpers.iter_mut().for_each(|helper| helper.hear(50.0, 10.0));
            done += alternate(&mut helpers, 1000, |below| dice.below(below));
            let [first, second] = [&helpers[0].state, &helpers[1].state];
            assert_eq!(first.plan, second.plan, "seed {seed}");
            assert_eq!(first.total, second.total, "seed {seed}");
            assert_eq!(cost(second), evaluate(&instance, &solution(&index, &second.plan)), "seed {seed}");
        }
        assert!(done > 200, "{done}");
    }

    #[test]
    fn a_search_with_helpers_tells_what_it_has() {
        for seed in 0..4 {
            let instance = random_instance(seed, 30);
            let told = std::cell::RefCell::new(Vec::new());
            let (answer, chains) = std::thread::scope(|scope| {
                let chains = std::cell::Cell::new(0);
                let share = |chain: &Arc<Chain>| {
                    chains.set(chains.get() + 1);
                    let (chain, instance) = (Arc::clone(chain), &instance);
                    for helper in 0..2 {
                        let chain = Arc::clone(&chain);
                        scope.spawn(move || help(instance, &chain, 100 + helper, &|| false));
                    }
                };
                let mut control = crate::xhstt::model::Control {
                    deadline: std::time::Instant::now() + Duration::from_secs(600),
                    seed,
                    stop: &|| false,
                    moves: Some(30_000),
                    other: &|| None,
                    share: Some(&share),
                    improved: &mut |solution, cost| told.borrow_mut().push((solution.clone(), cost)),
                    gained: 0,
                };
                (super::super::search(&instance, None, &mut control), chains.get())
            });
            assert!(chains > 1);
            for (solution, cost) in told.into_inner().into_iter().chain([answer]) {
                assert_eq!(evaluate(&instance, &solution), cost, "seed {seed}");
            }
        }
    }
}
