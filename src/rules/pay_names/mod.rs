//! R400 pay-names: the ledgers of pay speak of this school and its term only.
//!
//! Every line of the ledger and of the summary is about a person and an item that exist; a ledger line's date is in the
//! term. Amount: names and dates that are not so. Cases counted: people, items and dates of the lines.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(PayNames);

static META: Meta = Meta {
    code: "R400",
    id: "pay-names",
    name: Text::new("课时费台账与配置一致", "pay names"),
    says: Text::new(
        "课时费明细和汇总中的人员、项目都在配置中，日期在学期内",
        "all people and items of the pay ledger are in the configuration, and its dates are in the term",
    ),
    breach: Text::new("{file} 第 {row} 行：{what}", "{file} row {row}: {what}"),
    action: Text::new(
        "改正名称或日期，或用 solve --stage pay 重新计算",
        "correct the name or date, or compute the ledger again with `solve --stage pay`",
    ),
    stage: Stage::Pay,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[Source { document: "school", clause: "", words: "课时费台账只写本校的人员和计酬项目" }],
};

const NO_PERSON: Text = Text::new("配置中没有“{name}”这个人", "the configuration has no person “{name}”");
const NO_ITEM: Text = Text::new("配置中没有计酬项目“{name}”", "the configuration has no pay item “{name}”");
const NO_DATE: Text = Text::new("{name} 不在学期内", "{name} is not in the term");
