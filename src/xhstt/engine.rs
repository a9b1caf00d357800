//! The conductor: local search, neighbourhoods solved by HiGHS, and bounds, side by side or in turns.
//!
//! Workers run on threads of their own and report to the conductor, which alone talks to the observer. A solution counts
//! only after a full [recount](super::evaluate); every solution is admissible in this format, so there is always one. Cost
//! and bound are compared as the format does, infeasibility first.
//!
//! - *One thread*: search and neighbourhoods take turns from the best solution so far, limited by moves, with seeds of
//!   their own; the bound gets a share of the time after the first turn, and tells no solutions. While no limit of time is met
//!   the answer depends on nothing but instance, seed and, where it is not 0, gap.
//! - *Two threads*: one searches; the other proves bounds for a share of the time, then helps with the search, then solves
//!   neighbourhoods; these are tried as soon as the first annealing is over, and where they gain much both threads turn to them.
//! - *More*: one searches, one solves neighbourhoods, one proves bounds; the rest help with the search and solve with other seeds.
//!
//! Events that are linked are searched [as one](super::merge) where that is required; where it is only wanted, at first.
//!
//! At the end the conductor waits for its workers a moment only; one that is deep in HiGHS is left behind.

mod worker;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::evaluate::evaluate;
use super::merge::Merged;
use super::model::{Control, Cost, EventId, Instance, Solution, SolutionEvent};
use super::search::Chain;
use crate::solve::{Ended, Options};
use worker::{Worker, jobs, mixed};

/// How long the conductor waits for workers at the end.
const GRACE: Duration = Duration::from_millis(700);
/// How often it looks whether the observer wants to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Watches a search and may end it; called from the thread that called [`solve`].
pub trait Observer {
    /// A better solution was found.
    fn incumbent(&self, _solution: &Solution, _cost: Cost) {}
    /// No solution costs less than `bound`.
    fn bound(&self, _bound: Cost) {}
    /// Whether the search should end now with what it has.
    fn stopped(&self) -> bool {
        false
    }
}

/// An observer that looks away.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Observer for Unwatched {}

/// When a solution was found, and its cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Since the start.
    pub after: Duration,
    /// Of the solution.
    pub cost: Cost,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The best solution.
    pub solution: Solution,
    /// Its cost by definition.
    pub cost: Cost,
    /// No solution costs less.
    pub bound: Cost,
    /// Why the search ended.
    pub ended: Ended,
    /// Every better solution in turn.
    pub trace: Vec<Moment>,
    /// Some worker reported another cost than the recount, or a bound above the cost of a solution: a bug.
    pub disagreed: bool,
}

impl Found {
    /// When the first solution of infeasibility 0 was found.
    #[must_use]
    pub fn first(&self) -> Option<Duration> {
        self.trace.iter().find(|moment| moment.cost.infeasibility == 0).map(|moment| moment.after)
    }
}

/// The solution in which nothing is decided: every event whole, with what is preassigned.
#[must_use]
pub fn blank(instance: &Instance) -> Solution {
    let part = |(index, event): (usize, &super::model::Event)| SolutionEvent {
        event: EventId::from_index(index),
        duration: event.duration,
        time: event.time,
        resources: event.resources.iter().map(|need| need.preassigned).collect(),
    };
    Solution { events: instance.events.iter().enumerate().map(part).collect() }
}

/// `(cost - bound) / max(1, cost)` of the objectives; none while infeasibilities differ.
#[must_use]
pub fn gap(cost: Cost, bound: Cost) -> Option<f64> {
    #[allow(clippy::cast_precision_loss)]
    let share = (cost.objective - bound.objective).max(0) as f64 / cost.objective.max(1) as f64;
    (cost.infeasibility == bound.infeasibility).then_some(share)
}

/// Searches for the best solution of `instance`.
#[must_use]
pub fn solve(instance: &Instance, options: &Options, observer: &dyn Observer) -> Found {
    conduct(instance, options, observer, PARTS)
}

type Bound = fn(&Instance, &mut Control<'_>, &mut dyn FnMut(Cost)) -> Cost;

/// What does the work.
#[derive(Clone, Copy)]
struct Parts {
    search: fn(&Instance, Option<&Solution>, &mut Control<'_>) -> (Solution, Cost),
    improve: fn(&Instance, &Solution, &mut Control<'_>) -> (Solution, Cost),
    bound: Bound,
}

const PARTS: Parts = Parts { search: super::search::search, improve: super::milp::improve, bound: super::milp::bound };

/// What a worker tells the conductor.
enum News {
    Better(Solution, Cost),
    Bound(Cost),
}

/// What workers share.
struct Board {
    instance: Instance,
    /// Linked events as one, where there are any.
    merged: Option<Merged>,
    parts: Parts,
    began: Instant,
    deadline: Instant,
    threads: usize,
    over: AtomicBool,
    best: Mutex<Option<(Solution, Cost)>>,
    /// The annealing that began last, and whether it is of the merged instance.
    open: Mutex<Option<(Arc<Chain>, bool)>>,
    /// Annealings that have begun.
    begun: AtomicUsize,
    /// No further annealing is to be expected.
    searched: AtomicBool,
    /// Neighbourhoods gained much when they were tried.
    paid: AtomicBool,
}

impl Board {
    fn over(&self) -> bool {
        self.over.load(Ordering::Relaxed) || Instant::now() >= self.deadline
    }

    /// Whether a solution without infeasibility is known.
    fn feasible(&self) -> bool {
        let best = self.best.lock().unwrap_or_else(PoisonError::into_inner);
        best.as_ref().is_some_and(|(_, cost)| cost.infeasibility == 0)
    }

    fn best(&self) -> Option<(Solution, Cost)> {
        self.best.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn conduct(instance: &Instance, options: &Options, observer: &dyn Observer, parts: Parts) -> Found {
    let began = Instant::now();
    let board = Arc::new(Board {
        instance: instance.clone(),
        merged: Merged::new(instance),
        parts,
        began,
        deadline: began + options.time_limit.min(Duration::from_secs(366 * 86400)),
        threads: options.threads,
        over: AtomicBool::new(false),
        best: Mutex::new(None),
        open: Mutex::new(None),
        begun: AtomicUsize::new(0),
        searched: AtomicBool::new(false),
        paid: AtomicBool::new(false),
    });
    let (sender, news) = channel();
    for (index, job) in jobs(options.threads).into_iter().enumerate() {
        let worker = Worker { board: Arc::clone(&board), sender: sender.clone(), seed: mixed(options.seed, index) };
        std::thread::spawn(move || worker.run(job));
    }
    drop(sender);
    Desk {
        board: &board,
        observer,
        gap: options.gap,
        solution: None,
        bound: Cost::default(),
        trace: Vec::new(),
        disagreed: false,
    }
    .run(&news)
}

/// The conductor's desk.
struct Desk<'a> {
    board: &'a Board,
    observer: &'a dyn Observer,
    gap: f64,
    solution: Option<(Solution, Cost)>,
    bound: Cost,
    trace: Vec<Moment>,
    disagreed: bool,
}

impl Desk<'_> {
    fn run(mut self, news: &Receiver<News>) -> Found {
        let mut ended = None;
        let mut farewell: Option<Instant> = None;
        loop {
            match news.recv_timeout(LOOK) {
                Ok(News::Better(solution, cost)) => self.offer(solution, cost),
                Ok(News::Bound(bound)) if bound > self.bound => {
                    // Never above what is known to exist.
                    let known = self.solution.as_ref().map_or(bound, |(_, cost)| *cost);
                    self.disagreed |= bound > known;
                    self.bound = bound.min(known);
                    self.observer.bound(self.bound);
                }
                Ok(News::Bound(_)) | Err(RecvTimeoutError::Timeout) => {}
                // All workers are done: nothing is left to try, or the time is up.
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if ended.is_none() {
                ended = self.end();
            }
            if ended.is_some() {
                self.board.over.store(true, Ordering::Relaxed);
                let farewell = *farewell.get_or_insert_with(|| Instant::now() + GRACE);
                if Instant::now() >= farewell {
                    break;
                }
            }
        }
        let (solution, cost) = self.solution.take().unwrap_or_else(|| {
            let blank = blank(&self.board.instance);
            let cost = evaluate(&self.board.instance, &blank);
            (blank, cost)
        });
        let closed = closed(cost, self.bound, self.gap);
        Found {
            solution,
            cost,
            bound: self.bound.min(cost),
            ended: if closed { Ended::Gap } else { ended.unwrap_or(Ended::Time) },
            trace: self.trace,
            disagreed: self.disagreed,
        }
    }

    /// Whether it is time to end, and why.
    fn end(&self) -> Option<Ended> {
        if self.solution.as_ref().is_some_and(|(_, cost)| closed(*cost, self.bound, self.gap)) {
            Some(Ended::Gap)
        } else if self.observer.stopped() {
            Some(Ended::Stopped)
        } else {
            (Instant::now() >= self.board.deadline).then_some(Ended::Time)
        }
    }

    /// Recounts a solution; keeps it if it is the best.
    fn offer(&mut self, solution: Solution, told: Cost) {
        let known = self.solution.as_ref().map(|(_, cost)| *cost);
        if known.is_some_and(|known| known <= told) {
            return;
        }
        let cost = evaluate(&self.board.instance, &solution);
        self.disagreed |= cost != told || cost < self.bound;
        if known.is_some_and(|known| known <= cost) {
            return;
        }
        self.trace.push(Moment { after: self.board.began.elapsed(), cost });
        self.observer.incumbent(&solution, cost);
        *self.board.best.lock().unwrap_or_else(PoisonError::into_inner) = Some((solution.clone(), cost));
        self.solution = Some((solution, cost));
    }
}

/// Whether a solution is as good as was asked for.
fn closed(cost: Cost, bound: Cost, wanted: f64) -> bool {
    cost <= bound || gap(cost, bound).is_some_and(|gap| gap <= wanted)
}

#[cfg(test)]
mod tests;
