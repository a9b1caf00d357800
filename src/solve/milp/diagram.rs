//! A price table over rows of busy and free slots as a decision diagram.
//!
//! Level `i` decides slot `i`. A node is what is left of the table once the earlier slots are decided, up to a constant that
//! moves onto the arc that leads to it; equal remainders are one node. So a table of `2^n` prices whose measures are gaps,
//! runs and totals becomes `O(n^2)` arcs, and its cheapest row is a shortest path from the root to the end. Forbidden masks
//! have no path.

use std::collections::BTreeMap;

/// A decision: slot `level` is busy or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    /// Which slot; node numbers count within a level.
    pub level: usize,
    /// Node that it leaves, at `level`.
    pub from: usize,
    /// Node that it enters, at `level + 1`.
    pub to: usize,
    /// Whether the slot is busy.
    pub busy: bool,
    /// What it costs.
    pub cost: u32,
}

/// A reduced diagram with costs on its arcs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Diagram {
    /// All arcs, by level.
    pub arcs: Vec<Arc>,
    /// Nodes of each level; the first and the last level have one.
    pub widths: Vec<usize>,
    /// Cost of every path.
    pub constant: u32,
}

impl Diagram {
    /// Builds it from prices of the masks (bit `i` for slot `i`), none for a forbidden one; none if all are.
    pub fn new(table: &[Option<u32>]) -> Option<Self> {
        let slots = table.len().trailing_zeros() as usize;
        let constant = table.iter().flatten().min().copied()?;
        let mut diagram = Self { arcs: Vec::new(), widths: vec![1], constant };
        let mut level: Vec<Vec<Option<u32>>> = vec![less(table, constant)];
        for slot in 0..slots {
            let mut next: BTreeMap<Vec<Option<u32>>, usize> = BTreeMap::new();
            let mut nodes = Vec::new();
            for (from, rest) in level.iter().enumerate() {
                for busy in [false, true] {
                    let half: Vec<_> = rest.iter().skip(usize::from(busy)).step_by(2).copied().collect();
                    let Some(cost) = half.iter().flatten().min().copied() else { continue };
                    let half = less(&half, cost);
                    let to = *next.entry(half).or_insert_with_key(|half| {
                        nodes.push(half.clone());
                        nodes.len() - 1
                    });
                    diagram.arcs.push(Arc { level: slot, from, to, busy, cost });
                }
            }
            diagram.widths.push(nodes.len());
            level = nodes;
        }
        Some(diagram)
    }
}

fn less(table: &[Option<u32>], by: u32) -> Vec<Option<u32>> {
    table.iter().map(|price| price.map(|price| price - by)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Measure;

    /// The price of a mask by walking the diagram.
    fn walk(diagram: &Diagram, mask: usize) -> Option<u32> {
        let (mut node, mut cost) = (0, diagram.constant);
        for level in 0..diagram.widths.len() - 1 {
            let busy = mask >> level & 1 == 1;
            let arc = diagram.arcs.iter().find(|a| a.level == level && a.from == node && a.busy == busy)?;
            node = arc.to;
            cost += arc.cost;
        }
        Some(cost)
    }

    #[test]
    fn every_mask_keeps_its_price() {
        let table: Vec<Option<u32>> = (0..1_usize << 8)
            .map(|mask| {
                let busy: Vec<bool> = (0..8).map(|slot| mask >> slot & 1 == 1).collect();
                let runs = Measure::Run { max: 3 }.amount(&busy);
                let forbidden = Measure::AtMost { max: 6 }.amount(&busy) > 0;
                (!forbidden).then(|| 2 * Measure::Idle { max: 0 }.amount(&busy) + 3 * runs + 1)
            })
            .collect();
        let diagram = Diagram::new(&table).unwrap();
        for (mask, price) in table.iter().enumerate() {
            assert_eq!(walk(&diagram, mask), *price, "{mask:b}");
        }
    }

    #[test]
    fn gaps_need_few_arcs() {
        let table: Vec<Option<u32>> = (0..1_usize << 12)
            .map(|mask| {
                let busy: Vec<bool> = (0..12).map(|slot| mask >> slot & 1 == 1).collect();
                Some(Measure::Idle { max: 0 }.amount(&busy))
            })
            .collect();
        assert!(Diagram::new(&table).unwrap().arcs.len() < 200);
        assert_eq!(Diagram::new(&[None, None]), None);
    }
}
