//! R505 no-self-study: no early reading or midday study is organised.
//!
//! For each bell schedule: no break of the kinds early reading and midday study. Amount: different ones. Cases
//! counted: bell schedules in use.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(NoSelfStudy);

static META: Meta = Meta {
    code: "R505",
    id: "no-self-study",
    name: Text::new("不安排早自习、午自习", "no early or midday self-study"),
    says: Text::new(
        "作息表内不组织早读、早自习、午自习、午练",
        "the bell schedule has no organised early reading or midday study",
    ),
    breach: Text::new("作息“{bell}”安排了 {names}", "bell schedule {bell} has {names}"),
    action: Text::new("从作息表中去掉，或改为课间自由活动", "take it out of the bell schedule, or leave the time free"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "001", clause: "T5", words: "严禁组织学生上早自习、午自习" }],
};
