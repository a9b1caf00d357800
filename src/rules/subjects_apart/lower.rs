//! Separate events. Not adjacent: a count for each pair of neighbouring times, one subject at the first and the other at
//! the second. Not the same day: a pattern of the two subjects for each day.

use std::collections::BTreeSet;

use super::META;
use crate::lowering::{Involved, Lowering, strength};
use crate::problem::{Form, Kind, Measure, Tag, Term};
use crate::school::{ApartKind, DayBell, Setting};
use crate::units::{Interval, SubjectId, Weekday, Weeks};

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for apart in &school.apart {
        for class in school.class_ids() {
            let has = |subject: SubjectId| {
                lowering.filter(lowering.of_class(class), |id| {
                    school.requirement(id).sections.iter().any(|section| section.subject == subject)
                })
            };
            let [first, second] = [has(apart.subjects.0), has(apart.subjects.1)];
            if first.is_empty() || second.is_empty() {
                continue;
            }
            let both: Vec<Involved> = first.iter().chain(&second).copied().collect();
            let mut about = vec![school.class(class).name.clone()];
            about.extend([apart.subjects.0, apart.subjects.1].map(|id| school.subject(id).name.clone()));
            let tag = Tag { rule: META.code, about };
            for (week, times) in lowering.weeks_of(&both) {
                for (day, bell) in &school.bell_of(class).days {
                    let forms = match apart.kind {
                        ApartKind::NotAdjacent => neighbours(lowering, &first, &second, week, *day, bell),
                        ApartKind::NotSameDay => {
                            let slots =
                                [&first, &second].map(|own| lowering.terms(own, week, |p, _| p.weekday == *day));
                            vec![Form::Pattern { slots: slots.to_vec(), measure: Measure::AtMost { max: 1 } }]
                        }
                    };
                    for form in forms {
                        lowering.add(Kind::SeparateEvents, form, strength(setting), times, tag.clone());
                    }
                }
            }
        }
    }
}

fn neighbours(
    lowering: &Lowering<'_>,
    first: &[Involved],
    second: &[Involved],
    week: Weeks,
    day: Weekday,
    bell: &DayBell,
) -> Vec<Form> {
    let mut forms = Vec::new();
    for one in possible(lowering, first, day) {
        for other in possible(lowering, second, day) {
            if next_to(bell, one.min(other), one.max(other)) {
                let mut terms = at(lowering, first, week, day, one);
                terms.extend(at(lowering, second, week, day, other));
                forms.push(Form::Count { terms, min: 0, max: 1 });
            }
        }
    }
    forms
}

/// Clock times of the day at which one of the lessons can stand.
fn possible(lowering: &Lowering<'_>, involved: &[Involved], day: Weekday) -> BTreeSet<Interval> {
    let domains = involved.iter().flat_map(|(activity, _)| &lowering.problem.activity(*activity).domain);
    let today = domains.map(|placement| lowering.place(*placement)).filter(|place| place.weekday == day);
    today.flat_map(|place| place.times.iter().copied()).collect()
}

fn at(lowering: &Lowering<'_>, involved: &[Involved], week: Weeks, day: Weekday, time: Interval) -> Vec<Term> {
    lowering.terms(involved, week, |place, period| {
        let position = place.periods.iter().position(|own| *own == period);
        place.weekday == day && position.is_some_and(|position| place.times.get(position) == Some(&time))
    })
}

/// Whether the two stand in one stretch of the class's day with none of its periods between them.
fn next_to(bell: &DayBell, first: Interval, second: Interval) -> bool {
    let met = |time: Interval| bell.periods.iter().find(move |period| period.time.overlaps(time));
    let (Some(a), Some(b)) = (met(first), met(second)) else { return false };
    let stretch = bell.stretches().into_iter().find(|stretch| stretch.contains(&a.index));
    first.end <= second.start
        && stretch.is_some_and(|stretch| stretch.contains(&b.index))
        && !bell.periods.iter().any(|period| first.end <= period.time.start && period.time.end <= second.start)
}
