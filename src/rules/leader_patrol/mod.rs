//! R302 leader-patrol: a leader patrols on every day that has a patrol.
//!
//! For each weekday on which some patrol post is held: at least one of the shifts at such posts is a leader's. Amount: days
//! without. Cases counted: such days.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;
use std::collections::BTreeSet;

use crate::school::{PostKind, School};
use crate::units::Weekday;

plan_rule!(LeaderPatrol, staffed);

static META: Meta = Meta {
    code: "R302",
    id: "leader-patrol",
    name: Text::new("领导巡查", "leader patrol"),
    says: Text::new("每天的巡查有校级或中层干部", "a leader is among those who patrol each day"),
    breach: Text::new("{day} 的巡查没有干部", "no leader patrols on {day}"),
    action: Text::new("安排一位干部巡查", "let a leader patrol"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: true,
    physics: false,
    weight: 50,
    params: &[],
    sources: &[Source { document: "003", clause: "A13", words: "加强校级巡查指导" }],
};

/// The weekdays with a patrol.
fn days(school: &School) -> BTreeSet<Weekday> {
    let patrols = school.duty.posts.iter().filter(|post| post.kind == PostKind::Patrol);
    patrols.flat_map(|post| post.days.keys().copied()).collect()
}
