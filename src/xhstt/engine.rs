//! The conductor: local search, neighbourhoods solved by HiGHS, and bounds, side by side or in turns.
//!
//! Workers run on threads of their own and report to the conductor, which alone talks to the observer. A solution counts
//! only after a full [recount](super::evaluate); every solution is admissible in this format, so there is always one. Cost
//! and bound are compared as the format does, infeasibility first.
//!
//! - *One thread*: search and neighbourhoods take turns from the best solution so far, limited by moves, with seeds of
//!   their own; the bound gets a share of the time after the first turn. While no limit of time is met the answer depends
//!   on nothing but instance, seed and gap.
//! - *Two threads*: one searches; the other proves bounds for a share of the time, then solves neighbourhoods.
//! - *More*: one searches, one solves neighbourhoods, one proves bounds; the rest search and solve with other seeds.
//!
//! At the end the conductor waits for its workers a moment only; one that is deep in HiGHS is left behind.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::evaluate::evaluate;
use super::model::{Control, Cost, EventId, Instance, Solution, SolutionEvent};
use crate::solve::{Ended, Options};

/// How long the conductor waits for workers at the end.
const GRACE: Duration = Duration::from_millis(700);
/// How often it looks whether the observer wants to stop.
const LOOK: Duration = Duration::from_millis(50);
/// Moves of the first turn of the search, and neighbourhoods of the first turn of HiGHS, with one thread; both double.
const MOVES: u64 = 1 << 21;
const NEIGHBOURHOODS: u64 = 16;
/// Doublings at most.
const DOUBLINGS: u32 = 5;
/// The share of the time that bounds get before neighbourhoods when they have no thread of their own.
const FOR_BOUNDS: u32 = 5;

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

type Bound = fn(&Instance, Instant, &dyn Fn() -> bool, &mut dyn FnMut(Cost)) -> Cost;

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
    parts: Parts,
    began: Instant,
    deadline: Instant,
    threads: usize,
    over: AtomicBool,
    best: Mutex<Option<(Solution, Cost)>>,
}

impl Board {
    fn over(&self) -> bool {
        self.over.load(Ordering::Relaxed) || Instant::now() >= self.deadline
    }

    fn best(&self) -> Option<(Solution, Cost)> {
        self.best.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What a worker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    /// Everything in turns.
    All,
    /// Local search.
    Search,
    /// Bounds for a share of the time, then neighbourhoods.
    BoundThenImprove,
    /// Bounds until nothing more is to be proved, then neighbourhoods.
    Bound,
    /// Neighbourhoods.
    Improve,
}

fn jobs(threads: usize) -> Vec<Job> {
    match threads {
        0 | 1 => vec![Job::All],
        2 => vec![Job::Search, Job::BoundThenImprove],
        _ => {
            let more = (3..threads).map(|index| if index % 2 == 1 { Job::Search } else { Job::Improve });
            [Job::Search, Job::Improve, Job::Bound].into_iter().chain(more).collect()
        }
    }
}

fn conduct(instance: &Instance, options: &Options, observer: &dyn Observer, parts: Parts) -> Found {
    let began = Instant::now();
    let board = Arc::new(Board {
        instance: instance.clone(),
        parts,
        began,
        deadline: began + options.time_limit.min(Duration::from_secs(366 * 86400)),
        threads: options.threads,
        over: AtomicBool::new(false),
        best: Mutex::new(None),
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

/// A seed for each worker and turn; the first one's is the seed itself.
fn mixed(seed: u64, index: usize) -> u64 {
    seed ^ (index as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
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

/// A thread at work.
struct Worker {
    board: Arc<Board>,
    sender: Sender<News>,
    seed: u64,
}

impl Worker {
    fn run(&self, job: Job) {
        match job {
            Job::All => self.turns(),
            Job::Search => {
                self.search(None, self.seed, None);
            }
            Job::BoundThenImprove => {
                self.bound(self.share());
                self.improving();
            }
            Job::Bound => {
                self.bound(self.board.deadline);
                self.improving();
            }
            Job::Improve => self.improving(),
        }
    }

    /// When a bound that shares a thread ends.
    fn share(&self) -> Instant {
        let now = Instant::now();
        now + self.board.deadline.saturating_duration_since(now) / FOR_BOUNDS
    }

    /// One after the other, each from the best so far.
    fn turns(&self) {
        let mut best: Option<(Solution, Cost)> = None;
        for turn in 0.. {
            if self.board.over() || best.as_ref().is_some_and(|(_, cost)| *cost == Cost::default()) {
                return;
            }
            let factor = 1_u64 << u32::min(turn, DOUBLINGS);
            let seed = mixed(self.seed, turn as usize);
            let found = self.search(best.as_ref().map(|(solution, _)| solution), seed, Some(MOVES * factor));
            better(&mut best, found);
            if turn == 0 && !self.board.over() {
                self.bound(self.share());
            }
            if self.board.over() {
                return;
            }
            if let Some((solution, _)) = &best {
                let found = self.improve(solution, seed, Some(NEIGHBOURHOODS * factor));
                better(&mut best, found);
            }
        }
    }

    /// Neighbourhoods of the best solution of all, once there is one; then search with what time is left.
    fn improving(&self) {
        let start = loop {
            if self.board.over() {
                return;
            }
            match self.board.best() {
                Some((start, _)) => break start,
                None => std::thread::sleep(LOOK),
            }
        };
        let (solution, cost) = self.improve(&start, self.seed, None);
        if !self.board.over() && cost != Cost::default() {
            self.search(Some(&solution), self.seed, None);
        }
    }

    fn search(&self, start: Option<&Solution>, seed: u64, moves: Option<u64>) -> (Solution, Cost) {
        self.with(seed, moves, |control| (self.board.parts.search)(&self.board.instance, start, control))
    }

    fn improve(&self, start: &Solution, seed: u64, moves: Option<u64>) -> (Solution, Cost) {
        self.with(seed, moves, |control| (self.board.parts.improve)(&self.board.instance, start, control))
    }

    /// Runs a part; what it returns is reported, too.
    fn with(
        &self,
        seed: u64,
        moves: Option<u64>,
        run: impl FnOnce(&mut Control<'_>) -> (Solution, Cost),
    ) -> (Solution, Cost) {
        let board = &*self.board;
        // Turns do not depend on when the conductor has recounted.
        let alone = board.threads <= 1;
        let other = || if alone { None } else { board.best() };
        // A conductor that has left is not told.
        let mut improved =
            |solution: &Solution, cost: Cost| drop(self.sender.send(News::Better(solution.clone(), cost)));
        let stop = || board.over();
        let found = run(&mut Control {
            deadline: board.deadline,
            seed,
            stop: &stop,
            moves,
            other: &other,
            improved: &mut improved,
        });
        let _ = self.sender.send(News::Better(found.0.clone(), found.1));
        found
    }

    fn bound(&self, deadline: Instant) {
        let board = &*self.board;
        let mut told = |bound: Cost| drop(self.sender.send(News::Bound(bound)));
        let bound = (board.parts.bound)(&board.instance, deadline, &|| board.over(), &mut told);
        told(bound);
    }
}

fn better(best: &mut Option<(Solution, Cost)>, found: (Solution, Cost)) {
    if best.as_ref().is_none_or(|(_, cost)| found.1 < *cost) {
        *best = Some(found);
    }
}

#[cfg(test)]
mod tests;
