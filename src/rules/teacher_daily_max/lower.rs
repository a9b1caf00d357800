//! Limit busy times: one count a teacher, week and day.

use super::{META, limit};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for teacher in school.teacher_ids() {
        let involved = lowering.of_teacher(teacher).to_vec();
        let max = i32::try_from(limit(school, setting, teacher)).unwrap_or(i32::MAX);
        let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
        for (week, times) in lowering.weeks_of(&involved) {
            for day in &school.weekdays {
                let terms = lowering.terms(&involved, week, |place, _| place.weekday == *day);
                if !terms.is_empty() {
                    let form = Form::Count { terms, min: 0, max };
                    lowering.add(Kind::LimitBusyTimes, form, strength(setting), times, tag.clone());
                }
            }
        }
    }
}
