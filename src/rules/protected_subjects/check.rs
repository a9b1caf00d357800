//! Counts the periods that the section's own teachers give, and looks for what took the place of the others.

use std::collections::BTreeSet;

use super::{GIVEN_AWAY, LOST, META, SQUEEZED};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::school::Fortnight;
use crate::text::Arg;
use crate::units::{ClassId, RequirementId, Weeks};

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let cycle = i64::try_from(school.weeks().len()).unwrap_or(1);
    let mut checked = Checked::default();
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        for (index, section) in requirement.sections.iter().enumerate() {
            let subject = school.subject(section.subject);
            if !subject.protected {
                continue;
            }
            let rows: Vec<&Lesson> = view.lessons.iter().filter(|lesson| lesson.serves == Some((id, index))).collect();
            let may = |teacher| section.teachers.iter().any(|role| role.candidates.contains(teacher));
            let (own, away): (Vec<&Lesson>, Vec<&Lesson>) =
                rows.iter().partition(|lesson| section.teachers.is_empty() || lesson.teachers.iter().any(may));
            let wanted = i64::from(requirement.weekly.per_fortnight());
            let found = periods(&own);
            checked.case(META.code, ((wanted - found) * cycle + 1) / 2, || {
                let instead: BTreeSet<&str> = away.iter().flat_map(|l| names(view, l)).collect();
                let thieves: BTreeSet<&str> =
                    requirement.classes.iter().flat_map(|class| squeezing(view, *class)).collect();
                let list = |names: BTreeSet<&str>| names.into_iter().collect::<Vec<_>>().join("、");
                let what: Arg = match (instead.is_empty(), thieves.is_empty()) {
                    (false, _) => GIVEN_AWAY.arg(&args! { teachers: list(instead) }),
                    (true, false) => SQUEEZED.arg(&args! { subjects: list(thieves) }),
                    (true, true) => LOST.into(),
                };
                let args = args! {
                    class: school.class_list(&requirement.classes),
                    subject: &subject.name,
                    wanted: Fortnight(requirement.weekly.per_fortnight()),
                    found: Fortnight(u32::try_from(found).unwrap_or(u32::MAX)),
                    what: what,
                };
                (args, rows.iter().map(|lesson| lesson.row).collect())
            });
        }
    }
    checked
}

fn names<'v>(view: &'v View<'_>, lesson: &Lesson) -> impl Iterator<Item = &'v str> {
    view.plan.rows[lesson.row].teachers.iter().map(String::as_str)
}

/// Periods of these rows in two weeks.
fn periods(rows: &[&Lesson]) -> i64 {
    rows.iter().map(|lesson| if lesson.span.weeks == Weeks::All { 2 } else { 1 }).sum()
}

/// Names of the subjects that have more rows in `class` than they should.
fn squeezing<'v>(view: &'v View<'_>, class: ClassId) -> Vec<&'v str> {
    let school = view.school;
    let served = |id: RequirementId| -> Vec<&Lesson> {
        view.of_class(class).filter(|lesson| lesson.serves == Some((id, 0))).collect()
    };
    let over = school
        .requirement_ids()
        .filter(|id| periods(&served(*id)) > i64::from(school.requirement(*id).weekly.per_fortnight()));
    let mut names: Vec<&str> = over.map(|id| school.subject(school.requirement(id).subject).name.as_str()).collect();
    let unasked = view.of_class(class).filter(|lesson| lesson.serves.is_none());
    names.extend(unasked.map(|lesson| view.plan.rows[lesson.row].subject.as_str()));
    names
}
