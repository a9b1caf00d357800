//! An earlier run's CSV, as far as later ones are compared with it.

use std::path::Path;

use super::Cost;
use crate::args;
use crate::config::{Diagnostics, Location};
use crate::text::bench as words;
use crate::text::input::FILE_UNREADABLE;

/// What a row of an earlier CSV says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earlier {
    /// Short name of the instance.
    pub instance: String,
    /// Its best plan; none when it found none.
    pub cost: Option<Cost>,
    /// Bound.
    pub bound: Option<Cost>,
    /// When the first plan was found.
    pub first_ms: Option<u64>,
    /// When the best plan was found.
    pub best_ms: Option<u64>,
    /// Time limit.
    pub limit_ms: u64,
    /// Threads.
    pub threads: usize,
}

/// The columns that are read.
const COLUMNS: [&str; 8] = ["instance", "infeasibility", "cost", "bound", "first_s", "best_s", "limit_s", "threads"];

/// Reads the CSV that an earlier `kebiao bench --csv` wrote.
///
/// # Errors
///
/// Everything that is wrong with it, together.
pub fn read(path: &Path) -> Result<Vec<Earlier>, Diagnostics> {
    let mut found = Diagnostics::default();
    let at = |line: u32, text: &str| Location { file: path.to_owned(), line, column: 0, text: text.to_owned() };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let (what, args) = match error.kind() {
                std::io::ErrorKind::NotFound => (&words::NOT_THERE, args! {}),
                _ => (&FILE_UNREADABLE, args! { reason: error.to_string() }),
            };
            found.push(what, args, at(0, ""));
            return Err(found);
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let places = COLUMNS.map(|name| header.iter().position(|own| own == name));
    let missing: Vec<&str> = COLUMNS.iter().zip(places).filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        found.push(&words::NOT_A_BENCH, args! { columns: missing.join(", ") }, at(0, ""));
        return Err(found);
    }
    let mut rows = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let line = u32::try_from(index + 2).unwrap_or(u32::MAX);
        let Ok(record) = record else {
            found.push(&words::BAD_ROW, args! {}, at(line, ""));
            continue;
        };
        let cell = |column: usize| places[column].and_then(|place| record.get(place)).unwrap_or("").trim();
        match row(cell) {
            Some(row) => rows.push(row),
            None => found.push(&words::BAD_ROW, args! {}, at(line, cell(0))),
        }
    }
    if found.is_empty() { Ok(rows) } else { Err(found) }
}

fn row<'a>(cell: impl Fn(usize) -> &'a str) -> Option<Earlier> {
    let cost = match (cell(1), cell(2)) {
        ("", "") => None,
        (hard, soft) => Some(Cost { hard: hard.parse().ok()?, soft: soft.parse().ok()? }),
    };
    Some(Earlier {
        instance: Some(cell(0)).filter(|name| !name.is_empty())?.to_owned(),
        cost,
        bound: empty_or(cell(3), Cost::parse)?,
        first_ms: empty_or(cell(4), milliseconds)?,
        best_ms: empty_or(cell(5), milliseconds)?,
        limit_ms: milliseconds(cell(6))?,
        threads: cell(7).parse().ok()?,
    })
}

/// None (well read) for an empty cell.
fn empty_or<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

/// Seconds with at most three decimals.
fn milliseconds(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let part: u64 = format!("{part:0<3}").parse().ok().filter(|_| digits)?;
    whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds() {
        assert_eq!(milliseconds("0.25"), Some(250));
        assert_eq!(milliseconds("60"), Some(60_000));
        assert_eq!(milliseconds("1.034"), Some(1034));
        for bad in ["", "x", "1.2345", "1.-2", "-1", "99999999999999999999"] {
            assert_eq!(milliseconds(bad), None, "{bad}");
        }
    }
}
