//! R310 leave-covered: nobody is missing because of a one-off leave.
//!
//! With a term, for each shift and session on a date whose holder is on a one-off late start or early leave during it: somebody
//! else stands at the post then, who does not by the weekly roster; a session needs somebody else in any case. Amount: shifts
//! and sessions without. Cases counted: shifts and sessions during a one-off leave.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(LeaveCovered);

static META: Meta = Meta {
    code: "R310",
    id: "leave-covered",
    name: Text::new("请假有人顶", "leave covered"),
    says: Text::new(
        "临时晚到、早退的人的值班有机动人员顶，课后服务另行安排",
        "duty during a one-off leave is taken by standby; a session needs somebody else",
    ),
    breach: Text::new(
        "{who} {date} 请假，{what} {time} 没有人顶",
        "{who} is on leave on {date}; nobody takes {what} at {time}",
    ),
    action: Text::new("安排机动人员，或改请假时间", "put somebody on standby, or change the leave"),
    stage: Stage::Roster,
    level: Level::Warn,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "001",
        clause: "L3",
        words: "教师因病或因事不能按时到校上课者,一般应提前一天办理请假手续",
    }],
};
