//! The relaxation with rows and columns scaled, so that steps of one length suit all of them.
//!
//! Eight rounds of Ruiz scaling (greatest entries towards 1), then one by the sums of rows and columns. The masks of a day have
//! one scale: so scaled, they are a simplex still. With `n` slots their matrix of `+-1/2` has the norm `sqrt(2^n / 4)` towards
//! every side, and its inverse is the scale.

use super::saddle::{Day, Matrix, Saddle};

/// Rounds of Ruiz scaling.
const ROUNDS: usize = 8;
/// Rounds of power iteration for the norm.
const POWERS: usize = 30;

/// Primal and dual point.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub x: Vec<f64>,
    pub masks: Vec<f64>,
    pub y: Vec<f64>,
}

pub(super) struct Scaled<'s> {
    pub saddle: &'s Saddle,
    pub cost: Vec<f64>,
    pub lower: Vec<f64>,
    pub upper: Vec<f64>,
    pub row_lower: Vec<f64>,
    pub row_upper: Vec<f64>,
    by_row: Matrix,
    by_column: Matrix,
    /// Scale of each row and day.
    rows: Vec<f64>,
    pub days: Vec<f64>,
    /// Norm of the scaled matrix, or a little more.
    pub norm: f64,
}

impl<'s> Scaled<'s> {
    pub fn new(saddle: &'s Saddle) -> Self {
        let (rows, columns, days) = scales(saddle);
        let mut by_row = saddle.by_row.clone();
        for (row, scale) in rows.iter().enumerate() {
            for entry in by_row.starts[row]..by_row.starts[row + 1] {
                by_row.value[entry] *= scale * columns[by_row.index[entry] as usize];
            }
        }
        let by_column = by_row.transposed(saddle.columns());
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<f64>>();
        let quotient = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a / b).collect::<Vec<f64>>();
        let mut scaled = Self {
            saddle,
            cost: product(&saddle.cost, &columns),
            lower: quotient(&saddle.lower, &columns),
            upper: quotient(&saddle.upper, &columns),
            row_lower: product(&saddle.row_lower, &rows),
            row_upper: product(&saddle.row_upper, &rows),
            by_row,
            by_column,
            rows,
            days,
            norm: 1.0,
        };
        scaled.norm = scaled.measure();
        scaled
    }

    /// The cheapest of each column's range, all masks alike, no prices.
    pub fn origin(&self) -> Point {
        let x = self.lower.iter().zip(&self.upper).map(|(lower, upper)| 0_f64.clamp(*lower, *upper)).collect();
        let mut masks = vec![0.0; self.saddle.masks];
        for (day, scale) in self.saddle.days.iter().zip(&self.days) {
            // A few thousand masks at most.
            #[allow(clippy::cast_precision_loss)]
            masks[day.range()].fill(1.0 / scale / day.masks.len() as f64);
        }
        Point { x, masks, y: vec![0.0; self.saddle.rows()] }
    }

    /// `A z` of the primal part, into `rows`.
    pub fn times(&self, x: &[f64], masks: &[f64], rows: &mut [f64]) {
        for (row, out) in rows.iter_mut().enumerate() {
            *out = self.by_row.times(row, x);
        }
        for (day, scale) in self.saddle.days.iter().zip(&self.days) {
            let mut sums = [0.0; 32];
            let mut total = 0.0;
            for (mask, value) in day.masks.iter().zip(&masks[day.range()]) {
                if *value != 0.0 {
                    total += value;
                    let mut rest = *mask;
                    while rest != 0 {
                        sums[(rest.trailing_zeros() & 31) as usize] += value;
                        rest &= rest - 1;
                    }
                }
            }
            for (link, sum) in day.links().zip(sums) {
                rows[link] -= (sum - total / 2.0) * scale * self.rows[link];
            }
        }
    }

    /// `y A`, into `x` and `masks`.
    pub fn transposed_times(&self, y: &[f64], x: &mut [f64], masks: &mut [f64], sums: &mut Vec<f64>) {
        for (column, out) in x.iter_mut().enumerate() {
            *out = self.by_column.times(column, y);
        }
        for (day, scale) in self.saddle.days.iter().zip(&self.days) {
            Day::sums(day.links().map(|link| y[link] * self.rows[link] * scale), sums);
            for (out, mask) in masks[day.range()].iter_mut().zip(&day.masks) {
                *out = sums[*mask as usize];
            }
        }
    }

    /// Prices of the rows as they are without scales.
    pub fn prices(&self, y: &[f64]) -> Vec<f64> {
        y.iter().zip(&self.rows).map(|(price, scale)| price * scale).collect()
    }

    /// What a primal point costs, whether it keeps the rows or not.
    pub fn objective(&self, point: &Point) -> f64 {
        let columns: f64 = self.cost.iter().zip(&point.x).map(|(cost, value)| cost * value).sum();
        let days = self.saddle.days.iter().zip(&self.days).map(|(day, scale)| {
            day.prices.iter().zip(&point.masks[day.range()]).map(|(price, value)| price * scale * value).sum::<f64>()
        });
        self.saddle.offset + columns + days.sum::<f64>()
    }

    fn measure(&self) -> f64 {
        let (mut x, mut masks, mut sums) = (vec![0.0; self.saddle.columns()], vec![0.0; self.saddle.masks], Vec::new());
        let mut dice: u64 = 1;
        let mut y: Vec<f64> = (0..self.saddle.rows())
            .map(|_| {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                // The upper bits only: small whole numbers.
                #[allow(clippy::cast_precision_loss)]
                let value = (dice >> 40) as f64;
                value / 2_f64.powi(24) - 0.5
            })
            .collect();
        let mut norm = 1.0;
        for _ in 0..POWERS {
            let length = squares(&y).sqrt().max(f64::MIN_POSITIVE);
            for entry in &mut y {
                *entry /= length;
            }
            self.transposed_times(&y, &mut x, &mut masks, &mut sums);
            norm = (squares(&x) + squares(&masks)).sqrt();
            self.times(&x, &masks, &mut y);
        }
        1.01 * norm.max(1e-9)
    }
}

pub(super) fn squares(vector: &[f64]) -> f64 {
    vector.iter().map(|value| value * value).sum()
}

/// Scales of rows, columns and days.
fn scales(saddle: &Saddle) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let (mut rows, mut columns) = (vec![1.0_f64; saddle.rows()], vec![1.0_f64; saddle.columns()]);
    // A few thousand masks at most.
    #[allow(clippy::cast_precision_loss)]
    let width: Vec<f64> = saddle.days.iter().map(|day| (day.masks.len() as f64).sqrt()).collect();
    let days: Vec<f64> = width.iter().map(|width| (2.0 / width).min(2.0)).collect();
    for round in 0..=ROUNDS {
        let add = |total: &mut f64, value: f64| *total = if round < ROUNDS { total.max(value) } else { *total + value };
        let (mut of_row, mut of_column) = (vec![0.0_f64; rows.len()], vec![0.0_f64; columns.len()]);
        for (row, total) in of_row.iter_mut().enumerate() {
            for (column, value) in saddle.by_row.row(row) {
                let value = (value * rows[row] * columns[column]).abs();
                add(total, value);
                add(&mut of_column[column], value);
            }
        }
        for ((day, scale), width) in saddle.days.iter().zip(&days).zip(&width) {
            for link in day.links() {
                add(&mut of_row[link], rows[link] * scale * width / 2.0);
            }
        }
        for (scales, totals) in [(&mut rows, &of_row), (&mut columns, &of_column)] {
            for (scale, total) in scales.iter_mut().zip(totals).filter(|(_, total)| **total > 0.0) {
                *scale /= total.sqrt();
            }
        }
    }
    (rows, columns, days)
}
