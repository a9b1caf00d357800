//! R402 pay-summary: the summary reconciles with the ledger exactly.
//!
//! For each person, pay month and item there is one row with the sums of the units and amounts of the ledger's lines; so all
//! totals by person, month or item agree as well. Amount: fen too much or too little, at least 1 for a row that is wrong
//! otherwise. Cases counted: rows that are there or should be.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(PaySummary);

static META: Meta = Meta {
    code: "R402",
    id: "pay-summary",
    name: Text::new("课时费汇总与明细一致", "pay summary"),
    says: Text::new(
        "课时费汇总按人、月、项目与明细合计完全一致",
        "the pay summary by person, month and item is exactly what the ledger adds up to",
    ),
    breach: Text::new(
        "{person} {month}“{item}”：汇总为 {units} 个、{paid} 元（{rows} 行），明细合计 {right} 个、{due} 元",
        "{person} {month} “{item}”: the summary says {units} units, {paid} yuan ({rows} rows); the ledger adds up to {right} \
            units, {due} yuan",
    ),
    action: Text::new(
        "按明细更正汇总，或用 solve --stage pay 重新计算",
        "correct the summary, or compute it again with `solve --stage pay`",
    ),
    stage: Stage::Pay,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "school", clause: "Y3", words: "课时费按月汇总、公布，各项合计相符"
    }],
};
