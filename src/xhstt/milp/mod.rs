//! XHSTT as a mixed-integer program for HiGHS: improvement by neighbourhoods, and proved bounds.
//!
//! After Kristiansen, Sorensen and Stidsen (2015), with what a resource's day costs stated by its convex hull. Notation: `y[d, t]`
//! is the number of parts of an event with duration `d` that begin at time `t`, `x[.., r]` the number of those whose place `r`
//! fills; every further column follows from these.
//!
//! | file | what |
//! |---|---|
//! | `rows.rs` | sums, ranges, what deviations cost |
//! | `facts.rs` | what is impossible, who is interchangeable |
//! | `model.rs`, `back.rs` | columns around a solution, and back |
//! | `events.rs` | constraints on events |
//! | `people.rs`, `days.rs` | constraints on resources; a day as a decision diagram |
//! | `hood.rs`, `improve.rs` | neighbourhoods; fix and optimise |
//! | `kicks.rs` | out of local optima |
//! | `bound.rs` | what every solution costs at least |

mod back;
mod bound;
mod days;
mod events;
mod facts;
mod hood;
mod improve;
mod kicks;
mod model;
mod people;
mod rows;
#[cfg(test)]
mod tests;

pub use bound::bound;
pub use improve::improve;
