//! R528 staff-meeting: a weekly staff meeting for which every teacher is free.
//!
//! Some event of the kind staff meeting, and each teacher takes part in one. Amount: teachers who do not (1 for a
//! school without teachers). Cases counted: 1.

mod check;
#[cfg(test)]
pub(super) mod fixture;
#[cfg(test)]
mod tests;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(StaffMeeting);

static META: Meta = Meta {
    code: "R528",
    id: "staff-meeting",
    name: Text::new("教师例会", "staff meeting"),
    says: Text::new("每周例会，全体教师不排课", "a weekly staff meeting during which nobody teaches"),
    breach: Text::new("{count} 名教师没有例会时间：{teachers}", "{count} teachers have no staff meeting: {teachers}"),
    action: Text::new(
        "在 [[event]] 中写明（kind = staff-meeting，teachers = all）",
        "state it as an [[event]] (kind = staff-meeting, teachers = all)",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "001", clause: "W3", words: "学校利用每周一例会和政治学习时间组织教师进行学习"
    }],
};
