//! R103 room-clash: a room holds no more lessons at once than its capacity.
//!
//! For each room `r` and each cell: lessons in `r` that cover it <= `capacity(r)`. A combined lesson takes one place, each
//! of several parallel groups takes one. Amount: lessons that find the room full when they start. Cases counted: lesson
//! rows with a room.

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
pub struct RoomClash;

/// The rule, for the list.
pub static RULE: RoomClash = RoomClash;

static META: Meta = Meta {
    code: "R103",
    id: "room-clash",
    name: Text::new("教室冲突", "room clash"),
    says: Text::new(
        "一间教室（场地）同一时间上的课不超过容纳数，合班算一节，分组各算一节",
        "a room holds at most as many lessons at once as its capacity",
    ),
    breach: Text::new(
        "{room} {day} {time} 有 {count} 节课同时上，最多容纳 {max} 节：{lessons}",
        "{room} has {count} lessons on {day} {time}, its capacity is {max}: {lessons}",
    ),
    action: Text::new("把其中一节换到别的教室或别的时间", "move one of them to another room or another time"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "school", clause: "", words: "同一时间一间教室只上一节课" },
        Source { document: "002", clause: "A14", words: "教学场所欠缺" },
    ],
};

impl Rule for RoomClash {
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
