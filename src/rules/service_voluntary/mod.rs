//! R210 service-voluntary: pupils come by their own will.
//!
//! For each slot other than evening self-study (which has a rule of its own) and the supervision of boarders: it is voluntary.
//! Amount: slots that are not. Cases counted: such slots.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ServiceVoluntary);

static META: Meta = Meta {
    code: "R210",
    id: "service-voluntary",
    name: Text::new("自愿参加", "voluntary"),
    says: Text::new("课后服务由学生自愿参加", "pupils come to after-school service by their own will"),
    breach: Text::new("“{slot}”没有写明自愿参加", "`{slot}` is not voluntary"),
    action: Text::new("改为学生自愿报名", "let pupils enrol as they like"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "001", clause: "A8", words: "学生自愿" },
        Source { document: "002", clause: "A8", words: "学生申请、班级审核、学校统一实施" },
    ],
};
