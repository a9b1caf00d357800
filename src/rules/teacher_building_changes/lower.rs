//! Limit busy "slots", a slot for each building: one pattern a teacher, week and day.

use std::collections::BTreeMap;

use super::{META, building, settled};
use crate::lowering::{Involved, Lowering, NeedOf, Stands, strength};
use crate::problem::{Form, Kind, Measure, Tag};
use crate::school::{School, Setting};
use crate::units::{BuildingId, RoomId, TeacherId};

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for teacher in school.teacher_ids() {
        let involved = lowering.of_teacher(teacher).to_vec();
        let mut by_building: BTreeMap<BuildingId, Vec<Involved>> = BTreeMap::new();
        for one in &involved {
            for building in buildings(lowering, school, teacher, *one) {
                by_building.entry(building).or_default().push(*one);
            }
        }
        if by_building.len() < 2 {
            continue;
        }
        for (week, times) in lowering.weeks_of(&involved) {
            for day in &school.weekdays {
                let on_day = |involved| lowering.terms(involved, week, |place, _| place.weekday == *day);
                let slots = by_building.values().map(|involved| on_day(involved)).collect();
                let tag = Tag { rule: META.code, about: vec![school.teacher(teacher).name.clone()] };
                let form = Form::Pattern { slots, measure: Measure::AtMost { max: 1 } };
                lowering.add(Kind::TravelTime, form, strength(setting), times, tag);
            }
        }
    }
}

/// Where the teacher's sections of an activity meet.
fn buildings(lowering: &Lowering<'_>, school: &School, teacher: TeacherId, one: Involved) -> Vec<BuildingId> {
    let (activity, given) = one;
    let info = &lowering.activities[activity.index()];
    let Stands::Lessons { requirement, .. } = info.stands else { return Vec::new() };
    let needs = &lowering.problem.activity(activity).needs;
    let sections = info.needs.iter().enumerate().filter_map(|(position, need)| match (need, given) {
        (NeedOf::Teacher { section, .. }, Some((chosen, _))) => (usize::from(chosen) == position).then_some(*section),
        (NeedOf::Teacher { section, .. }, None) => {
            (needs[position].given() == Some(lowering.teacher_resource(teacher))).then_some(*section)
        }
        _ => None,
    });
    let rooms = |index: usize| -> Vec<RoomId> {
        let position = info.needs.iter().position(|need| matches!(need, NeedOf::Room { section } if *section == index));
        let candidates = position.map_or(&[][..], |position| &needs[position].candidates);
        let ids = (0..school.rooms.len()).map(RoomId::from_index);
        ids.filter(|room| candidates.contains(&lowering.room_resource(*room))).collect()
    };
    let settled = sections.filter(|section| settled(school, requirement, *section));
    settled.filter_map(|section| building(school, &rooms(section))).collect()
}
