//! R502 afternoon-floor: afternoon lessons do not begin too early.
//!
//! For each bell schedule and day with afternoon periods: start of the first of them >= `floor`. Amount: minutes
//! before it. Cases counted: schedule x different starting times.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(AfternoonFloor, by_the_clock);

static META: Meta = Meta {
    code: "R502",
    id: "afternoon-floor",
    name: Text::new("下午上课时间下限", "earliest afternoon lesson"),
    says: Text::new("下午第一节课不早于规定时刻", "afternoon lessons do not begin before the floor"),
    breach: Text::new(
        "作息“{bell}”{days}下午 {time} 开始上课，早于 {floor}",
        "bell schedule {bell} begins the afternoon at {time} on {days}, before {floor}",
    ),
    action: Text::new(
        "推迟下午第一节，或写明理由申请豁免",
        "begin the afternoon later, or waive the rule with a written reason",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "floor",
        default: Default::Time("14:00"),
        says: Text::new("下午最早上课时刻", "earliest afternoon lesson"),
    }],
    sources: &[Source {
        document: "001", clause: "T1", words: "学生下午上课时间不早于14:00(边远山区学校可酌情调整)"
    }],
};
