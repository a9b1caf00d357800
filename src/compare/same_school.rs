//! Whether two plans can be of one school: they share a class and a teacher.

use std::collections::BTreeSet;

use crate::plan::Plan;

/// Names that two plans would share if they were of one school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// No class is in both.
    Classes,
    /// No teacher is in both.
    Teachers,
}

/// Why the plans cannot be of one school; none when they can. A plan without classes (or teachers) says nothing of them.
#[must_use]
pub fn apart(first: &Plan, second: &Plan) -> Option<Apart> {
    let disjoint = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
    if disjoint(&classes(first), &classes(second)) {
        Some(Apart::Classes)
    } else if disjoint(&teachers(first), &teachers(second)) {
        Some(Apart::Teachers)
    } else {
        None
    }
}

fn classes(plan: &Plan) -> BTreeSet<&str> {
    let groups = plan.service.iter().flat_map(|service| &service.groups).map(|row| &row.class);
    plan.rows.iter().flat_map(|row| &row.classes).chain(groups).map(String::as_str).collect()
}

fn teachers(plan: &Plan) -> BTreeSet<&str> {
    let service = || plan.service.iter();
    let staff = service().flat_map(|service| &service.sessions).flat_map(|session| &session.staff);
    let duty = service().flat_map(|service| &service.shifts).map(|shift| &shift.person);
    let lessons = plan.rows.iter().flat_map(|row| &row.teachers);
    lessons.chain(staff).chain(duty).map(String::as_str).collect()
}
