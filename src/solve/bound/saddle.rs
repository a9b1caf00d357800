//! The relaxation as data: columns with ranges, rows with limits, days with their masks.
//!
//! Columns are those of the program without priced patterns: the `x` of [`Compiled`] first, then slacks. Rows are its rows,
//! one an activity first, then a *link* for each slot of each day: `sum(busy columns) - sum(f[m] * (i in m)) = 0`. As the masks
//! of a day sum to 1, half of that sum may be taken from it: `sum(busy) - sum(f[m] * (+-1/2)) = 1/2`. The columns of masks
//! are then orthogonal, which is what a first-order method likes.

use std::ops::Range;

use crate::solve::compiled::{Compiled, Pattern};
use crate::solve::milp::Model;

/// Most masks of a day that are listed; a longer day becomes the paths of a decision diagram.
const MASKS: usize = 4096;

/// A sparse matrix by rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Matrix {
    pub starts: Vec<usize>,
    pub index: Vec<u32>,
    pub value: Vec<f64>,
}

impl Matrix {
    pub fn new(rows: impl IntoIterator<Item = Vec<(usize, f64)>>) -> Self {
        let mut matrix = Self { starts: vec![0], ..Self::default() };
        for row in rows {
            for (index, value) in row {
                matrix.index.push(u32::try_from(index).unwrap_or(u32::MAX));
                matrix.value.push(value);
            }
            matrix.starts.push(matrix.index.len());
        }
        matrix
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// The entries of a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.starts[row]..self.starts[row + 1];
        self.index[range.clone()].iter().map(|index| *index as usize).zip(self.value[range].iter().copied())
    }

    /// The same by columns.
    pub fn transposed(&self, columns: usize) -> Self {
        let mut rows: Vec<Vec<(usize, f64)>> = vec![Vec::new(); columns];
        for row in 0..self.rows() {
            for (column, value) in self.row(row) {
                rows[column].push((row, value));
            }
        }
        Self::new(rows)
    }

    /// A row times a vector.
    pub fn times(&self, row: usize, vector: &[f64]) -> f64 {
        self.row(row).map(|(index, value)| value * vector[index]).sum()
    }
}

/// A priced day.
#[derive(Clone, Debug)]
pub(super) struct Day {
    /// Number of slots.
    pub slots: usize,
    /// Its first link.
    pub link: usize,
    /// Position of its first mask among all masks.
    pub at: usize,
    /// Masks that are allowed.
    pub masks: Vec<u32>,
    /// What they cost.
    pub prices: Vec<f64>,
}

impl Day {
    /// Positions of its masks.
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.masks.len()
    }

    /// Positions of its links.
    pub fn links(&self) -> Range<usize> {
        self.link..self.link + self.slots
    }

    /// For each mask of the full table `sum(weight[i] * (i in mask ? -1/2 : 1/2))`, into `sums`.
    pub fn sums(weights: impl Iterator<Item = f64> + Clone, sums: &mut Vec<f64>) {
        sums.clear();
        sums.push(weights.clone().sum::<f64>() / 2.0);
        for weight in weights {
            sums.extend_from_within(..);
            let half = sums.len() / 2;
            for entry in &mut sums[half..] {
                *entry -= weight;
            }
        }
    }
}

/// The relaxation of a compiled problem.
#[derive(Clone, Debug)]
pub(in crate::solve) struct Saddle {
    pub(super) offset: f64,
    pub(super) cost: Vec<f64>,
    pub(super) lower: Vec<f64>,
    /// No optimal value is above: always finite.
    pub(super) upper: Vec<f64>,
    pub(super) row_lower: Vec<f64>,
    pub(super) row_upper: Vec<f64>,
    pub(super) by_row: Matrix,
    pub(super) by_column: Matrix,
    pub(super) days: Vec<Day>,
    /// Number of masks of all days.
    pub(super) masks: usize,
    /// Columns of each activity, and how many of them are 1. Its row is the one of the same position.
    pub(super) activities: Vec<(Range<usize>, usize)>,
}

impl Saddle {
    /// States the relaxation.
    pub fn new(compiled: &Compiled) -> Self {
        let short = |pattern: &Pattern| {
            let allowed = pattern.hard.iter().filter(|amount| **amount == 0).count();
            pattern.soft.iter().any(|price| *price > 0) && (1..=MASKS).contains(&allowed)
        };
        let (program, tables) = Model::with_patterns_apart(compiled, &short);
        let mut rows: Vec<Vec<(usize, f64)>> = Vec::new();
        let (mut row_lower, mut row_upper) = (Vec::new(), Vec::new());
        for (lower, upper, terms) in program.each_row() {
            rows.push(terms.map(|(col, weight)| (col.index(), weight)).collect());
            row_lower.push(lower);
            row_upper.push(upper);
        }
        let (mut days, mut masks) = (Vec::new(), 0);
        for table in tables {
            let allowed = table.prices.iter().enumerate().filter_map(|(mask, price)| Some((mask, (*price)?)));
            let allowed = allowed.filter_map(|(mask, price)| Some((u32::try_from(mask).ok()?, f64::from(price))));
            let (listed, prices): (Vec<u32>, Vec<f64>) = allowed.unzip();
            let day = Day { slots: table.busy.len(), link: rows.len(), at: masks, masks: listed, prices };
            masks += day.masks.len();
            for terms in table.busy {
                rows.push(terms.into_iter().map(|(col, weight)| (col.index(), weight)).collect());
                row_lower.push(0.5);
                row_upper.push(0.5);
            }
            days.push(day);
        }
        let by_row = Matrix::new(rows);
        let by_column = by_row.transposed(program.columns());
        let activities = compiled.counts.iter().enumerate().map(|(a, count)| (compiled.range(a), *count as usize));
        let (offset, columns) = program.each_column();
        let (cost, (lower, upper)) = columns.map(|(cost, lower, upper)| (cost, (lower, upper))).unzip();
        Self {
            offset,
            cost,
            lower,
            upper,
            row_lower,
            row_upper,
            by_row,
            by_column,
            days,
            masks,
            activities: activities.collect(),
        }
    }

    /// Number of columns without masks.
    pub(super) fn columns(&self) -> usize {
        self.cost.len()
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.row_lower.len()
    }
}
