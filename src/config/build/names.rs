//! Names looked up, with suggestions for those that are not known; and sets: "all", "grade 1-2", "class-teachers".

use std::collections::BTreeMap;

use super::super::raw::Record;
use super::super::suggest;
use super::Builder;
use super::read::Item;
use crate::args;
use crate::text::input::{self, InputError};
use crate::units::{BuildingId, ClassId, RoomId, SubjectId, TeacherId};

/// After so many errors nobody reads suggestions, and they cost time.
const SUGGESTED: usize = 200;

/// Classes as stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ClassSet {
    pub(super) ids: Vec<ClassId>,
    /// Whether each was named, so that each must fit; not so for "all" or grades.
    pub(super) named: bool,
}

impl Builder<'_> {
    /// What `item` names, or an error.
    pub(super) fn find<I: Copy>(
        &mut self,
        known: &BTreeMap<String, I>,
        item: &Item,
        error: &'static InputError,
    ) -> Option<I> {
        let found = known.get(&item.text).copied();
        if found.is_none() {
            let suggest = if self.diagnostics.0.len() < SUGGESTED {
                suggest::among(&item.text, known.keys().map(String::as_str))
            } else {
                "".into()
            };
            self.diagnostics.push(error, args! { name: &item.text, suggest: suggest }, item.at.clone());
        }
        found
    }

    pub(super) fn class(&mut self, item: &Item) -> Option<ClassId> {
        if !self.raw.whole("class") || (!self.raw.has("class") && !self.raw.whole("requirement")) {
            return self.classes.get(&item.text).copied();
        }
        let known = std::mem::take(&mut self.classes);
        let found = self.find(&known, item, &input::UNKNOWN_CLASS);
        self.classes = known;
        found
    }

    pub(super) fn teacher(&mut self, item: &Item) -> Option<TeacherId> {
        if !self.raw.whole("teacher") || (!self.raw.has("teacher") && !self.raw.whole("requirement")) {
            return self.teachers.get(&item.text).copied();
        }
        let known = std::mem::take(&mut self.teachers);
        let found = self.find(&known, item, &input::UNKNOWN_TEACHER);
        self.teachers = known;
        found
    }

    pub(super) fn subject(&mut self, item: &Item) -> Option<SubjectId> {
        if !self.raw.whole("subject") || !self.raw.whole("requirement") {
            return self.subjects.get(&item.text).copied();
        }
        if !self.subjects.contains_key(&item.text) && self.is_usual(&item.text) {
            return Some(self.add_subject(&item.text));
        }
        let known = std::mem::take(&mut self.subjects);
        let found = self.find(&known, item, &input::UNKNOWN_SUBJECT);
        self.subjects = known;
        found
    }

    pub(super) fn room(&mut self, item: &Item) -> Option<RoomId> {
        if !self.raw.whole("room") {
            return self.rooms.get(&item.text).copied();
        }
        let known = std::mem::take(&mut self.rooms);
        let found = self.find(&known, item, &input::UNKNOWN_ROOM);
        self.rooms = known;
        found
    }

    pub(super) fn building(&mut self, item: &Item) -> Option<BuildingId> {
        let known = std::mem::take(&mut self.buildings);
        let found = self.find(&known, item, &input::UNKNOWN_BUILDING);
        self.buildings = known;
        found
    }

    pub(super) fn bell(&mut self, item: &Item) -> Option<usize> {
        let known = self.bells.iter().enumerate().map(|(index, bell)| (bell.name.clone(), index)).collect();
        self.find(&known, item, &input::UNKNOWN_BELL)
    }

    /// Rooms by name, or all rooms of a kind.
    pub(super) fn rooms_of(&mut self, item: &Item) -> Vec<RoomId> {
        if self.rooms.contains_key(&item.text) {
            return self.room(item).into_iter().collect();
        }
        let of_kind = self.of_kind(&item.text);
        if of_kind.is_empty() {
            self.room(item);
        }
        of_kind
    }

    /// All rooms of a kind that are nobody's home.
    pub(super) fn of_kind(&self, kind: &str) -> Vec<RoomId> {
        let rooms = self.school.rooms.iter().enumerate();
        rooms.filter(|(_, room)| room.kind == kind).map(|(index, _)| RoomId::from_index(index)).collect()
    }

    /// The classes in the field `key`: names, "all", "grade 3-6"; `default` when the field is absent.
    pub(super) fn class_set(&mut self, record: &Record, key: &str, default: bool) -> ClassSet {
        if record.get(key).is_none() {
            let ids = if default { self.school.class_ids().collect() } else { Vec::new() };
            return ClassSet { ids, named: false };
        }
        let mut set = ClassSet { ids: Vec::new(), named: true };
        for item in self.read(record).list(key) {
            if is_all(&item.text) {
                set.ids.extend(self.school.class_ids());
                set.named = false;
            } else if let Some((low, high)) = grades(&item.text).filter(|_| !self.classes.contains_key(&item.text)) {
                let of_grade: Vec<_> =
                    self.school.class_ids().filter(|id| (low..=high).contains(&self.school.class(*id).grade)).collect();
                if of_grade.is_empty() && !self.school.classes.is_empty() {
                    let value = if low == high { low.to_string() } else { format!("{low}-{high}") };
                    self.diagnostics.push(&input::UNKNOWN_GRADE, args! { value: value }, item.at);
                }
                set.ids.extend(of_grade);
                set.named = false;
            } else {
                set.ids.extend(self.class(&item));
            }
        }
        set.ids.sort_unstable();
        set.ids.dedup();
        set
    }

    /// The teachers in the field `key`: names, "all", "class-teachers" (of `classes`), "leaders". People from outside belong
    /// to no set: they are meant only when they are named.
    pub(super) fn teacher_set(&mut self, record: &Record, key: &str, classes: &[ClassId]) -> Vec<TeacherId> {
        let mut ids = Vec::new();
        for item in self.read(record).list(key) {
            match item.text.as_str() {
                "class-teachers" | "班主任" => {
                    ids.extend(classes.iter().filter_map(|id| self.school.class(*id).class_teacher));
                }
                "leaders" | "干部" => {
                    ids.extend(self.staff_ids().filter(|id| self.school.teacher(*id).leader));
                }
                text if is_all(text) => ids.extend(self.staff_ids()),
                _ => ids.extend(self.teacher(&item)),
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Everybody who is not from outside.
    pub(super) fn staff_ids(&self) -> impl Iterator<Item = TeacherId> {
        self.school.teacher_ids().filter(|id| !self.school.teacher(*id).employment.is_outsider())
    }

    /// The subjects in the field `key`.
    pub(super) fn subject_set(&mut self, record: &Record, key: &str) -> Vec<SubjectId> {
        let mut ids = Vec::new();
        for item in self.read(record).list(key) {
            ids.extend(self.subject(&item));
        }
        ids
    }
}

pub(super) fn is_all(text: &str) -> bool {
    matches!(text, "all" | "全体" | "全校" | "全部" | "所有")
}

/// `grade 3`, `grade 1-2`, `grades 1-2`, `3年级`, `1-2年级`.
fn grades(text: &str) -> Option<(u8, u8)> {
    let rest =
        text.strip_prefix("grades").or_else(|| text.strip_prefix("grade")).or_else(|| text.strip_suffix("年级"))?;
    let (low, high) = rest.split_once('-').unwrap_or((rest, rest));
    let (low, high) = (low.trim().parse().ok()?, high.trim().parse().ok()?);
    (low <= high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::grades;

    #[test]
    fn grades_read_in_both_languages() {
        for (text, read) in [
            ("grade 1-2", Some((1, 2))),
            ("grade 3", Some((3, 3))),
            ("3年级", Some((3, 3))),
            ("1-2年级", Some((1, 2))),
            ("grade 2-1", None),
            ("一1班", None),
            ("gradeX", None),
        ] {
            assert_eq!(grades(text), read, "{text}");
        }
    }
}
