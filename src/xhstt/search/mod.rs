//! Local search: solutions from nothing, and better solutions from a solution.
//!
//! ```text
//! Instance -> Index (compile) -> State (plan, counters, cost) <- steps <- moves <- annealing
//! ```
//!
//! 1. **Construction** (`construct.rs`): events by difficulty, each part at its cheapest time.
//! 2. **Annealing** (`anneal.rs`): random moves, a worse one accepted with probability `exp(-growth / temperature)`;
//!    infeasibility has a price that adapts, so that the search crosses it and comes back; cooled over and over, each time
//!    from the best solution, over longer times.
//!
//! The cost is kept up to date by counters (`state.rs`, `watch.rs`): a move touches only what its parts take part in.
//! Deterministic: the same instance, start, seed and number of moves give the same answer when neither time nor `stop`
//! ends the search.
//!
//! | file | what |
//! |---|---|
//! | `base` | costs, spans, dice |
//! | `index`, `compile` | the instance in flat arrays |
//! | `state`, `watch` | the plan and its cost |
//! | `moves` | what can be changed at once |
//! | `construct`, `anneal`, `schedule` | the search |
//! | `chain` | one annealing by several threads |

mod anneal;
mod base;
mod chain;
mod compile;
mod construct;
mod index;
mod moves;
mod schedule;
mod state;
#[cfg(test)]
mod tests;
mod watch;

use std::time::Instant;

pub use self::chain::{Chain, help};

use self::base::{Dice, NO_TIME, NOBODY};
use self::index::Index;
use self::state::{Plan, State};
use crate::xhstt::model::{Control, Cost, EventId, Instance, ResourceId, Solution, SolutionEvent, TimeId};

/// Looks for a solution of low cost.
///
/// `start` is where the search begins; without it, it constructs a solution. The answer is the best that was seen (`start`
/// and what [`Control::other`] gave included), with its cost; [`Control::improved`] has been told of it.
pub fn search(instance: &Instance, start: Option<&Solution>, control: &mut Control<'_>) -> (Solution, Cost) {
    let index = compile::index(instance);
    let mut dice = Dice::new(control.seed);
    let mut state = State::new(&index);
    match start {
        Some(start) => construct::adopt(&mut state, start, &mut dice),
        None => construct::construct(&mut state, &mut dice),
    }
    let best = (state.plan.clone(), cost(&state));
    let clock = Clock { done: 0, ended: false, told_at: None };
    let mut run = Run { state, dice, clock, best, pending: false, told: false, control };
    run.tell();
    anneal::improve(&mut run);
    run.flush();
    run.tell();
    (solution(&index, &run.best.0), run.best.1)
}

/// Walks along what costs the same, and kicks.
pub struct Walker<'i> {
    index: Index<'i>,
}

impl<'i> Walker<'i> {
    /// For solutions of `instance`.
    #[must_use]
    pub fn new(instance: &'i Instance) -> Self {
        Self { index: compile::index(instance) }
    }

    /// Another solution that costs no more than `start`, so many moves away, of which few change anything.
    ///
    /// Where [`search`] counts more than the cost (identical people who press less than their number), it may cost more.
    #[must_use]
    pub fn walk(&self, start: &Solution, moves: u64, seed: u64) -> Solution {
        self.go(start, moves, seed, None)
    }

    /// A solution far from `start` whose objective is no more than `ceiling`, and which violates nothing that `start` does not.
    #[must_use]
    pub fn kick(&self, start: &Solution, moves: u64, seed: u64, ceiling: i64) -> Solution {
        self.go(start, moves, seed, Some(ceiling))
    }

    fn go(&self, start: &Solution, moves: u64, seed: u64, ceiling: Option<i64>) -> Solution {
        let mut dice = Dice::new(seed);
        let mut state = State::new(&self.index);
        construct::adopt(&mut state, start, &mut dice);
        anneal::walk(&mut state, &mut dice, moves, ceiling);
        solution(&self.index, &state.plan)
    }
}

fn cost(state: &State<'_, '_>) -> Cost {
    Cost { infeasibility: state.total.hard, objective: state.total.soft }
}

/// A plan in the format's terms.
fn solution(index: &Index<'_>, plan: &Plan) -> Solution {
    let mut events = Vec::new();
    for (position, event) in index.instance.events.iter().enumerate() {
        let compiled = &index.events[position];
        let from = events.len();
        for slot in index.slots(position as u32).filter(|slot| plan.size[*slot] > 0) {
            let mut resources: Vec<Option<ResourceId>> =
                event.resources.iter().map(|needed| needed.preassigned).collect();
            let first = index.first_fill[slot] as usize;
            for (open, place) in index.opens[compiled.opens.range()].iter().enumerate() {
                let who = plan.fill[first + open];
                resources[place.place as usize] = (who != NOBODY).then_some(ResourceId(who));
            }
            events.push(SolutionEvent {
                event: EventId::from_index(position),
                duration: u32::from(plan.size[slot]),
                time: (plan.time[slot] != NO_TIME).then(|| TimeId::from_index(usize::from(plan.time[slot]))),
                resources,
            });
        }
        events[from..].sort_by_key(|part| (part.time, part.duration));
    }
    Solution { events }
}

struct Clock {
    /// Moves tried.
    done: u64,
    ended: bool,
    told_at: Option<Instant>,
}

/// A search under way.
struct Run<'r, 'i, 'a, 'c> {
    state: State<'r, 'i>,
    dice: Dice,
    clock: Clock,
    best: (Plan, Cost),
    /// The best is the present state and `best.0` not yet.
    pending: bool,
    /// Whether `improved` knows of it.
    told: bool,
    control: &'a mut Control<'c>,
}

/// Moves between two looks at the clock.
const BETWEEN_LOOKS: u64 = 256;

/// Pause between two calls of `improved`.
const QUIET: std::time::Duration = std::time::Duration::from_millis(100);

impl Run<'_, '_, '_, '_> {
    /// Counts a move.
    fn spend(&mut self) {
        self.clock.done += 1;
        if self.control.moves.is_some_and(|most| self.clock.done >= most)
            || (self.clock.done.is_multiple_of(BETWEEN_LOOKS)
                && (Instant::now() >= self.control.deadline || (self.control.stop)()))
        {
            self.clock.ended = true;
        }
    }

    /// Copies the best if it is still the state.
    fn flush(&mut self) {
        if self.pending {
            self.pending = false;
            self.best.0.clone_from(&self.state.plan);
        }
    }

    /// Tells of the best, once.
    fn tell(&mut self) {
        if !self.told && !self.pending {
            self.told = true;
            (self.control.improved)(&solution(self.state.index, &self.best.0), self.best.1);
            self.clock.told_at = Some(Instant::now());
        }
    }

    /// After an accepted move, before its log is cleared: keeps the best.
    fn note(&mut self) {
        let now = cost(&self.state);
        if now < self.best.1 {
            self.best.1 = now;
            self.pending = true;
            self.told = false;
        } else if self.pending {
            // The best was the state before this move.
            self.best.0.clone_from(&self.state.plan);
            for step in self.state.log.iter().rev() {
                self.best.0.apply(self.state.index, *step);
            }
            self.pending = false;
        }
    }

    /// Takes over what others have found, when it is better.
    fn take_over(&mut self) -> bool {
        let Some((solution, theirs)) = (self.control.other)() else { return false };
        if theirs >= self.best.1 {
            return false;
        }
        let mut state = State::new(self.state.index);
        construct::adopt(&mut state, &solution, &mut self.dice);
        if cost(&state) >= self.best.1 {
            return false;
        }
        self.best = (state.plan.clone(), cost(&state));
        self.pending = false;
        self.told = true;
        self.state = state;
        true
    }
}
