//! Each row of a person, class or room against their unavailable spans, by the clock.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::TimeSpan;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let mut look = |name: &str, unavailable: &[TimeSpan], rows: Vec<(usize, TimeSpan)>| {
        for (row, span) in rows {
            if unavailable.is_empty() {
                continue;
            }
            let met = unavailable.iter().any(|closed| closed.overlaps(span));
            checked.case(META.code, i64::from(met), || {
                let lesson = view.plan.rows[row].label();
                (args! { who: name, day: span.weekday, time: span.time, lesson: lesson }, vec![row])
            });
        }
    };
    for teacher in school.teacher_ids() {
        let lessons = view.of_teacher(teacher).map(|lesson| (lesson.row, lesson.span));
        let research = view.research.iter().filter(|research| research.teachers.contains(&teacher));
        let rows = lessons.chain(research.map(|research| (research.row, research.span)));
        look(&school.teacher(teacher).name, &school.teacher(teacher).unavailable, rows.collect());
    }
    for class in school.class_ids() {
        let rows = view.of_class(class).map(|lesson| (lesson.row, lesson.span));
        look(&school.class(class).name, &school.class(class).unavailable, rows.collect());
    }
    for (index, room) in school.rooms.iter().enumerate() {
        let inside = view.lessons.iter().filter(|lesson| lesson.room.is_some_and(|room| room.index() == index));
        look(&room.name, &room.unavailable, inside.map(|lesson| (lesson.row, lesson.span)).collect());
    }
    checked
}
