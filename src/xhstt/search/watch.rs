//! What a resource's week costs.

use super::base::Sum;
use super::index::{Monitor, MonitorKind};
use super::state::State;
use crate::xhstt::model::CostFunction;

impl State<'_, '_> {
    /// The cost of all demands on `resource`, from its mask of busy times, its clashes and its load.
    pub(super) fn watch(&self, resource: usize) -> Sum {
        let index = self.index;
        let mut sum = Sum::default();
        let words = index.words;
        let busy = &self.busy[resource * words..(resource + 1) * words];
        for monitor in &index.monitors[index.watched[resource].range()] {
            let deviation = match monitor.kind {
                MonitorKind::Clash => self.clash[resource],
                MonitorKind::Workload => workload(monitor, self.load[resource], index.load_unit),
                _ => {
                    let masks = &index.masks[monitor.masks.range()];
                    if words == 1 { in_one_word(monitor, busy[0], masks) } else { in_words(monitor, busy, masks) }
                }
            };
            if deviation != 0 {
                let factor = match monitor.function {
                    CostFunction::Linear => i64::from(deviation),
                    other => other.of(i64::from(deviation)),
                };
                sum += monitor.price.times(factor);
            }
        }
        sum
    }
}

/// How far a load (in units of `1 / unit`) is outside, rounded up.
fn workload(monitor: &Monitor, load: i64, unit: i64) -> i32 {
    let least = i64::from(monitor.limits.least) * unit - load;
    let most = load - i64::from(monitor.limits.most) * unit;
    i32::try_from((least.max(most).max(0) + unit - 1) / unit).unwrap_or(i32::MAX)
}

#[allow(clippy::cast_possible_wrap)]
fn in_one_word(monitor: &Monitor, busy: u64, masks: &[u64]) -> i32 {
    match monitor.kind {
        MonitorKind::Unavailable => (busy & masks[0]).count_ones() as i32,
        MonitorKind::Idle => {
            let mut idle = 0;
            for mask in masks {
                let here = busy & mask;
                if here != 0 {
                    let span = (!0u64 >> here.leading_zeros()) & (!0u64 << here.trailing_zeros());
                    idle += (span & mask & !here).count_ones() as i32;
                }
            }
            monitor.limits.deviation(idle)
        }
        MonitorKind::Cluster => {
            let groups = masks.iter().map(|mask| i32::from(busy & mask != 0)).sum();
            monitor.limits.deviation(groups)
        }
        _ => masks
            .iter()
            .map(|mask| (busy & mask).count_ones() as i32)
            .map(|number| if number == 0 { 0 } else { monitor.limits.deviation(number) })
            .sum(),
    }
}

#[allow(clippy::cast_possible_wrap)]
fn in_words(monitor: &Monitor, busy: &[u64], masks: &[u64]) -> i32 {
    let count = |mask: &[u64]| -> i32 { busy.iter().zip(mask).map(|(b, m)| (b & m).count_ones() as i32).sum() };
    let groups = masks.chunks_exact(busy.len());
    match monitor.kind {
        MonitorKind::Unavailable => count(masks),
        MonitorKind::Idle => monitor.limits.deviation(groups.map(|mask| idle(busy, mask)).sum()),
        MonitorKind::Cluster => monitor.limits.deviation(groups.map(|mask| i32::from(count(mask) > 0)).sum()),
        _ => groups.map(count).map(|number| if number == 0 { 0 } else { monitor.limits.deviation(number) }).sum(),
    }
}

/// Free times of a group between its first and its last busy one.
#[allow(clippy::cast_possible_wrap)]
fn idle(busy: &[u64], mask: &[u64]) -> i32 {
    let (mut idle, mut free, mut begun) = (0, 0, false);
    for (busy, mask) in busy.iter().zip(mask) {
        let mut left = *mask;
        while left != 0 {
            let bit = left & left.wrapping_neg();
            left ^= bit;
            if busy & bit != 0 {
                idle += free;
                free = 0;
                begun = true;
            } else if begun {
                free += 1;
            }
        }
    }
    idle
}
