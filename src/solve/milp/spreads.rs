//! Groups in use: `used[g] >= x` for every variable of group `g`, and `sum(used) - over <= max`.
//!
//! `used` is continuous: whatever it is, the least value that its rows allow is the one that pays.

use super::highs::Program;
use super::{Aim, col};
use crate::solve::compiled::{Compiled, Price};

pub(super) fn rows(compiled: &Compiled, aim: Aim, program: &mut Program) {
    for spread in &compiled.spreads {
        let price = match spread.price {
            Price::Hard => None,
            Price::Soft(price) if aim == Aim::Cheapest && price > 0 => Some(f64::from(price)),
            Price::Soft(_) => continue,
        };
        let mut total = Vec::with_capacity(spread.groups.len() + 1);
        for group in &spread.groups {
            let used = program.column(0.0, 0.0, 1.0, false);
            for var in group {
                program.row(f64::NEG_INFINITY, 0.0, [(col(*var), 1.0), (used, -1.0)]);
            }
            total.push((used, 1.0));
        }
        if let Some(price) = price {
            let most = u32::try_from(spread.groups.len()).unwrap_or(u32::MAX);
            total.push((program.free(price, f64::from(most)), -1.0));
        }
        program.row(f64::NEG_INFINITY, f64::from(spread.max), total);
    }
}
