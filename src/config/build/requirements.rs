//! Requirements: rows of the 任课表 gathered into lessons with sections, teachers, rooms and weekly periods.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Location;
use super::super::notation;
use super::super::raw::{Record, Value, wrong_type};
use super::Builder;
use super::read::Item;
use crate::args;
use crate::school::{Requirement, RoomNeed, Section, SubjectKind, TeacherRole, Weekly};
use crate::text::{Arg, input};
use crate::units::{ClassId, RequirementId, RoomId, SubjectId, TeacherId};

/// Classes, subject and group, as a timetable names a lesson.
type Taught = (Vec<ClassId>, SubjectId, String);
/// A lesson's requirement, who may give it, and where it is written.
type Seen = (RequirementId, BTreeSet<TeacherId>, Location);

/// A row, read.
struct Row {
    classes: Vec<ClassId>,
    subject: SubjectId,
    /// Stated weekly periods.
    weekly: Option<Weekly>,
    doubles: Option<u8>,
    section: Section,
    grouped: bool,
}

impl Builder<'_> {
    pub(super) fn requirements(&mut self) {
        let records = self.raw.list("requirement");
        if records.is_empty() && self.raw.whole("requirement") {
            self.diagnostics.push(&input::NO_REQUIREMENTS, args! {}, self.raw.root.at.clone());
        }
        let mut known: BTreeMap<(Vec<ClassId>, SubjectId), (RequirementId, bool)> = BTreeMap::new();
        let mut taught: BTreeMap<Taught, Vec<Seen>> = BTreeMap::new();
        for record in records {
            let Some(row) = self.row(record) else { continue };
            if row.weekly == Some(Weekly::default()) {
                continue;
            }
            let key = (row.classes.clone(), row.subject);
            match known.get(&key).copied() {
                None => {
                    let grouped = row.grouped;
                    if let Some(id) = self.add_requirement(record, row) {
                        known.insert(key, (id, grouped));
                        self.told_apart(record, id, &mut taught);
                    }
                }
                Some((id, true)) if row.grouped => {
                    self.add_section(record, id, row);
                    self.told_apart(record, id, &mut taught);
                }
                Some((id, _)) => {
                    let args = args! {
                        class: self.class_names(&row.classes),
                        subject: self.school.subject(row.subject).name.as_str(),
                        first: super::place(&self.requirement_place(id)),
                    };
                    self.diagnostics.push(&input::REQUIREMENT_TWICE, args, record.at.clone());
                }
            }
        }
    }

    /// Whether a timetable can tell the last section of a requirement from those of all others: by classes, subject, group
    /// or teachers.
    fn told_apart(&mut self, record: &Record, id: RequirementId, taught: &mut BTreeMap<Taught, Vec<Seen>>) {
        let requirement = self.school.requirement(id);
        let Some(section) = requirement.sections.last() else { return };
        let people: BTreeSet<TeacherId> =
            section.teachers.iter().flat_map(|role| role.candidates.iter().copied()).collect();
        let same = |(other, others, _): &&Seen| {
            let alike = (people.is_empty() && others.is_empty()) || !people.is_disjoint(others);
            *other != id && alike
        };
        let seen = taught.entry((requirement.classes.clone(), section.subject, section.name.clone())).or_default();
        if let Some((_, _, first)) = seen.iter().find(same) {
            let args = args! {
                class: self.class_names(&requirement.classes),
                subject: self.school.subject(section.subject).name.as_str(),
                section: section.name.as_str(),
                first: super::place(first),
            };
            self.diagnostics.push(&input::SECTION_TWICE, args, record.place("section"));
        }
        seen.push((id, people, record.at.clone()));
    }

    fn row(&mut self, record: &Record) -> Option<Row> {
        // What a broken table lacks has been said already.
        let whole = self.raw.whole("requirement");
        if !whole && !["classes", "subject"].iter().all(|key| record.get(key).is_some()) {
            return None;
        }
        let items = self.names_in(record, "classes", "[[requirement]]");
        let subject = self.read(record).name("subject", "[[requirement]]");
        let subject = subject.and_then(|item| self.subject(&item));
        let mut classes = Vec::new();
        let mut all = !items.is_empty();
        for item in &items {
            match self.class(item) {
                Some(id) if !classes.contains(&id) => classes.push(id),
                Some(_) => {
                    let args = args! { what: input::CLASS, name: &item.text, first: super::place(&item.at) };
                    self.diagnostics.push(&input::DUPLICATE, args, item.at.clone());
                }
                None => all = false,
            }
        }
        let own = self.read(record).text("section_subject").filter(|item| !item.text.is_empty());
        let own = own.and_then(|item| self.subject(&item));
        let weekly = record.get("periods").and_then(|field| self.weekly(field));
        let failed = record.get("periods").is_some() && weekly.is_none();
        let mut reader = self.read(record);
        let doubles = reader.small("doubles", 0, 30);
        let section = reader.text("section").map(|item| item.text).unwrap_or_default();
        let roles = self.roles(record);
        let rooms = self.room_need(record, own.or(subject), classes.first().copied());
        let (Some(subject), true, false) = (subject, all, failed) else { return None };
        let grouped = !section.is_empty();
        let taught = own.unwrap_or(subject);
        let teachers = self.candidates(roles?, taught, &classes, record);
        classes.sort_unstable();
        let section = Section { name: section, subject: taught, teachers, room: rooms };
        Some(Row { classes, subject, weekly, doubles, section, grouped })
    }

    /// Names in a list that must not be empty.
    fn names_in(&mut self, record: &Record, key: &'static str, table: &str) -> Vec<Item> {
        if record.get(key).is_none() {
            let args = args! { table: table, key: key };
            self.diagnostics.push(&input::MISSING_KEY, args, record.at.clone());
        }
        let before = self.diagnostics.0.len();
        let items = self.read(record).list(key);
        if items.is_empty() && record.get(key).is_some() && self.diagnostics.0.len() == before {
            self.diagnostics.push(&input::EMPTY_NAME, args! { key: key }, record.place(key));
        }
        items
    }

    /// The teachers as typed: each role's names with their places, none for anybody. `None` when unreadable.
    fn roles(&mut self, record: &Record) -> Option<Vec<Vec<Item>>> {
        let Some(field) = record.get("teachers") else { return Some(vec![Vec::new()]) };
        let items = match &field.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(field),
        };
        let mut roles = Vec::new();
        for item in items {
            let Value::Text(text) = &item.value else {
                wrong_type(item, input::A_TEXT, self.diagnostics);
                return None;
            };
            match notation::teachers(text) {
                Ok(found) => roles.extend(found.into_iter().map(|role| {
                    role.candidates.into_iter().map(|text| Item { text, at: item.at.clone() }).collect::<Vec<_>>()
                })),
                Err(fault) => {
                    fault.report(&item.at, self.diagnostics);
                    return None;
                }
            }
        }
        if roles.is_empty() {
            roles.push(Vec::new());
        }
        Some(roles)
    }

    /// Who may take each role. Nobody named: the class teacher for a class meeting, else whoever teaches the subject.
    fn candidates(
        &mut self,
        roles: Vec<Vec<Item>>,
        subject: SubjectId,
        classes: &[ClassId],
        record: &Record,
    ) -> Vec<TeacherRole> {
        let mut found: Vec<TeacherRole> = Vec::new();
        let mut given: Vec<TeacherId> = Vec::new();
        for role in roles {
            if role.is_empty() {
                let meeting = self.school.subject(subject).kind == SubjectKind::ClassMeeting;
                let class_teacher =
                    classes.first().filter(|_| meeting).and_then(|id| self.school.class(*id).class_teacher);
                let candidates = class_teacher.map_or_else(|| self.qualified(subject), |id| vec![id]);
                if candidates.is_empty() {
                    if self.raw.whole("teacher") {
                        let name = self.school.subject(subject).name.clone();
                        let args = args! { class: self.class_names(classes), subject: name };
                        self.diagnostics.push(&input::NOBODY_QUALIFIED, args, record.place("teachers"));
                    }
                } else {
                    found.push(TeacherRole { candidates });
                }
                continue;
            }
            let mut candidates = Vec::new();
            for item in &role {
                let Some(id) = self.teacher(item) else { continue };
                self.no_outsider(id, &item.at);
                if candidates.contains(&id) || (role.len() == 1 && given.contains(&id)) {
                    let args = args! { what: input::TEACHER, name: &item.text, first: super::place(&item.at) };
                    self.diagnostics.push(&input::DUPLICATE, args, item.at.clone());
                    continue;
                }
                candidates.push(id);
                if role.len() == 1 {
                    given.push(id);
                }
            }
            if !candidates.is_empty() {
                found.push(TeacherRole { candidates });
            }
        }
        found
    }

    fn qualified(&self, subject: SubjectId) -> Vec<TeacherId> {
        self.staff_ids().filter(|id| self.school.teacher(*id).subjects.contains(&subject)).collect()
    }

    /// Where: the stated rooms, else the rooms of the subject's kind, else the home room; preferred rooms first.
    fn room_need(&mut self, record: &Record, subject: Option<SubjectId>, class: Option<ClassId>) -> RoomNeed {
        let rooms = |builder: &mut Self, key: &str| {
            let mut ids: Vec<RoomId> = Vec::new();
            for item in builder.read(record).list(key) {
                for id in builder.rooms_of(&item) {
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
            }
            ids
        };
        let mut candidates = rooms(self, "rooms");
        let preferred = rooms(self, "preferred_rooms");
        if candidates.is_empty()
            && let Some(kind) = subject.and_then(|subject| self.room_kinds.get(&subject))
        {
            candidates = self.of_kind(&kind.clone());
        }
        if candidates.is_empty() && preferred.is_empty() {
            return RoomNeed::Home;
        }
        if candidates.is_empty() {
            candidates.extend(class.map(|class| self.school.class(class).home_room));
        }
        candidates.retain(|id| !preferred.contains(id));
        let candidates = preferred.iter().copied().chain(candidates).collect();
        RoomNeed::OneOf { candidates, preferred }
    }

    fn add_requirement(&mut self, record: &Record, row: Row) -> Option<RequirementId> {
        let class = *row.classes.first()?;
        let names = self.class_names(&row.classes);
        let subject = self.school.subject(row.subject).name.clone();
        let bell = self.school.class(class).bell;
        if row.classes.iter().any(|id| self.school.class(*id).bell != bell) {
            let args = args! { classes: names.clone() };
            self.diagnostics.push(&input::COMBINED_BELLS, args, record.place("classes"));
        }
        let weekly = match row.weekly {
            Some(weekly) => weekly,
            None => {
                let grade = self.school.class(class).grade;
                let Some(weekly) = self.curriculum_periods(&subject, grade) else {
                    if self.raw.whole("requirement") {
                        let args = args! { class: names, subject: subject };
                        self.diagnostics.push(&input::NO_PERIODS, args, record.at.clone());
                    }
                    return None;
                };
                weekly
            }
        };
        let doubles = match row.doubles {
            Some(doubles) => {
                self.check_doubles(names, &subject, weekly, doubles, &record.place("doubles"));
                doubles
            }
            // A subject's usual doubles, as far as this class has the periods.
            None => self.subject_doubles.get(&row.subject).map_or(0, |doubles| (*doubles).min(weekly.every / 2)),
        };
        let id = RequirementId::from_index(self.school.requirements.len());
        self.places.push(record.at.clone());
        self.school.requirements.push(Requirement {
            subject: row.subject,
            classes: row.classes,
            sections: vec![row.section],
            weekly,
            doubles,
        });
        Some(id)
    }

    fn curriculum_periods(&self, subject: &str, grade: u8) -> Option<Weekly> {
        let row = self.school.curriculum.rows.iter().find(|row| row.subject == subject)?;
        let weekly = row.by_grade.get(usize::from(grade.checked_sub(1)?)).copied()?;
        (weekly.per_fortnight() > 0).then_some(weekly)
    }

    /// Reports doubles that do not fit into the weekly periods.
    pub(super) fn check_doubles(&mut self, class: Arg, subject: &str, weekly: Weekly, doubles: u8, at: &Location) {
        if u16::from(doubles) * 2 > u16::from(weekly.every) {
            let args = args! { class: class, subject: subject, periods: weekly.every, doubles: doubles };
            self.diagnostics.push(&input::TOO_MANY_DOUBLES, args, at.clone());
        }
    }

    /// One more group that runs in parallel.
    fn add_section(&mut self, record: &Record, id: RequirementId, row: Row) {
        let first = self.school.requirement(id).clone();
        let names = self.class_names(&first.classes);
        let subject = self.school.subject(first.subject).name.clone();
        let differ = match () {
            () if row.weekly.is_some_and(|weekly| weekly != first.weekly) => Some((input::PERIODS, "periods")),
            () if row.doubles.is_some_and(|doubles| doubles != first.doubles) => Some((input::DOUBLES, "doubles")),
            () => None,
        };
        if let Some((what, key)) = differ {
            let args = args! { class: names, subject: subject, what: what };
            self.diagnostics.push(&input::SECTIONS_DIFFER, args, record.place(key));
        }
        let given = |section: &Section| {
            let single = section.teachers.iter().filter(|role| role.candidates.len() == 1);
            single.flat_map(|role| role.candidates.clone()).collect::<Vec<_>>()
        };
        for section in &first.sections {
            if section.name == row.section.name {
                let args =
                    args! { what: input::GROUP, name: &section.name, first: super::place(&self.places[id.index()]) };
                self.diagnostics.push(&input::DUPLICATE, args, record.place("section"));
            }
            for teacher in given(section).into_iter().filter(|teacher| given(&row.section).contains(teacher)) {
                let name = self.school.teacher(teacher).name.clone();
                let args = args! { what: input::TEACHER, name: name, first: super::place(&self.places[id.index()]) };
                self.diagnostics.push(&input::DUPLICATE, args, record.place("teachers"));
            }
        }
        let room = self.room_of_group(record, &first, row.section.room.clone());
        self.school.requirements[id.index()].sections.push(Section { room, ..row.section });
    }

    /// Groups that run in parallel cannot share a home room: of combined classes, each further group without a room of its
    /// own takes the next class's.
    fn room_of_group(&mut self, record: &Record, so_far: &Requirement, room: RoomNeed) -> RoomNeed {
        if room != RoomNeed::Home {
            return room;
        }
        let homes: Vec<_> = so_far.classes.iter().map(|id| self.school.class(*id).home_room).collect();
        let taken = |home: &&RoomId| {
            so_far.sections.iter().any(|section| match &section.room {
                RoomNeed::Home => homes.first() == Some(*home),
                RoomNeed::OneOf { candidates, .. } => candidates.as_slice() == [**home],
            })
        };
        match homes.iter().find(|home| !taken(home)) {
            Some(home) if homes.first() == Some(home) => RoomNeed::Home,
            Some(home) => RoomNeed::OneOf { candidates: vec![*home], preferred: Vec::new() },
            None => {
                let args = args! {
                    class: self.class_names(&so_far.classes),
                    subject: self.school.subject(so_far.subject).name.as_str(),
                };
                self.diagnostics.push(&input::GROUP_WITHOUT_ROOM, args, record.place("section"));
                room
            }
        }
    }

    /// The names of classes, joined.
    pub(super) fn class_names(&self, ids: &[ClassId]) -> Arg {
        Arg::from(ids.iter().map(|id| self.school.class(*id).name.as_str()).collect::<Vec<_>>().join("+"))
    }
}
