//! R155 teacher-building-changes: a teacher's lessons of one day are in few buildings.
//!
//! For each teacher `t`, week `w` and day `d`: different buildings in which `t` has lessons <= 1. Sections whose possible rooms
//! stand in several buildings (or in none) are left out: where they meet is decided lesson by lesson. Amount: buildings
//! beyond the first. Cases counted: teacher x week x day.

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
use crate::units::{BuildingId, RequirementId, RoomId};

/// The rule.
pub struct TeacherBuildingChanges;

/// The rule, for the list.
pub static RULE: TeacherBuildingChanges = TeacherBuildingChanges;

static META: Meta = Meta {
    code: "R155",
    id: "teacher-building-changes",
    name: Text::new("教师少跨楼", "few buildings a day"),
    says: Text::new("教师一天的课尽量在同一栋楼", "a teacher's lessons of one day are in one building where possible"),
    breach: Text::new(
        "{teacher} {day} 要在 {count} 栋楼上课：{buildings}",
        "{teacher} teaches in {count} buildings on {day}: {buildings}",
    ),
    action: Text::new("把同一栋楼的课集中到同一天", "gather the lessons of one building on the same day"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 1,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "减少教师跨楼、跨校区走动" }],
};

impl Rule for TeacherBuildingChanges {
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

/// The one building in which all these rooms stand.
fn building(school: &School, rooms: &[RoomId]) -> Option<BuildingId> {
    let first = school.room(*rooms.first()?).building?;
    rooms.iter().all(|room| school.room(*room).building == Some(first)).then_some(first)
}

/// Whether the possible rooms of a section stand in one building.
fn settled(school: &School, requirement: RequirementId, section: usize) -> bool {
    let requirement = school.requirement(requirement);
    match requirement.sections.get(section).map(|section| &section.room) {
        Some(RoomNeed::OneOf { candidates, .. }) => building(school, candidates).is_some(),
        Some(RoomNeed::Home) => requirement
            .classes
            .first()
            .is_some_and(|class| building(school, &[school.class(*class).home_room]).is_some()),
        None => false,
    }
}
