//! Rooms, home rooms, preferred rooms.

use std::collections::{BTreeMap, BTreeSet};

use super::lessons::{Activity, Of};
use super::rules::Constraints;
use super::xml::Xml;
use crate::args;
use crate::fet::report::Report;
use crate::school::{RoomNeed, School};
use crate::text::fet as words;
use crate::units::RoomId;

/// FET rooms by the school's rooms.
pub(super) type Copies = BTreeMap<RoomId, Vec<String>>;

/// Students that any room holds: the school counts classes, not seats.
const ANY: &str = "30000";

/// Writes the rooms: one that holds several lessons at once is as many rooms.
pub(super) fn list(xml: &mut Xml, school: &School, report: &mut Report) -> Copies {
    let mut names: BTreeSet<String> = school.rooms.iter().map(|room| room.name.clone()).collect();
    let mut copies = Copies::new();
    let mut split = 0;
    xml.open("Rooms_List");
    for (index, room) in school.rooms.iter().enumerate() {
        let mut own = vec![room.name.clone()];
        let mut number = 2;
        while own.len() < usize::from(room.capacity.max(1)) {
            let name = format!("{} #{number}", room.name);
            number += 1;
            if names.insert(name.clone()) {
                own.push(name);
            }
        }
        split += usize::from(own.len() > 1);
        for name in &own {
            xml.open("Room");
            xml.leaf("Name", name);
            xml.leaf("Building", "");
            xml.leaf("Capacity", ANY);
            xml.leaf("Virtual", "false");
            xml.leaf("Comments", "");
            xml.close("Room");
        }
        copies.insert(RoomId::from_index(index), own);
    }
    xml.close("Rooms_List");
    if split > 0 {
        report.remark(words::ROOMS_SPLIT, args! { count: split });
    }
    copies
}

impl Constraints<'_> {
    /// Everything about rooms.
    pub(super) fn space(&mut self, copies: &Copies) {
        let school = self.school;
        self.xml.open("Space_Constraints_List");
        self.constraint("BasicCompulsorySpace", |_| {});
        for (index, room) in school.rooms.iter().enumerate() {
            let events = school.events.iter().filter(|event| event.rooms.contains(&RoomId::from_index(index)));
            let spans = room.unavailable.iter().chain(events.map(|event| &event.span));
            let closed = self.grid.taken(spans);
            for name in copies.get(&RoomId::from_index(index)).into_iter().flatten().filter(|_| !closed.is_empty()) {
                self.closed("RoomNotAvailableTimes", "Room", name, &closed);
            }
        }
        for class in &school.classes {
            let home = &school.room(class.home_room).name;
            self.constraint("StudentsSetHomeRoom", |xml| {
                xml.leaf("Students", &class.name);
                xml.leaf("Room", home);
            });
        }
        let mut preferred = 0;
        for activity in &self.lessons.activities {
            let Some((rooms, prefers)) = wanted(school, activity) else { continue };
            preferred += usize::from(prefers);
            let names: Vec<&String> = rooms.iter().filter_map(|room| copies.get(room)).flatten().collect();
            let id = activity.id.to_string();
            match names.as_slice() {
                [] => {}
                [only] => self.constraint("ActivityPreferredRoom", |xml| {
                    xml.leaf("Activity_Id", &id);
                    xml.leaf("Room", only);
                    xml.leaf("Permanently_Locked", "true");
                }),
                many => self.constraint("ActivityPreferredRooms", |xml| {
                    xml.leaf("Activity_Id", &id);
                    xml.leaf("Number_of_Preferred_Rooms", &many.len().to_string());
                    for name in many {
                        xml.leaf("Preferred_Room", name);
                    }
                }),
            }
        }
        if preferred > 0 {
            self.report.remark(words::PREFERRED_LOST, args! { count: preferred });
        }
        self.xml.close("Space_Constraints_List");
    }
}

/// The rooms that an activity must have one of, unless that is its class's home room; whether some are preferred.
fn wanted(school: &School, activity: &Activity) -> Option<(Vec<RoomId>, bool)> {
    let Of::Requirement(id, section) = activity.of else { return None };
    let requirement = school.requirement(id);
    if let Some(room) = activity.room {
        return Some((vec![room], false));
    }
    match &requirement.sections[section].room {
        RoomNeed::Home if activity.classes.len() == 1 => None,
        RoomNeed::Home => requirement.classes.first().map(|class| (vec![school.class(*class).home_room], false)),
        RoomNeed::OneOf { candidates, preferred } => {
            Some((candidates.clone(), !preferred.is_empty() && preferred.len() < candidates.len()))
        }
    }
}
