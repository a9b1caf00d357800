//! Prefer resources, hard: where an open role can be filled by a class teacher, every lesson has one. Where nobody but
//! others can hold the meeting its domain is emptied, so that the contradiction is told before anything is solved.

use super::META;
use crate::lowering::{Lowering, NeedOf};
use crate::problem::{Form, Kind, Strength, Tag, Term};
use crate::school::SubjectKind;

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        let sections: Vec<usize> = requirement
            .sections
            .iter()
            .enumerate()
            .filter(|(_, section)| school.subject(section.subject).kind == SubjectKind::ClassMeeting)
            .map(|(index, _)| index)
            .collect();
        let holders: Vec<_> = requirement
            .classes
            .iter()
            .filter_map(|class| school.class(*class).class_teacher)
            .map(|teacher| lowering.teacher_resource(teacher))
            .collect();
        if sections.is_empty() || holders.is_empty() {
            continue;
        }
        let about = vec![school.class_list(&requirement.classes), school.subject(requirement.subject).name.clone()];
        let tag = Tag { rule: META.code, about };
        for activity in lowering.of_requirement(id).to_vec() {
            let stated = lowering.problem.activity(activity);
            let info = &lowering.activities[activity.index()];
            let (mut sure, mut terms) = (false, Vec::new());
            for (position, need) in stated.needs.iter().enumerate() {
                let meeting =
                    matches!(info.needs[position], NeedOf::Teacher { section, .. } if sections.contains(&section));
                for holder in holders.iter().filter(|holder| meeting && need.candidates.contains(holder)) {
                    sure |= need.given().is_some();
                    let given = Some((u8::try_from(position).unwrap_or(u8::MAX), *holder));
                    let term = |placement: &_| Term { activity, placement: *placement, weight: 1, given };
                    terms.extend(stated.domain.iter().map(term));
                }
            }
            if sure {
                continue;
            }
            if terms.is_empty() {
                lowering.forbid(activity, &tag, |_| true);
                continue;
            }
            let min = i32::try_from(stated.count).unwrap_or(i32::MAX);
            let form = Form::Count { min, max: min.saturating_mul(8), terms };
            lowering.add(Kind::PreferResources, form, Strength::Hard, 1, tag.clone());
        }
    }
}
