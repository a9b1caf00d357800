//! R313 standby-posts: every day of duty has a standby.
//!
//! For each school day with duty posts: one of them is a standby post. That nobody on standby is teaching then is rule R243's.
//! Amount: days without. Cases counted: school days with duty posts.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(StandbyPosts);

static META: Meta = Meta {
    code: "R313",
    id: "standby-posts",
    name: Text::new("每天有机动", "standby posts"),
    says: Text::new("有值班的日子都有机动（候补）人员", "every day of duty has somebody on standby"),
    breach: Text::new("{day} 没有机动岗位", "no standby post on {day}"),
    action: Text::new("增加机动岗位", "add a standby post"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "001",
        clause: "L3",
        words: "教师因病或因事不能按时到校上课者,一般应提前一天办理请假手续",
    }],
};
