//! The school's folder: tables as CSV files and a `school.toml` around them, read back before anything is written.
//!
//! What the workbook does not say (bell schedule, halves that share a slot, what of the policy it breaks) is assumed, stands in
//! `school.toml` with a comment, and is asked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::assumed::{curriculum, pairs, service, waive};
use super::draft::{Draft, KINDS, Placed, Row};
use super::report::Report;
use super::school_toml::Toml;
use super::{Imported, Options, bells, complete};
use crate::args;
use crate::config::notation::weekly;
use crate::config::table::{CLASSES, Kind, REQUIREMENTS};
use crate::config::{self, Diagnostics, Loaded, Location};
use crate::plan::TIMETABLE;
use crate::plan::table::line;
use crate::school::{Level, School};
use crate::text::import as words;
use crate::text::{Lang, Text};
use crate::workbook::Workbook;

/// File names of the tables, in the order of [`KINDS`].
const FILES: [Text; 10] = [
    Text::new("任课表.csv", "requirements.csv"),
    Text::new("班级.csv", "classes.csv"),
    Text::new("教师.csv", "teachers.csv"),
    Text::new("学科.csv", "subjects.csv"),
    Text::new("教室.csv", "rooms.csv"),
    Text::new("社团.csv", "clubs.csv"),
    Text::new("报名.csv", "pupils.csv"),
    Text::new("报名人数.csv", "heads.csv"),
    Text::new("岗位.csv", "posts.csv"),
    Text::new("津贴.csv", "pay.csv"),
];

/// Makes the files of what was found.
pub(super) fn make(
    mut draft: Draft,
    workbook: &Workbook,
    options: &Options<'_>,
    mut report: Report,
) -> Result<Imported, Diagnostics> {
    let lang = options.lang;
    draft.plan = super::plan::once(&draft.plan, workbook)?;
    if let Some(school) = options.school {
        return of_school(school, &draft, workbook, lang, report);
    }
    if draft.rows(&REQUIREMENTS).is_empty() && !draft.plan.is_empty() {
        derive(&mut draft, &mut report);
    }
    if draft.rows(&REQUIREMENTS).is_empty() && draft.settings.is_empty() {
        planned_only(&mut draft);
    }
    let days: BTreeSet<u8> = draft.plan.iter().map(|placed| placed.weekday.number()).filter(|day| *day > 5).collect();
    if draft.rows(&REQUIREMENTS).is_empty() && !draft.settings.contains_key("requirement") {
        if !draft.settings.is_empty() {
            let at = Location { file: workbook.file.clone(), ..Location::default() };
            let error = config::Diagnostic { error: &words::NOT_FILLED, args: args! {}, at };
            return Err(Diagnostics(vec![error]));
        }
        let tables = tables(&draft, lang);
        let names = tables.iter().map(|table| table.name.clone()).collect::<Vec<_>>().join("、");
        report.made.push(words::MADE_TABLES.arg(&args! { tables: names }));
        let files = tables.into_iter().map(|table| (table.name, table.text.into_bytes())).collect();
        return Ok(Imported { files, report, plan: None, school: None });
    }
    if draft.settings.is_empty() {
        complete::check_grades(&draft, workbook)?;
        complete::periods(&mut draft, &mut report);
        complete::teachers(&mut draft, &mut report);
    }
    let name = school_name(&draft, options, &mut report);
    let mut toml = Toml::new(lang);
    toml.top(&name);
    if let Some(last) = days.last() {
        let days: Vec<String> = (1..=*last).map(|day| day.to_string()).collect();
        toml.head.push_str(&format!("weekdays = [{}]\n", days.join(", ")));
    }
    if draft.settings.is_empty() {
        bells::write(&draft, &mut toml, &mut report);
        pairs(&draft, &mut toml, &mut report);
        service(&draft, &mut toml, &mut report);
    } else {
        toml.settings(std::mem::take(&mut draft.settings));
    }
    curriculum(&draft, &mut toml);
    let tables = tables(&draft, lang);
    toml.tables(&tables);
    let loaded = read_back(&toml.text(), &tables, workbook)?;
    let loaded = match waive(&loaded.school, &mut toml, &mut report) {
        false => loaded,
        true => read_back(&toml.text(), &tables, workbook)?,
    };
    let school = loaded.school;
    let periods: u32 = school.requirements.iter().map(|r| r.weekly.per_fortnight() * r.classes.len() as u32).sum();
    let args = args! {
        name: &school.name,
        classes: school.classes.len(),
        teachers: school.teachers.len(),
        subjects: school.subjects.len(),
        lessons: school.requirements.len(),
        periods: (f64::from(periods) / 2.0).to_string(),
    };
    report.made.push(words::MADE_SCHOOL.arg(&args));
    let mut files = vec![("school.toml".to_owned(), toml.text().into_bytes())];
    files.extend(tables.into_iter().map(|table| (table.name, table.text.into_bytes())));
    let mut plan = None;
    if !draft.plan.is_empty() {
        let own = super::plan::against(&school, &draft.plan, &draft.day, &mut report);
        rules(&school, &own, &mut report);
        files.push((format!("{}/{TIMETABLE}", PLAN_FOLDER.get(lang)), crate::plan::table::write(&own)));
        plan = Some(own);
    }
    Ok(Imported { files, report, plan, school: Some(school) })
}

/// The folder of a timetable that came with its school.
const PLAN_FOLDER: Text = Text::new("课表", "timetable");

/// The plan of a school that is there already.
fn of_school(
    school: &School,
    draft: &Draft,
    workbook: &Workbook,
    lang: Lang,
    mut report: Report,
) -> Result<Imported, Diagnostics> {
    if draft.plan.is_empty() {
        let at = Location { file: workbook.file.clone(), ..Location::default() };
        let error = config::Diagnostic { error: &words::NOT_A_TIMETABLE, args: args! {}, at };
        return Err(Diagnostics(vec![error]));
    }
    let plan = super::plan::against(school, &draft.plan, &draft.day, &mut report);
    rules(school, &plan, &mut report);
    let mut files = vec![(TIMETABLE.to_owned(), crate::plan::table::write(&plan))];
    if report.kinds.iter().any(|(kind, _)| *kind == words::KIND_TIMES)
        && let Some(bell) = bells::stated(draft, &mut Toml::new(lang), &mut Report::default())
    {
        let file = BELL_FILE.get(lang);
        report.ask(&words::WHOSE_BELLS, args! { file: file }, Vec::new());
        files.push((file.to_owned(), bell.trim_start().as_bytes().to_vec()));
    }
    Ok(Imported { files, report, plan: Some(plan), school: None })
}

/// The bell schedule of a timetable's header, beside its plan.
const BELL_FILE: Text = Text::new("作息.toml", "bell.toml");

/// Rules that the finished timetable breaks, each told once: what the school does is the school's to say.
fn rules(school: &School, plan: &crate::plan::Plan, report: &mut Report) {
    let verdict = crate::verify::verify(school, plan);
    let broken =
        verdict.rules.iter().filter(|result| result.level == Level::Hard.word() && !result.breaches.is_empty());
    for result in broken {
        let Some(rule) = crate::rules::find(result.rule) else { continue };
        let Some(breach) = result.breaches.first() else { continue };
        let (meta, n) = (rule.meta(), result.breaches.len());
        let example = meta.breach.arg(&breach.args);
        let args = args! { rule: result.rule, name: meta.name, n: n, example: example };
        report.rules.push(words::RULE_BROKEN.arg(&args));
        // What follows from a difference is answered there, research and events stand in no such timetable, and nobody waives that people are in one place at a time.
        let follows = ["R100", "R104", "R113", "R114", "R119", "R120"].contains(&result.rule);
        if !meta.physics && !follows {
            let args = args! { rule: result.rule, name: meta.name, n: n, id: result.id };
            report.ask(&words::TIMETABLE_RULE, args, Vec::new());
        }
    }
}

/// Pairs of neighbouring periods of a class and subject that are both marked as double periods.
pub(super) fn doubles(plan: &[Placed], class: &str, subject: &str) -> usize {
    let marked = plan.iter().filter(|placed| placed.double && placed.class.text == class && placed.subject == subject);
    let mut times: Vec<_> = marked.map(|placed| (placed.weekday, placed.period)).collect();
    times.sort_unstable();
    let (mut pairs, mut rest) = (0, times.as_slice());
    while let [first, second, more @ ..] = rest {
        let pair = first.0 == second.0 && first.1 + 1 == second.1;
        pairs += usize::from(pair);
        rest = if pair { more } else { rest.get(1..).unwrap_or(&[]) };
    }
    pairs
}

/// A curriculum and a list of classes say what each class has, if not who teaches it.
fn planned_only(draft: &mut Draft) {
    let known: Vec<(String, Option<u8>)> = draft
        .rows(&CLASSES)
        .iter()
        .map(|row| {
            let name = row.text("name").to_owned();
            let grade = row.grade().or_else(|| config::notation::grade_of(&name).ok());
            (name, grade)
        })
        .collect();
    let mut rows = Vec::new();
    for (class, grade) in known {
        for (subject, by_grade) in &draft.curriculum {
            let periods = grade.and_then(|grade| by_grade.get(usize::from(grade).checked_sub(1)?));
            let Some(periods) = periods.filter(|text| weekly(text).is_ok_and(|weekly| weekly.per_fortnight() > 0))
            else {
                continue;
            };
            let mut row = Row::new(subject.at);
            row.set("classes", class.as_str(), subject.at);
            row.set("subject", subject.text.as_str(), subject.at);
            row.set("periods", periods.as_str(), subject.at);
            rows.push(row);
        }
    }
    if !rows.is_empty() {
        draft.tables.insert(REQUIREMENTS.key, rows);
    }
}

/// Assignments counted from the timetable.
fn derive(draft: &mut Draft, report: &mut Report) {
    let mut rows = Vec::new();
    for ((class, subject, teachers), (at, [every, odd, even])) in super::whole::counted(&draft.plan) {
        let mut row = Row::new(at);
        row.set("classes", class, at);
        row.set("subject", subject, at);
        row.set("teachers", teachers.join("+"), at);
        let periods = match (every, odd, even) {
            (every, 0, 0) => every.to_string(),
            (every, odd, even) => format!("{}/{}", every + odd, every + even),
        };
        row.set("periods", periods, at);
        let doubles = doubles(&draft.plan, row.text("classes"), row.text("subject"));
        if doubles > 0 {
            row.set("doubles", doubles.to_string(), at);
        }
        rows.push(row);
    }
    let rows = one_row_each(rows, report);
    draft.tables.insert(REQUIREMENTS.key, rows);
    report.ask(&words::DERIVED, args! {}, Vec::new());
}

/// A class and subject that several people were seen to teach is one row, given by any of them; who is not named is one of them.
fn one_row_each(rows: Vec<Row>, report: &mut Report) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    let mut several: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        let same = |known: &&mut Row| ["classes", "subject"].iter().all(|key| known.text(key) == row.text(key));
        let Some(known) = out.iter_mut().find(same) else {
            out.push(row);
            continue;
        };
        let sum = weekly(known.text("periods")).ok().zip(weekly(row.text("periods")).ok()).map(|(a, b)| {
            let whole = a.every + b.every;
            let (odd, even) = (whole + a.odd + b.odd, whole + a.even + b.even);
            if odd == even { odd.to_string() } else { format!("{odd}/{even}") }
        });
        known.set("periods", sum.unwrap_or_default(), row.at);
        match (known.text("teachers").to_owned(), row.text("teachers")) {
            (_, "") => {}
            (one, other) if one.is_empty() => known.set("teachers", other, row.at),
            (one, other) => {
                let both = format!("{one}|{other}");
                let lesson = format!("{}{}", row.text("classes"), row.text("subject"));
                several.insert(lesson, both.split('|').map(str::to_owned).collect());
                known.set("teachers", both, row.at);
            }
        }
    }
    if let Some((lesson, people)) = several.first_key_value() {
        let args = args! { n: several.len(), lesson: lesson, teachers: people.join("、") };
        report.ask(&words::SEVERAL_SEEN, args, Vec::new());
    }
    out
}

/// A table as a file.
pub(super) struct Table<'d> {
    pub(super) kind: &'static Kind,
    pub(super) name: String,
    pub(super) text: String,
    rows: &'d [Row],
}

/// The tables that have rows, as CSV files.
pub(super) fn tables(draft: &Draft, lang: Lang) -> Vec<Table<'_>> {
    let mut found = Vec::new();
    for (kind, file) in KINDS.iter().zip(FILES) {
        let rows = draft.rows(kind);
        if rows.is_empty() {
            continue;
        }
        let used = |key: &str| rows.iter().any(|row| row.cells.contains_key(key));
        let columns: Vec<_> = kind.columns.iter().filter(|column| column.required || used(column.key)).collect();
        let mut text = String::from("\u{feff}");
        let header = columns.iter().map(|column| match lang {
            Lang::Zh => column.shown(),
            Lang::En => column.key,
        });
        line(&mut text, header);
        for row in rows {
            line(&mut text, columns.iter().map(|column| row.text(column.key)));
        }
        found.push(Table { kind, name: file.get(lang).to_owned(), text, rows });
    }
    found
}

/// Reads the folder as it will be; errors are told where they stand in the workbook.
fn read_back(toml: &str, tables: &[Table<'_>], workbook: &Workbook) -> Result<Loaded, Diagnostics> {
    let whole = Location { file: workbook.file.clone(), ..Location::default() };
    let broken = |error: std::io::Error| {
        let args = args! { reason: error.to_string() };
        Diagnostics(vec![config::Diagnostic { error: &crate::text::output::CANNOT_WRITE, args, at: whole.clone() }])
    };
    let folder = tempfile::tempdir().map_err(broken)?;
    std::fs::write(folder.path().join("school.toml"), toml).map_err(broken)?;
    for table in tables {
        std::fs::write(folder.path().join(&table.name), &table.text).map_err(broken)?;
    }
    config::read(folder.path()).map_err(|mut errors| {
        for error in &mut errors.0 {
            let at = std::mem::take(&mut error.at);
            error.at = place(at, tables, workbook);
        }
        errors
    })
}

/// Where in the workbook that stands which was found wrong in a table made of it.
fn place(at: Location, tables: &[Table<'_>], workbook: &Workbook) -> Location {
    let file = at.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let table = tables.iter().find(|table| table.name == file);
    let row = table.and_then(|table| table.rows.get((at.line as usize).checked_sub(2)?).map(|row| (table, row)));
    let Some((table, row)) = row else {
        return Location { file: Path::new(&file).to_owned(), ..at };
    };
    // The cell whose text it is, else the row.
    let cell =
        table.kind.columns.iter().filter_map(|column| row.cells.get(column.key)).find(|item| item.text == at.text);
    let spot = cell.map_or(row.at, |item| item.at);
    match workbook.sheets.get(spot.sheet) {
        Some(sheet) => {
            let place = format!("{}[{}]", workbook.file.display(), sheet.place(spot.row, spot.column));
            Location { file: place.into(), line: 0, column: 0, text: at.text }
        }
        None => Location { file: workbook.file.clone(), ..at },
    }
}

fn school_name(draft: &Draft, options: &Options<'_>, report: &mut Report) -> String {
    if let Some(name) = &options.name {
        return name.clone();
    }
    if let Some(toml::Value::String(name)) = draft.settings.get("name") {
        return name.clone();
    }
    if !draft.school.is_empty() {
        return draft.school.clone();
    }
    let name = words::NO_NAME_YET.get(options.lang).to_owned();
    report.ask(&words::NO_NAME, args! { name: &name }, Vec::new());
    name
}

/// Classes of the draft with their grades.
pub(super) fn grades(draft: &Draft) -> BTreeMap<String, u8> {
    let stated = draft.rows(&CLASSES).iter().filter_map(|row| Some((row.text("name").to_owned(), row.grade()?)));
    let stated: BTreeMap<String, u8> = stated.collect();
    let mut grades = BTreeMap::new();
    for row in draft.rows(&REQUIREMENTS) {
        for name in row.classes() {
            let grade = stated.get(name).copied().or_else(|| crate::config::notation::grade_of(name).ok());
            if let Some(grade) = grade {
                grades.insert(name.to_owned(), grade);
            }
        }
    }
    grades
}
