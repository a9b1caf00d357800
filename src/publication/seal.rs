//! The seal of a timetable: a SHA-256 that anybody can compute again from `timetable.csv`.
//!
//! Hashed is UTF-8 text of JSON arrays, one a line (each ends in a line feed): first `["kebiao-timetable-1", school, term]`
//! (the term's name, empty for none), then one a row, the lines sorted by their bytes:
//! `[kind, [classes], subject, section, [teachers], room, weeks, weekday, period or null, "HH:MM-HH:MM"]`, the names in each list
//! sorted. Where a row stands in the file, and whether it is pinned, does not matter.

use serde_json::json;

use super::Span;
use crate::config::source::sha256;
use crate::plan::{Plan, Row};

/// The seal.
#[must_use]
pub fn seal(school: &str, term: Option<&Span>, plan: &Plan) -> String {
    let head = json!(["kebiao-timetable-1", school, term.map_or("", |term| &term.name)]);
    let mut lines: Vec<String> = plan.rows.iter().map(line).collect();
    lines.sort_unstable();
    let text: String = std::iter::once(head.to_string()).chain(lines).map(|line| line + "\n").collect();
    sha256(text.as_bytes())
}

fn line(row: &Row) -> String {
    let sorted = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort_unstable();
        names
    };
    json!([
        row.kind.word(),
        sorted(&row.classes),
        row.subject,
        row.section,
        sorted(&row.teachers),
        row.room,
        row.weeks.word(),
        row.weekday.number(),
        row.period.map(|period| period.0),
        row.time.to_string(),
    ])
    .to_string()
}
