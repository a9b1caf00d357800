//! Several tables on one sheet: a table a grade, each with its own header, below or beside each other.

use super::classes::{classes, header_rows};
use super::draft::Grid;
use super::report::Report;
use super::{Found, Known};
use crate::config::notation::well_known;
use crate::workbook::{Cell, Region};

/// Reads each of the tables of a sheet, and says together what they say.
pub(super) fn each(
    grid: &Grid,
    known: &Known,
    report: &mut Report,
    read: fn(&Grid, &Known, &mut Report) -> Option<Found>,
) -> Option<Found> {
    let blocks = blocks(grid);
    if blocks.len() < 2 {
        return read(grid, known, report);
    }
    let mut all: Option<Found> = None;
    for block in &blocks {
        let Some(found) = read(block, known, report) else { continue };
        match &mut all {
            None => all = Some(found),
            Some(all) => {
                all.score += found.score;
                all.draft.add(found.draft);
                all.sheet.rows += found.sheet.rows;
                all.sheet.header = format!("{}、{}", all.sheet.header, found.sheet.header);
                for column in found.sheet.columns {
                    if !all.sheet.columns.contains(&column) {
                        all.sheet.columns.push(column);
                    }
                }
                all.sheet.skipped.extend(found.sheet.skipped);
                all.sheet.notes.extend(found.sheet.notes);
            }
        }
    }
    all
}

/// The tables of a sheet, each as the whole sheet with everything else taken out, so that places stay what they are.
fn blocks(grid: &Grid) -> Vec<Grid> {
    below(grid).iter().flat_map(beside).collect()
}

/// Whether a row looks like the header of a table: the word over its classes again, or subjects across.
fn is_header(grid: &Grid, row: usize, column: usize, corner: &str) -> bool {
    let fresh = grid.sheet.cell(row, column).is_some_and(|cell| cell.of.is_none());
    let texts = grid.distinct(row);
    let subjects = texts.iter().filter(|text| well_known(&super::heading::subject(text).name).is_some()).count();
    fresh
        && texts.len() > 2
        && (!corner.is_empty() && grid.sheet.text(row, column) == corner || subjects >= 3 && subjects * 3 > texts.len())
}

/// Tables below each other.
fn below(grid: &Grid) -> Vec<Grid> {
    let whole = || vec![grid.clone()];
    let Some(found) = classes(grid) else { return whole() };
    let (Some((first, _)), Some((last, _))) = (found.rows.first(), found.rows.last()) else { return whole() };
    let header = header_rows(grid, found.column, *first);
    let corner = header.rev().map(|row| grid.sheet.text(row, found.column)).find(|text| !text.is_empty()).unwrap_or("");
    let mut starts = vec![0];
    for row in first + 1..*last {
        let class = found.rows.iter().any(|(known, _)| *known == row);
        if class || !is_header(grid, row, found.column, corner) {
            continue;
        }
        // What stands between the last class above and the header is its title.
        let above = found.rows.iter().rev().find(|(known, _)| *known < row).map_or(0, |(known, _)| known + 1);
        if starts.last() != Some(&above) {
            starts.push(above);
        }
    }
    if starts.len() < 2 {
        return whole();
    }
    let ends = starts.iter().skip(1).copied().chain([grid.sheet.height()]);
    starts.iter().zip(ends).map(|(start, end)| only(grid, &|row, _| (*start..end).contains(&row))).collect()
}

/// Tables beside each other.
fn beside(grid: &Grid) -> Vec<Grid> {
    let whole = || vec![grid.clone()];
    let Some(found) = classes(grid) else { return whole() };
    let Some((first, _)) = found.rows.first() else { return whole() };
    let header = header_rows(grid, found.column, *first);
    let said = |row: &usize| !grid.sheet.text(*row, found.column).is_empty();
    let Some(top) = header.rev().find(said) else { return whole() };
    let corner = grid.sheet.text(top, found.column);
    let again = |column: usize| {
        let fresh = grid.sheet.cell(top, column).is_some_and(|cell| cell.of.is_none());
        fresh && grid.sheet.text(top, column) == corner && found.grade != Some(column)
    };
    let mut starts = vec![0];
    starts.extend((found.column + 2..grid.sheet.width()).filter(|column| again(*column)));
    if starts.len() < 2 {
        return whole();
    }
    let ends = starts.iter().skip(1).copied().chain([grid.sheet.width()]);
    starts.iter().zip(ends).map(|(start, end)| only(grid, &|_, column| (*start..end).contains(&column))).collect()
}

/// The sheet with only the cells that `keep` keeps. A merged cell that begins outside begins where it is kept.
fn only(grid: &Grid, keep: &dyn Fn(usize, usize) -> bool) -> Grid {
    let mut own = grid.clone();
    for (row, cells) in own.sheet.rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            if !keep(row, column) {
                *cell = Cell::default();
            } else if cell.of.is_some_and(|(row, column)| !keep(row, column)) {
                cell.of = None;
            }
        }
    }
    own.sheet.merged.retain(|region: &Region| keep(region.first.0, region.first.1));
    own
}
