//! The curriculum, and subjects: from their table, or known by name.

use std::collections::BTreeMap;

use super::super::notation::{clean, subject_kind, weekly, well_known};
use super::super::raw::{Field, Record, Value, wrong_type};
use super::super::suggest;
use super::Builder;
use super::read::Item;
use crate::args;
use crate::preset;
use crate::school::{Curriculum, CurriculumRow, Subject, SubjectKind, Weekly};
use crate::text::input;
use crate::units::SubjectId;

impl Builder<'_> {
    pub(super) fn curriculum(&mut self) {
        let Some(section) = self.raw.section("curriculum") else { return };
        if let Some(name) = self.read(section).text("preset") {
            match preset::curriculum(&name.text) {
                Some(preset) => self.school.curriculum = preset.to_curriculum(),
                None => {
                    let known = preset::curriculum_names();
                    let suggest = suggest::among(&name.text, known.iter().copied());
                    let args = args! { name: &name.text, suggest: suggest, allowed: known.join(" ") };
                    self.diagnostics.push(&input::UNKNOWN_PRESET, args, name.at);
                }
            }
        }
        let Some(periods) = section.get("periods") else { return };
        let Value::Table(entries) = &periods.value else {
            return wrong_type(periods, input::A_TABLE, self.diagnostics);
        };
        for entry in entries {
            if let Some(by_grade) = self.by_grade(entry) {
                let subject = clean(&entry.key);
                let Curriculum { rows, .. } = &mut self.school.curriculum;
                match rows.iter_mut().find(|row| row.subject == subject) {
                    Some(row) => row.by_grade = by_grade,
                    None => rows.push(CurriculumRow { subject, by_grade }),
                }
            }
        }
    }

    /// Weekly periods for grades 1 to 9: nine values, or one for all.
    fn by_grade(&mut self, entry: &Field) -> Option<[Weekly; 9]> {
        let mut by_grade = [Weekly::default(); 9];
        match &entry.value {
            Value::List(items) if items.len() == 9 => {
                for (slot, item) in by_grade.iter_mut().zip(items) {
                    *slot = self.weekly(item).unwrap_or_default();
                }
            }
            Value::Text(_) | Value::Number(_) => by_grade = [self.weekly(entry)?; 9],
            _ => {
                wrong_type(entry, input::NINE_GRADES, self.diagnostics);
                return None;
            }
        }
        Some(by_grade)
    }

    /// Weekly periods as typed.
    pub(super) fn weekly(&mut self, field: &Field) -> Option<Weekly> {
        match &field.value {
            Value::Text(text) | Value::Number(text) => {
                weekly(text).map_err(|fault| fault.report(&field.at, self.diagnostics)).ok()
            }
            _ => {
                wrong_type(field, input::A_TEXT, self.diagnostics);
                None
            }
        }
    }

    pub(super) fn subjects(&mut self) {
        let mut seen = BTreeMap::new();
        for record in self.raw.list("subject") {
            let Some(name) = self.read(record).name("name", "[[subject]]") else { continue };
            if self.fresh(&mut seen, input::SUBJECT, &name) {
                self.subject_row(record, &name);
            }
        }
        // Whoever writes a subject table wants to hear about names that are not in it.
        let strict = self.raw.has("subject") && self.raw.whole("subject");
        for record in self.raw.list("requirement") {
            for key in ["subject", "section_subject"] {
                let Some(Value::Text(text)) = record.get(key).map(|field| &field.value) else { continue };
                let name = clean(text);
                let known = !strict || self.is_usual(&name);
                if known && !self.subjects.contains_key(&name) && super::super::notation::name(&name).is_ok() {
                    self.add_subject(&name);
                }
            }
        }
    }

    fn subject_row(&mut self, record: &Record, name: &Item) {
        let mut subject = defaults(&name.text);
        let mut reader = self.read(record);
        if let Some(kind) = reader.text("kind").filter(|kind| !kind.text.is_empty()) {
            let kind = reader.good(subject_kind(&kind.text), &kind.at);
            subject.kind = kind.unwrap_or(subject.kind);
        }
        subject.protected = reader.flag("protected").unwrap_or(subject.protected);
        subject.max_per_day = reader.small("max_per_day", 1, 20);
        let room_kind = reader.text("room_kind").filter(|kind| !kind.text.is_empty());
        let doubles = reader.small("doubles", 0, 20);
        let id = self.keep_subject(subject);
        if let Some(doubles) = doubles {
            self.subject_doubles.insert(id, doubles);
        }
        let Some(kind) = room_kind else { return };
        if self.raw.whole("room") && self.of_kind(&kind.text).is_empty() {
            let suggest = suggest::among(&kind.text, self.school.rooms.iter().map(|room| room.kind.as_str()));
            let args = args! { name: &kind.text, suggest: suggest };
            self.diagnostics.push(&input::UNKNOWN_ROOM_KIND, args, kind.at);
        }
        self.room_kinds.insert(id, kind.text);
    }

    /// Whether everybody knows the subject, or the curriculum has it.
    pub(super) fn is_usual(&self, name: &str) -> bool {
        well_known(name).is_some() || self.school.curriculum.rows.iter().any(|row| row.subject == name)
    }

    /// A subject of which only the name is known.
    pub(super) fn add_subject(&mut self, name: &str) -> SubjectId {
        self.keep_subject(defaults(name))
    }

    fn keep_subject(&mut self, subject: Subject) -> SubjectId {
        let id = SubjectId::from_index(self.school.subjects.len());
        self.subjects.insert(subject.name.clone(), id);
        self.school.subjects.push(subject);
        id
    }
}

/// A subject as its name alone says.
fn defaults(name: &str) -> Subject {
    let known = well_known(name);
    Subject {
        name: name.to_owned(),
        kind: known.map_or(SubjectKind::Other, |known| known.kind),
        protected: known.is_some_and(|known| known.protected),
        ..Subject::default()
    }
}
