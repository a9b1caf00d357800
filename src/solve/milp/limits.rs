//! Linear limits `min <= S <= max` with `S = sum(w * x)`.
//!
//! Hard: the row itself. Soft with price `c`: `min <= S + under - over <= max` with slack columns of cost `c`, needed only on
//! the sides that `S` can leave. If `S` can never be below `max` the amount is `S - max` itself, and goes straight into the
//! costs of `x` (this is what "each lesson in a bad period costs" becomes); likewise for `min`.

use super::highs::Program;
use super::{Aim, col};
use crate::solve::compiled::{Compiled, Linear, Price};

pub(super) fn rows(compiled: &Compiled, aim: Aim, program: &mut Program) {
    for linear in &compiled.linears {
        match linear.price {
            Price::Hard => {
                let (lower, upper) = sides(compiled, linear);
                program.row(lower, upper, linear.terms.iter().map(|(var, weight)| (col(*var), f64::from(*weight))));
            }
            Price::Soft(price) if aim == Aim::Cheapest && price > 0 => {
                soft(compiled, linear, f64::from(price), program)
            }
            Price::Soft(_) => {}
        }
    }
}

/// The limits, infinite where the sum cannot reach them.
fn sides(compiled: &Compiled, linear: &Linear) -> (f64, f64) {
    let (least, greatest) = compiled.reach(&linear.terms);
    (
        if least < i64::from(linear.min) { f64::from(linear.min) } else { f64::NEG_INFINITY },
        if greatest > i64::from(linear.max) { f64::from(linear.max) } else { f64::INFINITY },
    )
}

fn soft(compiled: &Compiled, linear: &Linear, price: f64, program: &mut Program) {
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
        return;
    }
    let (lower, upper) = sides(compiled, linear);
    // Sums of a few thousand small weights.
    #[allow(clippy::cast_precision_loss)]
    let (least, greatest) = (least as f64, greatest as f64);
    let mut terms: Vec<_> = linear.terms.iter().map(|(var, weight)| (col(*var), f64::from(*weight))).collect();
    if lower.is_finite() {
        terms.push((program.free(price, f64::from(linear.min) - least), 1.0));
    }
    if upper.is_finite() {
        terms.push((program.free(price, greatest - f64::from(linear.max)), -1.0));
    }
    program.row(lower, upper, terms);
}
