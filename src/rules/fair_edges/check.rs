//! Counts each teacher's rows at the edges of the day.

use super::{Edge, META, shares};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for (teacher, max) in shares(school, setting) {
        for week in school.weeks() {
            for edge in Edge::BOTH {
                let at_edge = |lesson: &&Lesson| {
                    let class = lesson.classes.first();
                    let day = class.and_then(|class| school.bell_of(*class).days.get(&lesson.span.weekday));
                    lesson.span.weeks.overlaps(*week) && day.is_some_and(|day| edge.is(day, lesson.period))
                };
                let rows: Vec<_> = view.of_teacher(teacher).filter(at_edge).map(|lesson| lesson.row).collect();
                let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
                checked.case(META.code, count - i64::from(max), || {
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        edge: edge.text(),
                        count: count,
                        max: max,
                    };
                    (args, rows)
                });
            }
        }
    }
    checked
}
