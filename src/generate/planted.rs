//! The hidden timetable as a plan: rows with rooms, clock times and weeks.

use std::collections::BTreeMap;

use super::clock::{Bell, Slot};
use super::derive::{Before, Room};
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
        let double = |place: usize| {
            let [first, second] = [place, place + 1].map(|place| at.get(place).map(|at| &planted.lessons[*at]));
            first.zip(second).is_some_and(|(first, second)| {
                let together = first.fixed && second.fixed && slots[place].day == slots[place + 1].day;
                together && first.courses == second.courses
            })
        };
        for (place, (slot, lesson)) in slots.iter().zip(at).enumerate() {
            let courses = &planted.lessons[*lesson].courses;
            let rest = double(place).then(|| &slots[place + 1]);
            let is_rest = place > 0 && double(place - 1);
            for (index, course) in courses.iter().enumerate() {
                let weekly = staff.courses[*course].weekly;
                let weeks = match (courses.len(), index) {
                    (1, _) => Weeks::All,
                    (_, 0) if weekly.even == 0 => Weeks::Odd,
                    _ if weekly.odd == 0 => Weeks::Even,
                    _ => return None,
                };
                let row = lesson_row(staff, *course, slot, weeks);
                rows.push((row, slot, rest, is_rest, staff.courses[*course].subject));
            }
        }
    }
    // Interval colouring by start time: a room is never missing while the number of lessons at once is within capacity. A double
    // is one interval, and stays in its room.
    rows.sort_by_key(|(row, slot, ..)| (slot.day, slot.time, row.classes.clone(), row.weeks));
    let mut taken: BTreeMap<(usize, usize), Vec<&Slot>> = BTreeMap::new();
    let mut stays: BTreeMap<(Vec<String>, usize), usize> = BTreeMap::new();
    for (row, slot, rest, is_rest, subject) in &mut rows {
        let Some(kind) = staff.subjects[*subject].room_kind else { continue };
        let double = (row.classes.clone(), slot.day);
        let index = if *is_rest {
            stays.remove(&double)?
        } else {
            let free = |index: usize, room: &Room| {
                let used = taken.get(&(index, slot.day)).into_iter().flatten();
                used.filter(|used| used.time.overlaps(slot.time)).count() < room.capacity
            };
            let mut rooms = before.rooms.iter().enumerate().filter(|(_, room)| room.kind == kind);
            rooms.find(|(index, room)| free(*index, room))?.0
        };
        row.room = before.rooms[index].name.clone();
        if *is_rest {
            continue;
        }
        let room = taken.entry((index, slot.day)).or_default();
        room.push(*slot);
        if let Some(rest) = *rest {
            room.push(rest);
            stays.insert(double, index);
        }
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
