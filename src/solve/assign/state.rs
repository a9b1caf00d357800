//! Who fills every post now, the counters of all rows, and steps that can be tried, kept or taken back.

use super::Roster;
use super::spreads::Spreads;
use crate::solve::compiled::Var;
use crate::solve::local::rows::{Rows, Totals};

/// One post goes from one person to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub post: u32,
    pub from: u32,
    pub to: u32,
}

/// Every post is always filled by one of its candidates; everything else may be violated and is counted.
#[derive(Debug)]
pub(super) struct State<'a> {
    pub roster: &'a Roster,
    pub rows: Rows,
    pub spreads: Spreads,
    pub totals: Totals,
    /// Variable of each post.
    pub at: Vec<u32>,
    /// Posts of each resource.
    held: Vec<Vec<u32>>,
}

impl<'a> State<'a> {
    /// The state in which post `p` is filled as variable `at[p]` says.
    pub(super) fn new(roster: &'a Roster, rows: Rows, spreads: Spreads, at: Vec<u32>) -> Self {
        let held = vec![Vec::new(); roster.single.len()];
        let mut state = Self { roster, rows, spreads, totals: Totals::default(), at, held };
        state.rebuild();
        state
    }

    /// The state of a roster that is given as one variable of each post, in their order.
    pub(super) fn of(roster: &'a Roster, ones: &[Var]) -> Self {
        let (rows, spreads) = (Rows::new(&roster.compiled), Spreads::new(&roster.compiled));
        Self::new(roster, rows, spreads, ones.iter().map(|var| var.0).collect())
    }

    /// Counts everything again from `at`.
    pub(super) fn rebuild(&mut self) {
        self.rows.clear();
        self.spreads.clear();
        self.held.iter_mut().for_each(Vec::clear);
        for (post, var) in (0..).zip(&self.at) {
            let mut ignored = Totals::default();
            self.rows.flip::<1>(*var, &mut ignored);
            self.spreads.flip::<1>(*var, true, &mut ignored);
            if let Some(held) = self.held.get_mut(self.roster.choice(*var).1 as usize) {
                held.push(post);
            }
        }
        self.rows.relist();
        self.count();
    }

    fn count(&mut self) {
        let (rows, spreads) = (self.rows.totals(), self.spreads.totals(self.rows.with_soft));
        self.totals = Totals {
            energy: rows.energy + spreads.energy,
            hard: rows.hard + spreads.hard,
            soft: rows.soft + spreads.soft,
        };
    }

    /// Prices everything that must hold alike.
    pub(super) fn set_price(&mut self, price: i32) {
        self.rows.price_all(price);
        self.spreads.price_all(price);
        self.count();
    }

    /// Raises the price of what does not hold.
    pub(super) fn raise_violated(&mut self) {
        self.totals.energy += self.rows.raise_violated(1) + self.spreads.raise_violated(1);
    }

    /// Goes to another roster.
    pub(super) fn load(&mut self, at: &[u32]) {
        self.at.copy_from_slice(at);
        self.rebuild();
    }

    /// Posts that a resource fills now.
    pub(super) fn held(&self, resource: u32) -> &[u32] {
        self.held.get(resource as usize).map_or(&[][..], Vec::as_slice)
    }

    /// Who fills a post now.
    pub(super) fn who(&self, post: u32) -> u32 {
        self.roster.choice(self.at[post as usize]).1
    }

    /// Tries `steps` of different posts; the change. They must be kept or taken back.
    pub(super) fn try_steps(&mut self, steps: &[Step]) -> Totals {
        let mut change = Totals::default();
        let with_soft = self.rows.with_soft;
        for step in steps {
            self.rows.flip::<-1>(step.from, &mut change);
            self.spreads.flip::<-1>(step.from, with_soft, &mut change);
        }
        for step in steps {
            self.rows.flip::<1>(step.to, &mut change);
            self.spreads.flip::<1>(step.to, with_soft, &mut change);
        }
        change
    }

    /// Takes back steps that were tried.
    pub(super) fn take_back(&mut self, steps: &[Step]) {
        let mut ignored = Totals::default();
        for step in steps {
            self.rows.unflip::<-1>(step.to);
            self.spreads.flip::<-1>(step.to, true, &mut ignored);
        }
        for step in steps {
            self.rows.unflip::<1>(step.from);
            self.spreads.flip::<1>(step.from, true, &mut ignored);
        }
    }

    /// Keeps steps that were tried, which changed the totals by `change`.
    pub(super) fn keep(&mut self, steps: &[Step], change: Totals) {
        self.totals.energy += change.energy;
        self.totals.hard += change.hard;
        self.totals.soft += change.soft;
        for step in steps {
            let (from, to) = (self.roster.choice(step.from).1, self.roster.choice(step.to).1);
            if let Some(held) = self.held.get_mut(from as usize)
                && let Some(position) = held.iter().position(|post| *post == step.post)
            {
                held.swap_remove(position);
            }
            if let Some(held) = self.held.get_mut(to as usize) {
                held.push(step.post);
            }
            self.at[step.post as usize] = step.to;
            self.rows.note(step.from);
            self.rows.note(step.to);
        }
    }
}
