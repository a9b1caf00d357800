//! Matches half rows of the two requirements: same day, same clock time, opposite weeks.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::units::{RequirementId, Weeks};

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for pairing in &school.pairings {
        let (a, b) = pairing.pair;
        let halves = |id: RequirementId| -> Vec<&Lesson> {
            let own = view.lessons.iter().filter(|lesson| lesson.serves == Some((id, 0)));
            own.filter(|lesson| lesson.span.weeks != Weeks::All).collect()
        };
        let required = |id: RequirementId| {
            let weekly = school.requirement(id).weekly;
            i64::from(weekly.odd) + i64::from(weekly.even) + i64::from(weekly.either)
        };
        let wanted = required(a).min(required(b));
        let mut free = halves(b);
        let mut found = 0;
        for lesson in halves(a) {
            let partner = free.iter().position(|other| {
                other.span.weekday == lesson.span.weekday
                    && other.span.time == lesson.span.time
                    && other.span.weeks != lesson.span.weeks
            });
            if let Some(partner) = partner {
                free.swap_remove(partner);
                found += 1;
            }
        }
        checked.case(META.code, wanted - found, || {
            let name = |id| &school.subject(school.requirement(id).subject).name;
            let args = args! {
                class: school.class_list(&school.requirement(a).classes),
                first: name(a),
                second: name(b),
                wanted: wanted,
                found: found,
            };
            let rows = halves(a).into_iter().chain(halves(b)).map(|lesson| lesson.row);
            (args, rows.collect())
        });
    }
    checked
}
