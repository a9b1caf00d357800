//! R152 room-changes: a class's lessons of one subject use few different special rooms.
//!
//! For each requirement and section with several possible rooms: different rooms over all its lessons <= 1. Amount: rooms
//! beyond the first, once for each week of the cycle. Cases counted: section with several possible rooms x week.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, RoomNeed, School, Setting};
use crate::text::Text;
use crate::units::RequirementId;

/// The rule.
pub struct RoomChanges;

/// The rule, for the list.
pub static RULE: RoomChanges = RoomChanges;

static META: Meta = Meta {
    code: "R152",
    id: "room-changes",
    name: Text::new("少换教室", "few room changes"),
    says: Text::new(
        "一个班同一学科尽量固定在一间专用教室",
        "a class has the lessons of one subject in one special room where possible",
    ),
    breach: Text::new(
        "{class} {subject} 用了 {count} 间教室：{rooms}",
        "{class} uses {count} rooms for {subject}: {rooms}",
    ),
    action: Text::new("把这些课换到同一间教室", "move these lessons to one room"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 2,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "专用教室相对固定" }],
};

impl Rule for RoomChanges {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, setting: &Setting) {
        lower::lower(lowering, setting);
    }

    fn check(&self, view: &View<'_>, setting: &Setting) -> Checked {
        check::check(view, setting)
    }
}

/// Sections with several possible rooms.
fn choices(school: &School) -> Vec<(RequirementId, usize)> {
    let several = |room: &RoomNeed| matches!(room, RoomNeed::OneOf { candidates, .. } if candidates.len() > 1);
    let sections = |id: RequirementId| school.requirement(id).sections.iter().enumerate().map(move |found| (id, found));
    let open = school.requirement_ids().flat_map(sections).filter(|(_, (_, section))| several(&section.room));
    open.map(|(id, (index, _))| (id, index)).collect()
}
