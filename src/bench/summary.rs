//! Medians over seeds, and ratios to what is known and to an earlier run.
//!
//! The median of an even number of runs is the worse of the middle two, so that it is always the figure of a run. A run
//! without a plan is worse than every run with one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Cost, Earlier, Known, Record};

/// The runs of one instance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Short name.
    pub instance: String,
    /// Runs.
    pub runs: usize,
    /// Runs with a plan without hard violations.
    pub solved: usize,
    /// Runs whose plan was verified.
    pub verified: usize,
    /// Median cost; none when that run has no plan.
    pub cost: Option<Cost>,
    /// The best of the runs.
    pub best: Option<Cost>,
    /// The best bound of the runs: all of them hold.
    pub bound: Option<Cost>,
    /// Median gap.
    pub gap: Option<f64>,
    /// Median time of the first plan.
    pub first_ms: Option<u64>,
    /// Median time of the best plan.
    pub best_ms: Option<u64>,
    /// Median time for stating the problem.
    pub model_ms: Option<u64>,
    /// The most memory of any run.
    pub memory_kib: Option<u64>,
    /// The best cost known from elsewhere.
    pub known: Option<Known>,
    /// Median cost in relation to it.
    pub ratio: Option<f64>,
    /// The same instance earlier.
    pub earlier: Option<Against>,
}

/// An earlier run in relation to this one: below 1 this one is better.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Against {
    /// Median cost then.
    pub cost: Option<Cost>,
    /// Best bound then.
    pub bound: Option<Cost>,
    /// Cost now / then.
    pub cost_ratio: Option<f64>,
    /// Time of the first plan now / then.
    pub first_ratio: Option<f64>,
    /// Time of the best plan now / then.
    pub best_ratio: Option<f64>,
    /// Whether limit and threads are the same.
    pub same_terms: bool,
}

/// A summary of every instance, in the order in which they were run. `known` is by the instance's own name, which `names`
/// gives for its short one.
#[must_use]
pub fn summaries(
    records: &[Record],
    names: &BTreeMap<String, String>,
    known: &BTreeMap<String, Known>,
    baseline: &[Earlier],
) -> Vec<Summary> {
    let mut order: Vec<&str> = Vec::new();
    let mut groups: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records {
        let group = groups.entry(&record.instance).or_default();
        if group.is_empty() {
            order.push(&record.instance);
        }
        group.push(record);
    }
    order
        .into_iter()
        .map(|instance| {
            let known = names.get(instance).and_then(|name| known.get(name));
            let then: Vec<&Earlier> = baseline.iter().filter(|row| row.instance == instance).collect();
            summary(instance, &groups[instance], known, &then)
        })
        .collect()
}

fn summary(instance: &str, runs: &[&Record], known: Option<&Known>, then: &[&Earlier]) -> Summary {
    let cost = median(runs.iter().map(|run| run.cost()));
    let first_ms = median(runs.iter().map(|run| run.first_ms()));
    let best_ms = median(runs.iter().map(|run| run.best_ms()));
    let gaps = runs.iter().map(|run| run.gap().map(Ordered));
    let earlier = (!then.is_empty()).then(|| {
        let cost_then = median(then.iter().map(|row| row.cost));
        let same = |row: &&Earlier| runs.iter().all(|run| (run.limit_ms, run.threads) == (row.limit_ms, row.threads));
        Against {
            cost: cost_then,
            bound: then.iter().filter_map(|row| row.bound).max(),
            cost_ratio: cost.zip(cost_then).and_then(|(now, then)| costs(now, then)),
            first_ratio: first_ms.zip(median(then.iter().map(|row| row.first_ms))).and_then(|(a, b)| ratio(a, b)),
            best_ratio: best_ms.zip(median(then.iter().map(|row| row.best_ms))).and_then(|(a, b)| ratio(a, b)),
            same_terms: then.iter().all(same),
        }
    });
    Summary {
        instance: instance.to_owned(),
        runs: runs.len(),
        solved: runs.iter().filter(|run| run.first_ms().is_some()).count(),
        verified: runs.iter().filter(|run| run.done.verified == Some(true)).count(),
        cost,
        best: runs.iter().filter_map(|run| run.cost()).min(),
        bound: runs.iter().filter_map(|run| run.bound()).max(),
        gap: median(gaps).map(|gap| gap.0),
        first_ms,
        best_ms,
        model_ms: median(runs.iter().map(|run| run.model_ms)),
        memory_kib: runs.iter().filter_map(|run| run.done.memory_kib).max(),
        known: known.cloned(),
        ratio: known.zip(cost).and_then(|(known, cost)| known.ratio(cost)),
        earlier,
    }
}

/// A number that can be sorted; gaps are never NaN.
#[derive(Clone, Copy, PartialEq)]
struct Ordered(f64);

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The middle value, the worse of two; nothing is worse than anything.
fn median<T: Ord>(values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let mut values: Vec<Option<T>> = values.collect();
    values.sort_by(|a, b| (a.is_none(), a).cmp(&(b.is_none(), b)));
    let middle = values.len() / 2;
    values.into_iter().nth(middle).flatten()
}

fn costs(now: Cost, then: Cost) -> Option<f64> {
    match (now.hard, then.hard) {
        (0, 0) if now.soft == then.soft => Some(1.0),
        #[allow(clippy::cast_precision_loss)]
        (0, 0) if then.soft > 0 => Some(now.soft as f64 / then.soft as f64),
        _ => None,
    }
}

/// `now / then` of milliseconds; below one millisecond counts as one.
fn ratio(now: u64, then: u64) -> Option<f64> {
    #[allow(clippy::cast_precision_loss)]
    let ratio = now.max(1) as f64 / then.max(1) as f64;
    Some(ratio)
}

/// The geometric mean of what there is; none of nothing or where a value is not positive.
#[must_use]
pub fn geometric_mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        if value <= 0.0 {
            return None;
        }
        sum += value.ln();
        count += 1.0;
    }
    (count > 0.0).then(|| f64::exp(sum / count))
}
