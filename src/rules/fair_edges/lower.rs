//! Limit busy times: one count a teacher, week and edge.

use super::{Edge, META, shares};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for (teacher, max) in shares(school, setting) {
        let involved = lowering.of_teacher(teacher).to_vec();
        for (week, times) in lowering.weeks_of(&involved) {
            for edge in Edge::BOTH {
                let at_edge = |bell: &_, period| edge.is(bell, period).then_some(());
                let days = school.weekdays.iter();
                let terms = days
                    .flat_map(|day| lowering.rows(&involved, *day, week, at_edge).into_values().flatten())
                    .collect();
                let form = Form::Count { terms, min: 0, max: i32::try_from(max).unwrap_or(i32::MAX) };
                let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
                lowering.add(Kind::LimitBusyTimes, form, strength(setting), times, tag);
            }
        }
    }
}
