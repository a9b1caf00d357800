//! Adds up the ledger.

use std::collections::BTreeMap;

use super::{META, TERM};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::text::Arg;
use crate::units::Fen;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(service) = &view.plan.service else { return checked };
    let mut months: BTreeMap<&str, i128> = BTreeMap::new();
    for line in &service.pay {
        *months.entry(&line.month).or_default() += i128::from(line.amount.0);
    }
    let whole = months.values().sum();
    let periods = months.into_iter().map(|(month, paid)| (Arg::from(month), paid, view.school.pay.month_budget));
    for (period, paid, budget) in periods.chain([(Arg::from(TERM), whole, view.school.pay.term_budget)]) {
        let Some(budget) = budget else { continue };
        let over = i64::try_from(paid - i128::from(budget.0)).unwrap_or(i64::MAX);
        checked.case(META.code, over.max(0), || {
            let paid = Fen(i64::try_from(paid).unwrap_or(i64::MAX));
            (args! { period: period, paid: paid, budget: budget, over: Fen(over) }, Vec::new())
        });
    }
    checked
}
