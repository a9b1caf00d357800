//! R511 bell-publication: each season's bell schedule is approved by the bureau and published.
//!
//! For each bell schedule in use: its name is among those that the school states as approved and published
//! (`published`). Amount: 1 each. Cases counted: names of bell schedules in use.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(BellPublication, by_the_clock);

static META: Meta = Meta {
    code: "R511",
    id: "bell-publication",
    name: Text::new("作息表报批公示", "bell schedules approved and published"),
    says: Text::new("各季节作息时间表报批并公示", "the bell schedule of each season is approved and published"),
    breach: Text::new(
        "作息“{bell}”尚未写明已报批、公示",
        "bell schedule {bell} is not stated as approved and published",
    ),
    action: Text::new(
        "报批并公示后，把作息名称写入参数 published",
        "have it approved and published, then state its name in the parameter published",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "published",
        default: Default::Words(&[]),
        says: Text::new("已报批并公示的作息名称", "names of the bell schedules approved and published"),
    }],
    sources: &[
        Source { document: "001", clause: "T10", words: "把学生各季节作息时间表及时公示" },
        Source { document: "001", clause: "T10", words: "应报教育主管部门批准后方可实施" },
    ],
};
