//! R154 subject-wishes: subjects are not taught at times that do not suit them.
//!
//! For each period of a subject with unwanted times, week `w`: the period is not in them, by the bell schedule of its first
//! class. Amount: for each that is the cost of that time, the highest where several hold it (1 where the school states no
//! cost). Cases counted: periods of such subjects x weeks.

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
pub struct SubjectWishes;

/// The rule, for the list.
pub static RULE: SubjectWishes = SubjectWishes;

static META: Meta = Meta {
    code: "R154",
    id: "subject-wishes",
    name: Text::new("学科不宜节次", "unwanted times of subjects"),
    says: Text::new("学科尽量不排在不宜的节次", "subjects are not taught at times that do not suit them"),
    breach: Text::new(
        "{class} {subject} 排在不宜的{day}{period}",
        "{class} has {subject} on {day}, {period}, which does not suit it",
    ),
    action: Text::new("与其他学科对调", "swap it with another subject"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 2,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "学科不宜节次" }],
};

impl Rule for SubjectWishes {
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
