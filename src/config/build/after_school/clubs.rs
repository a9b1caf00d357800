//! The club menu.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::notation;
use super::super::super::raw::{Record, Value};
use super::super::super::suggest;
use super::super::Builder;
use super::super::read::Item;
use super::Known;
use super::fields::Word;
use super::people::Part;
use super::slots::kinds;
use crate::args;
use crate::school::{Club, ClubLevel, ServiceKind};
use crate::text::input;
use crate::text::input::after_school as say;
use crate::units::{ClubId, RoomId, ServiceSlotId, TeacherId, Weekday};

const LEVELS: [Word<ClubLevel>; 6] = [
    ("开放", "open", ClubLevel::Open),
    ("基础", "basic", ClubLevel::Basic),
    ("高级", "advanced", ClubLevel::Advanced),
    ("基础班", "", ClubLevel::Basic),
    ("高级班", "", ClubLevel::Advanced),
    ("提高班", "", ClubLevel::Advanced),
];

/// Members of a club when its row does not limit them.
const USUAL_MAX: u16 = 45;

impl Builder<'_> {
    pub(super) fn clubs(&mut self, known: &mut Known) {
        if self.needs_service("club") {
            return;
        }
        let mut seen = BTreeMap::new();
        let mut rows: Vec<(String, &Record)> = Vec::new();
        let raw = self.raw;
        for record in raw.list("club") {
            let Some(name) = self.name_of(record, "club") else { continue };
            if self.fresh(&mut seen, say::CLUB, &name) {
                known.clubs.insert(name.text.clone(), ClubId::from_index(rows.len()));
                known.club_rows.push(record.at.clone());
                rows.push((name.text, record));
            }
        }
        for (name, record) in rows {
            let club = self.club(known, record, name);
            self.school.service.clubs.push(club);
        }
        self.prerequisites_end(known);
    }

    fn club(&mut self, known: &Known, record: &Record, name: String) -> Club {
        let mut reader = self.read(record);
        let kind = reader.one_of("kind", &kinds()).unwrap_or(ServiceKind::Club);
        let level = reader.one_of("level", &LEVELS).unwrap_or_default();
        let min = reader.count("min", 1, 500).unwrap_or(1);
        let max = reader.count("max", 1, 500).unwrap_or(USUAL_MAX.max(min));
        let staff = reader.small("staff", 1, 9).unwrap_or(1);
        let requires = reader.text("requires").filter(|item| !item.text.is_empty());
        if min > max {
            let what = crate::text::Arg::Both { zh: format!("社团“{name}”"), en: format!("the club \"{name}\"") };
            let args = args! { what: what, min: min, max: max };
            self.diagnostics.push(&say::MIN_OVER_MAX, args, record.place("min"));
        }
        let requires = requires.and_then(|item| self.club_named(known, &item));
        let meets = self.meetings(known, record, &name);
        let rooms = self.club_rooms(record, &name, min);
        let instructors = self.instructors(record, &name, staff);
        let grades = self.club_grades(record);
        Club { name, kind, level, requires, meets, min, max, rooms, instructors, staff, grades }
    }

    /// When it meets: on the stated weekdays in each of the stated slots.
    fn meetings(&mut self, known: &Known, record: &Record, name: &str) -> Vec<(ServiceSlotId, Weekday)> {
        let days = self.weekdays(record, "weekdays");
        let items = self.texts(record, "slot");
        let is_club = |builder: &Self, slot: ServiceSlotId| builder.school.service.slot(slot).kind == ServiceKind::Club;
        let mut slots = Vec::new();
        for item in &items {
            let Some(slot) = self.slot_named(known, item) else { continue };
            if is_club(self, slot) {
                slots.push((slot, item.at.clone()));
            } else {
                let args = args! { slot: &item.text, club: name };
                self.diagnostics.push(&say::NO_CLUB_SLOT, args, item.at.clone());
            }
        }
        if items.is_empty() {
            let all: Vec<_> = self.school.service.slot_ids().filter(|slot| is_club(self, *slot)).collect();
            match all.as_slice() {
                [only] => slots.push((*only, record.at.clone())),
                _ => {
                    let args = args! { club: name, count: all.len() };
                    self.diagnostics.push(&say::SLOT_UNSAID, args, record.at.clone());
                }
            }
        }
        let mut meets = Vec::new();
        for (slot, at) in slots {
            let at = record.get("weekdays").map_or(at, |field| field.at.clone());
            let held = self.held_days(slot, days.clone(), name, at);
            meets.extend(held.into_iter().map(|day| (slot, day)));
        }
        meets
    }

    fn club_rooms(&mut self, record: &Record, name: &str, min: u16) -> Vec<RoomId> {
        let items = self.texts(record, "rooms");
        if items.is_empty() {
            self.diagnostics.push(&say::CLUB_NO_ROOM, args! { club: name }, record.place("rooms"));
        }
        let mut rooms: Vec<RoomId> = Vec::new();
        let mut all_known = true;
        for item in &items {
            let found = self.place(item);
            all_known &= !found.is_empty();
            rooms.extend(found);
        }
        let mut seen = BTreeSet::new();
        rooms.retain(|room| seen.insert(*room));
        // A room whose seats nobody stated holds any number.
        let seats: Option<Vec<u16>> = rooms.iter().map(|room| self.school.seats(*room)).collect();
        if let Some(most) = seats.and_then(|seats| seats.into_iter().max()).filter(|most| all_known && *most < min) {
            let args = args! { club: name, min: min, seats: most };
            self.diagnostics.push(&say::CLUB_ROOMS_SMALL, args, record.place("rooms"));
        }
        rooms
    }

    /// The room called so, or all rooms of the kind called so; else an error.
    fn place(&mut self, item: &Item) -> Vec<RoomId> {
        if let Some(room) = self.rooms.get(&item.text) {
            return vec![*room];
        }
        let found = self.of_kind(&item.text);
        if found.is_empty() && self.raw.whole("room") {
            let kinds: BTreeSet<&str> = self.school.rooms.iter().map(|room| room.kind.as_str()).collect();
            let suggest = suggest::among(&item.text, self.rooms.keys().map(String::as_str).chain(kinds));
            let args = args! { name: &item.text, suggest: suggest };
            self.diagnostics.push(&say::UNKNOWN_PLACE, args, item.at.clone());
        }
        found
    }

    fn instructors(&mut self, record: &Record, name: &str, staff: u8) -> Vec<TeacherId> {
        let before = self.diagnostics.0.len();
        let who = self.people(record, "instructors", Part::Service, name);
        if self.diagnostics.0.len() == before {
            self.enough(say::CLUB, name, &who, staff, record, "instructors");
        }
        for id in &who {
            self.vetted(*id, name, record.place("instructors"));
        }
        who
    }

    /// Grades that may join: a text (`3-6`) or a list of them; empty for all.
    fn club_grades(&mut self, record: &Record) -> Vec<u8> {
        let Some(field) = record.get("grades") else { return Vec::new() };
        let one = std::slice::from_ref(field);
        let items = if let Value::List(items) = &field.value { items.as_slice() } else { one };
        let mut grades = BTreeSet::new();
        for item in items {
            match &item.value {
                Value::Text(text) if super::super::names::is_all(text) => return Vec::new(),
                Value::Text(text) | Value::Number(text) => match notation::grades(text) {
                    Ok(found) => grades.extend(found),
                    Err(fault) => fault.report(&item.at, self.diagnostics),
                },
                _ => super::super::super::raw::wrong_type(item, input::A_TEXT, self.diagnostics),
            }
        }
        let of_school = |grade: &u8| self.school.classes.iter().any(|class| class.grade == *grade);
        if !grades.is_empty() && self.classes_are_sure() && !grades.iter().any(of_school) {
            let shown: Vec<_> = grades.iter().map(u8::to_string).collect();
            self.diagnostics.push(&input::UNKNOWN_GRADE, args! { value: shown.join("、") }, field.at.clone());
        }
        grades.into_iter().collect()
    }

    /// Reports clubs that require each other in a circle, each circle once, where its first club stands.
    fn prerequisites_end(&mut self, known: &Known) {
        let clubs = &self.school.service.clubs;
        let mut done: BTreeSet<ClubId> = BTreeSet::new();
        let mut circles: Vec<Vec<ClubId>> = Vec::new();
        for start in (0..clubs.len()).map(ClubId::from_index) {
            let mut path = Vec::new();
            let mut next = Some(start);
            while let Some(club) = next.filter(|club| !done.contains(club)) {
                if let Some(first) = path.iter().position(|earlier| *earlier == club) {
                    circles.push(path[first..].to_vec());
                    break;
                }
                path.push(club);
                next = clubs[club.index()].requires;
            }
            done.extend(path);
        }
        for circle in circles {
            let names: Vec<_> = circle.iter().map(|club| self.school.service.club(*club).name.as_str()).collect();
            let at = circle.first().and_then(|club| known.club_rows.get(club.index())).cloned().unwrap_or_default();
            self.diagnostics.push(&say::REQUIRES_CYCLE, args! { clubs: names.join(" → ") }, at);
        }
    }
}
