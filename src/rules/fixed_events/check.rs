//! For each event and each participant: the participant's rows that meet the event by the clock.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for event in &school.events {
        let mut case = |name: &str, rows: Vec<usize>| {
            checked.case(META.code, i64::try_from(rows.len()).unwrap_or(i64::MAX), || {
                let lessons: Vec<_> = rows.iter().map(|row| view.plan.rows[*row].label()).collect();
                let args = args! {
                    who: name,
                    day: event.span.weekday,
                    time: event.span.time,
                    event: &event.name,
                    lessons: lessons.join("、"),
                };
                (args, rows)
            });
        };
        for class in &event.classes {
            let met = view.of_class(*class).filter(|lesson| lesson.span.overlaps(event.span));
            case(&school.class(*class).name, met.map(|lesson| lesson.row).collect());
        }
        for teacher in &event.teachers {
            let lessons = view.of_teacher(*teacher).map(|lesson| (lesson.row, lesson.span));
            let research = view.research.iter().filter(|research| research.teachers.contains(teacher));
            let all = lessons.chain(research.map(|research| (research.row, research.span)));
            let met = all.filter(|(_, span)| span.overlaps(event.span));
            case(&school.teacher(*teacher).name, met.map(|(row, _)| row).collect());
        }
        for room in &event.rooms {
            let inside = view.lessons.iter().filter(|lesson| lesson.room == Some(*room));
            let met = inside.filter(|lesson| lesson.span.overlaps(event.span));
            case(&school.room(*room).name, met.map(|lesson| lesson.row).collect());
        }
    }
    checked
}
