//! R242 club-leaders: the same people lead a club at every meeting.
//!
//! For each club: the people in charge are the same at all its meetings. Amount: meetings that differ from the first. Cases
//! counted: meetings after the first.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(ClubLeaders, staffed);

static META: Meta = Meta {
    code: "R242",
    id: "club-leaders",
    name: Text::new("社团指导教师固定", "club leaders"),
    says: Text::new("一个社团每次活动由同样的人指导", "a club is led by the same people at every meeting"),
    breach: Text::new(
        "社团{club} {day} 由{who}指导，{first}由{leaders}指导",
        "the club {club} is led by {who} on {day}, by {leaders} on {first}",
    ),
    action: Text::new("各次活动安排同样的指导教师", "let the same people lead all meetings"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "社团由固定教师指导" }],
};
