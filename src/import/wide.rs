//! The wide 任课表: classes down, subjects across (or turned), teachers and weekly periods in the cells.
//!
//! The class column is the one with most class names. What stands right above the first class, down to it, is the header:
//! one to four rows, with a subject over one column or over a pair (weekly periods, then teacher), with or without a row
//! 节数/教师 below. Rows without a class are passed over, and said to be.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Assigned, assigned, people};
use super::draft::{Draft, Grid, Row, Spot};
use super::names::{class_key, class_list, class_number, grade_name, grade_only};
use super::report::{Report, SheetReport};
use super::{Found, Known};
use crate::args;
use crate::config::notation::{weekly, well_known};
use crate::config::table::{CLASSES, REQUIREMENTS};
use crate::text::Arg;
use crate::text::import as words;
use crate::units::Weeks;
use crate::workbook::Value;

/// Where the classes of a sheet stand.
#[derive(Clone, Debug)]
pub(super) struct Classes {
    /// The column of the class, and of the grade where that is another.
    pub(super) column: usize,
    pub(super) grade: Option<usize>,
    /// Rows with a class, and its name.
    pub(super) rows: Vec<(usize, String)>,
}

/// The sheet with the rows of each class made one: where a class is merged over several rows, what stands in them (course
/// over teacher, teacher over periods) stands in the first of them, a line each.
pub(super) fn joined(grid: &Grid) -> Option<(Grid, Classes)> {
    let found = classes(grid)?;
    let merged = |row: usize| grid.sheet.cell(row, found.column).and_then(|cell| cell.of);
    let mut own = grid.clone();
    let mut first: Option<usize> = None;
    let mut any = false;
    for (row, _) in &found.rows {
        let start = first.filter(|start| merged(*row) == Some((*start, found.column)));
        let Some(start) = start else {
            first = Some(*row);
            continue;
        };
        any = true;
        for column in 0..own.sheet.width() {
            let more = grid.sheet.text(*row, column);
            let Some(cell) = own.sheet.rows.get_mut(start).and_then(|cells| cells.get_mut(column)) else { continue };
            if !more.is_empty() && !cell.text.lines().any(|line| line == more) && cell.text != more {
                let sign = if cell.text.is_empty() { "" } else { "\n" };
                cell.text = format!("{}{sign}{more}", cell.text);
            }
        }
        own.sheet.rows.get_mut(*row).into_iter().flatten().for_each(|cell| *cell = crate::workbook::Cell::default());
    }
    if any { classes(&own).map(|found| (own, found)) } else { Some((own, found)) }
}

/// Looks for the column of classes.
pub(super) fn classes(grid: &Grid) -> Option<Classes> {
    let mut best: Option<Classes> = None;
    for column in 0..grid.sheet.width().min(8) {
        let whole = column_of(grid, column, None);
        let split =
            (0..column).rev().find(|grade| has_grades(grid, *grade)).map(|grade| column_of(grid, column, Some(grade)));
        for found in [Some(whole), split].into_iter().flatten() {
            if found.rows.len() > best.as_ref().map_or(0, |best| best.rows.len()) {
                best = Some(found);
            }
        }
    }
    best.filter(|found| !found.rows.is_empty())
}

fn has_grades(grid: &Grid, column: usize) -> bool {
    (0..grid.sheet.height()).any(|row| grade_only(grid.sheet.text(row, column)).is_some())
}

fn column_of(grid: &Grid, column: usize, grade: Option<usize>) -> Classes {
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    let mut current: Option<u8> = None;
    // Bare numbers beside grades are classes only where something says so: 班级 over them, or 1班.
    let said = (0..grid.sheet.height()).any(|row| grid.sheet.text(row, column).contains('班'));
    let grade = grade.filter(|_| said);
    for row in 0..grid.sheet.height() {
        let text = grid.sheet.line(row, column);
        let name = match grade {
            None => class_key(&text).map(|key| (key, text.clone())),
            Some(grade) => {
                current = grade_only(grid.sheet.text(row, grade))
                    .or(current.filter(|_| grid.sheet.text(row, grade).is_empty()));
                current.zip(class_number(&text)).and_then(|(grade, number)| {
                    let name = format!("{}{number}班", grade_name(grade));
                    class_key(&name).map(|key| (key, name))
                })
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
    Classes { column, grade, rows }
}

/// The rows of the header above `first`: from the cell that says 班级 down, else all that have several texts.
pub(super) fn header_rows(grid: &Grid, column: usize, first: usize) -> std::ops::Range<usize> {
    let says = |row: usize| {
        let text = grid.sheet.text(row, column);
        text.contains("班") || text.contains("年级") || text.to_lowercase().contains("class")
    };
    let titled = (first.saturating_sub(6)..first).find(|row| says(*row) && grid.distinct(*row).len() > 1);
    let mut start = first;
    while start > 0 && first - start < 5 && grid.distinct(start - 1).len() > 1 {
        if titled.is_some_and(|titled| start <= titled) {
            break;
        }
        start -= 1;
    }
    start..first
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

/// What a column of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Periods,
    Teacher,
    Both,
}

const PERIODS: [&str; 9] = ["节数", "课时", "周课时", "周节数", "课时数", "周课时数", "节", "周数", "periods"];
const TEACHER: [&str; 8] = ["教师", "任课教师", "老师", "任课老师", "姓名", "教师姓名", "任课", "teacher"];
const TOTAL: [&str; 9] = ["合计", "总计", "小计", "总课时", "总节数", "周总课时", "课时合计", "周课时合计", "合计课时"];
const PASSED: [&str; 13] =
    ["序号", "编号", "备注", "说明", "年级", "no", "任教学科", "学科", "科目", "性别", "电话", "职务", "职称"];

/// A subject and its columns.
struct Subject {
    name: String,
    half: bool,
    columns: Vec<(usize, Role)>,
}

/// Reads a wide 任课表.
pub(super) fn read(grid: &Grid, _known: &Known, report: &mut Report) -> Option<Found> {
    let (grid, classes) = joined(grid)?;
    let grid = &grid;
    let first = classes.rows.first()?.0;
    let header = header_rows(grid, classes.column, first);
    if header.is_empty() {
        return None;
    }
    let last = classes.rows.last()?.0;
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: grid.turned, ..SheetReport::default() };
    let (subjects, about, totals) = columns(grid, &classes, &header, first..last + 1, &mut sheet);
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
    for (row, class) in &classes.rows {
        let at = grid.spot(*row, classes.column);
        let mut about_class = Row::new(at);
        about_class.set("name", class.clone(), at);
        for (column, key) in &about {
            about_class.set(key, grid.sheet.line(*row, *column), grid.spot(*row, *column));
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
    passed_rows(grid, &classes, &header, &mut sheet);
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

/// What the columns hold: subjects, facts about the class, totals.
fn columns(
    grid: &Grid,
    classes: &Classes,
    header: &std::ops::Range<usize>,
    data: std::ops::Range<usize>,
    sheet: &mut SheetReport,
) -> (Vec<Subject>, Vec<(usize, &'static str)>, Vec<usize>) {
    let (mut subjects, mut about, mut totals): (Vec<Subject>, Vec<_>, Vec<_>) = Default::default();
    let class_header = path(grid, header, classes.column).join(" ");
    sheet.columns.push((grid.column_name(classes.column), class_header, Arg::from(words::CLASS)));
    let mut previous: Option<usize> = None;
    for column in 0..grid.sheet.width() {
        if column == classes.column || classes.grade == Some(column) {
            previous = None;
            continue;
        }
        let used = data.clone().any(|row| !grid.sheet.text(row, column).is_empty());
        let path = path(grid, header, column);
        let mut role = None;
        let mut named: Vec<&str> = Vec::new();
        for text in &path {
            let bare = text.trim_end_matches(['：', ':']);
            match () {
                () if PERIODS.contains(&bare) => role = Some(Role::Periods),
                () if TEACHER.contains(&bare) && path.len() > 1 => role = Some(Role::Teacher),
                () => named.push(bare),
            }
        }
        let text = named.iter().rev().find(|text| well_known(&halved(text).0).is_some()).or(named.last()).copied();
        let name = column_name_of(text.unwrap_or(""));
        if path.is_empty() {
            // The second column of a pair has no header of its own.
            match previous.and_then(|index| subjects.get_mut(index)) {
                Some(subject) if used && subject.columns.len() == 1 => {
                    subject.columns.push((column, Role::Teacher));
                    previous = None;
                }
                _ if used => sheet.skipped.push((grid.column_name(column), Arg::from(words::NO_HEADER))),
                _ => {}
            }
            continue;
        }
        previous = None;
        let shown = path.join(" ");
        if TOTAL.iter().any(|word| name == *word) {
            totals.push(column);
            sheet.columns.push((grid.column_name(column), shown, Arg::from(words::TOTAL)));
        } else if let Some(key) = class_fact(&name) {
            about.push((column, key));
            let meaning = CLASSES.column(key).map_or("", |column| column.shown());
            sheet.columns.push((grid.column_name(column), shown, Arg::from(meaning)));
        } else if PASSED.contains(&name.to_lowercase().as_str()) || name.is_empty() {
            if used {
                sheet.skipped.push((format!("{} {shown}", grid.column_name(column)), Arg::from(words::NOT_NEEDED)));
            }
        } else if used
            || subjects.iter().any(|subject| subject.name == halved(&name).0)
            || well_known(&halved(&name).0).is_some()
        {
            let (subject, half) = halved(&name);
            match subjects.iter_mut().find(|known| known.name == subject) {
                Some(known) => known.columns.push((column, role.unwrap_or(Role::Teacher))),
                None => {
                    sheet.columns.push((grid.column_name(column), shown, Arg::from(subject.as_str())));
                    subjects.push(Subject { name: subject, half, columns: vec![(column, role.unwrap_or(Role::Both))] });
                    previous = Some(subjects.len() - 1);
                }
            }
        }
    }
    for subject in &mut subjects {
        pair(grid, &data, subject);
    }
    subjects.retain(|subject| !subject.columns.is_empty());
    (subjects, about, totals)
}

/// Which of the columns of a subject are periods and which teachers, by what stands in them.
fn pair(grid: &Grid, data: &std::ops::Range<usize>, subject: &mut Subject) {
    if subject.columns.len() < 2 {
        return;
    }
    for (column, role) in &mut subject.columns {
        let texts = data.clone().map(|row| grid.sheet.text(row, *column)).filter(|text| !text.is_empty());
        let (numbers, all) =
            texts.fold((0, 0), |(numbers, all), text| (numbers + usize::from(weekly(text).is_ok()), all + 1));
        *role = if 2 * numbers > all { Role::Periods } else { Role::Teacher };
    }
}

fn column_name_of(text: &str) -> String {
    text.replace('\n', "")
}

/// A column about the class rather than a subject.
fn class_fact(name: &str) -> Option<&'static str> {
    let column = CLASSES.column(name)?;
    ["class_teacher", "size", "home_room"].contains(&column.key).then_some(column.key)
}

/// A header without (0.5), and whether it had it.
pub(super) fn halved(header: &str) -> (String, bool) {
    let (name, marks) = super::cell::marks(header);
    (name, marks.half)
}

/// Rows below the header that hold no class.
fn passed_rows(grid: &Grid, classes: &Classes, header: &std::ops::Range<usize>, sheet: &mut SheetReport) {
    let known: BTreeSet<usize> = classes.rows.iter().map(|(row, _)| *row).collect();
    for row in 0..grid.sheet.height() {
        if header.contains(&row) || known.contains(&row) || grid.sheet.is_blank(row) {
            continue;
        }
        let text: String = grid.distinct(row).join(" ").chars().take(30).collect();
        let why = if row < header.start { words::A_TITLE } else { words::NO_CLASS };
        sheet.skipped.push((format!("{} “{}”", grid.row_name(row), text.replace('\n', " ")), Arg::from(why)));
    }
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
            let spot = self.grid.spot(row, column);
            self.dates.push((
                meant.clone(),
                format!("{}!{}", self.grid.sheet.name, crate::workbook::a1(spot.row, spot.column)),
            ));
            return meant;
        }
        cell.text.clone()
    }

    fn place(&self, spot: Spot) -> String {
        format!("{}!{}", self.grid.sheet.name, crate::workbook::a1(spot.row, spot.column))
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
            let place = self.place(who_at.unwrap_or(at));
            self.doubtful.entry(names.join("/")).or_default().push(place);
        }
        lesson.set("teachers", names.join("+"), who_at.unwrap_or(at));
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
            let place = self.place(self.grid.spot(row, column));
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
