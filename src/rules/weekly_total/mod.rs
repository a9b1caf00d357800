//! R513 weekly-total: a class has no more lessons a week than the plan allows.
//!
//! For each class `c`: periods of all its requirements, over two weeks and without self-study where `self_study` is
//! no, <= 2 x the limit of its grade. Amount: periods a week beyond it, rounded up. Cases counted: classes.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(WeeklyTotal);

static META: Meta = Meta {
    code: "R513",
    id: "weekly-total",
    name: Text::new("周总课时", "weekly total"),
    says: Text::new("每班每周总课时不超过课程计划", "a class has at most the weekly periods of the plan"),
    breach: Text::new(
        "{classes}每周 {found} 节，{grade}年级每班最多 {limit} 节",
        "{classes}: {found} periods a week; grade {grade} may have {limit}",
    ),
    action: Text::new("减少超出的课时", "drop the periods beyond it"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "grades_1_2",
            default: Default::Int(26),
            says: Text::new("一、二年级每周最多节数", "most weekly periods in grades 1-2"),
        },
        Param {
            key: "grades_3_6",
            default: Default::Int(30),
            says: Text::new("三至六年级每周最多节数", "most weekly periods in grades 3-6"),
        },
        Param {
            key: "grades_7_9",
            default: Default::Int(34),
            says: Text::new("七至九年级每周最多节数", "most weekly periods in grades 7-9"),
        },
        Param {
            key: "self_study",
            default: Default::Bool(false),
            says: Text::new("自习是否计入", "whether self-study counts"),
        },
    ],
    sources: &[
        Source { document: "001", clause: "C2", words: "不增加周活动总量" },
        Source { document: "2022", clause: "C2", words: "周总课时26、30、34" },
    ],
};
