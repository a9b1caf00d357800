//! R107 pe-different-days: PE stands on different days, up to the number of days.
//!
//! For each class and week: `L` PE lessons (a double counts once) on `D` school days. If `L <= D` no day has two of them; if
//! `L >= D` every day has one. Amount: lessons too many on their day, or days without one. Cases counted: class x week, for
//! classes with PE.

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
pub struct PeDifferentDays;

/// The rule, for the list.
pub static RULE: PeDifferentDays = PeDifferentDays;

static META: Meta = Meta {
    code: "R107",
    id: "pe-different-days",
    name: Text::new("体育课分布在不同日子", "PE on different days"),
    says: Text::new(
        "一个班的体育课排在不同的日子（节数够时每天一节）",
        "the PE periods of a class stand on different days; with enough of them, one a day",
    ),
    breach: Text::new("{class} 体育课每天节数为 {days}，没有分开", "{class} has PE unevenly over the days: {days}"),
    action: Text::new("把同一天的体育课移到没有体育课的日子", "move PE to a day without it"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: true,
    physics: false,
    weight: 10,
    params: &[],
    sources: &[
        Source { document: "001", clause: "C4", words: "每天体育锻炼不少于1小时" },
        Source { document: "school", clause: "", words: "体育课每天一节，均衡分布" },
    ],
};

impl Rule for PeDifferentDays {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, setting: &Setting) {
        lower::lower(lowering, setting);
    }

    fn check(&self, view: &View<'_>, _: &Setting) -> Checked {
        check::check(view)
    }
}
