//! The hidden timetable as a plan: rows with rooms, clock times and weeks.

use std::collections::BTreeMap;

use super::clock::{Bell, Slot};
use super::derive::{Before, Room};
use super::plant::Planted;
use super::staff::Staff;
use crate::plan::{Plan, Row, RowKind};
use crate::school::SubjectKind;
use crate::units::Weeks;

/// What is in one room on end: a lesson, or both halves of a double.
struct Stay<'a> {
    subject: usize,
    rows: Vec<Row>,
    slots: Vec<&'a Slot>,
}

/// The plan, or nothing when some lesson finds no room (not when the capacities were kept).
pub(super) fn plan(staff: &Staff, bells: &[Bell], before: &Before, planted: &Planted) -> Option<Plan> {
    let mut stays: Vec<Stay<'_>> = Vec::new();
    for (class, at) in planted.at.iter().enumerate() {
        let slots = &bells[staff.classes[class].bell].slots;
        let lesson = |place: usize| &planted.lessons[at[place]];
        for (place, slot) in slots.iter().enumerate() {
            let courses = &lesson(place).courses;
            let is_rest = place.checked_sub(1).is_some_and(|earlier| {
                let both_fixed = lesson(earlier).fixed && lesson(place).fixed;
                both_fixed && lesson(earlier).courses == *courses && slots[earlier].day == slot.day
            });
            for (index, course) in courses.iter().enumerate() {
                let weekly = staff.courses[*course].weekly;
                let weeks = match (courses.len(), index) {
                    (1, _) => Weeks::All,
                    (_, 0) if weekly.even == 0 => Weeks::Odd,
                    _ if weekly.odd == 0 => Weeks::Even,
                    _ => return None,
                };
                let row = lesson_row(staff, *course, slot, weeks);
                match stays.last_mut().filter(|_| is_rest) {
                    Some(stay) => {
                        stay.rows.push(row);
                        stay.slots.push(slot);
                    }
                    None => {
                        let subject = staff.courses[*course].subject;
                        stays.push(Stay { subject, rows: vec![row], slots: vec![slot] });
                    }
                }
            }
        }
    }
    // Interval colouring by start time: a room is never missing while the number of lessons at once is within capacity.
    let order = |row: &Row| (row.weekday, row.time, row.classes.clone(), row.weeks);
    stays.sort_by_key(|stay| order(&stay.rows[0]));
    let mut taken: BTreeMap<usize, Vec<&Slot>> = BTreeMap::new();
    for stay in &mut stays {
        let Some(kind) = staff.subjects[stay.subject].room_kind else { continue };
        let is_free = |(index, room): &(usize, &Room)| {
            let used = |slot: &Slot| {
                let same = |used: &&&Slot| used.day == slot.day && used.time.overlaps(slot.time);
                taken.get(index).into_iter().flatten().filter(same).count()
            };
            room.kind == kind && stay.slots.iter().all(|slot| used(slot) < room.capacity)
        };
        let (index, room) = before.rooms.iter().enumerate().find(is_free)?;
        stay.rows.iter_mut().for_each(|row| row.room = room.name.clone());
        taken.entry(index).or_default().extend(&stay.slots);
    }
    let mut rows: Vec<Row> = stays.into_iter().flat_map(|stay| stay.rows).collect();
    rows.sort_by_key(order);
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
