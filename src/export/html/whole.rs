//! The whole-school pages as their template shows them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::view::{EntryView, day, id, parity, style};
use crate::args;
use crate::plan::table::LIST;
use crate::report::sheet::Whose;
use crate::report::{BandKind, Entry, EntryKind, Sheet, Sheets, whole};
use crate::school::{Part, School};
use crate::text::{Lang, ui};
use crate::units::{BellId, ClassId, PeriodIndex, Weekday, Weeks};

/// Most lines of a whole-school table on one sheet of paper.
const MOST_LINES: usize = 27;

/// One sheet of paper of the whole-school table.
#[derive(Serialize)]
pub(in crate::export) struct WholeView {
    pub(in crate::export) id: String,
    pub(in crate::export) title: String,
    pub(in crate::export) part: String,
    pub(in crate::export) columns: usize,
    pub(in crate::export) days: Vec<(&'static str, usize)>,
    pub(in crate::export) heads: Vec<(u8, &'static str)>,
    pub(in crate::export) rows: Vec<WholeRow>,
    pub(in crate::export) parity: bool,
    pub(in crate::export) short: Vec<(String, String)>,
}

#[derive(Serialize)]
pub(in crate::export) struct WholeRow {
    pub(in crate::export) link: String,
    pub(in crate::export) name: String,
    pub(in crate::export) teacher: String,
    pub(in crate::export) cells: Vec<WholeCell>,
}

#[derive(Serialize)]
pub(in crate::export) struct WholeCell {
    pub(in crate::export) class: String,
    pub(in crate::export) hidden: &'static str,
    pub(in crate::export) entries: Vec<EntryView>,
}

/// The whole school: one table if a sheet of paper holds it, else one a bell schedule, cut between grades.
pub(in crate::export) fn wholes(school: &School, sheets: &Sheets, lang: Lang) -> Vec<WholeView> {
    let mut bells: Vec<BellId> = school.classes.iter().map(|class| class.bell).collect();
    bells.sort_unstable();
    bells.dedup();
    let of_bell = |bell: BellId| -> Vec<&Sheet> {
        sheets.classes.iter().filter(|sheet| class_of(sheet, school).bell == bell).collect()
    };
    let pages: Vec<Vec<&Sheet>> = if sheets.classes.len() <= MOST_LINES {
        vec![sheets.classes.iter().collect()]
    } else {
        bells.into_iter().flat_map(|bell| cut(school, &of_bell(bell))).collect()
    };
    let short = whole::short_names(school);
    let several = pages.len() > 1;
    pages
        .into_iter()
        .enumerate()
        .map(|(index, sheets)| {
            let mut view = whole_view(school, &sheets, &short, lang);
            view.id = format!("whole-{index}");
            if several {
                let first = sheets.first().map_or("", |sheet| sheet.name.as_str());
                let last = sheets.last().map_or("", |sheet| sheet.name.as_str());
                view.part = format!("{first} – {last}");
            }
            view
        })
        .collect()
}

/// The whole school in one table, however long.
pub(in crate::export) fn all(school: &School, sheets: &Sheets, lang: Lang) -> WholeView {
    let all: Vec<&Sheet> = sheets.classes.iter().collect();
    whole_view(school, &all, &whole::short_names(school), lang)
}

fn class_id(sheet: &Sheet) -> ClassId {
    match sheet.whose {
        Whose::Class(id) => id,
        _ => ClassId(0),
    }
}

fn class_of<'s>(sheet: &Sheet, school: &'s School) -> &'s crate::school::Class {
    school.class(class_id(sheet))
}

/// As few and as even sheets of paper as hold all lines, cut where the grade changes if that is possible.
fn cut<'a>(school: &School, sheets: &[&'a Sheet]) -> Vec<Vec<&'a Sheet>> {
    let least = sheets.len().div_ceil(MOST_LINES).max(1);
    let tries = (least..=sheets.len().max(least)).map(|papers| (papers, fill(school, sheets, papers)));
    tries.filter(|(papers, pages)| pages.len() <= *papers).map(|(_, pages)| pages).next().unwrap_or_default()
}

/// Fills about `papers` sheets of paper, grade by grade.
fn fill<'a>(school: &School, sheets: &[&'a Sheet], papers: usize) -> Vec<Vec<&'a Sheet>> {
    let aim = sheets.len().div_ceil(papers);
    let mut pages: Vec<Vec<&Sheet>> = Vec::new();
    let mut rest = sheets;
    while let Some(first) = rest.first() {
        let grade = class_of(first, school).grade;
        let size = rest.iter().take_while(|sheet| class_of(sheet, school).grade == grade).count().min(MOST_LINES);
        let (block, after) = rest.split_at(size);
        match pages.last_mut() {
            Some(page) if page.len() + size <= MOST_LINES && page.len() + size / 2 <= aim => {
                page.extend_from_slice(block);
            }
            _ => pages.push(block.to_vec()),
        }
        rest = after;
    }
    pages
}

fn whole_view(school: &School, sheets: &[&Sheet], short: &[String], lang: Lang) -> WholeView {
    let columns = whole::columns(sheets);
    let mut days: Vec<(Weekday, usize)> = Vec::new();
    for (weekday, _) in &columns {
        match days.last_mut() {
            Some((last, count)) if last == weekday => *count += 1,
            _ => days.push((*weekday, 1)),
        }
    }
    let mut last_grade = None;
    let mut rows = Vec::new();
    for sheet in sheets {
        let class = class_of(sheet, school);
        let fresh = last_grade.is_some_and(|grade| grade != class.grade);
        last_grade = Some(class.grade);
        let edges = columns.iter().enumerate().map(|(at, column)| edge(sheet, &columns, at, *column));
        let cells = edges.zip(&columns).map(|(edge, column)| whole_cell(school, sheet, *column, edge, short, lang));
        rows.push(WholeRow {
            link: id(sheet.whose),
            name: sheet.name.clone(),
            teacher: class.class_teacher.map_or(String::new(), |teacher| school.teacher(teacher).name.clone()),
            cells: cells
                .map(|mut cell| {
                    if fresh {
                        cell.class.push_str(" grade");
                    }
                    cell
                })
                .collect(),
        });
    }
    let heads = columns.iter().enumerate().map(|(at, column)| {
        let edge = sheets.first().map_or("", |sheet| edge(sheet, &columns, at, *column));
        (column.1.0, edge)
    });
    let subjects: BTreeSet<&str> = sheets.iter().flat_map(|s| lessons(s)).map(|entry| entry.name.as_str()).collect();
    let pairs = school
        .subjects
        .iter()
        .zip(short)
        .filter(|(subject, short)| subject.name != **short && subjects.contains(subject.name.as_str()));
    WholeView {
        id: String::new(),
        title: ui::WHOLE_TITLE.fill(lang, &args! { school: &school.name }),
        part: String::new(),
        columns: columns.len(),
        days: days.into_iter().map(|(weekday, count)| (day(weekday, lang), count)).collect(),
        heads: heads.collect(),
        rows,
        parity: sheets.iter().flat_map(|sheet| lessons(sheet)).any(|entry| entry.weeks != Weeks::All),
        short: pairs.map(|(subject, short)| (short.clone(), subject.name.clone())).collect(),
    }
}

fn lessons(sheet: &Sheet) -> impl Iterator<Item = &Entry> {
    let entries = sheet.bands.iter().flat_map(|band| &band.cells).flat_map(|cell| &cell.entries);
    entries.filter(|entry| matches!(entry.kind, EntryKind::Lesson(_)))
}

/// The rule before a column: the start of a day, the end of the morning, or none.
fn edge(sheet: &Sheet, columns: &[(Weekday, PeriodIndex)], at: usize, column: (Weekday, PeriodIndex)) -> &'static str {
    let part = |period: PeriodIndex| -> Option<Part> {
        sheet.bands.iter().find(|band| band.kind == BandKind::Period(period)).map(|band| band.part)
    };
    match at.checked_sub(1).and_then(|before| columns.get(before)) {
        Some(before) if before.0 == column.0 && part(before.1) == part(column.1) => "",
        Some(before) if before.0 == column.0 => "noon",
        _ => "dawn",
    }
}

fn whole_cell(
    school: &School,
    sheet: &Sheet,
    column: (Weekday, PeriodIndex),
    edge: &str,
    short: &[String],
    lang: Lang,
) -> WholeCell {
    let Some(entries) = whole::entries(sheet, column) else {
        return WholeCell { class: format!("none {edge}"), hidden: ui::NO_LESSON.get(lang), entries: Vec::new() };
    };
    let shorten = |name: &str| {
        let subject = school.subject_named(name).filter(|_| lang == Lang::Zh);
        subject.map_or(name, |subject| short[subject.index()].as_str()).to_owned()
    };
    let mut seen = BTreeSet::new();
    let distinct: Vec<&Entry> = entries.iter().filter(|e| seen.insert((&e.name, e.weeks, e.kind))).collect();
    let view = |entry: &Entry| EntryView {
        class: style(entry.kind),
        parity: parity(entry.weeks, lang),
        main: shorten(&entry.name),
        section: String::new(),
        count: String::new(),
        // Groups in parallel have too many teachers for a narrow cell.
        people: if distinct.len() == entries.len() && entries.len() <= 2 && !entry.teachers.is_empty() {
            vec![entry.teachers.join(LIST)]
        } else {
            Vec::new()
        },
        room: String::new(),
        time: String::new(),
    };
    WholeCell {
        class: format!("{edge}{}", if distinct.len() == 2 { " half" } else { "" }),
        hidden: "",
        entries: distinct.iter().map(|entry| view(entry)).collect(),
    }
}
