//! R250 fair-hours: after-school minutes are shared fairly.
//!
//! Person `p`'s fair share is `F(p)` = sum over the sessions that `p` may be in charge of: minutes of the session x people it
//! needs / people who may be in charge (so that all shares together are all minutes), in thousandths of a minute, each rounded
//! down. `p`'s minutes a week stay within `floor(F) - tolerance .. ceil(F) + tolerance`; without the lower limit for whoever has
//! a weekly limit of the own. Outsiders are not looked at. Amount: minutes outside. Cases counted: people with a share.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;
use std::collections::BTreeMap;

use crate::school::{School, Setting};
use crate::units::{ClubId, Minutes, ServiceSlotId, TeacherId};

plan_rule!(FairHours, staffed);

static META: Meta = Meta {
    code: "R250",
    id: "fair-hours",
    name: Text::new("课后服务分担均衡", "fair hours"),
    says: Text::new(
        "每人课后服务时间接近应分担的时间",
        "after-school minutes are shared evenly among those who may be asked",
    ),
    breach: Text::new(
        "{who} 每周课后服务 {minutes} 分钟，应在 {least}—{most} 分钟",
        "{who} has {minutes} minutes of after-school service a week; {least} to {most} would be fair",
    ),
    action: Text::new("与分担较少的人调换", "trade with somebody who has less"),
    stage: Stage::Roster,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 1,
    params: &[Param {
        key: "tolerance",
        default: Default::Int(60),
        says: Text::new("与应分担时间相差多少分钟以内不计", "minutes off the fair share that do not matter"),
    }],
    sources: &[
        Source { document: "002", clause: "Y3", words: "对参与课后服务的老师计算一定的工作量" },
        Source { document: "001", clause: "L1", words: "不得随意增加教师的课时和工作负担" },
    ],
};

/// Fewest and most minutes of each person, for sessions of these slots, clubs and lengths.
fn limits(
    school: &School,
    sessions: impl Iterator<Item = (ServiceSlotId, Option<ClubId>, Minutes)>,
    setting: &Setting,
) -> BTreeMap<TeacherId, (i64, i64)> {
    let mut shares: BTreeMap<TeacherId, i64> = BTreeMap::new();
    for (slot, club, length) in sessions {
        let allowed = school.in_charge(slot, club);
        let people = i64::try_from(allowed.len()).unwrap_or(i64::MAX).max(1);
        let minutes = i64::from(length.0) * i64::from(school.heads(slot, club));
        for person in allowed {
            *shares.entry(person).or_default() += minutes * 1000 / people;
        }
    }
    shares.retain(|person, _| !school.teacher(*person).employment.is_outsider());
    let tolerance = setting.int("tolerance").max(0);
    let limits = |(person, share): (TeacherId, i64)| {
        let least = (share / 1000 - tolerance).max(0);
        let own = school.teacher(person).willing.max_per_week.is_some();
        (person, (if own { 0 } else { least }, (share + 999) / 1000 + tolerance))
    };
    shares.into_iter().map(limits).collect()
}
