//! R525 grade-one-adaptation: the first weeks of grade 1 are lighter.
//!
//! A school with classes of grade 1 states how (`plan`): the weekly timetable is that of the weeks after. Amount: 1
//! when it does not. Cases counted: 1 where there is a grade 1.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(GradeOneAdaptation);

static META: Meta = Meta {
    code: "R525",
    id: "grade-one-adaptation",
    name: Text::new("一年级适应期", "grade-one adaptation"),
    says: Text::new("一年级开学设置教学适应期", "grade 1 starts with lighter adaptation weeks"),
    breach: Text::new(
        "没有写明一年级教学适应期的安排（{parameter}）",
        "the adaptation weeks of grade 1 are not stated ({parameter})",
    ),
    action: Text::new(
        "把安排写入参数 plan，如“第1-4周下午不上新课”",
        "state them in the parameter plan, such as \"weeks 1-4 without new lessons in the afternoon\"",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "plan",
        default: Default::Words(&[]),
        says: Text::new("适应期的安排", "how the adaptation weeks go"),
    }],
    sources: &[Source { document: "001", clause: "C16", words: "设置教学适应期" }],
};
