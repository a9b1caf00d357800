//! What was typed, before anybody asks what it means: records of fields, each with its place.
//!
//! `school.toml` is parsed into TOML's own tree with spans and walked by hand rather than through serde: serde stops at
//! the first mistake, and all mistakes must be reported at once. An inline table and a row of a CSV file become the same
//! [`Record`], so everything after this file treats them alike.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::source::Source;
use super::table::{self, Kind};
use super::{Diagnostics, Location};
use super::{suggest, syntax};
use crate::args;
use crate::text::input;

/// The keys that a table of `school.toml` may have.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The table as written in `school.toml`.
    pub table: &'static str,
    /// Its keys.
    pub keys: &'static [&'static str],
}

impl Schema {
    /// A table with these keys.
    #[must_use]
    pub const fn new(table: &'static str, keys: &'static [&'static str]) -> Self {
        Self { table, keys }
    }

    /// The table's key: its name without brackets.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.table.trim_matches(['[', ']'])
    }
}

/// A value as typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string, or a cell of a table.
    Text(String),
    /// A number, in digits.
    Number(String),
    /// `true` or `false`.
    Flag(bool),
    /// An array.
    List(Vec<Field>),
    /// A table: keys in the order written.
    Table(Vec<Field>),
}

/// A key (or header) and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key or header as typed; in an array, the array's key.
    pub key: String,
    /// The value.
    pub value: Value,
    /// Where the value stands.
    pub at: Location,
    /// Where the key stands; the value's place in an array and in a CSV file.
    pub key_at: Location,
}

/// One table of `school.toml` or one row of a CSV file, by known key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Where it starts.
    pub at: Location,
    /// What it says; what it does not say is absent.
    pub fields: BTreeMap<&'static str, Field>,
}

impl Record {
    /// The row of a CSV file.
    #[must_use]
    pub fn from_row(row: &table::Record, kind: &Kind) -> Self {
        let mut record = Self { at: row.at.clone(), fields: BTreeMap::new() };
        for column in kind.columns {
            if let Some(cell) = row.get(column.key) {
                // A name such as =a is written with an apostrophe before it, as in every CSV file of ours.
                let value = Value::Text(super::notation::unguarded(&cell.text).to_owned());
                record.fields.insert(
                    column.key,
                    Field { key: column.key.into(), value, at: cell.at.clone(), key_at: cell.at.clone() },
                );
            }
        }
        record
    }

    /// Whether it is a row of a table rather than TOML.
    #[must_use]
    pub fn is_row(&self) -> bool {
        self.at.file.extension().is_none_or(|extension| extension != "toml")
    }

    /// The field `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Field> {
        self.fields.get(key)
    }

    /// Where the field `key` stands, or the record when it is absent.
    #[must_use]
    pub fn place(&self, key: &str) -> Location {
        self.get(key).map_or_else(|| self.at.clone(), |field| field.at.clone())
    }
}

impl Field {
    /// The table in this field as a record of `schema`; unknown keys are errors.
    pub fn record(&self, schema: &Schema, diagnostics: &mut Diagnostics) -> Option<Record> {
        let Value::Table(entries) = &self.value else {
            wrong_type(self, input::A_TABLE, diagnostics);
            return None;
        };
        let mut record = Record { at: self.at.clone(), fields: BTreeMap::new() };
        for entry in entries {
            match schema.keys.iter().find(|key| **key == entry.key) {
                Some(key) => {
                    record.fields.insert(key, entry.clone());
                }
                None => unknown_key(entry, schema.table, schema.keys, diagnostics),
            }
        }
        Some(record)
    }

    /// The tables in this field (an array of tables, or a single one) as records of `schema`.
    pub fn records(&self, schema: &Schema, diagnostics: &mut Diagnostics) -> Vec<Record> {
        match &self.value {
            Value::List(items) => items.iter().filter_map(|item| item.record(schema, diagnostics)).collect(),
            _ => self.record(schema, diagnostics).into_iter().collect(),
        }
    }
}

/// Reports that `table` has no key like that of `entry`.
pub fn unknown_key(entry: &Field, table: &str, known: &[&str], diagnostics: &mut Diagnostics) {
    let suggest = suggest::among(&entry.key, known.iter().copied());
    let args = args! { table: table, key: &entry.key, suggest: suggest, allowed: known.join(" ") };
    diagnostics.push(&input::UNKNOWN_KEY, args, entry.key_at.clone());
}

/// Reports that `field` is not what it should be.
pub fn wrong_type(field: &Field, expected: crate::text::Text, diagnostics: &mut Diagnostics) {
    diagnostics.push(&input::WRONG_TYPE, args! { key: &field.key, expected: expected }, field.at.clone());
}

/// Parses a TOML document into one table; the first syntax error is reported, and what could be read is returned.
pub fn document(source: &Source, diagnostics: &mut Diagnostics) -> Field {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let told = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned()));
    syntax::report(source, told, diagnostics);
    let mut at = source.locate(0..0);
    (at.line, at.column) = (0, 0);
    Field { key: "school.toml".into(), value: Value::Table(entries(table.get_ref(), source)), key_at: at.clone(), at }
}

fn entries(table: &DeTable<'_>, source: &Source) -> Vec<Field> {
    let mut pairs: Vec<_> = table.iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    pairs.into_iter().map(|(key, value)| field(key.get_ref(), Some(key.span()), value, source)).collect()
}

fn field(key: &str, key_span: Option<std::ops::Range<usize>>, value: &Spanned<DeValue<'_>>, source: &Source) -> Field {
    let list = |array: &DeArray<'_>| array.iter().map(|item| field(key, None, item, source)).collect();
    let read = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Value::Number(number.as_str().to_owned()),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(time) => Value::Text(time.to_string()),
        DeValue::Array(array) => Value::List(list(array)),
        DeValue::Table(table) => Value::Table(entries(table, source)),
    };
    let key_span = key_span.unwrap_or_else(|| value.span());
    // A dotted or implicit table has no text of its own: its key stands for it.
    let span = match value.span() {
        span if span.is_empty() || matches!(read, Value::Table(_)) && span.start < key_span.start => key_span.clone(),
        span => span,
    };
    Field { key: key.to_owned(), value: read, at: source.locate(span), key_at: source.locate(key_span) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(text: &str) -> (Field, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let field = document(&Source::from_text(Path::new("school.toml"), text.into()), &mut diagnostics);
        (field, diagnostics)
    }

    #[test]
    fn every_value_knows_its_place() {
        let (root, diagnostics) = read("format = 1\n[[class]]\nname = \"一1班\"\ntimes = [\n  \"周一\",\n  2]\n");
        assert!(diagnostics.is_empty());
        let Value::Table(entries) = root.value else { panic!() };
        assert_eq!((entries[0].key.as_str(), entries[0].at.line), ("format", 1));
        let Value::List(classes) = &entries[1].value else { panic!() };
        assert_eq!(classes[0].at.line, 2);
        let Value::Table(class) = &classes[0].value else { panic!() };
        assert_eq!((class[0].at.line, class[0].at.column), (3, 8));
        let Value::List(times) = &class[1].value else { panic!() };
        assert_eq!((times[1].at.line, times[1].at.column, times[1].at.text.as_str()), (6, 3, "2"));
    }

    #[test]
    fn all_unknown_keys_and_the_first_syntax_error_are_reported() {
        let schema = Schema { table: "school.toml", keys: &["format", "name"] };
        let (root, mut diagnostics) = read("fromat = 1\nnaem = \"x\"\n");
        root.record(&schema, &mut diagnostics);
        assert_eq!(
            diagnostics.0.iter().map(|d| (d.error.code, d.at.line)).collect::<Vec<_>>(),
            [("E131", 1), ("E131", 2)]
        );
        let (_, diagnostics) = read("a = \nb = [1,\nc = 1\nd = 'x\n");
        assert_eq!(diagnostics.0.iter().map(|d| (d.error.code, d.at.line)).collect::<Vec<_>>(), [("E130", 1)]);
        let (_, diagnostics) = read("name = 1\nb = 2\nname = 3\n");
        assert!(diagnostics.0[0].render(crate::text::Lang::Zh).contains("“name”写了两次"), "{diagnostics:?}");
    }
}
