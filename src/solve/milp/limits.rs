//! Linear limits `min <= S <= max` with `S = sum(w * x)`.
//!
//! Hard: the row itself. Soft with price `c`: `min <= S + under - over <= max` with slack columns of cost `c`, needed only on
//! the sides that `S` can leave. If `S` can never be below `max` the amount is `S - max` itself, and goes straight into the
//! costs of `x` (this is what "each lesson in a bad period costs" becomes); likewise for `min`.
//!
//! Rounding. If all weights are multiples of `g`, so is `S`, and a limit between two multiples `f < max < f + g` costs nothing
//! at `f` and `f + g - max` at the next: `g * over >= (f + g - max) * (S - f)` is the line through the two, cuts off no whole
//! solution and is what the relaxation misses when loads come in quarters of an hour; likewise for `min`.

use super::highs::{Col, Program};
use super::{Aim, col};
use crate::solve::compiled::{Compiled, Linear, Price};

/// The slack columns of a soft limit, as far as it has any.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slacks {
    pub under: Option<Col>,
    pub over: Option<Col>,
}

/// Adds the rows; the slacks of each limit.
pub(super) fn rows(compiled: &Compiled, aim: Aim, program: &mut Program) -> Vec<Slacks> {
    let row = |linear: &Linear| match linear.price {
        Price::Hard => {
            let (lower, upper) = sides(compiled, linear);
            program.row(lower, upper, linear.terms.iter().map(|(var, weight)| (col(*var), f64::from(*weight))));
            Slacks::default()
        }
        Price::Soft(price) if aim == Aim::Cheapest && price > 0 => soft(compiled, linear, f64::from(price), program),
        Price::Soft(_) => Slacks::default(),
    };
    compiled.linears.iter().map(row).collect()
}

/// The limits, infinite where the sum cannot reach them.
fn sides(compiled: &Compiled, linear: &Linear) -> (f64, f64) {
    let (least, greatest) = compiled.reach(&linear.terms);
    (
        if least < i64::from(linear.min) { f64::from(linear.min) } else { f64::NEG_INFINITY },
        if greatest > i64::from(linear.max) { f64::from(linear.max) } else { f64::INFINITY },
    )
}

fn soft(compiled: &Compiled, linear: &Linear, price: f64, program: &mut Program) -> Slacks {
    let (least, greatest) = compiled.reach(&linear.terms);
    let direct = if least >= i64::from(linear.max) {
        Some((1.0, linear.max))
    } else if greatest <= i64::from(linear.min) {
        Some((-1.0, linear.min))
    } else {
        None
    };
    if let Some((sign, limit)) = direct {
        for (var, weight) in &linear.terms {
            program.add_cost(col(*var), sign * price * f64::from(*weight));
        }
        program.add_offset(-sign * price * f64::from(limit));
        return Slacks::default();
    }
    let (lower, upper) = sides(compiled, linear);
    let step = linear.terms.iter().fold(0, |step, (_, weight)| gcd(step, i64::from(*weight)));
    let (min, max) = (i64::from(linear.min), i64::from(linear.max));
    // Sums of a few thousand small weights.
    #[allow(clippy::cast_precision_loss)]
    let (least, greatest) = (least as f64, greatest as f64);
    let mut terms: Vec<_> = linear.terms.iter().map(|(var, weight)| (col(*var), f64::from(*weight))).collect();
    let sum = terms.clone();
    let mut slacks = Slacks::default();
    if lower.is_finite() {
        let under = program.free(price, f64::from(linear.min) - least);
        terms.push((under, 1.0));
        slacks.under = Some(under);
        if step > 1 && min.rem_euclid(step) != 0 {
            let floor = min.div_euclid(step) * step;
            rounded(program, &sum, under, step, (min - floor, floor + step, -1));
        }
    }
    if upper.is_finite() {
        let over = program.free(price, greatest - f64::from(linear.max));
        terms.push((over, -1.0));
        slacks.over = Some(over);
        if step > 1 && max.rem_euclid(step) != 0 {
            let floor = max.div_euclid(step) * step;
            rounded(program, &sum, over, step, (floor + step - max, floor, 1));
        }
    }
    program.row(lower, upper, terms);
    slacks
}

/// `slack >= slope / step * sign * (S - free)`, where `free` is the multiple of `step` that is free of charge.
fn rounded(program: &mut Program, sum: &[(Col, f64)], slack: Col, step: i64, (slope, free, sign): (i64, i64, i64)) {
    // Small whole numbers.
    #[allow(clippy::cast_precision_loss)]
    let (slope, free) = ((sign * slope) as f64 / step as f64, free as f64);
    let terms = sum.iter().map(|(col, weight)| (*col, slope * weight)).chain([(slack, -1.0)]);
    program.row(f64::NEG_INFINITY, slope * free, terms);
}

/// The greatest common divisor; that of 0 and a number is the number.
pub(in crate::solve) fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
