//! R507 lesson-length: lessons have the stage's length, or long and short ones even out over the week.
//!
//! For each bell schedule `b` and stage `s` with `n` periods a week outside the evening: their minutes
//! together = `n * length(s)`. Amount: minutes of difference a week. Cases counted: schedule x stage.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(LessonLength);

static META: Meta = Meta {
    code: "R507",
    id: "lesson-length",
    name: Text::new("课时长度", "lesson length"),
    says: Text::new(
        "课时长度合乎学段规定；长短课须保证周总时长不变",
        "lessons have the length of their stage; long and short lessons keep the weekly minutes",
    ),
    breach: Text::new(
        "作息“{bell}”（{stage}）每周 {count} 节共 {minutes} 分钟，按每节 {length} 分钟应为 {due} 分钟",
        "bell schedule {bell} ({stage}) has {count} periods of {minutes} minutes a week together; at \
            {length} minutes each it would be {due}",
    ),
    action: Text::new(
        "改课时长度，或把本校批准的长度写入规则参数",
        "change the lengths, or state the approved length as the parameter",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "primary",
            default: Default::Int(40),
            says: Text::new("小学每节分钟数", "minutes of a primary lesson"),
        },
        Param {
            key: "junior",
            default: Default::Int(45),
            says: Text::new("初中每节分钟数", "minutes of a junior lesson"),
        },
    ],
    sources: &[
        Source { document: "000", clause: "T6", words: "向“45分钟”要效率" },
        Source {
            document: "001", clause: "T6", words: "小学可通过提高课堂效率等方式探索每课时35分钟"
        },
        Source { document: "003", clause: "T6", words: "长短课" },
    ],
};
