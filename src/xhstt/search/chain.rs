//! One annealing by several threads.
//!
//! Nearly all moves are refused, so threads need not wait for each other. Each has a state of its own and tries moves on it; what one
//! of them accepts it writes into a journal, from which the others bring their states up to date before their next move. An accepted
//! move counts only if nothing was written since its thread last read: else it is dropped. So all go through one
//! sequence of states, the same that one thread might have gone through in the sum of their times.
//!
//! The thread that began the annealing leads: it sets temperature and price, looks at the clock and keeps the best. The others
//! [`help`]. When an accepted move meets one of another thread, which of them counts depends on the machine; a run that is
//! to be repeated exactly has no helpers.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::anneal::Annealing;
use super::base::Dice;
use super::compile;
use super::state::{Plan, State, Step};
use crate::xhstt::model::Instance;

/// Moves of a helper between two looks at what the leader says.
const LOOK: u64 = 256;
/// Pause of a helper that waits to be let in.
const PAUSE: Duration = Duration::from_millis(1);

/// An annealing that others may help with.
#[derive(Debug)]
pub struct Chain {
    /// Changes that were accepted.
    length: AtomicU64,
    /// Threads that help.
    helpers: AtomicUsize,
    /// Threads that want to.
    asking: AtomicUsize,
    /// Moves that helpers have tried, until the leader fetches them.
    tried: AtomicU64,
    /// Bits of the temperature and of the price of infeasibility.
    temperature: AtomicU64,
    price: AtomicU64,
    over: AtomicBool,
    desk: Mutex<Desk>,
}

/// The journal.
#[derive(Debug, Default)]
struct Desk {
    /// Changes that everybody has read and that are gone.
    gone: u64,
    entries: VecDeque<Arc<[Step]>>,
    /// How far each has read; none who has left. The leader is the first.
    read: Vec<Option<u64>>,
    /// Who was let in, and what was there then.
    admitted: Vec<(Reader, Plan)>,
}

impl Desk {
    fn end(&self) -> u64 {
        self.gone + self.entries.len() as u64
    }

    fn forget(&mut self) {
        let read = self.read.iter().flatten().min().copied().unwrap_or(self.end());
        while self.gone < read && self.entries.pop_front().is_some() {
            self.gone += 1;
        }
    }
}

/// Somebody's place in the journal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    number: usize,
    /// Changes that it has read.
    read: u64,
}

impl Reader {
    /// Of who began.
    pub(super) const LEADER: Self = Self { number: 0, read: 0 };
}

impl Chain {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            length: AtomicU64::new(0),
            helpers: AtomicUsize::new(0),
            asking: AtomicUsize::new(0),
            tried: AtomicU64::new(0),
            temperature: AtomicU64::new(0),
            price: AtomicU64::new(0),
            over: AtomicBool::new(false),
            desk: Mutex::new(Desk { read: vec![Some(0)], ..Desk::default() }),
        })
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether others have changed something that `reader` has not read.
    pub(super) fn has_news(&self, reader: &Reader) -> bool {
        self.length.load(Ordering::Acquire) != reader.read
    }

    /// What others have changed since, in order.
    pub(super) fn news(&self, reader: &mut Reader) -> Vec<Arc<[Step]>> {
        let mut desk = self.desk();
        let from = usize::try_from(reader.read.saturating_sub(desk.gone)).unwrap_or(usize::MAX);
        let news = desk.entries.iter().skip(from).cloned().collect();
        reader.read = desk.end();
        desk.read[reader.number] = Some(reader.read);
        desk.forget();
        news
    }

    /// Writes an accepted change; false when somebody was quicker and it must be taken back.
    pub(super) fn write(&self, reader: &mut Reader, steps: impl FnOnce() -> Vec<Step>) -> bool {
        if self.helpers.load(Ordering::Acquire) == 0 && !self.has_news(reader) {
            return true;
        }
        let mut desk = self.desk();
        if desk.end() != reader.read {
            return false;
        }
        desk.entries.push_back(steps().into());
        reader.read += 1;
        desk.read[reader.number] = Some(reader.read);
        desk.forget();
        self.length.store(reader.read, Ordering::Release);
        true
    }

    /// What the leader does now and then: says how warm it is, lets in who asks; the moves that helpers have tried since. `plan` is
    /// what it has, with all that `reader` has read.
    pub(super) fn lead(&self, temperature: f64, price: f64, reader: &Reader, plan: &Plan) -> u64 {
        self.temperature.store(temperature.to_bits(), Ordering::Relaxed);
        self.price.store(price.to_bits(), Ordering::Relaxed);
        if self.asking.load(Ordering::Acquire) > 0 {
            let mut desk = self.desk();
            // Somebody may have written since: `reader` is then behind, and so is who is let in.
            for _ in 0..self.asking.swap(0, Ordering::AcqRel) {
                let new = Reader { number: desk.read.len(), read: reader.read };
                desk.read.push(Some(reader.read));
                desk.admitted.push((new, plan.clone()));
                self.helpers.fetch_add(1, Ordering::AcqRel);
            }
        }
        self.tried.swap(0, Ordering::Relaxed)
    }

    /// No more help is needed.
    pub(super) fn close(&self) {
        self.over.store(true, Ordering::Release);
    }

    /// Whether help is of no use any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// Asks to be let in; none when it was over before.
    fn join(&self, stop: &dyn Fn() -> bool) -> Option<(Reader, Plan)> {
        self.asking.fetch_add(1, Ordering::AcqRel);
        loop {
            if let Some(place) = self.desk().admitted.pop() {
                return Some(place);
            }
            if self.is_over() || stop() {
                self.withdraw();
                return None;
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Asks no more; who was let in meanwhile leaves.
    fn withdraw(&self) {
        let admitted = {
            let mut desk = self.desk();
            let admitted = desk.admitted.pop();
            if admitted.is_none() {
                self.asking.fetch_sub(1, Ordering::AcqRel);
            }
            admitted
        };
        if let Some((reader, _)) = admitted {
            self.leave(reader);
        }
    }

    fn leave(&self, reader: Reader) {
        self.helpers.fetch_sub(1, Ordering::AcqRel);
        let mut desk = self.desk();
        desk.read[reader.number] = None;
        desk.forget();
    }
}

/// Lends a hand to an annealing of `instance`, until it is over or `stop` says so.
pub fn help(instance: &Instance, chain: &Chain, seed: u64, stop: &dyn Fn() -> bool) {
    let index = compile::index(instance);
    let mut state = State::new(&index);
    let (mut annealing, mut dice) = (Annealing::new(&index), Dice::new(seed));
    let Some((mut reader, plan)) = chain.join(stop) else { return };
    state.load_plan(&plan);
    while !chain.is_over() && !stop() {
        let temperature = f64::from_bits(chain.temperature.load(Ordering::Relaxed));
        let price = f64::from_bits(chain.price.load(Ordering::Relaxed));
        for _ in 0..LOOK {
            if chain.has_news(&reader) {
                for steps in chain.news(&mut reader) {
                    state.follow(&steps);
                    state.keep();
                }
            }
            if annealing.attempt(&mut state, &mut dice, temperature, price).is_some() {
                if chain.write(&mut reader, || state.done()) {
                    state.keep();
                } else {
                    state.undo();
                }
            }
        }
        annealing.looked();
        chain.tried.fetch_add(LOOK, Ordering::Relaxed);
    }
    chain.leave(reader);
}

#[cfg(test)]
mod tests {
    use super::super::tests::random_instance;
    use super::super::{construct, cost, solution};
    use super::*;
    use crate::xhstt::evaluate::evaluate;

    #[test]
    fn all_go_through_the_same_states() {
        let (mut written, mut late) = (0, 0);
        for seed in 0..20 {
            let instance = random_instance(seed, if seed % 2 == 0 { 20 } else { 70 });
            let index = compile::index(&instance);
            let dice = &mut Dice::new(seed);
            let mut states = [State::new(&index), State::new(&index)];
            construct::construct(&mut states[0], dice);
            let chain = Chain::new();
            chain.asking.store(1, Ordering::Release);
            chain.lead(50.0, 10.0, &Reader::LEADER, &states[0].plan);
            let (helper, plan) = chain.join(&|| false).unwrap();
            states[1].load_plan(&plan);
            let mut readers = [Reader::LEADER, helper];
            let mut annealings = [Annealing::new(&index), Annealing::new(&index)];
            for turn in 0..1002 {
                let who = if turn < 1000 { dice.below(2) } else { turn % 2 };
                let (state, reader) = (&mut states[who], &mut readers[who]);
                // Mostly somebody has not looked.
                if turn >= 1000 || dice.below(4) == 0 {
                    for steps in chain.news(reader) {
                        state.follow(&steps);
                        state.keep();
                    }
                }
                if turn < 1000 && annealings[who].attempt(state, dice, 50.0, 10.0).is_some() {
                    if chain.write(reader, || state.done()) {
                        written += 1;
                        state.keep();
                    } else {
                        late += 1;
                        state.undo();
                    }
                }
            }
            assert_eq!(states[0].plan, states[1].plan, "seed {seed}");
            assert_eq!(states[0].total, states[1].total, "seed {seed}");
            assert_eq!(cost(&states[1]), evaluate(&instance, &solution(&index, &states[1].plan)), "seed {seed}");
            assert_eq!(chain.desk().entries.len(), 0, "what all have read is gone");
        }
        assert!(written > 100 && late > 20, "{written} {late}");
    }

    #[test]
    fn who_asks_and_goes_away_leaves_nothing_behind() {
        let plan = Plan { size: vec![1], time: vec![0], fill: Vec::new() };
        let chain = Chain::new();
        // Nobody let it in.
        assert!(chain.join(&|| true).is_none());
        assert_eq!(chain.asking.load(Ordering::Acquire), 0);
        // It was let in as it went away.
        chain.asking.store(1, Ordering::Release);
        chain.lead(1.0, 1.0, &Reader::LEADER, &plan);
        chain.withdraw();
        let counts = [&chain.asking, &chain.helpers].map(|count| count.load(Ordering::Acquire));
        assert_eq!(counts, [0, 0]);
        assert_eq!(chain.desk().read, [Some(0), None]);
    }

    #[test]
    fn a_search_with_helpers_tells_what_it_has() {
        for seed in 0..4 {
            let instance = random_instance(seed, 30);
            let told = std::cell::RefCell::new(Vec::new());
            let (answer, chains) = std::thread::scope(|scope| {
                let chains = std::cell::Cell::new(0);
                let share = |chain: &Arc<Chain>| {
                    chains.set(chains.get() + 1);
                    let (chain, instance) = (Arc::clone(chain), &instance);
                    for helper in 0..2 {
                        let chain = Arc::clone(&chain);
                        scope.spawn(move || help(instance, &chain, 100 + helper, &|| false));
                    }
                };
                let mut control = crate::xhstt::model::Control {
                    deadline: std::time::Instant::now() + Duration::from_secs(600),
                    seed,
                    stop: &|| false,
                    moves: Some(30_000),
                    other: &|| None,
                    share: Some(&share),
                    improved: &mut |solution, cost| told.borrow_mut().push((solution.clone(), cost)),
                };
                (super::super::search(&instance, None, &mut control), chains.get())
            });
            assert!(chains > 1);
            for (solution, cost) in told.into_inner().into_iter().chain([answer]) {
                assert_eq!(evaluate(&instance, &solution), cost, "seed {seed}");
            }
        }
    }
}
