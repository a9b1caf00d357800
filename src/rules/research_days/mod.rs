//! R529 research-days: a subject group shares a free block for joint lesson preparation.
//!
//! For each subject of one of `kinds` with at least `teachers` teachers of its own: some research block in which
//! all of them take part. Amount: 1 a subject. Cases counted: those subjects.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ResearchDays);

static META: Meta = Meta {
    code: "R529",
    id: "research-days",
    name: Text::new("教研与集体备课", "research blocks"),
    says: Text::new(
        "学科组有共同的空闲时间集体备课",
        "every subject group has a common free block for joint preparation",
    ),
    breach: Text::new(
        "{subject}组（{count} 人）没有共同的教研时间",
        "the {count} teachers of {subject} share no research block",
    ),
    action: Text::new("在 [[research]] 中写明", "state a [[research]] block"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "kinds",
            default: Default::Words(&["chinese", "maths", "english"]),
            says: Text::new("须有教研时间的类别", "kinds that need a block"),
        },
        Param {
            key: "teachers", default: Default::Int(2), says: Text::new("从几人起", "from how many teachers on")
        },
    ],
    sources: &[
        Source { document: "004", clause: "W4", words: "设立每周三、四教研日" },
        Source { document: "004", clause: "W4", words: "以学科组为单位集中备课" },
    ],
};
