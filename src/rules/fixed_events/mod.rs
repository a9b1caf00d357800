//! R114 fixed-events: nobody has a lesson during a fixed event.
//!
//! For each event (flag-raising, assembly, staff meeting) and each class, teacher and room that takes part: no lesson and no
//! research block meets the event's time. Amount: rows that do. Cases counted: events x participants.

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
pub struct FixedEvents;

/// The rule, for the list.
pub static RULE: FixedEvents = FixedEvents;

static META: Meta = Meta {
    code: "R114",
    id: "fixed-events",
    name: Text::new("固定活动", "fixed events"),
    says: Text::new(
        "升旗、集会、例会等固定活动时，参加的班级、教师和场地不排课",
        "classes, teachers and rooms have no lessons during the fixed events that they take part in",
    ),
    breach: Text::new(
        "{who} {day} {time} 有“{event}”，不能排 {lessons}",
        "{who} is at “{event}” on {day} {time} and cannot have {lessons}",
    ),
    action: Text::new("把课移到活动以外的时间", "move the lessons away from the event"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "001", clause: "W1", words: "每周星期一早读时间举行升旗仪式" },
        Source { document: "001", clause: "W3", words: "每周一例会" },
    ],
};

impl Rule for FixedEvents {
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
