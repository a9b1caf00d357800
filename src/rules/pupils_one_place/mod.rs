//! R230 pupils-one-place: a pupil is in one place at a time.
//!
//! By the wall clock: for each class of a session, no lesson or event of the class overlaps it (for a club: of the members'
//! classes); no two groups of a class in different slots overlap; and for each pupil of the table, the clubs and groups named in
//! the pupil's rows do not overlap, and no slot has two rows of the pupil on a day. Amount: overlaps. Cases counted: session x
//! class; pupils with rows.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(PupilsOnePlace);

static META: Meta = Meta {
    code: "R230",
    id: "pupils-one-place",
    name: Text::new("学生同一时间只在一处", "pupils in one place"),
    says: Text::new(
        "学生同一时间只在一个社团或小组；班级上课、集会时没有课后服务",
        "a pupil is in one club or group at a time, and no class has service during its lessons or events",
    ),
    breach: Text::new("{who} {day} {time}：{what}", "{who} {day} {time}: {what}"),
    action: Text::new(
        "调整时段时间，或把学生转到不冲突的社团",
        "move the slot, or give the pupil a club that does not clash",
    ),
    stage: Stage::Programme,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "学生同一时间只在一处" }],
};

const OVERLAP: Text = Text::new("“{first}”和“{second}”时间重叠", "`{first}` and `{second}` overlap");
