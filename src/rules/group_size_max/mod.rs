//! R223 group-size-max: a group is not too large.
//!
//! For each session of a group: pupils <= the largest size of groups. Amount: pupils above. Cases counted: sessions of groups.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(GroupSizeMax);

static META: Meta = Meta {
    code: "R223",
    id: "group-size-max",
    name: Text::new("小组人数上限", "largest group"),
    says: Text::new("作业辅导等小组的人数不超过上限", "a group is not larger than the limit"),
    breach: Text::new(
        "{slot} {day} {group} 有 {count} 人，上限 {max} 人",
        "{slot} {day} {group} has {count} pupils; at most {max}",
    ),
    action: Text::new("把这一组分成两组", "split the group"),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "002", clause: "A14", words: "教学场所欠缺" },
        Source { document: "001", clause: "L4", words: "严格控制班额" },
    ],
};
