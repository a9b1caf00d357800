//! Avoid split assignments: all activities of a requirement have the same teacher in each open role. Inside an activity,
//! and for given teachers, that holds by construction.

use super::META;
use crate::lowering::{Lowering, NeedOf};
use crate::problem::{Form, Kind, Strength, Tag};

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        for (section, own) in requirement.sections.iter().enumerate() {
            for (role, teacher) in own.teachers.iter().enumerate() {
                let wanted = NeedOf::Teacher { section, role };
                let needs: Vec<_> = lowering
                    .of_requirement(id)
                    .iter()
                    .filter_map(|activity| {
                        let needs = &lowering.activities[activity.index()].needs;
                        let position = needs.iter().position(|need| *need == wanted)?;
                        Some((*activity, u8::try_from(position).ok()?))
                    })
                    .collect();
                if teacher.candidates.len() > 1 && needs.len() > 1 {
                    let about = vec![school.class_list(&requirement.classes), school.subject(own.subject).name.clone()];
                    let tag = Tag { rule: META.code, about };
                    lowering.add(Kind::AvoidSplitAssignments, Form::SameResource { needs }, Strength::Hard, 1, tag);
                }
            }
        }
    }
}
