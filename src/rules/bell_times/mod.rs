//! R119 bell-times: lessons begin and end with the bell of their classes.
//!
//! For each lesson row: its weekday is a school day, its start and end are those of its period in the bell schedule of its
//! first class, and for every further class of a combined lesson it lies inside a stretch of that class's day (a morning, an
//! afternoon), so that nobody misses lunch or stays late for it. Amount: rows and further classes for which that is not so.
//! Cases counted: lesson rows x classes.

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
pub struct BellTimes;

/// The rule, for the list.
pub static RULE: BellTimes = BellTimes;

static META: Meta = Meta {
    code: "R119",
    id: "bell-times",
    name: Text::new("与作息一致", "bell times"),
    says: Text::new("上课时间与班级作息表一致", "lessons stand at the times of their classes' bell schedules"),
    breach: Text::new("{lesson} {day} {time}：{what}", "{lesson} on {day} {time}: {what}"),
    action: Text::new("按作息时间表改正节次和起止时间", "correct the period and its times by the bell schedule"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "001", clause: "T7", words: "不拖堂,不任意占用学生课间休息时间" },
        Source { document: "001", clause: "T10", words: "各季节作息时间表及时公示" },
    ],
};

impl Rule for BellTimes {
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

const NO_PERIOD: Text = Text::new("{class} 作息中没有这天的{period}", "{class} has no {period} on that day");
const OTHER_TIME: Text =
    Text::new("{class} 作息中{period}是 {time}", "in the bell schedule of {class}, {period} is {time}");
const OUTSIDE: Text = Text::new("{class} 按作息此时不上课", "by its bell schedule {class} has no lessons then");
