//! R401 pay-ledger: the pay ledger is what the dated plan comes to, line by line, to the fen.
//!
//! For each person `p`, date `d` and item `i` the work of `p` on `d` is gathered from the timetable, the sessions and the
//! dated duty, without what is cancelled that day, and held against `i` (docs of [`crate::school::Basis`]); the line must be
//! there exactly once with these units, the item's rate, their product, and the pay month of `d`. Amount: fen too much or
//! too little, at least 1 for a line that is wrong otherwise; a line in a wrong month counts its whole amount. Cases
//! counted: lines that are there or should be.

mod check;
#[cfg(test)]
pub(super) mod fixture;
#[cfg(test)]
mod tests;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(PayLedger);

static META: Meta = Meta {
    code: "R401",
    id: "pay-ledger",
    name: Text::new("课时费明细准确", "exact pay ledger"),
    says: Text::new(
        "课时费明细与按日期展开、扣除停课停办之后的课表、课后服务表、值班表逐条一致，精确到分",
        "the pay ledger agrees line by line, to the fen, with the timetable, sessions and duty as they take place",
    ),
    breach: Text::new("{person} {date}“{item}”：{what}", "{person} {date} “{item}”: {what}"),
    action: Text::new(
        "更正这一行，或用 solve --stage pay 重新计算台账",
        "correct the line, or compute the ledger again with `solve --stage pay`",
    ),
    stage: Stage::Pay,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "002", clause: "Y1", words: "课时:40元/节" },
        Source { document: "002", clause: "Y3", words: "计算一定的工作量" },
    ],
};

const MISSING: Text = Text::new("应有 {due} 元，明细中没有", "{due} yuan are due, the ledger has no line");
const EXTRA: Text = Text::new("明细有 {paid} 元，但当天没有相应的工作", "the ledger has {paid} yuan for no work");
const TWICE: Text = Text::new(
    "明细中有 {lines} 行，共 {paid} 元，应为一行 {due} 元",
    "{lines} lines of {paid} yuan; one of {due} is due",
);
const WRONG: Text = Text::new(
    "明细为 {units} × {rate} = {paid} 元，应为 {right} × {price} = {due} 元",
    "the ledger says {units} x {rate} = {paid} yuan; it is {right} x {price} = {due}",
);
const OTHER_MONTH: Text = Text::new("计入 {month}，应计入 {right}", "booked to {month} instead of {right}");
