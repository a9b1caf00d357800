//! R202 service-end: service ends not before local off-work time.
//!
//! For each class and weekday with slots other than midday care, evening self-study, extended care and the supervision of
//! boarders (which are not for everybody): the last of them ends at the stated off-work time or later. Nothing is examined
//! where no off-work time is stated. Amount: minutes too early. Cases counted: class x weekday with such slots.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ServiceEnd);

static META: Meta = Meta {
    code: "R202",
    id: "service-end",
    name: Text::new("课后服务结束时间", "end of service"),
    says: Text::new("课后服务结束不早于当地正常下班时间", "after-school service ends not before local off-work time"),
    breach: Text::new(
        "{class} {day} 的课后服务 {end} 结束，早于下班时间 {off}",
        "the service of {class} ends at {end} on {day}, before off-work time {off}",
    ),
    action: Text::new("推迟结束时间，或写明理由申请豁免", "end later, or waive the rule with a written reason"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "000", clause: "A2", words: "结束时间原则上不早于当地正常下班时间"
    }],
};
