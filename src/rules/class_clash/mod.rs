//! R101 class-clash: a class is in one lesson at a time.
//!
//! For each class `c` and each cell `t`: lessons of `c` that cover `t` <= 1. Parallel groups of one requirement
//! (分组/走班) are one lesson. Cases counted: lesson rows, once for each class in them.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, Setting};
use crate::text::Text;

/// The rule.
pub struct ClassClash;

/// The rule, for the list.
pub static RULE: ClassClash = ClassClash;

static META: Meta = Meta {
    code: "R101",
    id: "class-clash",
    name: Text::new("班级冲突", "class clash"),
    says: Text::new("一个班同一时间只上一节课", "a class is in one lesson at a time"),
    breach: Text::new(
        "{class} {day} {time} 同时有 {first} 和 {second}",
        "{class} has both {first} and {second} on {day} {time}",
    ),
    action: Text::new("把其中一节移到该班的空节", "move one of the two to a free period of the class"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "同一时间只能在一个地方" }],
};

impl Rule for ClassClash {
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
