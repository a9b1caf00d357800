//! R307 duty-dated: the dated duty roster is the weekly one, day by day.
//!
//! With a term: each shift of the weekly roster has its line on every school day that follows its weekday, at the time on the
//! wall, unless duty is cancelled for its post's classes then, or the after-school programme is for those of the slot that the
//! post belongs to; and there is no other line. Where the holder is on a one-off leave during the shift, somebody whose standby
//! covers it may stand instead, or nobody (rule R310 tells). Amount: lines missing or too many. Cases counted: shifts on
//! dates; lines.

mod check;
#[cfg(test)]
pub(super) mod fixture;
#[cfg(test)]
mod tests;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(DutyDated);

static META: Meta = Meta {
    code: "R307",
    id: "duty-dated",
    name: Text::new("值班日期表与周表一致", "dated duty"),
    says: Text::new(
        "按日期列出的值班与每周值班表、校历一致",
        "the dated duty roster agrees with the weekly one and the calendar",
    ),
    breach: Text::new("{date} {time} {post} {who}：{what}", "{date} {time} {post} {who}: {what}"),
    action: Text::new(
        "按周表和校历重新生成按日期的值班表",
        "make the dated roster anew from the weekly one and the calendar",
    ),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "001", clause: "P1", words: "严禁公示、教室张贴的课程表与实际执行不同" },
        Source { document: "school", clause: "", words: "值班表按日期公布" },
    ],
};

const MISSING: Text = Text::new("没有列出", "is not in the list");
const EXTRA: Text = Text::new("周表和校历中没有", "is not by the weekly roster and the calendar");
