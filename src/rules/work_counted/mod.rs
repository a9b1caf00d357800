//! R405 work-counted: after-school work counts as workload.
//!
//! Where the school pays by items, each session that a person holds on a date is matched by at least one item; volunteers
//! are not paid. Amount: sessions of a person in the term that no item counts. Cases counted: people with sessions.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(WorkCounted);

static META: Meta = Meta {
    code: "R405",
    id: "work-counted",
    name: Text::new("课后服务计入工作量", "after-school work is counted"),
    says: Text::new("教师承担的课后服务都计算工作量", "whatever people do after school is counted by some pay item"),
    breach: Text::new(
        "{person} 本学期有 {count} 次课后服务没有任何计酬项目计算（{kinds}）",
        "{person} has {count} after-school sessions this term that no pay item counts ({kinds})",
    ),
    action: Text::new(
        "补上相应的计酬项目，或放宽已有项目的条件",
        "add a pay item for them, or widen the conditions of one",
    ),
    stage: Stage::Pay,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "002", clause: "Y3", words: "计算一定的工作量" }],
};
