//! R311 flex-credit: nobody spends more credit of flexible hours than there is.
//!
//! For each person and date of the ledger of flexible hours: the balance after the last line of that date >= 0. Amount: dates
//! below. Cases counted: people's dates.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(FlexCredit);

static META: Meta = Meta {
    code: "R311",
    id: "flex-credit",
    name: Text::new("弹性余额", "flex credit"),
    says: Text::new("弹性上下班的余额不为负", "nobody spends more flexible hours than were earned"),
    breach: Text::new("{who} {date} 余额 {balance} 分钟", "{who} is at {balance} minutes on {date}"),
    action: Text::new("减少晚到早退，或推迟到有余额以后", "take fewer leaves, or later"),
    stage: Stage::Pay,
    level: Level::Warn,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "003", clause: "L2", words: "学校可统筹安排教师实行“弹性上下班制”"
    }],
};
