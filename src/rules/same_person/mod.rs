//! R249 same-person: a group has the same people all week.
//!
//! For each group (of one slot, by name) that needs `n` people: different people in charge over the week <= `n`. Amount: people
//! beyond it. Cases counted: groups.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(SamePerson, staffed);

static META: Meta = Meta {
    code: "R249",
    id: "same-person",
    name: Text::new("负责人连续", "same person"),
    says: Text::new("同一小组各天尽量由同样的人负责", "a group is in the charge of the same people on all days"),
    breach: Text::new(
        "{session} 一周由 {count} 人负责：{who}",
        "{session} is in the charge of {count} people over the week: {who}",
    ),
    action: Text::new("各天安排同样的负责人，或接受", "let the same people be in charge on all days, or accept it"),
    stage: Stage::Roster,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 2,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "同一小组由固定教师负责" }],
};
