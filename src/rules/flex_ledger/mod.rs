//! R309 flex-ledger: the ledger of flexible hours is right.
//!
//! With a term and flexible hours: for each person of the school's own, date and reason the minutes earned (of sessions and of
//! dated shifts at posts that count, before the start and after the end of the working day, by the clock on the wall) or spent
//! (of leaves, within it) are those of the ledger, line by line; and the balance of each line is the credit brought in and all
//! lines of the person up to it. Amount: lines missing or too many; wrong balances. Cases counted: lines; lines expected.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(FlexLedger);

static META: Meta = Meta {
    code: "R309",
    id: "flex-ledger",
    name: Text::new("弹性时间台账", "flex ledger"),
    says: Text::new(
        "弹性上下班台账与课后服务、值班、请假和校历一致",
        "the ledger of flexible hours agrees with sessions, duty, leaves and the calendar",
    ),
    breach: Text::new(
        "{who} {date} {reason} {minutes} 分钟：{what}",
        "{who}, {date}, {reason}, {minutes} minutes: {what}",
    ),
    action: Text::new("重新生成台账", "make the ledger anew"),
    stage: Stage::Pay,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "003", clause: "L2", words: "学校可统筹安排教师实行“弹性上下班制”" },
        Source { document: "002", clause: "L2", words: "没有具体可操作的方案和标准" },
    ],
};

const MISSING: Text = Text::new("没有列出", "is not in the ledger");
const EXTRA: Text = Text::new("不该有", "should not be");
const BALANCE: Text = Text::new("余额写 {balance}，应为 {right}", "the balance reads {balance} instead of {right}");
