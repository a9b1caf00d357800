//! One name for one thing across all sheets: classes by their key, people without padding; what is left doubtful is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Row};
use super::names::{ClassKey, class_key, look_alike, unpadded, untitled};
use super::report::Report;
use super::{Options, counted};
use crate::args;
use crate::config::Diagnostics;
use crate::config::table::{CLASSES, CLUBS, HEADS, Kind, PAY_ITEMS, POSTS, PUPILS, REQUIREMENTS, SUBJECTS, TEACHERS};
use crate::text::import as words;
use crate::workbook::Workbook;

/// Columns that name classes, teachers, subjects.
const CLASS_COLUMNS: [(&Kind, &str); 5] =
    [(&REQUIREMENTS, "classes"), (&CLASSES, "name"), (&PUPILS, "class"), (&HEADS, "class"), (&POSTS, "classes")];
const TEACHER_COLUMNS: [(&Kind, &str); 6] = [
    (&REQUIREMENTS, "teachers"),
    (&CLASSES, "class_teacher"),
    (&TEACHERS, "name"),
    (&CLUBS, "instructors"),
    (&POSTS, "who"),
    (&PAY_ITEMS, "teachers"),
];
const SUBJECT_COLUMNS: [(&Kind, &str); 4] =
    [(&REQUIREMENTS, "subject"), (&REQUIREMENTS, "section_subject"), (&TEACHERS, "subjects"), (&SUBJECTS, "name")];

/// What stands between the names of a list.
const SEPARATORS: [char; 8] = ['+', '＋', '|', '｜', '、', ';', '；', '/'];

/// Makes names one.
pub(super) fn unify(
    draft: &mut Draft,
    workbook: &Workbook,
    options: &Options<'_>,
    report: &mut Report,
) -> Result<(), Diagnostics> {
    let same: BTreeMap<&str, &str> =
        options.same.iter().map(|(wrong, right)| (wrong.as_str(), right.as_str())).collect();
    let answer = |name: &str| same.get(name).map_or_else(|| name.to_owned(), |right| (*right).to_owned());
    for columns in [&CLASS_COLUMNS[..], &TEACHER_COLUMNS[..], &SUBJECT_COLUMNS[..]] {
        each(draft, columns, &mut |name| answer(name));
    }
    for placed in &mut draft.plan {
        placed.subject = answer(&placed.subject);
        placed.class.text = answer(&placed.class.text);
        placed.teachers.iter_mut().for_each(|name| *name = answer(&name.clone()));
    }
    classes(draft, options, report);
    teachers(draft, report);
    super::subject_names::unify(draft, options, report);
    super::by_person::resolve(draft, workbook, options, report)?;
    missing(draft, workbook, report);
    twice(draft, workbook, report);
    // A template says itself what several classes in one row are.
    if !draft.settings.is_empty() {
        report.questions.retain(|question| question.ask != &words::COMBINED);
    }
    Ok(())
}

/// Applies `change` to every name in these columns.
fn each(draft: &mut Draft, columns: &[(&Kind, &'static str)], change: &mut dyn FnMut(&str) -> String) {
    for (kind, key) in columns {
        for row in draft.tables.get_mut(kind.key).into_iter().flatten() {
            if let Some(item) = row.cells.get_mut(key) {
                item.text = in_list(&item.text, change);
            }
        }
    }
}

/// Applies `change` to every name of a list; the signs between them stay.
fn in_list(text: &str, change: &mut dyn FnMut(&str) -> String) -> String {
    let mut out = String::new();
    let mut name = String::new();
    for letter in text.chars() {
        if SEPARATORS.contains(&letter) {
            out.push_str(&change(name.trim()));
            out.push(letter);
            name.clear();
        } else {
            name.push(letter);
        }
    }
    out.push_str(&change(name.trim()));
    out
}

/// The names of a list.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(SEPARATORS).map(str::trim).filter(|name| !name.is_empty() && *name != "?" && *name != "？")
}

/// Every spelling of a class becomes the first one: of the school, of the 任课表, of the class list.
fn classes(draft: &mut Draft, options: &Options<'_>, report: &mut Report) {
    let mut canonical: BTreeMap<ClassKey, String> = BTreeMap::new();
    for class in options.school.iter().flat_map(|school| &school.classes) {
        if let Some(key) = class_key(&class.name) {
            canonical.entry(key).or_insert_with(|| class.name.clone());
        }
    }
    let mut order = CLASS_COLUMNS;
    // The class list names classes with care; a list of combined classes does not.
    order.swap(0, 1);
    for (kind, key) in order {
        for row in draft.rows(kind) {
            for name in names(row.text(key)) {
                if let Some(class) = class_key(name) {
                    canonical.entry(class).or_insert_with(|| name.to_owned());
                }
            }
        }
    }
    for placed in &draft.plan {
        if let Some(class) = class_key(&placed.class.text) {
            canonical.entry(class).or_insert_with(|| placed.class.text.clone());
        }
    }
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut change = |name: &str| match class_key(name).and_then(|key| canonical.get(&key)) {
        Some(known) if known != name => {
            renamed.insert(name.to_owned(), known.clone());
            known.clone()
        }
        _ => name.to_owned(),
    };
    each(draft, &CLASS_COLUMNS, &mut change);
    for placed in &mut draft.plan {
        placed.class.text = change(&placed.class.text);
    }
    if !renamed.is_empty() {
        let shown: Vec<_> = renamed.iter().take(6).map(|(from, to)| format!("{from}={to}")).collect();
        let mut shown = shown.join("、");
        if renamed.len() > 6 {
            shown.push_str(&format!("……({})", renamed.len()));
        }
        report.ask(&words::ONE_CLASS, args! { names: shown }, Vec::new());
    }
}

fn teachers(draft: &mut Draft, report: &mut Report) {
    // Padding first, so that what is left differs in letters.
    let mut padded: BTreeSet<String> = BTreeSet::new();
    let mut change = |name: &str| {
        let plain = unpadded(name);
        if plain != name {
            padded.insert(name.to_owned());
        }
        plain
    };
    each(draft, &TEACHER_COLUMNS, &mut change);
    for placed in &mut draft.plan {
        placed.teachers.iter_mut().for_each(|name| *name = change(&name.clone()));
    }
    if !padded.is_empty() {
        let names = padded.iter().take(8).cloned().collect::<Vec<_>>().join("、");
        report.ask(&words::PADDED, args! { names: names }, Vec::new());
    }
    let all = |draft: &Draft| -> Vec<String> {
        let tables = TEACHER_COLUMNS.iter().flat_map(|(kind, key)| {
            draft.rows(kind).iter().flat_map(|row| names(row.text(key)).map(str::to_owned).collect::<Vec<_>>())
        });
        tables.chain(draft.plan.iter().flat_map(|placed| placed.teachers.clone())).collect()
    };
    let known: BTreeSet<String> = all(draft).into_iter().collect();
    let titled: BTreeMap<String, String> = known
        .iter()
        .filter_map(|name| {
            untitled(name).filter(|bare| known.contains(*bare)).map(|bare| (name.clone(), bare.to_owned()))
        })
        .collect();
    for (a, b) in &titled {
        report.ask(&words::TITLED, args! { a: a, b: b }, Vec::new());
    }
    let mut change = |name: &str| titled.get(name).cloned().unwrap_or_else(|| name.to_owned());
    each(draft, &TEACHER_COLUMNS, &mut change);
    for placed in &mut draft.plan {
        placed.teachers.iter_mut().for_each(|name| *name = change(&name.clone()));
    }
    let all = all(draft);
    let counts = counted(all.iter().map(String::as_str));
    let people: Vec<(&str, usize)> = counts.into_iter().collect();
    for (index, (a, na)) in people.iter().enumerate() {
        for (b, nb) in people.iter().skip(index + 1).filter(|(b, _)| look_alike(a, b)) {
            // The rarer one is the likelier slip. Two who both have many lessons are two people.
            let ((a, na), (b, nb)) = if na <= nb { ((a, na), (b, nb)) } else { ((b, nb), (a, na)) };
            if *na <= 2 && na < nb {
                report.ask(&words::LOOK_ALIKE, args! { a: *a, b: *b, na: *na, nb: *nb }, Vec::new());
            }
        }
    }
}

/// Who and what stands in one table but not in another.
fn missing(draft: &mut Draft, workbook: &Workbook, report: &mut Report) {
    let in_column = |draft: &Draft, kind: &Kind, key: &str| -> BTreeMap<String, String> {
        let rows = draft.rows(kind).iter();
        let named = rows.flat_map(|row| {
            let place = row.cells.get(key).map(|item| item.at.show(workbook)).unwrap_or_default();
            names(row.text(key)).map(move |name| (name.to_owned(), place.clone())).collect::<Vec<_>>()
        });
        // The first place counts.
        let mut first = BTreeMap::new();
        for (name, place) in named {
            first.entry(name).or_insert(place);
        }
        first
    };
    let only = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| -> Vec<(String, String)> {
        a.iter().filter(|(name, _)| !b.contains_key(*name)).map(|(name, place)| (name.clone(), place.clone())).collect()
    };
    let join = |found: &[(String, String)]| {
        let shown: Vec<_> = found.iter().take(10).map(|(name, _)| name.as_str()).collect();
        format!("{}{}", shown.join("、"), if found.len() > 10 { "……" } else { "" })
    };
    let places = |found: &[(String, String)]| found.iter().map(|(_, place)| place.clone()).collect::<Vec<_>>();
    let taught = in_column(draft, &REQUIREMENTS, "classes");
    let listed = in_column(draft, &CLASSES, "name");
    // Facts beside a wide table are about the same classes; a list of its own may have others.
    if !taught.is_empty() && !listed.is_empty() {
        let new = only(&taught, &listed);
        if !new.is_empty() {
            let args = args! { classes: join(&new), here: REQUIREMENTS.name, there: CLASSES.name, done: words::ADDED };
            report.ask(&words::CLASS_MISSING, args, places(&new));
            for (name, _) in &new {
                let mut row = Row::default();
                row.set("name", name.as_str(), super::Spot::default());
                draft.tables.entry(CLASSES.key).or_default().push(row);
            }
        }
        let idle = only(&listed, &taught);
        if !idle.is_empty() {
            let args = args! { classes: join(&idle), here: CLASSES.name, there: REQUIREMENTS.name, done: words::LEFT };
            report.ask(&words::CLASS_MISSING, args, places(&idle));
        }
    }
    let listed = in_column(draft, &TEACHERS, "name");
    if listed.is_empty() {
        return;
    }
    let mut teaching = in_column(draft, &REQUIREMENTS, "teachers");
    let leading = in_column(draft, &CLASSES, "class_teacher");
    teaching.extend(leading);
    let new = only(&teaching, &listed);
    if !new.is_empty() {
        report.ask(&words::TEACHER_MISSING, args! { teachers: join(&new) }, places(&new));
        for (name, _) in &new {
            let mut row = Row::default();
            row.set("name", name.as_str(), super::Spot::default());
            draft.tables.entry(TEACHERS.key).or_default().push(row);
        }
    }
    // A template is the whole configuration: who is in it without lessons is meant to be. So is who leads a club, stands at a post, or
    // is said to serve, to lead or to come from outside.
    let busy: BTreeSet<String> = draft
        .rows(&TEACHERS)
        .iter()
        .filter(|row| ["service", "duty", "leader", "employment"].iter().any(|key| !row.text(key).is_empty()))
        .map(|row| row.text("name").to_owned())
        .chain(
            [(&CLUBS, "instructors"), (&POSTS, "who"), (&PAY_ITEMS, "teachers")]
                .into_iter()
                .flat_map(|(kind, key)| in_column(draft, kind, key).into_keys()),
        )
        .collect();
    let idle: Vec<_> = only(&listed, &teaching).into_iter().filter(|(name, _)| !busy.contains(name)).collect();
    // Who states subjects may be chosen for lessons that name nobody.
    let open = draft
        .rows(&REQUIREMENTS)
        .iter()
        .any(|row| row.text("teachers").is_empty() || row.text("teachers").contains(['?', '？']));
    if !idle.is_empty() && !teaching.is_empty() && !open && draft.settings.is_empty() {
        report.ask(&words::TEACHER_IDLE, args! { teachers: join(&idle) }, places(&idle));
    }
}

/// One class, one subject, stated twice: rows that say the same are one, others are asked about.
fn twice(draft: &mut Draft, workbook: &Workbook, report: &mut Report) {
    let Some(rows) = draft.tables.get_mut(REQUIREMENTS.key) else { return };
    let mut first: BTreeMap<(String, String, String), Row> = BTreeMap::new();
    rows.retain(|row| {
        let key = (row.text("classes").to_owned(), row.text("subject").to_owned(), row.text("section").to_owned());
        let Some(known) = first.get(&key) else {
            first.insert(key, row.clone());
            return true;
        };
        let says = |row: &Row| ["teachers", "periods", "doubles"].map(|key| row.text(key).to_owned());
        if says(known) != says(row) {
            let show = |row: &Row| says(row).join(" ").trim().to_owned();
            let args = args! { class: &key.0, subject: &key.1, first: show(known), second: show(row) };
            report.ask(&words::TWICE, args, vec![known.at.show(workbook), row.at.show(workbook)]);
        }
        false
    });
    for kind in [&CLASSES, &TEACHERS] {
        let Some(rows) = draft.tables.get_mut(kind.key) else { continue };
        // A class or a person told of in several sheets is one row with all that is said.
        let mut merged: Vec<Row> = Vec::new();
        for row in std::mem::take(rows) {
            match merged.iter_mut().find(|known| known.text("name") == row.text("name")) {
                Some(known) => {
                    for (key, item) in row.cells {
                        known.cells.entry(key).or_insert(item);
                    }
                }
                None => merged.push(row),
            }
        }
        *rows = merged;
    }
}
