//! R200 service-days: service is offered on every school day.
//!
//! For each class that some slot is for and each school day: some slot is for the class on that day, midday care, evening
//! self-study and the supervision of boarders left out. Amount: days without. Cases counted: class x school day.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ServiceDays);

static META: Meta = Meta {
    code: "R200",
    id: "service-days",
    name: Text::new("课后服务每周五天", "service every day"),
    says: Text::new(
        "参加课后服务的班级每个上学日都有课后服务",
        "every class that is served has after-school service on every school day",
    ),
    breach: Text::new("{class} {day} 没有课后服务", "{class} has no after-school service on {day}"),
    action: Text::new(
        "给这一天补上课后服务时段，或写明理由申请豁免",
        "add a slot on that day, or waive the rule with a written reason",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "000", clause: "A1", words: "每周5天都要开展课后服务" }],
};
