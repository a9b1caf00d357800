//! `timetable.csv`: the plan in long form, a row a lesson period, written and read back.
//!
//! Columns, in the order written: kind (`lesson|research`), class, subject, section, teachers, room, weeks
//! (`all|odd|even`), weekday (1-7), period, start, end (`HH:MM`), pinned (`yes|no`). Lists are joined by `、`. UTF-8 with
//! a byte order mark, so that spreadsheets show Chinese; lines end in CRLF.
//!
//! A reader meets files that people edited: columns in any order, headers in Chinese, `周一`, `第3节`, `8:30`, spaces,
//! GBK. The file and its cells are read by [`crate::config::table`], as every other table; every cell that cannot be
//! understood is reported, none stops the reading.
//!
//! A cell that a spreadsheet would take for a formula (first character `=`, `+`, `-`, `@`, or their full-width forms, or a
//! tab) is written with an apostrophe before it, and so is one that already has apostrophes before such a character;
//! reading takes one apostrophe away from exactly those, so that `read(write(plan)) == plan`.

use std::path::Path;

use super::{Plan, Row, RowKind};
use crate::args;
use crate::config::source::{Encodings, Source};
use crate::config::table::{self, Column, Kind, Record};
use crate::config::{Diagnostics, Location};
use crate::text::input::{HEADER_MISSING, InputError, TABLE_NO_ROWS};
use crate::text::{Arg, Args, Text, timetable as errors};
use crate::units::{ClockTime, Interval, PeriodIndex, Weekday, Weeks};

const fn column(key: &'static str, headers: &'static [&'static str], required: bool) -> Column {
    Column { key, headers, required }
}

/// The columns, in the order written, with the other headers that they are known by.
static KIND: Kind = Kind {
    key: "timetable",
    name: Text::new("课表", "the timetable"),
    columns: &[
        column("kind", &["类型", "种类"], false),
        column("class", &["班级", "classes"], true),
        column("subject", &["学科", "科目", "课程"], true),
        column("section", &["分组", "组别"], false),
        column("teachers", &["教师", "任课教师", "老师", "teacher"], true),
        column("room", &["教室", "场地"], true),
        column("weeks", &["周次", "单双周"], true),
        column("weekday", &["星期", "周几", "day"], true),
        column("period", &["节次", "节"], true),
        column("start", &["开始", "开始时间", "上课"], true),
        column("end", &["结束", "结束时间", "下课"], true),
        column("pinned", &["固定"], false),
    ],
};

/// Joins the names of a list in a cell.
pub const LIST: &str = "、";

/// The plan as the bytes of `timetable.csv`.
#[must_use]
pub fn write(plan: &Plan) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, KIND.columns.iter().map(|column| column.key));
    for row in &plan.rows {
        let period = row.period.map_or(String::new(), |period| period.0.to_string());
        let (weekday, start, end) =
            (row.weekday.number().to_string(), row.time.start.to_string(), row.time.end.to_string());
        let (classes, teachers) = (row.classes.join(LIST), row.teachers.join(LIST));
        line(
            &mut out,
            [
                row.kind.word(),
                &classes,
                &row.subject,
                &row.section,
                &teachers,
                &row.room,
                row.weeks.word(),
                &weekday,
                &period,
                &start,
                &end,
                if row.pinned { "yes" } else { "no" },
            ],
        );
    }
    out.into_bytes()
}

/// Adds one CSV line: cells quoted where they must be, and safe from being read as formulas.
pub fn line<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let guard = if guarded(cell) { "'" } else { "" };
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(guard);
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(guard);
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

/// Whether a spreadsheet may take `cell` for a formula, apostrophes before it not counted.
fn guarded(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t'])
}

/// The cell without the apostrophe that [`line`] put before it.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if guarded(rest) => rest,
        _ => cell,
    }
}

/// Reads the timetable in `path`.
///
/// # Errors
///
/// Everything that is wrong with the file, together.
pub fn read(path: &Path) -> Result<Plan, Diagnostics> {
    let mut found = Diagnostics::default();
    let source = Source::load(path, Encodings::Utf8OrGbk, &mut found);
    finish(source, found)
}

/// Reads the timetable in `bytes`, which came from `file`.
///
/// # Errors
///
/// Everything that is wrong with it, together.
pub fn parse(file: &Path, bytes: &[u8]) -> Result<Plan, Diagnostics> {
    let mut found = Diagnostics::default();
    let source = Source::decode(file, bytes, Encodings::Utf8OrGbk, &mut found);
    finish(source, found)
}

fn finish(source: Option<Source>, mut found: Diagnostics) -> Result<Plan, Diagnostics> {
    let records = source.map(|source| table::read(&source, &KIND, &mut found)).unwrap_or_default();
    // A timetable without lessons is one; what it lacks is for the checks to say.
    found.0.retain(|diagnostic| diagnostic.error.code != TABLE_NO_ROWS.code);
    let useless = found.0.iter().any(|diagnostic| diagnostic.error.code == HEADER_MISSING.code);
    let mut reader = Reader { found };
    let rows: Vec<_> = if useless { Vec::new() } else { records.iter().filter_map(|r| reader.row(r)).collect() };
    reader.found.0.sort_by(|a, b| a.at.cmp(&b.at));
    if reader.found.is_empty() { Ok(Plan { rows, service: None }) } else { Err(reader.found) }
}

struct Reader {
    found: Diagnostics,
}

impl Reader {
    fn row(&mut self, record: &Record) -> Option<Row> {
        let kind = self.cell(record, "kind", errors::WANT_KIND, |text| match text.to_lowercase().as_str() {
            "" | "lesson" | "上课" | "课" => Some(RowKind::Lesson),
            "research" | "教研" => Some(RowKind::Research),
            _ => None,
        });
        let research = kind == Some(RowKind::Research);
        let classes = self.cell(record, "class", errors::WANT_CLASS, |text| {
            let names = list(text);
            (research || !names.is_empty()).then_some(names)
        });
        let subject =
            self.cell(record, "subject", errors::WANT_SUBJECT, |text| (!text.is_empty()).then(|| text.to_owned()));
        let weeks = self.cell(record, "weeks", errors::WANT_WEEKS, Weeks::parse);
        let weekday = self.cell(record, "weekday", errors::WANT_WEEKDAY, Weekday::parse);
        let period = self.cell(record, "period", errors::WANT_PERIOD, |text| {
            if research && text.is_empty() { Some(None) } else { period(text).map(Some) }
        });
        let start = self.cell(record, "start", errors::WANT_TIME, clock);
        let end = self.cell(record, "end", errors::WANT_TIME, clock);
        let pinned = self.cell(record, "pinned", errors::WANT_YES_NO, yes_no);
        let time = start.zip(end).and_then(|(start, end)| {
            let time = Interval::new(start, end);
            if time.is_none() {
                let args = args! { row: record.at.line, start: start, end: end };
                self.push(&errors::ENDS_EARLY, args, record.at("end").clone());
            }
            time
        });
        Some(Row {
            kind: kind?,
            classes: classes?,
            subject: subject?,
            section: text(record, "section").to_owned(),
            teachers: list(text(record, "teachers")),
            room: text(record, "room").to_owned(),
            weeks: weeks?,
            weekday: weekday?,
            period: period?,
            time: time?,
            pinned: pinned?,
        })
    }

    /// The value of a cell, or a report that it is not `wanted`.
    fn cell<T>(
        &mut self,
        record: &Record,
        column: &'static str,
        wanted: Text,
        understand: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let typed = text(record, column);
        let value = understand(typed);
        if value.is_none() {
            let (row, expected) = (record.at.line, Arg::from(wanted));
            let (error, args) = if typed.is_empty() {
                (&errors::EMPTY_CELL, args! { row: row, column: column, expected: expected })
            } else {
                (&errors::BAD_CELL, args! { row: row, column: column, value: typed, expected: expected })
            };
            self.push(error, args, record.at(column).clone());
        }
        value
    }

    fn push(&mut self, error: &'static InputError, args: Args, at: Location) {
        self.found.push(error, args, at);
    }
}

/// The cell of a column as it was before [`line`] made it safe; empty where the file has none.
fn text<'r>(record: &'r Record, column: &str) -> &'r str {
    unguarded(record.text(column))
}

fn list(text: &str) -> Vec<String> {
    text.split(['、', ';', '；', ',', '，', '+', '|'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn period(text: &str) -> Option<PeriodIndex> {
    let digits = text.strip_prefix('第').unwrap_or(text).trim_end_matches('节').trim();
    digits.parse().ok().filter(|number| *number > 0).map(PeriodIndex)
}

/// A time of day; spreadsheets add seconds (`8:30:00`).
fn clock(text: &str) -> Option<ClockTime> {
    let seconds = text.matches([':', '：']).count() == 2;
    ClockTime::parse(if seconds { text.strip_suffix(":00")? } else { text })
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "是" | "1" | "y" | "√" => Some(true),
        "" | "no" | "false" | "否" | "0" | "n" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
