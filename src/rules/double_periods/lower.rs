//! Doubles are activities of length 2 (skeleton), and an activity has one room; those that cross a forbidden break leave the domain.

use super::{META, across};
use crate::lowering::{Lowering, Place};
use crate::problem::Tag;
use crate::school::{BellSchedule, BreakKind, Setting};

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    let kinds = across(setting);
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        let Some(class) = requirement.classes.first() else { continue };
        let bell = school.bell_of(*class);
        let about = vec![school.class_list(&requirement.classes), school.subject(requirement.subject).name.clone()];
        let tag = Tag { rule: META.code, about };
        for activity in lowering.of_requirement(id).to_vec() {
            lowering.forbid(activity, &tag, |place| crosses(bell, place, &kinds));
        }
    }
}

/// Whether a forbidden break follows any period of the place but its last.
fn crosses(bell: &BellSchedule, place: &Place, kinds: &[BreakKind]) -> bool {
    let (Some(day), Some((_, firsts))) = (bell.days.get(&place.weekday), place.periods.split_last()) else {
        return false;
    };
    firsts.iter().any(|period| {
        day.breaks_after(*period).any(|pause| kinds.contains(&pause.kind))
            || (kinds.contains(&BreakKind::Lunch) && day.lunch_after(*period))
    })
}
