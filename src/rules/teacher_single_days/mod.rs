//! R145 teacher-single-days: a teacher does not come to school for a single lesson.
//!
//! For each teacher `t` with more than one weekly lesson that is not in `except`, week `w` and day `d`: lessons of `t` on `d` are 0 or at least 2.
//! Amount: 1 for each day with a single one. Cases counted: teacher x week x day.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, School, Setting};
use crate::text::Text;
use crate::units::{TeacherId, Weeks};

/// The rule.
pub struct TeacherSingleDays;

/// The rule, for the list.
pub static RULE: TeacherSingleDays = TeacherSingleDays;

static META: Meta = Meta {
    code: "R145",
    id: "teacher-single-days",
    name: Text::new("教师单节日", "single-lesson days"),
    says: Text::new("教师有课的日子不止一节课", "a teacher who has lessons on a day has more than one"),
    breach: Text::new("{teacher} {day} 只有一节课", "{teacher} has a single lesson on {day}"),
    action: Text::new(
        "把这节课并到该教师另一个有课的日子",
        "move the lesson to another day on which the teacher has lessons",
    ),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 1,
    params: &[Param {
        key: "except",
        default: Default::Words(&[]),
        says: Text::new("不受此限的教师", "teachers not concerned"),
    }],
    sources: &[Source { document: "school", clause: "", words: "教师课时相对集中" }],
};

impl Rule for TeacherSingleDays {
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

/// Whether the rule is about the teacher, who may have more than one lesson in a week.
fn applies(school: &School, setting: &Setting, teacher: TeacherId) -> bool {
    if !setting.concerns(&school.teacher(teacher).name) {
        return false;
    }
    let most: u32 = school.requirements_of(teacher).map(|requirement| requirement.weekly.in_week(Weeks::All).1).sum();
    most > 1
}
