//! Few resources: one form a section, over the room needs of all its activities.

use super::{META, choices};
use crate::lowering::{Lowering, NeedOf, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::Setting;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for (requirement, index) in choices(school) {
        let mut needs = Vec::new();
        for activity in lowering.of_requirement(requirement) {
            for (position, need) in lowering.activities[activity.index()].needs.iter().enumerate() {
                if matches!(need, NeedOf::Room { section } if *section == index) {
                    needs.push((*activity, u8::try_from(position).unwrap_or(u8::MAX)));
                }
            }
        }
        let requirement = school.requirement(requirement);
        let classes = requirement.classes.iter().map(|class| school.class(*class).name.clone());
        let about = classes.chain([school.subject(requirement.sections[index].subject).name.clone()]).collect();
        let tag = Tag { rule: META.code, about };
        let times = u32::try_from(school.weeks().len()).unwrap_or(1);
        lowering.add(Kind::PreferResources, Form::FewResources { needs, max: 1 }, strength(setting), times, tag);
    }
}
