//! Annealings one after the other: a first, hot and long, then rounds of short ones that only loosen the best plan.
//!
//! Near the best plans most of what can be gained is gained at a few tenths of the smallest cost: hotter ones lose the plan that they
//! begin with, and need as long as the first to come back to one that is as good. Where a whole round gains nothing, the next takes
//! twice as long.

use std::time::Duration;

/// How hot the further ones begin, in turns, in the unit of [`Control::heat`](crate::solve::local::Control::heat).
const HEATS: [f64; 3] = [0.05, 0.07, 0.1];
/// Part of the first that each of them takes.
const SHORTER: u32 = 5;

/// Where a worker is.
#[derive(Clone, Debug)]
pub(super) struct Rounds {
    /// Time of the annealing that is next.
    pub(super) time: Duration,
    /// How hot it begins.
    pub(super) heat: f64,
    /// Annealings that are over.
    over: usize,
    /// Whether one of this round gained anything.
    gained: bool,
}

impl Rounds {
    /// Before the first.
    pub(super) fn new(time: Duration, heat: f64) -> Self {
        Self { time, heat, over: 0, gained: false }
    }

    /// One is over; whether something else is to be tried before the next: after the first, and after a round that gained nothing.
    pub(super) fn next(&mut self, gained: bool) -> bool {
        self.gained |= gained;
        let first = self.over == 0;
        let idle = self.over.is_multiple_of(HEATS.len()) && (first || !self.gained);
        if first {
            self.time /= SHORTER;
        } else if idle {
            self.time = self.time.saturating_mul(2);
        }
        if self.over.is_multiple_of(HEATS.len()) {
            self.gained = false;
        }
        self.over += 1;
        self.heat = HEATS[self.over % HEATS.len()];
        idle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_that_gains_nothing_is_followed_by_something_else_and_a_longer_one() {
        let mut rounds = Rounds::new(Duration::from_secs(20), 1.0);
        let mut heats = vec![rounds.heat];
        let mut seen = |gained| {
            let idle = rounds.next(gained);
            heats.push(rounds.heat);
            (idle, rounds.time.as_secs())
        };
        assert_eq!(seen(true), (true, 4));
        assert_eq!([true, false, false].map(&mut seen), [(false, 4); 3]);
        assert_eq!([false, false, true].map(&mut seen), [(false, 4); 3]);
        assert_eq!([false, false, false].map(&mut seen), [(false, 4), (false, 4), (true, 8)]);
        assert_eq!(heats[..5], [1.0, 0.07, 0.1, 0.05, 0.07]);
    }
}
