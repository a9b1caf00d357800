//! R111 double-periods: required double periods (连堂) stand in one piece.
//!
//! For each requirement with `doubles` and each week: at least `doubles` disjoint pairs of neighbouring periods of one day
//! in one room with no break of the kinds `across` between them. Amount: pairs missing. Cases counted: requirements with doubles x weeks.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;
use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{BreakKind, Level, Setting};
use crate::text::Text;

/// The rule.
pub struct DoublePeriods;

/// The rule, for the list.
pub static RULE: DoublePeriods = DoublePeriods;

static META: Meta = Meta {
    code: "R111",
    id: "double-periods",
    name: Text::new("连堂", "double periods"),
    says: Text::new(
        "规定的连堂课两节相连、在同一教室，不跨午休和大课间",
        "required double periods are two neighbouring periods in one room, not across lunch or long recess",
    ),
    breach: Text::new(
        "{class} {subject} 应有 {wanted} 次连堂，实排 {found} 次",
        "{class} {subject}: {wanted} double periods required, {found} found",
    ),
    action: Text::new(
        "把该学科的两节课排在相邻的节次、同一教室",
        "put two of its periods next to each other, in one room",
    ),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "across",
        default: Default::Choices { chosen: &["lunch", "long-recess"], of: BREAKS },
        says: Text::new("连堂不能跨过的休息", "breaks that a double period may not cross"),
    }],
    sources: &[Source { document: "school", clause: "", words: "作文等课连堂，不跨午休和大课间" }],
};

impl Rule for DoublePeriods {
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

/// Kinds of breaks by their names in configuration files.
const BREAKS: &[&str] = &["recess", "long-recess", "lunch", "eye-exercises", "early-reading", "midday-study"];

/// The breaks of `across`.
pub(crate) fn across(setting: &Setting) -> Vec<BreakKind> {
    let kind = |word: &String| match word.as_str() {
        "recess" => Some(BreakKind::Recess),
        "long-recess" => Some(BreakKind::LongRecess),
        "lunch" => Some(BreakKind::Lunch),
        "eye-exercises" => Some(BreakKind::EyeExercises),
        "early-reading" => Some(BreakKind::EarlyReading),
        "midday-study" => Some(BreakKind::MiddayStudy),
        _ => None,
    };
    setting.words("across").iter().filter_map(kind).collect()
}
