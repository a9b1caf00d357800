//! R221 enrolled-placed: every enrolled pupil is placed, and nobody else.
//!
//! For each slot, weekday and class outside club slots (and in club slots without a pupil table): pupils in groups = pupils
//! enrolled. For each club slot, weekday and pupil of the table: one row when the pupil attends, else none; the row names a club,
//! a group, or neither with a reason, and neither only where the slot has nothing for those without a club. Amount: pupils too
//! few or too many, rows too few or too many, rows that do not say. Cases counted: slot x weekday x class with pupils; pupil x
//! club slot x weekday attended; rows of pupils.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(EnrolledPlaced);

static META: Meta = Meta {
    code: "R221",
    id: "enrolled-placed",
    name: Text::new("报名的都有着落", "enrolled pupils are placed"),
    says: Text::new(
        "报名的学生每次都有去处或写明原因，没有报名的不安排",
        "every enrolled pupil is placed at every time, or it is said why not; nobody else is placed",
    ),
    breach: Text::new("{slot} {day} {who}：{what}", "{slot} {day} {who}: {what}"),
    action: Text::new("重新生成课后服务；不要手工删改学生", "make the programme again; do not remove pupils by hand"),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "001", clause: "A8", words: "学生自愿" },
        Source { document: "002", clause: "A8", words: "学生申请、班级审核、学校统一实施" },
    ],
};

const COUNT: Text = Text::new("报名 {enrolled} 人，安排了 {placed} 人", "{enrolled} enrolled, {placed} placed");
const ROWS: Text = Text::new("应有一行，实有 {rows} 行", "{rows} rows instead of one");
const NOWHERE: Text =
    Text::new("没有写明去了哪个社团或小组，或不在的原因", "the row does not say which club or group, or why none");
