//! Sorts both tables and adds up runs of equal keys.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::units::Fen;

/// Rows, units and fen of one person, month and item.
#[derive(Clone, Copy, Default)]
struct Sum {
    rows: usize,
    units: i128,
    fen: i128,
}

impl Sum {
    fn add(&mut self, units: i64, amount: Fen) {
        self.rows += 1;
        self.units += i128::from(units);
        self.fen += i128::from(amount.0);
    }
}

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(service) = &view.plan.service else { return checked };
    let mut sums: BTreeMap<(&str, &str, &str), (Sum, Sum)> = BTreeMap::new();
    for line in &service.pay {
        sums.entry((&line.person, &line.month, &line.item)).or_default().0.add(line.units, line.amount);
    }
    for total in &service.pay_totals {
        sums.entry((&total.person, &total.month, &total.item)).or_default().1.add(total.units, total.amount);
    }
    for ((person, month, item), (ledger, summary)) in sums {
        let wanted = usize::from(ledger.rows > 0);
        let same = summary.rows == wanted && (summary.units, summary.fen) == (ledger.units, ledger.fen);
        let off = i64::try_from((summary.fen - ledger.fen).abs()).unwrap_or(i64::MAX);
        checked.case(META.code, if same { 0 } else { off.max(1) }, || {
            let yuan = |fen: i128| Fen(i64::try_from(fen).unwrap_or(i64::MAX)).to_string();
            let args = args! {
                person: person, month: month, item: item, units: summary.units.to_string(), paid: yuan(summary.fen),
                rows: summary.rows, right: ledger.units.to_string(), due: yuan(ledger.fen)
            };
            (args, Vec::new())
        });
    }
    checked
}
