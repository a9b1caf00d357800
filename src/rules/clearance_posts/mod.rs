//! R303 clearance-posts: the school is cleared at the end of every day.
//!
//! For each school day, when there is any service or duty: some clearance post ends no earlier than the last period and the last
//! slot of the day (evening self-study and boarders aside). Amount: days without. Cases counted: school days.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ClearancePosts);

static META: Meta = Meta {
    code: "R303",
    id: "clearance-posts",
    name: Text::new("每天静校", "clearance posts"),
    says: Text::new("每个上课日放学后都有静校（清校）岗位", "every school day has an end-of-day clearance post"),
    breach: Text::new("{day} {last} 之后没有静校岗位", "no clearance post on {day} after {last}"),
    action: Text::new("增加静校岗位", "add a clearance post"),
    stage: Stage::School,
    level: Level::Warn,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "001", clause: "D2", words: "严格执行清校制度" },
        Source { document: "001", clause: "D2", words: "学校政教处每天都要准时检查静校情况" },
    ],
};
