//! The first class's bell holds by construction: placements are made from it. For every further class of a combined lesson
//! the placements outside its stretches leave the domain.

use super::META;
use crate::lowering::Lowering;
use crate::problem::Tag;
use crate::school::BellSchedule;
use crate::units::{Interval, Weekday};

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        let first = requirement.classes.first().map(|class| school.class(*class).bell);
        for class in requirement.classes.iter().skip(1).filter(|class| Some(school.class(**class).bell) != first) {
            let bell = school.bell_of(*class);
            let about = vec![school.class(*class).name.clone(), school.subject(requirement.subject).name.clone()];
            let tag = Tag { rule: META.code, about };
            for activity in lowering.of_requirement(id).to_vec() {
                lowering.forbid(activity, &tag, |place| {
                    place.times.iter().any(|time| !inside_a_stretch(bell, place.weekday, *time))
                });
            }
        }
    }
}

fn inside_a_stretch(bell: &BellSchedule, weekday: Weekday, time: Interval) -> bool {
    let Some(day) = bell.days.get(&weekday) else { return false };
    day.stretches().iter().any(|stretch| {
        let times: Vec<_> =
            day.periods.iter().filter(|period| stretch.contains(&period.index)).map(|period| period.time).collect();
        let (from, to) = (times.iter().map(|time| time.start).min(), times.iter().map(|time| time.end).max());
        from.is_some_and(|from| from <= time.start) && to.is_some_and(|to| time.end <= to)
    })
}
