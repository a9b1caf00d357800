//! Spread events: one count a class, subject, week and pair of days.

use super::{META, applies, neighbours};
use crate::lowering::{Lowering, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for class in school.class_ids() {
        for (subject, _) in school.subjects_of(class).iter().filter(|(_, requirements)| applies(requirements)) {
            let involved = lowering.filter(lowering.of_class(class), |id| school.requirement(id).subject == *subject);
            let about = vec![school.class(class).name.clone(), school.subject(*subject).name.clone()];
            for (week, times) in lowering.weeks_of(&involved) {
                for (first, second) in neighbours(&school.bell_of(class).days) {
                    let inside = |day| day == first || day == second;
                    let terms = lowering.terms(&involved, week, |place, _| inside(place.weekday));
                    let tag = Tag { rule: META.code, about: about.clone() };
                    let form = Form::Count { terms, min: 0, max: 1 };
                    lowering.add(Kind::SpreadEvents, form, strength(setting), times, tag);
                }
            }
        }
    }
}
