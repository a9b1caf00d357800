//! Bounds: the relaxation of a compiled problem, solved by a first-order method whose every iterate proves a bound.
//!
//! The relaxation is that of [`super::milp`] with the convex hull of each priced day stated by one variable a mask of busy slots:
//!
//! ```text
//! min  c x + sum(price[m] f[m])    lower <= A x <= upper,   sum(x of slot i) = sum(f[m], i in m),   f >= 0, sum(f) = 1 a day
//! ```
//!
//! | step | file |
//! |---|---|
//! | rows, days and their masks | [`saddle`] |
//! | scaling, primal-dual iterations | [`scaled`], [`ascent`] |
//! | what prices of the rows prove, whatever they are: a bound, and values of variables in all plans below a cost | [`proof`] |
//! | what they prove of each person's week, if that is chosen whole | [`blocks`] |
//!
//! Interior point and simplex took minutes on a school of 36 classes; this takes seconds, since a day of `2^n` masks costs
//! `2^n` additions an iteration and nothing else, and since prices that are only nearly right already prove nearly
//! the whole bound.

mod ascent;
mod blocks;
mod proof;
mod saddle;
mod scaled;
#[cfg(test)]
mod tests;

use std::time::Instant;

pub(super) use ascent::Solved;
pub(super) use blocks::{Whole, people};
pub(super) use saddle::Saddle;

/// What a solve of the relaxation may use, and whom it tells.
pub(super) struct Control<'a> {
    /// Ends it.
    pub deadline: Instant,
    /// Ends it, too, and is all that does when a run must be repeatable.
    pub iterations: u32,
    /// Asked now and then; ends it.
    pub stop: &'a dyn Fn() -> bool,
    /// Told every better bound.
    pub improved: &'a mut dyn FnMut(f64),
}
