//! R116 transfer-time: whoever changes building has the time to get there.
//!
//! For each teacher and each class, and two lessons of a day and week in rooms of different buildings: minutes between the
//! end of the first and the start of the second >= `transfer(building, building)`. Pupils stay in their group, so that two
//! groups of one requirement are no journey of the class. Amount: pairs of lessons with less. Cases counted: pairs of lessons
//! of a person or class on one day, in common weeks, in different buildings.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;
use super::{Meta, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, Setting};
use crate::text::Text;

/// The rule.
pub struct TransferTime;

/// The rule, for the list.
pub static RULE: TransferTime = TransferTime;

static META: Meta = Meta {
    code: "R116",
    id: "transfer-time",
    name: Text::new("换楼时间", "transfer time"),
    says: Text::new(
        "教师和班级换楼（校区）上课，课间够走到",
        "teachers and classes that change building between two lessons have the time to get there",
    ),
    breach: Text::new(
        "{who} {day} {from} 后到 {to} 只有 {gap}，需要 {needed}",
        "{who} has {gap} on {day} from {from} to {to}; {needed} needed",
    ),
    action: Text::new("把两节课隔开，或换到同一栋楼的教室", "put more time between the two, or both in one building"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "跨楼、跨校区上课留出路程时间" }],
};

impl Rule for TransferTime {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, _: &Setting) {
        lower::lower(lowering);
    }

    fn check(&self, view: &View<'_>, _: &Setting) -> Checked {
        check::check(view)
    }
}
