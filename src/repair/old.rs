//! The old plan in the words of the school as it is now.
//!
//! Names that were changed are given their new ones. Names that the school does not know any more stay as they are and are
//! counted: that a teacher left, a room was closed or a class is gone is what the repair is about. A row whose clock time
//! is no period any more (other bell times) goes by its period number, and gets the time that this period has now.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Plan, Row, RowKind, ServicePlan};
use crate::school::School;
use crate::units::PeriodIndex;

/// Why a plan is none of this school's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// No class of it is a class of the school.
    Classes,
    /// No teacher of it is a teacher of the school.
    Teachers,
}

/// Names in the old plan that the school does not know, each with the number of rows that have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Classes.
    pub classes: BTreeMap<String, usize>,
    /// Subjects.
    pub subjects: BTreeMap<String, usize>,
    /// People.
    pub people: BTreeMap<String, usize>,
    /// Rooms.
    pub rooms: BTreeMap<String, usize>,
    /// Research blocks.
    pub blocks: BTreeMap<String, usize>,
    /// Lesson rows that went by their period number, because no period has their clock time.
    pub retimed: usize,
    /// Lesson rows of known classes that have neither a time nor a period of the school.
    pub untimed: usize,
}

impl Unknown {
    /// Whether everything is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An old plan as the school would write it now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Old {
    /// The plan, names and times brought up to date.
    pub plan: Plan,
    /// What the school does not know.
    pub unknown: Unknown,
    /// Period of each row by the bell schedule of its first class; none for research and for what has none.
    pub(super) periods: Vec<Option<PeriodIndex>>,
}

impl Old {
    /// Reads `plan` as an old plan of `school`; `renamed` gives new names for old ones.
    ///
    /// # Errors
    ///
    /// Why it is no plan of this school.
    pub fn new(school: &School, plan: &Plan, renamed: &BTreeMap<String, String>) -> Result<Self, Foreign> {
        let mut old = Self { plan: plan.clone(), ..Self::default() };
        rename(&mut old.plan, renamed);
        if let Some(foreign) = foreign(school, &old.plan) {
            return Err(foreign);
        }
        for row in &mut old.plan.rows {
            old.periods.push(retime(school, row, &mut old.unknown));
        }
        let unknown = &mut old.unknown;
        for row in &old.plan.rows {
            let count = |into: &mut BTreeMap<String, usize>, name: &str| *into.entry(name.to_owned()).or_default() += 1;
            row.classes.iter().filter(|n| school.class_named(n).is_none()).for_each(|n| count(&mut unknown.classes, n));
            row.teachers
                .iter()
                .filter(|n| school.teacher_named(n).is_none())
                .for_each(|n| count(&mut unknown.people, n));
            match row.kind {
                RowKind::Lesson => {
                    if school.subject_named(&row.subject).is_none() {
                        count(&mut unknown.subjects, &row.subject);
                    }
                    if !row.room.is_empty() && school.room_named(&row.room).is_none() {
                        count(&mut unknown.rooms, &row.room);
                    }
                }
                RowKind::Research if !school.research.iter().any(|block| block.name == row.subject) => {
                    count(&mut unknown.blocks, &row.subject);
                }
                RowKind::Research => {}
            }
        }
        for name in old.plan.service.iter().flat_map(staff) {
            if school.teacher_named(name).is_none() {
                *unknown.people.entry(name.clone()).or_default() += 1;
            }
        }
        Ok(old)
    }
}

/// People in sessions and on shifts.
fn staff(service: &ServicePlan) -> impl Iterator<Item = &String> {
    let sessions = service.sessions.iter().flat_map(|session| &session.staff);
    sessions.chain(service.shifts.iter().map(|shift| &shift.person))
}

/// Why the plan cannot be one of this school. A plan without classes, or without teachers, says nothing of them.
fn foreign(school: &School, plan: &Plan) -> Option<Foreign> {
    let none = |names: &BTreeSet<&str>, known: &dyn Fn(&str) -> bool| {
        !names.is_empty() && !names.iter().any(|name| known(name))
    };
    let names =
        |of: fn(&Row) -> &[String]| -> BTreeSet<&str> { plan.rows.iter().flat_map(of).map(String::as_str).collect() };
    let classes = names(|row| &row.classes);
    if none(&classes, &|name| school.class_named(name).is_some()) {
        return Some(Foreign::Classes);
    }
    let teachers = names(|row| &row.teachers);
    none(&teachers, &|name| school.teacher_named(name).is_some()).then_some(Foreign::Teachers)
}

/// The period of a lesson by the present bell schedule; a row that goes by its number gets the present time.
fn retime(school: &School, row: &mut Row, unknown: &mut Unknown) -> Option<PeriodIndex> {
    if row.kind == RowKind::Research {
        return None;
    }
    let class = row.classes.iter().find_map(|name| school.class_named(name))?;
    let day = school.bell_of(class).days.get(&row.weekday);
    let by = |wanted: &dyn Fn(&crate::school::Period) -> bool| {
        day.and_then(|day| day.periods.iter().find(|period| wanted(period))).cloned()
    };
    let (time, number) = (row.time, row.period);
    let found = by(&|period| period.time == time).or_else(|| by(&|period| Some(period.index) == number));
    match found {
        Some(period) => {
            unknown.retimed += usize::from(period.time != row.time);
            (row.time, row.period) = (period.time, Some(period.index));
            Some(period.index)
        }
        None => {
            unknown.untimed += 1;
            None
        }
    }
}

/// Gives everything its new name.
fn rename(plan: &mut Plan, renamed: &BTreeMap<String, String>) {
    if renamed.is_empty() {
        return;
    }
    let one = |name: &mut String| {
        if let Some(new) = renamed.get(name) {
            name.clone_from(new);
        }
    };
    for row in &mut plan.rows {
        row.classes.iter_mut().chain(&mut row.teachers).for_each(one);
        one(&mut row.subject);
        one(&mut row.section);
        one(&mut row.room);
    }
    let Some(service) = &mut plan.service else { return };
    for session in &mut service.sessions {
        session.classes.iter_mut().chain(&mut session.staff).for_each(one);
        [&mut session.slot, &mut session.name, &mut session.room].into_iter().for_each(one);
    }
    for row in &mut service.groups {
        [&mut row.slot, &mut row.group, &mut row.class].into_iter().for_each(one);
    }
    for row in &mut service.clubs {
        row.staff.iter_mut().for_each(one);
        [&mut row.club, &mut row.room].into_iter().for_each(one);
    }
    for row in &mut service.pupils {
        [&mut row.class, &mut row.slot, &mut row.club, &mut row.group].into_iter().for_each(one);
    }
    for shift in &mut service.shifts {
        [&mut shift.post, &mut shift.place, &mut shift.person].into_iter().for_each(one);
    }
}
