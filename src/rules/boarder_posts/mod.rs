//! R312 boarder-posts: boarders are looked after on every school day.
//!
//! For each school day, when any pupil boards: a slot for boarders that the classes of all boarders have, or a post for boarders,
//! is held. Amount: days without. Cases counted: school days, when any pupil boards.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(BoarderPosts);

static META: Meta = Meta {
    code: "R312",
    id: "boarder-posts",
    name: Text::new("住校生有人管", "boarder posts"),
    says: Text::new(
        "有住校生的学校每天都有住校生管理时段或岗位",
        "a school with boarders has somebody to look after them every school day",
    ),
    breach: Text::new("{day} 没有住校生管理的时段或岗位", "no slot or post for boarders on {day}"),
    action: Text::new("增加住校生管理的时段或岗位", "add a slot or a post for boarders"),
    stage: Stage::School,
    level: Level::Warn,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source { document: "001", clause: "X2", words: "有寄宿生的学校只安排教师值日" }],
};
