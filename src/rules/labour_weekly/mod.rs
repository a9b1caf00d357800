//! R519 labour-weekly: labour every week.
//!
//! For each class: periods of the kind labour over two weeks >= 2 x `periods`. Amount: periods a week missing,
//! rounded up. Cases counted: classes.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(LabourWeekly);

static META: Meta = Meta {
    code: "R519",
    id: "labour-weekly",
    name: Text::new("劳动课周节数", "weekly labour"),
    says: Text::new("每班每周劳动课不少于规定节数", "every class has at least the weekly labour lessons"),
    breach: Text::new(
        "{classes}每周劳动 {found} 节，应有 {due} 节",
        "{classes}: {found} labour lessons a week; {due} required",
    ),
    action: Text::new("在任课表中补足劳动课", "add the missing labour lessons"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "periods",
        default: Default::Int(1),
        says: Text::new("每周最少节数", "fewest weekly lessons"),
    }],
    sources: &[Source { document: "003", clause: "C8", words: "每周一节的劳动教育必修课" }],
};
