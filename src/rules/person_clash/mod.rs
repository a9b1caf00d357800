//! R243 person-clash: nobody is in two places at once, and whoever changes building has the time to get there.
//!
//! For each person `p`, and two things that `p` does on one weekday, at least one of them a session or a shift (the others are
//! lessons, research blocks and fixed events, in any week): they share no minute, and between them are at least
//! `transfer(building, building)` minutes, 0 where a building is not stated. Amount: pairs that are not so. Cases counted:
//! pairs on one weekday.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(PersonClash, staffed);

static META: Meta = Meta {
    code: "R243",
    id: "person-clash",
    name: Text::new("人员冲突", "person clash"),
    says: Text::new(
        "一人同一时间只在一处：上课、教研、会议、课后服务、值班；换楼来得及",
        "nobody is in two places at once, lessons, research, meetings, service and duty together; changing building takes time",
    ),
    breach: Text::new(
        "{who} {day} {first} {time} 与 {second} {other}：{what}",
        "{who} has on {day} {first} {time} and {second} {other}: {what}",
    ),
    action: Text::new("换一个人，或改时间", "choose somebody else, or change the time"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "同一时间只能在一个地方" }],
};

const OVERLAP: Text = Text::new("时间重叠", "at the same time");
const TOO_FAR: Text =
    Text::new("只隔 {gap}，换楼需要 {needed}", "{gap} between them; changing building takes {needed}");
