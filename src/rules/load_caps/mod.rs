//! R531 load-caps: a teacher's weekly load stays within the standard of the stage and subject.
//!
//! For each teacher with given lessons: let `g` be the group (stage and sort of subject) with the most of them.
//! Given periods of the teacher over two weeks, all groups together, <= 2 x `cap(g)`. A cap that the school states
//! for a teacher is rule R121's. Amount: periods a week beyond it, rounded up. Cases counted: those teachers.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(LoadCaps);

static META: Meta = Meta {
    code: "R531",
    id: "load-caps",
    name: Text::new("教师周课时", "weekly load"),
    says: Text::new(
        "教师周课时不超过学段、学科的标准",
        "a teacher has at most the weekly periods of the stage and subject",
    ),
    breach: Text::new(
        "{teacher}每周 {found} 节，{group}标准最多 {cap} 节",
        "{teacher} has {found} periods a week; the standard of {group} is at most {cap}",
    ),
    action: Text::new("把部分课时分给别的教师", "give some lessons to another teacher"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "primary_core",
            default: Default::Int(14),
            says: Text::new("小学语文、数学", "primary Chinese and maths"),
        },
        Param {
            key: "primary_other",
            default: Default::Int(18),
            says: Text::new("小学其他学科", "other primary subjects"),
        },
        Param {
            key: "junior_core",
            default: Default::Int(12),
            says: Text::new("初中语文、数学、英语", "junior Chinese, maths and English"),
        },
        Param {
            key: "junior_other",
            default: Default::Int(14),
            says: Text::new("初中其他学科", "other junior subjects"),
        },
        Param {
            key: "junior_arts",
            default: Default::Int(16),
            says: Text::new("初中音乐、美术、体育", "junior music, art and PE"),
        },
    ],
    sources: &[
        Source { document: "001", clause: "L1", words: "学校不得随意增加教师的课时和工作负担" },
        Source {
            document: "load",
            clause: "L1",
            words: "小学每周14-18节（语文、数学14，其他18）；初中12-16节（语文、数学、英语12，其他14，艺体16）",
        },
    ],
};
