//! R229 club-admission: members are admitted.
//!
//! For each row of a pupil in a club: the club meets then; it is the pupil's choice of the rank stated; the pupil's grade is one
//! of the club's; the pupil has been in the club that comes before; and has a row in the club at each of its meetings. Amount: 1
//! for each that is not so. Cases counted: rows of pupils in clubs.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(ClubAdmission);

static META: Meta = Meta {
    code: "R229",
    id: "club-admission",
    name: Text::new("社团成员符合条件", "club members are admitted"),
    says: Text::new(
        "社团成员填报过该社团，年级、先修符合，每次活动都参加",
        "members chose their club, are of the right grade, have done what comes before, and come to every meeting",
    ),
    breach: Text::new("{class} {pupil} {day} {club}：{what}", "{class} {pupil} {day} {club}: {what}"),
    action: Text::new("把该生转到符合条件的志愿", "give the pupil another choice that fits"),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "002", clause: "A8", words: "学生申请、班级审核、学校统一实施" },
        Source { document: "002", clause: "A11", words: "菜单式" },
        Source { document: "003", clause: "A11", words: "菜单式" },
    ],
};

const NOT_CHOSEN: Text = Text::new("不是该生的第 {rank} 志愿", "it is not the pupil's choice number {rank}");
const GRADE: Text = Text::new("不面向{grade}年级", "it is not for grade {grade}");
const BEFORE: Text = Text::new("未修过“{before}”", "the pupil has not done `{before}`");
const NOT_THEN: Text = Text::new("这个社团这时没有活动", "the club does not meet then");
const ABSENT: Text = Text::new("该生没有参加它的每次活动", "the pupil is not at each of its meetings");
