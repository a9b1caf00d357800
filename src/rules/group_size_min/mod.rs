//! R224 group-size-min: a group is not too small.
//!
//! For each session of a group: pupils >= the smallest size of groups. Amount: pupils missing. Cases counted: sessions of groups.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(GroupSizeMin);

static META: Meta = Meta {
    code: "R224",
    id: "group-size-min",
    name: Text::new("小组人数下限", "smallest group"),
    says: Text::new(
        "小组的人数不低于下限，人少的班同年级合组",
        "a group is not smaller than the limit; small classes of a grade are merged",
    ),
    breach: Text::new(
        "{slot} {day} {group} 只有 {count} 人，下限 {min} 人",
        "{slot} {day} {group} has {count} pupils only; at least {min}",
    ),
    action: Text::new(
        "与同年级的其他班合组；一个年级的人数本来就不够时不必处理",
        "merge the group with another of its grade; nothing can be done where the whole grade is too small",
    ),
    stage: Stage::Programme,
    level: Level::Warn,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "人少的班合组托管" }],
};
