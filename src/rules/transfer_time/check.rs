//! All pairs of rows of a teacher or class on a day that do not overlap, by room, building and the clock.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::units::Minutes;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for teacher in school.teacher_ids() {
        let lessons: Vec<_> = view.of_teacher(teacher).collect();
        pairs(view, &school.teacher(teacher).name, &lessons, |_, _| true, &mut checked);
    }
    for class in school.class_ids() {
        // Pupils stay in their group: from one group of a requirement to another nobody walks.
        let walks = |a: &Lesson, b: &Lesson| match (a.serves, b.serves) {
            (Some((one, section)), Some((other, other_section))) => one != other || section == other_section,
            _ => true,
        };
        let lessons: Vec<_> = view.of_class(class).collect();
        pairs(view, &school.class(class).name, &lessons, walks, &mut checked);
    }
    checked
}

fn pairs(
    view: &View<'_>,
    who: &str,
    lessons: &[&Lesson],
    walks: impl Fn(&Lesson, &Lesson) -> bool,
    checked: &mut Checked,
) {
    for (index, a) in lessons.iter().enumerate() {
        for b in &lessons[..index] {
            let (Some(room), Some(other)) = (a.room, b.room) else { continue };
            let together = a.span.weekday == b.span.weekday && a.span.weeks.overlaps(b.span.weeks);
            let needed = view.school.transfer_between(room, other);
            if !together || needed == Minutes(0) || a.span.time.overlaps(b.span.time) || !walks(a, b) {
                continue;
            }
            let gap = a.span.time.distance(b.span.time);
            checked.case(META.code, i64::from(gap < needed), || {
                let (first, second) = if a.span.time < b.span.time { (a, b) } else { (b, a) };
                let [from, to] = [first, second].map(|lesson| &view.plan.rows[lesson.row].room);
                let args = args! { who: who, day: a.span.weekday, from: from, to: to, gap: gap, needed: needed };
                (args, vec![first.row, second.row])
            });
        }
    }
}
