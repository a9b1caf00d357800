//! R510 sleep: the school day leaves time for the sleep that pupils need.
//!
//! For each bell schedule `b` and stage `s`: let `wake` be the earliest first lesson less `morning` minutes, and
//! `bed` be 24 h + `wake` - `sleep(s)`. The latest end of a day (periods and events of its classes) + `evening`
//! minutes <= `bed`. Amount: minutes of sleep missing. Cases counted: schedule x stage.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(Sleep, by_the_clock);

static META: Meta = Meta {
    code: "R510",
    id: "sleep",
    name: Text::new("睡眠时间", "sleep"),
    says: Text::new(
        "放学时间与上课时间为学生留出规定的睡眠",
        "the end and the beginning of school leave pupils the sleep they need",
    ),
    breach: Text::new(
        "作息“{bell}”（{stage}）最晚 {end} 结束、最早 {start} 上课，睡眠约缺 {missing} 分钟",
        "bell schedule {bell} ({stage}) ends as late as {end} and begins as early as {start}: about \
            {missing} minutes of sleep are missing",
    ),
    action: Text::new("提前放学或推迟上课", "end earlier or begin later"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "primary",
            default: Default::Int(600),
            says: Text::new("小学生睡眠分钟数", "minutes of sleep in primary grades"),
        },
        Param {
            key: "junior",
            default: Default::Int(540),
            says: Text::new("初中生睡眠分钟数", "minutes of sleep in junior grades"),
        },
        Param {
            key: "morning",
            default: Default::Int(90),
            says: Text::new("起床到上课的分钟数", "minutes from getting up to the first lesson"),
        },
        Param {
            key: "evening",
            default: Default::Int(180),
            says: Text::new("放学到就寝的分钟数", "minutes from the end of school to bed"),
        },
    ],
    sources: &[
        Source {
            document: "001", clause: "T9", words: "小学生每天睡眠时间应达到10小时,初中生应达到9小时"
        },
        Source { document: "004", clause: "T9", words: "保证学生充足的睡眠时间" },
    ],
};
