//! R244 person-availability: nobody is in charge or on duty when away.
//!
//! For each session and shift of person `p`: it shares no minute with a time at which `p` is unavailable, nor with a late start
//! or early leave of flexible hours that `p` takes every week. Amount: sessions and shifts that do. Cases counted: people of
//! sessions and shifts.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(PersonAvailability, staffed);

static META: Meta = Meta {
    code: "R244",
    id: "person-availability",
    name: Text::new("不在校时不排班", "person availability"),
    says: Text::new(
        "人员不可用的时间、弹性上下班的晚到早退时间不排课后服务和值班",
        "nobody is on duty or in charge when unavailable, or on a late start or early leave",
    ),
    breach: Text::new("{who} {day} {time} 不在校，却排了 {what}", "{who} is away on {day} {time} but has {what}"),
    action: Text::new("换一个人，或改不可用时间", "choose somebody else, or change the time of absence"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "001", clause: "L1", words: "不得随意增加教师的课时和工作负担" },
        Source { document: "003", clause: "L2", words: "学校可统筹安排教师实行“弹性上下班制”" },
    ],
};
