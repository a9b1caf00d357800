//! R102 teacher-clash: a teacher is in one place at a time.
//!
//! For each teacher `t` and each cell: lessons (main teacher or co-teacher) and research blocks of `t` that cover it <= 1. A
//! combined lesson is one lesson. Cases counted: lesson and research rows, once for each teacher in them.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;
use super::{Meta, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, Setting};
use crate::text::Text;

/// The rule.
pub struct TeacherClash;

/// The rule, for the list.
pub static RULE: TeacherClash = TeacherClash;

static META: Meta = Meta {
    code: "R102",
    id: "teacher-clash",
    name: Text::new("教师冲突", "teacher clash"),
    says: Text::new(
        "一位教师同一时间只上一节课（含合上的课和教研）",
        "a teacher is in one lesson or research block at a time",
    ),
    breach: Text::new(
        "{teacher} {day} {time} 同时有 {first} 和 {second}",
        "{teacher} has both {first} and {second} on {day} {time}",
    ),
    action: Text::new(
        "把其中一节移到该教师的空节，或换一位教师",
        "move one of the two to a free period of the teacher, or change the teacher",
    ),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "同一时间只能在一个地方" }],
};

impl Rule for TeacherClash {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, _: &Setting) {
        lower::lower(lowering);
    }

    fn check(&self, view: &View<'_>, _: &Setting) -> Checked {
        check::check(view)
    }
}
