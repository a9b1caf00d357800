//! Stated times as period sets (a class's own bell decides) or as clock spans (people and rooms that meet several bells).

use super::super::Location;
use super::super::notation::{TimeStatement, When, times};
use super::super::raw::{Field, Record, Value, wrong_type};
use super::Builder;
use crate::args;
use crate::school::{BellSchedule, PeriodSet, TimeSpan, Unwanted, Which};
use crate::text::input;
use crate::units::{BellId, ClockTime, Interval, Weekday, Weeks};

/// A statement and where it stands.
pub(super) type Stated = (TimeStatement, Location);

impl Builder<'_> {
    /// The statements in the field `key`; a text or an array of texts.
    pub(super) fn stated(&mut self, record: &Record, key: &str) -> Vec<Stated> {
        let Some(field) = record.get(key) else { return Vec::new() };
        match &field.value {
            Value::List(items) => items.iter().flat_map(|item| self.stated_text(item)).collect(),
            _ => self.stated_text(field),
        }
    }

    fn stated_text(&mut self, field: &Field) -> Vec<Stated> {
        let text = match &field.value {
            Value::Text(text) | Value::Number(text) => text,
            _ => {
                wrong_type(field, input::A_TEXT, self.diagnostics);
                return Vec::new();
            }
        };
        match times(text) {
            Ok(statements) => statements.into_iter().map(|statement| (statement, field.at.clone())).collect(),
            Err(fault) => {
                fault.report(&field.at, self.diagnostics);
                Vec::new()
            }
        }
    }

    /// Period sets for subjects: neither odd and even weeks nor clock times mean anything there.
    pub(super) fn period_sets(&mut self, stated: &[Stated]) -> Vec<PeriodSet> {
        let mut sets = Vec::new();
        for (statement, at) in stated {
            match &statement.when {
                When::Periods(set) if statement.weeks == Weeks::All => {
                    if !set_exists(&self.school.bells, set) {
                        self.nowhere(at);
                    }
                    sets.push(set.clone());
                }
                _ => {
                    let args = args! { text: at.text.trim_matches('"') };
                    self.diagnostics.push(&input::TIME_PARITY_NEEDS_CLOCK, args, at.clone());
                }
            }
        }
        sets
    }

    /// Clock spans: the union over `bells` (all when empty) of what the statements mean there; sorted, merged.
    pub(super) fn spans(&mut self, stated: &[Stated], bells: &[BellId]) -> Vec<TimeSpan> {
        let mut spans = Vec::new();
        for (statement, at) in stated {
            let found = self.span(statement, bells);
            if found.is_empty() && !self.school.bells.is_empty() {
                self.nowhere(at);
            }
            spans.extend(found);
        }
        merged(spans)
    }

    fn span(&self, statement: &TimeStatement, bells: &[BellId]) -> Vec<TimeSpan> {
        let weeks = statement.weeks;
        let days = |named: &[Weekday]| if named.is_empty() { self.school.weekdays.clone() } else { named.to_vec() };
        match &statement.when {
            When::Clock { weekdays, time } => {
                days(weekdays).into_iter().map(|weekday| TimeSpan { weeks, weekday, time: *time }).collect()
            }
            // A whole day is the whole day, not only its periods.
            When::Periods(PeriodSet { weekdays, which: Which::All }) => {
                let whole = ClockTime::new(0, 0).zip(ClockTime::new(24, 0)).and_then(|(a, b)| Interval::new(a, b));
                let day = |weekday| whole.map(|time| TimeSpan { weeks, weekday, time });
                days(weekdays).into_iter().filter_map(day).collect()
            }
            When::Periods(set) => {
                let mut spans = Vec::new();
                for (index, bell) in self.school.bells.iter().enumerate() {
                    if !bells.is_empty() && !bells.contains(&BellId::from_index(index)) {
                        continue;
                    }
                    for (weekday, period) in bell.slots() {
                        if bell.days.get(&weekday).is_some_and(|day| set.contains(day, weekday, period.index)) {
                            spans.push(TimeSpan { weeks, weekday, time: period.time });
                        }
                    }
                }
                spans
            }
        }
    }

    fn nowhere(&mut self, at: &Location) {
        if !self.bells_sure {
            return;
        }
        self.diagnostics.push(&input::TIME_NOWHERE, args! { value: at.text.trim_matches('"') }, at.clone());
    }
}

fn set_exists(bells: &[BellSchedule], set: &PeriodSet) -> bool {
    bells.is_empty()
        || bells.iter().any(|bell| {
            bell.days
                .iter()
                .any(|(day, of_day)| of_day.periods.iter().any(|period| set.contains(of_day, *day, period.index)))
        })
}

/// The same times, each of this cost.
pub(super) fn priced<T>(times: Vec<T>, cost: u8) -> Vec<Unwanted<T>> {
    times.into_iter().map(|at| Unwanted { at, cost }).collect()
}

/// The same minutes in as few spans as possible: overlapping and touching spans of the same weeks and day are one.
pub(super) fn merged(mut spans: Vec<TimeSpan>) -> Vec<TimeSpan> {
    spans.sort_unstable();
    let mut out: Vec<TimeSpan> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last)
                if last.weeks == span.weeks && last.weekday == span.weekday && span.time.start <= last.time.end =>
            {
                last.time.end = last.time.end.max(span.time.end);
            }
            _ => out.push(span),
        }
    }
    out
}
