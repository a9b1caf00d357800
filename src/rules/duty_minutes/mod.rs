//! R301 duty-minutes: nobody has more duty minutes a week than the limit.
//!
//! For each person: minutes a week at posts that count <= own `max_duty`, else `week`. Amount: minutes beyond it. Cases counted:
//! people with shifts at such posts.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::school::{School, Setting};
use crate::text::Text;
use crate::units::TeacherId;

plan_rule!(DutyMinutes, staffed);

static META: Meta = Meta {
    code: "R301",
    id: "duty-minutes",
    name: Text::new("值班时间上限", "duty minutes"),
    says: Text::new(
        "每人每周值班时间不超过上限（机动等不计时的岗位除外）",
        "nobody has more duty minutes a week than the limit; posts that do not count, such as standby, aside",
    ),
    breach: Text::new(
        "{who} 每周值班 {minutes} 分钟，最多 {max} 分钟",
        "{who} has {minutes} minutes of duty a week; at most {max}",
    ),
    action: Text::new("换人分担，或增加名单", "let others share, or lengthen the list"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: true,
    physics: false,
    weight: 2,
    params: &[Param {
        key: "week",
        default: Default::Int(600),
        says: Text::new("没有本人上限时每周最多几分钟", "most minutes a week of those without a limit of their own"),
    }],
    sources: &[Source { document: "001", clause: "L1", words: "不得随意增加教师的课时和工作负担" }],
};

/// Most duty minutes a week.
fn limit(school: &School, person: TeacherId, setting: &Setting) -> i64 {
    school.teacher(person).willing.max_duty.map_or_else(|| setting.int("week").max(0), i64::from)
}
