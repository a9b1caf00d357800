//! R227 programme-room-clash: a room of the programme has a place for each session.
//!
//! By the wall clock, for each session in a room: no event or closure of the room overlaps it; and lessons (of the fuller week)
//! and sessions in the room at its start and at each start of another lesson or session within it are not more than the room's
//! capacity. Amount: 1 for each session that is too many or overlaps. Cases counted: sessions with a room.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(ProgrammeRoomClash);

static META: Meta = Meta {
    code: "R227",
    id: "programme-room-clash",
    name: Text::new("课后服务场地冲突", "room clash of the programme"),
    says: Text::new(
        "课后服务用的教室同一时间没有被课、活动或其他小组社团占满，也不在停用时间",
        "a room of the programme is not taken up by lessons, events or other sessions, and not closed",
    ),
    breach: Text::new("{room} {day} {time} “{name}”：{what}", "{room} {day} {time} {name}: {what}"),
    action: Text::new("换教室，或换时间", "use another room or another time"),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "002", clause: "A14", words: "教学场所欠缺" },
        Source { document: "school", clause: "", words: "同一时间一间教室只安排一处" },
    ],
};

const CLOSED: Text = Text::new("这时教室停用", "the room is closed then");
const EVENT: Text = Text::new("教室这时有“{event}”", "the room has {event} then");
const FULL: Text = Text::new(
    "{time} 已有 {others} 处使用，最多 {capacity} 处",
    "{others} others are there at {time}; at most {capacity} in all",
);
