//! Cluster busy times: a pattern of the days of the week, busy when any lesson of the teacher stands on the day.

use super::META;
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Measure, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for id in school.teacher_ids() {
        let teacher = school.teacher(id);
        let Some(max) = teacher.max_days else { continue };
        let involved = lowering.of_teacher(id).to_vec();
        for (week, times) in lowering.weeks_of(&involved) {
            let on = |day| lowering.terms(&involved, week, |place, _| place.weekday == day);
            let slots: Vec<_> = school.weekdays.iter().map(|day| on(*day)).collect();
            let form = Form::Pattern { slots, measure: Measure::AtMost { max } };
            let tag = Tag { rule: META.code, about: vec![teacher.name.clone()] };
            lowering.add(Kind::ClusterBusyTimes, form, strength(setting), times, tag);
        }
    }
}
