//! R122 teacher-exclusion: pairs of teachers that exclude each other (互斥).
//!
//! "Not both teaching": no lesson of one overlaps a lesson of the other. "Not both free": at every lesson time of their
//! classes (those that meet the stated times, if any) at least one of them teaches. Amount: pairs of overlapping lessons, or
//! lesson times at which both are free, per week. Cases counted: lessons of the first teacher, or lesson times, per week.

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
pub struct TeacherExclusion;

/// The rule, for the list.
pub static RULE: TeacherExclusion = TeacherExclusion;

static META: Meta = Meta {
    code: "R122",
    id: "teacher-exclusion",
    name: Text::new("教师互斥", "teacher exclusion"),
    says: Text::new(
        "互斥的两位教师不同时上课（或不同时没课）",
        "two teachers that exclude each other never teach at once (or are never both free)",
    ),
    breach: Text::new("{first} 与 {second} {day} {time} {what}", "{first} and {second} {what} on {day} {time}"),
    action: Text::new("把其中一位教师的课移到别的时间", "move a lesson of one of the two to another time"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "互斥教师不同时上课" }],
};

impl Rule for TeacherExclusion {
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

const BOTH_TEACH: Text = Text::new("同时有课", "both teach");
const BOTH_FREE: Text = Text::new("同时没课", "are both free");
