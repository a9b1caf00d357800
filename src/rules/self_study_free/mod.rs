//! R523 self-study-free: self-study is the pupils' own and no subject is taught in it.
//!
//! For each section of a self-study requirement: its own subject is self-study too, and its name does not contain
//! the name of a core subject (语文自习). Amount: 1 each. Cases counted: those sections.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(SelfStudyFree);

static META: Meta = Meta {
    code: "R523",
    id: "self-study-free",
    name: Text::new("自习归学生支配", "self-study is free"),
    says: Text::new(
        "自习课由学生自己支配，不用于上课和补课",
        "self-study periods are the pupils' own, not for teaching",
    ),
    breach: Text::new(
        "{classes}的《{subject}》按{taught}上课，不是自习",
        "{subject} of {classes} is taught as {taught}, so it is no self-study",
    ),
    action: Text::new(
        "改为普通自习，或改列为该学科的课时",
        "make it plain self-study, or list it as lessons of the subject",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "001",
        clause: "C14",
        words: "课程表内的自习课应由学生自己支配,不得用于上课和集体补课",
    }],
};
