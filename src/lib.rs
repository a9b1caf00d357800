//! kebiao (课表): school timetables for Chinese primary and junior-high schools.
//!
//! # The map
//!
//! ```text
//! config -> school -> lowering -> problem -> solve -> (lowering::raise) -> plan -> report -> export
//!                     rules/*/lower.rs         evaluate                     |
//!                     rules/*/check.rs  <------------ verify <--------------+
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`units`] | identifiers, clock times, weekdays: newtypes with units |
//! | [`text`] | languages, message catalogue |
//! | [`workbook`] | any spreadsheet as plain grids of text, safely |
//! | [`mod@import`] | a school's own workbook made into a school's folder or a plan |
//! | [`config`] | what was typed: files, tables, notations, input errors |
//! | [`school`] | the validated school in its own words |
//! | [`rules`] | one folder a school rule: statement, `lower.rs`, `check.rs`, `fixture.rs` |
//! | [`lowering`] | School -> Problem (timetable; staffing and duty), and Solution -> Plan |
//! | [`problem`] | the waist: activities, placements, resources, constraints |
//! | [`solve`] | the engine: Problem in, improving solutions and bounds out |
//! | [`reason`] | why a problem has no solution, by counting and matching |
//! | [`evaluate`] | the cost of a solution by definition |
//! | [`plan`] | the written timetable, service, duty and ledgers, read back and looked up |
//! | [`ledger`] | the dated ledgers: what the weekly plan means on each date, and what people earn by it |
//! | [`preset`] | shipped policy profiles and curriculum presets |
//! | [`fet`] | files of the timetabling program FET: read into a school's folder, written from a school |
//! | [`generate`] | synthetic schools, feasible by construction |
//! | [`report`] | decides what is shown |
//! | [`export`] | decides how it is written, one file a format |
//! | [`breach`] | what a check finds |
//! | [`compare`] | plans of one school side by side: costs, people, what is elsewhere |
//! | [`cover`] | who gives the lessons of somebody who is away: colleagues, exchanges, the best of all |
//! | [`publication`] | the published timetable, sealed; the audit of what was taught against it |
//! | [`programme`] | the after-school programme beside a fixed timetable: clubs, groups, rooms |
//! | [`statement`] | what a person can change: each statement of the school, taken back or changed |
//! | [`explain`] | why there is no timetable: minimal conflicts of statements, the cheapest ways out |
//! | [`partial`] | when not everything fits: the most lessons by priority, and why the others have no place |
//! | [`repair`] | after a change of the configuration, the plan nearest to the old one |
//! | [`timetable`] | the main job in one call: school in, verified plan out |
//! | [`stages`] | what follows the timetable in one call: programme, roster, ledgers |
//! | [`mod@bench`] | any mix of instances, each run in a process of its own: what was found when, what was proved |
//! | [`cli`] | the program: one file a command |
//! | [`verify`] | re-reads plan and school, runs every check |
//! | [`xhstt`] | the research community's instances (XHSTT): read, solved, evaluated, written |
//! | `xml` | elements and places of XML files, for [`xhstt`] and [`fet`] |
//!
//! # Invariants (kept by `tests/architecture.rs`)
//!
//! - Who may name whom is one list, `ARROWS` in `tests/architecture.rs`; nobody names `cli`. Every `check.rs` imports only school, plan, units, text and the breach type, and `verify` only
//!   rules, breach, plan and school: neither sees the problem or the solver.
//! - A plan is called good only after `verify` has read it back from what was written.
//! - Time is whole minutes, identifiers are newtypes.
//! - No panic in library code; bad input is an error.
//! - Same input, same seed, one thread, no time limit reached: same bytes out.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[macro_use]
mod index;

pub mod bench;
pub mod breach;
pub mod cli;
pub mod compare;
pub mod config;
pub mod cover;
pub mod evaluate;
pub mod explain;
pub mod export;
pub mod fet;
pub mod generate;
pub mod import;
pub mod ledger;
pub mod lowering;
pub mod partial;
pub mod plan;
pub mod preset;
pub mod problem;
pub mod programme;
pub mod publication;
pub mod reason;
pub mod repair;
pub mod report;
pub mod rules;
pub mod school;
pub mod solve;
pub mod stages;
pub mod statement;
pub mod text;
pub mod timetable;
pub mod units;
pub mod verify;
pub mod workbook;
pub mod xhstt;
mod xml;
