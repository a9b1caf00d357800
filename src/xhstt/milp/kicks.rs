//! Out of a local optimum and down again: iterated local search over neighbourhoods.
//!
//! When neighbourhoods gain nothing any more, the search is [kicked](crate::xhstt::search::Walker::kick) off the incumbent, up to a
//! height above its cost, and goes on from there. Neighbourhoods are good at the way back: most kicks of the right height end at the
//! incumbent's cost or a little above it, and some below. So the height follows what became of the last kick: higher when it led
//! back, since it was too low to lead anywhere else; lower when it did not.

use crate::xhstt::model::{Cost, Solution};

/// Neighbourhoods in a row without gain until the next kick.
const STUCK: u32 = 18;

/// Height of the first kick, in parts of the cost.
const FIRST: f64 = 0.2;
/// How heights follow what became of a kick.
const HIGHER: f64 = 1.25;
const LOWER: f64 = 0.9;

/// The incumbent, and how it is left.
pub(super) struct Kicks {
    pub(super) incumbent: (Solution, Cost),
    /// Neighbourhoods in a row without gain.
    idle: u32,
    /// How much more than the incumbent a kicked solution may cost; 0 before the first kick.
    height: f64,
    /// The present solution comes from a kick.
    kicked: bool,
}

impl Kicks {
    pub(super) fn new(start: &Solution, cost: Cost) -> Self {
        Self { incumbent: (start.clone(), cost), idle: 0, height: 0.0, kicked: false }
    }

    /// Goes on from another solution, a better one.
    pub(super) fn replace(&mut self, solution: &Solution, cost: Cost) {
        *self = Self { height: self.height, ..Self::new(solution, cost) };
    }

    /// Counts a neighbourhood after which the present solution is this; whether it is a better incumbent.
    pub(super) fn count(&mut self, solution: &Solution, cost: Cost, gained: bool) -> bool {
        self.idle = if gained { 0 } else { self.idle + 1 };
        let better = cost < self.incumbent.1;
        if cost <= self.incumbent.1 {
            self.incumbent = (solution.clone(), cost);
        }
        better
    }

    /// How much a kicked solution may cost, when it is time for a kick: the present one costs `cost`, and neighbourhoods do not
    /// gain.
    pub(super) fn due(&mut self, cost: Cost) -> Option<i64> {
        let incumbent = self.incumbent.1;
        if self.idle < STUCK || incumbent.infeasibility > 0 || incumbent.objective <= 0 {
            return None;
        }
        #[allow(clippy::cast_precision_loss)]
        let objective = incumbent.objective as f64;
        self.height = match (self.kicked, cost <= incumbent) {
            (true, true) => self.height * HIGHER,
            (true, false) => self.height * LOWER,
            (false, _) if self.height > 0.0 => self.height,
            (false, _) => objective * FIRST,
        };
        self.height = self.height.clamp(1.0, objective);
        (self.idle, self.kicked) = (0, true);
        #[allow(clippy::cast_possible_truncation)]
        Some(incumbent.objective.saturating_add(self.height as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::{Kicks, STUCK};
    use crate::xhstt::model::{Cost, Solution};

    fn soft(objective: i64) -> Cost {
        Cost { infeasibility: 0, objective }
    }

    /// The ceiling of the next kick, after as many neighbourhoods in vain as it takes.
    fn kick(kicks: &mut Kicks, cost: Cost) -> Option<i64> {
        for _ in 0..STUCK {
            assert_eq!(kicks.due(cost), None);
            kicks.count(&Solution::default(), cost, false);
        }
        kicks.due(cost)
    }

    #[test]
    fn kicks_go_higher_while_they_lead_back_and_lower_while_they_do_not() {
        let mut kicks = Kicks::new(&Solution::default(), soft(100));
        assert_eq!(kick(&mut kicks, soft(100)), Some(120));
        assert_eq!(kick(&mut kicks, soft(100)), Some(125));
        assert_eq!(kick(&mut kicks, soft(103)), Some(122));
        // A better incumbent, and the next kick from there.
        assert!(kicks.count(&Solution::default(), soft(90), true));
        assert!(!kicks.count(&Solution::default(), soft(90), false));
        assert_eq!(kicks.incumbent.1, soft(90));
        (1..STUCK).for_each(|_| assert!(!kicks.count(&Solution::default(), soft(90), false)));
        assert_eq!(kicks.due(soft(90)), Some(90 + 28));
        // Somebody else's: nothing is known of its kicks.
        kicks.replace(&Solution::default(), soft(80));
        assert_eq!(kick(&mut kicks, soft(80)), Some(80 + 28));
        for _ in 0..100 {
            assert!(kick(&mut kicks, soft(80)).unwrap() <= 160);
        }
        for _ in 0..100 {
            assert!(kick(&mut kicks, soft(200)).unwrap() >= 81);
        }
    }

    #[test]
    fn a_gain_puts_a_kick_off_and_nothing_infeasible_is_kicked() {
        let mut kicks = Kicks::new(&Solution::default(), soft(100));
        for turn in 0..10 * STUCK {
            kicks.count(&Solution::default(), soft(100), turn % STUCK == 0);
            assert_eq!(kicks.due(soft(100)), None);
        }
        for cost in [Cost { infeasibility: 1, objective: 100 }, Cost::default()] {
            let mut kicks = Kicks::new(&Solution::default(), cost);
            assert_eq!(kick(&mut kicks, cost), None);
        }
    }
}
