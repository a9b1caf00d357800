//! Families about rooms.
//!
//! An activity's room is one of those that all its constraints of 100 % allow; home rooms count where nothing else is said.
//! Rooms too small for the activity's students fall away.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use crate::args;
use crate::fet::model::{Constraint, Element, Fet};
use crate::fet::report::Fate;
use crate::text::fet as words;

const PREFERRED: [&str; 8] = [
    "ActivityPreferredRoom",
    "ActivityPreferredRooms",
    "SubjectPreferredRoom",
    "SubjectPreferredRooms",
    "ActivityTagPreferredRoom",
    "ActivityTagPreferredRooms",
    "SubjectActivityTagPreferredRoom",
    "SubjectActivityTagPreferredRooms",
];
const HOMES: [&str; 4] = ["StudentsSetHomeRoom", "StudentsSetHomeRooms", "TeacherHomeRoom", "TeacherHomeRooms"];

/// Whether the family is handled here.
pub(super) fn knows(family: &str) -> bool {
    PREFERRED.contains(&family) || HOMES.contains(&family)
}

/// Applies all constraints about rooms.
pub(super) fn apply(fet: &Fet, facts: &mut Facts) {
    let by_name: BTreeMap<&str, usize> =
        fet.rooms.iter().enumerate().map(|(i, room)| (room.name.as_str(), i)).collect();
    let mut preferred_soft = false;
    let active = |families: &'static [&'static str]| {
        fet.constraints.iter().filter(|c| c.active && families.contains(&c.family.as_str()))
    };
    for constraint in active(&PREFERRED) {
        let Some(rooms) = named(&by_name, &constraint.element) else {
            facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
            continue;
        };
        let mut clash = false;
        for index in about(fet, facts, constraint) {
            let lesson = &mut facts.lessons[index];
            if constraint.weight.is_hard() {
                let both: BTreeSet<usize> = match &lesson.rooms {
                    Some(before) => before.intersection(&rooms).copied().collect(),
                    None => rooms.clone(),
                };
                clash |= both.is_empty();
                if !both.is_empty() {
                    lesson.rooms = Some(both);
                }
            } else {
                preferred_soft = true;
                lesson.preferred.extend(&rooms);
            }
        }
        match clash {
            true => facts.note(constraint, Fate::NotCarried, words::CONTRADICTS),
            false => facts.note(constraint, Fate::Carried, words::NOTHING),
        }
    }
    for constraint in active(&HOMES) {
        let Some(rooms) = named(&by_name, &constraint.element) else {
            facts.note(constraint, Fate::NotCarried, words::NAMES_UNKNOWN);
            continue;
        };
        home(fet, facts, constraint, &rooms);
        preferred_soft |= !constraint.weight.is_hard();
        facts.note(constraint, Fate::Carried, words::NOTHING);
    }
    if preferred_soft {
        facts.rules.entry("room-preference").or_default().weight = 1;
    }
    fit(fet, facts);
    let virtual_rooms = fet.rooms.iter().filter(|room| room.is_virtual).count();
    if virtual_rooms > 0 {
        facts.report.remark(words::VIRTUAL_ROOMS, args! { count: virtual_rooms });
    }
}

fn named(by_name: &BTreeMap<&str, usize>, element: &Element) -> Option<BTreeSet<usize>> {
    let rooms: Option<BTreeSet<usize>> =
        element.all(&["Room", "Preferred_Room"]).map(|name| by_name.get(name).copied()).collect();
    rooms.filter(|rooms| !rooms.is_empty())
}

/// The activities that a constraint on preferred rooms is about.
fn about(fet: &Fet, facts: &Facts, constraint: &Constraint) -> Vec<usize> {
    let element = &constraint.element;
    if constraint.family.starts_with("ActivityPreferred") {
        return facts.activities_in(element);
    }
    let (subject, tag) =
        (element.get(&["Subject", "Subject_Name"]), element.get(&["Activity_Tag", "Activity_Tag_Name"]));
    let fits = |index: &usize| {
        let activity = &fet.activities[*index];
        (!constraint.family.starts_with("Subject") || fet.subjects[activity.subject] == subject)
            && (!constraint.family.contains("ActivityTag") || activity.tags.iter().any(|t| fet.tags[*t] == tag))
    };
    (0..fet.activities.len()).filter(fits).collect()
}

/// Home rooms of students or of a teacher: for activities of just these students or just this teacher.
fn home(fet: &Fet, facts: &mut Facts, constraint: &Constraint, rooms: &BTreeSet<usize>) {
    let element = &constraint.element;
    let students = fet.students.by_name.get(element.get(&["Students", "Students_Name"])).copied();
    let teacher = fet.teachers.iter().position(|name| name == element.get(&["Teacher", "Teacher_Name"]));
    let of_students = constraint.family.starts_with("Students");
    for (index, activity) in fet.activities.iter().enumerate() {
        let meant = if of_students {
            students.is_some_and(|set| activity.students.iter().eq([&set]))
        } else {
            teacher.is_some_and(|teacher| activity.teachers.iter().eq([&teacher]))
        };
        let lesson = &mut facts.lessons[index];
        if !meant || lesson.rooms.is_some() {
            continue;
        }
        if constraint.weight.is_hard() {
            lesson.rooms = Some(rooms.clone());
        } else {
            lesson.preferred.extend(rooms);
        }
    }
    // The room of one class alone is its home.
    let mut only = rooms.iter();
    let (Some(room), None, Some(set), true) = (only.next(), only.next(), students, of_students) else { return };
    let classes: BTreeSet<usize> =
        fet.students.sets[set].atoms.iter().filter_map(|atom| facts.class_of.get(atom).copied()).collect();
    let taken = facts.classes.iter().any(|class| class.home == Some(*room));
    if let (1, Some(class)) = (classes.len(), classes.first())
        && !taken
        && facts.classes[*class].home.is_none()
        && !fet.rooms[*room].is_virtual
    {
        facts.classes[*class].home = Some(*room);
    }
}

/// Rooms that are too small fall away, unless none would be left.
fn fit(fet: &Fet, facts: &mut Facts) {
    let mut none_left = 0;
    for (activity, lesson) in fet.activities.iter().zip(&mut facts.lessons) {
        let stated = || activity.students.iter().map(|set| fet.students.sets[*set].size).sum();
        let students: u32 = activity.size.unwrap_or_else(stated);
        let large = |room: &usize| fet.rooms[*room].capacity >= students;
        if let Some(rooms) = &mut lesson.rooms {
            let kept: BTreeSet<usize> = rooms.iter().copied().filter(large).collect();
            none_left += usize::from(kept.is_empty());
            if !kept.is_empty() {
                *rooms = kept;
            }
        }
        lesson.preferred.retain(large);
        if let Some(rooms) = &lesson.rooms {
            lesson.preferred.retain(|room| rooms.contains(room));
        }
    }
    if none_left > 0 {
        facts.report.remark(words::ROOMS_TOO_SMALL, args! { count: none_left });
    }
}
