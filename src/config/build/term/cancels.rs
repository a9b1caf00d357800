//! What does not take place: school events (on dates, by the clock on the wall) and phases (in the terms of the weekly
//! timetable).

use std::collections::BTreeMap;

use super::super::super::notation::When;
use super::super::super::raw::{Record, Value};
use super::super::Builder;
use super::super::times::Stated;
use crate::args;
use crate::school::{Activity, BellSchedule, Cancel, PeriodSet, Term, TermDay, Which};
use crate::text::{input, term as text};
use crate::units::{BellId, ClassId, Interval};

const ACTIVITIES: [(&str, &str, Activity); 3] = [
    ("lessons", "课", Activity::Lessons),
    ("after-school", "课后服务", Activity::AfterSchool),
    ("duty", "值班", Activity::Duty),
];

/// Most weeks that a phase may name: those of the longest term.
const MOST_WEEKS: u8 = 60;

impl Builder<'_> {
    pub(super) fn school_events(&mut self, term: &mut Term) {
        for record in self.raw.list("school_event") {
            let name = self.read(record).name("name", "[[school_event]]");
            let classes = self.concerned(record);
            let time = self.read(record).text("time");
            let given = time.is_some();
            let time = time.and_then(|item| self.interval(&item));
            self.required(record, "cancels", "school_event");
            let mut kinds = Vec::new();
            let mut unknown = false;
            for item in self.read(record).list("cancels") {
                match self.one_of("cancels", &item, &ACTIVITIES) {
                    Some(kind) => kinds.push(kind),
                    None => unknown = true,
                }
            }
            let Some(name) = name else { continue };
            let Some(dates) = self.dates(record, text::SCHOOL_EVENT, &name.text, term) else { continue };
            if kinds.is_empty() && !unknown && record.get("cancels").is_some() {
                let args = args! { name: &name.text, remedy: text::REMEDY_EVENT };
                self.diagnostics.push(&text::NOTHING_CANCELLED, args, record.place("cancels"));
            }
            let Some(classes) = classes.filter(|_| given == time.is_some()) else { continue };
            let cancel = Cancel {
                name: name.text.clone(),
                lessons: kinds.contains(&Activity::Lessons),
                after_school: kinds.contains(&Activity::AfterSchool),
                duty: kinds.contains(&Activity::Duty),
                time: None,
                classes,
            };
            // What is stated by the clock on the wall is kept in the clock of the bell schedules.
            let by_season: Vec<_> = term.seasons.iter().map(|season| time.map(|time| season.unclock(time))).collect();
            let mut days = 0;
            for day in term.days.iter_mut().filter(|day| dates.contains(&day.date)) {
                days += 1;
                let in_season = day.season.and_then(|index| by_season.get(index).copied());
                match in_season.unwrap_or(time.map(Some)) {
                    None => day.cancelled.push(cancel.clone()),
                    Some(Some(time)) => day.cancelled.push(Cancel { time: Some(time), ..cancel.clone() }),
                    Some(None) => {}
                }
            }
            self.some_day(days, &name.text, record);
        }
    }

    fn some_day(&mut self, days: usize, name: &str, record: &Record) {
        if days == 0 {
            self.diagnostics.push(&text::NO_SCHOOL_THEN, args! { name: name }, record.at.clone());
        }
    }

    /// The classes in the field `classes`, empty for all; none when they could not be read.
    fn concerned(&mut self, record: &Record) -> Option<Vec<ClassId>> {
        if record.get("classes").is_none() {
            return Some(Vec::new());
        }
        let ids = self.class_set(record, "classes", true).ids;
        if ids.len() == self.school.classes.len() {
            return Some(Vec::new());
        }
        if ids.is_empty() && matches!(&record.get("classes")?.value, Value::List(items) if items.is_empty()) {
            self.diagnostics.push(&input::EMPTY_NAME, args! { key: "classes" }, record.place("classes"));
        }
        Some(ids).filter(|ids| !ids.is_empty())
    }

    pub(super) fn phases(&mut self, term: &mut Term) {
        for record in self.raw.list("phase") {
            let name = self.read(record).name("name", "[[phase]]");
            let classes = self.concerned(record);
            let stated = self.stated(record, "no_lessons");
            let care = self.read(record).flag("after_school").unwrap_or(true);
            let Some(name) = name else { continue };
            let Some(wanted) = self.phase_days(record, &name.text, term) else { continue };
            if record.get("no_lessons").is_none() && care {
                let args = args! { name: &name.text, remedy: text::REMEDY_PHASE };
                self.diagnostics.push(&text::NOTHING_CANCELLED, args, record.at.clone());
            }
            let Some(classes) = classes else { continue };
            let by_bell = self.by_bell(&classes);
            let mut days = 0;
            let mut found = 0;
            for (day, _) in term.days.iter_mut().zip(wanted).filter(|(_, wanted)| *wanted) {
                days += 1;
                if !care {
                    let cancel = Cancel { name: name.text.clone(), after_school: true, ..Cancel::default() };
                    day.cancelled.push(Cancel { classes: classes.clone(), ..cancel });
                }
                for (bell, of_bell) in &by_bell {
                    for time in times(&self.school.bells[bell.index()], day, &stated) {
                        let cancel = Cancel { name: name.text.clone(), lessons: true, time, ..Cancel::default() };
                        day.cancelled.push(Cancel { classes: of_bell.clone(), ..cancel });
                        found += 1;
                    }
                }
            }
            self.some_day(days, &name.text, record);
            if days > 0 && found == 0 && !stated.is_empty() && self.bells_sure {
                let at = record.place("no_lessons");
                let args = args! { value: at.text.trim_matches('"') };
                self.diagnostics.push(&input::TIME_NOWHERE, args, at);
            }
        }
    }

    /// Which of the term's days belong to a phase: those of its dates, or of its weeks.
    fn phase_days(&mut self, record: &Record, name: &str, term: &Term) -> Option<Vec<bool>> {
        match ["from", "to", "weeks"].map(|key| record.get(key).is_some()) {
            [true, true, false] => {
                let (from, to) = (self.date(record, "from"), self.date(record, "to"));
                let dates = self.range(record, text::PHASE, name, from?, to?, term)?;
                Some(term.days.iter().map(|day| dates.contains(&day.date)).collect())
            }
            [false, false, true] => {
                let weeks = self.read(record).counts("weeks", 1, MOST_WEEKS);
                let beyond: Vec<_> = weeks.iter().filter(|(week, _)| u16::from(*week) > term.week_count()).collect();
                for (_, at) in &beyond {
                    let args = args! { what: text::PHASE, name: name, first: term.first, last: term.last };
                    self.diagnostics.push(&text::OUTSIDE_TERM, args, at.clone());
                }
                if !beyond.is_empty() {
                    return None;
                }
                let named = |day: &TermDay| weeks.iter().any(|(week, _)| u16::from(*week) == day.week);
                Some(term.days.iter().map(named).collect())
            }
            _ => {
                self.diagnostics.push(&text::DATES_OR_WEEKS, args! { name: name }, record.at.clone());
                None
            }
        }
    }

    /// The classes (all when empty) by their bell schedules.
    fn by_bell(&self, classes: &[ClassId]) -> BTreeMap<BellId, Vec<ClassId>> {
        let mut groups: BTreeMap<BellId, Vec<ClassId>> = BTreeMap::new();
        for id in self.school.class_ids().filter(|id| classes.is_empty() || classes.contains(id)) {
            groups.entry(self.school.class(id).bell).or_default().push(id);
        }
        groups.retain(|bell, _| bell.index() < self.school.bells.len());
        groups
    }
}

/// What the statements mean under `bell` on a day that follows some weekday's timetable; `None` for the whole day.
fn times(bell: &BellSchedule, day: &TermDay, stated: &[Stated]) -> Vec<Option<Interval>> {
    let mut found = Vec::new();
    for (statement, _) in stated.iter().filter(|(statement, _)| statement.weeks.overlaps(day.weeks)) {
        let on_day = |weekdays: &[_]| weekdays.is_empty() || weekdays.contains(&day.weekday);
        match &statement.when {
            When::Clock { weekdays, time } if on_day(weekdays) => found.push(Some(*time)),
            When::Clock { .. } => {}
            When::Periods(PeriodSet { weekdays, which: Which::All }) if on_day(weekdays) => found.push(None),
            When::Periods(set) => {
                let Some(of_day) = bell.days.get(&day.weekday) else { continue };
                let own = of_day.periods.iter().filter(|period| set.contains(of_day, day.weekday, period.index));
                found.extend(own.map(|period| Some(period.time)));
            }
        }
    }
    found
}
