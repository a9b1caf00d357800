//! R112 paired-halves: the half lessons of two paired subjects share a slot in opposite weeks (单双周轮换).
//!
//! For each pairing (a, b) with `h` half lessons each (the smaller number): `h` half lessons of `a` stand at the weekday and
//! time of a half lesson of `b` in the other week. Amount: half lessons without a partner. Cases counted: pairings.

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
pub struct PairedHalves;

/// The rule, for the list.
pub static RULE: PairedHalves = PairedHalves;

static META: Meta = Meta {
    code: "R112",
    id: "paired-halves",
    name: Text::new("单双周搭配", "paired half lessons"),
    says: Text::new(
        "搭配的两门半节课同一时段、单双周轮换",
        "the half lessons of two paired subjects share a slot in opposite weeks",
    ),
    breach: Text::new(
        "{class} {first} 与 {second} 应有 {wanted} 个时段单双周轮换，实有 {found} 个",
        "{class}: {first} and {second} must share {wanted} slots in opposite weeks, {found} found",
    ),
    action: Text::new(
        "把两门课排到同一时段，一门单周一门双周",
        "put the two into one slot, one in odd and one in even weeks",
    ),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "半节课单双周轮换，合用一个时段" }],
};

impl Rule for PairedHalves {
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
