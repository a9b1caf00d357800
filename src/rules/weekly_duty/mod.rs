//! R308 weekly-duty: weekly duty goes round fairly.
//!
//! With a term of `W` weeks with duty, for each weekly duty of `k` people and a list of `m`: each week has `k` different people
//! of the list, each on every school day of it. For everybody `i` with a turn and every `j` with fewer than `floor((W - 1) / 2)`
//! turns: turns and weeks served before of `i` <= those of `j` + 1. Where the list is long enough for it,
//! `m floor((W - 1) / 2) >= k W`: nobody two weeks running. Amount: people missing or too many, not of the list, or not there on all days, by week;
//! weeks beyond the fair number, by person; weeks right after one's own. Cases counted: weeks; people on the list.

mod check;
#[cfg(test)]
pub(super) mod fixture;
#[cfg(test)]
mod tests;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(WeeklyDuty);

static META: Meta = Meta {
    code: "R308",
    id: "weekly-duty",
    name: Text::new("值周轮换", "weekly duty"),
    says: Text::new(
        "值周每周按规定人数轮换，次数（含以前）最多差一次，不连值两周",
        "weekly duty has the right people every week, turns differ by one at most, nobody serves two weeks running",
    ),
    breach: Text::new("{duty}：{what}", "{duty}: {what}"),
    action: Text::new("重新生成值周安排，或加长名单", "make the rotation anew, or lengthen the list"),
    stage: Stage::Roster,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source {
            document: "001", clause: "D1", words: "星期五放学集队值周领导和值周老师小结本周工作"
        },
        Source { document: "001", clause: "D1", words: "加大值周工作力度" },
    ],
};

const COUNT: Text =
    Text::new("第{week}周有 {count} 人，需要 {needed} 人", "week {week} has {count} people; {needed} needed");
const NOT_LISTED: Text = Text::new("第{week}周的{who}不在名单内", "{who}, in week {week}, is not on its list");
const NOT_ALL: Text = Text::new("{who}没有值满第{week}周", "{who} is not there on all days of week {week}");
const UNEVEN: Text =
    Text::new("{who} 累计 {count} 周，最少的人 {least} 周", "{who} comes to {count} weeks, others to {least}");
const RUNNING: Text = Text::new("{who} 第{week}周和前一周连值", "{who} serves week {week} right after the week before");
const OTHER_DAY: Text = Text::new("{who} 在 {date} 不该有值周", "{who} has no turn on {date}");
