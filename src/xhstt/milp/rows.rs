//! Rows and columns with known ranges, and what deviations cost.
//!
//! A deviation is a column `s >= value - maximum` or `s >= minimum - value`; since it costs, some optimal solution has it as
//! small as its rows allow, which is the deviation itself. Linear costs stand on these columns; a quadratic cost is a chain of unit columns
//! `u_k` in `[0, 1]` with cost `w * (k^2 - (k - 1)^2)`, which rises, so that they fill in order; a step is a 0/1 column.

use crate::solve::milp::highs::{Col, Program};
use crate::xhstt::model::{CostFunction, Limits};

/// `constant + sum(weight * column)`.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    /// What is fixed.
    pub constant: f64,
    /// Columns, maybe several times each.
    pub terms: Vec<(Col, f64)>,
}

impl Sum {
    pub fn fixed(constant: f64) -> Self {
        Self { constant, terms: Vec::new() }
    }

    pub fn of(col: Col) -> Self {
        Self { constant: 0.0, terms: vec![(col, 1.0)] }
    }

    pub fn add(&mut self, other: &Self, weight: f64) {
        self.constant += other.constant * weight;
        self.terms.extend(other.terms.iter().map(|(col, factor)| (*col, factor * weight)));
    }

    pub fn is_fixed(&self) -> bool {
        self.terms.is_empty()
    }

    /// Its value where the columns have `values`.
    pub fn value(&self, values: &[f64]) -> f64 {
        self.constant
            + self.terms.iter().map(|(col, weight)| weight * values.get(col.index()).unwrap_or(&0.0)).sum::<f64>()
    }

    fn tidy(&mut self) {
        self.terms.sort_by_key(|(col, _)| *col);
        self.terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        self.terms.retain(|(_, weight)| *weight != 0.0);
    }
}

/// What a constraint's cost is to the objective.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Worth {
    /// It must be 0.
    Forbidden,
    /// It counts so much a unit.
    Weight(i64),
    /// It does not matter.
    Nothing,
}

/// A program under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub program: Program,
    lower: Vec<f64>,
    upper: Vec<f64>,
}

impl Rows {
    /// A whole column from 0 to `most`.
    pub fn whole(&mut self, cost: f64, most: f64) -> Col {
        self.lower.push(0.0);
        self.upper.push(most);
        self.program.column(cost, 0.0, most, true)
    }

    /// A column from 0 to `most`.
    pub fn part(&mut self, cost: f64, most: f64) -> Col {
        self.lower.push(0.0);
        self.upper.push(most);
        self.program.column(cost, 0.0, most, false)
    }

    /// A column from 0 that needs not be told that it is at most `most`.
    pub fn free(&mut self, cost: f64, most: f64) -> Col {
        self.lower.push(0.0);
        self.upper.push(most);
        self.program.free(cost, most)
    }

    /// Adds to the objective.
    pub fn offset(&mut self, cost: f64) {
        self.program.add_offset(cost);
    }

    pub fn upper(&self, col: Col) -> f64 {
        self.upper.get(col.index()).copied().unwrap_or(0.0)
    }

    /// Least and greatest value of a sum, column by column.
    pub fn range(&self, sum: &Sum) -> (f64, f64) {
        let mut range = (sum.constant, sum.constant);
        for (col, weight) in &sum.terms {
            let (low, high) = (weight * self.lower[col.index()], weight * self.upper[col.index()]);
            range.0 += low.min(high);
            range.1 += low.max(high);
        }
        range
    }

    /// `low <= sum <= high`.
    pub fn between(&mut self, low: f64, high: f64, mut sum: Sum) {
        sum.tidy();
        if sum.is_fixed() && low <= sum.constant + 1e-9 && sum.constant <= high + 1e-9 {
            return;
        }
        self.program.row(low - sum.constant, high - sum.constant, sum.terms);
    }

    /// 1 where a sum of whole numbers from 0 is above 0, else 0.
    pub fn any(&mut self, mut sum: Sum) -> Sum {
        sum.tidy();
        let most = self.range(&sum).1;
        if sum.constant >= 1.0 {
            return Sum::fixed(1.0);
        }
        if most <= 1.0 && sum.terms.iter().all(|(_, weight)| *weight >= 1.0) {
            return sum;
        }
        let binary = sum.terms.iter().all(|(col, _)| self.upper(*col) <= 1.0);
        let any = if binary { self.part(0.0, 1.0) } else { self.whole(0.0, 1.0) };
        for (col, _) in &sum.terms {
            let row = Sum { constant: 0.0, terms: vec![(*col, 1.0), (any, -self.upper(*col))] };
            self.between(f64::NEG_INFINITY, 0.0, row);
        }
        sum.add(&Sum::of(any), -1.0);
        self.between(0.0, f64::INFINITY, sum);
        Sum::of(any)
    }

    /// 1 where any of some sums, each 0 or 1, is 1, else 0.
    pub fn any_of(&mut self, sums: &[Sum]) -> Sum {
        if sums.iter().any(|sum| sum.is_fixed() && sum.constant > 0.0) {
            return Sum::fixed(1.0);
        }
        let open: Vec<&Sum> = sums.iter().filter(|sum| !sum.is_fixed()).collect();
        match open.as_slice() {
            [] => return Sum::default(),
            [one] => return (*one).clone(),
            _ => {}
        }
        // Whole where the sums are.
        let any = Sum::of(self.part(0.0, 1.0));
        let mut total = Sum::default();
        for sum in open {
            let mut row = any.clone();
            row.add(sum, -1.0);
            self.between(0.0, f64::INFINITY, row);
            total.add(sum, 1.0);
        }
        total.add(&any, -1.0);
        self.between(0.0, f64::INFINITY, total);
        any
    }

    /// Charges `f(sum of the deviations of the values from their limits)`.
    pub fn charge(&mut self, worth: Worth, function: CostFunction, values: Vec<(Sum, Limits)>) {
        let weight = match worth {
            Worth::Forbidden => {
                for (value, limits) in values {
                    self.between(f64::from(limits.minimum), f64::from(limits.maximum), value);
                }
                return;
            }
            Worth::Weight(weight) => weight as f64,
            Worth::Nothing => return,
        };
        let unit = if function == CostFunction::Linear { weight } else { 0.0 };
        let mut total = Sum::default();
        let mut most = 0.0;
        for (mut value, limits) in values {
            value.tidy();
            let (minimum, maximum) = (f64::from(limits.minimum), f64::from(limits.maximum));
            let (low, high) = self.range(&value);
            let (under, over) = ((minimum - low).max(0.0), (high - maximum).max(0.0));
            if value.is_fixed() {
                total.constant += under.max(over);
                continue;
            }
            if under > 0.0 {
                let short = self.free(unit, under);
                let mut row = value.clone();
                row.add(&Sum::of(short), 1.0);
                self.between(minimum, f64::INFINITY, row);
                total.add(&Sum::of(short), 1.0);
            }
            if over > 0.0 {
                let excess = self.free(unit, over);
                value.add(&Sum::of(excess), -1.0);
                self.between(f64::NEG_INFINITY, maximum, value);
                total.add(&Sum::of(excess), 1.0);
            }
            most += under.max(over);
        }
        self.pay(weight, function, total, most);
    }

    /// Charges a whole deviation; its columns pay linear costs already.
    fn pay(&mut self, weight: f64, function: CostFunction, mut total: Sum, most: f64) {
        let fixed = total.constant;
        match function {
            CostFunction::Linear => self.offset(weight * fixed),
            CostFunction::Quadratic => {
                self.offset(weight * fixed * fixed);
                if total.is_fixed() {
                    return;
                }
                let mut reached = fixed;
                total.constant = 0.0;
                for _ in 0..count(most) {
                    let unit = self.part(weight * (2.0 * reached + 1.0), 1.0);
                    reached += 1.0;
                    total.add(&Sum::of(unit), -1.0);
                }
                self.between(f64::NEG_INFINITY, 0.0, total);
            }
            CostFunction::Step => {
                if fixed > 0.0 {
                    self.offset(weight);
                } else if !total.is_fixed() {
                    let any = self.whole(weight, 1.0);
                    total.add(&Sum::of(any), -most);
                    self.between(f64::NEG_INFINITY, 0.0, total);
                }
            }
        }
    }
}

/// A whole number kept as a float, as a number of columns.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn count(value: f64) -> usize {
    value.max(0.0).round().min(1e6) as usize
}
