//! R222 programme-totals: the files agree.
//!
//! For each session of a group: its pupils and classes are those of its rows in groups.csv; every row there belongs to a session.
//! For each group of a club slot with a pupil table: pupils of a class in groups.csv = rows of pupils that name the group. For
//! each meeting of a club: its pupils = members in clubs.csv = rows of pupils that name the club then, and its classes are
//! theirs. Amount: numbers or lists of classes that differ. Cases counted: sessions twice; rows of groups.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(ProgrammeTotals);

static META: Meta = Meta {
    code: "R222",
    id: "programme-totals",
    name: Text::new("课后服务人数一致", "programme totals"),
    says: Text::new("各表的人数和班级一致", "the files agree on pupils and classes"),
    breach: Text::new("{slot} {day} {name}：{what}", "{slot} {day} {name}: {what}"),
    action: Text::new("重新生成课后服务", "make the programme again"),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "各表数字对得上" }],
};

const NUMBERS: Text = Text::new("{here} 人与另表的 {there} 人不一致", "{here} pupils here, {there} in the other file");
const PUPILS: Text = Text::new(
    "{here} 人，clubs.csv 有 {clubs} 人，club-pupils.csv 有 {rows} 人",
    "{here} pupils, {clubs} in clubs.csv, {rows} in club-pupils.csv",
);
const CLASSES: Text = Text::new("班级与名单不一致", "its classes are not those of its pupils");
const NO_SESSION: Text = Text::new("afterschool.csv 没有这一组", "afterschool.csv has no such group");
