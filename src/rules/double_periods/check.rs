//! Pairs each requirement's rows of a day in clock order, looking at their rooms and at what lies between them.

use super::{META, across};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::school::{BreakKind, DayBell, Part, Setting};
use crate::units::Interval;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let kinds = across(setting);
    let mut checked = Checked::default();
    for id in school.requirement_ids().filter(|id| school.requirement(*id).doubles > 0) {
        let requirement = school.requirement(id);
        let Some(class) = requirement.classes.first() else { continue };
        for week in school.weeks() {
            let mut rows: Vec<&Lesson> = view
                .lessons
                .iter()
                .filter(|lesson| lesson.serves == Some((id, 0)) && lesson.span.weeks.overlaps(*week))
                .collect();
            rows.sort_by_key(|lesson| (lesson.span.weekday, lesson.span.time));
            let mut found = 0;
            let mut rest = rows.as_slice();
            while let [first, others @ ..] = rest {
                rest = others;
                let bell = school.bell_of(*class).days.get(&first.span.weekday);
                let pair = others.first().filter(|second| {
                    second.span.weekday == first.span.weekday
                        && second.room == first.room
                        && bell.is_some_and(|bell| in_one_piece(bell, first.span.time, second.span.time, &kinds))
                });
                if pair.is_some() {
                    found += 1;
                    rest = &others[1..];
                }
            }
            let wanted = i64::from(requirement.doubles);
            checked.case(META.code, wanted - found, || {
                let args = args! {
                    class: school.class_list(&requirement.classes),
                    subject: &school.subject(requirement.subject).name,
                    wanted: wanted,
                    found: found,
                };
                (args, rows.iter().map(|lesson| lesson.row).collect())
            });
        }
    }
    checked
}

/// Whether no period and no break of `kinds` lies between the two times.
fn in_one_piece(bell: &DayBell, first: Interval, second: Interval, kinds: &[BreakKind]) -> bool {
    let between = |time: Interval| first.end <= time.start && time.end <= second.start;
    let part = |time: Interval| bell.periods.iter().find(|period| period.time == time).map(|period| period.part);
    let over_lunch = part(first) == Some(Part::Morning) && part(second) != Some(Part::Morning);
    let apart = bell.periods.iter().any(|period| between(period.time))
        || bell.breaks.iter().any(|pause| between(pause.time) && kinds.contains(&pause.kind))
        || (over_lunch && kinds.contains(&BreakKind::Lunch));
    first.end <= second.start && !apart
}
