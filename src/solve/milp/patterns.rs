//! Day patterns: `busy[i]` = some variable of slot `i` is 1; the mask of busy slots has a price or is forbidden.
//!
//! `busy[i]` is the sum of the slot's variables where at most one of them can be 1 (a row of capacity 1 says so), else an
//! indicator column `b` with `x <= b` for each of them and `b <= sum(x)`.
//!
//! - Nothing priced, and a mask stays forbidden when slots are added (too many, too long a run): a row for each minimal
//!   forbidden mask `M`: `sum(busy[i], i in M) <= |M| - 1`; one row when only the number of slots matters.
//! - Otherwise the paths of the table's decision diagram: a continuous flow `f >= 0` of one unit from root to end, conserved at
//!   every node, with `busy[i] = sum(f of the busy arcs of level i)`. The vertices of this polytope are the paths, so it is
//!   the convex hull of the day: the strongest linear statement of its price.

use std::collections::BTreeMap;

use super::diagram::Diagram;
use super::highs::{Col, Program};
use super::limits::Slacks;
use super::presence::Presence;
use super::{Aim, col};
use crate::solve::compiled::{Compiled, Pattern, Price, Var};

/// Most rows for minimal forbidden masks; beyond it the diagram is smaller.
const COVERS: usize = 16;

/// What the rows of patterns are made from.
pub(super) struct Context<'a> {
    compiled: &'a Compiled,
    cliques: Cliques,
    presence: Presence<'a>,
}

/// A pattern over sums of columns.
#[derive(Clone, Debug)]
pub(in crate::solve) struct Table {
    /// For each slot a sum of columns that is 1 when it is busy. A last slot may be busy whenever any other is.
    pub busy: Vec<Busy>,
    /// Prices of the masks, none for those that are not possible.
    pub prices: Vec<Option<u32>>,
}

/// A sum of columns that is 1 when the slot is busy.
type Busy = Vec<(Col, f64)>;

/// Adds the rows of `patterns`, which are some or all of those of the problem.
pub(super) fn rows<'a>(
    context: &Context<'_>,
    patterns: impl IntoIterator<Item = &'a Pattern>,
    aim: Aim,
    program: &mut Program,
) {
    let mut diagrams: BTreeMap<Vec<Option<u32>>, Option<Diagram>> = BTreeMap::new();
    for pattern in patterns {
        let priced = aim == Aim::Cheapest && pattern.soft.iter().any(|price| *price > 0);
        if !priced && pattern.hard.iter().all(|amount| *amount == 0) {
            continue;
        }
        let forbidden: Vec<bool> = pattern.hard.iter().map(|amount| *amount > 0).collect();
        let covers = if priced { None } else { covers(&forbidden) };
        if let Some(covers) = covers {
            let busy = context.busy(pattern, program);
            for (mask, most) in covers {
                let terms = (0..busy.len()).filter(|slot| mask >> slot & 1 == 1).flat_map(|slot| busy[slot].clone());
                program.row(f64::NEG_INFINITY, f64::from(most), added(terms));
            }
            continue;
        }
        let Table { busy, prices } = context.table(pattern, priced, program);
        let diagram = diagrams.entry(prices).or_insert_with_key(|prices| Diagram::new(prices));
        match diagram {
            Some(diagram) => flow(diagram, &busy, program),
            None => program.row(1.0, 1.0, []),
        }
    }
}

impl<'a> Context<'a> {
    pub fn new(compiled: &'a Compiled, slacks: &'a [Slacks]) -> Self {
        Self { compiled, cliques: Cliques::new(compiled), presence: Presence::new(compiled, slacks) }
    }

    /// The pattern as a table, its prices 0 if it is not `priced`; adds the columns that it needs.
    pub fn table(&self, pattern: &Pattern, priced: bool, program: &mut Program) -> Table {
        let mut busy = self.busy(pattern, program);
        let entries = pattern.hard.iter().zip(&pattern.soft);
        let price = |(hard, soft): (&u16, &u32)| (*hard == 0).then_some(if priced { *soft } else { 0 });
        let mut prices: Vec<Option<u32>> = entries.map(price).collect();
        if priced && Presence::matters(pattern) {
            busy.push(vec![(self.presence.column(pattern, program), 1.0)]);
            let present = prices.iter().enumerate().map(|(mask, price)| price.filter(|_| mask > 0));
            let present: Vec<_> = present.collect();
            for price in prices.iter_mut().skip(1) {
                *price = None;
            }
            prices.extend(present);
        }
        Table { busy, prices }
    }

    fn busy(&self, pattern: &Pattern, program: &mut Program) -> Vec<Busy> {
        let slot = |vars: &Vec<Var>| {
            if self.cliques.one_at_most(self.compiled, vars) {
                return vars.iter().map(|var| (col(*var), 1.0)).collect();
            }
            let indicator = program.column(0.0, 0.0, 1.0, false);
            for var in vars {
                program.row(f64::NEG_INFINITY, 0.0, [(col(*var), 1.0), (indicator, -1.0)]);
            }
            let all = vars.iter().map(|var| (col(*var), -1.0)).chain([(indicator, 1.0)]);
            program.row(f64::NEG_INFINITY, 0.0, all);
            vec![(indicator, 1.0)]
        };
        pattern.slots.iter().map(slot).collect()
    }
}

/// Each column once (a double lesson makes two slots busy).
fn added(terms: impl IntoIterator<Item = (Col, f64)>) -> impl Iterator<Item = (Col, f64)> {
    let mut sums: BTreeMap<Col, f64> = BTreeMap::new();
    for (col, weight) in terms {
        *sums.entry(col).or_default() += weight;
    }
    sums.into_iter().filter(|(_, weight)| *weight != 0.0)
}

/// Masks with the most busy slots among them, when forbidden masks stay forbidden under more busy slots and few rows say it.
fn covers(forbidden: &[bool]) -> Option<Vec<(usize, u32)>> {
    let slots = forbidden.len().trailing_zeros();
    let below = |mask: usize| (0..slots).filter(move |slot| mask >> slot & 1 == 1).map(move |slot| mask & !(1 << slot));
    let monotone = (0..forbidden.len()).all(|mask| forbidden[mask] || below(mask).all(|less| !forbidden[less]));
    if !monotone {
        return None;
    }
    let minimal: Vec<usize> =
        (0..forbidden.len()).filter(|mask| forbidden[*mask] && below(*mask).all(|less| !forbidden[less])).collect();
    let most = (0..forbidden.len()).filter(|mask| !forbidden[*mask]).map(usize::count_ones).max();
    let by_total =
        most.is_some_and(|most| (0..forbidden.len()).all(|mask| forbidden[mask] == (mask.count_ones() > most)));
    if let (true, Some(most)) = (by_total, most) {
        return Some(vec![(forbidden.len() - 1, most)]);
    }
    // The empty mask cannot be minimal here unless everything is forbidden, which no row of covers can say.
    (minimal.len() <= COVERS && !minimal.contains(&0))
        .then(|| minimal.into_iter().map(|mask| (mask, mask.count_ones() - 1)).collect())
}

fn flow(diagram: &Diagram, busy: &[Busy], program: &mut Program) {
    let mut balance: Vec<Vec<Vec<(Col, f64)>>> = diagram.widths.iter().map(|width| vec![Vec::new(); *width]).collect();
    let mut linked: Vec<Vec<(Col, f64)>> = vec![Vec::new(); busy.len()];
    program.add_offset(f64::from(diagram.constant));
    for arc in &diagram.arcs {
        let flow = program.free(f64::from(arc.cost), 1.0);
        balance[arc.level][arc.from].push((flow, -1.0));
        balance[arc.level + 1][arc.to].push((flow, 1.0));
        if arc.busy {
            linked[arc.level].push((flow, -1.0));
        }
    }
    let last = diagram.widths.len() - 1;
    for (level, nodes) in balance.into_iter().enumerate() {
        // The end is implied by the rest.
        if level == last {
            break;
        }
        let supply = if level == 0 { -1.0 } else { 0.0 };
        for terms in nodes {
            program.row(supply, supply, terms);
        }
    }
    for (busy, flows) in busy.iter().zip(linked) {
        program.row(0.0, 0.0, busy.iter().copied().chain(flows));
    }
}

/// Which variables exclude each other.
struct Cliques {
    /// Rows of capacity 1 in which a variable stands.
    rows: Vec<Vec<usize>>,
}

impl Cliques {
    fn new(compiled: &Compiled) -> Self {
        let mut rows = vec![Vec::new(); compiled.variables.len()];
        for (index, linear) in compiled.linears.iter().enumerate() {
            let one = linear.price == Price::Hard && linear.max == 1 && linear.terms.iter().all(|term| term.1 == 1);
            if one {
                for (var, _) in &linear.terms {
                    rows[var.0 as usize].push(index);
                }
            }
        }
        Self { rows }
    }

    /// Whether at most one of `vars` can be 1.
    fn one_at_most(&self, compiled: &Compiled, vars: &[Var]) -> bool {
        let Some((first, others)) = vars.split_first() else { return true };
        let terms: Vec<(Var, i32)> = vars.iter().map(|var| (*var, 1)).collect();
        compiled.reach(&terms).1 <= 1
            || self.rows[first.0 as usize]
                .iter()
                .any(|row| others.iter().all(|var| self.rows[var.0 as usize].binary_search(row).is_ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Measure;

    fn forbidden(slots: usize, measure: Measure) -> Vec<bool> {
        let row = |mask: usize| (0..slots).map(|slot| mask >> slot & 1 == 1).collect::<Vec<_>>();
        (0..1 << slots).map(|mask| measure.amount(&row(mask)) > 0).collect()
    }

    #[test]
    fn totals_and_runs_are_covers_and_gaps_are_not() {
        assert_eq!(covers(&forbidden(4, Measure::AtMost { max: 2 })), Some(vec![(0b1111, 2)]));
        assert_eq!(covers(&forbidden(4, Measure::Run { max: 2 })), Some(vec![(0b0111, 2), (0b1110, 2)]));
        assert_eq!(covers(&forbidden(4, Measure::Idle { max: 0 })), None);
        assert_eq!(covers(&[true, true]), None);
    }
}
