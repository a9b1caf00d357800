//! R213 boarders-served: boarders are looked after on every day that they stay.
//!
//! For each class and weekday with boarders who stay: a slot of the kind supervision of boarders is for the class on that day.
//! Amount: boarders without. Cases counted: class x weekday with boarders.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(BoardersServed);

static META: Meta = Meta {
    code: "R213",
    id: "boarders-served",
    name: Text::new("住校生有人管理", "boarders are looked after"),
    says: Text::new(
        "住校生在校的每一天都有住校生管理时段",
        "boarders have a slot of supervision on every day that they stay",
    ),
    breach: Text::new(
        "{class} {day} 有 {count} 名住校生，没有住校生管理时段",
        "{class} has {count} boarders on {day} but no slot of supervision",
    ),
    action: Text::new("给这一天加住校生管理时段", "add a slot of supervision on that day"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "001", clause: "X2", words: "有寄宿生的学校只安排教师值日" }],
};
