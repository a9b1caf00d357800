//! Balance events: the running difference of each pair, a count with weights of both signs, once a day.

use super::{META, apart, pairs};
use crate::lowering::{Involved, Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    let most = apart(setting);
    for (teacher, first, second) in pairs(school) {
        let involved = |id| -> Vec<Involved> { lowering.of_requirement(id).iter().map(|a| (*a, None)).collect() };
        let (ours, theirs) = (involved(first), involved(second));
        let class = |id| school.requirement(id).classes.iter().map(|class| school.class(*class).name.clone());
        let mut about = vec![school.teacher(teacher).name.clone()];
        about.extend(class(first).chain(class(second)));
        let both: Vec<_> = ours.iter().chain(&theirs).copied().collect();
        for (week, times) in lowering.weeks_of(&both) {
            for day in &school.weekdays {
                let mut terms = lowering.terms(&theirs, week, |place, _| place.weekday <= *day);
                for term in &mut terms {
                    term.weight = -term.weight;
                }
                terms.extend(lowering.terms(&ours, week, |place, _| place.weekday <= *day));
                let tag = Tag { rule: META.code, about: about.clone() };
                let form = Form::Count { terms, min: -most, max: most };
                lowering.add(Kind::BalanceEvents, form, strength(setting), times, tag);
            }
        }
    }
}
