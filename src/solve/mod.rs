//! The engine: a [`Problem`] in, improving solutions and bounds out.
//!
//! Everything above this module sees only [`solve`], [`solve_from`], [`Options`], [`Observer`] and [`Outcome`].

mod assign;
mod bound;
pub mod chain;
pub mod compile;
pub mod compiled;
mod engine;
mod lns;
pub mod local;
pub mod milp;
#[cfg(test)]
mod reference;
mod rooms;
#[cfg(test)]
mod sample;
mod staffing;
#[cfg(test)]
mod tests;
mod workers;

use std::time::Duration;

use crate::problem::{Problem, Solution};

/// What the engine may use.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Wall time; the engine stops soon after it.
    pub time_limit: Duration,
    /// Threads; 1 makes the search deterministic when no limit of time is reached.
    pub threads: usize,
    /// Seed of everything random.
    pub seed: u64,
    /// Stops when `(cost - bound) / max(1, cost)` is at most this.
    pub gap: f64,
}

impl Options {
    /// Whether the answer must not depend on the speed of the machine: with one thread.
    #[must_use]
    pub fn alone(&self) -> bool {
        self.threads <= 1
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { time_limit: Duration::from_secs(60), threads: 2, seed: 1, gap: 0.01 }
    }
}

/// Watches a search and may end it. Called from several threads; must return soon.
pub trait Observer: Sync {
    /// A better feasible solution of this cost was found.
    fn incumbent(&self, _solution: &Solution, _cost: i64) {}
    /// No feasible solution costs less than `bound`.
    fn bound(&self, _bound: i64) {}
    /// The engine enters a phase ("first plan", "improving", ...): a word for the log.
    fn phase(&self, _name: &'static str) {}
    /// Whether the search should end now with what it has.
    fn stopped(&self) -> bool {
        false
    }
}

/// An observer that looks away.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Observer for Unwatched {}

/// How a search ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A feasible solution, the best found.
    Solved {
        /// Lessons and resources.
        solution: Solution,
        /// Its cost, as [`crate::evaluate`] counts it.
        cost: i64,
        /// No feasible solution costs less.
        bound: i64,
        /// Why the search ended.
        ended: Ended,
    },
    /// Proved that no feasible solution exists.
    Infeasible,
    /// The time was up, or the observer stopped the search, before any feasible solution was found.
    Unknown {
        /// Why the search ended.
        ended: Ended,
    },
}

/// Why a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The solution is optimal within the gap asked for.
    Gap,
    /// Time limit.
    Time,
    /// The observer asked.
    Stopped,
}

/// Searches for the best solution of `problem`.
#[must_use]
pub fn solve(problem: &Problem, options: &Options, observer: &dyn Observer) -> Outcome {
    engine::Engine::new(problem, None, options, observer).run()
}

/// Searches for the best solution of `problem` from `start`. A start that is feasible is the first solution, and is kept
/// until a better one is found, however short the time; of one that is not, the search mends what is violated and goes on
/// from there. What a start says of people comes before any other choice of them. Nothing is proved by a start.
#[must_use]
pub fn solve_from(problem: &Problem, start: &Solution, options: &Options, observer: &dyn Observer) -> Outcome {
    engine::Engine::new(problem, Some(start), options, observer).run()
}
