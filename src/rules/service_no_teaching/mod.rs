//! R205 service-no-teaching: nothing new is taught in after-school service.
//!
//! For each slot: it is not stated to teach. Amount: slots that are. Cases counted: slots.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ServiceNoTeaching);

static META: Meta = Meta {
    code: "R205",
    id: "service-no-teaching",
    name: Text::new("课后服务不讲新课", "no teaching in service"),
    says: Text::new(
        "课后服务时间不讲授新课、不集体补课",
        "no new content is taught in after-school service, and no class is coached",
    ),
    breach: Text::new("“{slot}”写明讲授新课", "`{slot}` is stated to teach new content"),
    action: Text::new("改为辅导答疑或个性课程", "make it tutoring or a period of own choice"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "000", clause: "A4", words: "不得利用课后服务时间讲授新课、集体补课"
    }],
};
