//! R225 group-grade: a group is of one grade.
//!
//! For each session of a group: its classes are of one grade, and the slot is for each of them. Amount: grades beyond the first,
//! classes that the slot is not for. Cases counted: sessions of groups.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(GroupGrade);

static META: Meta = Meta {
    code: "R225",
    id: "group-grade",
    name: Text::new("小组同年级", "groups of one grade"),
    says: Text::new("小组由该时段的同年级班级组成", "a group is of classes of one grade that the slot is for"),
    breach: Text::new("{slot} {day} {group}：{what}", "{slot} {day} {group}: {what}"),
    action: Text::new("按年级重新分组", "form the groups within each grade"),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "同年级合组" }],
};

const GRADES: Text = Text::new("有 {count} 个年级", "{count} grades");
const NOT_FOR: Text = Text::new("该时段不面向{classes}", "the slot is not for {classes}");
