//! Prefer times: one count a class with the cost of each placement as the weight of its term.

use super::{META, cost};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for class in school.class_ids() {
        let bell = school.bell_of(class);
        let involved = lowering.filter(lowering.of_class(class), |requirement| {
            let requirement = school.requirement(requirement);
            school.subject(requirement.subject).kind.is_core() && requirement.classes.first() == Some(&class)
        });
        for (week, times) in lowering.weeks_of(&involved) {
            let mut terms = lowering.terms(&involved, week, |_, _| true);
            for term in &mut terms {
                let place = lowering.place(term.placement);
                let cost_of = |period| bell.days.get(&place.weekday).map_or(0, |day| cost(day, period, setting));
                term.weight = place.periods.iter().map(|period| i32::from(cost_of(*period))).sum();
            }
            terms.retain(|term| term.weight != 0);
            let tag = Tag { rule: META.code, about: vec![school.class(class).name.clone()] };
            lowering.add(Kind::PreferTimes, Form::Count { terms, min: 0, max: 0 }, strength(setting), times, tag);
        }
    }
}
