//! What a thread does that others need not wait for: it helps them, proves more, and waits until the rest is small enough for HiGHS.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::{Job, LARGE, Message, SECOND, SLICE};
use crate::solve::bound::{Control, Saddle, Solved, Whole, people};
use crate::solve::compiled::Var;
use crate::solve::milp::whole;
use crate::solve::{lns, local};

impl Job {
    /// Proves more than the relaxation does, by persons' weeks that are chosen whole, then waits for a plan so near the bound that
    /// prices settle most of what there is to choose, helping to find one meanwhile; what is settled then, and the plan.
    /// Nothing when the problem is small or the time is up.
    pub(super) fn settle(&self, root: Option<(Saddle, Solved)>) -> Option<(Vec<(Var, bool)>, Vec<Var>, i64)> {
        let (saddle, solved) = root.filter(|_| !self.alone && self.compiled.variables.len() >= LARGE)?;
        let mut search = Some(lns::Search::new(&self.guide, &self.problem, self.seed.wrapping_add(SECOND))?);
        let told = Cell::new(i64::MAX);
        let settled = |weeks: &Whole<'_>| {
            if self.signal.best_cost()? >= told.get() {
                return None;
            }
            let (ones, cost) = self.signal.best()?;
            told.set(cost);
            // Costs are far below 2^53.
            #[allow(clippy::cast_precision_loss)]
            let settled = weeks.settled(cost as f64);
            (settled.len() * 100 >= self.compiled.variables.len() * MOSTLY).then_some((settled, ones, cost))
        };
        let mut weeks = Whole::new(&saddle, &solved.prices, &people(&self.problem));
        // The better the plan, the fewer weeks are left to solve.
        let over = || match settled(&weeks) {
            None => (self.signal.under_way().is_none() && self.signal.best_cost().is_some()).then_some(None),
            found => Some(found),
        };
        if let Some(found) = self.lend(&mut search, SECOND, &over)? {
            return Some(found);
        }
        let mut time = WEEK;
        while weeks.is_open() && !self.signal.stopped() && !self.left().is_zero() {
            let (plan, _) = self.signal.best()?;
            let mut improved = |bound: f64| {
                if let Some(bound) = whole(bound) {
                    self.say(Message::Bound(bound));
                }
            };
            let stop = || self.signal.stopped();
            let mut control = Control { deadline: self.deadline, iterations: 0, stop: &stop, improved: &mut improved };
            weeks.round(&plan, time, &mut control);
            told.set(i64::MAX);
            if let Some(found) = settled(&weeks) {
                return Some(found);
            }
            time = time.saturating_mul(LONGER);
        }
        self.lend(&mut search, SECOND.wrapping_add(1), &|| settled(&weeks))
    }

    /// Helps with what others do for better plans: with annealings that are under way, else in large neighbourhoods; until there is
    /// `enough`.
    pub(super) fn lend<T>(
        &self,
        search: &mut Option<lns::Search<'_>>,
        seed: u64,
        enough: &dyn Fn() -> Option<T>,
    ) -> Option<T> {
        let mut seed = self.seed.wrapping_add(seed);
        let answer = Cell::new(None);
        let over = || {
            let found = enough();
            let over = found.is_some();
            if over {
                answer.set(found);
            }
            over || self.signal.stopped() || self.left().is_zero()
        };
        while !over() {
            if let Some(chain) = self.signal.under_way() {
                local::help(&self.guide, &self.problem, &chain, seed, &over);
                seed = seed.wrapping_add(1);
                continue;
            }
            let Some(((ones, known), search)) = self.signal.best().zip(search.as_mut()) else {
                std::thread::sleep(WAIT);
                continue;
            };
            let mut improved = |ones: &[Var], cost: i64| {
                self.signal.found(ones, cost);
            };
            // Another thread's better plan is a better place to go on from.
            let stop =
                || self.signal.stopped() || self.signal.best_cost().is_some_and(|best| best < known - known / 20);
            let deadline = Instant::now() + SLICE.min(self.left());
            search.improve(&ones, &mut lns::Control { deadline, stop: &stop, rounds: None, improved: &mut improved });
        }
        answer.take()
    }
}

/// HiGHS is given the whole of a large problem once so many per cent of its variables are settled.
const MOSTLY: usize = 70;
/// Time for a person's week when all are tried first, and by how much it grows from one round to the next.
const WEEK: Duration = Duration::from_secs(1);
const LONGER: u32 = 4;
/// Pause of a thread that has nothing to help with.
const WAIT: Duration = Duration::from_millis(50);
