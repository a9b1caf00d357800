//! Limit busy times: one pattern a teacher, week and day.

use super::META;
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Measure, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for teacher in school.teacher_ids() {
        for (week, times) in lowering.weeks_of(lowering.of_teacher(teacher)) {
            for day in &school.weekdays {
                let form = Form::Pattern {
                    slots: lowering.day_row(teacher, *day, week),
                    measure: Measure::AtMost { max: setting.count("most") },
                };
                let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
                lowering.add(Kind::LimitBusyTimes, form, strength(setting), times, tag);
            }
        }
    }
}
