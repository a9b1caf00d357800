//! R124 class-meeting: the class teacher holds the class meeting (班会).
//!
//! For each time at which a class meeting is held: some class teacher of its classes is among the teachers of its rows. With
//! `required`, every class has a class meeting. Classes without a class teacher are left out. Amount: meetings without, and
//! classes without a meeting. Cases counted: class meetings (and classes, with `required`).

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
    breach: Text::new("{class} {what}", "{class} {what}"),
    action: Text::new("改由班主任上班会课，或在配置中改班主任", "let the class teacher hold it, or change the class teacher in the configuration"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param { key: "required", default: Default::Bool(false), says: Text::new("每个班都要有班会课", "every class must have a class meeting") }],
    sources: &[Source { document: "001", clause: "W2", words: "开好每周的班会" }],
};

impl Rule for ClassMeeting {
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

const BY_OTHERS: Text =
    Text::new("{day} {time} 班会由{found}上，应由班主任{wanted}上", "has its class meeting on {day} {time} with {found}, not with the class teacher {wanted}");
const NONE: Text = Text::new("没有班会课", "has no class meeting");
