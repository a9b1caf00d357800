//! Decides what is shown: the sheets that hang on doors, and the quality report. How they are written is
//! [`crate::export`]'s.
//!
//! | file | what |
//! |---|---|
//! | `sheet.rs` | one class's, teacher's or room's week as bands (periods, breaks, events) and cells |
//! | `after.rs` | what is on a sheet after lessons: sessions and duty |
//! | `frame.rs` | the empty sheet: bands from a bell schedule, and finding a band by the clock |
//! | `whole.rs` | the whole school (总课表) from the class sheets |
//! | `bench.rs` | a bench in words and tables |
//! | `audit.rs` | an audit of what was taught, in words |
//! | `cover.rs` | cover for who is away, in words |
//! | `compare.rs` | plans side by side, in words: summary, people, changes |
//! | `quality.rs` | every rule in plain language: cases, breaches, cost, the worst of them |
//! | `rules.rs` | every rule under a policy: for `kebiao rules` and `docs/rules.md` |
//! | `sources.rs` | the documents that rules and their numbers rest on |
//! | `loads.rs` | weekly loads of teachers, use of shared rooms |
//! | `service.rs` | after-school service, duty and pay in numbers |
//! | `terminal.rs` | the quality report as text for a terminal |

mod after;
pub mod audit;
pub mod bench;
pub mod compare;
pub mod cover;
mod frame;
pub mod loads;
pub mod quality;
pub mod rules;
#[cfg(test)]
pub(crate) mod sample;
pub mod service;
pub mod sheet;
pub mod sources;
pub mod terminal;
#[cfg(test)]
mod tests;
pub mod whole;

pub use quality::{Quality, RuleLine};
pub use service::ServiceReport;
pub use sheet::{Band, BandKind, Cell, Entry, EntryKind, Sheet, Sheets};
