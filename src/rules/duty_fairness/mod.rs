//! R305 duty-fairness: duty is shared fairly over the whole term, counting what was served before.
//!
//! Person `p`'s share of a week is `F(p)` = sum over the shifts of counted posts that `p` may hold: minutes / people who may hold
//! it, in thousandths of a minute, each rounded down. With `W` weeks of term (`weeks` without a term), `s(p)` the minutes served
//! before and `S` the mean of `s` over those with a share, rounded down: minutes of `p` a week at counted posts <=
//! `ceil(F(p)) + floor((S - s(p)) / W) + tolerance`, but not below 0. So over the term nobody serves more than the own share,
//! what others served before made up for. Amount: minutes beyond it. Cases counted: people with a share.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;
use std::collections::BTreeMap;

use crate::school::{School, Setting};
use crate::units::TeacherId;

plan_rule!(DutyFairness, staffed);

static META: Meta = Meta {
    code: "R305",
    id: "duty-fairness",
    name: Text::new("值班均衡", "duty fairness"),
    says: Text::new(
        "值班时间按全学期（含以前已值）均衡",
        "duty minutes are shared evenly over the term, counting those already served",
    ),
    breach: Text::new(
        "{who} 每周值班 {minutes} 分钟，应分担不超过 {max} 分钟（以前已值 {served} 分钟）",
        "{who} has {minutes} minutes of duty a week; at most {max} would be fair ({served} served before)",
    ),
    action: Text::new("与分担较少的人调换", "trade with somebody who has less"),
    stage: Stage::Roster,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 1,
    params: &[
        Param {
            key: "tolerance",
            default: Default::Int(30),
            says: Text::new("每周超过应分担多少分钟以内不计", "minutes a week beyond the share that do not matter"),
        },
        Param {
            key: "weeks",
            default: Default::Int(20),
            says: Text::new("没有学期日历时按几周计", "weeks of a term where no term is stated"),
        },
    ],
    sources: &[
        Source { document: "001", clause: "D1", words: "加大值周工作力度" },
        Source { document: "001", clause: "L1", words: "不得随意增加教师的课时和工作负担" },
    ],
};

/// Most minutes of each person with a share.
fn limits(school: &School, setting: &Setting) -> BTreeMap<TeacherId, i64> {
    let mut shares: BTreeMap<TeacherId, i64> = BTreeMap::new();
    for post in school.duty.posts.iter().filter(|post| post.counts) {
        let holders = school.may_hold(post);
        let people = i64::try_from(holders.len()).unwrap_or(i64::MAX).max(1);
        let minutes = post.days.values().map(|time| i64::from(time.length().0) * i64::from(post.people));
        let share: i64 = minutes.map(|minutes| minutes * 1000 / people).sum();
        for holder in holders {
            *shares.entry(holder).or_default() += share;
        }
    }
    let served = |person: &TeacherId| i64::from(school.teacher(*person).willing.served);
    let people = i64::try_from(shares.len()).unwrap_or(i64::MAX).max(1);
    let mean = shares.keys().map(served).sum::<i64>() / people;
    let weeks = school.term.as_ref().map_or(setting.int("weeks"), |term| i64::from(term.week_count())).max(1);
    let tolerance = setting.int("tolerance").max(0);
    let limit = |(person, share): (TeacherId, i64)| {
        let made_up = (mean - served(&person)).div_euclid(weeks);
        (person, ((share + 999) / 1000 + made_up + tolerance).max(0))
    };
    shares.into_iter().map(limit).collect()
}
