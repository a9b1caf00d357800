//! Small timetables: one a class (or a teacher), weekdays across, periods down; several may stand on one sheet, below or beside
//! each other.

use super::draft::{Draft, Grid, Item, Slot, Spot};
use super::names::class_key;
use super::report::{Report, SheetReport};
use super::whole::{Head, Reader, ask_order, number, slot, weekday};
use super::{Found, Known};
use crate::args;
use crate::text::import as words;
use crate::units::Weekday;

/// A row that names at least three weekdays: the head of a small timetable, with its part of the sheet.
pub(super) struct DayRow {
    pub(super) row: usize,
    pub(super) days: Vec<(usize, Weekday)>,
    /// The first row that may belong to it, above; the row after its last.
    pub(super) top: usize,
    pub(super) end: usize,
    pub(super) columns: std::ops::Range<usize>,
}

impl DayRow {
    /// The rows below that stand for periods, with what is written before their first day.
    pub(super) fn periods(&self, grid: &Grid, report: &mut Report) -> Vec<(usize, Head)> {
        let left = self.days.iter().map(|(column, _)| *column).min().unwrap_or(0);
        let rows = (self.row + 1..self.end).map(|row| (row, Head::of_row(grid, row, self.columns.start..left)));
        let mut heads: Vec<(usize, Head)> = rows.filter(|(_, head)| head.says_something()).collect();
        number(&mut heads, report);
        heads
    }
}

/// The heads of the small timetables of a sheet; where the days begin again in a row, another stands beside.
pub(super) fn day_rows(grid: &Grid) -> Vec<DayRow> {
    let groups_in = |row: usize| -> Vec<Vec<(usize, Weekday)>> {
        let mut groups: Vec<Vec<(usize, Weekday)>> = Vec::new();
        for column in 0..grid.sheet.width() {
            let (Some(day), "") = weekday(&grid.sheet.line(row, column)) else { continue };
            match groups.last_mut() {
                // A merged cell says its day again.
                Some(group) if group.last().is_some_and(|(_, last)| *last == day) => {}
                Some(group) if !group.iter().any(|(_, known)| *known == day) => group.push((column, day)),
                _ => groups.push(vec![(column, day)]),
            }
        }
        groups.retain(|group| group.len() >= 3);
        groups
    };
    let rows: Vec<_> =
        (0..grid.sheet.height()).map(|row| (row, groups_in(row))).filter(|(_, groups)| !groups.is_empty()).collect();
    let mut found = Vec::new();
    for (index, (row, groups)) in rows.iter().enumerate() {
        let top = index.checked_sub(1).and_then(|before| rows.get(before)).map_or(0, |(row, _)| row + 1);
        let end = rows.get(index + 1).map_or(grid.sheet.height(), |(row, _)| *row);
        let mut from = 0;
        for (number, days) in groups.iter().enumerate() {
            let last = days.last().map_or(0, |(column, _)| column + 1);
            let to = if number + 1 == groups.len() { grid.sheet.width() } else { last };
            found.push(DayRow { row: *row, days: days.clone(), top, end, columns: from..to });
            from = last;
        }
    }
    found
}

/// Reads timetables of one class each: weekdays across, periods down; several may stand on one sheet.
pub(super) fn read(grid: &Grid, known: &Known, report: &mut Report) -> Option<Found> {
    let starts = day_rows(grid);
    let mut reader = Reader { grid, known, by_order: Vec::new(), plan: Vec::new() };
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: grid.turned, ..SheetReport::default() };
    let mut day: Vec<Slot> = Vec::new();
    let mut rows_read = 0;
    for table in &starts {
        let DayRow { row: start, days, top, columns, .. } = table;
        let Some(class) = class_above(grid, *top..start + 1, columns, known) else { continue };
        let heads = table.periods(grid, report);
        for (row, head) in &heads {
            let Some(period) = head.period else { continue };
            rows_read += 1;
            for (column, weekday) in days {
                reader.cell(&class, *row, *column, *weekday, period);
            }
        }
        if day.is_empty() {
            day = heads.iter().map(|(_, head)| slot(head)).collect();
        }
        sheet.header = grid.row_name(*start);
        sheet.notes.push(words::ONE_CLASS_READ.arg(&args! { class: &class.text, row: grid.row_name(*start) }));
    }
    let (plan, by_order) = (reader.plan, reader.by_order);
    // Classes where courses should be: a teacher's timetable.
    if plan.iter().filter(|placed| class_key(&placed.subject).is_some()).count() * 2 > plan.len() {
        return None;
    }
    ask_order(by_order, report);
    sheet.what = Some(words::ONE_CLASS_SHEET);
    sheet.rows = rows_read;
    sheet.notes.push(words::PLACES_FOUND.arg(&args! { n: plan.len(), classes: starts.len() }));
    let score = 90 + plan.len();
    (!plan.is_empty()).then(|| Found { score, sheet, draft: Draft { plan, day, ..Draft::default() } })
}

/// The class that a block is of: named above it, or by the sheet.
fn class_above(
    grid: &Grid,
    rows: std::ops::Range<usize>,
    columns: &std::ops::Range<usize>,
    known: &Known,
) -> Option<Item> {
    for row in rows.rev() {
        for column in columns.clone() {
            if let Some(name) = class_in(&grid.sheet.line(row, column), known) {
                return Some(Item { text: name, at: grid.spot(row, column) });
            }
        }
    }
    class_in(&grid.sheet.name, known).map(|text| Item { text, at: Spot { sheet: grid.index, ..Spot::default() } })
}

/// A class named in a title: `一(1)班课程表`, `班级：一(1)班`.
fn class_in(text: &str, known: &Known) -> Option<String> {
    let plain = ["课程表", "课表", "班级", "课程安排", "作息"]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, " "));
    let words = plain.split([' ', ':', '：', '《', '》', '-', '—', '_']).map(str::trim).filter(|word| !word.is_empty());
    words
        .map(str::to_owned)
        // 1.5 in "1.5 periods" is no class.
        .filter(|word| {
            plain.trim() == word.as_str() || word.contains('班') || plain != text || known.classes.contains(word)
        })
        .find(|word| known.classes.contains(word) || class_key(word).is_some() && !word.contains("节"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_in_titles() {
        let known = Known::default();
        assert_eq!(class_in("一(1)班课程表", &known).as_deref(), Some("一(1)班"));
        assert_eq!(class_in("班级：三年级2班", &known).as_deref(), Some("三年级2班"));
        assert_eq!((class_in("Sheet1", &known), class_in("总课表", &known)), (None, None));
    }
}
