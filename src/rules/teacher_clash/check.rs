//! Any two rows of a teacher whose clock intervals overlap, whatever bell schedules they follow.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;

pub(super) fn check(view: &View<'_>) -> Checked {
    let mut checked = Checked::default();
    for teacher in view.school.teacher_ids() {
        let mut busy: Vec<_> = view.of_teacher(teacher).map(|lesson| (lesson.row, lesson.span)).collect();
        let research = view.research.iter().filter(|research| research.teachers.contains(&teacher));
        busy.extend(research.map(|research| (research.row, research.span)));
        for (index, (row, span)) in busy.iter().enumerate() {
            let clash = busy[..index].iter().find(|(_, other)| span.overlaps(*other)).map(|(other, _)| *other);
            checked.case(META.code, i64::from(clash.is_some()), || {
                let first = clash.unwrap_or(*row);
                let args = args! {
                    teacher: &view.school.teacher(teacher).name,
                    day: span.weekday,
                    time: span.time,
                    first: view.plan.rows[first].label(),
                    second: view.plan.rows[*row].label(),
                };
                (args, vec![first, *row])
            });
        }
    }
    checked
}
