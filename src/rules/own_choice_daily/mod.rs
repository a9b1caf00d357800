//! R204 own-choice-daily: every day of service has a period of the pupils' own choice.
//!
//! For each class and weekday with slots: one of them is of clubs, sport, art, reading, science or labour. Amount: days without.
//! Cases counted: class x weekday with slots.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(OwnChoiceDaily);

static META: Meta = Meta {
    code: "R204",
    id: "own-choice-daily",
    name: Text::new("每天有个性课程", "own choice every day"),
    says: Text::new(
        "每天原则上有 1 个课时的个性课程（社团、体育、艺术、阅读、科普、劳动）",
        "every day has a period of the pupils’ own choice: clubs, sport, art, reading, science, labour",
    ),
    breach: Text::new("{class} {day} 没有个性课程时段", "{class} has no slot of own choice on {day}"),
    action: Text::new(
        "加一个社团、体育、艺术、阅读、科普或劳动时段，或写明理由申请豁免",
        "add a slot of clubs, sport, art, reading, science or labour, or waive the rule with a written reason",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "003", clause: "A3", words: "每天原则上安排1个课时为学生个性课程" }],
};
