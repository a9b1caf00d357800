//! R143 period-variety: a subject is not always taught in the same period of the day.
//!
//! For each class `c`, subject `s`, week `w` and period number `p`: days on which `s` is taught in period `p` <= `k`, never
//! below what the weekly periods force. Amount: days beyond it. Cases counted: class x subject that could exceed it x week
//! x period number.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{BellSchedule, Level, Requirement, Setting};
use crate::text::Text;
use crate::units::Weeks;

/// The rule.
pub struct PeriodVariety;

/// The rule, for the list.
pub static RULE: PeriodVariety = PeriodVariety;

static META: Meta = Meta {
    code: "R143",
    id: "period-variety",
    name: Text::new("学科节次有变化", "variety of periods"),
    says: Text::new(
        "同一学科一周内不总排在同一节次",
        "a subject is taught at most so many times a week in the same period of the day",
    ),
    breach: Text::new(
        "{class} {subject} 一周有 {count} 次排在{period}，最多 {max} 次",
        "{class} has {subject} {count} times a week in {period}; at most {max} wanted",
    ),
    action: Text::new("与当天其他节次的课对调", "swap some of them with other periods of the same day"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 1,
    params: &[Param {
        key: "most",
        default: Default::Int(2),
        says: Text::new("同一节次每周最多次数", "most times a week in one period of the day"),
    }],
    sources: &[Source { document: "school", clause: "", words: "同一学科不总在同一节次" }],
};

impl Rule for PeriodVariety {
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

/// Most times a week in one period of a subject that these requirements give in `week`; none when it cannot be exceeded.
fn limit(requirements: &[&Requirement], bell: &BellSchedule, week: Weeks, setting: &Setting) -> Option<u32> {
    let weekly: u32 = requirements.iter().map(|requirement| requirement.weekly.in_week(week).1).sum();
    let forced = weekly.div_ceil(numbers(bell).max(1).into());
    let max = u32::try_from(setting.int("most")).unwrap_or(0).max(forced);
    (weekly > max).then_some(max)
}

/// Highest period number of the week.
fn numbers(bell: &BellSchedule) -> u8 {
    bell.slots().map(|(_, period)| period.index.0).max().unwrap_or(0)
}
