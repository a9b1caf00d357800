//! R201 service-hours: service lasts long enough every day.
//!
//! For each class and weekday with slots of the `kinds` that count: the minutes that some such slot covers >= `minutes`. Slots at
//! the same time count once. Whether midday care counts is the profile's: some places count it, a later national notice does
//! not. Amount: minutes missing. Cases counted: class x weekday with such slots.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ServiceHours);

static META: Meta = Meta {
    code: "R201",
    id: "service-hours",
    name: Text::new("课后服务每天时长", "hours of service a day"),
    says: Text::new("课后服务每天不少于规定时长", "after-school service lasts long enough every day"),
    breach: Text::new(
        "{class} {day} 的课后服务只有 {minutes} 分钟，应不少于 {least} 分钟",
        "{class} has {minutes} min of service on {day}; at least {least}",
    ),
    action: Text::new(
        "延长这一天的时段，或写明理由申请豁免",
        "lengthen the slots of that day, or waive the rule with a written reason",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "minutes", default: Default::Int(120), says: Text::new("每天最少分钟数", "fewest minutes a day")
        },
        Param {
            key: "kinds",
            default: Default::Choices { chosen: COUNTED, of: KINDS },
            says: Text::new("计入的时段类别", "kinds of slot that count"),
        },
    ],
    sources: &[
        Source { document: "000", clause: "A1", words: "每天至少开展2小时" },
        Source { document: "002", clause: "A6", words: "每天中午13:20-13:50 下午15:45-17:15" },
        Source { document: "2024", clause: "X6", words: "不得纳入课后服务范围" },
    ],
};

/// Kinds that count where no profile says otherwise.
const COUNTED: &[&str] = &["homework", "tutoring", "club", "sport", "art", "reading", "science", "labour"];

const KINDS: &[&str] = &[
    "homework",
    "tutoring",
    "club",
    "sport",
    "art",
    "reading",
    "science",
    "labour",
    "extended",
    "evening-study",
    "boarding",
    "midday",
];
