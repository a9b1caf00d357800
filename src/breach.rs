//! What a check finds: breaches in the school's words, and how many cases were looked at.

use serde::Serialize;

use crate::text::Args;

/// One breach of one rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Breach {
    /// Code of the rule.
    pub rule: &'static str,
    /// How large, in the rule's unit (at least 1); a soft rule costs weight times amount.
    pub amount: i64,
    /// Arguments of the rule's message.
    pub args: Args,
    /// Rows of the plan that it is about, 0-based; may be empty.
    pub rows: Vec<usize>,
}

/// What one check did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Cases examined: what the rule could have found wrong (each check says in its docs what it counts).
    pub cases: u64,
    /// What it found wrong.
    pub breaches: Vec<Breach>,
}

impl Checked {
    /// Counts one case; when `amount` is positive, records a breach of it.
    pub fn case(&mut self, rule: &'static str, amount: i64, describe: impl FnOnce() -> (Args, Vec<usize>)) {
        self.cases += 1;
        if amount > 0 {
            let (args, rows) = describe();
            self.breaches.push(Breach { rule, amount, args, rows });
        }
    }

    /// Counts `count` cases that are alike, each with a breach of `amount` when that is positive; they are recorded as one.
    pub fn alike(
        &mut self,
        rule: &'static str,
        count: usize,
        amount: i64,
        describe: impl FnOnce() -> (Args, Vec<usize>),
    ) {
        self.cases += u64::try_from(count).unwrap_or(u64::MAX);
        if amount > 0 && count > 0 {
            let (args, rows) = describe();
            let amount = amount.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX));
            self.breaches.push(Breach { rule, amount, args, rows });
        }
    }

    /// Total amount of all breaches.
    #[must_use]
    pub fn amount(&self) -> i64 {
        self.breaches.iter().map(|breach| breach.amount).sum()
    }
}
