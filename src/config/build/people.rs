//! Teachers and classes: from their tables, or as the requirements name them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Location;
use super::super::notation::{self, grade_of};
use super::super::raw::{Record, Value};
use super::Builder;
use super::places::ORDINARY;
use super::read::Item;
use crate::args;
use crate::school::{Class, Room, Teacher};
use crate::text::input::after_school::OUTSIDER_TEACHES;
use crate::text::{Arg, input};
use crate::units::{BellId, ClassId, RoomId, SubjectId, TeacherId};

impl Builder<'_> {
    pub(super) fn teachers(&mut self) {
        let mut seen = BTreeMap::new();
        for record in self.raw.list("teacher") {
            let Some(name) = self.read(record).name("name", "[[teacher]]") else { continue };
            if !self.fresh(&mut seen, input::TEACHER, &name) {
                continue;
            }
            let mut subjects = Vec::new();
            for item in self.read(record).list("subjects") {
                subjects.extend(self.subject(&item));
            }
            let (employment, willing) = self.employment(record);
            let mut reader = self.read(record);
            let teacher = Teacher {
                subjects,
                employment,
                willing,
                min_load: reader.small("min_load", 0, 60),
                max_load: reader.small("max_load", 0, 60),
                max_per_day: reader.small("max_per_day", 0, 20),
                max_in_row: reader.small("max_in_row", 1, 20),
                max_days: reader.small("max_days", 0, 7),
                leader: reader.flag("leader").unwrap_or(false),
                ..teacher(&name.text)
            };
            if let (Some(low), Some(high)) = (teacher.min_load, teacher.max_load)
                && low > high
            {
                let args = args! { teacher: &name.text, low: low, high: high };
                self.diagnostics.push(&input::LOAD_RANGE, args, record.place("min_load"));
            }
            self.add_teacher(teacher);
        }
        self.taught();
    }

    /// What the requirements say of teachers: who there is, when there is no table, and subjects where none are stated.
    fn taught(&mut self) {
        let mut subjects: BTreeMap<TeacherId, Vec<SubjectId>> = BTreeMap::new();
        for record in self.raw.list("requirement") {
            let subject = ["section_subject", "subject"].into_iter().find_map(|key| {
                let Value::Text(text) = &record.get(key)?.value else { return None };
                self.subjects.get(&notation::clean(text)).copied()
            });
            for (name, _) in named_teachers(record) {
                if !self.raw.has("teacher") && !self.teachers.contains_key(&name) {
                    self.add_teacher(teacher(&name));
                }
                if let (Some(id), Some(subject)) = (self.teachers.get(&name), subject) {
                    let taught = subjects.entry(*id).or_default();
                    if !taught.contains(&subject) {
                        taught.push(subject);
                    }
                }
            }
        }
        for (id, taught) in subjects {
            let teacher = &mut self.school.teachers[id.index()];
            if teacher.subjects.is_empty() {
                teacher.subjects = taught;
            }
        }
    }

    /// Reports a person from outside who is given lessons or a class.
    pub(super) fn no_outsider(&mut self, id: TeacherId, at: &Location) {
        let teacher = self.school.teacher(id);
        if teacher.employment.is_outsider() {
            let employment = Arg::Both { zh: teacher.employment.zh().into(), en: teacher.employment.word().into() };
            let args = args! { teacher: &teacher.name, employment: employment };
            self.diagnostics.push(&OUTSIDER_TEACHES, args, at.clone());
        }
    }

    fn add_teacher(&mut self, teacher: Teacher) -> TeacherId {
        let id = TeacherId::from_index(self.school.teachers.len());
        self.teachers.insert(teacher.name.clone(), id);
        self.school.teachers.push(teacher);
        id
    }

    pub(super) fn classes(&mut self) {
        if self.raw.has("class") {
            let mut seen = BTreeMap::new();
            for record in self.raw.list("class") {
                let Some(name) = self.read(record).name("name", "[[class]]") else { continue };
                if self.fresh(&mut seen, input::CLASS, &name) {
                    let mut record = record.clone();
                    self.complete(&mut record, &name.text);
                    self.class_row(&record, &name);
                }
            }
        } else {
            let mut names: Vec<(Item, Record)> = Vec::new();
            let mut known = BTreeSet::new();
            for record in self.raw.list("requirement") {
                for item in self.quiet_names(record, "classes") {
                    if known.insert(item.text.clone()) {
                        names.push((item, Record { at: record.at.clone(), ..Record::default() }));
                    }
                }
            }
            for (name, mut record) in names {
                self.complete(&mut record, &name.text);
                self.class_row(&record, &name);
            }
        }
        if !self.school.classes.is_empty() {
            for bell in self.bells.iter().filter(|bell| !bell.used) {
                let args = args! { bell: &bell.name };
                self.notes.push(super::super::Diagnostic { error: &input::BELL_UNUSED, args, at: bell.at.clone() });
            }
        }
    }

    /// What a wide requirements table says beside the class counts where the class table is silent.
    fn complete(&self, record: &mut Record, name: &str) {
        let says = |row: &&Record| matches!(row.get("name").map(|field| &field.value), Some(Value::Text(text)) if notation::clean(text) == name);
        if let Some(row) = self.raw.beside.iter().find(says) {
            for (key, field) in row.fields.iter().filter(|(key, _)| **key != "name") {
                record.fields.entry(key).or_insert_with(|| field.clone());
            }
        }
    }

    /// Names in a list; what is wrong with it is reported when the requirement is read.
    fn quiet_names(&self, record: &Record, key: &str) -> Vec<Item> {
        let Some(field) = record.get(key) else { return Vec::new() };
        let names = |text: &str| notation::names(text).unwrap_or_default();
        let items = |at: &Location, text: &str| {
            names(text).into_iter().map(|text| Item { text, at: at.clone() }).collect::<Vec<_>>()
        };
        match &field.value {
            Value::Text(text) => items(&field.at, text),
            Value::List(list) => list
                .iter()
                .flat_map(|item| match &item.value {
                    Value::Text(text) => items(&item.at, text),
                    _ => Vec::new(),
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    fn class_row(&mut self, record: &Record, name: &Item) {
        let mut reader = self.read(record);
        let mut grade = reader.small("grade", 1, 9);
        if record.get("grade").is_none() {
            grade = reader.good(grade_of(&name.text), &name.at);
        }
        let size = reader.count("size", 1, 200);
        let bells = reader.list("bell");
        let class_teacher = reader.text("class_teacher").filter(|item| !item.text.is_empty());
        let home_room = reader.text("home_room").filter(|item| !item.text.is_empty());
        let building = reader.text("building").filter(|item| !item.text.is_empty());
        let own: Vec<_> = bells.iter().filter_map(|item| self.bell(item)).collect();
        let class_teacher = class_teacher.and_then(|item| {
            if !self.raw.has("teacher") && !self.teachers.contains_key(&item.text) && notation::name(&item.text).is_ok()
            {
                return Some(self.add_teacher(teacher(&item.text)));
            }
            let id = self.teacher(&item)?;
            self.no_outsider(id, &item.at);
            Some(id)
        });
        let building = building.and_then(|item| self.building(&item));
        // A class of unknown grade still gets a place, so that its name is known.
        let known_grade = grade.unwrap_or(1);
        let week = if grade.is_some() { self.week(known_grade, &own, &name.at) } else { None };
        let id = ClassId::from_index(self.school.classes.len());
        let home_room = self.home_room(id, name, home_room, building);
        if let Some(bell) = week
            && self.school.bells.get(bell.index()).is_some_and(|bell| bell.slot_count() == 0)
        {
            self.diagnostics.push(&input::BELL_EMPTY, args! { class: &name.text }, name.at.clone());
        }
        self.classes.insert(name.text.clone(), id);
        self.school.classes.push(Class {
            name: name.text.clone(),
            grade: known_grade,
            bell: week.unwrap_or(BellId(0)),
            home_room,
            size,
            class_teacher,
            unavailable: Vec::new(),
        });
    }

    fn home_room(
        &mut self,
        class: ClassId,
        name: &Item,
        stated: Option<Item>,
        building: Option<crate::units::BuildingId>,
    ) -> RoomId {
        let room_name = stated.as_ref().map_or_else(|| format!("{}教室", name.text), |item| item.text.clone());
        let id = match self.rooms.get(&room_name) {
            Some(id) => *id,
            None => {
                let kind = ORDINARY.to_owned();
                self.add_room(Room { name: room_name.clone(), kind, capacity: 1, ..Room::default() })
            }
        };
        let room = &mut self.school.rooms[id.index()];
        room.building = room.building.or(building);
        match room.home_of {
            None => room.home_of = Some(class),
            Some(other) => {
                let first = self.school.classes.get(other.index()).map_or("", |class| class.name.as_str());
                let args = args! { what: input::HOME_ROOM, name: room_name, first: Arg::from(first) };
                let at = stated.map_or_else(|| name.at.clone(), |item| item.at);
                self.diagnostics.push(&input::DUPLICATE, args, at);
            }
        }
        id
    }
}

fn teacher(name: &str) -> Teacher {
    Teacher { name: name.to_owned(), ..Teacher::default() }
}

/// Names in the teachers field of a requirement; faults are reported when the requirement is read.
fn named_teachers(record: &Record) -> Vec<(String, Location)> {
    let Some(field) = record.get("teachers") else { return Vec::new() };
    let items = match &field.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(field),
    };
    let mut names = Vec::new();
    for item in items {
        if let Value::Text(text) = &item.value {
            let roles = notation::teachers(text).unwrap_or_default();
            names.extend(roles.into_iter().flat_map(|role| role.candidates).map(|name| (name, item.at.clone())));
        }
    }
    names
}
