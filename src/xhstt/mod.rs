//! XHSTT: the research community's exchange format for high school timetabling (archive of 2014), read, solved, evaluated
//! and written.
//!
//! ```text
//! read -> Instance -> search, milp (engine) -> Solution -> evaluate -> write
//! ```
//!
//! The format is wider than [`crate::problem`] in one respect and narrower in most: nothing in it is structure. Clashes,
//! missing times and wrong splits all have a weight and a cost function, so a solution is any set of [solution events](model::SolutionEvent) and
//! only [`Cost`](model::Cost) tells good from bad. Therefore it has its own search beside [`crate::solve`], on its own
//! incremental counters, and shares HiGHS and its watching.
//!
//! | file | what |
//! |---|---|
//! | [`milp`] | HiGHS: neighbourhoods solved to optimality, proved bounds |
//! | [`model`] | instance, constraints, solutions: the format's own terms, as indices |
//! | [`read`] | text -> instances and solutions, every mistake with its place |
//! | [`evaluate`] | cost by definition, as the format's own evaluator counts it |
//! | [`search`] | local search |
//! | [`mod@write`] | an archive -> text |
//! | [`merge`] | linked events as one |
//! | [`engine`] | the conductor of search, neighbourhoods and bounds |

pub mod engine;
pub mod evaluate;
pub mod merge;
pub mod milp;
pub mod model;
pub mod read;
#[cfg(test)]
mod sample;
pub mod search;
#[cfg(test)]
mod tests;
pub mod write;
