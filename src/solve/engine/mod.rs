//! The conductor: staffing, compilation, first plan, improvement and bound, rooms, evaluation.
//!
//! It alone talks to the observer. Every plan that a worker reports gets its rooms and is evaluated by definition before
//! it counts; a plan whose times allow no rooms becomes a cut `sum(x of the conflicting lessons) <= lessons - 1`.
//!
//! With several threads local search and HiGHS run side by side: first for any plan, then one for better plans and one for
//! the bound, which then helps with better plans, as all further threads do: first with the annealing, then in large
//! neighbourhoods. With one thread they take turns, limited by moves and nodes instead of time, so that the answer depends on
//! nothing but problem, options and seed while the time limit is not met.
//!
//! Where the first plan pays for rooms, however good, each set of lessons that wants one room gets a home, and the search for
//! better plans follows rows that charge for lessons that meet there (the *guide*); what it finds is still evaluated by definition.
//! One plan that pays for none says little: of a large problem some more are looked at.
//!
//! A start that was given is the first plan when it is feasible; else the search for a first plan begins there (`start.rs`).
//!
//! Problems whose times are given are rosters (`assign`): their plans need neither staffing nor rooms.
//!
//! *Bounds.* Without open shared needs, HiGHS's bound plus what is settled bounds the whole problem from below, since
//! compiled rows only ever relax it and cuts remove no solution. With open ones the same holds of the problem compiled
//! with its needs open, and of the least bound over all staffings once these are exhausted.

mod offer;
mod phases;
mod start;

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::assign::{self, Reading, Roster};
use super::compile::compile;
use super::compiled::{Compiled, Price, Var};
use super::local;
use super::staffing::{self, Desk, Staffed};
use super::{Ended, Observer, Options, Outcome};
use crate::problem::{Problem, Solution};

/// How long it waits for workers at the end before it leaves them behind.
const GRACE: Duration = Duration::from_millis(700);
/// Plans of a large problem that are looked at for whether rooms are scarce, and the moves of local search for each.
const SAMPLES: u64 = 2;
const SAMPLE_MOVES: u64 = 400_000;
/// Longest first try of a staffing.
const FIRST_TRY: Duration = Duration::from_secs(8);

/// A staffed problem, or a roster.
struct Case {
    problem: Arc<Problem>,
    compiled: Arc<Compiled>,
    /// The rows that local search follows: the same, or with prices that lead to good rooms.
    guide: Arc<Compiled>,
    /// What the rows mean when people are chosen and not times.
    roster: Option<Arc<Roster>>,
    /// Soft cost that the staffing settles.
    settled: i64,
    /// Whether its bounds are bounds of the whole problem.
    whole: bool,
    /// Some cut is not implied by the problem: nothing is proved any more.
    inexact: bool,
    /// The best bound of this case, settled cost included.
    bound: i64,
}

impl Case {
    /// Whether a plan that costs this pays for rooms: then they are scarce enough to be thought of while times are chosen.
    fn pays_for_rooms(&self, cost: i64, plan: &[Var]) -> bool {
        self.roster.is_none() && cost > local::cost(&self.compiled, plan).saturating_add(self.settled)
    }

    /// A plan that is somewhat better than `start`; the same for the same seed.
    fn sample(&self, start: &[Var], seed: u64, deadline: Instant) -> Option<Vec<Var>> {
        let mut control = local::Control {
            deadline,
            seed,
            stop: &|| false,
            moves: Some(SAMPLE_MOVES),
            target: None,
            cool: Duration::ZERO,
            heat: 1.0,
            share: None,
            improved: &mut |_, _| {},
        };
        local::search(&self.compiled, &self.problem, Some(start), &mut control).map(|(ones, _)| ones)
    }

    /// A bound of its rows, with what is settled; none when nothing is proved any more.
    fn lifted(&self, bound: i64) -> Option<i64> {
        let bound = self.roster.as_ref().map_or(bound, |roster| roster.possible(bound));
        (!self.inexact).then(|| bound.saturating_add(self.settled))
    }
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

pub(super) struct Engine<'a> {
    problem: &'a Problem,
    /// Where the search begins; taken by the first case.
    start: Option<&'a Solution>,
    /// Whether the search goes on from a start that was given: what it has is not to be forgotten.
    warm: bool,
    options: &'a Options,
    observer: &'a dyn Observer,
    deadline: Instant,
    best: Option<(i64, Solution)>,
    bound: i64,
    /// Soft cost of the needs that are given in the problem itself: on top of every bound of its relaxation.
    settled: i64,
    ended: Option<Ended>,
    /// When the end waits for workers no longer; set once the end has come.
    farewell: Option<Instant>,
    workers: Vec<JoinHandle<()>>,
}

impl<'a> Engine<'a> {
    pub(super) fn new(
        problem: &'a Problem,
        start: Option<&'a Solution>,
        options: &'a Options,
        observer: &'a dyn Observer,
    ) -> Self {
        let deadline = Instant::now() + options.time_limit.min(Duration::from_secs(366 * 86400));
        Self {
            problem,
            start,
            warm: start.is_some(),
            options,
            observer,
            deadline,
            best: None,
            bound: 0,
            settled: 0,
            ended: None,
            farewell: None,
            workers: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> Outcome {
        self.observer.phase("checks");
        let feasible = match assign::read(self.problem) {
            Reading::Impossible => return Outcome::Infeasible,
            Reading::Roster(roster) => self.roster(*roster),
            Reading::Times => self.times(),
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

    /// Chooses people only; false when there is no plan.
    fn roster(&mut self, roster: Roster) -> bool {
        if contradictory(&roster.compiled) {
            return false;
        }
        self.settled = roster.settled;
        self.raise(roster.settled);
        let mut case = Case {
            problem: Arc::new(self.problem.clone()),
            compiled: Arc::clone(&roster.compiled),
            guide: Arc::clone(&roster.compiled),
            settled: roster.settled,
            roster: Some(Arc::new(roster)),
            whole: true,
            inexact: false,
            bound: self.settled,
        };
        self.only(&mut case)
    }

    /// Chooses times, and people before them; false when there is no plan.
    fn times(&mut self) -> bool {
        let (hard, settled) = staffing::settled(self.problem);
        let compiled = compile(self.problem);
        if hard > 0 || staffing::overloaded(self.problem).is_some() || contradictory(&compiled) {
            return false;
        }
        self.settled = settled;
        self.raise(settled.max(self.problem.floor));
        let desk = Desk::new(self.problem);
        if desk.is_empty() {
            let problem = Arc::new(self.problem.clone());
            let compiled = Arc::new(compiled);
            let mut case = Case {
                guide: Arc::clone(&compiled),
                problem,
                compiled,
                roster: None,
                settled,
                whole: true,
                inexact: false,
                bound: settled,
            };
            self.only(&mut case)
        } else {
            self.staffings(&desk, Arc::new(compiled))
        }
    }

    /// Solves the only case; false when it has no plan.
    fn only(&mut self, case: &mut Case) -> bool {
        let mut level = 0;
        let (known, mut from) = self.begin(case);
        let mut start = match known {
            Some(ones) => ones,
            None => loop {
                match self.first(case, from.take(), level, self.deadline) {
                    Phase::Plan(ones) => break ones,
                    Phase::Infeasible => return false,
                    Phase::Closed | Phase::Open if self.over() => return true,
                    Phase::Closed | Phase::Open => level += 1,
                }
            },
        };
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
        let mut given = self.start.and_then(|start| desk.of(start));
        let mut waiting: Vec<(Case, Option<Vec<Var>>)> = Vec::new();
        let (mut level, mut least, mut certain) = (0, i64::MAX, true);
        let mut relaxation = Some(relaxed);
        while !self.over() {
            self.observer.phase("staffing");
            let time = self.left().min(Duration::from_secs(10));
            let staffed = given.take().map(Staffed::Chosen);
            match staffed.unwrap_or_else(|| desk.choose(&tried, self.options.seed, time)) {
                Staffed::Chosen(staffing) => {
                    let problem = desk.apply(&staffing);
                    tried.push(staffing);
                    let (hard, settled) = staffing::settled(&problem);
                    let compiled = compile(&problem);
                    if hard > 0 || staffing::overloaded(&problem).is_some() || contradictory(&compiled) {
                        continue;
                    }
                    let compiled = Arc::new(compiled);
                    let case = Case {
                        guide: Arc::clone(&compiled),
                        problem: Arc::new(problem),
                        compiled,
                        roster: None,
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
                        let (known, from) = self.begin(&case);
                        let until = (Instant::now() + FIRST_TRY * (1 << level.min(10))).min(self.deadline);
                        let first = match known {
                            Some(ones) => Phase::Plan(ones),
                            None => self.first(&mut case, from, level, until),
                        };
                        match first {
                            Phase::Plan(_) if self.over() => break,
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

    /// No bound is above what is known to exist.
    fn capped(&self, bound: i64) -> i64 {
        self.best.as_ref().map_or(bound, |(cost, _)| bound.min(*cost))
    }

    fn raise(&mut self, bound: i64) {
        let bound = self.capped(bound);
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

    /// The end of all waiting: one grace, however many wait.
    fn farewell(&mut self) -> Instant {
        *self.farewell.get_or_insert_with(|| Instant::now() + GRACE)
    }

    /// Waits a little for the workers, so that none runs on while the process ends.
    fn leave(&mut self) {
        let until = self.farewell();
        while self.workers.iter().any(|worker| !worker.is_finished()) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
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
