//! Fields of these tables: weekdays, clock times, money, dates, words of either language.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::super::notation::{self, Chosen, Fault, clean};
use super::super::super::raw::{Field, Record, Schema, Value, wrong_type};
use super::super::super::suggest;
use super::super::super::table::{CLUBS, PAY_ITEMS, POSTS, TEACHERS};
use super::super::Builder;
use super::super::read::{In, Item};
use crate::args;
use crate::text::input::after_school as say;
use crate::text::{Arg, input};
use crate::units::{ClockTime, Fen, Interval, Weekday};

/// Most yuan of an amount, so that sums stay far from the limits of the type.
const MOST_FEN: i64 = 10_000_000_000;

/// A word of files in both languages and what it means. Words without an English one are read, and not listed in messages.
pub(super) type Word<T> = (&'static str, &'static str, T);

impl In<'_> {
    /// What the word means.
    pub(super) fn pick<T: Copy>(&mut self, key: &str, item: &Item, words: &[Word<T>]) -> Option<T> {
        let typed = item.text.to_lowercase();
        let found = words.iter().find(|(zh, en, _)| *zh == item.text || *en == typed);
        if found.is_none() {
            let both = words.iter().flat_map(|(zh, en, _)| [*zh, *en]).filter(|word| !word.is_empty());
            let list = |of: fn(&Word<T>) -> &'static str| {
                words.iter().filter(|word| !word.1.is_empty()).map(of).collect::<Vec<_>>().join(" ")
            };
            let args = args! {
                key: called(self.record, key),
                value: &item.text,
                suggest: suggest::among(&item.text, both),
                allowed: Arg::Both { zh: list(|word| word.0), en: list(|word| word.1) },
            };
            self.diagnostics.push(&input::UNKNOWN_WORD, args, item.at.clone());
        }
        found.map(|word| word.2)
    }

    /// The field as one of the words.
    pub(super) fn one_of<T: Copy>(&mut self, key: &str, words: &[Word<T>]) -> Option<T> {
        let item = self.text(key).filter(|item| !item.text.is_empty())?;
        self.pick(key, &item, words)
    }

    /// The field as a time of day.
    pub(super) fn clock(&mut self, key: &str) -> Option<ClockTime> {
        let item = self.text(key)?;
        let time = ClockTime::parse(&item.text);
        if time.is_none() {
            self.diagnostics.push(&say::BAD_CLOCK, args! { value: &item.text }, item.at);
        }
        time
    }

    /// The field as a date.
    pub(super) fn date(&mut self, key: &str) -> Option<NaiveDate> {
        let item = self.text(key).filter(|item| !item.text.is_empty())?;
        self.good(notation::date(&item.text), &item.at)
    }

    /// The field as yuan.
    pub(super) fn money(&mut self, key: &str) -> Option<Fen> {
        let item = self.text(key)?;
        let plain = item.text.trim_start_matches(['¥', '￥']).trim_end_matches('元').trim().replace('_', "");
        let amount = Fen::parse(&plain).filter(|amount| (0..=MOST_FEN).contains(&amount.0));
        if amount.is_none() {
            self.diagnostics.push(&say::BAD_MONEY, args! { value: &item.text }, item.at);
        }
        amount
    }
}

/// The column `key` as the user knows it: by its header in a table, by its key in TOML.
fn called(record: &Record, key: &str) -> Arg {
    let kinds = [&TEACHERS, &CLUBS, &POSTS, &PAY_ITEMS];
    let column = kinds.iter().find_map(|kind| kind.columns.iter().find(|column| column.key == key));
    match column.filter(|_| record.is_row()) {
        Some(column) => Arg::Both { zh: column.shown().into(), en: key.into() },
        None => key.into(),
    }
}

/// The weekdays of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// Nothing is said.
    Not,
    /// Something that could not be read, and was reported.
    Wrong,
    /// All that there are.
    All,
    /// These.
    These(BTreeSet<Weekday>),
}

const DAYS: Schema = Schema::new("days", &["weekdays", "time"]);

impl Builder<'_> {
    /// The weekdays in the field `key`: a text, a number, or a list of them. Days without school are errors.
    pub(super) fn weekdays(&mut self, record: &Record, key: &str) -> Stated {
        let stated = self.any_weekdays(record, key);
        let Stated::These(days) = &stated else { return stated };
        let closed: Vec<_> = days.iter().copied().filter(|day| !self.school.weekdays.contains(day)).collect();
        for day in &closed {
            self.diagnostics.push(&input::NOT_A_SCHOOL_DAY, args! { day: *day }, record.place(key));
        }
        if closed.is_empty() { stated } else { Stated::Wrong }
    }

    /// The same, with days without school.
    pub(super) fn any_weekdays(&mut self, record: &Record, key: &str) -> Stated {
        let Some(field) = record.get(key) else { return Stated::Not };
        let one = std::slice::from_ref(field);
        let items = if let Value::List(items) = &field.value { items.as_slice() } else { one };
        let mut days = BTreeSet::new();
        for item in items {
            match self.days_in(item) {
                Some(Chosen::All) => return Stated::All,
                Some(Chosen::These(some)) => days.extend(some),
                None => return Stated::Wrong,
            }
        }
        Stated::These(days)
    }

    fn days_in(&mut self, field: &Field) -> Option<Chosen> {
        let (Value::Text(text) | Value::Number(text)) = &field.value else {
            wrong_type(field, input::A_TEXT, self.diagnostics);
            return None;
        };
        notation::weekdays(text).map_err(|fault: Fault| fault.report(&field.at, self.diagnostics)).ok()
    }

    /// The same as a set, empty for all or nothing.
    pub(super) fn only_weekdays(&mut self, record: &Record) -> BTreeSet<Weekday> {
        match self.weekdays(record, "weekdays") {
            Stated::These(days) => days,
            _ => BTreeSet::new(),
        }
    }

    /// The clock times in the field `time`.
    pub(super) fn time_of(&mut self, record: &Record) -> Option<Interval> {
        let item = self.read(record).text("time")?;
        let plain = Item { text: item.text.replace(' ', ""), at: item.at };
        self.interval(&plain)
    }

    /// Clock times by weekday, from `time` (and perhaps `weekdays`) or from `days`; `None` when they could not be read.
    pub(super) fn days_and_times(&mut self, record: &Record, name: &str) -> Option<BTreeMap<Weekday, Interval>> {
        if record.get("time").is_some() == record.get("days").is_some()
            || record.get("days").is_some() && record.get("weekdays").is_some()
        {
            self.diagnostics.push(&say::SLOT_TIMES, args! { name: name }, record.at.clone());
            return None;
        }
        let Some(days) = record.get("days") else { return self.one_time(record) };
        let mut found = BTreeMap::new();
        for row in days.records(&DAYS, self.diagnostics) {
            for key in ["weekdays", "time"] {
                if row.get(key).is_none() {
                    self.diagnostics.push(&input::MISSING_KEY, args! { table: "days", key: key }, row.at.clone());
                }
            }
            for (day, time) in self.one_time(&row).unwrap_or_default() {
                if found.insert(day, time).is_some() {
                    self.diagnostics.push(&say::DAY_TWICE, args! { name: name, day: day }, row.place("weekdays"));
                }
            }
        }
        Some(found)
    }

    /// One time on all the weekdays of the row.
    fn one_time(&mut self, row: &Record) -> Option<BTreeMap<Weekday, Interval>> {
        let days: Vec<_> = match self.weekdays(row, "weekdays") {
            Stated::Not | Stated::All => self.school.weekdays.clone(),
            Stated::These(days) => days.into_iter().collect(),
            Stated::Wrong => Vec::new(),
        };
        let time = self.time_of(row)?;
        Some(days.into_iter().map(|day| (day, time)).collect())
    }

    /// The texts in the field `key`, without empty ones and each once.
    pub(super) fn texts(&mut self, record: &Record, key: &str) -> Vec<Item> {
        let mut found: Vec<Item> = Vec::new();
        for item in self.read(record).list(key) {
            let item = Item { text: clean(&item.text), at: item.at };
            if !item.text.is_empty() && !found.iter().any(|earlier| earlier.text == item.text) {
                found.push(item);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Diagnostics, Location};

    fn money(text: &str) -> (Option<i64>, usize) {
        let at = Location::default();
        let field = Field { key: "rate".into(), value: Value::Text(text.into()), at: at.clone(), key_at: at.clone() };
        let record = Record { at, fields: [("rate", field)].into() };
        let mut diagnostics = Diagnostics::default();
        let amount = In { record: &record, diagnostics: &mut diagnostics }.money("rate");
        (amount.map(|amount| amount.0), diagnostics.0.len())
    }

    #[test]
    fn money_is_exact_to_the_fen() {
        for (text, fen) in [("40", 4000), ("40.5", 4050), ("0.01", 1), ("¥30元", 3000), ("80_000", 8_000_000), ("0", 0)]
        {
            assert_eq!(money(text), (Some(fen), 0), "{text}");
        }
        for bad in ["40.125", "-1", "", "x", "1e3", "99999999999999999999", "40.", "100000001"] {
            assert_eq!(money(bad), (None, 1), "{bad}");
        }
    }
}
