//! The wide 任课表: classes down, subjects across (or turned), teachers and weekly periods in the cells.
//!
//! The class column is the one with most class names. What stands right above the first class, down to it, is the header:
//! one to four rows, with a subject over one column or over a pair (weekly periods, then teacher), with or without a row
//! 节数/教师 below. Rows without a class are passed over, and said to be.

use std::collections::BTreeMap;

use super::cell::{Assigned, assigned, people};
use super::classes::{Classes, header_rows, joined, pass_others};
use super::draft::{Draft, Grid, Row, Spot};
use super::names::class_list;
use super::report::{Report, SheetReport};
use super::wide_columns::{PERIODS, Role, Subject, columns, set_aside};
use super::{Found, Known};
use crate::args;
use crate::config::notation::{weekly, well_known};
use crate::config::table::{CLASSES, REQUIREMENTS};
use crate::text::import as words;
use crate::units::Weeks;
use crate::workbook::Value;

/// Reads a wide 任课表, or one a grade below or beside each other.
pub(super) fn read(grid: &Grid, known: &Known, report: &mut Report) -> Option<Found> {
    super::blocks::each(grid, known, report, read_block)
}

fn read_block(grid: &Grid, _known: &Known, report: &mut Report) -> Option<Found> {
    let (grid, classes) = joined(grid)?;
    let grid = &grid;
    let first = classes.rows.first()?.0;
    let header = header_rows(grid, classes.column, first);
    if header.is_empty() {
        return None;
    }
    let last = classes.rows.last()?.0;
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: grid.turned, ..SheetReport::default() };
    let (mut subjects, about, totals) = columns(grid, &classes, &header, first..last + 1, &mut sheet);
    let doubtful = set_aside(grid, first..last + 1, &mut subjects, &mut sheet);
    let sure = subjects.iter().filter(|subject| well_known(&subject.name).is_some()).count();
    let filled = subjects.iter().flat_map(|subject| &subject.columns);
    let filled =
        filled.filter(|(column, _)| (first..=last).any(|row| !grid.sheet.text(row, *column).is_empty())).count();
    if subjects.len() < 2 || sure * 3 < subjects.len() || filled == 0 {
        return None;
    }
    let mut draft = Draft::default();
    let mut reader =
        Reader { grid, report, doubtful: BTreeMap::new(), dates: Vec::new(), sums: Vec::new(), classes: 0 };
    let stated = period_rows(grid, &classes, &subjects);
    for (row, class) in &classes.rows {
        let at = grid.spot(*row, classes.column);
        // Periods stand in a row above each grade: the nearest one counts.
        if let Some((_, periods)) = stated.range(..*row).next_back() {
            for (subject, given) in subjects.iter_mut().zip(periods) {
                subject.given.clone_from(given);
            }
        }
        let mut about_class = Row::new(at);
        about_class.set("name", class.clone(), at);
        for (column, key) in &about {
            about_class.set(key, grid.sheet.line(*row, *column), grid.spot(*row, *column));
        }
        if let Some(grade) = classes.grades.get(class) {
            about_class.set("grade", grade.to_string(), at);
        }
        if about_class.cells.len() > 1 {
            draft.tables.entry(CLASSES.key).or_default().push(about_class);
        }
        let mut sum = 0;
        for subject in &subjects {
            if let Some(lesson) = reader.lesson(*row, class, at, subject) {
                sum += weekly(lesson.text("periods")).map_or(0, |weekly| weekly.per_fortnight());
                draft.tables.entry(REQUIREMENTS.key).or_default().push(lesson);
            }
        }
        for column in &totals {
            reader.compare(*row, class, *column, sum);
        }
    }
    // Classes where teachers should be: a list of who teaches where.
    if reader.classes > 0 {
        return None;
    }
    reader.finish();
    if !doubtful.is_empty() {
        report.ask(&words::NOT_A_SUBJECT, args! { columns: doubtful.join("、") }, Vec::new());
    }
    if let Some(grade) = classes.context {
        sheet.notes.push(words::GRADE_FROM_TITLE.arg(&args! { grade: super::names::grade_name(grade) }));
    }
    pass_others(grid, &classes, &header, &mut sheet);
    let count = draft.rows(&REQUIREMENTS).len();
    if count == 0 {
        return None;
    }
    sheet.what = Some(words::WIDE);
    sheet.header = format!("{}–{}", grid.row_name(header.start), grid.row_name(header.end.saturating_sub(1)));
    sheet.rows = classes.rows.len();
    sheet.notes.push(words::LESSONS_FOUND.arg(&args! { n: count, subjects: subjects.len() }));
    let score = 100 + sure * 4 + classes.rows.len().min(20);
    Some(Found { score, sheet, draft })
}

/// Rows that state the periods of what follows (周课时, 一年级课时), by subject.
fn period_rows(grid: &Grid, classes: &Classes, subjects: &[Subject]) -> BTreeMap<usize, Vec<Option<String>>> {
    let mut found = BTreeMap::new();
    for row in 0..grid.sheet.height() {
        let text = grid.sheet.text(row, classes.column);
        let says = PERIODS.contains(&text) || text.ends_with("课时") || text.ends_with("节数");
        let class = classes.rows.iter().any(|(known, _)| *known == row);
        let periods: Vec<Option<String>> = subjects
            .iter()
            .map(|subject| {
                let mut texts = subject.columns.iter().map(|(column, _)| grid.sheet.text(row, *column));
                texts.find(|text| weekly(text).is_ok()).map(str::to_owned)
            })
            .collect();
        if says && !class && periods.iter().flatten().count() > 1 {
            found.insert(row, periods);
        }
    }
    found
}

/// A header without (0.5), and whether it had it.
pub(super) fn halved(header: &str) -> (String, bool) {
    let (name, marks) = super::cell::marks(header);
    (name, marks.half)
}

struct Reader<'a> {
    grid: &'a Grid,
    report: &'a mut Report,
    /// Cells with several people, by what stands there.
    doubtful: BTreeMap<String, Vec<String>>,
    /// Cells that a spreadsheet turned into dates.
    dates: Vec<(String, String)>,
    /// Cells that name classes.
    classes: usize,
    /// Totals that differ.
    sums: Vec<(String, String, String, String)>,
}

impl Reader<'_> {
    /// The text of a cell; a date that was meant as `3/2` is that again.
    fn text(&mut self, row: usize, column: usize) -> String {
        let Some(cell) = self.grid.sheet.cell(row, column) else { return String::new() };
        if let Value::Date(date) = cell.value {
            use chrono::Datelike;
            let meant = format!("{}/{}", date.month(), date.day());
            self.dates.push((meant.clone(), self.grid.place(self.grid.spot(row, column))));
            return meant;
        }
        cell.text.clone()
    }

    fn lesson(&mut self, row: usize, class: &str, class_at: Spot, subject: &Subject) -> Option<Row> {
        let mut said = Assigned::default();
        let mut at = None;
        let mut who_at = None;
        for (column, role) in &subject.columns {
            let text = self.text(row, *column);
            if text.is_empty() {
                continue;
            }
            let spot = self.grid.spot(row, *column);
            at = at.or(Some(spot));
            self.classes += usize::from(weekly(&text).is_err() && class_list(&text).is_some());
            let one = assigned(&text);
            said.marks.doubles = said.marks.doubles.saturating_add(one.marks.doubles);
            said.marks.weeks = said.marks.weeks.or(one.marks.weeks);
            said.marks.half |= one.marks.half;
            if *role != Role::Teacher || said.periods.is_none() {
                said.periods = said.periods.take().or(one.periods);
            }
            if *role != Role::Periods && !one.words.is_empty() {
                said.words = one.words;
                who_at = Some(spot);
            }
        }
        let at = at?;
        // A cell may name its subject again: 语文 over 张芳.
        let mut name = subject.name.clone();
        if said.words.len() > 1 && said.words.first().is_some_and(|word| *word == name || well_known(word).is_some()) {
            let own = said.words.remove(0);
            if own != name && well_known(&name).is_none() {
                name = own;
            }
        }
        if said.periods.is_none() && said.words.is_empty() || said.periods.as_deref() == Some("0") {
            return None;
        }
        let mut lesson = Row::new(at);
        lesson.set("classes", class, class_at);
        lesson.set("subject", name, at);
        let joined = said.words.join("\n");
        let (names, sure) = people(&joined);
        if !sure {
            let place = self.grid.place(who_at.unwrap_or(at));
            self.doubtful.entry(names.join("/")).or_default().push(place);
        }
        lesson.set("teachers", names.join("+"), who_at.unwrap_or(at));
        said.periods = said.periods.take().or_else(|| subject.given.clone());
        if let Some(periods) = periods(&said, subject.half || said.marks.half) {
            lesson.set("periods", periods, at);
        }
        if said.marks.doubles > 0 {
            lesson.set("doubles", said.marks.doubles.to_string(), at);
        }
        Some(lesson)
    }

    /// Compares a total with the sum (over two weeks) of what was read.
    fn compare(&mut self, row: usize, class: &str, column: usize, sum: u32) {
        let text = self.grid.sheet.line(row, column);
        let Ok(total) = weekly(&text) else { return };
        if sum > 0 && total.per_fortnight() != sum {
            let place = self.grid.place(self.grid.spot(row, column));
            self.sums.push((class.to_owned(), text, (f64::from(sum) / 2.0).to_string(), place));
        }
    }

    fn finish(self) {
        for (names, places) in self.doubtful {
            self.report.ask(&words::SEVERAL_TEACHERS, args! { names: names }, places);
        }
        if let Some((meant, _)) = self.dates.first() {
            let places = self.dates.iter().map(|(_, place)| place.clone()).collect();
            self.report.ask(&words::A_DATE, args! { n: self.dates.len(), meant: meant }, places);
        }
        for (class, total, sum, place) in self.sums {
            let args = args! { class: class, total: total, sum: sum };
            self.report.ask(&words::TOTAL_DIFFERS, args, vec![place]);
        }
    }
}

/// The weekly periods in the configuration's notation.
fn periods(said: &Assigned, half: bool) -> Option<String> {
    let text = said.periods.clone()?;
    Some(match (half, said.marks.weeks) {
        (true, _) if text == "1" => "0.5".to_owned(),
        (_, Some(Weeks::Odd)) if !text.contains('/') => format!("{text}/0"),
        (_, Some(Weeks::Even)) if !text.contains('/') => format!("0/{text}"),
        _ => text,
    })
}
