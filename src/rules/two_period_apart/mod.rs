//! R142 two-period-apart: a subject of two periods a week is not taught on neighbouring days.
//!
//! For each class `c` of at least 3 days, subject `s` of exactly 2 periods in a week and no doubles, week `w` and pair of
//! neighbouring days `d`, `d + 1`: periods of `s` on the two days <= 1. Amount: periods beyond it (two on one day count in
//! every pair that holds the day). Cases counted: class x subject x week x pair of days.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use std::collections::BTreeMap;

use super::{Meta, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{DayBell, Level, Requirement, Setting};
use crate::text::Text;
use crate::units::Weekday;

/// The rule.
pub struct TwoPeriodApart;

/// The rule, for the list.
pub static RULE: TwoPeriodApart = TwoPeriodApart;

static META: Meta = Meta {
    code: "R142",
    id: "two-period-apart",
    name: Text::new("两节课隔天排", "two periods a week apart"),
    says: Text::new(
        "一周两节的学科不排在同一天或相邻两天",
        "a subject of two periods a week is not taught on the same or on neighbouring days",
    ),
    breach: Text::new(
        "{class} {subject} 的两节课都排在{first}、{second}，没有隔天",
        "{class} has both weekly periods of {subject} on {first} and {second}, with no day between",
    ),
    action: Text::new("把其中一节移到隔一天以上的日子", "move one of the two so that a day lies between them"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 3,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "每周两节的学科隔天安排" }],
};

impl Rule for TwoPeriodApart {
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

/// Whether these requirements of one class and subject make at most 2 periods in any week and 2 in some, no doubles.
fn applies(requirements: &[&Requirement]) -> bool {
    let most = |requirement: &&Requirement| {
        let weekly = requirement.weekly;
        u32::from(weekly.every) + u32::from(weekly.odd.max(weekly.even)) + u32::from(weekly.either)
    };
    requirements.iter().map(most).sum::<u32>() == 2 && requirements.iter().all(|requirement| requirement.doubles == 0)
}

/// Pairs of neighbouring days; none where the week is too short to keep them apart.
fn neighbours(days: &BTreeMap<Weekday, DayBell>) -> Vec<(Weekday, Weekday)> {
    let days: Vec<_> = days.keys().copied().collect();
    let touch = |pair: &&[Weekday]| pair[0].number() + 1 == pair[1].number();
    if days.len() < 3 { Vec::new() } else { days.windows(2).filter(touch).map(|pair| (pair[0], pair[1])).collect() }
}
