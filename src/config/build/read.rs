//! Fields of a record as text, numbers, lists and words: every mismatch is reported where it stands.

use super::super::notation::{self, Fault, Parsed};
use super::super::raw::{Field, Record, Value, wrong_type};
use super::super::{Diagnostics, Location, suggest};
use crate::args;
use crate::text::input;

/// A text and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) text: String,
    pub(super) at: Location,
}

/// One record being read.
pub(super) struct In<'a> {
    pub(super) record: &'a Record,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl In<'_> {
    /// The field as one text, trimmed; numbers count as text (a class may be called 701).
    pub(super) fn text(&mut self, key: &str) -> Option<Item> {
        let field = self.record.get(key)?;
        match &field.value {
            Value::Text(text) | Value::Number(text) => Some(Item { text: notation::clean(text), at: field.at.clone() }),
            _ => {
                wrong_type(field, input::A_TEXT, self.diagnostics);
                None
            }
        }
    }

    /// The field as a name; absent or empty is an error.
    pub(super) fn name(&mut self, key: &'static str, table: &str) -> Option<Item> {
        if self.record.get(key).is_none() {
            let args = args! { table: table, key: key };
            self.diagnostics.push(&input::MISSING_KEY, args, self.record.at.clone());
            return None;
        }
        let item = self.text(key)?;
        self.checked(key, item)
    }

    fn checked(&mut self, key: &str, item: Item) -> Option<Item> {
        if item.text.is_empty() {
            self.diagnostics.push(&input::EMPTY_NAME, args! { key: key }, item.at);
            return None;
        }
        let name = notation::name(&item.text);
        self.good(name, &item.at).map(|text| Item { text, at: item.at })
    }

    /// The field as a whole number from `low` to `high`.
    pub(super) fn count(&mut self, key: &str, low: u16, high: u16) -> Option<u16> {
        let field = self.record.get(key)?;
        self.count_in(field, low, high)
    }

    /// The same for small numbers.
    pub(super) fn small(&mut self, key: &str, low: u8, high: u8) -> Option<u8> {
        self.count(key, low.into(), high.into()).and_then(|number| u8::try_from(number).ok())
    }

    fn count_in(&mut self, field: &Field, low: u16, high: u16) -> Option<u16> {
        match &field.value {
            Value::Number(text) | Value::Text(text) => {
                let found = notation::count(text, low, high);
                self.good(found, &field.at)
            }
            _ => {
                wrong_type(field, input::A_NUMBER, self.diagnostics);
                None
            }
        }
    }

    /// The field as whole numbers from `low` to `high`, with their places.
    pub(super) fn counts(&mut self, key: &str, low: u8, high: u8) -> Vec<(u8, Location)> {
        let Some(field) = self.record.get(key) else { return Vec::new() };
        let one = std::slice::from_ref(field);
        let items = if let Value::List(items) = &field.value { items.as_slice() } else { one };
        let mut found = Vec::new();
        for item in items {
            let number = self.count_in(item, low.into(), high.into()).and_then(|number| u8::try_from(number).ok());
            found.extend(number.map(|number| (number, item.at.clone())));
        }
        found
    }

    /// What a notation gave, or its fault reported at `at`.
    pub(super) fn good<T>(&mut self, parsed: Parsed<T>, at: &Location) -> Option<T> {
        parsed.map_err(|fault: Fault| fault.report(at, self.diagnostics)).ok()
    }

    /// The field as yes or no; absent is no.
    pub(super) fn flag(&mut self, key: &str) -> Option<bool> {
        let field = self.record.get(key)?;
        match &field.value {
            Value::Flag(flag) => Some(*flag),
            Value::Text(text) => self.good(notation::yes_no(text), &field.at),
            _ => {
                wrong_type(field, input::A_FLAG, self.diagnostics);
                None
            }
        }
    }

    /// The field as texts: an array, or a text split at the list separators.
    pub(super) fn list(&mut self, key: &str) -> Vec<Item> {
        let Some(field) = self.record.get(key) else { return Vec::new() };
        let mut found = Vec::new();
        match &field.value {
            Value::List(items) => {
                for item in items {
                    match &item.value {
                        Value::Text(text) | Value::Number(text) => {
                            found.push(Item { text: notation::clean(text), at: item.at.clone() });
                        }
                        _ => wrong_type(item, input::A_TEXT, self.diagnostics),
                    }
                }
            }
            Value::Text(text) => {
                let items = self.good(notation::names(text), &field.at).unwrap_or_default();
                found.extend(items.into_iter().map(|text| Item { text, at: field.at.clone() }));
            }
            Value::Number(text) => found.push(Item { text: text.clone(), at: field.at.clone() }),
            _ => wrong_type(field, input::A_LIST, self.diagnostics),
        }
        found
    }

    /// The field as one of `words`.
    pub(super) fn word<T: Copy>(&mut self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let item = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == item.text).map(|(_, value)| *value);
        if found.is_none() {
            let known = words.iter().map(|(word, _)| *word);
            let args = args! {
                key: key,
                value: &item.text,
                suggest: suggest::among(&item.text, known.clone()),
                allowed: known.collect::<Vec<_>>().join(" "),
            };
            self.diagnostics.push(&input::UNKNOWN_WORD, args, item.at);
        }
        found
    }
}
