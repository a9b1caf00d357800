//! `school.toml` and the tables that it names, as records: [`Raw`].

mod after_school;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::raw::{self, Field, Record, Schema, Value, wrong_type};
use super::source::{Encodings, Source};
use super::table::{self, CLASSES, Kind, REQUIREMENTS, ROOMS, SUBJECTS, TEACHERS};
use super::{Diagnostics, syntax, wide};
use crate::args;
use crate::text::input;

/// All records of a school's folder.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    /// The top of `school.toml`.
    pub root: Record,
    sections: BTreeMap<&'static str, Record>,
    lists: BTreeMap<&'static str, Vec<Record>>,
    /// Rows about classes (班主任, 人数, 教室) that stand in a wide requirements table.
    pub beside: Vec<Record>,
    /// Tables that are given, inline or as a file.
    given: BTreeSet<&'static str>,
    /// Tables that could not be read: nothing may be concluded from their absence.
    failed: BTreeSet<&'static str>,
    /// Files read and their hashes.
    pub inputs: Vec<(PathBuf, String)>,
}

const SECTIONS: &[Schema] = &[
    Schema::new("[policy]", &["profile", "rules", "waive"]),
    Schema::new("[curriculum]", &["preset", "periods"]),
    Schema::new("[transfer]", &["minutes", "between"]),
    Schema::new("[tables]", &TABLE_KEYS),
    Schema::new("[term]", &["name", "first", "last", "holidays"]),
];

const LISTS: &[Schema] = &[
    Schema::new("[[bell]]", &["name", "grades", "weekdays", "morning", "afternoon", "evening", "breaks"]),
    Schema::new("[[building]]", &["name"]),
    Schema::new("[[class]]", &["name", "grade", "class_teacher", "home_room", "size", "bell", "building"]),
    Schema::new(
        "teacher",
        &[
            "name",
            "subjects",
            "min_load",
            "max_load",
            "max_per_day",
            "max_in_row",
            "max_days",
            "unavailable",
            "unwanted",
            "leader",
            "employment",
            "service",
            "duty",
            "service_per_week",
            "service_per_day",
            "duty_minutes",
            "served_minutes",
            "vetted_until",
            "flex_minutes",
        ],
    ),
    Schema::new("[[room]]", &["name", "kind", "capacity", "seats", "building", "unavailable"]),
    Schema::new(
        "subject",
        &["name", "kind", "protected", "max_per_day", "forbidden", "allowed", "unwanted", "room_kind", "doubles"],
    ),
    Schema::new(
        "requirement",
        &[
            "classes",
            "subject",
            "teachers",
            "periods",
            "doubles",
            "rooms",
            "preferred_rooms",
            "section",
            "section_subject",
        ],
    ),
    Schema::new("[[unavailable]]", &["teachers", "classes", "rooms", "subjects", "times"]),
    Schema::new("[[unwanted]]", &["teachers", "subjects", "times", "cost"]),
    Schema::new("[[event]]", &["name", "kind", "weekday", "time", "periods", "weeks", "classes", "teachers", "rooms"]),
    Schema::new("[[pin]]", &["classes", "subject", "weekday", "period", "weeks", "length", "room"]),
    Schema::new("[[research]]", &["name", "subjects", "teachers", "times", "length"]),
    Schema::new("[[exclusion]]", &["teachers", "kind", "times"]),
    Schema::new("[[apart]]", &["subjects", "kind"]),
    Schema::new("[[pair]]", &["subjects", "classes"]),
    Schema::new("[[double]]", &["subject", "count", "classes"]),
    Schema::new("[[holiday]]", &["name", "date", "from", "to"]),
    Schema::new("[[make_up]]", &["date", "follows"]),
    Schema::new("[[season]]", &["name", "from", "shift"]),
    Schema::new("[[school_event]]", &["name", "date", "from", "to", "time", "classes", "cancels"]),
    Schema::new("[[phase]]", &["name", "classes", "from", "to", "weeks", "no_lessons", "after_school"]),
];

const SCALARS: [&str; 3] = ["format", "name", "weekdays"];

/// Keys of `[tables]`.
const TABLE_KEYS: [&str; 10] =
    ["classes", "teachers", "rooms", "subjects", "requirements", "clubs", "pupils", "heads", "posts", "pay_items"];

/// Tables that may be files: the kind, and the inline list of the same rows.
const TABLES: [(&Kind, &str); 5] = [
    (&CLASSES, "class"),
    (&TEACHERS, "teacher"),
    (&ROOMS, "room"),
    (&SUBJECTS, "subject"),
    (&REQUIREMENTS, "requirement"),
];

impl Raw {
    /// Reads `file` (a `school.toml`) and its tables; what is wrong goes to `diagnostics`. `None` when there is nothing
    /// to go on with.
    pub fn read(file: &Path, diagnostics: &mut Diagnostics) -> Option<Self> {
        let source = Source::load(file, Encodings::Utf8, diagnostics)?;
        let before = diagnostics.0.len();
        let root = raw::document(&source, diagnostics);
        let broken = diagnostics.0.len() > before;
        let mut raw = Self { inputs: vec![(file.to_owned(), source.sha256.clone())], ..Self::default() };
        // After a syntax error, complaints about what follows would be about what was not read; only the tables'
        // own mistakes are still worth telling.
        let mut unsure = Diagnostics::default();
        raw.top(&root, if broken { &mut unsure } else { diagnostics });
        if broken {
            let named = Source::from_text(file, syntax::only_section(&source.text, "tables"));
            raw.top(&raw::document(&named, &mut unsure), &mut Diagnostics::default());
        }
        raw.tables(file.parent().unwrap_or(Path::new("")), diagnostics, broken);
        (!broken).then_some(raw)
    }

    /// The sections and lists that `school.toml` may have.
    fn schemas() -> [impl Iterator<Item = &'static Schema>; 2] {
        [SECTIONS.iter().chain(after_school::SECTIONS), LISTS.iter().chain(after_school::LISTS)]
    }

    fn top(&mut self, root: &Field, diagnostics: &mut Diagnostics) {
        let Value::Table(entries) = &root.value else { return };
        self.root.at = root.at.clone();
        for entry in entries {
            let [mut sections, mut lists] = Self::schemas();
            if let Some(key) = SCALARS.iter().find(|key| **key == entry.key) {
                self.root.fields.insert(key, entry.clone());
            } else if let Some(schema) = sections.find(|schema| schema.key() == entry.key) {
                if let Some(record) = entry.record(schema, diagnostics) {
                    self.sections.insert(schema.key(), record);
                }
            } else if let Some(schema) = lists.find(|schema| schema.key() == entry.key) {
                self.given.insert(schema.key());
                self.lists.insert(schema.key(), entry.records(schema, diagnostics));
            } else {
                let known = SCALARS.into_iter().chain(Self::schemas().into_iter().flatten().map(Schema::key));
                raw::unknown_key(entry, "school.toml", &known.collect::<Vec<_>>(), diagnostics);
            }
        }
    }

    fn tables(&mut self, folder: &Path, diagnostics: &mut Diagnostics, broken: bool) {
        let Some(named) = self.sections.get("tables").cloned() else { return };
        for (kind, list) in TABLES.iter().chain(after_school::TABLES).copied() {
            let Some(field) = named.get(kind.key) else { continue };
            let Value::Text(name) = &field.value else {
                if !broken {
                    wrong_type(field, input::A_TEXT, diagnostics);
                }
                self.failed.insert(list);
                continue;
            };
            if !self.given.insert(list) {
                let args = args! { table: format!("[[{list}]]") };
                diagnostics.push(&input::TABLE_TWICE, args, field.at.clone());
            }
            let before = diagnostics.0.len();
            let path = folder.join(name);
            let source = Source::load(&path, Encodings::Utf8OrGbk, diagnostics);
            for error in &mut diagnostics.0[before..] {
                let remedy = if error.error == &input::FILE_EMPTY { input::REMEDY_TABLE } else { input::REMEDY_NAME };
                for (_, text) in error.args.0.iter_mut().filter(|(key, _)| *key == "remedy") {
                    *text = remedy.into();
                }
                // The mistake is in the name rather than in what has the name.
                if [&input::FILE_MISSING, &input::FILE_UNREADABLE, &input::FILE_IS_DIRECTORY].contains(&error.error) {
                    error.at = field.at.clone();
                }
            }
            if let Some(source) = source {
                self.inputs.push((source.file.clone(), source.sha256.clone()));
                let rows = if list == "requirement" {
                    let found = wide::read(&source, diagnostics);
                    self.beside = found.classes.iter().map(|row| Record::from_row(row, &CLASSES)).collect();
                    found.rows
                } else {
                    table::read(&source, kind, diagnostics)
                };
                self.lists.entry(list).or_default().extend(rows.iter().map(|row| Record::from_row(row, kind)));
            }
            if diagnostics.0.len() > before {
                self.failed.insert(list);
            }
        }
    }

    /// The records of `[[key]]`.
    #[must_use]
    pub fn list(&self, key: &str) -> &[Record] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }

    /// The section `[key]`.
    #[must_use]
    pub fn section(&self, key: &str) -> Option<&Record> {
        self.sections.get(key)
    }

    /// Whether there is a table `[[key]]`, inline or as a file.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.given.contains(key)
    }

    /// Whether all of `[[key]]` could be read.
    #[must_use]
    pub fn whole(&self, key: &str) -> bool {
        !self.failed.contains(key)
    }
}
