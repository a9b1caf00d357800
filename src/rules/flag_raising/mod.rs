//! R526 flag-raising: every class raises the flag on Monday, and meets on Friday where the profile asks for it.
//!
//! For each grade: each of its classes takes part in an event of the kind flag-raising on Monday; where `assembly`
//! is yes, also in an event of the kind assembly on Friday. Amount: classes that do not. Cases counted: grades,
//! once for each of the two.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(FlagRaising);

static META: Meta = Meta {
    code: "R526",
    id: "flag-raising",
    name: Text::new("升旗仪式与集会", "flag-raising and assembly"),
    says: Text::new("每周一全校升旗，周五集会", "flag-raising every Monday, an assembly every Friday"),
    breach: Text::new("{day}没有写明{what}：{classes}", "no {what} is stated on {day} for {classes}"),
    action: Text::new(
        "在 [[event]] 中写明（kind = flag-raising 或 assembly）",
        "state it as an [[event]] (kind = flag-raising or assembly)",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "assembly",
        default: Default::Bool(false),
        says: Text::new("是否要求周五集会", "whether the Friday assembly is demanded"),
    }],
    sources: &[
        Source { document: "001", clause: "W1", words: "每周星期一早读时间举行升旗仪式" },
        Source { document: "001", clause: "W1", words: "组织好每周一、周五全校集队" },
    ],
};
