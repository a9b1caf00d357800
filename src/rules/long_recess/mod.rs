//! R516 long-recess: a long recess every school day.
//!
//! For each bell schedule in use and day with lessons: some break of the kind long recess of at least `minutes`.
//! Amount: 1 a day. Cases counted: schedule x day.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(LongRecess, by_the_clock);

static META: Meta = Meta {
    code: "R516",
    id: "long-recess",
    name: Text::new("大课间", "long recess"),
    says: Text::new("每天安排大课间", "every school day has a long recess"),
    breach: Text::new(
        "作息“{bell}”{day}没有 {minutes} 分钟以上的大课间",
        "bell schedule {bell} has no long recess of {minutes} minutes on {day}",
    ),
    action: Text::new(
        "在作息表中写明大课间（kind = long-recess）",
        "state the long recess in the bell schedule (kind = long-recess)",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "minutes",
        default: Default::Int(20),
        says: Text::new("大课间最少分钟数", "fewest minutes"),
    }],
    sources: &[Source { document: "001", clause: "C5", words: "合理安排大课间体育活动" }],
};
