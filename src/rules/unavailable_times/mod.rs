//! R117 unavailable-times: nobody is scheduled at a time at which they are not available.
//!
//! For each teacher, class and room: no lesson (and for teachers no research block) meets a span of its `unavailable`.
//! Amount: rows that do. Cases counted: rows of teachers, classes and rooms that
//! have unavailable times.

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
pub struct UnavailableTimes;

/// The rule, for the list.
pub static RULE: UnavailableTimes = UnavailableTimes;

static META: Meta = Meta {
    code: "R117",
    id: "unavailable-times",
    name: Text::new("不可排时间", "unavailable times"),
    says: Text::new(
        "教师、班级、教室在不可排的时间不排课",
        "teachers, classes and rooms have no lessons at their unavailable times",
    ),
    breach: Text::new(
        "{who} {day} {time} 不可排课，却排了 {lesson}",
        "{who} is not available on {day} {time}, but has {lesson}",
    ),
    action: Text::new("把课移到可排的时间", "move the lesson to an available time"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "请假、兼职、外出等不可排时间" }],
};

impl Rule for UnavailableTimes {
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
