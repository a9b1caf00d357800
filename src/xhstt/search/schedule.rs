//! When an annealing is how warm: sizes of costs, shares of the time.

use std::time::Instant;

use super::Run;
use super::base::Sum;

/// Sizes of costs.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    /// Mean change of the objective by a random move that changes it.
    pub(super) usual: f64,
    /// Whether any does.
    pub(super) has_soft: bool,
    /// What random moves change.
    pub(super) changes: Vec<Sum>,
}

impl Scale {
    /// The temperature at which `share` of the worse random moves would be accepted.
    pub(super) fn temperature(&self, share: f64, price: f64) -> f64 {
        let worse: Vec<f64> =
            self.changes.iter().map(|change| change.energy(price)).filter(|growth| *growth > 0.0).collect();
        let (mut low, mut high) = (1e-3, 1e6);
        for _ in 0..60 {
            let middle = f64::sqrt(low * high);
            let accepted: f64 = worse.iter().map(|growth| (-growth / middle).exp()).sum();
            if accepted < share * approximate_count(worse.len() as u64) {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// From when to when one annealing goes: by moves if their number is given, else by time.
pub(super) struct Cycle {
    began: Instant,
    seconds: f64,
    moves: Option<(u64, u64)>,
}

/// Shares of what is left that the annealings get: one to have something soon, a long one, then shorter and shorter ones that begin
/// warm; then all that is left.
const SHARES: [f64; 5] = [0.06, 0.5, 0.25, 0.5, 0.5];
/// The same for one that melts all again since the long one ended in infeasibility.
const ANEW: f64 = 0.9;

/// The share of what is left that an annealing gets.
fn share(round: u32, infeasible: bool) -> f64 {
    if infeasible && round >= 2 { ANEW } else { SHARES.get(round as usize).copied().unwrap_or(1.0) }
}

impl Cycle {
    pub(super) fn new(run: &Run<'_, '_, '_, '_>, round: u32) -> Self {
        let began = Instant::now();
        let share = share(round, run.best.1.infeasibility > 0);
        let left = run.control.deadline.saturating_duration_since(began).as_secs_f64();
        let moves = run.control.moves.map(|most| {
            let left = approximate_count(most.saturating_sub(run.clock.done));
            (run.clock.done, (left * share).max(1.0) as u64)
        });
        Self { began, seconds: (left * share).max(0.01), moves }
    }

    /// How much of it is over.
    pub(super) fn part(&self, run: &Run<'_, '_, '_, '_>) -> f64 {
        match self.moves {
            Some((first, number)) => approximate_count(run.clock.done - first) / approximate_count(number),
            None => self.began.elapsed().as_secs_f64() / self.seconds,
        }
    }
}

#[allow(clippy::cast_precision_loss)]
pub(super) fn approximate(cost: i64) -> f64 {
    cost as f64
}

#[allow(clippy::cast_precision_loss)]
pub(super) fn approximate_count(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn one_short_one_long_then_what_is_left_unless_infeasible() {
        let shares = |infeasible| [0, 1, 2, 3, 4, 5, 9].map(|round| share(round, infeasible));
        assert_eq!(shares(false), [0.06, 0.5, 0.25, 0.5, 0.5, 1.0, 1.0]);
        assert_eq!(shares(true), [0.06, 0.5, 0.9, 0.9, 0.9, 0.9, 0.9]);
    }
}
