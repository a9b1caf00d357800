//! The different room names on the rows of each section.

use std::collections::BTreeSet;

use super::{META, choices};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    for section in choices(view.school) {
        let lessons: Vec<_> = view.lessons.iter().filter(|lesson| lesson.serves == Some(section)).collect();
        let rooms: BTreeSet<&str> = lessons.iter().map(|lesson| view.plan.rows[lesson.row].room.as_str()).collect();
        let count = i64::try_from(rooms.len()).unwrap_or(i64::MAX);
        for _ in view.school.weeks() {
            checked.case(META.code, count - 1, || {
                let row = lessons.first().map(|lesson| &view.plan.rows[lesson.row]);
                let args = args! {
                    class: row.and_then(|row| row.classes.first()).map_or("", String::as_str),
                    subject: row.map_or("", |row| row.subject.as_str()),
                    count: count,
                    rooms: rooms.iter().copied().collect::<Vec<_>>().join("、"),
                };
                (args, lessons.iter().map(|lesson| lesson.row).collect())
            });
        }
    }
    checked
}
