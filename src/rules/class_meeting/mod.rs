//! R124 class-meeting: the class teacher holds the class meeting (班会).
//!
//! For each time at which a class meeting is held: some class teacher of its classes is among the teachers of its rows.
//! Classes without a class teacher are left out; that there is a meeting at all is rule R527's. Amount: meetings held by
//! others. Cases counted: class meetings.

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
pub struct ClassMeeting;

/// The rule, for the list.
pub static RULE: ClassMeeting = ClassMeeting;

static META: Meta = Meta {
    code: "R124",
    id: "class-meeting",
    name: Text::new("班会由班主任上", "class meeting"),
    says: Text::new("每周班会课由班主任上", "the weekly class meeting is held by the class teacher"),
    breach: Text::new(
        "{class} {day} {time} 的班会由 {found} 上，应由班主任 {wanted} 上",
        "{class} has its class meeting on {day} {time} with {found}, not with the class teacher {wanted}",
    ),
    action: Text::new(
        "改由班主任上班会课，或在配置中改班主任",
        "let the class teacher hold it, or change the class teacher in the configuration",
    ),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "001", clause: "W2", words: "开好每周的班会" }],
};

impl Rule for ClassMeeting {
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
