//! R231 extended-care: extended care is for pupils with the need.
//!
//! With a pupil table, for each slot of extended care, weekday and class in its groups: pupils placed <= pupils of the class who
//! stay that day and have the need. Amount: pupils above. Cases counted: rows of groups of such slots.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(ExtendedCare);

static META: Meta = Meta {
    code: "R231",
    id: "extended-care",
    name: Text::new("延时托管只给有需要的学生", "extended care"),
    says: Text::new("延时托管只安排有特殊需要的学生", "extended care is for pupils with special need only"),
    breach: Text::new(
        "{slot} {day} {class} 安排了 {count} 人，有需要的只有 {need} 人",
        "{slot} {day} {class}: {count} pupils placed, {need} with the need",
    ),
    action: Text::new("只安排填写了特殊需要的学生", "place only pupils whose need is stated"),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "000", clause: "A7", words: "延时托管服务" },
        Source { document: "004", clause: "A7", words: "延时托管服务" },
    ],
};
