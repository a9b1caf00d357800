//! R314 patrol-posts: a leader can patrol on every school day.
//!
//! For each school day, when there is any service or duty: some patrol post is held that day and has a leader who takes duty on
//! its list. Amount: days without. Cases counted: school days.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(PatrolPosts);

static META: Meta = Meta {
    code: "R314",
    id: "patrol-posts",
    name: Text::new("每天巡查", "patrol posts"),
    says: Text::new(
        "每个上课日都有可由干部担任的巡查岗位",
        "every school day has a patrol post that a leader may hold",
    ),
    breach: Text::new("{day} 没有干部可值的巡查岗位", "no patrol post on {day} that a leader may hold"),
    action: Text::new("增加巡查岗位，名单中有干部", "add a patrol post with leaders on its list"),
    stage: Stage::School,
    level: Level::Warn,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "003", clause: "A13", words: "加强校级巡查指导" }],
};
