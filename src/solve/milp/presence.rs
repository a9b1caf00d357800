//! Whether anything happens on a day at all, as a column `present` of its pattern.
//!
//! The hull of a day is blind to why its slots are busy in parts: a teacher who gives one lesson a day, anywhere on it, looks
//! like one who gives two on every other day. What says better:
//!
//! - at most one of `x` in `X` is 1: `present >= sum(X)`;
//! - a count of at least `min`, all of it on this day, with slack `under`: `present >= 1 - under / min`;
//! - a count of at most `max` with slack `over`: `max * present >= sum(w * x) - over` over what is on this day.

use std::collections::{BTreeMap, BTreeSet};

use super::col;
use super::highs::{Col, Program};
use super::limits::Slacks;
use crate::solve::compiled::{Compiled, Linear, Pattern, Price, Var};

/// Rows that may say something of a day, by variable.
pub(super) struct Presence<'a> {
    compiled: &'a Compiled,
    slacks: &'a [Slacks],
    /// Positions in [`Compiled::linears`].
    rows: Vec<Vec<usize>>,
}

impl<'a> Presence<'a> {
    pub fn new(compiled: &'a Compiled, slacks: &'a [Slacks]) -> Self {
        let mut rows = vec![Vec::new(); compiled.variables.len()];
        for (index, linear) in compiled.linears.iter().enumerate() {
            let positive = linear.terms.iter().all(|(_, weight)| *weight > 0);
            let hard = linear.price == Price::Hard && (linear.max == 1 || linear.min > 0);
            let soft = slacks.get(index).is_some_and(|s| (s.under.is_some() && linear.min > 0) || s.over.is_some());
            if positive && linear.max > 0 && (hard || soft) {
                for (var, _) in &linear.terms {
                    rows[var.0 as usize].push(index);
                }
            }
        }
        Self { compiled, slacks, rows }
    }

    /// Whether it is worth a column: an idle day is cheaper than one with a single busy slot.
    pub fn matters(pattern: &Pattern) -> bool {
        let price = |mask: usize| (pattern.hard[mask] == 0).then_some(pattern.soft[mask]);
        let single = (0..pattern.slots.len()).filter_map(|slot| price(1 << slot)).min();
        price(0).is_some_and(|idle| single.is_some_and(|single| idle < single))
    }

    /// The column and its rows.
    pub fn column(&self, pattern: &Pattern, program: &mut Program) -> Col {
        let present = program.column(0.0, 0.0, 1.0, false);
        let mut slots: BTreeMap<Var, BTreeSet<usize>> = BTreeMap::new();
        for (slot, vars) in pattern.slots.iter().enumerate() {
            for var in vars {
                slots.entry(*var).or_default().insert(slot);
            }
        }
        // What stands in one slot only is nothing new.
        let spread = |vars: &[(Var, i32)]| {
            let mut common = vars.iter().filter_map(|(var, _)| slots.get(var));
            let first = common.next().cloned().unwrap_or_default();
            common.fold(first, |common, slots| &common & slots).is_empty()
        };
        let rows: BTreeSet<usize> = slots.keys().flat_map(|var| &self.rows[var.0 as usize]).copied().collect();
        for row in rows {
            let linear = &self.compiled.linears[row];
            let inside: Vec<(Var, i32)> =
                linear.terms.iter().filter(|(var, _)| slots.contains_key(var)).copied().collect();
            let whole = inside.len() == linear.terms.len();
            self.row(linear, self.slacks[row], &inside, (whole, spread(&inside)), present, program);
        }
        let activities: BTreeSet<usize> =
            slots.keys().map(|var| self.compiled.variables[var.0 as usize].activity.index()).collect();
        for activity in activities.into_iter().filter(|activity| self.compiled.counts[*activity] == 1) {
            let range = self.compiled.range(activity);
            let inside: Vec<(Var, i32)> =
                slots.keys().filter(|var| range.contains(&(var.0 as usize))).map(|var| (*var, 1)).collect();
            if spread(&inside) {
                least(program, present, 1.0, &inside, None);
            }
        }
        present
    }

    fn row(
        &self,
        linear: &Linear,
        slacks: Slacks,
        inside: &[(Var, i32)],
        (whole, spread): (bool, bool),
        present: Col,
        program: &mut Program,
    ) {
        let hard = linear.price == Price::Hard;
        if hard && whole && linear.min > 0 {
            program.row(1.0, f64::INFINITY, [(present, 1.0)]);
        } else if let (true, Some(under)) = (whole && linear.min > 0, slacks.under) {
            program.row(1.0, f64::INFINITY, [(present, 1.0), (under, 1.0 / f64::from(linear.min))]);
        }
        if spread && (slacks.over.is_some() || (hard && linear.max == 1)) {
            least(program, present, f64::from(linear.max), inside, slacks.over);
        }
    }
}

/// `max * present >= sum(inside) - over`.
fn least(program: &mut Program, present: Col, max: f64, inside: &[(Var, i32)], over: Option<Col>) {
    let terms = inside.iter().map(|(var, weight)| (col(*var), f64::from(*weight)));
    let terms = terms.chain(over.map(|over| (over, -1.0))).chain([(present, -max)]);
    program.row(f64::NEG_INFINITY, 0.0, terms);
}
