//! Avoid unavailable times, softly: one count a teacher and week.

use super::META;
use crate::lowering::{Lowering, Place, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::{Setting, TimeSpan};
use crate::units::Interval;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for (teacher, wishes) in school.teacher_ids().map(|id| (id, &school.teacher(id).unwanted)) {
        if wishes.is_empty() {
            continue;
        }
        // The weeks may differ in the wishes even where the lessons are the same.
        for week in school.weeks() {
            let cost = |place: &Place, time: Interval| {
                let span = TimeSpan { weeks: *week, weekday: place.weekday, time };
                let met = wishes.iter().filter(|wish| wish.at.overlaps(span));
                met.map(|wish| i32::from(wish.cost)).max().unwrap_or(0)
            };
            let mut terms = lowering.terms(lowering.of_teacher(teacher), *week, |place, period| {
                let mut times = place.periods.iter().zip(&place.times);
                times.any(|(own, time)| *own == period && cost(place, *time) > 0)
            });
            for term in &mut terms {
                let place = lowering.place(term.placement);
                term.weight = place.times.iter().map(|time| cost(place, *time)).sum();
            }
            let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
            let form = Form::Count { terms, min: 0, max: 0 };
            lowering.add(Kind::AvoidUnavailableTimes, form, strength(setting), 1, tag);
        }
    }
}
