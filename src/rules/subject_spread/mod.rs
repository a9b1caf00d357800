//! R141 subject-spread: a subject's periods are spread evenly over the week.
//!
//! For each class `c`, subject `s` of at least 2 periods a week, week `w` and day `d` of the class's `D` days, with `n`
//! periods of `s` in `w`: periods of `s` on `d` <= `ceil(n / D)` (at least 2 where doubles are wanted), and >= 1 if `n`
//! less the doubles reaches `D`. Amount: periods beyond or missing. Cases counted: class x subject x week x day.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, Requirement, Setting};
use crate::text::Text;
use crate::units::Weeks;

/// The rule.
pub struct SubjectSpread;

/// The rule, for the list.
pub static RULE: SubjectSpread = SubjectSpread;

static META: Meta = Meta {
    code: "R141",
    id: "subject-spread",
    name: Text::new("学科均衡分布", "subject spread over the week"),
    says: Text::new(
        "同一学科的课均匀分布在一周各天",
        "the periods of a subject are spread evenly over the days of the week",
    ),
    breach: Text::new(
        "{class} {day} 有 {count} 节{subject}，均匀分布应为 {min}～{max} 节",
        "{class} has {count} periods of {subject} on {day}; spread evenly it would be {min} to {max}",
    ),
    action: Text::new("把课从多的一天移到少的一天", "move a period from a full day to an empty one"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 4,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "各学科课时均衡分布" }],
};

impl Rule for SubjectSpread {
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

/// Fewest and most periods on each of `days` days of a subject that these requirements give in `week`; none when there is
/// nothing to spread.
fn limits(requirements: &[&Requirement], days: usize, week: Weeks) -> Option<(u32, u32)> {
    let days = u32::try_from(days).ok().filter(|days| *days > 0)?;
    let (least, most) = requirements
        .iter()
        .map(|requirement| requirement.weekly.in_week(week))
        .fold((0, 0), |sum, (least, most)| (sum.0 + least, sum.1 + most));
    let doubles: u32 = requirements.iter().map(|requirement| u32::from(requirement.doubles)).sum();
    let max = most.div_ceil(days).max(if doubles > 0 { 2 } else { 1 });
    (most >= 2).then_some((u32::from(least.saturating_sub(doubles) >= days), max))
}
