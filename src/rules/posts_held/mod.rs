//! R300 posts-held: every duty post is held, by those who may.
//!
//! For each post and each weekday of it: exactly `people` shifts, at the post's time, by people of its list who take duty.
//! Shifts on other days are too many. Amount: people missing or too many; shifts at another time; holders not of the list.
//! Cases counted: posts and weekdays; shifts. Nothing is lowered: the roster's tasks and their candidates are this.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(PostsHeld);

static META: Meta = Meta {
    code: "R300",
    id: "posts-held",
    name: Text::new("岗位有人", "posts held"),
    says: Text::new(
        "每个值班岗位每次都有规定人数的、名单内的人",
        "every duty post is held by as many people of its list as it needs",
    ),
    breach: Text::new("{day} {post}：{what}", "{day} {post}: {what}"),
    action: Text::new(
        "补上或减去值班人，或改换名单内的人",
        "add or take away a holder, or choose somebody of the list",
    ),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "001", clause: "D1", words: "加大值周工作力度" },
        Source { document: "school", clause: "", words: "每个岗位按时有人" },
    ],
};

const COUNT: Text = Text::new("有 {count} 人，需要 {needed} 人", "{count} on duty; {needed} needed");
const NOT_ALLOWED: Text = Text::new("{who}不在名单内", "{who} is not on its list");
const OTHER_TIME: Text = Text::new("{who}的时间 {time} 与岗位不符", "the time {time} of {who} is not the post’s");
