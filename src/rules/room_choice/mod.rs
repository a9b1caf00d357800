//! R118 room-choice: every lesson is in a room that is meant for it.
//!
//! For each lesson row: its room is one of the candidates of its section (the rooms of the type that the subject needs), or
//! the home room of its first class where no special room is asked for, or the room of a pin at that time. Amount: rows
//! elsewhere. Cases counted: lesson rows that some requirement asks for.

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
pub struct RoomChoice;

/// The rule, for the list.
pub static RULE: RoomChoice = RoomChoice;

static META: Meta = Meta {
    code: "R118",
    id: "room-choice",
    name: Text::new("教室安排", "room choice"),
    says: Text::new(
        "每节课在本班教室或指定的专用教室上",
        "every lesson is in the home room or in one of the special rooms named for it",
    ),
    breach: Text::new(
        "{lesson} {day} {time} 在{room}上，应在{rooms}",
        "{lesson} on {day} {time} is in {room}, should be in {rooms}",
    ),
    action: Text::new(
        "换到应在的教室，或在配置中加上这间教室",
        "move it to the right room, or add the room to the configuration",
    ),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source { document: "001", clause: "C9", words: "开齐开足实验课、活动课" }],
};

impl Rule for RoomChoice {
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

const NO_ROOM: Text = Text::new("“未定”", "“no room”");
