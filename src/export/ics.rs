//! iCalendar (RFC 5545) files: `calendar/classes/`, `calendar/teachers/`, `calendar/rooms/`.
//!
//! Every occurrence is an event of its own with date and time in Asia/Shanghai: no phone has to understand recurrence rules
//! with exceptions, and an event says in which week it is. An event's identifier is made of the calendar, the date, its
//! summary and its number among those of that day, so that a calendar taken in again replaces what is there. Nothing
//! depends on when the file is written.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use icalendar::{CalendarDateTime, Component, Event, EventLike, Property};

use super::grid::clean;
use super::name::stems;
use crate::args;
use crate::plan::table::LIST;
use crate::plan::{RowKind, View, dated};
use crate::school::Term;
use crate::text::{Arg, Lang, calendar as words};
use crate::units::{ClassId, ClockTime, Interval, RoomId, TeacherId};

/// How a calendar starts.
const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kebiao//kebiao//ZH\r\nCALSCALE:GREGORIAN\r\n\
    METHOD:PUBLISH\r\nX-WR-TIMEZONE:Asia/Shanghai\r\n";

/// Its time zone: China keeps one time all year.
const TIME_ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19910915T000000\r\n\
    TZNAME:CST\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
const ZONE: &str = "Asia/Shanghai";

const TAIL: &str = "END:VCALENDAR\r\n";

/// One event of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Date.
    pub date: NaiveDate,
    /// Time on the wall; none for the whole day.
    pub time: Option<Interval>,
    /// What it is, in a few words.
    pub summary: String,
    /// Where; may be empty.
    pub location: String,
    /// More about it; may be empty.
    pub description: String,
}

/// Everything dated, by whose calendar it belongs to.
#[derive(Clone, Debug, Default)]
pub struct Items {
    /// Of classes.
    pub classes: BTreeMap<ClassId, Vec<Item>>,
    /// Of teachers.
    pub teachers: BTreeMap<TeacherId, Vec<Item>>,
    /// Of rooms.
    pub rooms: BTreeMap<RoomId, Vec<Item>>,
}

/// The calendars by their path in the output folder; none when the school states no term.
#[must_use]
pub fn files(view: &View<'_>, lang: Lang) -> Vec<(String, Vec<u8>)> {
    let school = view.school;
    let Some(term) = &school.term else { return Vec::new() };
    let mut items = Items::default();
    lessons(view, term, lang, &mut items);
    blocks(view, term, lang, &mut items);
    service(view, term, lang, &mut items);
    let mut files = Vec::new();
    let names = |folder: &str, names: Vec<&str>| -> Vec<String> {
        stems(names).into_iter().map(|stem| format!("calendar/{folder}/{stem}.ics")).collect()
    };
    let mut add = |path: &str, owner: &str, items: Option<&Vec<Item>>| {
        if let Some(items) = items {
            let args = args! { school: &school.name, owner: owner, term: &term.name };
            let text = calendar(&words::NAME.fill(lang, &args), term.first, items);
            files.push((path.to_owned(), text.into_bytes()));
        }
    };
    let paths = names("classes", school.classes.iter().map(|class| class.name.as_str()).collect());
    for (id, path) in school.class_ids().zip(&paths) {
        add(path, &school.class(id).name, items.classes.get(&id));
    }
    let paths = names("teachers", school.teachers.iter().map(|teacher| teacher.name.as_str()).collect());
    for (id, path) in school.teacher_ids().zip(&paths) {
        add(path, &school.teacher(id).name, items.teachers.get(&id));
    }
    let paths = names("rooms", school.rooms.iter().map(|room| room.name.as_str()).collect());
    for ((index, room), path) in school.rooms.iter().enumerate().zip(&paths) {
        add(path, &room.name, items.rooms.get(&RoomId::from_index(index)));
    }
    files
}

/// A calendar called `name`; `stamp` is the date that all its events carry as the day of their making.
#[must_use]
pub fn calendar(name: &str, stamp: NaiveDate, items: &[Item]) -> String {
    let mut text = String::from(HEAD);
    for key in ["NAME", "X-WR-CALNAME"] {
        let line: Result<String, _> = Property::new(key, clean(name)).try_into();
        text.push_str(&line.unwrap_or_default());
    }
    text.push_str(TIME_ZONE);
    let mut items: Vec<&Item> = items.iter().collect();
    items.sort();
    items.dedup();
    let mut seen: BTreeMap<(NaiveDate, &str), u32> = BTreeMap::new();
    for item in items {
        let number = seen.entry((item.date, &item.summary)).or_default();
        *number += 1;
        let key = format!("{name}\n{}\n{}\n{number}", item.date, item.summary);
        let mut event = Event::new();
        event.uid(&format!("{}@kebiao", &super::sha256(key.as_bytes())[..32]));
        event.timestamp(NaiveDateTime::from(stamp).and_utc());
        event.summary(&clean(&item.summary));
        match item.time {
            Some(time) => event.starts(at(item.date, time.start)).ends(at(item.date, time.end)),
            None => event.starts(item.date),
        };
        if !item.location.is_empty() {
            event.location(&clean(&item.location));
        }
        if !item.description.is_empty() {
            event.description(&item.description.lines().map(clean).collect::<Vec<_>>().join("\n"));
        }
        text.push_str(&event.try_into_string().unwrap_or_default());
    }
    text.push_str(TAIL);
    text
}

/// A time of a date; 24:00 is the next day's midnight.
fn at(date: NaiveDate, time: ClockTime) -> CalendarDateTime {
    let midnight = date.and_time(NaiveTime::MIN);
    let date_time = midnight.checked_add_signed(TimeDelta::minutes(time.minutes().into())).unwrap_or(midnight);
    CalendarDateTime::WithTimezone { date_time, tzid: ZONE.into() }
}

/// Adds the lessons: to a class without its own name, to all others with it.
fn lessons(view: &View<'_>, term: &Term, lang: Lang, items: &mut Items) {
    let (school, rows) = (view.school, &view.plan.rows);
    let looked_up: BTreeMap<usize, _> = view.lessons.iter().map(|lesson| (lesson.row, lesson)).collect();
    for one in dated::lessons(school, view.plan) {
        let (Some(row), Some(lesson)) = (rows.get(one.index), looked_up.get(&one.index)) else { continue };
        let named = |words: &[&str]| -> String {
            words.iter().copied().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let classes: Vec<&str> = one.classes.iter().map(|class| school.class(*class).name.as_str()).collect();
        let classes = classes.join(LIST);
        let when = when(term, one.date, row.period.map(Arg::from), lang);
        let with = |people: String| {
            let lines = [people, when.clone()];
            lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        let teachers = match row.teachers.as_slice() {
            [] => String::new(),
            names => words::TEACHERS.fill(lang, &args! { names: names.join("、") }),
        };
        let item = |summary: String, description: String| Item {
            date: one.date,
            time: Some(one.time),
            summary,
            location: row.room.clone(),
            description,
        };
        let own = item(named(&[&row.subject, &row.section]), with(teachers));
        for class in one.classes.iter().collect::<BTreeSet<_>>() {
            items.classes.entry(*class).or_default().push(own.clone());
        }
        let whose = item(named(&[&classes, &row.subject, &row.section]), with(String::new()));
        for teacher in lesson.teachers.iter().collect::<BTreeSet<_>>() {
            items.teachers.entry(*teacher).or_default().push(whose.clone());
        }
        if let Some(room) = lesson.room {
            items.rooms.entry(room).or_default().push(Item { description: own.description.clone(), ..whose });
        }
    }
}

/// Adds weekly events, and research blocks for teachers.
fn blocks(view: &View<'_>, term: &Term, lang: Lang, items: &mut Items) {
    let school = view.school;
    let item = |one: &dated::Dated, name: &str| Item {
        date: one.date,
        time: Some(one.time),
        summary: name.to_owned(),
        location: String::new(),
        description: when(term, one.date, None, lang),
    };
    for one in dated::events(school) {
        let Some(event) = school.events.get(one.index) else { continue };
        let item = item(&one, &event.name);
        one.classes.iter().for_each(|class| items.classes.entry(*class).or_default().push(item.clone()));
        event.teachers.iter().for_each(|teacher| items.teachers.entry(*teacher).or_default().push(item.clone()));
        event.rooms.iter().for_each(|room| items.rooms.entry(*room).or_default().push(item.clone()));
    }
    let looked_up: BTreeMap<usize, _> = view.research.iter().map(|research| (research.row, research)).collect();
    for one in dated::research(school, view.plan) {
        let Some(row) = view.plan.rows.get(one.index).filter(|row| row.kind == RowKind::Research) else { continue };
        let item = item(&one, &row.subject);
        for teacher in looked_up.get(&one.index).into_iter().flat_map(|research| &research.teachers) {
            items.teachers.entry(*teacher).or_default().push(item.clone());
        }
    }
}

/// Adds after-school sessions (a class has its groups, not the clubs of some of its pupils), duties and weekly duty.
fn service(view: &View<'_>, term: &Term, lang: Lang, items: &mut Items) {
    let (school, Some(plan)) = (view.school, &view.plan.service) else { return };
    for one in dated::sessions(school, view.plan) {
        let Some(session) = plan.sessions.get(one.index) else { continue };
        let lines: Vec<String> = [(words::TEACHERS, &session.staff), (words::CLASSES, &session.classes)]
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(text, names)| text.fill(lang, &args! { names: names.join("、") }))
            .chain([when(term, one.date, None, lang)])
            .collect();
        let item = Item {
            date: one.date,
            time: Some(one.time),
            summary: format!("{} {}", session.slot, session.name),
            location: session.room.clone(),
            description: lines.join("\n"),
        };
        if school.service.club_named(&session.name).is_none() {
            one.classes.iter().for_each(|class| items.classes.entry(*class).or_default().push(item.clone()));
        }
        let staff = session.staff.iter().filter_map(|name| school.teacher_named(name));
        staff.for_each(|teacher| items.teachers.entry(teacher).or_default().push(item.clone()));
        if let Some(room) = school.room_named(&session.room) {
            items.rooms.entry(room).or_default().push(item);
        }
    }
    for duty in &plan.dated {
        let Some(teacher) = school.teacher_named(&duty.person) else { continue };
        items.teachers.entry(teacher).or_default().push(Item {
            date: duty.date,
            time: duty.time,
            summary: duty.post.clone(),
            location: duty.place.clone(),
            description: when(term, duty.date, None, lang),
        });
    }
}

/// Period and week, and on a make-up day whose timetable it follows.
fn when(term: &Term, date: NaiveDate, period: Option<Arg>, lang: Lang) -> String {
    let week = term.week_of(date);
    let mut text = match period {
        Some(period) => words::PERIOD_WEEK.fill(lang, &args! { period: period, week: week }),
        None => words::WEEK.fill(lang, &args! { week: week }),
    };
    if let Some(day) = term.day(date).filter(|day| day.make_up) {
        text.push('\n');
        text.push_str(&words::MAKE_UP.fill(lang, &args! { day: day.weekday }));
    }
    text
}

#[cfg(test)]
mod tests;
