//! What the threads do.

use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::{Board, LOOK, News};
use crate::xhstt::model::{Control, Cost, Instance, Solution};
use crate::xhstt::search::{Chain, help};

/// Moves of the first turn of the search, and neighbourhoods of the first turn of HiGHS, with one thread; both double.
const MOVES: u64 = 1 << 21;
const NEIGHBOURHOODS: u64 = 16;
/// Doublings at most.
const DOUBLINGS: u32 = 5;
/// The share of the time that bounds get first when they have no thread of their own, and the most.
const FOR_BOUNDS: u32 = 5;
const LONGEST_BOUND: Duration = Duration::from_secs(60);
/// The share of the time after which a thread that helped the search solves neighbourhoods.
const HELPING: f64 = 0.53;
/// The same while nothing feasible is known.
const HELPING_AT_MOST: f64 = 0.9;

/// The share of the time for which neighbourhoods are tried while the search goes on, and what part of the cost they must gain for
/// all threads to turn to them.
const TRIAL: f64 = 0.05;
const PAYS: f64 = 0.03;

/// What a worker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// Everything in turns.
    All,
    /// Local search.
    Search,
    /// Bounds for a share of the time, then help for the search, then neighbourhoods.
    InTurn,
    /// Bounds until nothing more is to be proved, then neighbourhoods.
    Bound,
    /// Neighbourhoods.
    Improve,
    /// Help for the search, then neighbourhoods.
    Help,
}

pub(super) fn jobs(threads: usize) -> Vec<Job> {
    match threads {
        0 | 1 => vec![Job::All],
        2 => vec![Job::Search, Job::InTurn],
        _ => {
            let more = (3..threads).map(|index| if index % 2 == 1 { Job::Help } else { Job::Improve });
            [Job::Search, Job::Improve, Job::Bound].into_iter().chain(more).collect()
        }
    }
}

/// A seed for each worker and turn; the first one's is the seed itself.
pub(super) fn mixed(seed: u64, index: usize) -> u64 {
    seed ^ (index as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A thread at work.
pub(super) struct Worker {
    pub board: Arc<Board>,
    pub sender: Sender<News>,
    pub seed: u64,
}

/// One stretch of work.
#[derive(Clone, Copy)]
struct Stretch {
    seed: u64,
    moves: Option<u64>,
    deadline: Instant,
    /// On the merged instance, if there is one.
    merged: bool,
    /// What it finds is not told, since that depends on the machine.
    silent: bool,
    /// It ends where neighbourhoods have paid.
    yields: bool,
}

impl Worker {
    pub(super) fn run(&self, job: Job) {
        match job {
            Job::All => self.turns(),
            Job::Search => self.searching(),
            Job::InTurn => {
                self.bound(self.share());
                self.helping();
                self.improving();
            }
            Job::Bound => {
                self.bound(self.board.deadline);
                self.improving();
            }
            Job::Improve => self.improving(),
            Job::Help => {
                self.helping();
                self.improving();
            }
        }
    }

    /// When a bound that shares a thread ends.
    fn share(&self) -> Instant {
        let now = Instant::now();
        now + (self.left(now) / FOR_BOUNDS).min(LONGEST_BOUND)
    }

    fn left(&self, now: Instant) -> Duration {
        self.board.deadline.saturating_duration_since(now)
    }

    /// Whether linked events are one for good.
    fn bound_together(&self) -> bool {
        self.board.merged.as_ref().is_some_and(|merged| merged.required)
    }

    fn stretch(&self, seed: u64, moves: Option<u64>) -> Stretch {
        Stretch {
            seed,
            moves,
            deadline: self.board.deadline,
            merged: self.bound_together(),
            silent: false,
            yields: false,
        }
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
            let stretch = self.stretch(seed, Some(MOVES * factor));
            let stretch = Stretch { merged: stretch.merged || turn % 2 == 0, ..stretch };
            let found = self.search(best.as_ref().map(|(solution, _)| solution), stretch);
            better(&mut best, found);
            if turn == 0 && !self.board.over() {
                self.bound(self.share());
            }
            if self.board.over() {
                return;
            }
            if let Some((solution, _)) = &best {
                let found = self.improve(solution, self.stretch(seed, Some(NEIGHBOURHOODS * factor)));
                better(&mut best, found);
            }
        }
    }

    /// Local search until it gains no more, or neighbourhoods gain more; then neighbourhoods. Where links are only wanted, half of
    /// the time with linked events as one, then without.
    fn searching(&self) {
        let stretch = Stretch { yields: true, ..self.stretch(self.seed, None) };
        let mut best = None;
        if self.board.merged.is_some() && !self.bound_together() {
            let now = Instant::now();
            let half = now + self.left(now) / 2;
            let found = self.search(None, Stretch { deadline: half, merged: true, ..stretch });
            best = Some(found.0);
        }
        self.search(best.as_ref(), stretch);
        self.board.searched.store(true, Ordering::Relaxed);
        self.improving();
    }

    /// Helps with the annealings that are under way, for a share of the time; longer while nothing feasible is known, no more where
    /// neighbourhoods pay.
    fn helping(&self) {
        let board = &*self.board;
        let whole = board.deadline.saturating_duration_since(board.began);
        let [until, longest] = [HELPING, HELPING_AT_MOST].map(|share| board.began + whole.mul_f64(share));
        let over = || {
            board.over() || board.searched.load(Ordering::Relaxed) || {
                let now = Instant::now();
                now >= longest || (now >= until && board.feasible())
            }
        };
        let (mut turn, mut tried) = (0, false);
        while !over() {
            // Not before the first annealing has ended: until then anything gains.
            if !tried && board.feasible() && board.begun.load(Ordering::Relaxed) > 1 {
                tried = true;
                if self.neighbourhoods_pay() {
                    board.paid.store(true, Ordering::Relaxed);
                    return;
                }
            }
            let open = board.open.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let Some((chain, merged)) = open.filter(|(chain, _)| !chain.is_over()) else {
                std::thread::sleep(LOOK / 10);
                continue;
            };
            let merged = board.merged.as_ref().filter(|_| merged);
            let instance = merged.map_or(&board.instance, |merged| &merged.instance);
            help(instance, &chain, mixed(self.seed, turn), &over);
            turn += 1;
        }
    }

    /// Whether neighbourhoods, tried for a while, gain much.
    fn neighbourhoods_pay(&self) -> bool {
        let board = &*self.board;
        let Some((start, before)) = board.best() else { return false };
        let whole = board.deadline.saturating_duration_since(board.began);
        let until = (Instant::now() + whole.mul_f64(TRIAL)).min(board.deadline);
        let stretch = Stretch { deadline: until, ..self.stretch(self.seed, None) };
        let (_, gained) = self.improve_counted(&start, stretch);
        #[allow(clippy::cast_precision_loss)]
        let pays = gained as f64 >= PAYS * before.objective as f64;
        pays && gained > 1
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
        let stretch = self.stretch(self.seed, None);
        let (solution, cost) = self.improve(&start, stretch);
        if !self.board.over() && cost != Cost::default() {
            self.search(Some(&solution), stretch);
        }
    }

    fn search(&self, start: Option<&Solution>, stretch: Stretch) -> (Solution, Cost) {
        let search = self.board.parts.search;
        match self.board.merged.as_ref().filter(|_| stretch.merged) {
            Some(merged) => {
                let start = start.and_then(|start| merged.join(start));
                self.with(stretch, |control| search(&merged.instance, start.as_ref(), control))
            }
            None => self.with(stretch, |control| search(&self.board.instance, start, control)),
        }
    }

    fn improve(&self, start: &Solution, stretch: Stretch) -> (Solution, Cost) {
        self.improve_counted(start, stretch).0
    }

    /// Tells also what of the objective was gained by neighbourhoods themselves.
    fn improve_counted(&self, start: &Solution, stretch: Stretch) -> ((Solution, Cost), i64) {
        let mut gained = 0;
        let mut improve = |instance: &Instance, start: &Solution, control: &mut Control<'_>| {
            let found = (self.board.parts.improve)(instance, start, control);
            gained = control.gained;
            found
        };
        let merged = self.board.merged.as_ref().filter(|_| stretch.merged);
        let found = match merged.and_then(|merged| Some((merged, merged.join(start)?))) {
            Some((merged, start)) => self.with(stretch, |control| improve(&merged.instance, &start, control)),
            None => {
                let stretch = Stretch { merged: false, ..stretch };
                self.with(stretch, |control| improve(&self.board.instance, start, control))
            }
        };
        (found, gained)
    }

    /// Runs a search; what it returns is reported, too.
    fn with(&self, stretch: Stretch, run: impl FnOnce(&mut Control<'_>) -> (Solution, Cost)) -> (Solution, Cost) {
        let merged = self.board.merged.as_ref().filter(|_| stretch.merged);
        let found = self.control(stretch, run);
        let found = (merged.map_or_else(|| found.0.clone(), |merged| merged.split(&found.0)), found.1);
        let _ = self.sender.send(News::Better(found.0.clone(), found.1));
        found
    }

    /// What a part of the work may use; solutions that it tells are reported.
    fn control<T>(&self, stretch: Stretch, run: impl FnOnce(&mut Control<'_>) -> T) -> T {
        let board = &*self.board;
        let merged = board.merged.as_ref().filter(|_| stretch.merged);
        // Turns do not depend on when the conductor has recounted.
        let alone = board.threads <= 1;
        let other = || {
            let (best, cost) = board.best().filter(|_| !alone)?;
            merged.map_or(Some(best.clone()), |merged| merged.join(&best)).map(|best| (best, cost))
        };
        // A conductor that has left is not told.
        let mut improved = |solution: &Solution, cost: Cost| {
            if stretch.silent {
                return;
            }
            let solution = merged.map_or_else(|| solution.clone(), |merged| merged.split(solution));
            let _ = self.sender.send(News::Better(solution, cost));
        };
        let stop = || board.over() || (stretch.yields && board.paid.load(Ordering::Relaxed));
        let share = |chain: &Arc<Chain>| {
            board.begun.fetch_add(1, Ordering::Relaxed);
            *board.open.lock().unwrap_or_else(PoisonError::into_inner) = Some((Arc::clone(chain), stretch.merged));
        };
        let share: Option<&dyn Fn(&Arc<Chain>)> = if alone { None } else { Some(&share) };
        run(&mut Control {
            deadline: stretch.deadline,
            seed: stretch.seed,
            stop: &stop,
            moves: stretch.moves,
            other: &other,
            share,
            improved: &mut improved,
            gained: 0,
        })
    }

    fn bound(&self, deadline: Instant) {
        // Where it takes turns, it only proves.
        let silent = self.board.threads <= 1;
        let stretch = Stretch { deadline, merged: false, silent, ..self.stretch(self.seed, None) };
        let mut told = |bound: Cost| drop(self.sender.send(News::Bound(bound)));
        let bound = self.control(stretch, |control| (self.board.parts.bound)(&self.board.instance, control, &mut told));
        told(bound);
    }
}

fn better(best: &mut Option<(Solution, Cost)>, found: (Solution, Cost)) {
    if best.as_ref().is_none_or(|(_, cost)| found.1 < *cost) {
        *best = Some(found);
    }
}
