//! Counts the leaders' rows that are under way at each moment, and their first periods.

use super::{META, leaders, moments, most};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{Setting, TimeSpan};

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let leaders = leaders(school, setting);
    if leaders.is_empty() {
        return checked;
    }
    let max = i64::from(most(&leaders, setting));
    let theirs: Vec<_> = leaders.iter().flat_map(|id| view.of_teacher(*id).map(|lesson| (*id, lesson))).collect();
    for week in school.weeks() {
        for (weekday, time) in moments(school) {
            let moment = TimeSpan { weeks: *week, weekday, time };
            let busy: Vec<_> = theirs.iter().filter(|(_, lesson)| lesson.span.overlaps(moment)).collect();
            let count = i64::try_from(busy.len()).unwrap_or(i64::MAX);
            checked.case(META.code, count - max, || {
                let names: Vec<_> = busy.iter().map(|(id, _)| school.teacher(*id).name.as_str()).collect();
                let args = args! { day: weekday, time: time.start, who: names.join("、"), count: count, max: max };
                (args, busy.iter().map(|(_, lesson)| lesson.row).collect())
            });
        }
        if !setting.flag("no_first") {
            continue;
        }
        for leader in &leaders {
            let first: Vec<_> = view
                .of_teacher(*leader)
                .filter(|lesson| lesson.span.weeks.overlaps(*week))
                .filter(|lesson| {
                    let class = lesson.classes.first();
                    let day = class.and_then(|class| school.bell_of(*class).days.get(&lesson.span.weekday));
                    day.and_then(|day| day.periods.first()).is_some_and(|period| period.index == lesson.period)
                })
                .collect();
            let count = i64::try_from(first.len()).unwrap_or(i64::MAX);
            checked.case(META.code, count, || {
                let args = args! {
                    day: crate::text::Text::new("每天", "any day"),
                    time: crate::text::Text::new("第一节", "in the first period"),
                    who: &school.teacher(*leader).name,
                    count: count,
                    max: 0,
                };
                (args, first.iter().map(|lesson| lesson.row).collect())
            });
        }
    }
    checked
}
