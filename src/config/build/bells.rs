//! Bell schedules: periods and breaks of a day as typed, and the week that each grade makes of them.
//!
//! For each grade and weekday the most specific bell counts: one that names the grade before one that does not, then one
//! that names the weekday before one that does not. Two equally specific ones are an error.

use std::collections::BTreeMap;

use super::super::Location;
use super::super::raw::{Record, Schema, Value};
use super::Builder;
use super::read::{In, Item};
use crate::args;
use crate::school::{BellSchedule, Break, BreakKind, DayBell, Part, Period};
use crate::text::{Arg, input};
use crate::units::{BellId, Interval, PeriodIndex, Weekday};

/// A bell as typed: one day, and whose and when it is.
#[derive(Clone, Debug)]
pub(super) struct RawBell {
    pub(super) name: String,
    /// Grades that it names; empty for none.
    pub(super) grades: Vec<u8>,
    /// Weekdays that it names; empty for none.
    pub(super) weekdays: Vec<Weekday>,
    pub(super) day: DayBell,
    pub(super) at: Location,
    pub(super) used: bool,
}

/// Most periods of one day: what a pattern of the problem can hold (its rows have 16 slots).
const MOST_PERIODS: usize = 16;

const BREAK: Schema = Schema::new("breaks", &["name", "kind", "time"]);

const KINDS: [(&str, BreakKind); 6] = [
    ("recess", BreakKind::Recess),
    ("long-recess", BreakKind::LongRecess),
    ("lunch", BreakKind::Lunch),
    ("eye-exercises", BreakKind::EyeExercises),
    ("early-reading", BreakKind::EarlyReading),
    ("midday-study", BreakKind::MiddayStudy),
];

impl Builder<'_> {
    pub(super) fn raw_bells(&mut self) {
        let records = self.raw.list("bell");
        if records.is_empty() {
            let args = args! { table: "school.toml", key: "[[bell]]" };
            self.diagnostics.push(&input::MISSING_KEY, args, self.raw.root.at.clone());
        }
        let mut first: BTreeMap<String, Location> = BTreeMap::new();
        for record in records {
            let mut reader = self.read(record);
            let name = reader.name("name", "[[bell]]");
            let grades = reader.counts("grades", 1, 9).into_iter().map(|(grade, _)| grade).collect();
            let weekdays = reader.counts("weekdays", 1, 7);
            let Some(name) = name else { continue };
            let weekdays = self.school_days(weekdays);
            let day = self.day(record, &name.text);
            if self.fresh(&mut first, input::BELL, &name) {
                let at = record.at.clone();
                self.bells.push(RawBell { name: name.text, grades, weekdays, day, at, used: false });
            }
        }
    }

    fn school_days(&mut self, numbers: Vec<(u8, Location)>) -> Vec<Weekday> {
        let mut days = Vec::new();
        for (number, at) in numbers {
            let Some(day) = Weekday::new(number) else { continue };
            if self.school.weekdays.contains(&day) {
                days.push(day);
            } else {
                self.diagnostics.push(&input::NOT_A_SCHOOL_DAY, args! { day: day }, at);
            }
        }
        days
    }

    fn day(&mut self, record: &Record, bell: &str) -> DayBell {
        let mut periods: Vec<Period> = Vec::new();
        let mut last: Option<(Arg, Interval)> = None;
        for (key, part) in [("morning", Part::Morning), ("afternoon", Part::Afternoon), ("evening", Part::Evening)] {
            for item in self.read(record).list(key) {
                let Some(time) = self.interval(&item) else { continue };
                let index = PeriodIndex(u8::try_from(periods.len() + 1).unwrap_or(u8::MAX));
                let named = period_name(index, time);
                if let Some((before, earlier)) = &last {
                    let error = match () {
                        () if time.overlaps(*earlier) => Some(&input::BELL_OVERLAP),
                        () if time.start < earlier.start => Some(&input::BELL_ORDER),
                        () => None,
                    };
                    if let Some(error) = error {
                        let args = args! { bell: bell, first: before.clone(), second: named.clone() };
                        self.diagnostics.push(error, args, item.at);
                        continue;
                    }
                }
                last = Some((named, time));
                periods.push(Period { index, time, part });
            }
        }
        if periods.len() > MOST_PERIODS {
            let args = args! { bell: bell, count: periods.len(), limit: MOST_PERIODS };
            self.diagnostics.push(&input::TOO_MANY_PERIODS, args, record.at.clone());
            periods.truncate(MOST_PERIODS);
        }
        let breaks = self.breaks(record, bell, &periods);
        DayBell { periods, breaks }
    }

    fn breaks(&mut self, record: &Record, bell: &str, periods: &[Period]) -> Vec<Break> {
        let Some(field) = record.get("breaks") else { return Vec::new() };
        if !matches!(field.value, Value::List(_)) {
            super::super::raw::wrong_type(field, input::A_LIST, self.diagnostics);
            return Vec::new();
        }
        let mut breaks: Vec<Break> = Vec::new();
        for record in field.records(&BREAK, self.diagnostics) {
            let mut reader = self.read(&record);
            let name = reader.name("name", "breaks");
            let kind = reader.word("kind", &KINDS);
            let has_kind = record.get("kind").is_some();
            let Some(time) = self.read(&record).text("time") else {
                if record.get("time").is_none() {
                    self.diagnostics.push(&input::MISSING_KEY, args! { table: "breaks", key: "time" }, record.at);
                }
                continue;
            };
            let Some(interval) = self.interval(&time) else { continue };
            let (Some(name), true) = (name, kind.is_some() || !has_kind) else { continue };
            let clash = (periods.iter().find(|period| period.time.overlaps(interval)))
                .map(|period| period_name(period.index, period.time))
                .or_else(|| breaks.iter().find(|b| b.time.overlaps(interval)).map(|b| break_name(&b.name, b.time)));
            match clash {
                Some(first) => {
                    let args = args! { bell: bell, first: first, second: break_name(&name.text, interval) };
                    self.diagnostics.push(&input::BELL_OVERLAP, args, time.at);
                }
                None => {
                    breaks.push(Break { name: name.text, kind: kind.unwrap_or(BreakKind::Recess), time: interval });
                }
            }
        }
        breaks.sort_by_key(|pause| pause.time);
        breaks
    }

    /// A clock interval; anything else is reported.
    pub(super) fn interval(&mut self, item: &Item) -> Option<Interval> {
        let found = Interval::parse(&item.text);
        if found.is_none() {
            self.diagnostics.push(&input::BAD_INTERVAL, args! { value: &item.text }, item.at.clone());
        }
        found
    }

    /// The week of `grade` when the class itself names `own` bells; interned, so that equal weeks are one schedule.
    pub(super) fn week(&mut self, grade: u8, own: &[usize], at: &Location) -> Option<BellId> {
        let mut week: Vec<(Weekday, usize)> = Vec::new();
        let mut missing = Vec::new();
        for day in self.school.weekdays.clone() {
            let of_class = self.most_specific(day, grade, own.iter().copied(), |_| true);
            let found = of_class.or_else(|| {
                let all = 0..self.bells.len();
                self.most_specific(day, grade, all, |bell| bell.grades.is_empty() || bell.grades.contains(&grade))
            });
            match found {
                Some((bell, None)) => week.push((day, bell)),
                Some((bell, Some(rival))) => {
                    week.push((day, bell));
                    if self.told.insert(format!("two bells {bell} {rival}")) {
                        let (first, second) = (self.bells[bell].name.as_str(), self.bells[rival].name.as_str());
                        let args = args! { grade: grade, day: day, first: first, second: second };
                        let at = self.bells[rival].at.clone();
                        self.diagnostics.push(&input::BELL_TWICE, args, at);
                    }
                }
                None => missing.push(day),
            }
        }
        if self.bells.is_empty() {
            return None;
        }
        if !missing.is_empty() && self.told.insert(format!("no bell {grade}")) {
            let join = |names: Vec<&str>| names.join("、");
            let day = Arg::Both {
                zh: join(missing.iter().map(|day| day.zh()).collect()),
                en: missing.iter().map(|day| day.en()).collect::<Vec<_>>().join(", "),
            };
            self.diagnostics.push(&input::BELL_MISSING, args! { grade: grade, day: day }, at.clone());
        }
        for (_, bell) in &week {
            self.bells[*bell].used = true;
        }
        Some(self.intern_week(&week))
    }

    /// The most specific bell of the candidates for a day, and a rival that is as specific.
    fn most_specific(
        &self,
        day: Weekday,
        grade: u8,
        candidates: impl Iterator<Item = usize>,
        eligible: impl Fn(&RawBell) -> bool,
    ) -> Option<(usize, Option<usize>)> {
        let mut best: Option<(u8, usize, Option<usize>)> = None;
        for index in candidates {
            let Some(bell) = self.bells.get(index) else { continue };
            if !eligible(bell) || !(bell.weekdays.is_empty() || bell.weekdays.contains(&day)) {
                continue;
            }
            let score = 2 * u8::from(bell.grades.contains(&grade)) + u8::from(!bell.weekdays.is_empty());
            match &mut best {
                Some((most, _, rival)) if *most == score => *rival = rival.or(Some(index)),
                Some((most, ..)) if *most > score => {}
                _ => best = Some((score, index, None)),
            }
        }
        best.map(|(_, bell, rival)| (bell, rival))
    }

    fn intern_week(&mut self, week: &[(Weekday, usize)]) -> BellId {
        if let Some(known) = self.weeks.get(week) {
            return *known;
        }
        let mut days_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, bell) in week {
            *days_of.entry(*bell).or_default() += 1;
        }
        let mut parts: Vec<_> = days_of.into_iter().collect();
        parts.sort_by_key(|(bell, days)| (std::cmp::Reverse(*days), *bell));
        let mut name = parts.iter().map(|(bell, _)| self.bells[*bell].name.as_str()).collect::<Vec<_>>().join("/");
        let same = self.school.bells.iter().filter(|bell| bell.name == name).count();
        if same > 0 {
            name.push_str(&format!(" {}", self.school.bells.len() + 1));
        }
        let days = week.iter().map(|(day, bell)| (*day, self.bells[*bell].day.clone()));
        let days = days.filter(|(_, day)| !day.periods.is_empty()).collect();
        let id = BellId::from_index(self.school.bells.len());
        self.school.bells.push(BellSchedule { name, days });
        self.weeks.insert(week.to_vec(), id);
        id
    }
}

fn period_name(index: PeriodIndex, time: Interval) -> Arg {
    let named = |text: String| format!("{text} {time}");
    let index = Arg::from(index);
    Arg::Both { zh: named(index.show(crate::text::Lang::Zh)), en: named(index.show(crate::text::Lang::En)) }
}

fn break_name(name: &str, time: Interval) -> Arg {
    Arg::from(format!("{name} {time}"))
}

impl Builder<'_> {
    /// A reader of `record` that reports here.
    pub(super) fn read<'b>(&'b mut self, record: &'b Record) -> In<'b> {
        In { record, diagnostics: self.diagnostics }
    }

    /// Whether `name` is new in `seen`; if not, it is reported as a duplicate.
    pub(super) fn fresh(
        &mut self,
        seen: &mut BTreeMap<String, Location>,
        what: crate::text::Text,
        name: &Item,
    ) -> bool {
        match seen.get(&name.text) {
            Some(first) => {
                let first = super::place(first);
                let args = args! { what: what, name: &name.text, first: first };
                self.diagnostics.push(&input::DUPLICATE, args, name.at.clone());
                false
            }
            None => {
                seen.insert(name.text.clone(), name.at.clone());
                true
            }
        }
    }
}
