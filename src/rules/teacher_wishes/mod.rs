//! R150 teacher-wishes: teachers are not given lessons when they would rather not teach.
//!
//! For each teacher `t` with wishes, week `w` and lesson period of `t` in `w`: its clock time shares no minute with a time
//! that `t` does not want. Amount: for each period that does the cost of that time, the highest where it meets several (1 where
//! the school states no cost). Cases counted: lesson periods of teachers with wishes x
//! weeks.

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
pub struct TeacherWishes;

/// The rule, for the list.
pub static RULE: TeacherWishes = TeacherWishes;

static META: Meta = Meta {
    code: "R150",
    id: "teacher-wishes",
    name: Text::new("教师意愿", "teachers' wishes"),
    says: Text::new(
        "尽量不在教师不想排的时间排课",
        "teachers have no lessons at times when they would rather not teach",
    ),
    breach: Text::new(
        "{teacher} 不想在{day} {time} 上课，却排了{subject}",
        "{teacher} would rather not teach on {day} {time} but has {subject}",
    ),
    action: Text::new("与同班其他教师的课对调", "swap it with another teacher's lesson of the class"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 4,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "尊重教师合理意愿" }],
};

impl Rule for TeacherWishes {
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
