//! R211 participation: enough pupils take part.
//!
//! Over the classes whose size is stated and which some slot is for: pupils who take part >= `percent` per cent of the sizes.
//! With a pupil table these are the pupils with some day, else the largest head count of the class in any slot. Amount: pupils
//! missing. Cases counted: 1, when any size is stated.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(Participation);

static META: Meta = Meta {
    code: "R211",
    id: "participation",
    name: Text::new("课后服务参与率", "participation"),
    says: Text::new("课后服务参与率达到目标", "enough pupils take part in after-school service"),
    breach: Text::new(
        "{count} 人参加，占 {total} 人的 {percent}%，目标 {target}%",
        "{count} of {total} pupils take part, {percent}%; the aim is {target}%",
    ),
    action: Text::new(
        "了解未参加的原因，改进服务内容；参加与否由学生自愿",
        "ask why pupils stay away and improve what is offered; coming remains voluntary",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "percent",
        default: Default::Int(67),
        says: Text::new("目标参与率（百分比）", "aim in per cent"),
    }],
    sources: &[
        Source { document: "001", clause: "A9", words: "中小学生三分之二以上参加课后服务" },
        Source { document: "002", clause: "A9", words: "学生参与率达到96.5%" },
    ],
};
