//! R146 teacher-full-days: a teacher's days are not too full.
//!
//! For each teacher `t`, week `w` and day `d`: period numbers with a lesson of `t` <= `most`. Amount: periods beyond it.
//! Cases counted: teacher x week x day.

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
pub struct TeacherFullDays;

/// The rule, for the list.
pub static RULE: TeacherFullDays = TeacherFullDays;

static META: Meta = Meta {
    code: "R146",
    id: "teacher-full-days",
    name: Text::new("教师课时过满", "full days"),
    says: Text::new("教师一天的课不过多", "a teacher has at most so many periods a day"),
    breach: Text::new(
        "{teacher} {day} 有 {count} 节课，最好不超过 {max} 节",
        "{teacher} has {count} periods on {day}; at most {max} wanted",
    ),
    action: Text::new("把当天的课移一节到课少的日子", "move one of the lessons to a lighter day"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 3,
    params: &[Param {
        key: "most",
        default: Default::Int(4),
        says: Text::new("每天最好不超过几节", "most periods a day"),
    }],
    sources: &[Source { document: "school", clause: "", words: "教师每日课时适量" }],
};

impl Rule for TeacherFullDays {
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
