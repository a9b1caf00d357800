//! R406 budget-possible: the budget is not below what the duties alone cost.
//!
//! Before anything is solved, from the posts and the days of the term: a lower bound of what any roster is paid for duty.
//! On each school day, for each post of `n` people that is held: items paid by the shift cost at least the sum of the `n`
//! cheapest candidates; an item paid by the day costs at least its rate for each of the people who stand at posts at the
//! same minute and cannot be candidates whom it does not pay. Weekly duty paid by the shift: the cheapest people each school
//! day. Sessions, standby and items by the month are left out, so the bound may be low but is never too high. Amount: fen
//! missing. Cases counted: pay months with a budget, and the term.

mod check;
#[cfg(test)]
pub(super) mod fixture;
#[cfg(test)]
mod tests;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(BudgetPossible);

static META: Meta = Meta {
    code: "R406",
    id: "budget-possible",
    name: Text::new("预算够付固定值班", "possible budget"),
    says: Text::new("预算不低于固定值班岗位本身的费用", "the budget is not below what the duty posts alone cost"),
    breach: Text::new(
        "{period}的预算 {budget} 元，固定值班岗位本身就至少要 {least} 元，还差 {short} 元",
        "the budget of {period} is {budget} yuan; the duty posts alone cost at least {least}: {short} are missing",
    ),
    action: Text::new(
        "提高预算，或减少岗位、人数，或降低值班标准",
        "raise the budget, drop posts or people, or lower the rates of duty",
    ),
    stage: Stage::School,
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
