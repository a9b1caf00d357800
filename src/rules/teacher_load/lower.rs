//! Limit workload, in periods of two weeks; stated where something is left to choose, or is wrong from the start.

use super::META;
use crate::lowering::{Lowering, NeedOf};
use crate::problem::{Form, Kind, Strength, Tag};
use crate::units::Weeks;

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    for id in school.teacher_ids() {
        let teacher = school.teacher(id);
        let resource = lowering.teacher_resource(id);
        let mut loads = Vec::new();
        let (mut given, mut open) = (0, 0);
        for (index, info) in lowering.activities.iter().enumerate() {
            let activity = crate::problem::ActivityId::from_index(index);
            let stated = lowering.problem.activity(activity);
            let all = stated.domain.iter().all(|placement| lowering.place(*placement).weeks == Weeks::All);
            let load = stated.count * u32::from(info.length) * if all { 2 } else { 1 };
            for (position, (need, kind)) in stated.needs.iter().zip(&info.needs).enumerate() {
                if matches!(kind, NeedOf::Teacher { .. }) && need.candidates.contains(&resource) {
                    loads.push((activity, u8::try_from(position).unwrap_or(u8::MAX), load));
                    *(if need.given().is_some() { &mut given } else { &mut open }) += load;
                }
            }
        }
        let max = teacher.max_load.map_or(u32::MAX, |max| 2 * u32::from(max));
        let min = teacher.min_load.map_or(0, |min| 2 * u32::from(min));
        let min = if open == 0 { 0 } else { min };
        if given < min || given + open > max {
            let tag = Tag { rule: META.code, about: vec![teacher.name.clone()] };
            let form = Form::Workload { resource, loads, min, max };
            lowering.add(Kind::LimitWorkload, form, Strength::Hard, 1, tag);
        }
    }
}
