//! R508 breaks: between two lessons at least so many free minutes.
//!
//! For each bell schedule and two periods that follow each other on a day: minutes between them, less what early
//! reading, midday study and (unless `eye_exercises` is yes) eye exercises take of them, >= `minutes`. Amount:
//! minutes missing. Cases counted: schedule x period x different free minutes.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(Breaks, by_the_clock);

static META: Meta = Meta {
    code: "R508",
    id: "breaks",
    name: Text::new("课间休息", "free breaks"),
    says: Text::new("两节课之间留足课间休息，不得挤占", "between two lessons enough minutes stay free"),
    breach: Text::new(
        "作息“{bell}”{days}{period}之后只有 {free} 分钟休息，应有 {least} 分钟",
        "bell schedule {bell}: {free} free minutes after {period} on {days}; at least {least}",
    ),
    action: Text::new("调整上下课时刻，或把活动移出课间", "shift the lessons, or take the activity out of the break"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "minutes", default: Default::Int(10), says: Text::new("课间最少分钟数", "fewest free minutes")
        },
        Param {
            key: "eye_exercises",
            default: Default::Bool(true),
            says: Text::new("眼保健操是否可占课间", "whether eye exercises may use the break"),
        },
    ],
    sources: &[
        Source { document: "001", clause: "T7", words: "不拖堂,不任意占用学生课间休息时间" },
        Source { document: "001", clause: "T7", words: "轻眼课间十分钟" },
    ],
};
