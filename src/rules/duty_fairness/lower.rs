//! Limit workload: one sum a person.

use super::{META, limits};
use crate::lowering::{Roster, TaskOf, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    let school = roster.school;
    let mut loads = roster.loads(|task| match task.of {
        TaskOf::Post(post) => school.duty.post(post).counts.then_some(u32::from(task.span.time.length().0)),
        TaskOf::Session(_) => None,
    });
    for (person, max) in limits(school, setting) {
        let loads = loads.remove(&person).unwrap_or_default();
        let max = u32::try_from(max).unwrap_or(u32::MAX);
        let form = Form::Workload { resource: roster.person(person), loads, min: 0, max };
        let tag = Tag { rule: META.code, about: vec![school.teacher(person).name.clone()] };
        roster.add(Kind::LimitWorkload, form, strength(setting), tag);
    }
}
