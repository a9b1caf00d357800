//! R524 specialists: special subjects are taught by those who teach nothing else, wherever possible.
//!
//! For each teacher with given lessons of one of `kinds`: no given lessons of another kind (class meetings and
//! self-study aside). Amount: 1 a teacher. Cases counted: those teachers.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(Specialists);

static META: Meta = Meta {
    code: "R524",
    id: "specialists",
    name: Text::new("学科专任", "specialists"),
    says: Text::new("能专任的学科尽量由专任教师任教", "special subjects are taught by specialists wherever possible"),
    breach: Text::new("{teacher}兼教 {subjects}", "{teacher} teaches {subjects}"),
    action: Text::new("有条件时把该学科交给专任教师", "give the subject to a specialist where there is one"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "kinds",
        default: Default::Words(&["english", "pe", "music", "art", "technology"]),
        says: Text::new("应专任的类别", "kinds for specialists"),
    }],
    sources: &[Source { document: "001", clause: "C15", words: "能专职的学科尽量专职" }],
};
