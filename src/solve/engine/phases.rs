//! The two phases of a case: any plan, then better plans and bounds. Each starts workers, listens to them and stops them.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::offer::Offer;
use super::{Case, Engine, Phase, SAMPLES};
use crate::solve::Ended;
use crate::solve::compiled::{Compiled, Var};
use crate::solve::rooms;
use crate::solve::workers::{Job, LARGE, Message, Signal, Verdict};

/// How often the engine looks around.
const TICK: Duration = Duration::from_millis(30);
/// Moves of a sequential search for a first plan, at its first try.
const FIRST_MOVES: u64 = 1_500_000;
/// The same for each variable: small problems are left to HiGHS, which also proves that there is no plan.
const FIRST_MOVES_A_VARIABLE: u64 = 200;
/// How long local search for a roster is left alone, for each variable.
const HEAD_START: Duration = Duration::from_micros(20);
/// Nodes of a sequential HiGHS run for a first plan, at its first try.
const FIRST_NODES: i32 = 200;
/// How far local search loosens a start that was given.
const WARM: f64 = 0.2;
/// More threads than this only come in each other's way.
const MOST_THREADS: usize = 16;
/// Moves of a sequential local search for each second of the time limit.
const MOVES_A_SECOND: u64 = 400_000;

impl Engine<'_> {
    /// Looks for any plan of the case, from `start` if there is one. When one has no rooms, the search goes on from there.
    pub(super) fn first(&mut self, case: &mut Case, mut start: Option<Vec<Var>>, level: u32, until: Instant) -> Phase {
        self.observer.phase("first plan");
        loop {
            let (sender, receiver) = channel();
            let signal = Arc::new(Signal::default());
            let times = 1_u64 << (2 * level.min(8));
            let size = case.compiled.variables.len() as u64;
            let variables = u32::try_from(size).unwrap_or(u32::MAX);
            let moves =
                self.options.alone().then(|| FIRST_MOVES.min(FIRST_MOVES_A_VARIABLE * size).saturating_mul(times));
            let nodes = i32::try_from(times).map_or(i32::MAX, |times| FIRST_NODES.saturating_mul(times));
            let job = self.job(case, &signal, until, sender);
            let mut cut = false;
            let mut verdict = Phase::Open;
            self.workers.push(job.clone().first_by_search(start.take(), moves));
            let mut running = 1;
            let mut next = Some(job);
            // Rosters are found so soon that HiGHS would only be in the way.
            let ahead = if case.roster.is_some() { HEAD_START.saturating_mul(variables) } else { Duration::ZERO };
            let began = Instant::now();
            while running > 0 || next.is_some() {
                let due = began.elapsed() >= ahead && !self.options.alone();
                if let Some(job) = next.take_if(|_| running == 0 || due) {
                    self.workers.push(job.first_by_milp(self.options.alone().then_some(nodes)));
                    running += 1;
                }
                match self.hear(&receiver) {
                    Some(Message::Plan(ones, _)) => match self.offer_first(case, &ones) {
                        Offer::Plan(_) => {
                            signal.stop();
                            return Phase::Plan(ones);
                        }
                        Offer::Cut => {
                            cut = true;
                            start = Some(ones);
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
    pub(super) fn improve(
        &mut self,
        case: &mut Case,
        start: &[Var],
        relaxation: Option<Arc<Compiled>>,
        round: u32,
    ) -> Phase {
        self.observer.phase("improving");
        // A first plan has some rooms, not good ones.
        let scarce = match self.offer(case, start) {
            Offer::Cut => return Phase::Plan(start.to_vec()),
            Offer::Plan(cost) => case.pays_for_rooms(cost, start),
            Offer::Nothing => false,
        };
        if scarce || self.rooms_are_scarce(case, start) {
            case.guide = rooms::guide(&case.problem, &case.compiled);
        }
        let (sender, receiver) = channel();
        let signal = Arc::new(Signal::default());
        let mut job = self.job(case, &signal, self.deadline, sender);
        job.seed = job.seed.wrapping_add(u64::from(round).wrapping_mul(0x9e37_79b9));
        let heat = match (round, self.warm) {
            (_, true) => WARM,
            (0, false) => 1.0,
            (_, false) => 0.5,
        };
        let mut next = None;
        let mut running = 1;
        if self.options.alone() {
            let moves = MOVES_A_SECOND.saturating_mul(self.options.time_limit.as_secs().clamp(1, 3600)) / 2;
            let size = case.compiled.variables.len() as u64;
            self.workers.push(job.clone().improve_by_search(start.to_vec(), Some(moves.min(2_000 * size)), heat));
            next = Some((job, relaxation));
        } else {
            running = 2;
            self.workers.push(job.clone().improve_by_search(start.to_vec(), None, heat));
            for number in 2..self.options.threads.min(MOST_THREADS) {
                running += 1;
                self.workers.push(job.clone().improve_by_help(number));
            }
            self.workers.push(job.improve_by_milp(start.to_vec(), 0.0, relaxation));
        }
        let mut best = start.to_vec();
        // The cheapest plan that waits for its rooms, and what the cheapest that got them was said to cost.
        let (mut waiting, mut least): (Option<(Vec<Var>, i64)>, i64) = (None, i64::MAX);
        let mut phase = Phase::Open;
        let mut pace = Pace::default();
        // Bounds that must not count yet.
        let mut held = Vec::new();
        loop {
            match self.hear(&receiver) {
                Some(Message::Plan(ones, cost)) => cheaper(&mut waiting, Some((ones, cost))),
                // HiGHS tells bounds by the clock: with one thread they may decide nothing before the phase is over.
                Some(message @ (Message::Bound(_) | Message::Root(_))) if self.options.alone() => {
                    if let Some(bound) = self.proved(case, &message) {
                        self.observer.bound(self.capped(bound).max(self.bound));
                    }
                    held.push(message);
                }
                Some(message @ (Message::Bound(_) | Message::Root(_))) => self.heed(case, &message),
                // There is a plan already, so that none of these workers proves that there is none.
                Some(Message::Done(Verdict::Open | Verdict::Infeasible)) => running -= 1,
                Some(Message::Done(Verdict::Optimal)) => {
                    phase = Phase::Closed;
                    running = 0;
                }
                None => {}
            }
            cheaper(&mut waiting, if self.options.alone() { None } else { signal.fetch() });
            if (self.options.alone() || pace.due() || running == 0)
                && let Some((ones, cost)) = waiting.take().filter(|(_, cost)| *cost <= least)
            {
                let clock = Instant::now();
                if !self.keep(case, ones, &mut best) {
                    phase = Phase::Open;
                    break;
                }
                least = cost;
                pace.took(clock.elapsed(), self.left());
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
        // A gap that was met needs no more; with one thread what came by now would depend on the speed of the machine.
        if self.over() && self.ended != Some(Ended::Gap) {
            cheaper(&mut waiting, signal.fetch());
            self.last_words(case, &receiver, waiting, least);
        }
        for message in held {
            self.heed(case, &message);
        }
        match phase {
            Phase::Closed => Phase::Closed,
            _ => Phase::Plan(best),
        }
    }

    /// Whether one of some better plans of a large problem pays for rooms.
    fn rooms_are_scarce(&mut self, case: &mut Case, start: &[Var]) -> bool {
        let large = case.roster.is_none() && case.compiled.variables.len() >= LARGE;
        large
            && (0..SAMPLES).any(|number| {
                let sample = case.sample(start, self.options.seed.wrapping_add(number), self.deadline);
                sample.is_some_and(|ones| match self.offer(case, &ones) {
                    Offer::Plan(cost) => case.pays_for_rooms(cost, &ones),
                    Offer::Cut | Offer::Nothing => false,
                })
            })
    }

    /// What workers found just before they were stopped: the cheapest of it gets its rooms.
    fn last_words(
        &mut self,
        case: &mut Case,
        receiver: &Receiver<Message>,
        mut waiting: Option<(Vec<Var>, i64)>,
        least: i64,
    ) {
        let until = self.farewell();
        loop {
            match receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Message::Plan(ones, cost)) => cheaper(&mut waiting, Some((ones, cost))),
                Ok(message) => self.heed(case, &message),
                Err(_) => break,
            }
        }
        if let Some((ones, _)) = waiting.filter(|(_, cost)| *cost < least) {
            // A cut is of no use any more.
            let _ = self.offer(case, &ones);
        }
    }

    /// Takes a bound that was told; nothing else.
    fn heed(&mut self, case: &mut Case, message: &Message) {
        if let Message::Bound(bound) = message {
            case.bound = case.bound.max(case.lifted(*bound).unwrap_or(i64::MIN));
        }
        if let Some(bound) = self.proved(case, message) {
            self.raise(bound);
        }
    }

    /// The bound of the whole problem after a message that tells one.
    fn proved(&self, case: &Case, message: &Message) -> Option<i64> {
        match message {
            Message::Bound(bound) => case.lifted(*bound).filter(|_| case.whole),
            Message::Root(bound) => Some(bound.saturating_add(self.settled)),
            Message::Plan(..) | Message::Done(_) => None,
        }
    }

    fn job(&self, case: &Case, signal: &Arc<Signal>, until: Instant, sender: Sender<Message>) -> Job {
        Job {
            compiled: Arc::clone(&case.compiled),
            guide: Arc::clone(&case.guide),
            problem: Arc::clone(&case.problem),
            roster: case.roster.clone(),
            signal: Arc::clone(signal),
            deadline: until.min(self.deadline),
            seed: self.options.seed,
            alone: self.options.alone(),
            sender,
        }
    }

    /// Waits a moment for a worker.
    fn hear(&self, receiver: &Receiver<Message>) -> Option<Message> {
        match receiver.recv_timeout(TICK) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                // Nobody is left to speak; the plans found so far are still taken, without spinning until the end.
                std::thread::sleep(TICK);
                None
            }
        }
    }
}

/// The time between two looks at what local search left: evaluation takes a small part of the whole, however long it takes.
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

    /// The pause shrinks with the time `left`, so that a plan found late still gets its rooms.
    fn took(&mut self, time: Duration, left: Duration) {
        self.next = Instant::now() + (time * 8).min(left / 4).max(Duration::from_millis(100));
    }
}

/// Keeps the cheaper plan.
fn cheaper(waiting: &mut Option<(Vec<Var>, i64)>, plan: Option<(Vec<Var>, i64)>) {
    if let Some((ones, cost)) = plan
        && waiting.as_ref().is_none_or(|(_, known)| cost <= *known)
    {
        *waiting = Some((ones, cost));
    }
}
