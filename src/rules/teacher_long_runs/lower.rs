//! Limit runs: one pattern a teacher, week, day and stretch.

use super::META;
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Measure, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    let measure = Measure::Run { max: setting.count("most") };
    for teacher in school.teacher_ids() {
        for (week, times) in lowering.weeks_of(lowering.of_teacher(teacher)) {
            for day in &school.weekdays {
                for slots in lowering.stretch_rows(teacher, *day, week) {
                    if slots.len() <= usize::from(setting.count("most")) {
                        continue;
                    }
                    let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
                    lowering.add(Kind::LimitRuns, Form::Pattern { slots, measure }, strength(setting), times, tag);
                }
            }
        }
    }
}
