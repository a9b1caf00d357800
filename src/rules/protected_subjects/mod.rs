//! R105 protected-subjects: a protected subject keeps its periods and its own teachers.
//!
//! For each section of a protected subject: periods given by teachers of the requirement >= the weekly periods (over two
//! weeks). What took the missing ones is named: subjects of the class with more rows than required, or the teachers who gave
//! the lesson instead. Amount: periods missing in the cycle (two weeks, or one where no requirement tells odd from even
//! weeks, rounded up). Cases counted: sections of protected subjects.

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
pub struct ProtectedSubjects;

/// The rule, for the list.
pub static RULE: ProtectedSubjects = ProtectedSubjects;

static META: Meta = Meta {
    code: "R105",
    id: "protected-subjects",
    name: Text::new("保护学科不被挤占", "protected subjects"),
    says: Text::new(
        "品德、艺术、体育、科学、综合实践等课不得挤占、挪用，由任课教师上",
        "protected subjects are never squeezed or given away: their own teachers give all their periods",
    ),
    breach: Text::new(
        "{class} {subject} 每周应有 {wanted} 节由任课教师上，实有 {found} 节：{what}",
        "{class} {subject}: {wanted} periods a week by its own teachers required, {found} found: {what}",
    ),
    action: Text::new("恢复被挤占的节次，由任课教师上课", "give the periods back to the subject and its teacher"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source {
            document: "001", clause: "C11", words: "严禁挤占品德、艺术、体育、科学、综合实践活动"
        },
        Source { document: "001", clause: "C12", words: "音、体、美学科教师的课时不得自行转让" },
    ],
};

impl Rule for ProtectedSubjects {
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

const SQUEEZED: Text = Text::new("被{subjects}占用", "squeezed by {subjects}");
const GIVEN_AWAY: Text = Text::new("由{teachers}代上", "given by {teachers} instead");
const LOST: Text = Text::new("课表上缺课", "missing from the plan");
