//! R120 teacher-assignment: every lesson has its teachers, the same all term.
//!
//! For each lesson row: as many teachers as the section has roles, each able to take a role of his own (given, or one of its
//! candidates); and all rows of a section have the same teachers. Amount: rows with other teachers, and further sets of
//! teachers. Cases counted: lesson rows that some requirement asks for, and sections with lessons.

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
pub struct TeacherAssignment;

/// The rule, for the list.
pub static RULE: TeacherAssignment = TeacherAssignment;

static META: Meta = Meta {
    code: "R120",
    id: "teacher-assignment",
    name: Text::new("任课教师", "teacher assignment"),
    says: Text::new(
        "每节课由任课教师上，一个班的一门课从始至终是同样的教师",
        "every lesson has its own teachers, the same ones for all lessons of a class's subject",
    ),
    breach: Text::new("{class} {subject}：{what}", "{class} {subject}: {what}"),
    action: Text::new(
        "改为任课表中的教师，或修改任课表",
        "put in the teachers of the requirements, or change the requirements",
    ),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "001", clause: "C12", words: "音、体、美学科教师的课时不得自行转让" },
        Source { document: "000", clause: "C13", words: "不得随意调课、占课" },
    ],
};

impl Rule for TeacherAssignment {
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

const WRONG: Text = Text::new(
    "{day} {time} 由“{found}”上，任课教师是“{wanted}”",
    "on {day} {time} it is given by “{found}”, its teachers are “{wanted}”",
);
const CHANGES: Text = Text::new("前后教师不一致：{found}", "the teachers change: {found}");
