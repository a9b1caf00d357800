//! At the start of each lesson: how many lessons that began earlier (or stand earlier in the file) are still in the room.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::units::Weeks;

pub(super) fn check(view: &View<'_>) -> Checked {
    let mut checked = Checked::default();
    for (index, room) in view.school.rooms.iter().enumerate() {
        let mut lessons: Vec<&Lesson> =
            view.lessons.iter().filter(|lesson| lesson.room.is_some_and(|room| room.index() == index)).collect();
        lessons.sort_by_key(|lesson| (lesson.span.weekday, lesson.span.time.start, lesson.row));
        for (position, lesson) in lessons.iter().enumerate() {
            let there = |week: Weeks| -> Vec<&Lesson> {
                let present = |other: &&&Lesson| {
                    other.span.weekday == lesson.span.weekday
                        && other.span.time.end > lesson.span.time.start
                        && other.span.weeks.overlaps(week)
                };
                lessons[..position].iter().filter(present).copied().collect()
            };
            let weeks = [Weeks::Odd, Weeks::Even].into_iter().filter(|week| lesson.span.weeks.overlaps(*week));
            let mut fullest = weeks.map(there).max_by_key(Vec::len).unwrap_or_default();
            fullest.push(lesson);
            let over = fullest.len() > usize::from(room.capacity);
            checked.case(META.code, i64::from(over), || {
                let labels: Vec<_> = fullest.iter().map(|other| view.plan.rows[other.row].label()).collect();
                let args = args! {
                    room: &room.name,
                    day: lesson.span.weekday,
                    time: lesson.span.time,
                    count: fullest.len(),
                    max: room.capacity,
                    lessons: labels.join("、"),
                };
                (args, fullest.iter().map(|other| other.row).collect())
            });
        }
    }
    checked
}
