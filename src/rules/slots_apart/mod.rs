//! R209 slots-apart: slots of one class do not overlap, since its pupils attend them all.
//!
//! For each class, weekday and two slots next to each other by their start: the first ends before the second begins. Amount:
//! pairs that overlap. Cases counted: class x weekday x neighbouring slots.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(SlotsApart);

static META: Meta = Meta {
    code: "R209",
    id: "slots-apart",
    name: Text::new("时段不重叠", "slots apart"),
    says: Text::new("同一班级的课后服务时段在时间上不重叠", "slots of one class do not overlap"),
    breach: Text::new(
        "{class} {day} 的“{first}”和“{second}”时间重叠",
        "`{first}` and `{second}` of {class} overlap on {day}",
    ),
    action: Text::new("调整其中一个时段的时间", "move one of the two slots"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "学生同一时间只在一处" }],
};
