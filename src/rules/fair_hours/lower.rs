//! Limit workload: one sum of minutes a person.

use super::{META, limits};
use crate::lowering::{Roster, TaskOf, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    let sessions = roster.tasks.iter().filter(|task| matches!(task.of, TaskOf::Session(_)) && task.head == 0);
    let sessions = sessions.filter_map(|task| Some((task.slot?, task.club, task.span.time.length())));
    let limits = limits(roster.school, sessions, setting);
    let mut loads =
        roster.loads(|task| matches!(task.of, TaskOf::Session(_)).then_some(u32::from(task.span.time.length().0)));
    for (person, (min, max)) in limits {
        let count = |minutes: i64| u32::try_from(minutes).unwrap_or(u32::MAX);
        let loads = loads.remove(&person).unwrap_or_default();
        let form = Form::Workload { resource: roster.person(person), loads, min: count(min), max: count(max) };
        let tag = Tag { rule: META.code, about: vec![roster.school.teacher(person).name.clone()] };
        roster.add(Kind::LimitWorkload, form, strength(setting), tag);
    }
}
