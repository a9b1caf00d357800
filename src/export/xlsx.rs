//! Workbooks: a booklet as an XLSX file for Excel, WPS and LibreOffice.
//!
//! A sheet a grid, with an index of links before them when there are several. Words are always written as strings, never as
//! formulas; the only formulas are the sums of numbers that stand on the same sheet, with their values. Every sheet is set up for
//! printing on A4: print area, repeated headings, fitted to the width of the paper.

mod look;
pub mod tabs;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Url, Workbook, Worksheet, XlsxError};

use super::grid::{Booklet, Cell, Grid, Line, Paper, Size, Value};
use crate::text::{Lang, export as words};
use crate::units::Fen;
use look::{Looks, Numbers};

/// Most letters of a cell.
const MOST_LETTERS: usize = 32_000;

/// The workbook of `booklet`; `made` is the date that it bears.
///
/// # Errors
///
/// More than a workbook can hold.
pub fn write(booklet: &Booklet, made: Option<NaiveDate>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title(&booklet.title).set_author(env!("CARGO_PKG_NAME"));
    workbook.set_properties(&properties.set_creation_datetime(&date(made.unwrap_or_default())?));
    let mut looks = Looks::default();
    let indexed = booklet.grids.len() > 2;
    let first = indexed.then(|| words::INDEX.get(lang));
    let names = tabs::tabs(first.into_iter().chain(booklet.grids.iter().map(|grid| grid.name.as_str())));
    let (index, names) = names.split_at(usize::from(indexed));
    if let Some(index) = index.first() {
        contents(workbook.add_worksheet().set_name(index)?, booklet, names, &mut looks)?;
    }
    for (grid, name) in booklet.grids.iter().zip(names) {
        let sheet = workbook.add_worksheet().set_name(name)?;
        let lines = fill(sheet, grid, &mut looks)?;
        set_up(sheet, grid, lines)?;
        if let Some(index) = index.first() {
            let column = col(grid.columns.len() + 1);
            sheet.write_url_with_options(0, column, to(index), words::BACK.get(lang), "", Some(&looks.link()))?;
        }
    }
    workbook.save_to_buffer()
}

fn date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    use chrono::Datelike;
    let year = u16::try_from(date.year()).unwrap_or(1900).clamp(1900, 9999);
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).unwrap_or(1), u8::try_from(date.day()).unwrap_or(1))
}

fn row(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn col(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn to(sheet: &str) -> Url {
    Url::new(format!("internal:'{}'!A1", sheet.replace('\'', "''")))
}

/// The index: a link a sheet, in as many columns as keep it on a page.
fn contents(sheet: &mut Worksheet, booklet: &Booklet, names: &[String], looks: &mut Looks) -> Result<(), XlsxError> {
    const COLUMNS: usize = 5;
    sheet.merge_range(0, 0, 0, col(COLUMNS - 1), &booklet.title, &looks.title())?;
    sheet.set_row_height(0, 32)?;
    for (at, name) in names.iter().enumerate() {
        let (line, column) = (2 + at / COLUMNS, at % COLUMNS);
        sheet.write_url_with_options(row(line), col(column), to(name), name, "", Some(&looks.link()))?;
        sheet.set_row_height(row(line), 20)?;
    }
    for column in 0..COLUMNS {
        sheet.set_column_width(col(column), 19)?;
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
    Ok(())
}

/// Writes title, table and notes; gives the first line of the table and the line after the last one.
fn fill(sheet: &mut Worksheet, grid: &Grid, looks: &mut Looks) -> Result<(usize, usize), XlsxError> {
    let last = grid.columns.len().saturating_sub(1);
    for (column, width) in grid.columns.iter().enumerate() {
        sheet.set_column_width(col(column), *width)?;
    }
    let mut top = 0;
    if !grid.list {
        over(sheet, 0, last, &grid.title, &looks.title())?;
        sheet.set_row_height(0, 32)?;
        top = 1;
        if !grid.facts.is_empty() {
            over(sheet, 1, last, &grid.facts, &looks.facts())?;
            sheet.set_row_height(1, 20)?;
            top = 2;
        }
    }
    for (at, height) in grid.rows.iter().enumerate() {
        sheet.set_row_height(row(top + at), *height)?;
    }
    for cell in &grid.cells {
        write_cell(sheet, grid, cell, top, looks)?;
    }
    let mut end = top + grid.rows.len();
    for note in &grid.notes {
        over(sheet, end, last, note, &looks.note())?;
        let width: f64 = grid.columns.iter().sum();
        let letters =
            f64::from(u32::try_from(unicode_width::UnicodeWidthStr::width(note.as_str())).unwrap_or(u32::MAX));
        sheet.set_row_height(row(end), (letters * 0.9 / width).ceil().max(1.0) * 14.0)?;
        end += 1;
    }
    Ok((top, end))
}

/// Words over all columns.
fn over(sheet: &mut Worksheet, line: usize, last: usize, text: &str, format: &Format) -> Result<(), XlsxError> {
    if last == 0 {
        sheet.write_string_with_format(row(line), 0, text, format)?;
    } else {
        sheet.merge_range(row(line), 0, row(line), col(last), text, format)?;
    }
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, grid: &Grid, cell: &Cell, top: usize, looks: &mut Looks) -> Result<(), XlsxError> {
    let (line, column) = (row(top + cell.row), col(cell.column));
    let format = looks.of(cell, grid.size);
    if cell.rows > 1 || cell.columns > 1 {
        let (last_line, last_column) = (row(top + cell.row + cell.rows - 1), col(cell.column + cell.columns - 1));
        sheet.merge_range(line, column, last_line, last_column, "", &format)?;
    }
    match &cell.value {
        Value::Words(lines) => write_words(sheet, (line, column), lines, grid.size, &format, looks)?,
        Value::Date(day) => {
            sheet.write_datetime_with_format(line, column, date(*day)?, &format)?;
        }
        Value::Sum([first, left, last, right], value) => {
            let name =
                |line: usize, column: usize| rust_xlsxwriter::utility::row_col_to_cell(row(top + line), col(column));
            let formula = format!("=SUM({}:{})", name(*first, *left), name(*last, *right));
            let result = number(value).map_or(String::new(), |number| number.to_string());
            sheet.write_formula_with_format(line, column, Formula::new(formula).set_result(result), &format)?;
        }
        value => {
            if let Some(number) = number(value) {
                sheet.write_number_with_format(line, column, number, &format)?;
            }
        }
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss)] // far below 2^52
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number as f64),
        Value::Halves(halves) => Some(f64::from(*halves) / 2.0),
        Value::Money(Fen(fen)) => Some(*fen as f64 / 100.0),
        Value::Sum(_, value) => number(value),
        Value::Words(_) | Value::Date(_) => None,
    }
}

fn write_words(
    sheet: &mut Worksheet,
    at: (u32, u16),
    lines: &[Line],
    size: f64,
    format: &Format,
    looks: &mut Looks,
) -> Result<(), XlsxError> {
    let lines: Vec<&Line> = lines.iter().filter(|line| !line.text.is_empty()).collect();
    let Some(first) = lines.first() else {
        sheet.write_blank(at.0, at.1, format)?;
        return Ok(());
    };
    let mut left = MOST_LETTERS;
    let mut take = |text: &str| -> String {
        let kept: String = text.chars().take(left).collect();
        left -= kept.chars().count();
        kept
    };
    if lines.iter().all(|line| line.size == first.size) {
        let text = take(&lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"));
        sheet.write_string_with_format(at.0, at.1, text, format)?;
        return Ok(());
    }
    let parts = lines.iter().enumerate().map(|(index, line)| {
        let text = if index == 0 { line.text.clone() } else { format!("\n{}", line.text) };
        (looks.run(line.size, size), take(&text))
    });
    let parts: Vec<(Format, String)> = parts.filter(|(_, text)| !text.is_empty()).collect();
    let parts: Vec<(&Format, &str)> = parts.iter().map(|(format, text)| (format, text.as_str())).collect();
    sheet.write_rich_string_with_format(at.0, at.1, &parts, format)?;
    Ok(())
}

/// Paper, print area, repeated headings, frozen panes.
fn set_up(sheet: &mut Worksheet, grid: &Grid, (top, end): (usize, usize)) -> Result<(), XlsxError> {
    let last = col(grid.columns.len().saturating_sub(1));
    sheet.set_paper_size(9);
    if grid.paper == Paper::Landscape {
        sheet.set_landscape();
    }
    // Inches: 10 mm at the sides, 12 mm above, room for the page number below.
    sheet.set_margins(0.39, 0.39, 0.47, 0.55, 0.3, 0.3);
    sheet.set_print_fit_to_pages(1, u16::from(grid.one_page));
    sheet.set_print_center_horizontally(true);
    sheet.set_print_area(0, 0, row(end.max(1) - 1), last)?;
    if grid.heads > 0 && !grid.one_page {
        // The title, too: a page that lies alone says what it is.
        sheet.set_repeat_rows(0, row(top + grid.heads - 1))?;
        sheet.set_footer("&C&P / &N");
    }
    if grid.heads > 0 {
        sheet.set_freeze_panes(row(top + grid.heads), col(grid.labels))?;
    }
    if grid.list && grid.rows.len() > 1 {
        let summed = grid.cells.last().is_some_and(|cell| matches!(cell.value, Value::Sum(..)));
        sheet.autofilter(0, 0, row(grid.rows.len() - 1 - usize::from(summed)), last)?;
    }
    sheet.set_screen_gridlines(false);
    Ok(())
}

impl Numbers {
    /// How the number of a cell is shown.
    fn of(value: &Value) -> Self {
        match value {
            Value::Money(_) => Self::Money,
            Value::Date(_) => Self::Date,
            Value::Sum(_, value) => Self::of(value),
            Value::Number(_) | Value::Halves(_) | Value::Words(_) => Self::General,
        }
    }
}

/// Whether every line of the words is bold.
fn strong(value: &Value) -> bool {
    matches!(value, Value::Words(lines) if lines.iter().any(|line| line.size == Size::Strong) && lines.iter().all(|line| line.size == Size::Strong))
}

/// Whether every line of the words is small.
fn small(value: &Value) -> bool {
    matches!(value, Value::Words(lines) if !lines.is_empty() && lines.iter().all(|line| line.size == Size::Small))
}

#[cfg(test)]
mod tests;
