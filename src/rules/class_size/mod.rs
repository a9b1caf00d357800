//! R530 class-size: classes are not too large, and those of a grade about equal.
//!
//! For each class of stage `s` whose size is stated: size <= `limit(s)`. For each grade with two or more stated
//! sizes and `spread` > 0: largest - smallest <= `spread`. Amount: pupils beyond it. Cases counted: stated sizes;
//! grades compared.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ClassSize);

static META: Meta = Meta {
    code: "R530",
    id: "class-size",
    name: Text::new("班额", "class size"),
    says: Text::new("班额不超过规定人数，同年级各班均衡", "classes are not too large, and balanced within a grade"),
    breach: Text::new("{what}为 {count} 人，最多 {limit} 人", "{what} is {count} pupils; at most {limit}"),
    action: Text::new(
        "调整编班；一时无法解决的写明理由申请豁免",
        "form the classes anew; where that is impossible now, waive the rule with a written reason",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "primary",
            default: Default::Int(45),
            says: Text::new("小学每班最多人数", "most pupils in a primary class"),
        },
        Param {
            key: "junior",
            default: Default::Int(50),
            says: Text::new("初中每班最多人数", "most pupils in a junior class"),
        },
        Param {
            key: "spread",
            default: Default::Int(0),
            says: Text::new("同年级各班人数最大差，0 为不看", "largest difference within a grade; 0 for not looked at"),
        },
    ],
    sources: &[
        Source { document: "001", clause: "L4", words: "小学不超过45人,初中不超过50人" },
        Source { document: "001", clause: "L4", words: "学校应按规定班额编班和均衡分班" },
    ],
};

const SIZE: Text = Text::new("{class}班额", "the size of {class}");
const DIFFERENCE: Text = Text::new("{grade}年级各班人数之差", "the difference between the classes of grade {grade}");
