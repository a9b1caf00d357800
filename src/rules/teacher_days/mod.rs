//! R125 teacher-days: part-time teachers come on few days.
//!
//! For each teacher with `max_days` and each week: days with lessons <= `max_days`. Amount: days beyond it. Cases counted:
//! such teachers x weeks.

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
pub struct TeacherDays;

/// The rule, for the list.
pub static RULE: TeacherDays = TeacherDays;

static META: Meta = Meta {
    code: "R125",
    id: "teacher-days",
    name: Text::new("教师到校天数", "teacher days"),
    says: Text::new("兼职教师每周上课天数不超过规定", "a part-time teacher has lessons on at most so many days a week"),
    breach: Text::new(
        "{teacher} 一周有 {count} 天上课，上限 {max} 天",
        "{teacher} has lessons on {count} days a week; at most {max} allowed",
    ),
    action: Text::new("把课集中到较少的日子", "bring the lessons together on fewer days"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: true,
    physics: false,
    weight: 10,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "兼职教师集中到校" }],
};

impl Rule for TeacherDays {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, setting: &Setting) {
        lower::lower(lowering, setting);
    }

    fn check(&self, view: &View<'_>, _: &Setting) -> Checked {
        check::check(view)
    }
}
