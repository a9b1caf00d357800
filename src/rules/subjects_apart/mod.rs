//! R123 subjects-apart: subjects that keep apart in every class.
//!
//! "Not adjacent": no period of one stands next to a period of the other, nothing but an ordinary break or long recess
//! between them. "Not the same day": no day has both. Amount: neighbouring pairs, or days with both, per week. Cases counted:
//! class x week x pair of subjects.

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
pub struct SubjectsApart;

/// The rule, for the list.
pub static RULE: SubjectsApart = SubjectsApart;

static META: Meta = Meta {
    code: "R123",
    id: "subjects-apart",
    name: Text::new("学科错开", "subjects apart"),
    says: Text::new(
        "指定的两门学科不相邻（或不同天）",
        "the two subjects are never next to each other (or never on the same day)",
    ),
    breach: Text::new("{class} {first} 与 {second} {what}：{days}", "{class}: {first} and {second} {what}: {days}"),
    action: Text::new("把其中一门移到别的节次或别的日子", "move one of the two to another period or day"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: true,
    physics: false,
    weight: 5,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "文理交替，相近学科不连排" }],
};

impl Rule for SubjectsApart {
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

const ADJACENT: Text = Text::new("相邻", "stand next to each other");
const SAME_DAY: Text = Text::new("排在同一天", "stand on the same day");
