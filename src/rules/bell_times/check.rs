//! Compares each row's clock times with the bell schedules of its classes.

use super::{META, NO_PERIOD, OTHER_TIME, OUTSIDE};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::school::{BreakKind, DayBell, Part};
use crate::text::Arg;
use crate::units::{ClassId, Interval};

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for lesson in &view.lessons {
        for (index, class) in lesson.classes.iter().enumerate() {
            let wrong = if index == 0 { own_bell(view, lesson, *class) } else { other_bell(view, lesson, *class) };
            checked.case(META.code, i64::from(wrong.is_some()), || {
                let what = wrong.clone().unwrap_or_else(|| Arg::from(&school.class(*class).name));
                let row = &view.plan.rows[lesson.row];
                (args! { lesson: row.label(), day: row.weekday, time: row.time, what: what }, vec![lesson.row])
            });
        }
    }
    checked
}

/// What is wrong with the row under the bell schedule of its first class.
fn own_bell(view: &View<'_>, lesson: &Lesson, class: ClassId) -> Option<Arg> {
    let school = view.school;
    let known = school.weekdays.contains(&lesson.span.weekday);
    let period = school.bell_of(class).period(lesson.span.weekday, lesson.period).filter(|_| known);
    let name = &school.class(class).name;
    match period {
        None => Some(NO_PERIOD.arg(&args! { class: name, period: lesson.period })),
        Some(period) if period.time != lesson.span.time => {
            Some(OTHER_TIME.arg(&args! { class: name, period: lesson.period, time: period.time }))
        }
        Some(_) => None,
    }
}

/// What is wrong with the row for a further class of a combined lesson.
fn other_bell(view: &View<'_>, lesson: &Lesson, class: ClassId) -> Option<Arg> {
    let day = view.school.bell_of(class).days.get(&lesson.span.weekday);
    let fits = day.is_some_and(|day| fits(day, lesson.span.time));
    (!fits).then(|| OUTSIDE.arg(&args! { class: &view.school.class(class).name }))
}

/// Whether one part of the day spans `time`, with no lunch in it.
fn fits(day: &DayBell, time: Interval) -> bool {
    let lunch = day.breaks.iter().any(|pause| pause.kind == BreakKind::Lunch && pause.time.overlaps(time));
    let spans = |part: Part| {
        let mut own = day.periods.iter().filter(|period| period.part == part);
        let first = own.next();
        let last = own.next_back().or(first);
        first.zip(last).is_some_and(|(first, last)| first.time.start <= time.start && time.end <= last.time.end)
    };
    !lunch && [Part::Morning, Part::Afternoon, Part::Evening].into_iter().any(spans)
}
