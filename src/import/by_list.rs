//! A list of teachers with what each teaches where: a row of assignments for each class.

use std::collections::BTreeSet;

use super::cell::assigned;
use super::draft::{Draft, Grid, Row};
use super::names::{class_key, class_list};
use super::report::Report;
use super::subject_names::usual;
use crate::args;
use crate::config::notation::weekly;
use crate::config::table::{REQUIREMENTS, TEACHERS};
use crate::text::import as words;

/// What a row says.
struct Line {
    row: Row,
    /// Row of the (turned) sheet.
    index: usize,
    name: String,
    subject: String,
    /// As written.
    text: String,
    classes: Vec<String>,
    /// Classes with the subject that each stands beside: `一1语文、一1道法、一2体育2`.
    lessons: Vec<(String, String, String)>,
    periods: String,
}

/// Makes assignments of `rows`; classes stand in `column`, periods perhaps in `periods`.
pub(super) fn assignments(
    grid: &Grid,
    rows: Vec<Row>,
    column: usize,
    periods: Option<usize>,
    draft: &mut Draft,
    report: &mut Report,
) {
    let mut current: Option<String> = None;
    let mut lines = Vec::new();
    for row in rows {
        let index = if grid.turned { row.at.column } else { row.at.row };
        let name = Some(row.text("name").to_owned()).filter(|name| !name.is_empty()).or(current.clone());
        let Some(name) = name else { continue };
        current = Some(name.clone());
        let text = grid.sheet.line(index, column);
        let stated = periods.filter(|column| !shared(grid, index, *column));
        lines.push(Line {
            index,
            name,
            subject: row.text("subjects").to_owned(),
            lessons: lessons(&text).unwrap_or_default(),
            classes: class_list(&text).unwrap_or_default(),
            text,
            periods: stated.and_then(|column| assigned(grid.sheet.text(index, column)).periods).unwrap_or_default(),
            row,
        });
    }
    let total = are_totals(&lines);
    let mut seen = BTreeSet::new();
    for line in &lines {
        let count = u32::try_from(line.classes.len()).unwrap_or(u32::MAX).max(1);
        let each = match weekly(&line.periods) {
            Ok(weekly) if total && count > 1 => share(weekly.per_fortnight(), count),
            _ => line.periods.clone(),
        };
        for class in &line.classes {
            let at = grid.spot(line.index, column);
            let mut lesson = Row::new(at);
            lesson.set("classes", class.as_str(), at);
            lesson.set("subject", line.subject.as_str(), line.row.at);
            lesson.set("teachers", line.name.as_str(), line.row.at);
            if weekly(&each).is_ok() {
                lesson.set("periods", each.as_str(), line.row.at);
            }
            draft.tables.entry(REQUIREMENTS.key).or_default().push(lesson);
        }
        for (class, subject, periods) in line.lessons.iter().filter(|_| line.classes.is_empty()) {
            let at = grid.spot(line.index, column);
            let mut lesson = Row::new(at);
            lesson.set("classes", class.as_str(), at);
            lesson.set("subject", subject.as_str(), at);
            lesson.set("teachers", line.name.as_str(), line.row.at);
            lesson.set("periods", periods.as_str(), at);
            draft.tables.entry(REQUIREMENTS.key).or_default().push(lesson);
        }
        // Somebody may have several rows; the list has one.
        if seen.insert(line.name.clone()) {
            let mut person = line.row.clone();
            person.cells.retain(|key, _| *key != "subjects");
            person.set("name", line.name.as_str(), line.row.at);
            draft.tables.entry(TEACHERS.key).or_default().push(person);
        }
    }
    if let Some(line) = lines.iter().find(|line| line.classes.len() > 1) {
        let example = format!("{} {} {} {}", line.name, line.subject, line.text, line.periods);
        let ask = if total { &words::TOTAL_PERIODS } else { &words::SEPARATELY };
        report.ask(ask, args! { example: example.trim() }, Vec::new());
    }
}

/// `一1语文、一1道法2节`: class, subject, periods where they are stated. None when a part names no class and subject.
fn lessons(text: &str) -> Option<Vec<(String, String, String)>> {
    let mut found = Vec::new();
    for part in text.split(['、', '，', ',', '；', ';', ' ', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let heading = super::heading::subject(part);
        let (classes, subject) = super::person_cell::class_and_subject(part)
            .or_else(|| super::person_cell::class_and_subject(&heading.name))?;
        let (subject, periods) = match super::heading::split_number(&subject) {
            Some((name, number)) if weekly(&number).is_ok() => (name, number),
            _ => (subject, heading.periods.unwrap_or_default()),
        };
        found.extend(classes.into_iter().map(|class| (class, subject.clone(), periods.clone())));
    }
    (!found.is_empty()).then_some(found)
}

/// Whether a cell is merged with one of another row: a sum over all that the person teaches.
fn shared(grid: &Grid, row: usize, column: usize) -> bool {
    let merged = |row: usize| grid.sheet.cell(row, column).and_then(|cell| cell.of);
    merged(row).is_some_and(|(first, _)| first != row) || merged(row + 1).is_some_and(|(first, _)| first == row)
}

/// A class's share of a total over two weeks; nothing when it is not a whole or half number.
fn share(halves: u32, classes: u32) -> String {
    if !halves.is_multiple_of(classes) {
        return String::new();
    }
    (f64::from(halves / classes) / 2.0).to_string()
}

/// Whether the periods of rows with several classes are totals: whether, shared out, they are nearer to the national curriculum.
fn are_totals(lines: &[Line]) -> bool {
    let Some(preset) = crate::preset::curriculum("national-2022") else { return false };
    let (mut as_total, mut as_each) = (0.0, 0.0);
    for line in lines.iter().filter(|line| line.classes.len() > 1) {
        let (Ok(weekly), Some(key)) = (weekly(&line.periods), line.classes.first().and_then(|name| class_key(name)))
        else {
            continue;
        };
        let subject = usual(&line.subject).unwrap_or(&line.subject);
        let Some(planned) = preset.periods(subject, key.grade) else { continue };
        let stated = f64::from(weekly.per_fortnight()) / 2.0;
        let count = f64::from(u32::try_from(line.classes.len()).unwrap_or(u32::MAX));
        as_total += (stated / count - f64::from(planned)).abs();
        as_each += (stated - f64::from(planned)).abs();
    }
    as_total < as_each
}
