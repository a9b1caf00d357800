//! Pay by person, item and month, in fen, summed from the ledger's lines.
//!
//! A hand-edited ledger may hold any number: sums stop at the largest that can be written instead of going wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::{Figure, Measure};
use crate::plan::{PayLine, Plan};
use crate::units::Fen;

/// Amounts of every plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// By item.
    pub items: BTreeMap<String, Vec<Fen>>,
    /// By pay month.
    pub months: BTreeMap<String, Vec<Fen>>,
}

impl Totals {
    /// The sums of each plan.
    #[must_use]
    pub fn new(plans: &[&Plan]) -> Self {
        Self { items: by(plans, |line| &line.item), months: by(plans, |line| &line.month) }
    }
}

fn lines<'a>(plan: &&'a Plan) -> &'a [PayLine] {
    plan.service.as_ref().map_or(&[], |service| &service.pay)
}

fn sums<'a>(plan: &&'a Plan, key: fn(&PayLine) -> &String) -> BTreeMap<&'a str, i64> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for line in lines(plan) {
        let sum = sums.entry(key(line)).or_default();
        *sum = sum.saturating_add(line.amount.0);
    }
    sums
}

fn by(plans: &[&Plan], key: fn(&PayLine) -> &String) -> BTreeMap<String, Vec<Fen>> {
    let sums: Vec<BTreeMap<&str, i64>> = plans.iter().map(|plan| sums(plan, key)).collect();
    let keys: BTreeSet<&str> = sums.iter().flat_map(|sums| sums.keys().copied()).collect();
    let of = |key: &str| sums.iter().map(|sums| Fen(sums.get(key).copied().unwrap_or(0))).collect();
    keys.into_iter().map(|key| (key.to_owned(), of(key))).collect()
}

/// Pay of everybody who is paid in some plan.
#[must_use]
pub fn figures(plans: &[&Plan]) -> Vec<Figure> {
    let sums: Vec<_> = plans.iter().map(|plan| sums(plan, |line| &line.person)).collect();
    vec![Figure::new(Measure::Pay, &sums)]
}
