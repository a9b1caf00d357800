//! R403 pay-budget: what is paid in a pay month and in the term stays within the budget.
//!
//! For each pay month `m` with lines in the ledger: `sum(amount of lines of m) <= month_budget`; over all lines: `<=
//! term_budget`. Amount: fen beyond. Cases counted: months and the term, where there is a budget.
//!
//! With `budget = "enforce"` the roster is solved within it (docs of `lower.rs`); otherwise the roster is made as if there
//! were none, and what is beyond is told.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

plan_rule!(PayBudget, staffed);

static META: Meta = Meta {
    code: "R403",
    id: "pay-budget",
    name: Text::new("课时费不超预算", "pay within the budget"),
    says: Text::new(
        "每个计酬月、每学期发放的课时费和值班费不超过预算",
        "what is paid in a pay month and in the term stays within the budget",
    ),
    breach: Text::new(
        "{period}应发 {paid} 元，预算 {budget} 元，超出 {over} 元",
        "{period}: {paid} yuan are to be paid, the budget is {budget}: {over} too much",
    ),
    action: Text::new(
        "提高预算或降低标准；或写上 budget = \"enforce\"，让排班不超预算",
        "raise the budget or lower the rates; or state `budget = \"enforce\"`, so that the roster keeps to it",
    ),
    stage: Stage::Pay,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "001",
        clause: "Y2",
        words: "学校在核定的绩效工资总量内,对参与课后服务的教师予以适当倾斜",
    }],
};

const TERM: Text = Text::new("全学期", "the term");
