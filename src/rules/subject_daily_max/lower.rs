//! Spread events: one count a class, subject, week and day.

use super::{META, limits};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for (class, subject, max) in limits(school, setting) {
        let involved =
            lowering.filter(lowering.of_class(class), |requirement| school.requirement(requirement).subject == subject);
        let about = vec![school.class(class).name.clone(), school.subject(subject).name.clone()];
        for (week, times) in lowering.weeks_of(&involved) {
            for day in &school.weekdays {
                let terms = lowering.terms(&involved, week, |place, _| place.weekday == *day);
                let form = Form::Count { terms, min: 0, max: i32::try_from(max).unwrap_or(i32::MAX) };
                let tag = Tag { rule: META.code, about: about.clone() };
                lowering.add(Kind::SpreadEvents, form, strength(setting), times, tag);
            }
        }
    }
}
