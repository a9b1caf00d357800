//! R503 day-length: pupils are in organised learning for at most so many minutes a day.
//!
//! For each bell schedule `b`, stage `s` and day `d`: minutes covered by what counts <= `limit(s)`. Lessons of
//! morning and afternoon count, and so do events in which classes of `b` take part; `self_study` adds early reading
//! and midday study, `breaks` adds long recess and eye exercises: documents differ in the basis, so the profile
//! says which. Voluntary evenings do not count (see R506). Minutes covered twice count once. Amount: minutes beyond
//! the limit. Cases counted: schedule x stage x different day lengths.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(DayLength, by_the_clock);

static META: Meta = Meta {
    code: "R503",
    id: "day-length",
    name: Text::new("在校学习时长", "length of the school day"),
    says: Text::new(
        "学生每天在校集中学习时间不超过规定时长",
        "pupils are in organised learning for at most so many minutes a day",
    ),
    breach: Text::new(
        "作息“{bell}”（{stage}）{days}集中学习 {minutes} 分钟，超过 {limit} 分钟",
        "bell schedule {bell} ({stage}) has {minutes} minutes of organised learning on {days}; at most \
            {limit}",
    ),
    action: Text::new(
        "减少节次、晨读或午练，或缩短课时",
        "drop periods, early reading or midday study, or shorten the lessons",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "primary",
            default: Default::Int(360),
            says: Text::new("小学每天最多分钟数", "most minutes a day in primary grades"),
        },
        Param {
            key: "junior",
            default: Default::Int(420),
            says: Text::new("初中每天最多分钟数", "most minutes a day in junior grades"),
        },
        Param {
            key: "self_study",
            default: Default::Bool(true),
            says: Text::new("早读、午间自习是否计入", "whether early reading and midday study count"),
        },
        Param {
            key: "breaks",
            default: Default::Bool(true),
            says: Text::new("大课间、眼保健操是否计入", "whether long recess and eye exercises count"),
        },
    ],
    sources: &[
        Source {
            document: "001", clause: "T2", words: "小学生在校集体活动时间不超过6小时,初中生不超过7个小时"
        },
        Source {
            document: "001", clause: "T2", words: "学生每天学习时间(包括自习),小学不超过6小时"
        },
        Source { document: "001", clause: "T2", words: "学生在校上课时间每天不超过7小时" },
    ],
};
