//! R212 club-days: every class has club days.
//!
//! For each class that some slot is for: weekdays with a slot of clubs for it >= `days`. Amount: days missing. Cases counted:
//! such classes.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ClubDays);

static META: Meta = Meta {
    code: "R212",
    id: "club-days",
    name: Text::new("每周有社团日", "club days"),
    says: Text::new("每个班每周有社团活动日", "every class has club days in the week"),
    breach: Text::new(
        "{class}每周有 {count} 个社团日，至少 {least} 个",
        "{class} has {count} club days a week; at least {least}",
    ),
    action: Text::new("安排社团日，例如周四", "set a club day, for example Thursday"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "days",
        default: Default::Int(1),
        says: Text::new("每周最少社团日", "fewest club days a week"),
    }],
    sources: &[Source { document: "004", clause: "A5", words: "周四则是丰富多彩的社团活动" }],
};
