//! Any two rows of a class whose clock intervals overlap, unless they are groups of one requirement.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};

pub(super) fn check(view: &View<'_>) -> Checked {
    let mut checked = Checked::default();
    for class in view.school.class_ids() {
        let lessons: Vec<&Lesson> = view.of_class(class).collect();
        for (index, lesson) in lessons.iter().enumerate() {
            let clash = lessons[..index].iter().find(|other| {
                let groups = lesson.serves.is_some()
                    && lesson.serves.map(|s| s.0) == other.serves.map(|s| s.0)
                    && lesson.serves != other.serves
                    && lesson.span == other.span;
                lesson.span.overlaps(other.span) && !groups
            });
            checked.case(META.code, i64::from(clash.is_some()), || {
                let first = clash.map_or(0, |other| other.row);
                let args = args! {
                    class: &view.school.class(class).name,
                    day: lesson.span.weekday,
                    time: lesson.span.time,
                    first: &view.plan.rows[first].subject,
                    second: &view.plan.rows[lesson.row].subject,
                };
                (args, vec![first, lesson.row])
            });
        }
    }
    checked
}
