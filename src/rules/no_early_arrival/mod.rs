//! R504 no-early-arrival: nothing that pupils must attend comes before the floor of the first lesson.
//!
//! For each early reading of a bell schedule and each event with classes, per stage `s`: start >= `floor(s)`. Where
//! `flag_raising` is yes, flag-raising may come before it (the source that demands it puts it there). Amount:
//! minutes before the floor. Cases counted: early readings by schedule, stage and time; events by stage.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(NoEarlyArrival, by_the_clock);

static META: Meta = Meta {
    code: "R504",
    id: "no-early-arrival",
    name: Text::new("不得提前到校", "no early arrival"),
    says: Text::new("规定时刻之前不安排必须参加的活动", "nothing compulsory is planned before the floor"),
    breach: Text::new(
        "{what}（{stage}）{days} {time} 开始，早于 {floor}，等于要求学生提前到校",
        "{what} ({stage}) begins at {time} on {days}, before {floor}: pupils would have to come early",
    ),
    action: Text::new("把活动移到规定时刻之后，或改为自愿", "move the activity behind the floor, or make it voluntary"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "primary",
            default: Default::Time("08:30"),
            says: Text::new("小学最早时刻", "earliest time in primary grades"),
        },
        Param {
            key: "junior",
            default: Default::Time("08:00"),
            says: Text::new("初中最早时刻", "earliest time in junior grades"),
        },
        Param {
            key: "flag_raising",
            default: Default::Bool(true),
            says: Text::new("升旗仪式可在此之前", "flag-raising may come before it"),
        },
    ],
    sources: &[
        Source { document: "001", clause: "T4", words: "学生不得提前到校" },
        Source {
            document: "001", clause: "T4", words: "严禁学校要求学生提前到校参加统一的教育教学活动"
        },
    ],
};
