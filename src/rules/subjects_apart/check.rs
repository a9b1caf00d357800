//! The times of both subjects in each class, next to each other by the clock.

use std::collections::BTreeSet;

use super::{ADJACENT, META, SAME_DAY};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{ApartKind, BreakKind, DayBell, Days};
use crate::text::Text;
use crate::units::{ClassId, Interval, SubjectId, Weekday, Weeks};

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for apart in &school.apart {
        let (first, second) = apart.subjects;
        for class in school.class_ids() {
            for week in school.weeks() {
                let a = times(view, class, first, *week);
                let b = times(view, class, second, *week);
                let mut days: Vec<Weekday> = Vec::new();
                for (day, time) in &a {
                    let today = b.iter().filter(|(other, _)| other == day);
                    let Some(bell) = school.bell_of(class).days.get(day) else { continue };
                    match apart.kind {
                        ApartKind::NotAdjacent => {
                            days.extend(today.filter(|(_, other)| adjacent(bell, *time, *other)).map(|(day, _)| *day));
                        }
                        ApartKind::NotSameDay => days.extend(today.map(|(day, _)| *day)),
                    }
                }
                let what: Text = match apart.kind {
                    ApartKind::NotAdjacent => ADJACENT,
                    ApartKind::NotSameDay => {
                        days.dedup();
                        SAME_DAY
                    }
                };
                checked.case(META.code, i64::try_from(days.len()).unwrap_or(i64::MAX), || {
                    days.dedup();
                    let args = args! {
                        class: &school.class(class).name,
                        first: &school.subject(first).name,
                        second: &school.subject(second).name,
                        what: what,
                        days: &Days(days.clone()),
                    };
                    (args, Vec::new())
                });
            }
        }
    }
    checked
}

/// When the class has the subject (or a group of it) in this week, in order.
fn times(view: &View<'_>, class: ClassId, subject: SubjectId, week: Weeks) -> BTreeSet<(Weekday, Interval)> {
    let own = view.of_class(class).filter(|lesson| lesson.subject == Some(subject) && lesson.span.weeks.overlaps(week));
    own.map(|lesson| (lesson.span.weekday, lesson.span.time)).collect()
}

/// Whether no period and no lunch lies between the two, and no new part of the day begins.
fn adjacent(bell: &DayBell, a: Interval, b: Interval) -> bool {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    let between = |time: Interval| first.end <= time.start && time.end <= second.start;
    let part = |time: Interval| bell.periods.iter().find(|period| period.time.overlaps(time)).map(|period| period.part);
    let lunch = bell.breaks.iter().any(|pause| pause.kind == BreakKind::Lunch && between(pause.time));
    let apart = lunch || part(first) != part(second) || bell.periods.iter().any(|period| between(period.time));
    first.end <= second.start && !apart
}
