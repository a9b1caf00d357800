//! R147 teacher-long-runs: a teacher does not teach too many periods in a row.
//!
//! For each teacher `t`, week `w`, day `d` and stretch of the day without lunch in it: of any `most + 1` periods in a row at
//! least one is free. Periods are taken by their position in the stretch (morning, afternoon, evening) of their own class's
//! bell schedule. Amount: windows of `most + 1` busy periods. Cases counted: teacher x week x day.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, Setting};
use crate::text::Text;

/// The rule.
pub struct TeacherLongRuns;

/// The rule, for the list.
pub static RULE: TeacherLongRuns = TeacherLongRuns;

static META: Meta = Meta {
    code: "R147",
    id: "teacher-long-runs",
    name: Text::new("教师连上过长", "long runs"),
    says: Text::new(
        "教师连续上课不过多，午休把上下午隔开",
        "a teacher does not teach too many periods in a row; lunch interrupts",
    ),
    breach: Text::new(
        "{teacher} {day} 连上 {count} 节课，最好不超过 {max} 节",
        "{teacher} teaches {count} periods in a row on {day}; at most {max} wanted",
    ),
    action: Text::new(
        "把中间的一节与该班别的课对调",
        "swap one of the middle periods with another lesson of its class",
    ),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 4,
    params: &[Param {
        key: "most",
        default: Default::Int(3),
        says: Text::new("最好不超过连上几节", "most periods in a row"),
    }],
    sources: &[Source { document: "school", clause: "", words: "教师连续上课不超过三节" }],
};

impl Rule for TeacherLongRuns {
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
