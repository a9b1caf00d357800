//! R306 nearby: posts are held by people who are nearby.
//!
//! For each shift at a post of building `b`: the holder has, in some week of that weekday, a lesson in `b` that ends at most
//! `gap` minutes before the shift starts, or starts at most `gap` minutes after it ends. Amount: shifts without. Cases counted:
//! shifts at posts of a building that some candidate is near to by that measure.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(Nearby, staffed);

static META: Meta = Meta {
    code: "R306",
    id: "nearby",
    name: Text::new("就近值班", "nearby"),
    says: Text::new(
        "岗位尽量由前后在同一栋楼上课的人值",
        "posts are held by people who teach in the same building just before or after",
    ),
    breach: Text::new(
        "{who} {day} {time} 值 {post}，前后在{building}没有课",
        "{who} holds {post} on {day} {time} without a lesson in {building} just before or after",
    ),
    action: Text::new("与在该楼上课的人调换，或接受", "trade with somebody who teaches there, or accept it"),
    stage: Stage::Roster,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 2,
    params: &[Param {
        key: "gap",
        default: Default::Int(30),
        says: Text::new("前后多少分钟以内算就近", "minutes before or after that count as just before or after"),
    }],
    sources: &[Source { document: "school", clause: "", words: "就近安排值班" }],
};
