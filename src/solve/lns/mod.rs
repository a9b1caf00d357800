//! Large neighbourhoods: a region of the plan is set free, HiGHS finds the best way to fill it, everything else stays.
//!
//! What annealing cannot untangle, because every way there leads over worse plans, is within one region often enough a small
//! problem with an optimum. [`region`] chooses regions, [`restrict`] makes the small problem, [`Model`] states it for HiGHS,
//! and the plan so far is its start. The result is never worse. HiGHS, which is given the plan, has no reason to find another of its cost:
//! so before each solve the search [walks](Walker::walk) along plans of the same cost, and the same region is another problem.
//!
//! *Size.* Each kind of region has a number of groups of its own: it grows while solves take less than [`SOON`], shrinks when
//! one meets its limit.
//!
//! *Choice of kind.* Kinds are drawn in proportion to what they have gained lately for their time (a mean that forgets), with a
//! floor, so that none is given up.
//!
//! A region that was solved to its end is not tried again before the plan has changed.
//!
//! Deterministic when [`Control::rounds`] is given: solves are limited by nodes, sizes and choices depend on their outcome and
//! not on their time.

mod region;
mod restrict;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use self::region::{KINDS, Kind, Map, Region};
use self::restrict::{Placed, Web, restrict};
use crate::problem::Problem;
use crate::solve::compiled::{Compiled, Price, Var};
use crate::solve::local::Walker;
use crate::solve::local::moves::Dice;
use crate::solve::milp::highs::{Limits, Status, Until};
use crate::solve::milp::{Aim, Model};

/// A solve that takes less may be larger next time.
const SOON: Duration = Duration::from_millis(300);
/// Longest solve.
const LONGEST: Duration = Duration::from_secs(3);
/// Nodes of a solve whose time does not count.
const NODES: i32 = 60;
/// Most free variables of a region.
const MOST: usize = 12_000;
/// Solves in a row without gain after which a search is stuck.
const PATIENCE: u32 = 300;
/// Random moves of the walk before each solve.
const STEPS: u64 = 100_000;

/// What a search may use, and whom it tells.
pub struct Control<'a> {
    /// Stops soon after it.
    pub deadline: Instant,
    /// Asked by HiGHS and between solves.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// So many solves, limited by nodes and not by time, so that a search can be repeated exactly.
    pub rounds: Option<u32>,
    /// Told every plan that costs less than all before.
    pub improved: &'a mut dyn FnMut(&[Var], i64),
}

/// Regions tried, one after the other, from one plan; keeps what it has learnt when the plan is replaced.
pub struct Search<'p> {
    compiled: &'p Compiled,
    map: Map,
    web: Web,
    walker: Walker,
    dice: Dice,
    habits: Vec<Habit>,
    /// Regions without anything to gain in the present plan.
    solved: BTreeSet<Region>,
}

/// What is known of a kind of region.
#[derive(Clone, Copy, Debug)]
struct Habit {
    kind: Kind,
    /// Groups, in quarters, so that it changes slowly.
    size: usize,
    /// Gain for a second, or for a solve when time does not count; forgets.
    worth: f64,
}

impl<'p> Search<'p> {
    /// None where there is nothing for it: no groups, or people to be chosen instead of times.
    #[must_use]
    pub fn new(compiled: &'p Compiled, problem: &Problem, seed: u64) -> Option<Self> {
        let map = Map::new(compiled, problem);
        if map.groups() == 0 || !compiled.spreads.is_empty() {
            return None;
        }
        let habit = |kind: &Kind| {
            let size = match kind {
                Kind::Day => 12,
                Kind::Days | Kind::Costly | Kind::Block => 6,
                Kind::Week | Kind::Person => 3,
            };
            Habit { kind: *kind, size: 4 * size, worth: 1.0 }
        };
        Some(Self {
            compiled,
            web: Web::new(compiled),
            walker: Walker::new(compiled, problem)?,
            dice: Dice::new(seed),
            habits: KINDS.iter().map(habit).collect(),
            solved: BTreeSet::new(),
            map,
        })
    }

    /// Improves `start`, a feasible plan, until the time or the rounds are over or nothing was gained for long; returns the best
    /// plan and its cost, none when `start` is not feasible.
    pub fn improve(&mut self, start: &[Var], control: &mut Control<'_>) -> Option<(Vec<Var>, i64)> {
        let mut cost = self.cost(start)?;
        let mut plan = Placed::new(self.compiled, &self.web, start);
        self.solved.clear();
        // Solves in a row without gain, and regions in a row that were known to hold none.
        let (mut idle, mut familiar, mut round) = (0, 0, 0);
        while cost > 0 && idle < PATIENCE && control.rounds.is_none_or(|rounds| round < rounds) {
            if (control.stop)() || Instant::now() >= control.deadline {
                break;
            }
            round += 1;
            let walked = self.walker.walk(&plan.ones, STEPS, &mut self.dice);
            if let Some((walked, found)) = walked.filter(|walked| walked.0 != plan.ones) {
                plan = Placed::new(self.compiled, &self.web, &walked);
                self.solved.clear();
                if found < cost {
                    (cost, idle) = (found, 0);
                    (control.improved)(&plan.ones, cost);
                }
            }
            let costly = self.costly(&plan);
            let chosen = self.choose();
            let habit = self.habits[chosen];
            let most = (habit.size / 4).clamp(1, self.map.groups());
            let region = habit.kind.region(&self.map, most, costly.as_ref(), &mut self.dice);
            if self.solved.contains(&region) {
                familiar += 1;
                if familiar > PATIENCE {
                    break;
                }
                continue;
            }
            (idle, familiar) = (idle + 1, 0);
            let clock = Instant::now();
            let Some(outcome) = self.solve(&plan, &region, control) else {
                self.solved.insert(region);
                continue;
            };
            let gain = match outcome.found.as_ref().and_then(|ones| Some((ones, self.cost(ones)?))) {
                Some((ones, found)) if found <= cost && *ones != plan.ones => {
                    plan = Placed::new(self.compiled, &self.web, ones);
                    let gain = cost - found;
                    cost = found;
                    gain
                }
                _ => 0,
            };
            if gain > 0 {
                idle = 0;
                self.solved.clear();
                (control.improved)(&plan.ones, cost);
            }
            if outcome.ended {
                self.solved.insert(region);
            }
            let time = if control.rounds.is_some() { SOON } else { clock.elapsed() };
            self.learn(chosen, gain, outcome.ended, time);
        }
        Some((plan.ones, cost))
    }

    /// Cost of a plan; none when it violates something.
    fn cost(&mut self, ones: &[Var]) -> Option<i64> {
        self.walker.cost(ones)
    }

    fn solve(&mut self, plan: &Placed, region: &Region, control: &Control<'_>) -> Option<Solved> {
        let mut free = self.map.variables(self.compiled, region);
        let mut region = region.clone();
        while free.len() > MOST && region.groups.len() > 1 {
            region.groups.truncate(region.groups.len() / 2);
            free = self.map.variables(self.compiled, &region);
        }
        let part = restrict(self.compiled, &self.web, plan, &free)?;
        let model = Model::new(&part.compiled, Aim::Cheapest);
        let left = control.deadline.saturating_duration_since(Instant::now());
        let alone = control.rounds.is_some();
        let limits = Limits {
            time: if alone { left } else { left.min(LONGEST) },
            nodes: alone.then_some(NODES),
            gap: 0.0,
            relaxed: false,
            seed: i32::try_from(self.dice.below(1 << 30)).unwrap_or(0),
        };
        let over = || (control.stop)() || Instant::now() >= control.deadline;
        let found = model.run(Some(&part.inside(plan)), &limits, &Until(&over));
        Some(Solved {
            ended: matches!(found.status, Status::Optimal | Status::Infeasible),
            found: found.ones.map(|ones| part.outside(plan, &ones)),
        })
    }

    /// A kind, by worth.
    fn choose(&mut self) -> usize {
        let best = self.habits.iter().map(|habit| habit.worth).fold(0.0, f64::max);
        let weight = |habit: &Habit| habit.worth + 0.05 * best + 1e-9;
        let mut ticket = self.dice.unit() * self.habits.iter().map(weight).sum::<f64>();
        for (number, habit) in self.habits.iter().enumerate() {
            ticket -= weight(habit);
            if ticket < 0.0 {
                return number;
            }
        }
        0
    }

    /// `time` is [`SOON`] where it does not count.
    fn learn(&mut self, chosen: usize, gain: i64, ended: bool, time: Duration) {
        let habit = &mut self.habits[chosen];
        // Gains are small numbers.
        #[allow(clippy::cast_precision_loss)]
        let worth = gain as f64 / time.as_secs_f64().max(0.01);
        habit.worth = 0.9 * habit.worth + 0.1 * worth;
        if !ended {
            habit.size = (habit.size * 3 / 4).max(4);
        } else if time <= SOON {
            let step = if time <= SOON / 4 { habit.size / 4 } else { habit.size / 16 };
            habit.size = (habit.size + 1 + step).min(4 * self.map.groups());
        }
    }

    /// The groups and days of something that costs, drawn by its cost.
    fn costly(&mut self, plan: &Placed) -> Option<Region> {
        let rows = self.compiled.linears.iter().zip(&plan.sums).map(|(linear, sum)| match linear.price {
            Price::Soft(price) => {
                i64::from(price)
                    * i64::from((linear.min.saturating_sub(*sum)).max(sum.saturating_sub(linear.max)).max(0))
            }
            Price::Hard => 0,
        });
        let patterns = self.compiled.patterns.iter().map(|pattern| i64::from(pattern.soft[plan.busy(pattern)]));
        let costs: Vec<i64> = rows.chain(patterns).collect();
        let total =
            u32::try_from(costs.iter().sum::<i64>().min(i64::from(u32::MAX))).ok().filter(|total| *total > 0)?;
        let mut ticket = i64::from(self.dice.below(total));
        let drawn = costs.iter().position(|cost| {
            ticket -= cost;
            ticket < 0
        })?;
        let vars: Vec<Var> = match self.compiled.linears.get(drawn) {
            Some(linear) => linear.terms.iter().map(|term| term.0).collect(),
            None => {
                self.compiled.patterns[drawn - self.compiled.linears.len()].slots.iter().flatten().copied().collect()
            }
        };
        let (mut groups, mut days) = (Vec::new(), 0);
        for var in vars.into_iter().filter(|var| plan.chosen[var.0 as usize]) {
            groups.extend(&self.map.groups_of[self.compiled.variables[var.0 as usize].activity.index()]);
            days |= 1 << (self.map.day_of[var.0 as usize] & 63);
        }
        groups.sort_unstable();
        groups.dedup();
        (!groups.is_empty()).then_some(Region { groups, days })
    }
}

/// How a region was solved.
struct Solved {
    /// Nothing better is left in it.
    ended: bool,
    found: Option<Vec<Var>>,
}
