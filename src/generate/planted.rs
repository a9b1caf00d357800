//! The hidden timetable as a plan: rows with rooms, clock times and weeks.

use std::collections::BTreeMap;

use super::clock::{Bell, Slot};
use super::derive::Before;
use super::plant::Planted;
use super::staff::Staff;
use crate::plan::{Plan, Row, RowKind};
use crate::school::SubjectKind;
use crate::units::Weeks;

/// The plan, or nothing when some lesson finds no room (not when the capacities were kept).
pub(super) fn plan(staff: &Staff, bells: &[Bell], before: &Before, planted: &Planted) -> Option<Plan> {
    let mut rows = Vec::new();
    for (class, at) in planted.at.iter().enumerate() {
        let slots = &bells[staff.classes[class].bell].slots;
        for (slot, lesson) in slots.iter().zip(at) {
            let courses = &planted.lessons[*lesson].courses;
            for (index, course) in courses.iter().enumerate() {
                let weekly = staff.courses[*course].weekly;
                let weeks = match (courses.len(), index) {
                    (1, _) => Weeks::All,
                    (_, 0) if weekly.even == 0 => Weeks::Odd,
                    _ if weekly.odd == 0 => Weeks::Even,
                    _ => return None,
                };
                rows.push((lesson_row(staff, *course, slot, weeks), slot, staff.courses[*course].subject));
            }
        }
    }
    // Interval colouring by start time: a room is never missing while the number of lessons at once is within capacity.
    rows.sort_by_key(|(row, slot, _)| (slot.day, slot.time, row.classes.clone(), row.weeks));
    let mut taken: BTreeMap<(usize, usize), Vec<&Slot>> = BTreeMap::new();
    for (row, slot, subject) in &mut rows {
        let Some(kind) = staff.subjects[*subject].room_kind else { continue };
        let (index, room) =
            before.rooms.iter().enumerate().filter(|(_, room)| room.kind == kind).find(|(index, room)| {
                let used = taken
                    .get(&(*index, slot.day))
                    .map_or(0, |used| used.iter().filter(|u| u.time.overlaps(slot.time)).count());
                used < room.capacity
            })?;
        row.room = room.name.clone();
        taken.entry((index, slot.day)).or_default().push(*slot);
    }
    let mut rows: Vec<Row> = rows.into_iter().map(|(row, ..)| row).collect();
    for block in &before.blocks {
        let window = block.choices.first()?;
        rows.push(Row {
            kind: RowKind::Research,
            classes: Vec::new(),
            subject: block.name.into(),
            section: String::new(),
            teachers: block.teachers.iter().map(|teacher| staff.teachers[*teacher].name.clone()).collect(),
            room: String::new(),
            weeks: Weeks::All,
            weekday: window.weekday,
            period: None,
            time: window.time,
            pinned: false,
        });
    }
    Some(Plan { rows, service: None })
}

/// The home room of a class.
pub(super) fn home_room(class: &str) -> String {
    format!("{class}教室")
}

fn lesson_row(staff: &Staff, course: usize, slot: &Slot, weeks: Weeks) -> Row {
    let course = &staff.courses[course];
    let class = &staff.classes[course.class].name;
    let subject = &staff.subjects[course.subject];
    Row {
        kind: RowKind::Lesson,
        classes: vec![class.clone()],
        subject: subject.name.clone(),
        section: String::new(),
        teachers: vec![staff.teachers[course.teacher].name.clone()],
        room: home_room(class),
        weeks,
        weekday: slot.weekday,
        period: Some(slot.period),
        time: slot.time,
        pinned: subject.kind == SubjectKind::ClassMeeting,
    }
}
