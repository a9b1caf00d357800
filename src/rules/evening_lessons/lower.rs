//! Avoid unavailable times: evening periods leave the domain of every lesson that is not self-study.

use super::META;
use crate::lowering::Lowering;
use crate::problem::Tag;
use crate::school::{Part, SubjectKind};

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        let taught = requirement.sections.iter().any(|s| school.subject(s.subject).kind != SubjectKind::SelfStudy);
        let Some(class) = requirement.classes.first().filter(|_| taught) else { continue };
        let bell = school.bell_of(*class);
        if bell.slots().all(|(_, period)| period.part != Part::Evening) {
            continue;
        }
        let tag = Tag {
            rule: META.code,
            about: vec![school.class(*class).name.clone(), school.subject(requirement.subject).name.clone()],
        };
        for activity in lowering.of_requirement(id).to_vec() {
            lowering.forbid(activity, &tag, |place| {
                place.periods.iter().any(|period| {
                    bell.period(place.weekday, *period).is_some_and(|period| period.part == Part::Evening)
                })
            });
        }
    }
}
