//! A few posts of a roster, everything else being as it is: the rows that are left, with the others' share moved into the
//! limits. Small enough for HiGHS to solve at once.

use std::sync::Arc;

use super::Roster;
use crate::problem::ActivityId;
use crate::solve::compiled::{Compiled, Linear, Pattern, Price, Spread, Var, Variable};

/// The posts that are free, as a problem of their own.
#[derive(Debug)]
pub(super) struct Part {
    /// Its rows; activity `i` is the post `free[i]`.
    pub compiled: Arc<Compiled>,
    /// Variable of the roster of each variable.
    vars: Vec<u32>,
    /// How its posts are filled now.
    pub now: Vec<Var>,
}

impl Part {
    /// The posts `free` (sorted) of a roster that is filled as `at` says.
    pub(super) fn new(roster: &Roster, at: &[u32], free: &[u32]) -> Self {
        let whole = &roster.compiled;
        let mut image = vec![None; whole.variables.len()];
        let (mut vars, mut now) = (Vec::new(), Vec::new());
        let mut compiled = Compiled { first: vec![0], ..Compiled::default() };
        for (index, post) in free.iter().enumerate() {
            for position in whole.range(*post as usize) {
                let var = Var(number(vars.len()));
                image[position] = Some(var);
                if at[*post as usize] as usize == position {
                    now.push(var);
                }
                let placement = whole.variables[position].placement;
                compiled.variables.push(Variable { activity: ActivityId::from_index(index), placement });
                vars.push(number(position));
            }
            compiled.first.push(number(vars.len()));
            compiled.counts.push(1);
        }
        let see = See { image: &image, roster, at };
        for linear in &whole.linears {
            let row = see.linear(linear);
            let (low, high) = compiled.reach(&row.terms);
            if low < i64::from(row.min) || high > i64::from(row.max) {
                compiled.linears.push(row);
            }
        }
        compiled.patterns = whole.patterns.iter().filter_map(|pattern| see.pattern(pattern)).collect();
        compiled.spreads = whole.spreads.iter().filter_map(|spread| see.spread(spread)).collect();
        Self { compiled: Arc::new(compiled), vars, now }
    }

    /// Fills the free posts of `at` as these variables say.
    pub(super) fn put(&self, ones: &[Var], roster: &Roster, at: &mut [u32]) {
        for var in ones.iter().filter_map(|var| self.vars.get(var.0 as usize)) {
            if let Some(entry) = at.get_mut(roster.choice(*var).0 as usize) {
                *entry = *var;
            }
        }
    }
}

/// What a variable of the roster is in the part.
struct See<'a> {
    image: &'a [Option<Var>],
    roster: &'a Roster,
    at: &'a [u32],
}

impl See<'_> {
    /// Whether a variable that is not free is 1.
    fn one(&self, var: Var) -> bool {
        self.image[var.0 as usize].is_none() && self.at[self.roster.choice(var.0).0 as usize] == var.0
    }

    fn linear(&self, linear: &Linear) -> Linear {
        let (mut known, mut terms) = (0_i32, Vec::new());
        for (var, weight) in &linear.terms {
            match self.image[var.0 as usize] {
                Some(var) => terms.push((var, *weight)),
                None if self.one(*var) => known += weight,
                None => {}
            }
        }
        terms.sort_unstable();
        let (min, max) = (linear.min - known, linear.max - known);
        Linear { terms, min, max, price: linear.price, origin: linear.origin.clone() }
    }

    fn pattern(&self, pattern: &Pattern) -> Option<Pattern> {
        let mut base = 0;
        let (mut open, mut slots) = (Vec::new(), Vec::new());
        for (slot, vars) in pattern.slots.iter().enumerate() {
            let mut free: Vec<Var> = vars.iter().filter_map(|var| self.image[var.0 as usize]).collect();
            if vars.iter().any(|var| self.one(*var)) {
                base |= 1 << slot;
            } else if !free.is_empty() {
                free.sort_unstable();
                open.push(slot);
                slots.push(free);
            }
        }
        if slots.is_empty() {
            return None;
        }
        let mask = |mask: usize| open.iter().enumerate().fold(base, |m, (bit, slot)| m | (mask >> bit & 1) << slot);
        let masks = || (0..1_usize << open.len()).map(mask);
        Some(Pattern {
            hard: masks().map(|mask| pattern.hard[mask]).collect(),
            soft: masks().map(|mask| pattern.soft[mask]).collect(),
            slots,
            origins: pattern.origins.clone(),
        })
    }

    fn spread(&self, spread: &Spread) -> Option<Spread> {
        let (mut used, mut groups) = (0, Vec::new());
        for group in &spread.groups {
            let mut free: Vec<Var> = group.iter().filter_map(|var| self.image[var.0 as usize]).collect();
            if group.iter().any(|var| self.one(*var)) {
                used += 1;
            } else if !free.is_empty() {
                free.sort_unstable();
                groups.push(free);
            }
        }
        let max = spread.max.saturating_sub(used);
        let priced = spread.price != Price::Soft(0);
        (priced && groups.len() > max as usize).then_some(Spread {
            groups,
            max,
            price: spread.price,
            origin: spread.origin,
        })
    }
}

fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
