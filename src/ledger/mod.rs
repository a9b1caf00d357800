//! The dated ledgers: what the weekly plan means on each day of the term, and what people earn by it.
//!
//! They are computed from the school and the plan alone, in whole fen and minutes, once the roster stands; the rules on them
//! compute everything again in a way of their own.

pub mod duty;
pub mod fairness;
pub mod flex;
pub mod pay;

pub use pay::pay;
