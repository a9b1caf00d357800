//! Posts of which a person can have one at most: from capacities, and from constraints that say so of two posts (no time to
//! walk, no gate after a late evening). Pairs that belong together become one row: the maximal cliques of each person's graph
//! of posts that exclude each other, grown greedily until every stated pair is inside one. The rows are implied by each
//! other and far fewer, and the relaxation is the stronger for it.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::Bits;
use crate::solve::compiled::{Linear, Origin, Price, Var};

/// Sets of one person's variables, at most one of them 1.
#[derive(Debug, Default)]
pub(super) struct Packs {
    /// By person: variables, and where they come from.
    sets: BTreeMap<u32, BTreeMap<Vec<Var>, Origin>>,
}

impl Packs {
    /// At most one of `vars` (sorted), all of `person`.
    pub(super) fn add(&mut self, person: u32, vars: Vec<Var>, origin: Origin) {
        self.sets.entry(person).or_default().entry(vars).or_insert(origin);
    }

    /// The people with sets that a constraint stated, and those sets.
    pub(super) fn stated(&self) -> impl Iterator<Item = (u32, &[Var])> {
        self.sets.iter().flat_map(|(person, sets)| {
            let stated = sets.iter().filter(|(_, origin)| matches!(origin, Origin::Constraint(_)));
            stated.map(|(vars, _)| (*person, vars.as_slice()))
        })
    }

    /// The rows.
    pub(super) fn rows(self) -> Vec<Linear> {
        let mut rows = Vec::new();
        for sets in self.sets.into_values() {
            let cliques = if sets.values().any(|origin| matches!(origin, Origin::Constraint(_))) {
                merged(&sets)
            } else {
                sets.into_iter().collect()
            };
            rows.extend(cliques.into_iter().map(|(vars, origin)| Linear {
                terms: vars.into_iter().map(|var| (var, 1)).collect(),
                min: 0,
                max: 1,
                price: Price::Hard,
                origin,
            }));
        }
        rows
    }
}

/// Maximal cliques that hold every set.
fn merged(sets: &BTreeMap<Vec<Var>, Origin>) -> Vec<(Vec<Var>, Origin)> {
    let vars: BTreeSet<Var> = sets.keys().flatten().copied().collect();
    let vars: Vec<Var> = vars.into_iter().collect();
    let of_set = |set: &Vec<Var>| {
        let mut bits = Bits::none(vars.len());
        set.iter().filter_map(|var| vars.binary_search(var).ok()).for_each(|index| bits.insert(index));
        bits
    };
    // A variable is among those it excludes: it makes the tests below plain subsets.
    let mut excludes = vec![Bits::none(vars.len()); vars.len()];
    let mut order: Vec<(Bits, &Vec<Var>, &Origin)> =
        sets.iter().map(|(set, origin)| (of_set(set), set, origin)).collect();
    for (bits, ..) in &order {
        bits.numbers().for_each(|index| excludes[index].add(bits));
    }
    order.sort_by_key(|(_, set, _)| std::cmp::Reverse(set.len()));
    let mut cliques: Vec<(Bits, Origin)> = Vec::new();
    for (bits, _, origin) in order {
        if cliques.iter().any(|(clique, _)| bits.is_inside(clique)) {
            continue;
        }
        let mut clique = bits.clone();
        let first = bits.numbers().next();
        for index in first.iter().flat_map(|first| excludes[*first].numbers()) {
            if clique.is_inside(&excludes[index]) {
                clique.insert(index);
            }
        }
        cliques.push((clique, origin.clone()));
    }
    cliques.into_iter().map(|(clique, origin)| (clique.numbers().map(|index| vars[index]).collect(), origin)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{ConstraintId, ResourceId};

    #[test]
    fn pairs_become_cliques_that_hold_every_pair_and_no_other() {
        let mut packs = Packs::default();
        let pairs = [(0, 1), (0, 2), (1, 2), (2, 3), (4, 5)];
        for (index, (a, b)) in (0..).zip(pairs) {
            packs.add(7, vec![Var(a), Var(b)], Origin::Constraint(ConstraintId(index)));
        }
        packs.add(7, vec![Var(3), Var(4), Var(5)], Origin::Capacity(ResourceId(7)));
        packs.add(8, vec![Var(8), Var(9)], Origin::Capacity(ResourceId(8)));
        let rows: BTreeSet<Vec<u32>> =
            packs.rows().iter().map(|row| row.terms.iter().map(|(var, _)| var.0).collect()).collect();
        let expected = [vec![0, 1, 2], vec![2, 3], vec![3, 4, 5], vec![8, 9]];
        assert_eq!(rows, expected.into_iter().collect());
    }
}
