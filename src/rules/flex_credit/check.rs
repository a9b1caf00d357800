//! The last balance of every person and date.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let lines = view.plan.service.iter().flat_map(|service| &service.flex);
    let last: BTreeMap<_, i64> = lines.map(|line| ((&line.person, line.date), line.balance)).collect();
    for ((who, date), balance) in last {
        checked.case(META.code, i64::from(balance < 0), || {
            (args! { who: who, date: date.to_string(), balance: balance }, Vec::new())
        });
    }
    checked
}
