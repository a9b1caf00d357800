//! Avoid unavailable times, softly: one count a teacher and week.

use super::META;
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::{Setting, TimeSpan};

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for (teacher, wishes) in school.teacher_ids().map(|id| (id, &school.teacher(id).unwanted)) {
        if wishes.is_empty() {
            continue;
        }
        // The weeks may differ in the wishes even where the lessons are the same.
        for week in school.weeks() {
            let terms = lowering.terms(lowering.of_teacher(teacher), *week, |place, period| {
                let time = place.periods.iter().zip(&place.times).find(|(own, _)| **own == period);
                time.is_some_and(|(_, time)| {
                    let span = TimeSpan { weeks: *week, weekday: place.weekday, time: *time };
                    wishes.iter().any(|wish| wish.overlaps(span))
                })
            });
            let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
            let form = Form::Count { terms, min: 0, max: 0 };
            lowering.add(Kind::AvoidUnavailableTimes, form, strength(setting), 1, tag);
        }
    }
}
