//! Spread events: one count with both limits a class, subject, week and day.

use super::{META, limits};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for class in school.class_ids() {
        let days = &school.bell_of(class).days;
        for (subject, requirements) in school.subjects_of(class) {
            let involved = lowering.filter(lowering.of_class(class), |id| school.requirement(id).subject == subject);
            let about = vec![school.class(class).name.clone(), school.subject(subject).name.clone()];
            for (week, times) in lowering.weeks_of(&involved) {
                let Some((min, max)) = limits(&requirements, days.len(), week) else { continue };
                for day in days.keys() {
                    let form = Form::Count {
                        terms: lowering.terms(&involved, week, |place, _| place.weekday == *day),
                        min: i32::try_from(min).unwrap_or(i32::MAX),
                        max: i32::try_from(max).unwrap_or(i32::MAX),
                    };
                    let tag = Tag { rule: META.code, about: about.clone() };
                    lowering.add(Kind::SpreadEvents, form, strength(setting), times, tag);
                }
            }
        }
    }
}
