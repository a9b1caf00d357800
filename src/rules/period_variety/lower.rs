//! Limit busy times of a period number: one count a class, subject, week and number.

use super::{META, limit, numbers};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;
use crate::units::PeriodIndex;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for class in school.class_ids() {
        let bell = school.bell_of(class);
        for (subject, requirements) in school.subjects_of(class) {
            let involved = lowering.filter(lowering.of_class(class), |id| school.requirement(id).subject == subject);
            let about = vec![school.class(class).name.clone(), school.subject(subject).name.clone()];
            for (week, times) in lowering.weeks_of(&involved) {
                let Some(max) = limit(&requirements, bell, week, setting) else { continue };
                for number in (1..=numbers(bell)).map(PeriodIndex) {
                    let terms = lowering.terms(&involved, week, |_, period| period == number);
                    let form = Form::Count { terms, min: 0, max: i32::try_from(max).unwrap_or(i32::MAX) };
                    let tag = Tag { rule: META.code, about: about.clone() };
                    lowering.add(Kind::SpreadEvents, form, strength(setting), times, tag);
                }
            }
        }
    }
}
