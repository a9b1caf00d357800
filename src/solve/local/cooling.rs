//! What annealings have in common: how they cool, what a hard violation counts, when the best is told.

use std::time::{Duration, Instant};

use super::Control;

/// Looks in a row after which the price of hard violations changes, and by what.
const PATIENCE: u32 = 20;
const STEP: f64 = 1.2;

/// Pause between two reports, and the same in moves for a run that can be repeated exactly.
const QUIET: Duration = Duration::from_millis(100);
const QUIET_MOVES: u64 = 100_000;

/// The temperature of one annealing, by moves if their number is given, else by time.
pub(in crate::solve) struct Cooling {
    hot: f64,
    cold: f64,
    began: Instant,
    time: Duration,
    moves: Option<(u64, u64)>,
}

impl Cooling {
    /// From now, with `done` moves behind.
    pub(in crate::solve) fn new(control: &Control<'_>, done: u64, hot: f64, cold: f64) -> Self {
        let began = Instant::now();
        let left = control.deadline.saturating_duration_since(began);
        let time = control.cool.min(left).max(Duration::from_millis(1));
        Self { hot, cold, began, time, moves: control.moves.map(|most| (done, most)) }
    }

    /// The temperature after `done` moves; none when the annealing is over.
    pub(in crate::solve) fn temperature(&self, done: u64) -> Option<f64> {
        let part = match self.moves {
            Some((first, last)) => count(done - first) / count(last.saturating_sub(first).max(1)),
            None => self.began.elapsed().as_secs_f64() / self.time.as_secs_f64(),
        };
        (part < 1.0).then(|| self.hot * (self.cold / self.hot).powf(part))
    }
}

/// The price of a hard violation: rises while some persist, falls again to its floor while there are none.
pub(in crate::solve) struct Price {
    floor: f64,
    now: f64,
    /// Looks in a row that saw hard violations, and that saw none.
    broken: u32,
    clean: u32,
}

impl Price {
    pub(in crate::solve) fn new(floor: f64) -> Self {
        Self { floor, now: floor, broken: 0, clean: 0 }
    }

    /// The price, whole.
    #[allow(clippy::cast_possible_truncation)]
    pub(in crate::solve) fn whole(&self) -> i32 {
        self.now.round().clamp(1.0, 1e8) as i32
    }

    /// The new price when a look at so many hard violations changes it.
    pub(in crate::solve) fn look(&mut self, hard: i64) -> Option<i32> {
        (self.broken, self.clean) = if hard > 0 { (self.broken + 1, 0) } else { (0, self.clean + 1) };
        if self.broken >= PATIENCE {
            self.broken = 0;
            self.now *= STEP;
        } else if self.clean >= PATIENCE && self.now > self.floor {
            self.clean = 0;
            self.now = (self.now / STEP).max(self.floor);
        } else {
            return None;
        }
        Some(self.whole())
    }
}

/// When the best was told last.
pub(in crate::solve) struct Pause {
    told: Instant,
    done: u64,
}

impl Pause {
    /// Just told, after `done` moves.
    pub(in crate::solve) fn new(done: u64) -> Self {
        Self { told: Instant::now(), done }
    }

    /// Whether it is time to tell again; then it counts as told.
    pub(in crate::solve) fn over(&mut self, control: &Control<'_>, done: u64) -> bool {
        let over = match control.moves {
            Some(_) => done >= self.done + QUIET_MOVES,
            None => self.told.elapsed() >= QUIET,
        };
        if over {
            *self = Self::new(done);
        }
        over
    }
}

#[allow(clippy::cast_precision_loss)]
fn count(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_price_rises_while_violations_persist_and_falls_to_its_floor() {
        let mut price = Price::new(100.0);
        let looks = |price: &mut Price, hard, number| (0..number).filter_map(|_| price.look(hard)).collect::<Vec<_>>();
        assert!(looks(&mut price, 0, 50).is_empty());
        assert!(looks(&mut price, 1, PATIENCE - 1).is_empty());
        assert_eq!(looks(&mut price, 1, PATIENCE + 1), [120, 144]);
        assert_eq!(looks(&mut price, 0, 10 * PATIENCE), [120, 100]);
    }

    #[test]
    fn a_counted_annealing_cools_by_its_moves_alone() {
        let mut ignored = |_: &[crate::solve::compiled::Var], _: i64| {};
        let never = || false;
        let control = Control {
            deadline: Instant::now() + Duration::from_secs(60),
            seed: 1,
            stop: &never,
            moves: Some(1100),
            target: None,
            cool: Duration::from_millis(1),
            heat: 1.0,
            share: None,
            improved: &mut ignored,
        };
        let cooling = Cooling::new(&control, 100, 8.0, 2.0);
        let at = |done| cooling.temperature(done);
        assert_eq!((at(100), at(1100)), (Some(8.0), None));
        assert!((at(600).unwrap() - 4.0).abs() < 1e-9);
        let mut pause = Pause::new(100);
        let due = [QUIET_MOVES, QUIET_MOVES + 100, QUIET_MOVES + 101].map(|done| pause.over(&control, done));
        assert_eq!(due, [false, true, false]);
    }
}
