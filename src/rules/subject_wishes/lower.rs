//! Prefer times: one count a requirement and week.

use super::META;
use crate::lowering::{Involved, Lowering, Place, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::{PeriodSet, Setting, Unwanted};
use crate::units::PeriodIndex;

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
                let cost = |place: &Place, period: PeriodIndex| {
                    let Some(day) = bell.days.get(&place.weekday) else { return 0 };
                    let holds = |wish: &&Unwanted<PeriodSet>| wish.at.contains(day, place.weekday, period);
                    subject.unwanted.iter().filter(holds).map(|wish| i32::from(wish.cost)).max().unwrap_or(0)
                };
                let mut terms = lowering.terms(&involved, week, |place, period| cost(place, period) > 0);
                for term in &mut terms {
                    let place = lowering.place(term.placement);
                    term.weight = place.periods.iter().map(|period| cost(place, *period)).sum();
                }
                let classes = requirement.classes.iter().map(|class| school.class(*class).name.clone());
                let tag = Tag { rule: META.code, about: classes.chain([subject.name.clone()]).collect() };
                lowering.add(Kind::PreferTimes, Form::Count { terms, min: 0, max: 0 }, strength(setting), times, tag);
            }
        }
    }
}
