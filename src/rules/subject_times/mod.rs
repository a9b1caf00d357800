//! R108 subject-times: subjects stand at the times that suit them.
//!
//! For each lesson period of subject `s`: not in `forbidden(s)`; in `allowed(s)` if that is stated; for PE not in the times
//! of the parameter `pe_forbidden`. The periods are those of the (first) class's bell schedule. Amount: lesson periods
//! elsewhere, per week. Cases counted: rows of such subjects x weeks in which they take place.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;
use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::Which;
use crate::school::{Level, Part, PeriodSet, Setting};
use crate::text::Text;
use crate::units::PeriodIndex;

/// The rule.
pub struct SubjectTimes;

/// The rule, for the list.
pub static RULE: SubjectTimes = SubjectTimes;

static META: Meta = Meta {
    code: "R108",
    id: "subject-times",
    name: Text::new("学科时段", "subject times"),
    says: Text::new(
        "学科不排在禁排时段，只排在限定时段；体育不排第一节和午后第一节",
        "subjects keep out of their forbidden times and inside their allowed ones; PE is neither first nor right after lunch",
    ),
    breach: Text::new(
        "{class} {subject} 排在{day}{period}，这个时段不排{subject}",
        "{class} has {subject} on {day}, {period}, where it may not stand",
    ),
    action: Text::new("移到允许的时段", "move it to an allowed time"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: true,
    physics: false,
    weight: 5,
    params: &[Param {
        key: "pe_forbidden",
        default: Default::Choices { chosen: &["first", "after-lunch"], of: TIMES },
        says: Text::new("体育课不排的时段", "times at which PE may not stand"),
    }],
    sources: &[Source { document: "school", clause: "", words: "体育课不排第一节和午后第一节" }],
};

impl Rule for SubjectTimes {
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

/// Words for times of the day: parts of it, and the number of a period.
const TIMES: &[&str] = &[
    "first",
    "last",
    "after-lunch",
    "morning",
    "afternoon",
    "evening",
    "首节",
    "末节",
    "午后首节",
    "上午",
    "下午",
    "晚上",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
];

/// The times of `pe_forbidden`.
pub(crate) fn pe_times(setting: &Setting) -> Vec<PeriodSet> {
    let which = |word: &String| match word.as_str() {
        "first" | "首节" => Some(Which::First),
        "last" | "末节" => Some(Which::Last),
        "after-lunch" | "午后首节" => Some(Which::AfterLunch),
        "morning" | "上午" => Some(Which::Part(Part::Morning)),
        "afternoon" | "下午" => Some(Which::Part(Part::Afternoon)),
        "evening" | "晚上" => Some(Which::Part(Part::Evening)),
        number => number.parse().ok().map(|number| Which::Range(PeriodIndex(number), PeriodIndex(number))),
    };
    let words = setting.words("pe_forbidden").iter();
    words.filter_map(which).map(|which| PeriodSet { weekdays: Vec::new(), which }).collect()
}
