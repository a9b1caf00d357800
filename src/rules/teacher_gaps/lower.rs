//! Limit idle times: one pattern a teacher, week and day, or one for each stretch of the day.

use super::{META, concerned};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Measure, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    let measure = Measure::Idle { max: setting.count("free") };
    for teacher in concerned(school, setting) {
        for (week, times) in lowering.weeks_of(lowering.of_teacher(teacher)) {
            for day in &school.weekdays {
                let rows = match setting.flag("lunch") {
                    true => vec![lowering.day_row(teacher, *day, week)],
                    false => lowering.stretch_rows(teacher, *day, week),
                };
                for slots in rows {
                    let form = Form::Pattern { slots, measure };
                    let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
                    lowering.add(Kind::LimitIdleTimes, form, strength(setting), times, tag);
                }
            }
        }
    }
}
