//! The buildings of the rooms on a teacher's rows of each day.

use std::collections::BTreeSet;

use super::{META, settled};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for teacher in school.teacher_ids() {
        for week in school.weeks() {
            for day in &school.weekdays {
                let lessons: Vec<_> = view
                    .day_of(teacher, *day, *week)
                    .filter(|lesson| lesson.serves.is_some_and(|(id, section)| settled(school, id, section)))
                    .collect();
                let buildings: BTreeSet<_> =
                    lessons.iter().filter_map(|lesson| school.room(lesson.room?).building).collect();
                let count = i64::try_from(buildings.len()).unwrap_or(i64::MAX);
                checked.case(META.code, count - 1, || {
                    let names: Vec<_> = buildings.iter().map(|id| school.buildings[id.index()].as_str()).collect();
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        day: *day,
                        count: count,
                        buildings: names.join("、"),
                    };
                    (args, lessons.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
