//! R228 club-size: clubs are held within their limits.
//!
//! For each club held: members >= its fewest and >= 1; members <= its most; the room is of its list; each meeting is in that room.
//! For each club cancelled: no members, no room, and a reason. Amount: what is not so, each 1. Cases counted: four a club held,
//! one a club cancelled.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(ClubSize);

static META: Meta = Meta {
    code: "R228",
    id: "club-size",
    name: Text::new("社团人数与场地", "sizes and rooms of clubs"),
    says: Text::new(
        "开办的社团人数在上下限之间，每次都在菜单所列的同一场地；未开的写明原因",
        "a club held has members between its limits and one room of its list at every meeting; a cancelled one says why",
    ),
    breach: Text::new("{club}：{what}", "{club}: {what}"),
    action: Text::new(
        "调整成员或场地；人数不足的社团取消，学生转到下一志愿",
        "change members or room; cancel a club with too few and give its pupils their next choice",
    ),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "002", clause: "A11", words: "菜单式" },
        Source { document: "002", clause: "A14", words: "教学场所欠缺" },
    ],
};

const SMALL: Text = Text::new("只有 {count} 人，至少 {min} 人才开", "{count} members only; held with {min} at least");
const LARGE: Text = Text::new("有 {count} 人，最多 {max} 人", "{count} members; at most {max}");
const ROOM: Text = Text::new("“{room}”不在它的场地之列", "`{room}` is not among its rooms");
const SPLIT: Text = Text::new("有 {count} 次活动不在这个场地", "{count} meetings are elsewhere");
const CANCELLED: Text =
    Text::new("未开的社团应没有成员和场地，并写明原因", "a cancelled club has no members and no room, and says why");
