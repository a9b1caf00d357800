//! The cells of every sheet.
//!
//! XLSX is read cell by cell, so that one cell far away costs nothing; XLS has at most 65,536 rows of 256 cells, and an ODS
//! file is looked through for repeated rows before it is opened. A panic inside the reader is damage of the file.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, DataRef, Dimensions, Ods, Reader, SheetType, SheetVisible, Xls, Xlsx};

use super::guard::{Format, Safe, inspect};
use super::merge::{Region, fill};
use super::quiet::quietly;
use super::value::show;
use super::{Cell, MAX_BYTES, MAX_CELLS, Sheet, Value, Workbook, a1};
use crate::args;
use crate::config::source::{bytes as load, sha256};
use crate::config::{Diagnostics, Location};
use crate::text::workbook as errors;

/// Reads the workbook in `path`.
///
/// # Errors
/// It cannot be read, is no workbook, is damaged, protected by a password, too large, or its merged regions contradict each
/// other. Formulas without a saved value and sheets that are only a picture are errors as well.
///
/// # Example
/// ```
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.xlsx");
/// let mut book = rust_xlsxwriter::Workbook::new();
/// book.add_worksheet().write(1, 0, "一１班　")?;
/// book.save(&path)?;
/// let read = kebiao::workbook::read(&path).map_err(|errors| errors.0[0].render(kebiao::text::Lang::En))?;
/// assert_eq!(read.sheets[0].text(1, 0), "一1班");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(path: &Path) -> Result<Workbook, Diagnostics> {
    let bytes = load(path, MAX_BYTES).map_err(|error| Diagnostics(vec![error]))?;
    parse(path, &bytes)
}

/// Reads the workbook in `bytes`, which came from `file`.
pub(super) fn parse(file: &Path, bytes: &[u8]) -> Result<Workbook, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let at = Location { file: file.to_owned(), ..Location::default() };
    let Some(safe) = inspect(bytes, &at, &mut diagnostics) else { return Err(diagnostics) };
    // The reader works on a file that anybody may have made: whatever it stumbles over is damage.
    let raw = quietly(|| sheets(bytes, &safe));
    let raw = match raw {
        Some(Ok(raw)) => raw,
        Some(Err(Broken::Password)) => {
            diagnostics.push(&errors::PASSWORD, args! {}, at);
            return Err(diagnostics);
        }
        Some(Err(Broken::Damaged(reason))) => {
            diagnostics.push(&errors::DAMAGED, args! { reason: reason }, at);
            return Err(diagnostics);
        }
        Some(Err(Broken::TooLarge { sheet, cell })) => {
            let args = args! { sheet: sheet, cell: cell, limit: MAX_CELLS };
            diagnostics.push(&errors::SHEET_TOO_LARGE, args, at);
            return Err(diagnostics);
        }
        None => {
            diagnostics.push(&errors::DAMAGED, args! { reason: "calamine" }, at);
            return Err(diagnostics);
        }
    };
    let mut workbook = Workbook { file: file.to_owned(), sha256: sha256(bytes), sheets: Vec::new() };
    for raw in raw {
        if let Some(sheet) = finish(raw, file, &mut diagnostics) {
            workbook.sheets.push(sheet);
        }
    }
    if diagnostics.is_empty() && workbook.sheets.iter().all(Sheet::is_empty) {
        let pictures = workbook.sheets.iter().any(|sheet| sheet.pictures > 0);
        diagnostics.push(if pictures { &errors::ONLY_A_PICTURE } else { &errors::EMPTY_WORKBOOK }, args! {}, at);
    }
    if diagnostics.is_empty() { Ok(workbook) } else { Err(diagnostics) }
}

/// A sheet as the reader gives it.
#[derive(Default)]
struct Raw {
    name: String,
    hidden: bool,
    cells: BTreeMap<(u32, u32), Data>,
    /// Formulas: whether each has a saved value, and whether it is a sum or another total.
    formulas: Vec<((u32, u32), bool, bool)>,
    regions: Vec<Region>,
    pictures: usize,
}

enum Broken {
    Password,
    Damaged(String),
    TooLarge { sheet: String, cell: String },
}

fn damaged(error: impl std::fmt::Display) -> Broken {
    let text = error.to_string();
    if text.contains("password") { Broken::Password } else { Broken::Damaged(text) }
}

fn sheets(bytes: &[u8], safe: &Safe) -> Result<Vec<Raw>, Broken> {
    let reader = Cursor::new(bytes);
    match safe.format {
        Format::Xlsx => xlsx(Xlsx::new(reader).map_err(damaged)?, &safe.drawings),
        Format::Xls => {
            let mut book = Xls::new(reader).map_err(damaged)?;
            let mut raws = ranges(&mut book)?;
            for raw in &mut raws {
                raw.regions =
                    book.merge_cells_by_sheet_name(&raw.name).unwrap_or_default().iter().map(region).collect();
            }
            Ok(raws)
        }
        Format::Ods => {
            let (spans, heavy) = ods_spans(safe.content.as_deref().unwrap_or(""));
            if let Some(sheet) = heavy {
                return Err(Broken::TooLarge { sheet, cell: String::new() });
            }
            let mut raws = ranges(&mut Ods::new(reader).map_err(damaged)?)?;
            for (raw, regions) in raws.iter_mut().zip(spans) {
                raw.regions = regions;
            }
            Ok(raws)
        }
    }
}

fn region(dimensions: &Dimensions) -> Region {
    let place = |(row, column): (u32, u32)| (row as usize, column as usize);
    Region { first: place(dimensions.start), last: place(dimensions.end) }
}

fn hidden(visible: SheetVisible) -> bool {
    visible != SheetVisible::Visible
}

fn xlsx(mut book: Xlsx<Cursor<&[u8]>>, drawings: &[String]) -> Result<Vec<Raw>, Broken> {
    let metadata = book.sheets_metadata().to_vec();
    let mut raws = Vec::new();
    for (index, sheet) in metadata.iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut raw = Raw { name: sheet.name.clone(), hidden: hidden(sheet.visible), ..Raw::default() };
        // Sheets of a workbook as programs write it are numbered in order; a wrong guess only costs the remark.
        raw.pictures = drawings.iter().filter(|part| **part == format!("sheet{}", index + 1)).count();
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
        while let Some(cell) = cells.next_cell_with_formula().map_err(damaged)? {
            let value = match cell.value {
                DataRef::Empty => Data::Empty,
                DataRef::SharedString(text) => Data::String(text.to_owned()),
                other => Data::from(other),
            };
            if let Some(formula) = &cell.formula {
                raw.formulas.push((cell.pos, value != Data::Empty, is_total(formula)));
            }
            if value != Data::Empty {
                raw.cells.insert(cell.pos, value);
                if raw.cells.len() > MAX_CELLS {
                    return Err(Broken::TooLarge { sheet: raw.name, cell: String::new() });
                }
            }
        }
        drop(cells);
        raw.regions = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default().iter().map(region).collect();
        raws.push(raw);
    }
    Ok(raws)
}

/// Whether a formula is a total (a sum, a count, a mean): nothing is lost without its value but a check.
fn is_total(formula: &str) -> bool {
    let formula = formula.to_uppercase();
    ["SUM", "COUNT", "AVERAGE", "SUBTOTAL"].iter().any(|name| formula.contains(name))
}

fn ranges<'b, R: Reader<Cursor<&'b [u8]>>>(book: &mut R) -> Result<Vec<Raw>, Broken>
where
    R::Error: std::fmt::Display,
{
    let metadata = book.sheets_metadata().to_vec();
    let mut raws = Vec::new();
    for sheet in metadata {
        let mut raw = Raw { name: sheet.name.clone(), hidden: hidden(sheet.visible), ..Raw::default() };
        if sheet.typ == SheetType::WorkSheet {
            let range = book.worksheet_range(&sheet.name).map_err(damaged)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let place = (top + u32::try_from(row).unwrap_or(0), left + u32::try_from(column).unwrap_or(0));
                raw.cells.insert(place, value.clone());
            }
            if let Ok(formulas) = book.worksheet_formula(&sheet.name) {
                let (top, left) = formulas.start().unwrap_or_default();
                for (row, column, formula) in formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()) {
                    let place = (top + u32::try_from(row).unwrap_or(0), left + u32::try_from(column).unwrap_or(0));
                    raw.formulas.push((place, raw.cells.contains_key(&place), is_total(formula)));
                }
            }
        }
        raws.push(raw);
    }
    Ok(raws)
}

/// Merged regions of each sheet of an OpenDocument file; and a sheet whose repeated rows make it too large.
fn ods_spans(content: &str) -> (Vec<Vec<Region>>, Option<String>) {
    let options = roxmltree::ParsingOptions { nodes_limit: 20_000_000, ..Default::default() };
    let Ok(document) = roxmltree::Document::parse_with_options(content, options) else { return (Vec::new(), None) };
    let named = |node: &roxmltree::Node<'_, '_>, name: &str| node.is_element() && node.tag_name().name() == name;
    let number = |node: roxmltree::Node<'_, '_>, name: &str| {
        let value = node.attributes().find(|attribute| attribute.name() == name);
        value.and_then(|attribute| attribute.value().parse::<usize>().ok()).unwrap_or(1)
    };
    let mut sheets = Vec::new();
    for table in document.descendants().filter(|node| named(node, "table")) {
        let mut regions = Vec::new();
        let (mut row, mut cells) = (0_usize, 0_usize);
        for line in table.descendants().filter(|node| named(node, "table-row")) {
            let repeated = number(line, "number-rows-repeated");
            let (mut column, mut used) = (0_usize, 0_usize);
            for cell in line.children().filter(|node| named(node, "table-cell") || named(node, "covered-table-cell")) {
                let across = number(cell, "number-columns-repeated");
                let (wide, high) = (number(cell, "number-columns-spanned"), number(cell, "number-rows-spanned"));
                if wide > 1 || high > 1 {
                    let last = (row.saturating_add(high) - 1, column.saturating_add(wide) - 1);
                    regions.push(Region { first: (row, column), last });
                }
                column = column.saturating_add(across);
                if cell.has_children() {
                    used = column;
                }
            }
            cells = cells.saturating_add(used.saturating_mul(repeated));
            row = row.saturating_add(repeated);
        }
        if cells > MAX_CELLS {
            let name = table.attributes().find(|attribute| attribute.name() == "name");
            return (sheets, Some(name.map(|name| name.value().to_owned()).unwrap_or_default()));
        }
        sheets.push(regions);
    }
    (sheets, None)
}

/// The grid of a sheet, its merged regions filled; none when it is too large.
fn finish(raw: Raw, file: &Path, diagnostics: &mut Diagnostics) -> Option<Sheet> {
    let shown: BTreeMap<(usize, usize), (String, Value)> = raw
        .cells
        .iter()
        .map(|((row, column), data)| ((*row as usize, *column as usize), show(data)))
        .filter(|(_, (text, _))| !text.is_empty())
        .collect();
    let height = shown.keys().map(|(row, _)| row + 1).max().unwrap_or(0);
    let width = shown.keys().map(|(_, column)| column + 1).max().unwrap_or(0);
    if height.saturating_mul(width) > MAX_CELLS {
        // The cell that is farthest away is the one to delete.
        let far = shown.keys().max_by_key(|(row, column)| row.saturating_add(*column)).copied().unwrap_or_default();
        let args = args! { sheet: &raw.name, cell: a1(far.0, far.1), limit: MAX_CELLS };
        diagnostics.push(&errors::SHEET_TOO_LARGE, args, Location { file: file.to_owned(), ..Location::default() });
        return None;
    }
    // A region may reach beyond the last text: 一年级 over nine rows of which the last is empty.
    let mut rows = vec![vec![Cell::default(); width]; height];
    for ((row, column), (text, value)) in shown {
        if let Some(cell) = rows.get_mut(row).and_then(|cells| cells.get_mut(column)) {
            *cell = Cell { text, value, of: None };
        }
    }
    let mut sheet = Sheet::new(file, &raw.name, rows);
    sheet.hidden = raw.hidden;
    sheet.pictures = raw.pictures;
    sheet.formulas = raw.formulas.len();
    let unsaved: Vec<_> = raw.formulas.iter().filter(|(_, saved, _)| !saved).collect();
    sheet.sums_without_value = unsaved.iter().filter(|(_, _, total)| *total).count();
    // A formula may well show nothing; that all of them do means that nobody ever calculated the workbook. Totals can be done without.
    let matters = unsaved.iter().find(|(_, _, total)| !total);
    if let Some((place, ..)) = matters.filter(|_| unsaved.len() == raw.formulas.len()) {
        let (row, column) = *place;
        let cell = a1(row as usize, column as usize);
        let args = args! { sheet: &raw.name, cell: cell, count: unsaved.len() };
        diagnostics.push(&errors::FORMULA_WITHOUT_VALUE, args, sheet.at(row as usize, column as usize));
    }
    fill(&mut sheet, raw.regions, diagnostics);
    Some(sheet)
}
