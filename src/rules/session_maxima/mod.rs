//! R245 session-maxima: nobody has more sessions than he or she agreed to.
//!
//! For each person: sessions a week <= own `max_per_week`, else `week`; on each day <= own `max_per_day`, else `day`. Amount:
//! sessions beyond it. Cases counted: people with sessions; their days.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::school::{School, Setting};
use crate::text::Text;
use crate::units::TeacherId;

plan_rule!(SessionMaxima, staffed);

static META: Meta = Meta {
    code: "R245",
    id: "session-maxima",
    name: Text::new("课后服务次数上限", "session maxima"),
    says: Text::new(
        "每人每周、每天的课后服务次数不超过本人意愿或规定上限",
        "nobody has more sessions a week or a day than agreed to, or than the limit",
    ),
    breach: Text::new(
        "{who} {when} 有 {count} 次课后服务，最多 {max} 次",
        "{who} has {count} sessions {when}; at most {max}",
    ),
    action: Text::new("换人分担，或与本人商定后提高上限", "let others share, or agree on a higher limit"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: true,
    physics: false,
    weight: 50,
    params: &[
        Param {
            key: "week",
            default: Default::Int(10),
            says: Text::new("没有本人上限时每周最多几次", "most sessions a week of those without a limit of their own"),
        },
        Param {
            key: "day",
            default: Default::Int(3),
            says: Text::new("没有本人上限时每天最多几次", "most sessions a day of those without a limit of their own"),
        },
    ],
    sources: &[
        Source { document: "001", clause: "L1", words: "不得随意增加教师的课时和工作负担" },
        Source { document: "school", clause: "", words: "教师自愿参加课后服务" },
    ],
};

const WEEK: Text = Text::new("每周", "a week");

/// Most sessions a week and a day.
fn limits(school: &School, person: TeacherId, setting: &Setting) -> (i64, i64) {
    let willing = &school.teacher(person).willing;
    let limit = |own: Option<u8>, key| own.map_or_else(|| setting.int(key).max(0), i64::from);
    (limit(willing.max_per_week, "week"), limit(willing.max_per_day, "day"))
}
