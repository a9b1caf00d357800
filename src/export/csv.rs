//! Wide sheets for spreadsheets: a line a period or break, a column a day; the whole school a line a class.
//!
//! UTF-8 with a byte order mark; every cell is safe from being read as a formula. A cell holds one entry as
//! `学科 教师 教室`; several (odd and even weeks, groups) are separated by ` / `.

use super::html::{count, duty, programme, section};
use super::name::stems;
use crate::args;
use crate::plan::table::{LIST, line};
use crate::plan::{ServicePlan, Session, View};
use crate::report::loads::weekly;
use crate::report::sheet::Whose;
use crate::report::{Band, BandKind, Entry, EntryKind, Sheet, Sheets, whole};
use crate::school::{School, ServiceKind};
use crate::text::{Lang, programme as say, ui};
use crate::units::{Weekday, Weeks};

/// The wide sheets by their path in the output folder.
#[must_use]
pub fn files(school: &School, sheets: &Sheets, lang: Lang) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(format!("{}.csv", ui::WHOLE_SCHOOL.zh), whole_school(school, sheets, lang).into_bytes())];
    for (folder, sheets) in [("classes", &sheets.classes), ("teachers", &sheets.teachers), ("rooms", &sheets.rooms)] {
        let names = stems(sheets.iter().map(|sheet| sheet.name.as_str()));
        let written = sheets.iter().zip(names);
        files.extend(written.map(|(sheet, name)| (format!("{folder}/{name}.csv"), one(sheet, lang).into_bytes())));
    }
    files
}

/// Name of the table of the whole programme.
pub(super) fn service_name() -> String {
    format!("{}.csv", say::ALL_SERVICE.zh)
}

/// Name of the table of all posts.
pub(super) fn duty_name() -> String {
    format!("{}.csv", say::ALL_DUTY.zh)
}

/// The wide sheets of service and duty, where there is any, by their path in the output folder.
#[must_use]
pub fn service_files(view: &View<'_>, service: &ServicePlan, lang: Lang) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    if !service.sessions.is_empty() {
        files.push((service_name(), whole_service(view, service, lang).into_bytes()));
    }
    if let Some(duty) = duty::view(view.school, service, lang).filter(|duty| !duty.posts.is_empty()) {
        files.push((duty_name(), whole_duty(&duty, lang).into_bytes()));
    }
    files
}

/// A line a slot and group or club, a column a day: room, people, pupils.
fn whole_service(view: &View<'_>, service: &ServicePlan, lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    for cells in service_rows(view, service, lang) {
        line(&mut out, cells.iter().map(String::as_str));
    }
    out
}

/// The lines of the table of the whole programme, the headings first: slot, time, name, kind, then a cell a day.
pub(super) fn service_rows(view: &View<'_>, service: &ServicePlan, lang: Lang) -> Vec<Vec<String>> {
    let days = programme::days(view.school, service);
    let head = [&say::SLOT, &ui::TIME, &say::GROUP_OR_CLUB, &say::KIND].map(|text| text.get(lang));
    let head = head.into_iter().chain(days.iter().map(|weekday| day(*weekday, lang)));
    let mut rows = vec![head.map(str::to_owned).collect::<Vec<_>>()];
    for slot in programme::slots(view.school, service) {
        let mut groups: Vec<(ServiceKind, &str, Vec<&Session>)> = Vec::new();
        for held in days.iter().flat_map(|weekday| programme::sessions_of(view, slot, *weekday)) {
            let session = &service.sessions[held.row];
            match groups.iter_mut().find(|(kind, name, _)| *kind == session.kind && *name == session.name) {
                Some((_, _, sessions)) => sessions.push(session),
                None => groups.push((session.kind, &session.name, vec![session])),
            }
        }
        groups.sort_by_key(|(kind, _, _)| *kind == ServiceKind::Club);
        for (kind, name, sessions) in groups {
            let common = programme::usual(sessions.iter().map(|session| session.time));
            let time = common.map_or(String::new(), |time| time.to_string());
            let cell = |weekday: &Weekday| {
                let here = sessions.iter().filter(|session| session.weekday == *weekday);
                let words = here.map(|session| {
                    let own = (Some(session.time) != common).then(|| format!("({})", session.time));
                    let pupils = say::N_PUPILS.fill(lang, &args! { n: session.pupils });
                    let room = if session.room.is_empty() { String::new() } else { format!("@{}", session.room) };
                    let mut words = vec![session.staff.join(LIST), room, pupils, own.unwrap_or_default()];
                    words.retain(|word| !word.is_empty());
                    words.join(" ")
                });
                words.collect::<Vec<_>>().join(" / ")
            };
            let mut cells = vec![slot.to_owned(), time, name.to_owned(), say::kind(kind).get(lang).to_owned()];
            cells.extend(days.iter().map(cell));
            rows.push(cells);
        }
    }
    rows
}

/// A line a post, a column a day; `—` where it is not held.
fn whole_duty(duty: &duty::DutyView, lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    let head = [&say::POST, &ui::TIME, &say::PLACE].map(|text| text.get(lang));
    line(&mut out, head.into_iter().chain(duty.days.iter().copied()));
    for post in &duty.posts {
        let cell = |cell: &duty::PostCell| {
            if !cell.held {
                return "—".to_owned();
            }
            let people: Vec<&str> = cell.people.iter().map(|person| person.name.as_str()).collect();
            let time = if cell.time.is_empty() { String::new() } else { format!(" ({})", cell.time) };
            format!("{}{time}", people.join(LIST))
        };
        let cells: Vec<String> = post.cells.iter().map(cell).collect();
        let first = [post.name.as_str(), post.time.as_str(), post.place.as_str()];
        line(&mut out, first.into_iter().chain(cells.iter().map(String::as_str)));
    }
    out
}

fn day(weekday: Weekday, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => weekday.zh(),
        Lang::En => weekday.en(),
    }
}

/// One sheet: period or break, time, then a column a day.
fn one(sheet: &Sheet, lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    let head = [ui::PERIOD.get(lang), ui::TIME.get(lang)];
    line(&mut out, head.into_iter().chain(sheet.days.iter().map(|weekday| day(*weekday, lang))));
    for band in &sheet.bands {
        let label = match band.kind {
            BandKind::Period(period) => ui::PERIOD_N.fill(lang, &args! { n: period.0 }),
            BandKind::Duty => say::DUTY.get(lang).to_owned(),
            _ => band.name.clone(),
        };
        let time = band.time.map_or(String::new(), |time| time.to_string());
        let cells: Vec<String> = (0..band.cells.len()).map(|cell| content(sheet, band, cell, lang)).collect();
        line(&mut out, [label.as_str(), time.as_str()].into_iter().chain(cells.iter().map(String::as_str)));
    }
    out
}

fn content(sheet: &Sheet, band: &Band, position: usize, lang: Lang) -> String {
    let cell = &band.cells[position];
    let mut parts: Vec<String> = cell.entries.iter().map(|entry| words(sheet.whose, entry, lang)).collect();
    if parts.is_empty() && cell.time.is_some() && !matches!(band.kind, BandKind::Period(_)) {
        parts.push(band.name.clone());
    }
    let other_time = cell.time.filter(|time| Some(*time) != band.time);
    match other_time {
        Some(time) if !parts.is_empty() => format!("{} ({time})", parts.join(" / ")),
        _ => parts.join(" / "),
    }
}

/// An entry in a line: week parity, name, group, people, room, its own time.
fn words(whose: Whose, entry: &Entry, lang: Lang) -> String {
    let mut words: Vec<String> = Vec::new();
    if let Some(parity) = parity(entry.weeks, lang) {
        words.push(format!("[{parity}]"));
    }
    let together = !entry.classes.is_empty();
    if together && !matches!(whose, Whose::Class(_)) {
        words.push(entry.classes.join(LIST));
    }
    words.push(if entry.clubs > 0 { say::CLUB.get(lang).to_owned() } else { entry.name.clone() });
    words.push(section(entry, lang));
    if !entry.teachers.is_empty() {
        words.push(entry.teachers.join(LIST));
    }
    if together && matches!(whose, Whose::Class(_)) {
        words.push(ui::WITH_CLASSES.fill(lang, &args! { classes: entry.classes.join(LIST) }));
    }
    words.extend(entry.room.iter().map(|room| format!("@{room}")));
    words.extend(entry.time.iter().map(|time| format!("({time})")));
    words.push(count(entry, lang));
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

fn parity(weeks: Weeks, lang: Lang) -> Option<&'static str> {
    match weeks {
        Weeks::All => None,
        Weeks::Odd => Some(ui::ODD.get(lang)),
        Weeks::Even => Some(ui::EVEN.get(lang)),
    }
}

/// A line a class, a column a day and period; `—` where the class's day has no such period.
fn whole_school(school: &School, sheets: &Sheets, lang: Lang) -> String {
    let all: Vec<&Sheet> = sheets.classes.iter().collect();
    let columns = whole::columns(&all);
    let headings: Vec<String> = columns.iter().map(|column| whole::heading(*column, lang)).collect();
    let mut out = String::from("\u{feff}");
    let head = [ui::CLASS.get(lang), ui::CLASS_TEACHER.get(lang), ui::WEEKLY_LESSONS.get(lang)];
    line(&mut out, head.into_iter().chain(headings.iter().map(String::as_str)));
    for (class, sheet) in school.classes.iter().zip(all) {
        let teacher = class.class_teacher.map_or("", |teacher| school.teacher(teacher).name.as_str());
        let cells: Vec<String> = columns
            .iter()
            .map(|column| match whole::entries(sheet, *column) {
                None => "—".to_owned(),
                Some(entries) => {
                    let entries = entries.iter().map(|entry| brief(entry, lang));
                    entries.collect::<Vec<_>>().join(" / ")
                }
            })
            .collect();
        let load = weekly(sheet.halves);
        let first = [sheet.name.as_str(), teacher, load.as_str()];
        line(&mut out, first.into_iter().chain(cells.iter().map(String::as_str)));
    }
    out
}

fn brief(entry: &Entry, lang: Lang) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(parity(entry.weeks, lang).map(|parity| format!("[{parity}]")));
    words.push(entry.name.clone());
    if matches!(entry.kind, EntryKind::Lesson(_)) && !entry.teachers.is_empty() {
        words.push(entry.teachers.join(LIST));
    }
    words.join(" ")
}
