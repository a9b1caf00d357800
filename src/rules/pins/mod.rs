//! R115 pins: lessons fixed by hand stand where they were fixed.
//!
//! For each pin, each of its periods and each section of its requirement: a row of the section at that weekday and time, in
//! (at least) the pin's weeks, in the pin's room if it names one. Amount: those without. Cases counted: pins x periods x
//! sections.

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
pub struct Pins;

/// The rule, for the list.
pub static RULE: Pins = Pins;

static META: Meta = Meta {
    code: "R115",
    id: "pins",
    name: Text::new("预排课", "pinned lessons"),
    says: Text::new(
        "预先固定的课必须排在指定的时间和教室",
        "lessons fixed by hand stand at their times and in their rooms",
    ),
    breach: Text::new(
        "{class} {subject} 固定在{day}{period}{where}，课表上没有",
        "{class} {subject} is fixed to {day}, {period}{where}; the plan has it elsewhere",
    ),
    action: Text::new("把这节课移回指定的时间和教室，或取消固定", "move the lesson back, or remove the pin"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "预先固定的课" }],
};

impl Rule for Pins {
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

const IN_ROOM: Text = Text::new("（{room}）", " ({room})");
