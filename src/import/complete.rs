//! Assignments that state no periods, or nobody: what is assumed for them, written into the table and asked.

use std::collections::{BTreeMap, BTreeSet};

use super::bells::planned;
use super::draft::{Draft, Row};
use super::folder::grades;
use super::report::Report;
use super::subject_names::usual;
use crate::args;
use crate::config::notation::weekly;
use crate::config::table::{REQUIREMENTS, TEACHERS};
use crate::config::{Diagnostics, Location};
use crate::text::import as words;
use crate::workbook::Workbook;

/// Every class must say its grade: nothing can be looked up or checked without.
pub(super) fn check_grades(draft: &Draft, workbook: &Workbook) -> Result<(), Diagnostics> {
    let known = grades(draft);
    let mut unknown: Vec<&str> = Vec::new();
    for name in draft.rows(&REQUIREMENTS).iter().flat_map(Row::classes).filter(|name| !known.contains_key(*name)) {
        if !unknown.contains(&name) {
            unknown.push(name);
        }
    }
    let mut diagnostics = Diagnostics::default();
    if !unknown.is_empty() {
        let more = if unknown.len() > 8 { "……" } else { "" };
        let shown = format!("{}{more}", unknown.iter().take(8).copied().collect::<Vec<_>>().join("、"));
        let at = Location { file: workbook.file.clone(), ..Location::default() };
        diagnostics.push(&words::NO_GRADE, args! { classes: shown }, at);
    }
    if diagnostics.is_empty() { Ok(()) } else { Err(diagnostics) }
}

/// Weekly periods that nobody states: those of the curriculum, by the subject's usual name; else one, and asked.
pub(super) fn periods(draft: &mut Draft, report: &mut Report) {
    let grades = grades(draft);
    let preset = crate::preset::curriculum("national-2022");
    let own = !draft.curriculum.is_empty();
    let mut from_preset: BTreeSet<String> = BTreeSet::new();
    let mut unknown: BTreeMap<String, BTreeSet<u8>> = BTreeMap::new();
    let mut count = 0;
    let mut filled: Vec<(usize, String)> = Vec::new();
    for (index, row) in draft.rows(&REQUIREMENTS).iter().enumerate() {
        let grade = row.classes().find_map(|class| grades.get(class)).copied();
        let Some(grade) = grade.filter(|_| row.text("periods").is_empty()) else { continue };
        let subject = row.text("subject");
        let good = |name: &str| {
            let found = planned(draft, preset.as_ref(), name, grade);
            Some(found).filter(|text| weekly(text).is_ok_and(|weekly| weekly.per_fortnight() > 0))
        };
        let other = usual(subject).filter(|usual| *usual != subject);
        match (good(subject), other.and_then(good)) {
            (None, None) => {
                unknown.entry(subject.to_owned()).or_default().insert(grade);
                filled.push((index, "1".to_owned()));
                continue;
            }
            (None, Some(periods)) => filled.push((index, periods)),
            (Some(_), _) => {}
        }
        count += 1;
        from_preset.insert(subject.to_owned());
    }
    if let Some(rows) = draft.tables.get_mut(REQUIREMENTS.key) {
        for (index, periods) in filled {
            if let Some(row) = rows.get_mut(index) {
                row.set("periods", periods, row.at);
            }
        }
    }
    if count > 0 && !own {
        let subjects = from_preset.into_iter().collect::<Vec<_>>().join("、");
        report.ask(&words::NO_PERIODS, args! { n: count, subjects: subjects }, Vec::new());
    }
    for (subject, grades) in unknown {
        let grades = grades.iter().map(u8::to_string).collect::<Vec<_>>().join("、");
        report.ask(&words::UNKNOWN_PERIODS, args! { subject: subject, grades: grades }, Vec::new());
    }
}

/// Assignments that name nobody, where the list of teachers has nobody for the subject either: a place holder each.
pub(super) fn teachers(draft: &mut Draft, report: &mut Report) {
    let listed: BTreeSet<String> = draft
        .rows(&TEACHERS)
        .iter()
        .flat_map(|row| row.text("subjects").split(['、', ';', '；']).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let mut count = 0;
    let mut example = String::new();
    for row in draft.tables.get_mut(REQUIREMENTS.key).into_iter().flatten() {
        let subject = row.text("subject").to_owned();
        if !row.text("teachers").is_empty() || listed.contains(&subject) {
            continue;
        }
        let name = format!("{}{subject}待定", row.classes().collect::<String>());
        count += 1;
        if example.is_empty() {
            example.clone_from(&name);
        }
        row.set("teachers", name, row.at);
    }
    if count > 0 {
        report.ask(&words::NO_TEACHER, args! { n: count, example: example }, Vec::new());
    }
}
