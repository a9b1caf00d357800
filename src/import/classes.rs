//! Where the classes of a table stand: the column with most class names, and the header above it.
//!
//! A class may be named in one cell (`一(1)班`), in two (grade and number), by its number alone where the title or the sheet's
//! name says the grade, or by a name of its own (`启航班`) below the word 班级.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Grid;
use super::names::{class_key, class_number, grade_in, grade_name, grade_only, stated_grade};
use super::report::SheetReport;
use crate::config::notation::weekly;
use crate::text::import as words;
use crate::workbook::Cell;

/// Where the classes of a sheet stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Classes {
    /// The column of the class, and of the grade where that is another.
    pub(super) column: usize,
    pub(super) grade: Option<usize>,
    /// Rows with a class, and its name.
    pub(super) rows: Vec<(usize, String)>,
    /// Grades of classes whose names do not say them.
    pub(super) grades: BTreeMap<String, u8>,
    /// The grade that a title or the sheet's name says of all of them.
    pub(super) context: Option<u8>,
}

/// Words over a column of classes.
const OVER_CLASSES: [&str; 7] = ["班级", "班别", "班名", "班号", "班级名称", "班", "class"];

/// Words that begin a row below a table.
const BELOW: [&str; 12] =
    ["合计", "总计", "小计", "备注", "注", "说明", "制表", "填表", "审核", "日期", "教务", "平均"];

/// Whether a text is a remark, a total or a signature rather than a name.
pub(super) fn is_below(text: &str) -> bool {
    BELOW.iter().any(|word| text.starts_with(word))
}

/// The sheet with the rows of each class made one: where a class is merged over several rows, or a second row holds the
/// periods to the teachers of the first, what stands in them stands in the first of them, a line each.
pub(super) fn joined(grid: &Grid) -> Option<(Grid, Classes)> {
    let found = classes(grid)?;
    let merged = |row: usize| grid.sheet.cell(row, found.column).and_then(|cell| cell.of);
    // Which row each row belongs to.
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut first: Option<usize> = None;
    for (row, _) in &found.rows {
        match first.filter(|start| merged(*row) == Some((*start, found.column))) {
            Some(start) => parts.push((*row, start)),
            None => first = Some(*row),
        }
    }
    let of_class: BTreeSet<usize> = found.rows.iter().map(|(row, _)| *row).collect();
    let counts = |row: usize| -> bool {
        let filled: Vec<&str> = (0..grid.sheet.width())
            .filter(|column| *column != found.column && found.grade != Some(*column))
            .map(|column| grid.sheet.text(row, column))
            .filter(|text| !text.is_empty())
            .collect();
        let numbers = filled.iter().filter(|text| weekly(text).is_ok()).count();
        grid.sheet.text(row, found.column).is_empty() && numbers >= 2 && filled.len() <= numbers + 1
    };
    let below: Vec<usize> = of_class.iter().copied().filter(|row| counts(row + 1)).collect();
    // A row of numbers below every class, not one total at the end.
    if below.len() == of_class.len() && below.len() > 1 {
        parts.extend(below.iter().map(|row| (row + 1, *row)));
    }
    if parts.is_empty() {
        return Some((grid.clone(), found));
    }
    let mut own = grid.clone();
    for (row, start) in parts {
        for column in 0..own.sheet.width() {
            let more = grid.sheet.text(row, column);
            let Some(cell) = own.sheet.rows.get_mut(start).and_then(|cells| cells.get_mut(column)) else { continue };
            if !more.is_empty() && !cell.text.lines().any(|line| line == more) && cell.text != more {
                let sign = if cell.text.is_empty() { "" } else { "\n" };
                cell.text = format!("{}{sign}{more}", cell.text);
            }
        }
        own.sheet.rows.get_mut(row).into_iter().flatten().for_each(|cell| *cell = Cell::default());
    }
    classes(&own).map(|found| (own, found))
}

/// Looks for the column of classes.
pub(super) fn classes(grid: &Grid) -> Option<Classes> {
    let mut best = Classes::default();
    // Rooms and pupils' numbers (102, 203) look like classes: what stands over them says what they are.
    let weight = |found: &Classes| {
        let above = found.rows.first().map_or(0, |(row, _)| *row);
        let over = |words: &[&str]| {
            let texts = (0..above).map(|row| grid.sheet.text(row, found.column));
            texts.into_iter().any(|text| text.chars().count() <= 6 && words.iter().any(|word| text.contains(word)))
        };
        match (over(&["教室", "房间", "场室", "编号", "学号", "电话", "序号"]), over(&["班"])) {
            (true, false) => 0,
            (_, true) => found.rows.len() * 2,
            (false, false) => found.rows.len(),
        }
    };
    for column in 0..grid.sheet.width().min(8) {
        let whole = column_of(grid, column, None, None);
        let split = (0..column)
            .rev()
            .find(|grade| has_grades(grid, *grade))
            .map(|grade| column_of(grid, column, Some(grade), None));
        for found in [Some(whole), split].into_iter().flatten() {
            if weight(&found) > weight(&best) {
                best = found;
            }
        }
    }
    if best.rows.is_empty()
        && let Some(grade) = context(grid)
    {
        let columns = (0..grid.sheet.width().min(8)).map(|column| column_of(grid, column, None, Some(grade)));
        best = columns.max_by_key(|found| (found.rows.len(), std::cmp::Reverse(found.column))).unwrap_or_default();
    }
    if best.rows.is_empty() {
        best = named(grid).unwrap_or_default();
    }
    Some(best).filter(|found| !found.rows.is_empty())
}

/// The one grade that the lines above a table name, else the sheet's name.
fn context(grid: &Grid) -> Option<u8> {
    let mut title: Option<u8> = None;
    for row in 0..grid.sheet.height().min(12) {
        let texts = grid.distinct(row);
        if texts.len() > 3 {
            break;
        }
        let grades: BTreeSet<u8> = texts.iter().filter_map(|text| grade_in(text)).collect();
        if let (1, Some(grade)) = (grades.len(), grades.first()) {
            title = Some(*grade);
        }
    }
    // Turned, a title stands in the first column.
    let corner = (0..grid.sheet.height().min(12)).flat_map(|row| (0..2).map(move |column| (row, column)));
    let named: BTreeSet<u8> = corner.filter_map(|(row, column)| grade_in(grid.sheet.text(row, column))).collect();
    let beside = named.first().copied().filter(|_| named.len() == 1);
    title.or(beside).or_else(|| grade_in(&grid.sheet.name))
}

fn has_grades(grid: &Grid, column: usize) -> bool {
    (0..grid.sheet.height()).any(|row| grade_only(grid.sheet.text(row, column)).is_some()) || says_grade(grid, column)
}

/// Whether 年级 stands over a column, so that bare numbers in it are grades.
fn says_grade(grid: &Grid, column: usize) -> bool {
    (0..grid.sheet.height().min(12)).any(|row| grid.sheet.text(row, column) == "年级")
}

fn column_of(grid: &Grid, column: usize, grade: Option<usize>, context: Option<u8>) -> Classes {
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    let mut current: Option<u8> = context;
    // Bare numbers beside grades are classes only where something says so: 班级 over them, or 1班.
    let said = (0..grid.sheet.height()).any(|row| grid.sheet.text(row, column).contains('班'));
    let grade = grade.filter(|_| said);
    let bare = grade.is_some_and(|grade| says_grade(grid, grade));
    for row in 0..grid.sheet.height() {
        let text = grid.sheet.line(row, column);
        let numbered = |grade: u8| {
            let name = format!("{}{}班", grade_name(grade), class_number(&text)?);
            class_key(&name).map(|key| (key, name))
        };
        let name = match (grade, context) {
            (None, None) => class_key(&text).map(|key| (key, text.clone())),
            (None, Some(grade)) if said => numbered(grade),
            (None, Some(_)) => None,
            (Some(grade), _) => {
                let stated = grid.sheet.text(row, grade);
                let named = if bare { stated_grade(stated) } else { grade_only(stated) };
                current = named.or(current.filter(|_| stated.is_empty()));
                current.and_then(numbered)
            }
        };
        // A class merged over several rows, or written again: its rows go together.
        if let Some((key, name)) = name {
            seen.insert(key);
            rows.push((row, name));
        }
    }
    // One class again and again is a class's own timetable rather than a list.
    if seen.len() * 4 < rows.len() {
        rows.clear();
    }
    Classes { column, grade, rows, grades: BTreeMap::new(), context }
}

/// Classes with names of their own, below the word 班级; beside them perhaps their grade.
fn named(grid: &Grid) -> Option<Classes> {
    let over = |row: usize, column: usize| OVER_CLASSES.contains(&grid.sheet.text(row, column).to_lowercase().as_str());
    let places = (0..grid.sheet.height().min(12)).flat_map(|row| (0..grid.sheet.width().min(8)).map(move |c| (row, c)));
    let (start, column) =
        places.into_iter().rfind(|(row, column)| over(*row, *column) && *row + 1 < grid.sheet.height())?;
    let grade = (0..grid.sheet.width().min(8)).find(|other| *other != column && has_grades(grid, *other));
    let mut found = Classes { column, grade, ..Classes::default() };
    let mut current = context(grid);
    for row in start + 1..grid.sheet.height() {
        let name = grid.sheet.line(row, column);
        if let Some(grade) = grade.map(|grade| grid.sheet.text(row, grade)).filter(|text| !text.is_empty()) {
            current = stated_grade(grade);
        }
        let plausible = name.contains('班') && name.chars().count() <= 12 || name.contains('级');
        if name.is_empty() || is_below(&name) || !plausible {
            continue;
        }
        if let Some(grade) = current {
            found.grades.insert(name.clone(), grade);
        }
        found.rows.push((row, name));
    }
    Some(found).filter(|found| found.rows.len() > 1)
}

/// The rows of the header above `first`: from the cell that says 班级 down, else all that have several texts.
pub(super) fn header_rows(grid: &Grid, column: usize, first: usize) -> std::ops::Range<usize> {
    let says = |row: usize| {
        let text = grid.sheet.text(row, column);
        text.contains("班") || text.contains("年级") || text.to_lowercase().contains("class")
    };
    let titled = (first.saturating_sub(6)..first).find(|row| says(*row) && grid.distinct(*row).len() > 1);
    let mut start = first;
    // A row with one text may stand between rows of the header (职务 over nothing), not above all of them: that is a title.
    let part = |row: usize| {
        grid.distinct(row).len() > 1 || row > 0 && grid.distinct(row).len() == 1 && grid.distinct(row - 1).len() > 2
    };
    while start > 0 && first - start < 5 && part(start - 1) {
        if titled.is_some_and(|titled| start <= titled) {
            break;
        }
        start -= 1;
    }
    start..first
}

/// Tells of the rows that are neither header nor class.
pub(super) fn pass_others(grid: &Grid, classes: &Classes, header: &std::ops::Range<usize>, sheet: &mut SheetReport) {
    let known: BTreeSet<usize> = classes.rows.iter().map(|(row, _)| *row).collect();
    for row in (0..grid.sheet.height()).filter(|row| !header.contains(row) && !known.contains(row)) {
        sheet.pass(grid, row, if row < header.start { words::A_TITLE } else { words::NO_CLASS });
    }
}

/// What stands over a column, from top to bottom, each text once.
pub(super) fn path(grid: &Grid, header: &std::ops::Range<usize>, column: usize) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    for row in header.clone() {
        let text = grid.sheet.line(row, column);
        if !text.is_empty() && path.last() != Some(&text) {
            path.push(text);
        }
    }
    path
}
