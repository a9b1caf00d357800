//! The term: its dates, holidays, make-up days and seasons; what does not take place is in `cancels.rs`.
//!
//! Nothing is guessed: a make-up workday of the shipped calendar that falls into the term and of which the school does not
//! say whose timetable it follows is a mistake, and so is a year whose holidays nobody states.

mod cancels;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::super::notation;
use super::super::raw::{Record, Schema, Value, wrong_type};
use super::super::{Location, suggest};
use super::Builder;
use super::read::Item;
use crate::args;
use crate::preset;
use crate::school::{Closed, Law, Season, SeasonFault, Shift, Term};
use crate::text::{Text, input, term as text};
use crate::units::{ClockTime, Minutes, Weekday, Weeks};

/// Most days of a term.
const MOST_DAYS: i64 = 400;

/// Most minutes by which a season moves the clock.
const MOST_SHIFT: i32 = 180;

/// Calendars that a school may name.
const CALENDARS: [(&str, Option<&str>); 2] = [("cn", Some("cn")), ("none", None)];

/// Statements that mean nothing without a term, and the most of each that are read: each is laid out over the days.
const DATED: [(&str, usize); 5] =
    [("holiday", 300), ("make_up", 300), ("season", MOST_SEASONS), ("school_event", 300), ("phase", 300)];

/// Most seasons of a term, and most shifts of a season.
const MOST_SEASONS: usize = 12;

const SHIFT: Schema = Schema::new("shift", &["from", "minutes"]);

/// A make-up day's weekday and parity; none when no school is held on it.
type Follows = Option<(Weekday, Weeks)>;

/// The shipped calendar of the mainland, by which every school is measured.
fn law() -> Law {
    let mut law = Law::default();
    for year in preset::holidays("cn").unwrap_or_default() {
        law.years.push(year.year);
        for one in year.holidays {
            law.worked.extend(one.make_up);
            law.off.push(Closed { name: one.name, from: one.from, to: one.to });
        }
    }
    law
}

impl Builder<'_> {
    pub(super) fn term(&mut self) {
        let raw = self.raw;
        let Some(section) = raw.section("term") else {
            for (list, _) in DATED {
                if let Some(record) = raw.list(list).first() {
                    let args = args! { table: format!("[[{list}]]") };
                    self.diagnostics.push(&text::TERM_MISSING, args, record.at.clone());
                }
            }
            return;
        };
        for (list, limit) in DATED {
            let count = raw.list(list).len();
            if count > limit {
                let args = args! { what: format!("[[{list}]]"), count: count, limit: limit };
                return self.diagnostics.push(&input::TOO_MANY, args, raw.list(list)[limit].at.clone());
            }
        }
        let name = self.read(section).name("name", "[term]");
        let first = self.needed_date(section, "first", "[term]");
        let last = self.needed_date(section, "last", "[term]");
        let calendar = match section.get("holidays") {
            None => Some("cn"),
            Some(_) => self.read(section).word("holidays", &CALENDARS).flatten(),
        };
        let (Some(name), Some(first), Some(last)) = (name, first, last) else { return };
        if last < first {
            let args = args! { first: first, last: last };
            return self.diagnostics.push(&text::TERM_ORDER, args, section.place("last"));
        }
        let days = last.signed_duration_since(first).num_days() + 1;
        if days > MOST_DAYS {
            let args = args! { days: days, limit: MOST_DAYS };
            return self.diagnostics.push(&text::TERM_LONG, args, section.place("last"));
        }
        let mut term = Term::new(&name.text, first, last);
        let stated = self.holidays(&term);
        let at = section.place("holidays");
        let (shipped, worked) = self.shipped(&term, calendar, &stated, &at);
        term.holidays = stated.into_iter().chain(shipped).collect();
        term.law = law();
        let make_up = self.make_up(&term);
        self.unstated(&term, &worked, &make_up, &at);
        term.seasons = self.seasons(&term);
        let make_up = make_up.into_iter().filter_map(|(date, follows)| Some((date, follows?))).collect();
        let mut term = term.fill(&self.school.weekdays, &make_up);
        self.school_events(&mut term);
        self.phases(&mut term);
        self.school.term = Some(term);
    }

    /// A date in the field `key`.
    fn date(&mut self, record: &Record, key: &str) -> Option<NaiveDate> {
        let item = self.read(record).text(key)?;
        let parsed = notation::date(&item.text);
        self.read(record).good(parsed, &item.at)
    }

    fn needed_date(&mut self, record: &Record, key: &'static str, table: &str) -> Option<NaiveDate> {
        if record.get(key).is_none() {
            let args = args! { table: table, key: key };
            self.diagnostics.push(&input::MISSING_KEY, args, record.at.clone());
        }
        self.date(record, key)
    }

    /// The dates of a statement: `date`, or `from` and `to`; within the term.
    fn dates(&mut self, record: &Record, what: Text, name: &str, term: &Term) -> Option<RangeInclusive<NaiveDate>> {
        let given = ["date", "from", "to"].map(|key| record.get(key).is_some());
        let (from, to) = match given {
            [true, false, false] => {
                let date = self.date(record, "date")?;
                (date, date)
            }
            [false, true, true] => {
                let (from, to) = (self.date(record, "from"), self.date(record, "to"));
                (from?, to?)
            }
            _ => {
                self.diagnostics.push(&text::DATE_OR_RANGE, args! { name: name }, record.at.clone());
                return None;
            }
        };
        self.range(record, what, name, from, to, term)
    }

    /// The range, when it is one and lies within the term.
    fn range(
        &mut self,
        record: &Record,
        what: Text,
        name: &str,
        from: NaiveDate,
        to: NaiveDate,
        term: &Term,
    ) -> Option<RangeInclusive<NaiveDate>> {
        let at = if record.get("date").is_some() { record.place("date") } else { record.place("from") };
        if to < from {
            let args = args! { name: name, from: from, to: to };
            self.diagnostics.push(&text::RANGE_ORDER, args, record.place("to"));
            return None;
        }
        self.within(from, what, name, term, &at)?;
        let at = if record.get("to").is_some() { record.place("to") } else { at };
        self.within(to, what, name, term, &at)?;
        Some(from..=to)
    }

    fn within(&mut self, date: NaiveDate, what: Text, name: &str, term: &Term, at: &Location) -> Option<NaiveDate> {
        if (term.first..=term.last).contains(&date) {
            return Some(date);
        }
        let args = args! { what: what, name: name, first: term.first, last: term.last };
        self.diagnostics.push(&text::OUTSIDE_TERM, args, at.clone());
        None
    }

    fn date_twice(&mut self, date: NaiveDate, first: &Location, at: Location) {
        self.diagnostics.push(&text::DATE_TWICE, args! { date: date, first: super::place(first) }, at);
    }

    /// The school's own holidays; two of them share no day.
    fn holidays(&mut self, term: &Term) -> Vec<Closed> {
        let mut found: Vec<Closed> = Vec::new();
        let mut places: Vec<Location> = Vec::new();
        for record in self.raw.list("holiday") {
            let Some(name) = self.read(record).name("name", "[[holiday]]") else { continue };
            let Some(dates) = self.dates(record, text::HOLIDAY, &name.text, term) else { continue };
            let (from, to) = dates.into_inner();
            match found.iter().position(|other| other.from <= to && from <= other.to) {
                Some(other) => {
                    let date = from.max(found[other].from);
                    self.date_twice(date, &places[other].clone(), record.at.clone());
                }
                None => {
                    found.push(Closed { name: name.text, from, to });
                    places.push(record.at.clone());
                }
            }
        }
        found
    }

    /// The shipped holidays and make-up workdays (with the holiday's name) that fall into the term.
    fn shipped(
        &mut self,
        term: &Term,
        calendar: Option<&str>,
        stated: &[Closed],
        at: &Location,
    ) -> (Vec<Closed>, BTreeMap<NaiveDate, String>) {
        let mut closed = Vec::new();
        let mut worked = BTreeMap::new();
        let Some(calendar) = calendar else { return (closed, worked) };
        let years = preset::holidays(calendar).unwrap_or_default();
        for year in term.first.year()..=term.last.year() {
            let of_year = stated.iter().any(|own| own.from.year() == year);
            if !years.iter().any(|known| known.year == year) && !of_year {
                self.diagnostics.push(&text::UNKNOWN_HOLIDAYS, args! { year: year }, at.clone());
            }
        }
        for one in years.into_iter().flat_map(|year| year.holidays) {
            let inside = (term.first..=term.last).contains(&one.from) || (term.first..=term.last).contains(&one.to);
            worked.extend(one.make_up.iter().map(|date| (*date, one.name.clone())));
            if inside || (one.from < term.first && term.last < one.to) {
                let (from, to) = (one.from.max(term.first), one.to.min(term.last));
                closed.push(Closed { name: one.name, from, to });
            }
        }
        worked.retain(|date, _| (term.first..=term.last).contains(date));
        (closed, worked)
    }

    /// The stated make-up days. One that is stated wrongly is among them without timetable, so that it is not missed.
    fn make_up(&mut self, term: &Term) -> BTreeMap<NaiveDate, Follows> {
        let mut found = BTreeMap::new();
        let mut places: BTreeMap<NaiveDate, Location> = BTreeMap::new();
        for record in self.raw.list("make_up") {
            let Some(date) = self.needed_date(record, "date", "[[make_up]]") else { continue };
            let at = record.place("date");
            if self.within(date, text::MAKE_UP, &date.to_string(), term, &at).is_none() {
                continue;
            }
            if let Some(first) = places.insert(date, at.clone()) {
                self.date_twice(date, &first, at);
                continue;
            }
            let own = Weekday::of(date);
            if let Some(holiday) = term.holidays.iter().find(|one| (one.from..=one.to).contains(&date)) {
                let args = args! { date: date, holiday: &holiday.name };
                self.diagnostics.push(&text::MAKE_UP_HOLIDAY, args, at);
            } else if self.school.weekdays.contains(&own) {
                self.diagnostics.push(&text::MAKE_UP_NORMAL, args! { date: date, day: own }, at);
            }
            found.insert(date, self.follows(record, date, term));
        }
        found
    }

    fn follows(&mut self, record: &Record, date: NaiveDate, term: &Term) -> Follows {
        let item = self.read(record).text("follows").filter(|item| !item.text.is_empty());
        let Some(item) = item else {
            self.diagnostics.push(&text::MAKE_UP_FOLLOWS, args! { date: date }, record.at.clone());
            return None;
        };
        if matches!(item.text.as_str(), "none" | "无" | "不上课" | "停课") {
            return None;
        }
        let (weekday, week) = match (Weekday::parse(&item.text), notation::date(&item.text)) {
            (Some(weekday), _) => (weekday, date),
            (None, Ok(model)) => {
                let name = model.to_string();
                (Weekday::of(model), self.within(model, text::MADE_UP_FOR, &name, term, &item.at)?)
            }
            _ => {
                self.diagnostics.push(&text::BAD_FOLLOWS, args! { value: &item.text }, item.at);
                return None;
            }
        };
        if !self.school.weekdays.contains(&weekday) {
            self.diagnostics.push(&input::NOT_A_SCHOOL_DAY, args! { day: weekday }, item.at);
            return None;
        }
        Some((weekday, Weeks::of_number(term.week_of(week))))
    }

    /// Reports make-up workdays of the shipped calendar of which the school says nothing.
    fn unstated(
        &mut self,
        term: &Term,
        worked: &BTreeMap<NaiveDate, String>,
        stated: &BTreeMap<NaiveDate, Follows>,
        at: &Location,
    ) {
        for (date, holiday) in worked {
            let own = Weekday::of(*date);
            let closed = term.holidays.iter().any(|one| (one.from..=one.to).contains(date));
            if !stated.contains_key(date) && !closed && !self.school.weekdays.contains(&own) {
                let args = args! { date: *date, day: own, holiday: holiday };
                self.diagnostics.push(&text::MAKE_UP_UNSTATED, args, at.clone());
            }
        }
    }

    fn seasons(&mut self, term: &Term) -> Vec<Season> {
        let mut seasons = Vec::new();
        let mut names = BTreeMap::new();
        let mut places: BTreeMap<NaiveDate, Location> = BTreeMap::new();
        for record in self.raw.list("season") {
            let name = self.read(record).name("name", "[[season]]");
            let from = self.needed_date(record, "from", "[[season]]");
            let shift = name.as_ref().map(|name| self.shift(record, &name.text)).unwrap_or_default();
            let (Some(name), Some(from)) = (name, from) else { continue };
            let at = record.place("from");
            if self.within(from, text::SEASON, &name.text, term, &at).is_none() {
                continue;
            }
            if let Some(first) = places.insert(from, at.clone()) {
                self.date_twice(from, &first, at);
            } else if self.fresh(&mut names, text::SEASON, &name) {
                seasons.push(Season { name: name.text, from, shift });
            }
        }
        seasons
    }

    fn shift(&mut self, record: &Record, name: &str) -> Vec<Shift> {
        self.required(record, "shift", "season");
        let Some(field) = record.get("shift") else { return Vec::new() };
        if !matches!(field.value, Value::List(_) | Value::Table(_)) {
            wrong_type(field, input::A_LIST, self.diagnostics);
            return Vec::new();
        }
        let mut shifts: Vec<Shift> = Vec::new();
        let records = field.records(&SHIFT, self.diagnostics);
        if records.len() > MOST_SEASONS {
            let args = args! { what: "shift", count: records.len(), limit: MOST_SEASONS };
            self.diagnostics.push(&input::TOO_MANY, args, field.at.clone());
            return shifts;
        }
        for record in records {
            for key in ["from", "minutes"] {
                if record.get(key).is_none() {
                    let args = args! { table: "shift", key: key };
                    self.diagnostics.push(&input::MISSING_KEY, args, record.at.clone());
                }
            }
            let from = self.read(&record).text("from").and_then(|item| self.clock_time(&item));
            let minutes = self.read(&record).text("minutes").and_then(|item| self.signed(&item));
            let (Some(from), Some(minutes)) = (from, minutes) else { continue };
            if shifts.last().is_some_and(|last| last.from >= from) {
                let args = args! { name: name, time: from };
                self.diagnostics.push(&text::SHIFT_ORDER, args, record.place("from"));
            } else {
                shifts.push(Shift { from, minutes });
            }
        }
        shifts
    }

    fn clock_time(&mut self, item: &Item) -> Option<ClockTime> {
        let found = ClockTime::parse(&item.text);
        if found.is_none() {
            self.diagnostics.push(&input::BAD_TIME, args! { text: &item.text }, item.at.clone());
        }
        found
    }

    fn signed(&mut self, item: &Item) -> Option<i32> {
        let range = -MOST_SHIFT..=MOST_SHIFT;
        let found = item.text.parse::<i32>().ok().filter(|minutes| range.contains(minutes));
        if found.is_none() {
            let args = args! { text: &item.text, min: -MOST_SHIFT, max: MOST_SHIFT };
            self.diagnostics.push(&input::BAD_COUNT, args, item.at.clone());
        }
        found
    }

    /// Checks each season against all times that the school states; call when all of them are known.
    pub(super) fn seasons_fit(&mut self) {
        let Some(term) = &self.school.term else { return };
        let (lessons, others) = self.school.clock_times();
        let transfer = self.school.transfer.iter().flatten().copied().max().unwrap_or(Minutes(0));
        let faults: Vec<_> = term
            .seasons
            .iter()
            .filter_map(|season| Some((season.name.clone(), season.fault(&lessons, &others, transfer)?)))
            .collect();
        for (name, fault) in faults {
            let why = match fault {
                SeasonFault::Cuts(time) => text::CUTS.arg(&args! { time: time }),
                SeasonFault::Overtakes(time) => text::OVERTAKES.arg(&args! { time: time }),
                SeasonFault::LeavesDay(time) => text::LEAVES_DAY.arg(&args! { time: time }),
                SeasonFault::TooClose(before, after) => text::TOO_CLOSE.arg(&args! { before: before, after: after }),
            };
            let named = |record: &&Record| {
                record.get("name").is_some_and(|field| {
                    matches!(&field.value, Value::Text(text) | Value::Number(text) if notation::clean(text) == name)
                })
            };
            let at = self.raw.list("season").iter().find(named).map(|record| record.place("shift"));
            self.diagnostics.push(&text::SEASON_BREAKS, args! { name: name, why: why }, at.unwrap_or_default());
        }
    }

    /// One of several words, each with its names in both languages.
    fn one_of<T: Copy>(&mut self, key: &str, item: &Item, words: &[(&str, &str, T)]) -> Option<T> {
        let found = words.iter().find(|(en, zh, _)| *en == item.text || *zh == item.text).map(|(.., value)| *value);
        if found.is_none() {
            let known = words.iter().map(|(en, ..)| *en);
            let args = args! {
                key: key,
                value: &item.text,
                suggest: suggest::among(&item.text, known.clone()),
                allowed: known.collect::<Vec<_>>().join(" "),
            };
            self.diagnostics.push(&input::UNKNOWN_WORD, args, item.at.clone());
        }
        found
    }
}
