//! R251 late-then-early: a late evening is not followed by the first lesson of the morning.
//!
//! For each session or shift that ends after `late`: nobody in it has, on the next weekday in any week, a lesson that starts
//! when the first period of some bell schedule does. Amount: sessions and shifts of people who have. Cases counted: people's
//! sessions and shifts that end after `late`.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;
use std::collections::BTreeSet;

use crate::school::{School, Setting};
use crate::units::{ClockTime, Interval, Weekday};

plan_rule!(LateThenEarly, staffed);

static META: Meta = Meta {
    code: "R251",
    id: "late-then-early",
    name: Text::new("晚班次日不上第一节", "late, then early"),
    says: Text::new(
        "晚上值班、看护较晚的人，次日不上第一节",
        "whoever stays late does not teach the first lesson of the next morning",
    ),
    breach: Text::new(
        "{who} {day} {what} 到 {time}，次日 {lesson} 在第一节",
        "{who} has {what} on {day} until {time}, and {lesson} in the first period of the next day",
    ),
    action: Text::new("换人，或调整次日第一节", "choose somebody else, or move the first lesson of the next day"),
    stage: Stage::Roster,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 10,
    params: &[Param {
        key: "late",
        default: Default::Time("19:00"),
        says: Text::new("几点以后结束算晚", "the time after which an end is late"),
    }],
    sources: &[
        Source { document: "003", clause: "L2", words: "学校可统筹安排教师实行“弹性上下班制”" },
        Source { document: "001", clause: "L1", words: "不得随意增加教师的课时和工作负担" },
    ],
};

/// Whether something that takes this time ends late.
fn is_late(setting: &Setting, time: Interval) -> bool {
    setting.time("late").is_some_and(|late| time.end > late)
}

/// The weekday after, and when the first periods start on it.
fn next_morning(school: &School, weekday: Weekday) -> Option<(Weekday, BTreeSet<ClockTime>)> {
    let next = Weekday::new(weekday.number() % 7 + 1)?;
    let days = school.bells.iter().filter_map(|bell| bell.days.get(&next));
    Some((next, days.filter_map(|day| day.periods.first()).map(|period| period.time.start).collect()))
}
