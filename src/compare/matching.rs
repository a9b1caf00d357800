//! Which item of one plan is which item of another, with as few changes as possible.
//!
//! Two lists `a` and `b` of alike items (the lessons of one subject of one class). A pairing leaves `|a| - |b|` items alone
//! when positive, and so for `b`; the cost of a pair says how much changed. Wanted: a pairing of least total cost that pairs
//! as many as possible.
//!
//! 1. Equal items are paired first. That loses nothing while the cost is a metric that is 0 for equal items: if `x = y` stand
//!    in other pairs `(x, y')`, `(x', y)`, then `c(x', y') <= c(x', y) + c(x, y')`.
//! 2. The rest is an assignment problem, solved exactly by the Hungarian method in `O(n^3)`. Lists of more than [`MOST`] left
//!    over, which no school has, are matched block by block in their order.

use std::collections::BTreeMap;

/// Most items on a side that are matched together.
pub const MOST: usize = 200;

/// A pair of positions, or one position that is alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// In both.
    Both(usize, usize),
    /// Only in the first list.
    Gone(usize),
    /// Only in the second list.
    New(usize),
}

/// Pairs `a` with `b`; see the module's docs for what `cost` must be.
#[must_use]
pub fn pair<T: Ord>(a: &[T], b: &[T], cost: impl Fn(&T, &T) -> i64) -> Vec<Match> {
    let mut places: BTreeMap<&T, Vec<usize>> = BTreeMap::new();
    // The last is taken first, so that equal items keep their order.
    for (index, item) in b.iter().enumerate().rev() {
        places.entry(item).or_default().push(index);
    }
    let mut found = Vec::new();
    let mut left_a = Vec::new();
    for (index, item) in a.iter().enumerate() {
        match places.get_mut(item).and_then(Vec::pop) {
            Some(other) => found.push(Match::Both(index, other)),
            None => left_a.push(index),
        }
    }
    let mut left_b: Vec<usize> = places.into_values().flatten().collect();
    left_a.sort_by_key(|index| &a[*index]);
    left_b.sort_by_key(|index| (&b[*index], *index));
    let blocks = left_a.len().max(left_b.len()).div_ceil(MOST);
    for block in 0..blocks {
        let part = |list: &[usize]| -> Vec<usize> { list.iter().copied().skip(block * MOST).take(MOST).collect() };
        let (of_a, of_b) = (part(&left_a), part(&left_b));
        let costs: Vec<Vec<i64>> = of_a.iter().map(|x| of_b.iter().map(|y| cost(&a[*x], &b[*y])).collect()).collect();
        let partners = assign(&costs, of_b.len());
        let mut taken = vec![false; of_b.len()];
        for (row, partner) in partners.into_iter().enumerate() {
            match partner {
                Some(column) => {
                    taken[column] = true;
                    found.push(Match::Both(of_a[row], of_b[column]));
                }
                None => found.push(Match::Gone(of_a[row])),
            }
        }
        let alone = of_b.iter().zip(taken).filter(|(_, taken)| !taken);
        found.extend(alone.map(|(index, _)| Match::New(*index)));
    }
    found.sort_unstable();
    found
}

/// For each row its column in an assignment of least cost that serves as many rows as there are columns for.
fn assign(costs: &[Vec<i64>], columns: usize) -> Vec<Option<usize>> {
    let rows = costs.len();
    if rows > columns {
        let turned: Vec<Vec<i64>> = (0..columns).map(|c| costs.iter().map(|row| row[c]).collect()).collect();
        let mut partners = vec![None; rows];
        for (column, row) in assign(&turned, rows).into_iter().enumerate() {
            if let Some(partner) = row.and_then(|row| partners.get_mut(row)) {
                *partner = Some(column);
            }
        }
        return partners;
    }
    // Position 0 of each list is a helper of the method; rows and columns count from 1.
    let mut of_row = vec![0_i64; rows + 1];
    let mut of_column = vec![0_i64; columns + 1];
    let mut held = vec![0_usize; columns + 1];
    let mut way = vec![0_usize; columns + 1];
    for row in 1..=rows {
        held[0] = row;
        let mut column = 0;
        let mut least = vec![i64::MAX; columns + 1];
        let mut seen = vec![false; columns + 1];
        loop {
            seen[column] = true;
            let from = held[column];
            let (mut step, mut next) = (i64::MAX, 0);
            for other in 1..=columns {
                if seen[other] {
                    continue;
                }
                let reduced = costs[from - 1][other - 1] - of_row[from] - of_column[other];
                if reduced < least[other] {
                    (least[other], way[other]) = (reduced, column);
                }
                if least[other] < step {
                    (step, next) = (least[other], other);
                }
            }
            for other in 0..=columns {
                if seen[other] {
                    of_row[held[other]] += step;
                    of_column[other] -= step;
                } else if least[other] < i64::MAX {
                    least[other] -= step;
                }
            }
            column = next;
            if held[column] == 0 {
                break;
            }
        }
        while column != 0 {
            let before = way[column];
            held[column] = held[before];
            column = before;
        }
    }
    let mut partners = vec![None; rows];
    for (column, row) in held.iter().enumerate().skip(1).filter(|(_, row)| **row > 0) {
        partners[row - 1] = Some(column - 1);
    }
    partners
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Least total cost over all pairings that pair as many as possible, by trying them all.
    fn brute(a: &[(u8, u8)], b: &[(u8, u8)], cost: fn(&(u8, u8), &(u8, u8)) -> i64) -> i64 {
        if a.len() > b.len() {
            return brute(b, a, cost);
        }
        let Some((first, rest)) = a.split_first() else { return 0 };
        let others = |skip: usize| b.iter().enumerate().filter(move |(i, _)| *i != skip).map(|(_, y)| *y);
        (0..b.len()).map(|i| cost(first, &b[i]) + brute(rest, &others(i).collect::<Vec<_>>(), cost)).min().unwrap_or(0)
    }

    /// Teachers weigh more than all places together.
    fn cost(x: &(u8, u8), y: &(u8, u8)) -> i64 {
        100 * i64::from(x.0 != y.0) + i64::from(x.1 != y.1)
    }

    fn total(a: &[(u8, u8)], b: &[(u8, u8)], matches: &[Match]) -> i64 {
        let costs = matches.iter().map(|found| match found {
            Match::Both(x, y) => cost(&a[*x], &b[*y]),
            Match::Gone(_) | Match::New(_) => 0,
        });
        costs.sum()
    }

    proptest! {
        #[test]
        fn as_cheap_as_the_best_of_all_pairings(
            a in prop::collection::vec((0u8..3, 0u8..4), 0..6),
            b in prop::collection::vec((0u8..3, 0u8..4), 0..6),
        ) {
            let matches = pair(&a, &b, cost);
            prop_assert_eq!(total(&a, &b, &matches), brute(&a, &b, cost));
            let both = matches.iter().filter(|found| matches!(found, Match::Both(..))).count();
            prop_assert_eq!(both, a.len().min(b.len()));
            prop_assert_eq!(matches.len(), a.len().max(b.len()));
            let mut seen_a = vec![0; a.len()];
            let mut seen_b = vec![0; b.len()];
            for found in &matches {
                match found {
                    Match::Both(x, y) => { seen_a[*x] += 1; seen_b[*y] += 1; }
                    Match::Gone(x) => seen_a[*x] += 1,
                    Match::New(y) => seen_b[*y] += 1,
                }
            }
            prop_assert!(seen_a.iter().chain(&seen_b).all(|times| *times == 1));
        }
    }

    #[test]
    fn equal_items_stay_and_long_lists_end() {
        let a: Vec<(u8, u8)> = (0..5).map(|n| (0, n)).collect();
        let b: Vec<(u8, u8)> = (0..5).rev().map(|n| (0, n)).collect();
        assert_eq!(total(&a, &b, &pair(&a, &b, cost)), 0);
        let long: Vec<(u8, u8)> = vec![(1, 1); 3 * MOST + 1];
        let other: Vec<(u8, u8)> = vec![(1, 2); 2 * MOST];
        let matches = pair(&long, &other, cost);
        assert_eq!(matches.iter().filter(|found| matches!(found, Match::Gone(_))).count(), MOST + 1);
        assert_eq!(total(&long, &other, &matches), 2 * i64::try_from(MOST).unwrap());
    }
}
