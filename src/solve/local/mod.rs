//! Local search: plans from nothing, and better plans from a plan.
//!
//! The state is a full assignment: each activity has exactly its count of lessons, each at another variable. Clashes and
//! every other hard row may be violated on the way. One move exchanges two blocks of a group's week (`moves.rs`); its
//! change of all counters is computed and, when the move is refused, taken back (`rows.rs`).
//!
//! 1. **Construction** (`construct.rs`): a greedy start, then min-conflicts with a tabu list and rising prices of the rows
//!    that stay violated (the breakout method), until no hard row is violated.
//! 2. **Annealing** (`anneal.rs`): random moves, a worse one accepted with probability `exp(-change / temperature)`, where
//!    hard violations cost a price that adapts; cooled over [`Control::cool`], then again from the best.
//!
//! Other threads may help with an annealing (`help.rs`).
//!
//! Deterministic: the same problem, start, seed and number of moves give the same answer when neither time nor `stop`
//! ends the search.

mod anneal;
mod construct;
pub(super) mod cooling;
mod help;
mod index;
pub(super) mod moves;
pub(super) mod rows;
mod state;
#[cfg(test)]
pub(super) mod tests;

use std::sync::Arc;
use std::time::{Duration, Instant};

pub use self::help::{Chain, help};
use self::index::Index;
use self::moves::Dice;
use self::rows::Rows;
use self::state::State;
use crate::problem::Problem;
use crate::solve::compiled::{Compiled, Var};

/// What a search may use, and whom it tells.
pub struct Control<'a> {
    /// Stops soon after it.
    pub deadline: Instant,
    /// Seed of everything random.
    pub seed: u64,
    /// Asked about every thousand moves; the search ends when it says so.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// At most so many moves are tried. With a number, cooling goes by moves instead of time, so that a run can be
    /// repeated exactly.
    pub moves: Option<u64>,
    /// Stops at a feasible assignment of at most this cost; `i64::MAX` for the first one.
    pub target: Option<i64>,
    /// How long one annealing takes; until the deadline further ones follow, each from the best so far.
    pub cool: Duration,
    /// How hot the first annealing begins: 1 forgets the start, about 0.2 only loosens it.
    pub heat: f64,
    /// Told of every annealing as it begins, so that others may help; without it none may, and the search repeats itself.
    pub share: Option<&'a dyn Fn(&Arc<Chain>)>,
    /// Told every feasible assignment that was the best so far when the search left it.
    pub improved: &'a mut dyn FnMut(&[Var], i64),
}

/// Looks for a feasible assignment of low cost.
///
/// `start` is a full assignment, feasible or not; without one the search constructs its own. The answer is sorted,
/// violates no hard row of `compiled`, and costs what the soft rows and patterns of `compiled` say; none when nothing feasible was found.
/// `problem` is the one `compiled` was made from: it knows where placements stand and who takes part.
pub fn search(
    compiled: &Compiled,
    problem: &Problem,
    start: Option<&[Var]>,
    control: &mut Control<'_>,
) -> Option<(Vec<Var>, i64)> {
    let index = Index::new(compiled, problem)?;
    let mut dice = Dice::new(control.seed);
    let mut rows = Rows::new(compiled);
    let at = match start.and_then(|start| lessons_of(&index, start)) {
        Some(at) => at,
        None => construct::greedy(&index, &mut rows, &mut dice),
    };
    let mut run = Run {
        state: State::new(&index, rows, at),
        dice,
        clock: Clock { done: 0, ended: false },
        best: None,
        told: false,
        control,
    };
    if construct::repair(&mut run) {
        anneal::improve(&mut run);
    }
    run.tell();
    let (at, cost) = run.best?;
    Some((vars_of(&at), cost))
}

/// Counts plans, and walks along what costs the same.
#[derive(Debug)]
pub(super) struct Walker {
    index: Index,
    rows: Rows,
}

impl Walker {
    /// For plans of `compiled`, which was made from `problem`; none when an activity has more lessons than places.
    pub(super) fn new(compiled: &Compiled, problem: &Problem) -> Option<Self> {
        Some(Self { index: Index::new(compiled, problem)?, rows: Rows::new(compiled) })
    }

    /// What a plan costs; none when it violates something.
    pub(super) fn cost(&mut self, plan: &[Var]) -> Option<i64> {
        let totals = self.rows.count(plan);
        (totals.hard == 0).then_some(totals.soft)
    }

    /// Another plan that costs no more than `start`, a feasible one, so many moves away, of which few change anything; and its cost.
    pub(super) fn walk(&mut self, start: &[Var], moves: u64, dice: &mut Dice) -> Option<(Vec<Var>, i64)> {
        let at = lessons_of(&self.index, start)?;
        let mut state = State::new(&self.index, std::mem::take(&mut self.rows), at);
        anneal::walk(&mut state, dice, moves);
        let found = (state.totals.hard == 0).then(|| (vars_of(&state.at), state.totals.soft));
        self.rows = state.rows;
        found
    }
}

/// What the soft rows and patterns of `compiled` charge for a plan.
pub(super) fn cost(compiled: &Compiled, plan: &[Var]) -> i64 {
    Rows::new(compiled).count(plan).soft
}

/// The variable of each lesson; none when `start` is not a full assignment.
fn lessons_of(index: &Index, start: &[Var]) -> Option<Vec<u32>> {
    let mut sorted: Vec<u32> = start.iter().map(|var| var.0).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let full = sorted.len() == index.lessons.len()
        && sorted
            .iter()
            .zip(&index.lessons)
            .all(|(var, activity)| index.spots.get(*var as usize).is_some_and(|spot| spot.activity == *activity));
    full.then_some(sorted)
}

fn vars_of(at: &[u32]) -> Vec<Var> {
    let mut vars: Vec<Var> = at.iter().map(|var| Var(*var)).collect();
    vars.sort_unstable();
    vars
}

struct Clock {
    /// Moves tried.
    done: u64,
    ended: bool,
}

/// A search under way.
struct Run<'r, 'a, 'c> {
    state: State<'r>,
    dice: Dice,
    clock: Clock,
    /// Variable of each lesson in the best feasible assignment, and its cost.
    best: Option<(Vec<u32>, i64)>,
    /// Whether `improved` knows of it.
    told: bool,
    control: &'a mut Control<'c>,
}

/// Moves between two looks at the clock.
const BETWEEN_LOOKS: u64 = 1000;

impl Run<'_, '_, '_> {
    /// Counts moves; looks at the clock now and then.
    fn spend(&mut self, moves: u64) {
        let before = self.clock.done;
        self.clock.done += moves;
        if self.control.moves.is_some_and(|most| self.clock.done >= most)
            || (before / BETWEEN_LOOKS != self.clock.done / BETWEEN_LOOKS && self.asked_to_end())
        {
            self.clock.ended = true;
        }
    }

    fn asked_to_end(&self) -> bool {
        Instant::now() >= self.control.deadline || (self.control.stop)()
    }

    /// Keeps the present assignment if it is feasible and the best.
    fn record(&mut self) {
        if self.state.totals.hard != 0 {
            return;
        }
        let cost = self.state.totals.soft;
        match &mut self.best {
            Some((_, least)) if *least <= cost => return,
            Some((at, least)) => {
                at.copy_from_slice(&self.state.at);
                *least = cost;
            }
            none => *none = Some((self.state.at.clone(), cost)),
        }
        self.told = false;
        if self.control.target.is_some_and(|target| cost <= target) {
            self.clock.ended = true;
        }
    }

    /// Whether the present assignment would be recorded.
    fn is_best(&self) -> bool {
        self.state.totals.hard == 0 && self.best.as_ref().is_none_or(|(_, least)| self.state.totals.soft < *least)
    }

    /// Tells of the best assignment, once.
    fn tell(&mut self) {
        if let (false, Some((at, cost))) = (self.told, &self.best) {
            (self.control.improved)(&vars_of(at), *cost);
            self.told = true;
        }
    }
}
