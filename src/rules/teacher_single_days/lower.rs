//! Cluster busy times: one pattern a teacher, week and day.

use super::{META, applies};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Measure, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for teacher in school.teacher_ids().filter(|teacher| applies(school, setting, *teacher)) {
        for (week, times) in lowering.weeks_of(lowering.of_teacher(teacher)) {
            for day in &school.weekdays {
                let form = Form::Pattern {
                    slots: lowering.day_row(teacher, *day, week),
                    measure: Measure::AtLeast { min: 2 },
                };
                let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
                lowering.add(Kind::ClusterBusyTimes, form, strength(setting), times, tag);
            }
        }
    }
}
