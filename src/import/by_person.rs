//! A finished timetable by teachers: a row a teacher with days and periods across (or turned), or a sheet a teacher; the class, and
//! mostly the subject, in the cell (`一1数学`, `三(2)`, `体育` over `五(3)班`).
//!
//! A cell is read only where it names a class. Where it names no subject, the subject is the only one that the teacher has in that class
//! by the assignments (of the school, or of the workbook); what cannot be told so is asked and left out, never guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cell::is_free;
use super::classes::is_below;
use super::draft::{Draft, Grid, Item, Placed, Spot};
use super::names::{class_key, unpadded};
use super::one_class::{DayRow, day_rows};
use super::person_cell::said;
use super::report::{Report, SheetReport};
use super::whole::{first_day, heads, slot, weekday};
use super::{Found, Known, Options};
use crate::args;
use crate::config::notation::{clean, well_known};
use crate::config::table::{REQUIREMENTS, TEACHERS};
use crate::config::{Diagnostics, Location};
use crate::text::Arg;
use crate::text::import as words;
use crate::units::{Weekday, Weeks};
use crate::workbook::Workbook;

/// Headers over teachers, and over their subject.
const TEACHER: [&str; 9] =
    ["教师", "姓名", "教师姓名", "任课教师", "老师", "任课老师", "科任教师", "教师名", "teacher"];
const SUBJECT: [&str; 5] = ["学科", "任教学科", "科目", "任教科目", "课程"];

/// What has been read of a sheet.
struct Reader<'a> {
    grid: &'a Grid,
    known: &'a Known,
    plan: Vec<Placed>,
    /// Cells with text.
    filled: usize,
    /// Cells that name no class, by what stands in them.
    others: BTreeMap<String, Vec<String>>,
}

impl Reader<'_> {
    fn cell(&mut self, teacher: &str, usual: &str, (row, column): (usize, usize), weekday: Weekday, period: u8) {
        let text = self.grid.sheet.text(row, column);
        if is_free(text) {
            return;
        }
        self.filled += 1;
        let at = self.grid.spot(row, column);
        let Some(lessons) = said(text, self.known) else {
            self.others.entry(text.replace('\n', " ")).or_default().push(self.grid.place(at));
            return;
        };
        for lesson in lessons {
            let subject = if lesson.subject.is_empty() { usual.to_owned() } else { lesson.subject };
            for class in lesson.classes {
                self.plan.push(Placed {
                    class: Item { text: class, at },
                    subject: subject.clone(),
                    teachers: vec![teacher.to_owned()],
                    room: lesson.room.clone(),
                    weeks: lesson.weeks.unwrap_or(Weeks::All),
                    weekday,
                    period,
                    double: false,
                    at,
                    by_teacher: true,
                });
            }
        }
    }

    /// The lessons, when most of what stands there is one.
    fn finish(self, least: usize, report: &mut Report) -> Option<Vec<Placed>> {
        let odd: usize = self.others.values().map(Vec::len).sum();
        if self.plan.len() < least || odd * 4 > self.filled * 3 {
            return None;
        }
        for (text, places) in self.others {
            report.ask(&words::NOT_A_LESSON, args! { text: text }, places);
        }
        Some(self.plan)
    }
}

/// Reads a timetable with a row a teacher.
pub(super) fn read(grid: &Grid, known: &Known, report: &mut Report) -> Option<Found> {
    let days_in = |row: usize| -> BTreeSet<Weekday> {
        (0..grid.sheet.width()).filter_map(|column| weekday(&grid.sheet.line(row, column)).0).collect()
    };
    let top = (0..grid.sheet.height().min(12)).find(|row| days_in(*row).len() >= 3)?;
    let left = (0..grid.sheet.width()).find(|column| weekday(&grid.sheet.line(top, *column)).0.is_some())?;
    let says = |row: usize, column: usize, list: &[&str]| list.contains(&grid.sheet.text(row, column));
    let rows = top.saturating_sub(1)..(top + 4).min(grid.sheet.height());
    let column_of = |list: &[&str]| (0..left).find(|column| rows.clone().any(|row| says(row, *column, list)));
    let who = column_of(&TEACHER)?;
    let subject = column_of(&SUBJECT);
    let start = (top + 1..grid.sheet.height())
        .find(|row| !grid.sheet.text(*row, who).is_empty() && !says(*row, who, &TEACHER))?;
    let data: Vec<usize> = (start..grid.sheet.height())
        .filter(|row| !grid.sheet.text(*row, who).is_empty() && !is_below(&grid.distinct(*row).join("")))
        .collect();
    let passed: Vec<Option<usize>> = (0..left).map(Some).collect();
    let heads = heads(grid, &(top..start), &data, &passed, report);
    let mut reader = Reader { grid, known, plan: Vec::new(), filled: 0, others: BTreeMap::new() };
    for row in &data {
        let teacher = unpadded(&grid.sheet.line(*row, who));
        let usual = subject.map(|column| grid.sheet.text(*row, column)).filter(|text| well_known(text).is_some());
        for (column, head) in &heads {
            if let (Some(day), Some(period)) = (head.weekday, head.period) {
                reader.cell(&teacher, usual.unwrap_or(""), (*row, *column), day, period);
            }
        }
    }
    let plan = reader.finish(3, report)?;
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: grid.turned, ..SheetReport::default() };
    sheet.columns.push((grid.column_name(who), grid.sheet.line(start - 1, who), Arg::from(words::TEACHER)));
    for (column, head) in heads.iter().filter(|(_, head)| head.period.is_some()) {
        let day = head.weekday.map(Arg::from).unwrap_or_else(|| Arg::from(""));
        let meaning = words::A_SLOT.arg(&args! { day: day, period: head.period.unwrap_or(0) });
        sheet.columns.push((grid.column_name(*column), grid.sheet.line(start - 1, *column), meaning));
    }
    for row in (0..grid.sheet.height()).filter(|row| !(top..start).contains(row) && !data.contains(row)) {
        sheet.pass(grid, row, words::A_TITLE);
    }
    sheet.what = Some(words::TEACHERS_VIEW);
    sheet.header = format!("{}–{}", grid.row_name(top), grid.row_name(start - 1));
    sheet.rows = data.len();
    sheet.notes.push(words::TEACHER_LESSONS.arg(&args! { n: plan.len(), teachers: data.len() }));
    let school = super::whole::school_name(grid, top);
    let score = 120 + plan.len();
    Some(Found { score, sheet, draft: Draft { plan, day: first_day(&heads), school, ..Draft::default() } })
}

/// Reads timetables of one teacher each; several may stand on one sheet.
pub(super) fn read_one(grid: &Grid, known: &Known, report: &mut Report) -> Option<Found> {
    let starts = day_rows(grid);
    let mut reader = Reader { grid, known, plan: Vec::new(), filled: 0, others: BTreeMap::new() };
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: grid.turned, ..SheetReport::default() };
    let mut day = Vec::new();
    for (index, table) in starts.iter().enumerate() {
        let DayRow { row: start, days, top, columns, .. } = table;
        let Some(teacher) = teacher_above(grid, *top..*start, columns, index == 0) else { continue };
        let heads = table.periods(grid, report);
        for (row, head) in &heads {
            let Some(period) = head.period else { continue };
            sheet.rows += 1;
            for (column, weekday) in days {
                reader.cell(&teacher, "", (*row, *column), *weekday, period);
            }
        }
        if day.is_empty() {
            day = heads.iter().map(|(_, head)| slot(head)).collect();
        }
        sheet.header = grid.row_name(*start);
        sheet.notes.push(words::ONE_CLASS_READ.arg(&args! { class: &teacher, row: grid.row_name(*start) }));
    }
    // Somebody may have one lesson a week; the title says whose timetable it is.
    let plan = reader.finish(1, report)?;
    sheet.what = Some(words::ONE_TEACHER_SHEET);
    sheet.notes.push(words::TEACHER_LESSONS.arg(&args! { n: plan.len(), teachers: sheet.notes.len() }));
    let score = 120 + plan.len();
    Some(Found { score, sheet, draft: Draft { plan, day, ..Draft::default() } })
}

/// The teacher that a block is of: named above it (`王芳老师课程表`, `教师：王芳`), or by the sheet.
fn teacher_above(grid: &Grid, rows: Range<usize>, columns: &Range<usize>, by_sheet: bool) -> Option<String> {
    let name = |text: &str| -> Option<String> {
        let after = ["姓名", "教师", "老师"].iter().find_map(|word| {
            let rest = text.split_once(word)?.1;
            rest.strip_prefix([':', '：'])
        });
        let text = after.unwrap_or(text);
        let words =
            ["个人", "教师", "老师", "课程表", "课表", "任课", "授课", "上课", "的", "(", ")", "（", "）", "《", "》"];
        let plain = words.iter().fold(text.to_owned(), |text, word| text.replace(word, " "));
        let plain = unpadded(clean(&plain).as_str());
        let first = plain.split(' ').next().unwrap_or("").to_owned();
        let han = first.chars().all(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '·'));
        let fits = (2..=4).contains(&first.chars().count()) && han && class_key(&first).is_none();
        (fits && well_known(&first).is_none()).then_some(first)
    };
    let titled = |text: &str| ["课表", "课程表", "教师", "老师", "姓名"].iter().any(|word| text.contains(word));
    for row in rows.rev() {
        for text in columns.clone().map(|column| grid.sheet.text(row, column)).filter(|text| titled(text)) {
            if let Some(found) = name(text) {
                return Some(found);
            }
        }
    }
    name(&grid.sheet.name).filter(|_| by_sheet)
}

/// Lessons of several teachers in one class at one time are one lesson; lessons without a subject get the only one that fits.
///
/// # Errors
/// No lesson has a subject.
pub(super) fn resolve(
    draft: &mut Draft,
    workbook: &Workbook,
    options: &Options<'_>,
    report: &mut Report,
) -> Result<(), Diagnostics> {
    let mut given: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in draft.rows(&REQUIREMENTS) {
        for teacher in row.text("teachers").split(['+', '|', '、']).map(str::trim).filter(|name| !name.is_empty()) {
            for class in row.classes() {
                let key = (teacher.to_owned(), class.to_owned());
                given.entry(key).or_default().insert(row.text("subject").to_owned());
            }
        }
    }
    if let Some(school) = options.school {
        for requirement in &school.requirements {
            for section in &requirement.sections {
                let people = section.teachers.iter().flat_map(|role| &role.candidates);
                for (person, class) in people.flat_map(|person| requirement.classes.iter().map(move |c| (person, c))) {
                    let key = (school.teacher(*person).name.clone(), school.class(*class).name.clone());
                    given.entry(key).or_default().insert(school.subject(section.subject).name.clone());
                }
            }
        }
    }
    let listed: BTreeMap<String, String> = draft
        .rows(&TEACHERS)
        .iter()
        .map(|row| (row.text("name").to_owned(), row.text("subjects").to_owned()))
        .filter(|(_, subjects)| !subjects.is_empty() && !subjects.contains('、'))
        .collect();
    let mut open: BTreeMap<(String, String), Vec<Spot>> = BTreeMap::new();
    let all = draft.plan.len();
    draft.plan.retain_mut(|placed| {
        if !placed.subject.is_empty() {
            return true;
        }
        let key = (placed.teachers.join("、"), placed.class.text.clone());
        let found = given.get(&key).filter(|subjects| subjects.len() == 1).and_then(BTreeSet::first);
        match found.or_else(|| listed.get(&key.0).filter(|_| !given.contains_key(&key))) {
            Some(subject) => {
                placed.subject.clone_from(subject);
                true
            }
            None => {
                open.entry(key).or_default().push(placed.at);
                false
            }
        }
    });
    if all > 0 && draft.plan.is_empty() {
        let at = Location { file: workbook.file.clone(), ..Location::default() };
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(&words::ONLY_CLASSES, args! { n: all }, at);
        return Err(diagnostics);
    }
    // One question for all of whom nothing is known.
    let mut unknown: (BTreeSet<String>, Vec<String>) = Default::default();
    for (key, places) in open {
        let places: Vec<String> = places.iter().map(|at| at.show(workbook)).collect();
        match given.get(&key) {
            None => {
                unknown.0.insert(key.0);
                unknown.1.extend(places);
            }
            Some(possible) => {
                let subjects = possible.iter().map(String::as_str).collect::<Vec<_>>().join("、");
                let args = args! { teacher: key.0, class: key.1, subjects: subjects };
                report.ask(&words::WHICH_SUBJECT, args, places);
            }
        }
    }
    if !unknown.0.is_empty() {
        let teachers = unknown.0.into_iter().collect::<Vec<_>>().join("、");
        report.ask(&words::NO_SUBJECT, args! { teachers: teachers }, unknown.1);
    }
    together(draft);
    Ok(())
}

/// Makes one lesson of what two teachers' rows say of one class, time and subject.
fn together(draft: &mut Draft) {
    let mut first: BTreeMap<(String, String, Weekday, u8, Weeks), usize> = BTreeMap::new();
    let mut out: Vec<Placed> = Vec::new();
    for placed in std::mem::take(&mut draft.plan) {
        let key = (placed.class.text.clone(), placed.subject.clone(), placed.weekday, placed.period, placed.weeks);
        let known = first.get(&key).and_then(|index| out.get_mut(*index));
        match known {
            Some(known) if placed.by_teacher && (known.by_teacher || known.teachers.is_empty()) => {
                for name in placed.teachers {
                    if !known.teachers.contains(&name) {
                        known.teachers.push(name);
                    }
                }
            }
            _ => {
                first.entry(key).or_insert(out.len());
                out.push(placed);
            }
        }
    }
    draft.plan = out;
}
