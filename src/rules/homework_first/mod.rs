//! R203 homework-first: the first slot of the day is homework help or tutoring.
//!
//! For each class and weekday with slots other than midday care, evening self-study, extended care and the supervision of
//! boarders: the earliest of them is homework help or tutoring. Amount: days on which it is not. Cases counted: class x weekday
//! with such slots.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(HomeworkFirst);

static META: Meta = Meta {
    code: "R203",
    id: "homework-first",
    name: Text::new("第一时段辅导作业", "homework help first"),
    says: Text::new("课后服务第一时段以指导完成作业为主", "the first slot of the day is homework help or tutoring"),
    breach: Text::new(
        "{class} {day} 的第一时段“{slot}”不是作业辅导",
        "the first slot of {class} on {day}, {slot}, is not homework help",
    ),
    action: Text::new(
        "把作业辅导排在第一时段，或写明理由申请豁免",
        "put homework help first, or waive the rule with a written reason",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "003", clause: "A3", words: "第一时段以指导学生认真完成作业为主" }],
};
