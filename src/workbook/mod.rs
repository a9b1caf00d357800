//! Any workbook (XLSX, XLSM, XLS, ODS) as plain grids of text, the way people see it.
//!
//! | file | what |
//! |---|---|
//! | `guard.rs` | what kind of file it is, and whether it is safe to open: sizes of a ZIP's entries, counted while inflating |
//! | `open.rs` | the cells of every sheet, through `calamine` |
//! | `quiet.rs` | a panic of the reader is damage of the file, and is not printed |
//! | `value.rs` | a cell's value as people see it |
//! | `merge.rs` | merged regions: the text stands in each of their cells |
//!
//! Text is normalised as everywhere in the configuration ([`clean`]), line by line: line breaks stay. Nothing of a workbook
//! is ever executed; a formula counts by the value that was saved with it. Rows and columns count from 0 inside the
//! program and are shown as in a spreadsheet (`C7`).

mod guard;
mod merge;
mod open;
mod quiet;
mod value;

use std::path::{Path, PathBuf};

use crate::config::Location;
use crate::config::notation::clean;
use crate::config::source::shortened;

pub use merge::Region;
pub use open::read;
pub use value::Value;

/// Largest workbook that is read.
pub const MAX_BYTES: u64 = 64 << 20;

/// Most cells of the used part of a sheet.
pub const MAX_CELLS: usize = 4_000_000;

/// A workbook as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// One sheet: a grid whose rows are all of the same length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The file that it is in.
    pub file: PathBuf,
    /// Its name.
    pub name: String,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// Cells, row by row.
    pub rows: Vec<Vec<Cell>>,
    /// Merged regions.
    pub merged: Vec<Region>,
    /// How many cells are formulas; their saved values are what is read.
    pub formulas: usize,
    /// How many totals (sums, counts) have no saved value.
    pub sums_without_value: usize,
    /// How many pictures lie on it.
    pub pictures: usize,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The text as people see it, cleaned line by line; empty for an empty cell.
    pub text: String,
    /// What it was before it was text.
    pub value: Value,
    /// The top left cell of its merged region, when that is another cell.
    pub of: Option<(usize, usize)>,
}

impl Cell {
    /// A cell with this text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self { text: normal(text), value: Value::Text, of: None }
    }

    /// The lines of the text, without empty ones.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| !line.is_empty())
    }

    /// The text on one line.
    #[must_use]
    pub fn line(&self) -> String {
        self.lines().collect::<Vec<_>>().join(" ")
    }
}

/// The text cleaned line by line: trimmed, full-width digits, letters and spaces as ordinary ones; empty lines dropped.
#[must_use]
pub fn normal(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{000B}'], "\n").replace("_x000D_", "");
    text.lines().map(clean).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

impl Sheet {
    /// A sheet of these cells; rows are made equally long.
    #[must_use]
    pub fn new(file: &Path, name: &str, rows: Vec<Vec<Cell>>) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let rows = rows
            .into_iter()
            .map(|mut row| {
                row.resize(width, Cell::default());
                row
            })
            .collect();
        Self { file: file.to_owned(), name: name.to_owned(), rows, ..Self::default() }
    }

    /// Number of columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// Number of rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The text of a cell; empty outside the grid.
    #[must_use]
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).map_or("", |cell| &cell.text)
    }

    /// The text of a cell on one line.
    #[must_use]
    pub fn line(&self, row: usize, column: usize) -> String {
        self.cell(row, column).map(Cell::line).unwrap_or_default()
    }

    /// A cell of the grid.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.get(column)
    }

    /// Whether no cell has text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.iter().flatten().all(|cell| cell.text.is_empty())
    }

    /// Whether no cell of a row has text.
    #[must_use]
    pub fn is_blank(&self, row: usize) -> bool {
        self.rows.get(row).is_none_or(|row| row.iter().all(|cell| cell.text.is_empty()))
    }

    /// Where a cell stands, for messages.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> Location {
        let number = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
        Location {
            file: self.file.clone(),
            line: number(row),
            column: number(column),
            text: shortened(&self.line(row, column)),
        }
    }

    /// The sheet and a cell in it as people write it: `Sheet1!C7`.
    #[must_use]
    pub fn place(&self, row: usize, column: usize) -> String {
        format!("{}!{}", self.name, a1(row, column))
    }

    /// Rows as columns and columns as rows.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let rows = (0..self.width())
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column).cloned());
                cells.map(|cell| Cell { of: cell.of.map(|(row, column)| (column, row)), ..cell }).collect()
            })
            .collect();
        let merged = self.merged.iter().map(|region| region.transposed()).collect();
        Self { rows, merged, ..self.clone_empty() }
    }

    fn clone_empty(&self) -> Self {
        Self {
            file: self.file.clone(),
            name: self.name.clone(),
            hidden: self.hidden,
            formulas: self.formulas,
            pictures: self.pictures,
            ..Self::default()
        }
    }
}

/// A cell's name as spreadsheets show it.
#[must_use]
pub fn a1(row: usize, column: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// A column's letters as spreadsheets show them.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    out.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests;
