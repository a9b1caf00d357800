//! One annealing by several threads, whatever it anneals.
//!
//! Nearly all moves are refused, so threads need not wait for each other. Each has a state of its own and tries moves on it; what one
//! of them accepts it writes into a journal, from which the others bring their states up to date before their next move. An accepted
//! move counts only if nothing was written since its thread last read: else it is dropped. So all go through one
//! sequence of states, the same that one thread might have gone through in the sum of their times.
//!
//! The thread that began the annealing leads: it sets temperature and price, looks at the clock and keeps the best. The others
//! [help](Chain::help). When an accepted move meets one of another thread, which of them counts depends on the machine; a run that is
//! to be repeated exactly has no helpers.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Moves of a helper between two looks at what the leader says.
const LOOK: u64 = 256;
/// Pause of a helper that waits to be let in.
const PAUSE: Duration = Duration::from_millis(1);

/// One thread's part in an annealing.
pub(crate) trait Party<S> {
    /// Does what another thread did.
    fn follow(&mut self, steps: &[S]);
    /// Tries a move; when it is accepted it is done, to be kept or taken back.
    fn attempt(&mut self) -> bool;
    /// What was done.
    fn steps(&self) -> Vec<S>;
    /// It counts.
    fn keep(&mut self);
    /// It is taken back.
    fn undo(&mut self);
}

/// A party that follows what a leader says.
pub(crate) trait Helper<S>: Party<S> {
    /// Temperature and price from now on.
    fn hear(&mut self, temperature: f64, price: f64);
    /// A number of moves has been tried.
    fn looked(&mut self) {}
}

/// An annealing that others may help with: steps of moves `S`, what is handed to a helper `P`.
#[derive(Debug)]
pub struct Chain<S, P> {
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
    desk: Mutex<Desk<S, P>>,
}

/// The journal.
#[derive(Debug)]
struct Desk<S, P> {
    /// Changes that everybody has read and that are gone.
    gone: u64,
    entries: VecDeque<Arc<[S]>>,
    /// How far each has read; none who has left. The leader is the first.
    read: Vec<Option<u64>>,
    /// Who was let in, and what was there then.
    admitted: Vec<(Reader, P)>,
}

impl<S, P> Desk<S, P> {
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

/// The leader's place in an annealing; it is over when this goes.
#[derive(Debug)]
pub(crate) struct Lead<S, P> {
    pub(crate) chain: Arc<Chain<S, P>>,
    reader: Reader,
}

impl<S, P> Lead<S, P> {
    /// Nobody helps yet.
    pub(crate) fn new() -> Self {
        Self { chain: Chain::new(), reader: Reader { number: 0, read: 0 } }
    }

    /// One move.
    pub(crate) fn turn(&mut self, party: &mut impl Party<S>) {
        self.chain.turn(&mut self.reader, party);
    }

    /// To be done now and then: says how warm it is, lets in who asks; the moves that helpers have tried since. `plan` is what the
    /// leader has.
    pub(crate) fn look(&self, temperature: f64, price: f64, plan: impl Fn() -> P) -> u64 {
        let (chain, reader) = (&*self.chain, self.reader);
        chain.temperature.store(temperature.to_bits(), Ordering::Relaxed);
        chain.price.store(price.to_bits(), Ordering::Relaxed);
        if chain.asking.load(Ordering::Acquire) > 0 {
            let mut desk = chain.desk();
            // Somebody may have written since: the leader is then behind, and so is who is let in.
            for _ in 0..chain.asking.swap(0, Ordering::AcqRel) {
                let new = Reader { number: desk.read.len(), ..reader };
                desk.read.push(Some(reader.read));
                desk.admitted.push((new, plan()));
                chain.helpers.fetch_add(1, Ordering::AcqRel);
            }
        }
        chain.tried.swap(0, Ordering::Relaxed)
    }
}

impl<S, P> Drop for Lead<S, P> {
    fn drop(&mut self) {
        self.chain.close();
    }
}

/// Somebody's place in the journal.
#[derive(Clone, Copy, Debug)]
struct Reader {
    number: usize,
    /// Changes that it has read.
    read: u64,
}

impl<S, P> Chain<S, P> {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            length: AtomicU64::new(0),
            helpers: AtomicUsize::new(0),
            asking: AtomicUsize::new(0),
            tried: AtomicU64::new(0),
            temperature: AtomicU64::new(0),
            price: AtomicU64::new(0),
            over: AtomicBool::new(false),
            desk: Mutex::new(Desk { gone: 0, entries: VecDeque::new(), read: vec![Some(0)], admitted: Vec::new() }),
        })
    }

    fn desk(&self) -> MutexGuard<'_, Desk<S, P>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether others have changed something that `reader` has not read.
    fn has_news(&self, reader: &Reader) -> bool {
        self.length.load(Ordering::Acquire) != reader.read
    }

    /// What others have changed since, in order.
    fn news(&self, reader: &mut Reader) -> Vec<Arc<[S]>> {
        let mut desk = self.desk();
        let from = usize::try_from(reader.read.saturating_sub(desk.gone)).unwrap_or(usize::MAX);
        let news = desk.entries.iter().skip(from).cloned().collect();
        reader.read = desk.end();
        desk.read[reader.number] = Some(reader.read);
        desk.forget();
        news
    }

    /// Writes an accepted change; false when somebody was quicker and it must be taken back.
    fn write(&self, reader: &mut Reader, steps: impl FnOnce() -> Vec<S>) -> bool {
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

    /// One move of a party, after what it has missed.
    fn turn(&self, reader: &mut Reader, party: &mut impl Party<S>) {
        if self.has_news(reader) {
            self.catch_up(reader, party);
        }
        if party.attempt() {
            if self.write(reader, || party.steps()) {
                party.keep();
            } else {
                party.undo();
            }
        }
    }

    fn catch_up(&self, reader: &mut Reader, party: &mut impl Party<S>) {
        for steps in self.news(reader) {
            party.follow(&steps);
        }
    }

    /// No more help is needed.
    fn close(&self) {
        self.over.store(true, Ordering::Release);
    }

    /// Whether help is of no use any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// Lends a hand until the annealing is over or `stop` says so; `party` makes the helper from what it is handed.
    pub(crate) fn help<H: Helper<S>>(&self, party: impl FnOnce(P) -> H, stop: &dyn Fn() -> bool) {
        let Some((mut reader, plan)) = self.join(stop) else { return };
        let mut party = party(plan);
        while !self.is_over() && !stop() {
            let [temperature, price] =
                [&self.temperature, &self.price].map(|said| f64::from_bits(said.load(Ordering::Relaxed)));
            party.hear(temperature, price);
            for _ in 0..LOOK {
                self.turn(&mut reader, &mut party);
            }
            party.looked();
            self.tried.fetch_add(LOOK, Ordering::Relaxed);
        }
        self.leave(reader);
    }

    /// Asks to be let in; none when it was over before.
    fn join(&self, stop: &dyn Fn() -> bool) -> Option<(Reader, P)> {
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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Two parties in turns, one of which tries a move that the other follows, unless it is taken back; how many were followed.
    pub(crate) fn alternate<S>(
        parties: &mut [impl Party<S>; 2],
        turns: u32,
        mut below: impl FnMut(usize) -> usize,
    ) -> u32 {
        let mut done = 0;
        for _ in 0..turns {
            let who = below(2);
            if !parties[who].attempt() {
                continue;
            }
            if below(4) == 0 {
                parties[who].undo();
                continue;
            }
            let steps = parties[who].steps();
            parties[who].keep();
            parties[1 - who].follow(&steps);
            done += 1;
        }
        done
    }

    /// Adds up numbers; some are accepted.
    #[derive(Default)]
    struct Sum {
        number: u64,
        sum: u64,
        every: u64,
        open: bool,
        kept: u64,
        undone: u64,
    }

    impl Party<u64> for Sum {
        fn follow(&mut self, steps: &[u64]) {
            assert!(!self.open);
            self.sum = self.sum.wrapping_mul(31).wrapping_add(steps[0]);
        }

        fn attempt(&mut self) -> bool {
            self.number += 1;
            self.open = self.number.is_multiple_of(self.every);
            self.open
        }

        fn steps(&self) -> Vec<u64> {
            vec![self.number]
        }

        fn keep(&mut self) {
            self.open = false;
            self.kept += 1;
            self.follow(&[self.number]);
        }

        fn undo(&mut self) {
            self.open = false;
            self.undone += 1;
        }
    }

    impl Helper<u64> for Sum {
        fn hear(&mut self, temperature: f64, price: f64) {
            assert_eq!((temperature, price), (2.0, 3.0));
        }
    }

    #[test]
    fn what_is_written_late_is_undone_and_all_read_the_same() {
        let mut lead: Lead<u64, u64> = Lead::new();
        let chain = Arc::clone(&lead.chain);
        chain.asking.store(1, Ordering::Release);
        lead.look(2.0, 3.0, || 7);
        let (mut helper, handed) = chain.join(&|| false).unwrap();
        assert_eq!(handed, 7);
        let mut first = Sum { every: 2, ..Sum::default() };
        let mut second = Sum { number: 100, every: 3, ..Sum::default() };
        for round in 0..60 {
            lead.turn(&mut first);
            if round % 5 == 0 {
                chain.turn(&mut helper, &mut second);
            } else if second.attempt() {
                // It has not looked: what it writes counts only if it missed nothing.
                let missed = chain.has_news(&helper);
                let written = chain.write(&mut helper, || second.steps());
                assert_eq!(written, !missed);
                if written { second.keep() } else { second.undo() }
            }
        }
        chain.catch_up(&mut lead.reader, &mut first);
        chain.catch_up(&mut helper, &mut second);
        assert_eq!(first.sum, second.sum);
        assert!(
            first.kept > 10 && second.kept > 2 && second.undone > 2,
            "{} {} {}",
            first.kept,
            second.kept,
            second.undone
        );
        assert_eq!(chain.desk().entries.len(), 0, "what all have read is gone");
    }

    #[test]
    fn who_asks_and_goes_away_leaves_nothing_behind() {
        let lead: Lead<u64, u64> = Lead::new();
        let chain = &lead.chain;
        // Nobody let it in.
        assert!(chain.join(&|| true).is_none());
        assert_eq!(chain.asking.load(Ordering::Acquire), 0);
        // It was let in as it went away.
        chain.asking.store(1, Ordering::Release);
        lead.look(1.0, 1.0, || 0);
        chain.withdraw();
        let counts = [&chain.asking, &chain.helpers].map(|count| count.load(Ordering::Acquire));
        assert_eq!(counts, [0, 0]);
        assert_eq!(chain.desk().read, [Some(0), None]);
    }
}
