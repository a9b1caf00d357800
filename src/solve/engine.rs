//! The conductor: staffing, compilation, first plan, improvement and bound, rooms, evaluation.
//!
//! It alone talks to the observer. Every plan that a worker reports gets its rooms and is evaluated by definition before
//! it counts; a plan whose times allow no rooms becomes a cut `sum(x of the conflicting lessons) <= lessons - 1`.
//!
//! With several threads local search and HiGHS run side by side: first for any plan, then one for better plans and one for
//! the bound. With one thread they take turns, limited by moves and nodes instead of time, so that the answer depends on
//! nothing but problem, options and seed while the time limit is not met.
//!
//! *Bounds.* Without open shared needs, HiGHS's bound plus what is settled bounds the whole problem from below, since
//! compiled rows only ever relax it and cuts remove no solution. With open ones the same holds of the problem compiled
//! with its needs open, and of the least bound over all staffings once these are exhausted.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::compile::compile;
use super::compiled::{Compiled, Linear, Origin, Price, Var};
use super::rooms::{self, Lesson, NoRooms};
use super::staffing::{self, Desk, Staffed};
use super::workers::{Job, Message, Signal, Verdict};
use super::{Ended, Observer, Options, Outcome};
use crate::evaluate::evaluate;
use crate::problem::{Problem, Solution};

/// How often the engine looks around.
const TICK: Duration = Duration::from_millis(30);
/// How long it waits for workers at the end before it leaves them behind.
const GRACE: Duration = Duration::from_millis(700);
/// Moves of a sequential search for a first plan, at its first try.
const FIRST_MOVES: u64 = 1_500_000;
/// The same for each variable: small problems are left to HiGHS, which also proves that there is no plan.
const FIRST_MOVES_A_VARIABLE: u64 = 200;
/// Nodes of a sequential HiGHS run for a first plan, at its first try.
const FIRST_NODES: i32 = 200;
/// Moves of a sequential local search for each second of the time limit.
const MOVES_A_SECOND: u64 = 400_000;
/// Longest first try of a staffing.
const FIRST_TRY: Duration = Duration::from_secs(8);

/// A staffed problem.
struct Case {
    problem: Arc<Problem>,
    compiled: Arc<Compiled>,
    /// Soft cost that the staffing settles.
    settled: i64,
    /// Whether its bounds are bounds of the whole problem.
    whole: bool,
    /// Some cut is not implied by the problem: nothing is proved any more.
    inexact: bool,
    /// The best bound of this case, settled cost included.
    bound: i64,
}

/// How a phase ended.
enum Phase {
    /// A plan of the case.
    Plan(Vec<Var>),
    /// The case has none.
    Infeasible,
    /// HiGHS closed the case.
    Closed,
    /// A limit of the phase was met.
    Open,
}

/// What became of a reported plan.
enum Offer {
    /// A plan, whether better than the best or not.
    Plan,
    /// No rooms for it: the cut is made.
    Cut,
    /// Nothing could be decided.
    Nothing,
}

pub(super) struct Engine<'a> {
    problem: &'a Problem,
    options: &'a Options,
    observer: &'a dyn Observer,
    deadline: Instant,
    best: Option<(i64, Solution)>,
    bound: i64,
    ended: Option<Ended>,
    workers: Vec<JoinHandle<()>>,
}

impl<'a> Engine<'a> {
    pub(super) fn new(problem: &'a Problem, options: &'a Options, observer: &'a dyn Observer) -> Self {
        let deadline = Instant::now() + options.time_limit.min(Duration::from_secs(366 * 86400));
        Self { problem, options, observer, deadline, best: None, bound: 0, ended: None, workers: Vec::new() }
    }

    pub(super) fn run(mut self) -> Outcome {
        self.observer.phase("checks");
        let (hard, settled) = staffing::settled(self.problem);
        let compiled = compile(self.problem);
        if hard > 0 || staffing::overloaded(self.problem).is_some() || contradictory(&compiled) {
            return Outcome::Infeasible;
        }
        self.raise(settled);
        let desk = Desk::new(self.problem);
        let feasible = if desk.is_empty() {
            let problem = Arc::new(self.problem.clone());
            let mut case =
                Case { problem, compiled: Arc::new(compiled), settled, whole: true, inexact: false, bound: settled };
            self.only(&mut case)
        } else {
            self.staffings(&desk, Arc::new(compiled))
        };
        self.leave();
        match self.best {
            Some((cost, solution)) => Outcome::Solved {
                solution,
                cost,
                bound: self.bound.min(cost),
                ended: self.ended.unwrap_or(Ended::Time),
            },
            None if !feasible => Outcome::Infeasible,
            None => Outcome::Unknown { ended: self.ended.unwrap_or(Ended::Time) },
        }
    }

    /// Solves the only case; false when it has no plan.
    fn only(&mut self, case: &mut Case) -> bool {
        let mut level = 0;
        let start = loop {
            match self.first(case, level, self.deadline) {
                Phase::Plan(ones) => break ones,
                Phase::Infeasible => return false,
                Phase::Closed | Phase::Open if self.over() => return true,
                Phase::Closed | Phase::Open => level += 1,
            }
        };
        let mut start = start;
        let mut round = 0;
        while !self.over() {
            // Closed with a gap left (costs of rooms): other plans of the same cost may have better rooms.
            if let Phase::Plan(ones) = self.improve(case, &start, None, round) {
                start = ones;
            }
            round += 1;
        }
        true
    }

    /// Tries staffings; false when all of them are proved to have no plan.
    fn staffings(&mut self, desk: &Desk<'_>, relaxed: Arc<Compiled>) -> bool {
        let mut tried = Vec::new();
        let mut waiting: Vec<(Case, Option<Vec<Var>>)> = Vec::new();
        let (mut level, mut least, mut certain) = (0, i64::MAX, true);
        let mut relaxation = Some(relaxed);
        while !self.over() {
            self.observer.phase("staffing");
            let time = self.left().min(Duration::from_secs(10));
            match desk.choose(&tried, self.options.seed, time) {
                Staffed::Chosen(staffing) => {
                    let problem = desk.apply(&staffing);
                    tried.push(staffing);
                    let (hard, settled) = staffing::settled(&problem);
                    let compiled = compile(&problem);
                    if hard > 0 || staffing::overloaded(&problem).is_some() || contradictory(&compiled) {
                        continue;
                    }
                    let case = Case {
                        problem: Arc::new(problem),
                        compiled: Arc::new(compiled),
                        settled,
                        whole: false,
                        inexact: false,
                        bound: settled,
                    };
                    waiting.push((case, None));
                }
                Staffed::None if waiting.is_empty() => {
                    if certain && self.best.is_some() {
                        self.raise(least);
                    }
                    return !certain || self.best.is_some();
                }
                Staffed::None => level += 1,
                Staffed::Unknown if waiting.is_empty() => certain = false,
                Staffed::Unknown => level += 1,
            }
            // With staffings left, the newest; else everything that is still open, with more effort.
            let open = if level == 0 { waiting.pop().into_iter().collect() } else { std::mem::take(&mut waiting) };
            for (mut case, start) in open {
                if self.over() {
                    break;
                }
                let start = match start {
                    Some(start) => start,
                    None => {
                        let until = (Instant::now() + FIRST_TRY * (1 << level.min(10))).min(self.deadline);
                        match self.first(&mut case, level, until) {
                            Phase::Plan(ones) => ones,
                            Phase::Infeasible => {
                                certain &= !case.inexact;
                                continue;
                            }
                            Phase::Closed | Phase::Open => {
                                waiting.push((case, None));
                                continue;
                            }
                        }
                    }
                };
                match self.improve(&mut case, &start, relaxation.take(), level) {
                    Phase::Closed | Phase::Infeasible => {
                        certain &= !case.inexact;
                        least = least.min(case.bound);
                    }
                    Phase::Plan(ones) => waiting.push((case, Some(ones))),
                    Phase::Open => waiting.push((case, Some(start))),
                }
            }
        }
        true
    }

    /// Looks for any plan of the case.
    fn first(&mut self, case: &mut Case, level: u32, until: Instant) -> Phase {
        self.observer.phase("first plan");
        loop {
            let (sender, receiver) = channel();
            let signal = Arc::new(Signal::default());
            let times = 1_u64 << (2 * level.min(8));
            let size = case.compiled.variables.len() as u64;
            let moves = self.alone().then(|| FIRST_MOVES.min(FIRST_MOVES_A_VARIABLE * size).saturating_mul(times));
            let nodes = i32::try_from(times).map_or(i32::MAX, |times| FIRST_NODES.saturating_mul(times));
            let job = self.job(case, &signal, until, sender);
            let mut cut = false;
            let mut verdict = Phase::Open;
            self.workers.push(job.clone().first_by_search(moves));
            let mut running = 1;
            let mut next = Some(job);
            while running > 0 || next.is_some() {
                if let Some(job) = next.take_if(|_| running == 0 || !self.alone()) {
                    self.workers.push(job.first_by_milp(self.alone().then_some(nodes)));
                    running += 1;
                }
                match self.hear(&receiver) {
                    Some(Message::Plan(ones, _)) => match self.offer(case, &ones) {
                        Offer::Plan => {
                            signal.stop();
                            return Phase::Plan(ones);
                        }
                        Offer::Cut => {
                            cut = true;
                            break;
                        }
                        Offer::Nothing => {}
                    },
                    Some(Message::Done(Verdict::Infeasible)) => {
                        verdict = if case.inexact { Phase::Open } else { Phase::Infeasible };
                        break;
                    }
                    Some(Message::Done(_)) => running -= 1,
                    Some(Message::Bound(_) | Message::Root(_)) | None => {}
                }
                if self.over() || Instant::now() >= until {
                    break;
                }
            }
            signal.stop();
            if !cut || self.over() {
                return verdict;
            }
        }
    }

    /// Looks for better plans of the case, and for bounds.
    fn improve(&mut self, case: &mut Case, start: &[Var], relaxation: Option<Arc<Compiled>>, round: u32) -> Phase {
        self.observer.phase("improving");
        let (sender, receiver) = channel();
        let signal = Arc::new(Signal::default());
        let mut job = self.job(case, &signal, self.deadline, sender);
        job.seed = job.seed.wrapping_add(u64::from(round).wrapping_mul(0x9e37_79b9));
        let heat = if round == 0 { 1.0 } else { 0.5 };
        let mut next = None;
        let mut running = 1;
        if self.alone() {
            let moves = MOVES_A_SECOND.saturating_mul(self.options.time_limit.as_secs().clamp(1, 3600)) / 2;
            let size = case.compiled.variables.len() as u64;
            self.workers.push(job.clone().improve_by_search(start.to_vec(), Some(moves.min(2_000 * size)), heat));
            next = Some((job, relaxation));
        } else {
            running = 2;
            self.workers.push(job.clone().improve_by_search(start.to_vec(), None, heat));
            self.workers.push(job.improve_by_milp(start.to_vec(), 0.0, relaxation));
        }
        let mut best = start.to_vec();
        // The cheapest plan that waits for its rooms, and the compiled cost of the cheapest that got them.
        let (mut waiting, mut least): (Option<(Vec<Var>, i64)>, i64) = (None, i64::MAX);
        let mut phase = Phase::Open;
        let mut pace = Pace::default();
        loop {
            match self.hear(&receiver) {
                Some(Message::Plan(ones, cost)) => cheaper(&mut waiting, Some((ones, cost))),
                Some(Message::Bound(bound)) => self.bound_of(case, bound),
                Some(Message::Root(bound)) => self.raise(bound),
                Some(Message::Done(Verdict::Open)) => running -= 1,
                Some(Message::Done(Verdict::Optimal | Verdict::Infeasible)) => {
                    phase = Phase::Closed;
                    running = 0;
                }
                None => {}
            }
            cheaper(&mut waiting, if self.alone() { None } else { signal.fetch() });
            if self.alone() || pace.due() || running == 0 {
                if let Some((ones, cost)) = waiting.take().filter(|(_, cost)| *cost <= least) {
                    let clock = Instant::now();
                    if !self.keep(case, ones, &mut best) {
                        phase = Phase::Open;
                        break;
                    }
                    least = cost;
                    pace.took(clock.elapsed());
                }
            }
            if let Some((job, relaxation)) = next.take_if(|_| running == 0) {
                running = 1;
                self.workers.push(job.improve_by_milp(best.clone(), self.options.gap, relaxation));
            }
            let hopeless = !case.whole && self.best.as_ref().is_some_and(|(cost, _)| case.bound >= *cost);
            if hopeless {
                phase = Phase::Closed;
            }
            if self.over() || hopeless || running == 0 {
                break;
            }
        }
        signal.stop();
        if self.over() {
            cheaper(&mut waiting, signal.fetch());
            self.last_words(case, &receiver, waiting, least);
        }
        match phase {
            Phase::Closed => Phase::Closed,
            _ => Phase::Plan(best),
        }
    }

    /// Takes a plan in; false when it made a cut.
    fn keep(&mut self, case: &mut Case, ones: Vec<Var>, best: &mut Vec<Var>) -> bool {
        let before = self.best.as_ref().map(|(cost, _)| *cost);
        match self.offer(case, &ones) {
            Offer::Plan => {
                if self.best.as_ref().map(|(cost, _)| *cost) != before {
                    *best = ones;
                }
                true
            }
            Offer::Cut => false,
            Offer::Nothing => true,
        }
    }

    /// What workers found just before they were stopped: the cheapest of it gets its rooms.
    fn last_words(
        &mut self,
        case: &mut Case,
        receiver: &Receiver<Message>,
        mut waiting: Option<(Vec<Var>, i64)>,
        least: i64,
    ) {
        let until = Instant::now() + GRACE;
        loop {
            match receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Message::Plan(ones, cost)) => cheaper(&mut waiting, Some((ones, cost))),
                Ok(Message::Bound(bound)) => self.bound_of(case, bound),
                Ok(Message::Root(bound)) => self.raise(bound),
                Ok(Message::Done(_)) => {}
                Err(_) => break,
            }
        }
        if let Some((ones, _)) = waiting.filter(|(_, cost)| *cost < least) {
            // A cut is of no use any more.
            let _ = self.offer(case, &ones);
        }
    }

    fn job(&self, case: &Case, signal: &Arc<Signal>, until: Instant, sender: Sender<Message>) -> Job {
        Job {
            compiled: Arc::clone(&case.compiled),
            problem: Arc::clone(&case.problem),
            signal: Arc::clone(signal),
            deadline: until.min(self.deadline),
            seed: self.options.seed,
            alone: self.alone(),
            sender,
        }
    }

    /// Waits a moment for a worker.
    fn hear(&self, receiver: &Receiver<Message>) -> Option<Message> {
        match receiver.recv_timeout(TICK) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Rooms and evaluation.
    fn offer(&mut self, case: &mut Case, ones: &[Var]) -> Offer {
        let lessons: Vec<Lesson> = ones
            .iter()
            .filter_map(|var| case.compiled.variables.get(var.0 as usize))
            .map(|variable| (variable.activity, variable.placement))
            .collect();
        let time = Duration::from_secs(2).min(self.left() + Duration::from_millis(500));
        match rooms::assign(&case.problem, &lessons, time) {
            Ok(solution) => {
                let cost = evaluate(self.problem, &solution);
                if cost.hard > 0 {
                    // Something that no row states (a pattern over open rooms).
                    case.inexact = true;
                    cut(case, &lessons);
                    return Offer::Cut;
                }
                if self.best.as_ref().is_none_or(|(best, _)| cost.soft < *best) {
                    self.observer.incumbent(&solution, cost.soft);
                    self.best = Some((cost.soft, solution));
                    self.check_gap();
                }
                Offer::Plan
            }
            Err(NoRooms::Conflict(lessons)) => {
                cut(case, &lessons);
                Offer::Cut
            }
            Err(NoRooms::Unknown) => Offer::Nothing,
        }
    }

    fn bound_of(&mut self, case: &mut Case, bound: i64) {
        if case.inexact {
            return;
        }
        case.bound = case.bound.max(bound.saturating_add(case.settled));
        if case.whole {
            self.raise(case.bound);
        }
    }

    fn raise(&mut self, bound: i64) {
        let bound = self.best.as_ref().map_or(bound, |(cost, _)| bound.min(*cost));
        if bound > self.bound {
            self.bound = bound;
            self.observer.bound(bound);
            self.check_gap();
        }
    }

    fn check_gap(&mut self) {
        if let Some((cost, _)) = &self.best {
            let (cost, bound) = (*cost, self.bound);
            // Costs are far below 2^53.
            #[allow(clippy::cast_precision_loss)]
            let gap = (cost - bound) as f64 / cost.max(1) as f64;
            if gap <= self.options.gap && self.ended.is_none() {
                self.ended = Some(Ended::Gap);
            }
        }
    }

    fn over(&mut self) -> bool {
        if self.ended.is_none() {
            if self.observer.stopped() {
                self.ended = Some(Ended::Stopped);
            } else if Instant::now() >= self.deadline {
                self.ended = Some(Ended::Time);
            }
        }
        self.ended.is_some()
    }

    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    fn alone(&self) -> bool {
        self.options.threads <= 1
    }

    /// Waits a little for the workers, so that none runs on while the process ends.
    fn leave(&mut self) {
        let until = Instant::now() + GRACE;
        while self.workers.iter().any(|worker| !worker.is_finished()) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// The time between two looks at what local search left: a small part of the whole, however long evaluation takes.
struct Pace {
    next: Instant,
}

impl Default for Pace {
    fn default() -> Self {
        Self { next: Instant::now() }
    }
}

impl Pace {
    fn due(&self) -> bool {
        Instant::now() >= self.next
    }

    fn took(&mut self, time: Duration) {
        self.next = Instant::now() + (time * 8).max(Duration::from_millis(100));
    }
}

/// Keeps the cheaper plan.
fn cheaper(waiting: &mut Option<(Vec<Var>, i64)>, plan: Option<(Vec<Var>, i64)>) {
    if let Some((ones, cost)) = plan {
        if waiting.as_ref().is_none_or(|(_, known)| cost <= *known) {
            *waiting = Some((ones, cost));
        }
    }
}

/// Forbids that all `lessons` stand where they stand.
fn cut(case: &mut Case, lessons: &[Lesson]) {
    let mut terms: Vec<(Var, i32)> = lessons
        .iter()
        .filter_map(|(activity, placement)| case.compiled.find(*activity, *placement))
        .map(|v| (v, 1))
        .collect();
    terms.sort_unstable();
    let max = i32::try_from(terms.len()).unwrap_or(i32::MAX) - 1;
    let row = Linear { terms, min: 0, max, price: Price::Hard, origin: Origin::Rooms(Vec::new()) };
    Arc::make_mut(&mut case.compiled).linears.push(row);
}

/// Whether some row or activity cannot be served at all.
fn contradictory(compiled: &Compiled) -> bool {
    let lessons =
        compiled.counts.iter().enumerate().any(|(index, count)| compiled.range(index).len() < *count as usize);
    lessons
        || compiled.linears.iter().filter(|row| row.price == Price::Hard).any(|row| {
            let (low, high) = compiled.reach(&row.terms);
            low > i64::from(row.max) || high < i64::from(row.min)
        })
}
