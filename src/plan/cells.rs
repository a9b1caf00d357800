//! The cells of a plan's CSV files: one way to write them and one way to read them back.
//!
//! UTF-8 with a byte order mark, so that spreadsheets show Chinese; lines end in CRLF; lists are joined by `、`.
//!
//! A reader meets files that people edited: columns in any order, headers in Chinese, `周一`, `第3节`, `8:30`, `2026/3/2`,
//! spaces, GBK. The file and its cells are read by [`crate::config::table`], as every other table; every cell that cannot be
//! understood is reported, none stops the reading.
//!
//! A cell that a spreadsheet would take for a formula (first character `=`, `+`, `-`, `@`, or their full-width forms, a
//! tab or a line break) is written with an apostrophe before it, and so is one that already has apostrophes before such a character; a plain
//! negative number is none. Reading takes one apostrophe away from exactly those, so that reading what was written gives the
//! same plan.

use std::str::FromStr;

use chrono::NaiveDate;

use crate::args;
use crate::config::notation::{self, guarded, unguarded};
use crate::config::source::Source;
use crate::config::table::{self, Column, Kind, Record};
use crate::config::{Diagnostics, Location};
use crate::text::input::{HEADER_MISSING, InputError, TABLE_NO_ROWS};
use crate::text::{Arg, Args, Text, timetable as errors};
use crate::units::{ClockTime, Fen, Interval};

/// Joins the names of a list in a cell.
pub const LIST: &str = "、";

pub(crate) const fn must(key: &'static str, headers: &'static [&'static str]) -> Column {
    Column { key, headers, required: true }
}

pub(crate) const fn may(key: &'static str, headers: &'static [&'static str]) -> Column {
    Column { key, headers, required: false }
}

/// The start of a file: the byte order mark and the header.
pub(crate) fn header(kind: &Kind) -> String {
    let mut out = String::from("\u{feff}");
    line(&mut out, kind.columns.iter().map(|column| column.key));
    out
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

/// The word of a yes or no.
pub(crate) fn yes_or_no(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

/// Reads a table of `kind` row by row; what is wrong goes to `found`, in the order of the file. A table without rows is
/// one; what it lacks is for the checks to say.
pub(crate) fn read<T>(
    source: &Source,
    kind: &Kind,
    found: &mut Diagnostics,
    mut row: impl FnMut(&mut Reader, &Record) -> Option<T>,
) -> Vec<T> {
    let mut reader = Reader::default();
    let records = table::read(source, kind, &mut reader.found);
    reader.found.0.retain(|diagnostic| diagnostic.error.code != TABLE_NO_ROWS.code);
    let useless = reader.found.0.iter().any(|diagnostic| diagnostic.error.code == HEADER_MISSING.code);
    let rows = if useless { Vec::new() } else { records.iter().filter_map(|r| row(&mut reader, r)).collect() };
    reader.found.0.sort_by(|a, b| a.at.cmp(&b.at));
    found.0.extend(reader.found.0);
    rows
}

/// Reads cells and collects what is wrong with them.
#[derive(Default)]
pub(crate) struct Reader {
    found: Diagnostics,
}

impl Reader {
    /// The value of a cell, or a report that it is not `wanted`.
    pub(crate) fn cell<T>(
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

    /// A name that must not be empty.
    pub(crate) fn name(&mut self, record: &Record, column: &'static str) -> Option<String> {
        self.cell(record, column, errors::WANT_NAME, |text| (!text.is_empty()).then(|| text.to_owned()))
    }

    /// A whole number.
    pub(crate) fn number<T: FromStr>(&mut self, record: &Record, column: &'static str) -> Option<T> {
        self.cell(record, column, errors::WANT_NUMBER, number)
    }

    /// An amount in yuan.
    pub(crate) fn money(&mut self, record: &Record, column: &'static str) -> Option<Fen> {
        self.cell(record, column, errors::WANT_MONEY, |text| {
            let bare = text.trim_start_matches(['¥', '￥']).trim_end_matches('元');
            Fen::parse(bare)
        })
    }

    /// A date.
    pub(crate) fn date(&mut self, record: &Record) -> Option<NaiveDate> {
        self.cell(record, "date", errors::WANT_DATE, date)
    }

    /// A pay month, as [`crate::plan::PayLine::month`] has it.
    pub(crate) fn month(&mut self, record: &Record) -> Option<String> {
        self.cell(record, "month", errors::WANT_MONTH, month)
    }

    /// The interval between the columns `start` and `end`.
    pub(crate) fn time(&mut self, record: &Record) -> Option<Interval> {
        let start = self.cell(record, "start", errors::WANT_TIME, clock);
        let end = self.cell(record, "end", errors::WANT_TIME, clock);
        start.zip(end).and_then(|(start, end)| {
            let time = Interval::new(start, end);
            if time.is_none() {
                let args = args! { row: record.at.line, start: start, end: end };
                self.push(&errors::ENDS_EARLY, args, record.at("end").clone());
            }
            time
        })
    }

    fn push(&mut self, error: &'static InputError, args: Args, at: Location) {
        self.found.push(error, args, at);
    }
}

/// The cell of a column as it was before [`line`] made it safe; empty where the file has none.
pub(crate) fn text<'r>(record: &'r Record, column: &str) -> &'r str {
    unguarded(record.text(column))
}

/// The names in a cell.
pub(crate) fn list(text: &str) -> Vec<String> {
    text.split(['、', ';', '；', ',', '，', '+', '|'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A time of day; spreadsheets add seconds (`8:30:00`).
fn clock(text: &str) -> Option<ClockTime> {
    let seconds = text.matches([':', '：']).count() == 2;
    ClockTime::parse(if seconds { text.strip_suffix(":00")? } else { text })
}

fn number<T: FromStr>(text: &str) -> Option<T> {
    if text.starts_with('+') { None } else { text.parse().ok() }
}

/// A date; spreadsheets add midnight (`2026/3/2 0:00`).
fn date(text: &str) -> Option<NaiveDate> {
    let midnight = [" 0:00:00", " 00:00:00", " 0:00", " 00:00"].iter().find_map(|midnight| text.strip_suffix(midnight));
    notation::date(midnight.unwrap_or(text)).ok()
}

/// `2026-03`, `2026/3`, `2026年3月`, or a date in it, and `Mar-26`, as spreadsheets make of it.
fn month(text: &str) -> Option<String> {
    let first = match text.strip_suffix('月') {
        Some(chinese) => notation::date(&format!("{chinese}月1日")).ok(),
        None => date(text).or_else(|| notation::date(&format!("{text}-1")).ok()).or_else(|| {
            // Excel shows the cell 2026-03 so, and saves what it shows.
            let (name, year) = text.split_once('-')?;
            let short = name.len() == 3 && year.len() == 2 && year.bytes().all(|digit| digit.is_ascii_digit());
            short.then(|| NaiveDate::parse_from_str(&format!("1-{name}-20{year}"), "%d-%b-%Y").ok())?
        }),
    };
    first.map(|first| first.format("%Y-%m").to_string())
}

/// Yes or no; nothing is no.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "是" | "1" | "y" | "√" => Some(true),
        "" | "no" | "false" | "否" | "0" | "n" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_months_as_people_and_spreadsheets_write_them() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2);
        for text in ["2026-03-02", "2026/3/2", "2026.3.2", "2026年3月2日", "2026/3/2 0:00", "2026/03/02 0:00:00"] {
            assert_eq!(date(text), day, "{text}");
        }
        for bad in ["", "2026-2-30", "26-3-2", "3/2/2026", "2026-3", "2026-3-2-1", "2026-+3-2", "今天", "2026-3-2 8:00"]
        {
            assert_eq!(date(bad), None, "{bad}");
        }
        for text in ["2026-03", "2026/3", "2026年3月", "2026/3/1", "2026-03-01 0:00", "Mar-26"] {
            assert_eq!(month(text).as_deref(), Some("2026-03"), "{text}");
        }
        for bad in ["", "2026-13", "3", "2026", "三月", "26-Mar", "Mar-2026", "Foo-26"] {
            assert_eq!(month(bad), None, "{bad}");
        }
    }

    #[test]
    fn negative_numbers_stay_numbers_and_formulas_do_not() {
        let mut out = String::new();
        line(&mut out, ["-30", "-1.50", "-1+2", "=1", "'-30", "'=1", "+5", "-", "-a", "-.5"]);
        assert_eq!(out, "-30,-1.50,'-1+2,'=1,'-30,''=1,'+5,'-,'-a,'-.5\r\n");
        let cells = out.trim_end().split(',').map(unguarded);
        assert_eq!(cells.collect::<Vec<_>>(), ["-30", "-1.50", "-1+2", "=1", "'-30", "'=1", "+5", "-", "-a", "-.5"]);
    }
}
