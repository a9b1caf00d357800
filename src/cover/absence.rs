//! Absences as people write them.
//!
//! `张芳@2026-10-13` is a whole day, `张芳@2026-10-13..2026-10-15` three, `张芳@2026-10-13#3-5` three periods, `#3` one,
//! `#上午` and `#下午` half a day, `#10:00-11:30` by the clock on the wall; several of these are joined by commas. A table has
//! the columns 教师, 日期, and if you like 至 (last date), 时段 (as after `#`) and 事由.

use std::path::Path;

use chrono::NaiveDate;

use super::{Absence, Choice, When};
use crate::args;
use crate::config::source::{Encodings, Source};
use crate::config::suggest::among;
use crate::config::table::{Kind, Record};
use crate::config::{Diagnostics, Location, notation};
use crate::plan::cells::{self, Reader, may, must, text};
use crate::school::{Part, School};
use crate::text::{Text, cover as errors};
use crate::units::{Interval, PeriodIndex, TeacherId};

static ABSENCES: Kind = Kind {
    key: "absences",
    name: Text::new("请假表", "the table of absences"),
    columns: &[
        must("teacher", &["教师", "姓名", "请假人", "请假教师", "老师"]),
        must("date", &["日期", "开始日期", "起"]),
        may("until", &["至", "结束日期", "止"]),
        may("time", &["时段", "节次", "时间"]),
        may("reason", &["事由", "原因", "备注"]),
    ],
};

/// Most days of one absence: more is a mistyped date.
const MOST_DAYS: usize = 400;

fn typed(text: &str) -> Location {
    Location { text: text.to_owned(), file: "--absent".into(), ..Location::default() }
}

/// Reads `张芳@2026-10-13#3-5`; what is wrong goes to `found`.
pub fn parse(school: &School, argument: &str, reason: &str, found: &mut Diagnostics) -> Vec<Absence> {
    let at = typed(argument);
    let halves = argument.split_once(['@', '＠']);
    let Some((name, rest)) = halves.map(|(name, rest)| (name.trim(), rest)) else {
        found.push(&errors::BAD_ABSENCE, args! { text: argument }, at);
        return Vec::new();
    };
    let (dates, times) = match rest.split_once(['#', '＃']) {
        Some((dates, times)) => (dates, Some(times)),
        None => (rest, None),
    };
    let (first, last) = dates.split_once("..").unwrap_or((dates, dates));
    let both = (notation::date(first).ok(), notation::date(last).ok());
    let person = person(school, name, &at, found);
    let times = times.map_or(Some(vec![When::Whole]), parse_times);
    let ((Some(first), Some(last)), Some(times)) = (both, times) else {
        found.push(&errors::BAD_ABSENCE, args! { text: argument }, at);
        return Vec::new();
    };
    let Some(person) = person else { return Vec::new() };
    expand(school, person, (first, last), &times, reason, &at, found)
}

/// Reads a table of absences.
pub fn read(school: &School, path: &Path, found: &mut Diagnostics) -> Vec<Absence> {
    let Some(source) = Source::load(path, Encodings::Utf8OrGbk, found) else { return Vec::new() };
    let mut later = Diagnostics::default();
    let rows = cells::read(&source, &ABSENCES, found, |reader, record| {
        let (name, first) = (reader.name(record, "teacher"), reader.date(record));
        let last = last_date(reader, record)?;
        let times = times_of(reader, record);
        let person = name.and_then(|name| person(school, &name, record.at("teacher"), &mut later));
        let (person, first) = (person?, first?);
        let dates = (first, last.unwrap_or(first));
        Some(expand(school, person, dates, &times?, text(record, "reason"), record.at("date"), &mut later))
    });
    found.0.extend(later.0);
    found.0.sort_by(|a, b| a.at.cmp(&b.at));
    if rows.is_empty() && found.is_empty() {
        found.push(&errors::NO_ABSENCE, args! {}, Location { file: path.to_owned(), ..Location::default() });
    }
    rows.into_iter().flatten().collect()
}

/// The last date: none when the cell is empty; `None` when it cannot be read.
fn last_date(reader: &mut Reader, record: &Record) -> Option<Option<NaiveDate>> {
    if text(record, "until").is_empty() {
        return Some(None);
    }
    reader.cell(record, "until", crate::text::timetable::WANT_DATE, |text| notation::date(text).ok()).map(Some)
}

fn times_of(reader: &mut Reader, record: &Record) -> Option<Vec<When>> {
    if text(record, "time").is_empty() {
        return Some(vec![When::Whole]);
    }
    reader.cell(record, "time", errors::WANT_SPAN, parse_times)
}

fn person(school: &School, name: &str, at: &Location, found: &mut Diagnostics) -> Option<TeacherId> {
    let person = school.teacher_named(name);
    if person.is_none() {
        let known = school.teachers.iter().map(|teacher| teacher.name.as_str());
        found.push(&errors::UNKNOWN_TEACHER, args! { name: name, suggest: among(name, known) }, at.clone());
    }
    person
}

/// One absence a date and part; dates outside the term are wrong.
fn expand(
    school: &School,
    person: TeacherId,
    (first, last): (NaiveDate, NaiveDate),
    times: &[When],
    reason: &str,
    at: &Location,
    found: &mut Diagnostics,
) -> Vec<Absence> {
    let Some(term) = &school.term else { return Vec::new() };
    let outside = [first, last].into_iter().find(|date| !(term.first..=term.last).contains(date));
    if let Some(date) = outside {
        let args = args! { date: date, first: term.first, last: term.last };
        found.push(&errors::OUTSIDE_TERM, args, at.clone());
        return Vec::new();
    }
    if last < first {
        found.push(&errors::BACKWARDS, args! { first: first, last: last }, at.clone());
        return Vec::new();
    }
    let most = school.bells.iter().flat_map(|bell| bell.slots()).map(|(_, period)| period.index).max();
    let beyond = times.iter().find_map(|when| match when {
        When::Periods(_, last) if most.is_none_or(|most| *last > most) => Some(last.0),
        _ => None,
    });
    if let Some(period) = beyond {
        let args = args! { period: period, most: most.map_or(0, |most| most.0) };
        found.push(&errors::NO_PERIOD, args, at.clone());
        return Vec::new();
    }
    let dates: Vec<NaiveDate> = first.iter_days().take_while(|date| *date <= last).take(MOST_DAYS).collect();
    // In a stretch of dates those without school say nothing.
    let meant = |date: &&NaiveDate| first == last || term.day(**date).is_some();
    let one = |date: &NaiveDate, when: &When| Absence { person, date: *date, when: *when, reason: reason.to_owned() };
    dates.iter().filter(meant).flat_map(|date| times.iter().map(move |when| one(date, when))).collect()
}

/// `3-5`, `3`, `上午`, `10:00-11:30`, joined by commas.
fn parse_times(text: &str) -> Option<Vec<When>> {
    let parts: Vec<&str> = text.split([',', '，', '、']).map(str::trim).collect();
    parts.into_iter().map(parse_time).collect()
}

fn parse_time(text: &str) -> Option<When> {
    match text.to_lowercase().as_str() {
        "全天" | "day" => return Some(When::Whole),
        "上午" | "am" | "morning" => return Some(When::Half(Part::Morning)),
        "下午" | "pm" | "afternoon" => return Some(When::Half(Part::Afternoon)),
        _ => {}
    }
    if let Some(time) = Interval::parse(text) {
        return Some(When::Clock(time));
    }
    let bare = text.trim_start_matches('第').trim_end_matches('节');
    let (first, last) = bare.split_once(['-', '~', '至']).unwrap_or((bare, bare));
    let period =
        |text: &str| text.trim().parse::<u8>().ok().filter(|number| (1..=20).contains(number)).map(PeriodIndex);
    let (first, last) = (period(first)?, period(last)?);
    (first <= last).then_some(When::Periods(first, last))
}

/// Reads a choice by hand: `一1班#3=李强`, with the date where several are asked about: `一1班@2026-10-13#3=李强`.
pub fn choice(school: &School, argument: &str, found: &mut Diagnostics) -> Option<Choice> {
    let at = Location { text: argument.to_owned(), file: "--choose".into(), ..Location::default() };
    let made = read_choice(school, argument);
    if made.is_none() {
        found.push(&errors::BAD_CHOICE, args! { text: argument, why: "" }, at);
    }
    made
}

fn read_choice(school: &School, argument: &str) -> Option<Choice> {
    let (lesson, key) = argument.split_once('=')?;
    let (place, period) = lesson.split_once(['#', '＃'])?;
    let (class, date) = match place.split_once(['@', '＠']) {
        Some((class, date)) => (class, Some(notation::date(date).ok()?)),
        None => (place, None),
    };
    let key = match key.trim() {
        "无" | "none" | "-" => "-",
        other => other,
    };
    Some(Choice {
        class: school.class_named(class.trim())?,
        date,
        period: PeriodIndex(period.trim().parse().ok()?),
        key: key.to_owned(),
        typed: argument.to_owned(),
    })
}
