//! Prefer times: one count a requirement and week.

use super::META;
use crate::lowering::{Involved, Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        let Some(bell) = requirement.classes.first().map(|class| school.bell_of(*class)) else { continue };
        let involved: Vec<Involved> = lowering.of_requirement(id).iter().map(|activity| (*activity, None)).collect();
        for section in &requirement.sections {
            let subject = school.subject(section.subject);
            if subject.unwanted.is_empty() {
                continue;
            }
            for (week, times) in lowering.weeks_of(&involved) {
                let terms = lowering.terms(&involved, week, |place, period| {
                    let day = bell.days.get(&place.weekday);
                    day.is_some_and(|day| subject.unwanted.iter().any(|set| set.contains(day, place.weekday, period)))
                });
                let classes = requirement.classes.iter().map(|class| school.class(*class).name.clone());
                let tag = Tag { rule: META.code, about: classes.chain([subject.name.clone()]).collect() };
                lowering.add(Kind::PreferTimes, Form::Count { terms, min: 0, max: 0 }, strength(setting), times, tag);
            }
        }
    }
}
