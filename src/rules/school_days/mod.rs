//! R509 school-days: nothing is taught at weekends.
//!
//! For each day with lessons in a bell schedule in use or with an event of classes, and each school day: it is one
//! of Monday to Friday. Amount: 1 a day. Cases counted: those days.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(SchoolDays);

static META: Meta = Meta {
    code: "R509",
    id: "school-days",
    name: Text::new("双休日不上课", "no lessons at weekends"),
    says: Text::new("双休日不安排上课和集体活动", "no lessons and no events of classes on Saturday and Sunday"),
    breach: Text::new("{day}安排了上课或集体活动", "there are lessons or events of classes on {day}"),
    action: Text::new(
        "从上课日、作息表和活动中去掉这一天",
        "take the day out of school days, bell schedules and events",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "001", clause: "T8", words: "晚间、双休日和其他法定节假日不上课" }],
};
