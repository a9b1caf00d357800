//! R240 roster-names: the roster speaks of this school only.
//!
//! Every person in a session or shift and every post of a shift exists; nobody stands twice in one session; a shift's sort is
//! its post's. Amount: names that are not so. Cases counted: people of sessions; shifts.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(RosterNames);

static META: Meta = Meta {
    code: "R240",
    id: "roster-names",
    name: Text::new("排班与配置一致", "roster names"),
    says: Text::new(
        "课后服务和值班表中的人员、岗位都在配置中",
        "all people and posts of the roster are in the configuration",
    ),
    breach: Text::new("{day} {time} {row}：{what}", "{day} {time} {row}: {what}"),
    action: Text::new("改正名称，或在配置中补上", "correct the name, or add it to the configuration"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "排班表只写本校的人员和岗位" }],
};

const NO_PERSON: Text = Text::new("配置中没有“{name}”这个人", "the configuration has no person “{name}”");
const NO_POST: Text = Text::new("配置中没有岗位“{name}”", "the configuration has no post “{name}”");
const OTHER_KIND: Text = Text::new("岗位“{name}”不是这一类", "the post “{name}” is not of this sort");
const TWICE: Text = Text::new("“{name}”重复出现", "“{name}” is named twice");
