//! Groups class-meeting rows by requirement and time, and looks for a class teacher's name in them.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::school::SubjectKind;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let is_meeting = |lesson: &&Lesson| {
        lesson.subject.is_some_and(|subject| school.subject(subject).kind == SubjectKind::ClassMeeting)
    };
    let mut checked = Checked::default();
    let mut meetings: BTreeMap<_, Vec<&Lesson>> = BTreeMap::new();
    for lesson in view.lessons.iter().filter(is_meeting) {
        meetings.entry((lesson.classes.clone(), lesson.span)).or_default().push(lesson);
    }
    for ((classes, span), lessons) in meetings {
        let holders: Vec<_> = classes.iter().filter_map(|class| school.class(*class).class_teacher).collect();
        if holders.is_empty() {
            continue;
        }
        let held = lessons.iter().any(|lesson| lesson.teachers.iter().any(|teacher| holders.contains(teacher)));
        checked.case(META.code, i64::from(!held), || {
            let rows: Vec<usize> = lessons.iter().map(|lesson| lesson.row).collect();
            let found: Vec<_> = rows.iter().flat_map(|row| &view.plan.rows[*row].teachers).cloned().collect();
            let args = args! {
                class: school.class_list(&classes),
                day: span.weekday,
                time: span.time,
                found: found.join("、"),
                wanted: school.teacher_list(&holders),
            };
            (args, rows)
        });
    }
    checked
}
