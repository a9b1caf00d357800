//! An observer that tells every improvement with its time.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::{Cost, Event, Found, Proved};
use crate::problem::Solution;
use crate::solve::Observer;
use crate::xhstt::{engine, model};

/// Tells improvements, each once, in the order of time.
pub(super) struct Trace<'a> {
    started: Instant,
    stop: &'a (dyn Fn() -> bool + Sync),
    state: Mutex<State<'a>>,
}

struct State<'a> {
    tell: &'a mut (dyn FnMut(Event) + Send),
    cost: Option<Cost>,
    bound: Option<Cost>,
}

impl<'a> Trace<'a> {
    /// `tell` is called from the searching threads, one at a time.
    pub(super) fn new(
        started: Instant,
        stop: &'a (dyn Fn() -> bool + Sync),
        tell: &'a mut (dyn FnMut(Event) + Send),
    ) -> Self {
        Self { started, stop, state: Mutex::new(State { tell, cost: None, bound: None }) }
    }

    fn change(&self, change: impl FnOnce(&mut State<'a>, u64)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Read under the lock: times never go back.
        let ms = milliseconds(self.started);
        change(&mut state, ms);
    }

    /// A plan of this cost is known.
    pub(super) fn found(&self, cost: Cost) {
        self.change(|state, ms| {
            if state.cost.is_none_or(|best| cost < best) {
                state.cost = Some(cost);
                (state.tell)(Event::Found(Found { ms, cost }));
            }
        });
    }

    /// No plan costs less.
    pub(super) fn proved(&self, bound: Cost) {
        self.change(|state, ms| {
            if state.bound.is_none_or(|best| bound > best) {
                state.bound = Some(bound);
                (state.tell)(Event::Proved(Proved { ms, bound }));
            }
        });
    }
}

impl Observer for Trace<'_> {
    fn incumbent(&self, _: &Solution, cost: i64) {
        self.found(Cost::feasible(cost));
    }

    fn bound(&self, bound: i64) {
        self.proved(Cost::feasible(bound));
    }

    fn stopped(&self) -> bool {
        (self.stop)()
    }
}

impl engine::Observer for Trace<'_> {
    fn incumbent(&self, _: &model::Solution, cost: model::Cost) {
        self.found(cost.into());
    }

    fn bound(&self, bound: model::Cost) {
        self.proved(bound.into());
    }

    fn stopped(&self) -> bool {
        (self.stop)()
    }
}

impl From<model::Cost> for Cost {
    fn from(cost: model::Cost) -> Self {
        Self { hard: cost.infeasibility, soft: cost.objective }
    }
}

/// Whole milliseconds since `started`.
pub(super) fn milliseconds(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}
