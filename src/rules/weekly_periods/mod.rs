//! R104 weekly-periods: every requirement has exactly its weekly periods.
//!
//! For each requirement and section, `n(w)` its rows in week `w`, `every`, `odd`, `even`, `either` its weekly periods:
//! `n(odd) >= every + odd`, `n(even) >= every + even` and `n(odd) + n(even) = 2 every + odd + even + either`. Parallel
//! sections stand at the same times. Amount: periods too few or too many in the cycle (two weeks, or one where no requirement
//! tells odd from even weeks, rounded up), and rows of a group at another time than the first group. Cases counted: sections,
//! twice for those after the first.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;
use super::{Meta, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, Setting};
use crate::text::Text;

/// The rule.
pub struct WeeklyPeriods;

/// The rule, for the list.
pub static RULE: WeeklyPeriods = WeeklyPeriods;

static META: Meta = Meta {
    code: "R104",
    id: "weekly-periods",
    name: Text::new("周课时准确", "weekly periods"),
    says: Text::new("每个班每门学科的周课时不多也不少", "each class has exactly the weekly periods of each subject"),
    breach: Text::new("{class} {subject}：{what}", "{class} {subject}: {what}"),
    action: Text::new("补上缺的节次或删去多的节次", "add the missing periods or delete the extra ones"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "000", clause: "C1", words: "开齐开足课程" },
        Source { document: "000", clause: "C1", words: "不得以任何理由增减课程和课时" },
        Source { document: "001", clause: "C2", words: "不增加周活动总量" },
    ],
};

impl Rule for WeeklyPeriods {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, _: &Setting) {
        lower::lower(lowering);
    }

    fn check(&self, view: &View<'_>, _: &Setting) -> Checked {
        check::check(view)
    }
}

const COUNT: Text =
    Text::new("每周应有 {wanted} 节，实排 {found} 节", "{wanted} periods a week required, {found} found");
const PARALLEL: Text = Text::new(
    "{section} 有 {count} 节没有与第一组同时上",
    "{count} periods of {section} not at the time of the first group",
);

/// How far `odd` and `even` periods are from `weekly`, over two weeks.
fn balance(weekly: crate::school::Weekly, odd: i64, even: i64) -> i64 {
    let [odd_over, even_over] =
        [(odd, weekly.odd), (even, weekly.even)].map(|(found, own)| found - i64::from(weekly.every) - i64::from(own));
    let short = (-odd_over).max(0) + (-even_over).max(0);
    let spare = odd_over.max(0) + even_over.max(0);
    short + (spare - i64::from(weekly.either)).abs()
}

/// The weekly periods as people write them: `5`, `3/2`, `2.5`.
fn wanted(weekly: crate::school::Weekly) -> String {
    let [odd, even] = [weekly.odd, weekly.even].map(|own| i64::from(weekly.every) + i64::from(own));
    match (weekly.either, odd == even) {
        (0, _) => shown(odd, even),
        (either, true) => format!("{}{}", odd + i64::from(either / 2), if either % 2 == 1 { ".5" } else { "" }),
        (either, false) => format!("{}+{either}", shown(odd, even)),
    }
}

/// `5` when both weeks are the same, else `odd/even`.
fn shown(odd: i64, even: i64) -> String {
    if odd == even { odd.to_string() } else { format!("{odd}/{even}") }
}
