//! R501 first-lesson-floor: the first lesson of the day is not too early.
//!
//! For each bell schedule `b`, stage `s` of the classes that use it and day: start of the first
//! period >= `floor(s)`. Amount: minutes before the floor. Cases counted: schedule x stage x different starting
//! times.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(FirstLessonFloor, by_the_clock);

static META: Meta = Meta {
    code: "R501",
    id: "first-lesson-floor",
    name: Text::new("上课时间下限", "earliest first lesson"),
    says: Text::new("上午第一节课不早于规定时刻", "the first lesson does not begin before the floor of its stage"),
    breach: Text::new(
        "作息“{bell}”（{stage}）{days}第一节 {time} 开始，早于 {floor}",
        "bell schedule {bell} ({stage}) begins at {time} on {days}, before {floor}",
    ),
    action: Text::new("推迟第一节课，或写明理由申请豁免", "begin later, or waive the rule with a written reason"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "primary",
            default: Default::Time("08:30"),
            says: Text::new("小学最早上课时刻", "earliest first lesson in primary grades"),
        },
        Param {
            key: "junior",
            default: Default::Time("08:00"),
            says: Text::new("初中最早上课时刻", "earliest first lesson in junior grades"),
        },
    ],
    sources: &[
        Source { document: "001", clause: "T1", words: "小学不早于08:30、中学不早于08:00" },
        Source { document: "001", clause: "X1", words: "小学不得早于8:20" },
        Source { document: "001", clause: "X1", words: "学校和教师不得早于7:00组织学生上课" },
    ],
};
