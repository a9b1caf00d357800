//! R151 room-preference: lessons are held in the rooms that they prefer.
//!
//! For each section that prefers some of its possible rooms, week `w` and period of it in `w`: its room is a preferred one.
//! Amount: 1 for each period elsewhere. Cases counted: periods of such sections x weeks.

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
use crate::units::{RequirementId, RoomId};

/// The rule.
pub struct RoomPreference;

/// The rule, for the list.
pub static RULE: RoomPreference = RoomPreference;

static META: Meta = Meta {
    code: "R151",
    id: "room-preference",
    name: Text::new("优先教室", "preferred rooms"),
    says: Text::new("有优先教室的课尽量排在优先教室", "lessons are held in their preferred rooms where possible"),
    breach: Text::new(
        "{class} {subject} {day}{period} 排在{room}，不是优先教室",
        "{class} has {subject} on {day}, {period}, in {room}, which is not a preferred room",
    ),
    action: Text::new(
        "换到优先教室，或换到优先教室空着的节次",
        "move it to a preferred room, or to a period when one is free",
    ),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 1,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "优先安排指定教室" }],
};

impl Rule for RoomPreference {
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

/// The rooms that a section prefers; empty when it does not care.
fn preferred(school: &School, requirement: RequirementId, section: usize) -> &[RoomId] {
    match school.requirement(requirement).sections.get(section).map(|section| &section.room) {
        Some(RoomNeed::OneOf { preferred, .. }) => preferred,
        _ => &[],
    }
}
