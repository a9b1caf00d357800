//! R140 core-in-morning: Chinese, maths and English in the good periods of the morning.
//!
//! For each lesson period of a core subject: cost 0 in the first `good` periods of the day, 1 in the rest of the morning,
//! 2 after lunch. Amount: that cost, summed per week. Cases counted: core lesson rows x weeks in which they take place.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{DayBell, Level, Part, Setting};
use crate::text::Text;
use crate::units::PeriodIndex;

/// The rule.
pub struct CoreInMorning;

/// The rule, for the list.
pub static RULE: CoreInMorning = CoreInMorning;

static META: Meta = Meta {
    code: "R140",
    id: "core-in-morning",
    name: Text::new("主科尽量排上午", "core subjects in the morning"),
    says: Text::new(
        "语文、数学、英语尽量排在上午前几节",
        "Chinese, maths and English stand in the first periods of the morning where possible",
    ),
    breach: Text::new("{class} {subject} 排在{day}{period}", "{class} has {subject} on {day}, {period}"),
    action: Text::new("与上午的非主科对调", "swap it with a non-core lesson of the morning"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 1,
    params: &[Param {
        key: "good",
        default: Default::Int(3),
        says: Text::new("上午前几节算好时段", "how many first periods of the day are good"),
    }],
    sources: &[Source { document: "school", clause: "", words: "主科尽量安排在上午" }],
};

impl Rule for CoreInMorning {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, setting: &Setting) {
        lower::lower(lowering, setting);
    }

    fn check(&self, view: &View<'_>, setting: &Setting) -> Checked {
        check::check(view, setting)
    }
}

/// The cost of a core lesson at `period` of a day with this bell.
fn cost(bell: &DayBell, period: PeriodIndex, setting: &Setting) -> u8 {
    let morning = bell.periods.iter().any(|p| p.index == period && p.part == Part::Morning);
    match (morning, i64::from(period.0) <= setting.int("good")) {
        (true, true) => 0,
        (true, false) => 1,
        (false, _) => 2,
    }
}
