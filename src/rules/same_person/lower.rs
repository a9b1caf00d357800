//! Few resources: one count a group over the week.

use std::collections::BTreeMap;

use super::META;
use crate::lowering::{Roster, TaskOf, strength};
use crate::problem::{ActivityId, Form, Kind, Tag};
use crate::school::Setting;
use crate::units::ServiceSlotId;

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    let mut groups: BTreeMap<(ServiceSlotId, String), Vec<(ActivityId, u8)>> = BTreeMap::new();
    for (id, task) in roster.tasks() {
        if let (TaskOf::Session(_), Some(slot), None) = (task.of, task.slot, task.club) {
            groups.entry((slot, task.name.clone())).or_default().push((id, 0));
        }
    }
    for ((slot, name), needs) in groups {
        let max = u32::from(roster.school.heads(slot, None));
        if needs.len() > max as usize {
            let form = Form::FewResources { needs, max };
            roster.add(
                Kind::AvoidSplitAssignments,
                form,
                strength(setting),
                Tag { rule: META.code, about: vec![name] },
            );
        }
    }
}
