//! R226 programme-seats: rooms are large enough.
//!
//! For each session in a room whose seats are known (stated, or the size of the class whose home it is): its pupils and those of
//! the sessions there that began before and still last <= seats. Amount: pupils above. Cases counted: such sessions.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(ProgrammeSeats);

static META: Meta = Meta {
    code: "R226",
    id: "programme-seats",
    name: Text::new("教室坐得下", "seats"),
    says: Text::new(
        "同一时间在一间教室的课后服务人数不超过座位数",
        "pupils of after-school service in a room at once are not more than its seats",
    ),
    breach: Text::new(
        "{room} {day} {time} 有 {count} 人，只有 {seats} 个座位：{sessions}",
        "{room} has {count} pupils on {day} {time} but {seats} seats: {sessions}",
    ),
    action: Text::new("换大一些的教室，或分组", "use a larger room, or split the group"),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source { document: "002", clause: "A14", words: "教学场所欠缺" }],
};
