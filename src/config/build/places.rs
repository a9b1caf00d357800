//! Buildings, transfer times and rooms.

use std::collections::BTreeMap;

use super::super::notation::clean;
use super::super::raw::{Schema, Value};
use super::Builder;
use super::times::priced;
use crate::args;
use crate::school::Room;
use crate::text::input;
use crate::units::{BuildingId, Minutes, RoomId};

/// What a room is when nothing else is said.
pub(super) const ORDINARY: &str = "普通教室";

/// Most minutes between two buildings.
const MOST_MINUTES: u16 = 240;

impl Builder<'_> {
    pub(super) fn buildings(&mut self) {
        let mut seen = BTreeMap::new();
        for record in self.raw.list("building") {
            let Some(name) = self.read(record).name("name", "[[building]]") else { continue };
            if self.fresh(&mut seen, input::BUILDING, &name) {
                self.buildings.insert(name.text.clone(), BuildingId::from_index(self.school.buildings.len()));
                self.school.buildings.push(name.text);
            }
        }
        let Some(section) = self.raw.section("transfer") else {
            self.school.transfer = vec![vec![Minutes(0); self.school.buildings.len()]; self.school.buildings.len()];
            return;
        };
        let usual = self.read(section).count("minutes", 0, MOST_MINUTES).unwrap_or(0);
        let count = self.school.buildings.len();
        self.school.transfer =
            (0..count).map(|a| (0..count).map(|b| Minutes(if a == b { 0 } else { usual })).collect()).collect();
        let Some(between) = section.get("between") else { return };
        for record in between.records(&BETWEEN, self.diagnostics) {
            let minutes = self.read(&record).count("minutes", 0, MOST_MINUTES);
            if record.get("minutes").is_none() {
                let args = args! { table: BETWEEN.table, key: "minutes" };
                self.diagnostics.push(&input::MISSING_KEY, args, record.at.clone());
            }
            let items = self.read(&record).list("buildings");
            let ids: Vec<_> = items.iter().map(|item| self.building(item)).collect();
            match ids.as_slice() {
                [Some(a), Some(b)] if a != b => {
                    let minutes = Minutes(minutes.unwrap_or(usual));
                    self.school.transfer[a.index()][b.index()] = minutes;
                    self.school.transfer[b.index()][a.index()] = minutes;
                }
                ids if ids.len() == 2 && ids.contains(&None) => {}
                _ => {
                    let args = args! { table: BETWEEN.table, what: input::BUILDING };
                    self.diagnostics.push(&input::NEED_TWO, args, record.place("buildings"));
                }
            }
        }
    }

    pub(super) fn rooms(&mut self) {
        let mut seen = BTreeMap::new();
        for record in self.raw.list("room") {
            let mut reader = self.read(record);
            let name = reader.name("name", "[[room]]");
            let kind = reader.text("kind").map(|item| item.text).filter(|kind| !kind.is_empty());
            let capacity = reader.small("capacity", 1, 99).unwrap_or(1);
            let seats = reader.count("seats", 1, 5_000);
            let building = reader.text("building");
            let Some(name) = name else { continue };
            let building = building.and_then(|item| self.building(&item));
            if self.fresh(&mut seen, input::ROOM, &name) {
                let kind = kind.unwrap_or_else(|| ORDINARY.to_owned());
                self.add_room(Room { name: name.text, kind, capacity, seats, building, ..Room::default() });
            }
        }
    }

    pub(super) fn add_room(&mut self, room: Room) -> RoomId {
        let id = RoomId::from_index(self.school.rooms.len());
        self.rooms.insert(room.name.clone(), id);
        self.school.rooms.push(room);
        id
    }

    /// Times of rooms, teachers and subjects as stated in their tables; only now are all bells known.
    pub(super) fn timed(&mut self) {
        for record in self.raw.list("room") {
            let stated = self.stated(record, "unavailable");
            let spans = self.spans(&stated, &[]);
            if let Some(id) = record.get("name").and_then(name_of).and_then(|name| self.rooms.get(&name)) {
                self.school.rooms[id.index()].unavailable = spans;
            }
        }
        for record in self.raw.list("teacher") {
            let unavailable = self.stated(record, "unavailable");
            let unavailable = self.spans(&unavailable, &[]);
            let unwanted = self.stated(record, "unwanted");
            let unwanted = priced(self.spans(&unwanted, &[]), 1);
            if let Some(id) = record.get("name").and_then(name_of).and_then(|name| self.teachers.get(&name)) {
                let teacher = &mut self.school.teachers[id.index()];
                (teacher.unavailable, teacher.unwanted) = (unavailable, unwanted);
            }
        }
        for record in self.raw.list("subject") {
            let [forbidden, allowed, unwanted] = ["forbidden", "allowed", "unwanted"].map(|key| {
                let stated = self.stated(record, key);
                self.period_sets(&stated)
            });
            if let Some(id) = record.get("name").and_then(name_of).and_then(|name| self.subjects.get(&name)) {
                let subject = &mut self.school.subjects[id.index()];
                (subject.forbidden, subject.allowed) = (forbidden, allowed);
                subject.unwanted = priced(unwanted, 1);
            }
        }
    }
}

const BETWEEN: Schema = Schema::new("[[transfer.between]]", &["buildings", "minutes"]);

pub(super) fn name_of(field: &super::super::raw::Field) -> Option<String> {
    match &field.value {
        Value::Text(text) | Value::Number(text) => Some(clean(text)),
        _ => None,
    }
}
