//! Fits each row's teachers to the section's roles, and compares the rows of a section.

use std::collections::{BTreeMap, BTreeSet};

use super::{CHANGES, META, WRONG};
use crate::args;
use crate::breach::Checked;
use crate::plan::table::LIST;
use crate::plan::{Lesson, View};
use crate::school::TeacherRole;
use crate::units::TeacherId;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let mut sections: BTreeMap<_, Vec<&Lesson>> = BTreeMap::new();
    for lesson in &view.lessons {
        let Some((id, index)) = lesson.serves else { continue };
        sections.entry((id, index)).or_default().push(lesson);
        let section = &school.requirement(id).sections[index];
        let row = &view.plan.rows[lesson.row];
        let fits = lesson.teachers.len() == row.teachers.len() && fit(&lesson.teachers, &section.teachers);
        checked.case(META.code, i64::from(!fits), || {
            let what = WRONG.arg(&args! {
                day: row.weekday,
                time: row.time,
                found: listed(row.teachers.iter().map(String::as_str)),
                wanted: wanted(view, &section.teachers),
            });
            let subject = &school.subject(section.subject).name;
            (args! { class: row.classes.join("+"), subject: subject, what: what }, vec![lesson.row])
        });
    }
    for ((id, index), lessons) in sections {
        // By the names as written, so that one that the school does not know is a teacher, too, and is named.
        let sets: BTreeSet<BTreeSet<&str>> =
            lessons.iter().map(|l| view.plan.rows[l.row].teachers.iter().map(String::as_str).collect()).collect();
        let further = i64::try_from(sets.len()).unwrap_or(i64::MAX) - 1;
        checked.case(META.code, further, || {
            let requirement = school.requirement(id);
            let names = |set: &BTreeSet<&str>| listed(set.iter().copied());
            let all: Vec<_> = sets.iter().map(names).collect();
            let args = args! {
                class: school.class_list(&requirement.classes),
                subject: &school.subject(requirement.sections[index].subject).name,
                what: CHANGES.arg(&args! { found: all.join(" / ") }),
            };
            (args, lessons.iter().map(|lesson| lesson.row).collect())
        });
    }
    checked
}

/// The names, or a dash for none.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.collect();
    if names.is_empty() { "—".to_owned() } else { names.join(LIST) }
}

/// The teachers of the roles: `王芳+李强`, with candidates as `王芳|李强`.
fn wanted(view: &View<'_>, roles: &[TeacherRole]) -> String {
    let name = |id: &TeacherId| view.school.teacher(*id).name.as_str();
    let role = |role: &TeacherRole| role.candidates.iter().map(name).collect::<Vec<_>>().join("|");
    roles.iter().map(role).collect::<Vec<_>>().join("+")
}

/// Whether the teachers can share out the roles, one each.
pub(super) fn fit(teachers: &[TeacherId], roles: &[TeacherRole]) -> bool {
    let ([first, rest @ ..], false) = (teachers, roles.is_empty()) else {
        return teachers.is_empty() && roles.is_empty();
    };
    (0..roles.len()).any(|index| {
        let mut others = roles.to_vec();
        others.remove(index).candidates.contains(first) && fit(rest, &others)
    })
}
