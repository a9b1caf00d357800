//! R121 teacher-load: weekly loads stay within their limits.
//!
//! For each teacher: lesson periods over two weeks <= `2 max_load`; and, for a teacher who may be chosen for some lesson, >=
//! `2 min_load`. A combined lesson counts once, half a period half. Amount: periods outside the limits, in two weeks. Cases
//! counted: teachers with a limit.

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
pub struct TeacherLoad;

/// The rule, for the list.
pub static RULE: TeacherLoad = TeacherLoad;

static META: Meta = Meta {
    code: "R121",
    id: "teacher-load",
    name: Text::new("教师周课时", "teacher load"),
    says: Text::new("教师周课时在规定范围内", "teachers' weekly periods are within their limits"),
    breach: Text::new("{teacher} 周课时 {load} 节，{what}", "{teacher} has {load} periods a week, {what}"),
    action: Text::new("调整任课教师", "choose other teachers for some of the lessons"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "001", clause: "L1", words: "不得随意增加教师的课时和工作负担" }],
};

impl Rule for TeacherLoad {
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

const ABOVE: Text = Text::new("超过上限 {max} 节", "more than {max}");
const BELOW: Text = Text::new("少于下限 {min} 节", "fewer than {min}");
