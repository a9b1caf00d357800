//! Where and in which parts events may stand without a needless breach.

use std::collections::BTreeMap;

use super::Builder;
use crate::xhstt::model::Demand;
use crate::xhstt::search::base::{Span, Sum, append, moment, number};
use crate::xhstt::search::index::{Event, SplitKind};

/// Of events of at most so many times all splits into parts are compared; of longer ones, only splits into equal parts.
const ALL_SPLITS: u16 = 14;

/// Whether no demand is on the parts of an event; for each way to split it, the number of parts and what they cost.
type Key = (bool, Vec<(u32, i64, i64, i64)>);

impl Builder<'_> {
    /// Starting times of every event and duration: those of the least infeasibility.
    pub(super) fn starts(&mut self) {
        let times = self.index.times;
        let mut known: BTreeMap<Vec<u16>, Span> = BTreeMap::new();
        let closed: Vec<Vec<i64>> =
            (0..self.index.watched.len()).map(|resource| self.closed(number(resource))).collect();
        for event in 0..self.index.events.len() {
            self.index.events[event].domains = number(self.index.domains.len());
            let own = self.index.events[event].clone();
            let mut busy = vec![0i64; times];
            for resource in &self.index.fixed[own.fixed.range()] {
                for (time, price) in busy.iter_mut().zip(&closed[*resource as usize]) {
                    *time += price;
                }
            }
            for row in 0..usize::from(own.duration) {
                let duration = row + 1;
                let costs = &self.index.unary[own.unary as usize + row * (times + 1)..];
                let ranked: Vec<(i64, u16)> = (0..(times + 1).saturating_sub(duration))
                    .map(|time| (costs[time].hard + busy[time..time + duration].iter().sum::<i64>(), moment(time)))
                    .collect();
                let least = ranked.iter().map(|ranked| ranked.0).min();
                let list: Vec<u16> = match own.preset {
                    Some(time) => vec![time],
                    None => ranked.iter().filter(|ranked| Some(ranked.0) == least).map(|ranked| ranked.1).collect(),
                };
                let starts = &mut self.index.starts;
                let span = *known.entry(list.clone()).or_insert_with(|| append(starts, list));
                self.index.domains.push(span);
            }
        }
    }

    /// The durations to begin with, and whether others are worth a try.
    pub(super) fn durations(&mut self) {
        let days =
            self.index.instance.time_groups.iter().filter(|group| group.kind == crate::xhstt::model::GroupKind::Day);
        let days = days.count().max(1);
        let mut known: BTreeMap<Key, (Vec<u16>, bool)> = BTreeMap::new();
        for (event, room) in self.room().into_iter().enumerate() {
            let own = &self.index.events[event];
            let duration = own.duration;
            if own.preset.is_some() || duration <= 1 {
                self.index.events[event].parts = if duration == 0 { Vec::new() } else { vec![duration] };
                if self.index.events[event].preset.is_none() && duration > 0 {
                    self.index.movable.push(number(event));
                }
                continue;
            }
            // Events with the same prices for all splits share the answer, so that linked events agree.
            let mut options = Vec::new();
            each_split(duration, &mut |parts| {
                let cost = self.split_cost(event, parts);
                options.push((cost, parts.to_vec()));
            });
            let free = own.splits.is_empty() && u32::from(duration) <= room;
            let prices = options.iter().map(|(cost, parts)| (number(parts.len()), cost.hard, cost.soft, cost.press));
            let key: Key = (free, prices.collect());
            let (parts, flexible) = known
                .entry(key)
                .or_insert_with(|| {
                    let hard = options.iter().map(|(cost, _)| cost.hard).min().unwrap_or(0);
                    let good = options.iter().filter(|(cost, _)| cost.hard == hard).count();
                    let wanted = days.min(usize::from(duration));
                    let best = options.iter().min_by_key(|(cost, parts)| {
                        // Where no demand is on the parts, short ones move most easily.
                        let odd = if free { 0 } else { parts.len().abs_diff(wanted) };
                        let many = if free { usize::MAX - parts.len() } else { parts.len() };
                        (cost.hard, cost.soft, odd, many)
                    });
                    (best.map(|(_, parts)| parts.clone()).unwrap_or_default(), good > 1 || duration > ALL_SPLITS)
                })
                .clone();
            self.index.events[event].parts = parts;
            // Parts of one time each can do all that longer ones can where only the times count.
            let own = &self.index.events[event];
            let plain = free && own.parts.len() == usize::from(duration) && self.is_plain(own);
            self.index.events[event].flexible = flexible && !plain;
            self.index.movable.push(number(event));
            if self.index.events[event].flexible {
                self.index.flexible.push(number(event));
            }
        }
    }

    /// How many parts of an event its demands for spread have room for.
    fn room(&self) -> Vec<u32> {
        let instance = self.index.instance;
        let mut room = vec![u32::MAX; instance.events.len()];
        for constraint in instance.constraints.iter().filter(|constraint| constraint.weight > 0) {
            let Demand::SpreadEvents { groups, times } = &constraint.demand else { continue };
            let most = times.iter().fold(0_u32, |most, (_, limits)| most.saturating_add(limits.maximum));
            for event in groups.iter().flat_map(|group| &instance.event_groups[group.index()].members) {
                let room = &mut room[event.index()];
                *room = most.min(*room);
            }
        }
        room
    }

    /// Whether all starting times of single times cost the event the same.
    fn is_plain(&self, event: &Event) -> bool {
        let costs = &self.index.unary[event.unary as usize..event.unary as usize + self.index.times];
        event.odd.is_empty() && event.orders.is_empty() && costs.iter().all(|cost| *cost == costs[0])
    }

    fn split_cost(&self, event: usize, parts: &[u16]) -> Sum {
        let mut cost = Sum::default();
        let own = &self.index.events[event];
        for split in &self.index.splits[own.splits.range()] {
            let point = self.index.points[split.point as usize];
            let kind: SplitKind = split.kind;
            cost += point.price.times(point.function.of(i64::from(kind.deviation(parts.iter().copied()))));
        }
        // A part without any time that it may start at is no part.
        for part in parts {
            let row = own.domains as usize + usize::from(*part) - 1;
            let starts = &self.index.starts[self.index.domains[row].range()];
            let Some(first) = starts.first() else {
                cost.hard += i64::from(*part) * 1_000_000;
                continue;
            };
            let at = own.unary as usize + (usize::from(*part) - 1) * (self.index.times + 1) + usize::from(*first);
            cost += self.index.unary[at];
        }
        cost
    }
}

/// Every way to split `duration`, largest part first.
fn each_split(duration: u16, found: &mut dyn FnMut(&[u16])) {
    if duration > ALL_SPLITS {
        for part in 1..=duration {
            let mut parts = vec![part; usize::from(duration / part)];
            if !duration.is_multiple_of(part) {
                parts.push(duration % part);
            }
            found(&parts);
        }
        return;
    }
    extend(duration, duration, &mut Vec::new(), found);
}

fn extend(left: u16, largest: u16, parts: &mut Vec<u16>, found: &mut dyn FnMut(&[u16])) {
    if left == 0 {
        found(parts);
        return;
    }
    for part in (1..=left.min(largest)).rev() {
        parts.push(part);
        extend(left - part, part, parts, found);
        parts.pop();
    }
}
