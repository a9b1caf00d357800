//! A CSV file as cells with positions, and tables with named columns.
//!
//! [`Sheet::parse`] splits a text into rows of cells (RFC 4180 quoting; comma, semicolon or tab, whichever the first row
//! has most of). [`read`] puts a [`Kind`]'s columns over it: Chinese or English headers in any order. A [`Record`] is one
//! row by column key; an inline TOML table becomes the same thing, so that nobody downstream needs to know.

mod after_school;
mod kinds;

use std::collections::BTreeMap;

pub use after_school::{CLUBS, HEADS, PAY_ITEMS, POSTS, PUPILS, kind_of};
pub use kinds::{CLASSES, Column, Kind, REQUIREMENTS, ROOMS, SUBJECTS, TEACHERS};

use super::notation::clean;
use super::source::{Source, shortened};
use super::{Diagnostics, Location};
use crate::args;
use crate::text::Arg;
use crate::text::input::{
    HEADER_MISSING, HEADER_TWICE, HEADER_UNKNOWN, QUOTE_OPEN, QUOTE_STRAY, ROW_TOO_LONG, TABLE_NO_ROWS,
    TABLE_TOO_LARGE, TITLE_ABOVE,
};

/// Most cells of a table: a bound on memory, far above any school.
const MAX_CELLS: usize = 1_000_000;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text, cleaned: trimmed, full-width digits, letters and spaces as ordinary ones.
    pub text: String,
    /// Where it stands; its `text` is the cell as typed.
    pub at: Location,
}

/// One row of a table by column key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Where the row stands.
    pub at: Location,
    cells: BTreeMap<&'static str, Cell>,
}

impl Record {
    /// A row without cells.
    #[must_use]
    pub fn new(at: Location) -> Self {
        Self { at, cells: BTreeMap::new() }
    }

    /// Puts a cell into column `key`; an empty cell is as good as none.
    pub fn set(&mut self, key: &'static str, cell: Cell) {
        if !cell.text.is_empty() {
            self.cells.insert(key, cell);
        }
    }

    /// The cell of column `key`; none when it is empty or missing.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Cell> {
        self.cells.get(key)
    }

    /// The text of column `key`; empty when the cell is empty or missing.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.get(key).map_or("", |cell| &cell.text)
    }

    /// Where column `key` stands: the cell, or the row when it is empty or missing.
    #[must_use]
    pub fn at(&self, key: &str) -> &Location {
        self.get(key).map_or(&self.at, |cell| &cell.at)
    }
}

/// A CSV file as rows of cells; rows without any text are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Rows; not all of the same length.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Splits `source`; what is wrong goes to `diagnostics`, and the rows that could be read are returned.
    pub fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Self {
        let mut reader = Reader { source, delimiter: delimiter(&source.text), offset: 0, diagnostics };
        let mut sheet = Self::default();
        let mut cells = 0;
        while reader.offset < source.text.len() {
            let row = reader.row(MAX_CELLS - cells);
            cells += row.len();
            if cells >= MAX_CELLS {
                let at = source.locate(reader.offset..reader.offset);
                diagnostics.push(&TABLE_TOO_LARGE, args! { limit: MAX_CELLS }, at);
                break;
            }
            if row.iter().any(|cell| !cell.text.is_empty()) {
                sheet.rows.push(row);
            }
        }
        sheet
    }

    /// The title above the header of a table of `kind`: a single cell over a row that has a header.
    #[must_use]
    pub fn title(&self, kind: &Kind) -> Option<&Cell> {
        let [first, second, ..] = self.rows.as_slice() else { return None };
        let mut filled = first.iter().filter(|cell| !cell.text.is_empty());
        let title = filled.next().filter(|cell| filled.next().is_none() && kind.column(&cell.text).is_none())?;
        let headers = second.iter().filter(|cell| !cell.text.is_empty()).count();
        (headers > 1 && second.iter().any(|cell| kind.column(&cell.text).is_some())).then_some(title)
    }

    /// The header row and the others; none when there is no header. A title above is an error, and passed over.
    pub fn split(&self, kind: &Kind, diagnostics: &mut Diagnostics) -> Option<(&[Cell], &[Vec<Cell>])> {
        let title = self.title(kind);
        if let Some(title) = title {
            let args = args! { line: title.at.line, text: shortened(&title.text) };
            diagnostics.push(&TITLE_ABOVE, args, title.at.clone());
        }
        let rows = self.rows.get(usize::from(title.is_some())..)?;
        rows.split_first().map(|(header, rows)| (header.as_slice(), rows))
    }
}

/// The separator that the first line with text has most of, outside quotes.
fn delimiter(text: &str) -> char {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let outside: String = line.split('"').step_by(2).collect();
    let count = |delimiter: char| outside.matches(delimiter).count();
    [',', '\t', ';'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(',')
}

struct Reader<'a> {
    source: &'a Source,
    delimiter: char,
    offset: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Reads one row, at most `most` cells of it.
    fn row(&mut self, most: usize) -> Vec<Cell> {
        let mut row = Vec::new();
        let mut place = Place::new(self.source, self.offset);
        loop {
            let start = self.offset;
            let text = if self.rest().starts_with('"') { self.quoted() } else { self.plain() };
            row.push(place.cell(self.source, start, &text));
            match self.rest().chars().next() {
                Some(next) if next == self.delimiter && row.len() < most => self.offset += next.len_utf8(),
                _ => break,
            }
        }
        let rest = self.rest();
        self.offset += match rest.find('\n') {
            Some(end) => end + 1,
            None => rest.len(),
        };
        row
    }

    fn rest(&self) -> &str {
        self.source.text.get(self.offset..).unwrap_or("")
    }

    fn plain(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find([self.delimiter, '\n']).unwrap_or(rest.len());
        let text = rest[..end].trim_end_matches('\r').to_owned();
        self.offset += end;
        text
    }

    /// A cell that starts with a double quote.
    fn quoted(&mut self) -> String {
        let start = self.offset;
        let mut text = String::new();
        self.offset += 1;
        loop {
            let rest = self.rest();
            let Some(end) = rest.find('"') else {
                // Give up on this line only: the rest of the file is still worth reading.
                self.offset = start;
                let line = self.rest().find('\n').map_or(self.source.text.len(), |end| start + end);
                self.diagnostics.push(&QUOTE_OPEN, args! {}, self.source.locate(start..line));
                self.offset = line;
                return String::new();
            };
            text.push_str(&rest[..end]);
            self.offset += end + 1;
            if !self.rest().starts_with('"') {
                break;
            }
            text.push('"');
            self.offset += 1;
        }
        let after = self.offset;
        let stray = self.plain();
        if !stray.trim().is_empty() {
            self.diagnostics.push(&QUOTE_STRAY, args! {}, self.source.locate(after..self.offset));
        }
        text
    }
}

/// Line and column while walking along a row, so that a long row costs linear time.
struct Place {
    offset: usize,
    line: u32,
    column: u32,
}

impl Place {
    fn new(source: &Source, offset: usize) -> Self {
        let (line, column) = source.position(offset);
        Self { offset, line, column }
    }

    fn cell(&mut self, source: &Source, start: usize, typed: &str) -> Cell {
        for character in source.text.get(self.offset..start).unwrap_or("").chars() {
            match character {
                '\n' => (self.line, self.column) = (self.line.saturating_add(1), 1),
                _ => self.column = self.column.saturating_add(1),
            }
        }
        self.offset = start;
        let at = Location { file: source.file.clone(), line: self.line, column: self.column, text: shortened(typed) };
        Cell { text: clean(typed), at }
    }
}

/// Reads a table of `kind`; what is wrong goes to `diagnostics`. Rows are returned as far as their cells have a column.
pub fn read(source: &Source, kind: &Kind, diagnostics: &mut Diagnostics) -> Vec<Record> {
    let sheet = Sheet::parse(source, diagnostics);
    let Some((header, rows)) = sheet.split(kind, diagnostics) else { return Vec::new() };
    let columns = columns(header, kind, diagnostics);
    if rows.is_empty() {
        diagnostics.push(&TABLE_NO_ROWS, args! { table: kind.name }, row_at(header));
    }
    rows.iter().map(|row| record(row, &columns, diagnostics)).collect()
}

/// The column of each header cell; what is wrong goes to `diagnostics`.
fn columns(header: &[Cell], kind: &Kind, diagnostics: &mut Diagnostics) -> Vec<Option<&'static str>> {
    let mut columns: Vec<Option<&'static str>> = Vec::new();
    for cell in header {
        let column = kind.column(&cell.text).map(|column| column.key);
        if column.is_none() && !cell.text.is_empty() {
            let args = args! { table: kind.name, header: &cell.text, known: kind.known() };
            diagnostics.push(&HEADER_UNKNOWN, args, cell.at.clone());
        }
        let first = column.and_then(|key| columns.iter().position(|earlier| *earlier == Some(key)));
        if let Some(first) = first {
            diagnostics.push(&HEADER_TWICE, args! { header: &cell.text, first: first + 1 }, cell.at.clone());
        }
        columns.push(if first.is_some() { None } else { column });
    }
    for column in kind.columns.iter().filter(|column| column.required && !columns.contains(&Some(column.key))) {
        let shown = Arg::Both { zh: column.shown().into(), en: column.key.into() };
        diagnostics.push(&HEADER_MISSING, args! { table: kind.name, header: shown }, row_at(header));
    }
    columns
}

fn record(row: &[Cell], columns: &[Option<&'static str>], diagnostics: &mut Diagnostics) -> Record {
    let mut record = Record::new(row_at(row));
    check_length(row, columns.len(), diagnostics);
    for (cell, column) in row.iter().zip(columns) {
        if let Some(key) = column {
            record.set(key, cell.clone());
        }
    }
    record
}

/// Complains about cells to the right of the header's last.
pub(super) fn check_length(row: &[Cell], columns: usize, diagnostics: &mut Diagnostics) {
    let length = row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
    if let Some(extra) = row.get(columns).filter(|_| length > columns) {
        diagnostics.push(&ROW_TOO_LONG, args! { cells: length, columns: columns }, extra.at.clone());
    }
}

/// Where a row stands: its line, with its first text.
pub(super) fn row_at(row: &[Cell]) -> Location {
    let first = row.iter().find(|cell| !cell.text.is_empty()).or_else(|| row.first());
    first.map_or_else(Location::default, |cell| cell.at.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use std::path::Path;

    fn source(text: &str) -> Source {
        Source::from_text(Path::new("表.csv"), text.into())
    }

    fn errors(diagnostics: &Diagnostics) -> Vec<(&'static str, u32, u32)> {
        for one in &diagnostics.0 {
            assert!(!one.render(Lang::Zh).contains('{') && !one.render(Lang::En).contains('{'));
        }
        diagnostics.0.iter().map(|one| (one.error.code, one.at.line, one.at.column)).collect()
    }

    fn sheet(text: &str) -> (Vec<Vec<String>>, Vec<(&'static str, u32, u32)>) {
        let mut diagnostics = Diagnostics::default();
        let sheet = Sheet::parse(&source(text), &mut diagnostics);
        let rows = sheet.rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect();
        (rows, errors(&diagnostics))
    }

    fn classes(text: &str) -> (Vec<Record>, Vec<(&'static str, u32, u32)>) {
        let mut diagnostics = Diagnostics::default();
        let records = read(&source(text), &CLASSES, &mut diagnostics);
        let errors = errors(&diagnostics);
        (records, errors)
    }

    #[test]
    fn quotes_delimiters_and_blank_rows() {
        let expected = vec![vec!["a".to_owned(), "b,c".into()], vec!["d\" e".into(), "3".into()]];
        assert_eq!(
            sheet("a,\"b,c\"\r\n\r\n,,\n \"d\",9\n".replace(" \"d\",9", "\"d\"\" e\",３").as_str()),
            (expected, vec![])
        );
        assert_eq!(sheet("a;b\nc;d").0, [["a", "b"], ["c", "d"]]);
        assert_eq!(sheet("a\tb\nc, d\te").0, [["a", "b"], ["c, d", "e"]]);
        assert_eq!(sheet("\"a;b;c\",d").0, [["a;b;c", "d"]]);
        assert_eq!(sheet("\"a\nb\",c\n").0, [["a b", "c"]]);
    }

    #[test]
    fn broken_quotes_cost_a_line_each() {
        let (rows, errors) = sheet("a,\"b\nc,d\n");
        assert_eq!((rows.len(), errors), (2, vec![("E114", 1, 3)]));
        assert_eq!(sheet("\"a\" x,b\n").1, [("E115", 1, 4)]);
    }

    #[test]
    fn headers_in_both_languages_and_any_order() {
        let (records, errors) = classes("班主任,Class,人数\n王芳,一1班, 40\n,一2班,\n");
        assert_eq!(errors, []);
        let shown: Vec<_> = records.iter().map(|r| (r.text("name"), r.text("class_teacher"), r.text("size"))).collect();
        assert_eq!(shown, [("一1班", "王芳", "40"), ("一2班", "", "")]);
        let size = records[0].get("size").unwrap();
        assert_eq!((size.at.line, size.at.column, size.at.text.as_str()), (2, 8, " 40"));
        assert_eq!((records[1].get("size"), records[1].at("size").line), (None, 3));
    }

    #[test]
    fn wrong_headers_and_rows_are_all_reported() {
        let (records, errors) = classes("年级,人数,班额,颜色\n1,40,,红,多,\n2\n");
        assert_eq!(errors, [("E111", 1, 7), ("E110", 1, 10), ("E112", 1, 1), ("E113", 2, 9)]);
        assert_eq!(records.len(), 2);
        assert_eq!(classes("班级,年级\n").1, [("E116", 1, 1)]);
    }

    #[test]
    fn a_title_above_the_header_is_one_mistake() {
        let (records, errors) = classes("向阳小学班级表,,\n班级,年级,班主任\n一1班,1,王芳\n");
        assert_eq!((records.len(), errors), (1, vec![("E195", 1, 1)]));
        assert_eq!(classes("班级\n一1班\n").1, []);
    }

    #[test]
    fn kinds_have_unique_headers() {
        let after_school = [&CLUBS, &PUPILS, &HEADS, &POSTS, &PAY_ITEMS];
        for kind in [&CLASSES, &TEACHERS, &ROOMS, &SUBJECTS, &REQUIREMENTS].into_iter().chain(after_school) {
            let mut seen = std::collections::BTreeSet::new();
            for column in kind.columns {
                for header in column.headers.iter().chain([&column.key]) {
                    assert!(seen.insert(*header), "{} has {header} twice", kind.key);
                    assert_eq!(kind.column(header).map(|c| c.key), Some(column.key), "{} {header}", kind.key);
                }
            }
        }
    }

    #[test]
    fn a_million_cells_are_refused_in_time() {
        let (_, errors) = sheet(&",".repeat(MAX_CELLS + 5));
        assert_eq!(errors[0].0, "E109");
    }

    proptest::proptest! {
        #[test]
        fn no_table_panics(text in "[班级,\"\n\r\t;年学科教师5王(0.)/]{0,60}|\\PC*") {
            let mut diagnostics = Diagnostics::default();
            for kind in [&CLASSES, &TEACHERS, &ROOMS, &SUBJECTS, &REQUIREMENTS] {
                read(&source(&text), kind, &mut diagnostics);
            }
            super::super::wide::read(&source(&text), &mut diagnostics);
            for one in &diagnostics.0 {
                proptest::prop_assert!(!one.render(Lang::Zh).is_empty());
            }
        }
    }
}
