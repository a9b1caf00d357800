//! R532 weekday-balance: holidays do not always hit the same weekday.
//!
//! Let `n(w)` be the days of the term that follow the timetable of school day `w`, and `N` the largest of them. For each
//! `w`: `n(w) >= N - spread`. Amount: days below that. Cases counted: school days, when the school states its term.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(WeekdayBalance);

static META: Meta = Meta {
    code: "R532",
    id: "weekday-balance",
    name: Text::new("各日课表均衡", "weekdays held equally often"),
    says: Text::new(
        "一学期里各日课表执行的次数相差不大",
        "over the term the timetables of all weekdays are followed about equally often",
    ),
    breach: Text::new(
        "本学期按{day}课表上课 {count} 天，最多的一天有 {most} 天",
        "the timetable of {day} is followed on {count} days of the term, the most followed on {most}",
    ),
    action: Text::new(
        "让调休上班日按缺得多的一天上课，或补上所缺的课时",
        "let make-up days follow the weekday that lacks most, or make up for the lessons",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "spread",
        default: Default::Int(2),
        says: Text::new("最多相差的天数", "days by which they may differ"),
    }],
    sources: &[Source {
        document: "school", clause: "", words: "节假日集中在周一、周五时，用调休日补上"
    }],
};
