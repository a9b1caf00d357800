//! The threads of a search. Each owns what it reads, talks through a channel and ends soon after its signal says so; the
//! engine never has to wait for one.

mod rounds;
mod settle;

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use self::rounds::Rounds;
use super::assign::{self, Roster};
use super::bound::{Control, Saddle, Solved};
use super::compiled::{Compiled, Var};
use super::lns;
use super::local;
use super::milp::highs::{Limits, Status, Watch};
use super::milp::{Aim, Model, whole};
use crate::problem::Problem;

/// What a worker says.
#[derive(Clone, Debug)]
pub enum Message {
    /// A plan of the compiled problem, sorted, and its compiled cost.
    Plan(Vec<Var>, i64),
    /// No plan of the compiled problem costs less.
    Bound(i64),
    /// No plan of the relaxation costs less.
    Root(i64),
    /// The worker is through.
    Done(Verdict),
}

/// What a worker proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is no plan.
    Infeasible,
    /// The plans reported include one that nothing beats by more than the gap asked for.
    Optimal,
    /// Nothing: a limit was met.
    Open,
}

/// Between the engine and the workers of one phase.
#[derive(Debug, Default)]
pub struct Signal {
    stop: AtomicBool,
    /// Best plan that local search left for the engine to fetch.
    latest: Mutex<Option<(Vec<Var>, i64)>>,
    /// Best plan of all, for a new start.
    best: Mutex<Option<(Vec<Var>, i64)>>,
    /// The annealing that began last.
    open: Mutex<Option<Arc<local::Chain>>>,
}

impl Signal {
    /// Ends the phase.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether the phase is over.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Fetches what local search left.
    pub fn fetch(&self) -> Option<(Vec<Var>, i64)> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn leave(&self, ones: &[Var], cost: i64) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.as_ref().is_none_or(|(_, known)| cost < *known) {
            *latest = Some((ones.to_vec(), cost));
        }
    }

    /// Leaves a plan of this compiled cost for the engine, and makes it known to the other workers.
    fn found(&self, ones: &[Var], cost: i64) {
        self.share(ones, cost);
        self.leave(ones, cost);
    }

    /// Makes a plan of this compiled cost known to the other workers.
    fn share(&self, ones: &[Var], cost: i64) {
        let mut best = self.best.lock().unwrap_or_else(PoisonError::into_inner);
        if best.as_ref().is_none_or(|(_, known)| cost < *known) {
            *best = Some((ones.to_vec(), cost));
        }
    }

    /// Makes an annealing known to those who may help.
    fn open(&self, chain: &Arc<local::Chain>) {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(chain));
    }

    /// An annealing that is under way.
    fn under_way(&self) -> Option<Arc<local::Chain>> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.as_ref().filter(|chain| !chain.is_over()).cloned()
    }

    fn best(&self) -> Option<(Vec<Var>, i64)> {
        self.best.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn best_cost(&self) -> Option<i64> {
        self.best.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, cost)| *cost)
    }

    fn best_plan(&self) -> Option<Vec<Var>> {
        self.best.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(ones, _)| ones.clone())
    }
}

/// What a worker works on.
#[derive(Clone, Debug)]
pub struct Job {
    /// Rows.
    pub compiled: Arc<Compiled>,
    /// Rows that local search follows; what they charge is what plans are said to cost.
    pub guide: Arc<Compiled>,
    /// What they were made from.
    pub problem: Arc<Problem>,
    /// What they mean when people are chosen.
    pub(super) roster: Option<Arc<Roster>>,
    /// Ends it.
    pub signal: Arc<Signal>,
    /// Ends it, too.
    pub deadline: Instant,
    /// Seed.
    pub seed: u64,
    /// One thread at a time: reports must not depend on time.
    pub alone: bool,
    /// Where it talks.
    pub sender: Sender<Message>,
}

impl Job {
    fn say(&self, message: Message) {
        // A receiver that is gone needs no news.
        let _ = self.sender.send(message);
    }

    /// Bounds of the model without integrality, long before the MIP has its own. For times all iterates of one solve prove
    /// some; for people first without day patterns and without counts of different people, which is often near, then with
    /// them.
    fn roots(&self, compiled: &Compiled, tell: fn(i64) -> Message) -> Option<(Saddle, Solved)> {
        if self.roster.is_none() {
            let mut told = i64::MIN;
            let mut improved = |bound: f64| {
                if let Some(bound) = whole(bound).filter(|bound| *bound > told) {
                    told = bound;
                    self.say(tell(bound));
                }
            };
            let stop = || self.signal.stopped();
            let mut control =
                Control { deadline: self.deadline, iterations: ITERATIONS, stop: &stop, improved: &mut improved };
            let saddle = Saddle::new(compiled);
            let solved = saddle.solve(&mut control);
            if solved.closed || self.signal.stopped() {
                return Some((saddle, solved));
            }
        }
        let bound = |model: &Model, time: Duration| {
            let limits = Limits { time, nodes: None, gap: 0.0, relaxed: true, seed: seed(self.seed) };
            if let Some(bound) = model.run(None, &limits, &self.ear(model, Hears::Nothing)).bound {
                self.say(tell(bound));
            }
        };
        if !compiled.patterns.is_empty() || !compiled.spreads.is_empty() {
            bound(&Model::without_patterns(compiled), self.left().mul_f64(0.8));
        }
        if !self.signal.stopped() {
            bound(&Model::new(compiled, Aim::Cheapest), self.left());
        }
        None
    }

    /// Helps the search for better plans until the end; `number` is the thread's, of those that [`Self::improve_by_search`] and
    /// [`Self::improve_by_milp`] do not take.
    #[must_use]
    pub fn improve_by_help(self, number: usize) -> JoinHandle<()> {
        std::thread::spawn(move || {
            if self.roster.is_none() {
                let seed = SECOND.wrapping_mul(number as u64);
                let mut search = lns::Search::new(&self.guide, &self.problem, self.seed.wrapping_add(seed));
                self.lend::<()>(&mut search, seed, &|| None);
            }
            self.say(Message::Done(Verdict::Open));
        })
    }

    /// What a plan of HiGHS's is said to cost: what the search would say. The objective of HiGHS may be above it.
    fn charged(&self, ones: &[Var]) -> i64 {
        match &self.roster {
            Some(roster) => assign::cost(roster, ones),
            None => local::cost(&self.guide, ones),
        }
    }

    fn ear<'a>(&'a self, model: &'a Model, hears: Hears) -> Ear<'a> {
        Ear { job: self, model, hears, told: Cell::new(i64::MIN), most: i64::MAX }
    }

    /// Local search for times or for people.
    fn search(&self, start: Option<&[Var]>, control: &mut local::Control<'_>) -> Option<(Vec<Var>, i64)> {
        match &self.roster {
            Some(roster) => assign::search(roster, start, control),
            None => local::search(&self.guide, &self.problem, start, control),
        }
    }

    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// Local search for any plan, from `start` if there is one.
    #[must_use]
    pub fn first_by_search(self, start: Option<Vec<Var>>, moves: Option<u64>) -> JoinHandle<()> {
        std::thread::spawn(move || {
            let stop = || self.signal.stopped();
            let mut control = local::Control {
                deadline: self.deadline,
                seed: self.seed,
                stop: &stop,
                moves,
                target: Some(i64::MAX),
                cool: self.left(),
                heat: 1.0,
                share: None,
                improved: &mut |_, _| {},
            };
            if let Some((ones, cost)) = self.search(start.as_deref(), &mut control) {
                self.say(Message::Plan(ones, cost));
            }
            self.say(Message::Done(Verdict::Open));
        })
    }

    /// HiGHS without objective for any plan.
    #[must_use]
    pub fn first_by_milp(self, nodes: Option<i32>) -> JoinHandle<()> {
        std::thread::spawn(move || {
            let model = Model::new(&self.compiled, Aim::Feasible);
            let limits = Limits { time: self.left(), nodes, gap: 0.0, relaxed: false, seed: seed(self.seed) };
            let found = model.run(None, &limits, &self.ear(&model, Hears::Nothing));
            if let Some(ones) = found.ones {
                let cost = self.charged(&ones);
                self.say(Message::Plan(ones, cost));
            }
            self.say(Message::Done(match found.status {
                Status::Infeasible => Verdict::Infeasible,
                _ => Verdict::Open,
            }));
        })
    }

    /// Local search from a plan, annealings (`rounds.rs`) and large neighbourhoods; `moves` for a run that can be repeated exactly,
    /// else again and again.
    #[must_use]
    pub fn improve_by_search(self, start: Vec<Var>, moves: Option<u64>, heat: f64) -> JoinHandle<()> {
        std::thread::spawn(move || {
            if let Some(roster) = &self.roster {
                self.improve_roster(roster, &start, moves, heat);
                self.say(Message::Done(Verdict::Open));
                return;
            }
            let (mut start, mut seed) = (start, self.seed);
            // Small problems are HiGHS's own.
            let large = self.compiled.variables.len() >= LARGE;
            let mut around = large.then(|| lns::Search::new(&self.guide, &self.problem, seed)).flatten();
            let size = u32::try_from(self.compiled.variables.len()).unwrap_or(u32::MAX);
            let first = (SLICE_A_VARIABLE / MANY).saturating_mul(size.min(MANY)).saturating_mul(size);
            let mut rounds = Rounds::new(first, heat);
            loop {
                let before = self.signal.best_cost();
                let slice =
                    if moves.is_some() { self.left() } else { rounds.time.min(self.left().mul_f64(0.7)).max(SLICE) };
                let reported = Cell::new(i64::MAX);
                let stop = || self.signal.stopped();
                let share = |chain: &Arc<local::Chain>| self.signal.open(chain);
                let share: Option<&dyn Fn(&Arc<local::Chain>)> = if self.alone { None } else { Some(&share) };
                let mut improved = |ones: &[Var], cost: i64| {
                    if !self.alone {
                        self.signal.found(ones, cost);
                    } else if cost <= reported.get() - reported.get() / 10 {
                        reported.set(cost);
                        self.say(Message::Plan(ones.to_vec(), cost));
                    }
                };
                let mut control = local::Control {
                    deadline: Instant::now() + slice.min(self.left()),
                    seed,
                    stop: &stop,
                    moves,
                    target: Some(0),
                    cool: slice.mul_f64(0.9),
                    heat: rounds.heat,
                    share,
                    improved: &mut improved,
                };
                let mut found = self.search(Some(&start), &mut control);
                let gained = found.as_ref().is_some_and(|(_, cost)| before.is_none_or(|before| *cost < before));
                let other = rounds.next(gained);
                if let (true, Some(search), Some((ones, cost))) = (other, &mut around, &found) {
                    let best = self.signal.best().filter(|(_, best)| best < cost);
                    let from = best.map_or_else(|| ones.clone(), |(ones, _)| ones);
                    found = search.improve(
                        &from,
                        &mut lns::Control {
                            deadline: Instant::now() + self.left().mul_f64(AROUND),
                            stop: &|| self.signal.stopped(),
                            rounds: moves.map(|moves| u32::try_from(moves / MOVES_A_ROUND).unwrap_or(u32::MAX)),
                            improved: &mut improved,
                        },
                    );
                }
                if let Some((ones, cost)) = found {
                    self.signal.share(&ones, cost);
                    self.say(Message::Plan(ones, cost));
                    if cost == 0 {
                        break;
                    }
                }
                if moves.is_some() || self.signal.stopped() || self.left().is_zero() {
                    break;
                }
                if let Some(best) = self.signal.best_plan() {
                    start = best;
                }
                seed = seed.wrapping_add(0x9e37_79b9);
            }
            self.say(Message::Done(Verdict::Open));
        })
    }

    fn improve_roster(&self, roster: &Roster, start: &[Var], moves: Option<u64>, heat: f64) {
        let reported = Cell::new(i64::MAX);
        let found = assign::improve(
            roster,
            start,
            &mut assign::Pace {
                deadline: self.deadline,
                seed: self.seed,
                stop: &|| self.signal.stopped(),
                moves,
                heat,
                other: &|| if self.alone { None } else { self.signal.best() },
                improved: &mut |ones, cost| {
                    if !self.alone {
                        self.signal.found(ones, cost);
                    } else if cost <= reported.get() - reported.get() / 10 {
                        reported.set(cost);
                        self.say(Message::Plan(ones.to_vec(), cost));
                    }
                },
            },
        );
        if let Some((ones, cost)) = found {
            self.signal.share(&ones, cost);
            self.say(Message::Plan(ones, cost));
        }
    }

    /// HiGHS with the whole objective, from a plan; first for bounds of `relaxation`, if given.
    #[must_use]
    pub fn improve_by_milp(self, start: Vec<Var>, gap: f64, relaxation: Option<Arc<Compiled>>) -> JoinHandle<()> {
        std::thread::spawn(move || {
            if let Some(relaxation) = relaxation {
                self.roots(&relaxation, Message::Root);
                let model = Model::new(&relaxation, Aim::Cheapest);
                let limits =
                    Limits { time: self.left() / 3, nodes: None, gap: 0.0, relaxed: false, seed: seed(self.seed) };
                let found = model.run(None, &limits, &self.ear(&model, Hears::Root));
                if let Some(bound) = found.bound {
                    self.say(Message::Root(bound));
                }
            }
            let root = self.roots(&self.compiled, Message::Bound);
            let mut model = Model::new(&self.compiled, Aim::Cheapest);
            let (mut start, mut most) = (start, i64::MAX);
            if let Some((settled, ones, cost)) = self.settle(root) {
                model.settle(&settled);
                // Nothing is known of dearer plans any more.
                (start, most) = (ones, cost);
            }
            let limits = Limits { time: self.left(), nodes: None, gap, relaxed: false, seed: seed(self.seed) };
            let ear = Ear { most, ..self.ear(&model, Hears::All) };
            let found = model.run(Some(&start), &limits, &ear);
            if let Some(bound) = found.bound {
                self.say(Message::Bound(bound.min(most)));
            }
            if let Some(ones) = found.ones {
                let cost = self.charged(&ones);
                self.say(Message::Plan(ones, cost));
            }
            self.say(Message::Done(match found.status {
                Status::Optimal => Verdict::Optimal,
                // The plan that it began with shows that there is one.
                Status::Infeasible | Status::Limit | Status::Failed => Verdict::Open,
            }));
        })
    }
}

/// Most iterations of a relaxation.
const ITERATIONS: u32 = 40_000;
/// Least time of one local search.
const SLICE: Duration = Duration::from_secs(3);
/// The first local search, for each variable, where there are at least so many, else less by as much as they are fewer.
const SLICE_A_VARIABLE: Duration = Duration::from_micros(1200);
const MANY: u32 = 12_000;
/// Variables from which on a problem is large: HiGHS cannot be expected to solve the whole of it.
pub(super) const LARGE: usize = 4000;
/// Seed of the second search in large neighbourhoods, beyond that of the first.
const SECOND: u64 = 0x517c_c1b7;
/// Part of the time left that large neighbourhoods may take at once; they end earlier when they gain nothing.
const AROUND: f64 = 0.15;
/// Moves of a sequential search for each large neighbourhood solved after it.
const MOVES_A_ROUND: u64 = 400_000;

/// HiGHS seeds are small.
fn seed(seed: u64) -> i32 {
    i32::try_from(seed % 0x7fff_ffff).unwrap_or(0)
}

/// What is passed on before the end of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hears {
    Nothing,
    /// Bounds of the relaxation; its plans are none of the problem.
    Root,
    /// Plans and bounds.
    All,
}

/// HiGHS's reports on their way to the engine.
struct Ear<'a> {
    job: &'a Job,
    model: &'a Model,
    hears: Hears,
    /// The bound last reported.
    told: Cell<i64>,
    /// Plans that cost more are not looked at: bounds say nothing of them.
    most: i64,
}

impl Watch for Ear<'_> {
    fn improved(&self, values: &[f64]) {
        if self.hears == Hears::All {
            let ones = self.model.ones(values);
            let cost = self.job.charged(&ones);
            self.job.signal.share(&ones, cost);
            self.job.say(Message::Plan(ones, cost));
        }
    }

    fn bound(&self, bound: f64) {
        let bound = whole(bound).map(|bound| bound.min(self.most));
        let Some(bound) = bound.filter(|bound| *bound > self.told.get()) else { return };
        self.told.set(bound);
        match self.hears {
            Hears::Nothing => {}
            Hears::Root => self.job.say(Message::Root(bound)),
            Hears::All => self.job.say(Message::Bound(bound)),
        }
    }

    fn stopped(&self) -> bool {
        self.job.signal.stopped() || Instant::now() >= self.job.deadline
    }
}
