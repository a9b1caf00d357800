//! A workbook as schools have it, made into what kebiao reads: a school's folder, or a plan.
//!
//! | file | what |
//! |---|---|
//! | `draft.rs` | what the sheets say, each cell with its place |
//! | `names.rs` | spellings of classes and people |
//! | `cell.rs` | what one cell says |
//! | `classes.rs`, `blocks.rs`, `heading.rs` | where the classes of a table stand, several tables on a sheet, what stands over a column |
//! | `wide.rs`, `wide_columns.rs` | the wide 任课表 |
//! | `lists.rs` | lists with named columns: teachers, classes, rooms, subjects, clubs, sign-ups |
//! | `by_list.rs` | teachers with the classes that each has |
//! | `matrix.rs` | teachers by classes |
//! | `curriculum.rs` | subjects by grade: weekly periods |
//! | `whole.rs`, `one_class.rs` | a finished timetable: 总课表, or one sheet a class |
//! | `by_person.rs`, `person_cell.rs` | a finished timetable by teachers: who has which class when |
//! | `subject_names.rs` | 语 for 语文, 道法 for 道德与法治 |
//! | `unify.rs` | one name for one thing across the sheets; what is doubtful is asked |
//! | `plan.rs` | the finished timetable held against the school |
//! | `folder.rs`, `school_toml.rs` | the school's folder |
//! | `assumed.rs`, `bells.rs`, `complete.rs` | what the workbook does not say |
//! | `settings.rs` | what `school.toml` says, as sheets |
//! | `template.rs` | a workbook to fill in, and a school's configuration as such a workbook |
//! | `report.rs` | how each sheet was read, and every doubt as a question |
//!
//! Each reader looks at each sheet and says how sure it is; the surest reads it. Layout is taken liberally, meaning strictly:
//! nothing is guessed without a question that says what was assumed and how to answer.

mod assumed;
mod bells;
mod blocks;
mod by_list;
mod by_person;
mod cell;
mod classes;
mod complete;
mod curriculum;
mod draft;
mod folder;
mod heading;
mod lists;
mod matrix;
pub mod names;
mod one_class;
mod person_cell;
mod plan;
mod report;
mod school_toml;
mod settings;
mod subject_names;
pub mod template;
mod unify;
mod whole;
mod wide;
mod wide_columns;

pub use draft::{Draft, Grid, Item, Placed, Row, Slot, Spot};
pub use report::{Question, Report, SheetReport};

use std::collections::{BTreeMap, BTreeSet};

use crate::args;
use crate::config::{Diagnostics, Location};
use crate::plan::Plan;
use crate::school::School;
use crate::text::{Arg, Lang, import as words};
use crate::workbook::Workbook;

/// What the import may be told.
#[derive(Clone, Debug, Default)]
pub struct Options<'a> {
    /// The school that a timetable is of.
    pub school: Option<&'a School>,
    /// Answers: the left name is the right one.
    pub same: Vec<(String, String)>,
    /// The school's name.
    pub name: Option<String>,
    /// Whether hidden sheets are read as well.
    pub hidden: bool,
    /// Language of the files written.
    pub lang: Lang,
}

/// What was made of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Files, by their path in the folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// What to tell.
    pub report: Report,
    /// The finished timetable that the workbook holds.
    pub plan: Option<Plan>,
    /// The school that was made, or that was named.
    pub school: Option<School>,
}

/// What a reader made of a sheet.
struct Found {
    /// How sure it is.
    score: usize,
    sheet: SheetReport,
    draft: Draft,
}

/// Names known before a sheet is read.
#[derive(Clone, Debug, Default)]
struct Known {
    subjects: BTreeSet<String>,
    classes: BTreeSet<String>,
}

impl Known {
    fn of(school: &School) -> Self {
        Self {
            subjects: school.subjects.iter().map(|subject| subject.name.clone()).collect(),
            classes: school.classes.iter().map(|class| class.name.clone()).collect(),
        }
    }
}

/// Makes a school's folder (or, with a school, a plan) of a workbook.
///
/// # Errors
/// Nothing in it was recognised, or what was recognised contradicts itself.
pub fn import(workbook: &Workbook, options: &Options<'_>) -> Result<Imported, Diagnostics> {
    let mut report = Report { file: workbook.file.display().to_string(), ..Report::default() };
    let known = options.school.map(Known::of).unwrap_or_default();
    let mut draft = Draft::default();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let mut told = SheetReport { name: sheet.name.clone(), ..SheetReport::default() };
        if sheet.is_empty() {
            told.notes.push(Arg::from(if sheet.pictures > 0 { words::A_PICTURE } else { words::EMPTY }));
            report.sheets.push(told);
            continue;
        }
        if sheet.hidden && !options.hidden {
            told.notes.push(Arg::from(words::HIDDEN));
            report.sheets.push(told);
            report.ask(&words::HIDDEN_SHEET, args! { sheet: &sheet.name }, Vec::new());
            continue;
        }
        let grid = Grid::new(sheet, index);
        match recognise(&grid, &known, &mut report) {
            Some(mut found) => {
                let saved = sheet.formulas.saturating_sub(sheet.sums_without_value);
                if saved > 0 {
                    found.sheet.notes.push(words::FORMULAS.arg(&args! { n: saved }));
                }
                if sheet.sums_without_value > 0 {
                    found.sheet.notes.push(words::SUMS_WITHOUT_VALUE.arg(&args! { n: sheet.sums_without_value }));
                }
                report.sheets.push(found.sheet);
                if found.draft.school.is_empty() && found.draft.settings.is_empty() {
                    found.draft.school = whole::school_name(&grid, title_rows(&grid));
                }
                draft.add(found.draft);
            }
            None => {
                told.notes.push(Arg::from(words::NOT_RECOGNISED));
                report.sheets.push(told);
            }
        }
    }
    report.join(&words::NOT_A_LESSON, "text");
    let mut diagnostics = Diagnostics::default();
    if draft == Draft::default() {
        let sheets = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join("、");
        let at = Location { file: workbook.file.clone(), ..Location::default() };
        diagnostics.push(&words::NOTHING_RECOGNISED, args! { sheets: sheets }, at);
        return Err(diagnostics);
    }
    unify::unify(&mut draft, workbook, options, &mut report)?;
    folder::make(draft, workbook, options, report)
}

/// The rows at the top that are titles: one text each.
fn title_rows(grid: &Grid) -> usize {
    (0..grid.sheet.height().min(4)).take_while(|row| grid.distinct(*row).len() < 2).count()
}

/// The surest reading of a sheet. Questions of the readings that lost are dropped.
fn recognise(grid: &Grid, known: &Known, report: &mut Report) -> Option<Found> {
    let turned = grid.turned();
    type Reading = fn(&Grid, &Known, &mut Report) -> Option<Found>;
    let readers: [(Reading, bool); 17] = [
        (settings::read, false),
        (lists::read, false),
        (lists::read, true),
        (curriculum::read, false),
        (curriculum::read, true),
        (wide::read, false),
        (wide::read, true),
        (matrix::read, false),
        (matrix::read, true),
        (whole::read, false),
        (whole::read, true),
        (one_class::read, false),
        (one_class::read, true),
        (by_person::read, false),
        (by_person::read, true),
        (by_person::read_one, false),
        (by_person::read_one, true),
    ];
    let mut best: Option<(Found, Report)> = None;
    for (read, turn) in readers {
        let mut own = Report::default();
        if let Some(found) = read(if turn { &turned } else { grid }, known, &mut own)
            && best.as_ref().is_none_or(|(best, _)| found.score > best.score)
        {
            best = Some((found, own));
        }
    }
    let (found, own) = best?;
    for question in own.questions {
        report.ask(question.ask, question.args, question.places);
    }
    Some(found)
}

/// Texts by how often they occur.
fn counted<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests;
