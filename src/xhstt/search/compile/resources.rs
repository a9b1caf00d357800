//! What watches each resource. Resources that always do the same and are watched alike (pupils with the same courses) are
//! counted once, at the price of all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builder, bounds};
use crate::xhstt::model::{Constraint, CostFunction, Demand, Limits, TypeId};
use crate::xhstt::search::base::{Span, Sum, append, number};
use crate::xhstt::search::index::{Index, Monitor, MonitorKind};

impl Builder<'_> {
    pub(super) fn resource_costs(&mut self) {
        let instance = self.index.instance;
        let resources = instance.resources.len();
        let mut watched: Vec<Vec<Monitor>> = vec![Vec::new(); resources];
        // What a resource is watched by, to compare.
        let mut watchers: Vec<Vec<usize>> = vec![Vec::new(); resources];
        for (position, constraint) in instance.constraints.iter().enumerate().filter(|(_, c)| c.weight > 0) {
            let Some((points, kind, masks, limits)) = self.demand(constraint) else { continue };
            let price = self.price(constraint);
            for resource in points {
                watchers[resource].push(position);
                watched[resource].push(Monitor { kind, function: constraint.cost, price, limits, masks });
            }
        }
        let mut events_of: Vec<Vec<u32>> = vec![Vec::new(); resources];
        let mut loads = vec![0i64; resources];
        for (position, event) in instance.events.iter().enumerate() {
            for place in &event.resources {
                if let Some(resource) = place.preassigned {
                    events_of[resource.index()].push(number(position));
                    loads[resource.index()] += i64::from(place.workload).saturating_mul(self.index.load_unit);
                }
            }
        }
        // Whoever may fill a place does not always do the same.
        let needs = instance.events.iter().flat_map(|event| &event.resources);
        let open: BTreeSet<TypeId> = needs.filter(|need| need.preassigned.is_none()).map(|need| need.kind).collect();
        let mut alike: BTreeMap<(Option<usize>, i64, &[u32], &[usize]), Vec<usize>> = BTreeMap::new();
        for resource in 0..resources {
            let own = open.contains(&instance.resources[resource].kind).then_some(resource);
            let key = (own, loads[resource], events_of[resource].as_slice(), watchers[resource].as_slice());
            alike.entry(key).or_default().push(resource);
        }
        let mut fixed: Vec<Vec<u32>> = vec![Vec::new(); instance.events.len()];
        let mut shares = vec![0i64; resources];
        for same in alike.values() {
            shares[same[0]] = i64::try_from(same.len()).unwrap_or(1);
            let mute = watched[same[0]].is_empty();
            for event in events_of[same[0]].iter().filter(|_| !mute) {
                fixed[*event as usize].push(number(same[0]));
            }
        }
        let index = &mut self.index;
        for (resource, monitors) in watched.iter_mut().enumerate() {
            if shares[resource] == 0 {
                monitors.clear();
            }
            for monitor in monitors.iter_mut() {
                // As with weights, the search presses less than that many times.
                let press = monitor.price.press * (1 + i64::from(shares[resource].max(1).ilog2()));
                monitor.price = Sum { press, ..monitor.price.times(shares[resource]) };
            }
            if shares[resource] > 0 && monitors.iter().any(|monitor| monitor.kind == MonitorKind::Cluster) {
                index.clustered.push(number(resource));
            }
            index.clashes.push(monitors.iter().any(|monitor| monitor.kind == MonitorKind::Clash));
            certain(index, monitors);
            index.watched.push(append(&mut index.monitors, monitors.iter().copied()));
        }
        for (event, mut list) in fixed.into_iter().enumerate() {
            list.sort_unstable();
            index.events[event].fixed = append(&mut index.fixed, list);
        }
        for (resource, events) in events_of.iter_mut().enumerate() {
            events.dedup();
            if shares[resource] == 0 {
                events.clear();
            }
        }
        index.events_of = events_of;
        index.base_load = loads;
    }

    /// Points, kind, groups and limits of a constraint on resources.
    fn demand(
        &mut self,
        constraint: &Constraint,
    ) -> Option<(Vec<usize>, MonitorKind, Span, crate::xhstt::search::index::Bounds)> {
        let free = Limits { minimum: 0, maximum: 0 };
        let (resources, kind, groups, limits) = match &constraint.demand {
            Demand::AvoidClashes { resources } => (resources, MonitorKind::Clash, None, free),
            Demand::AvoidUnavailableTimes { resources, times } => {
                let mask = self.mask(times.iter().map(|time| time.index()));
                let words = number(self.index.words);
                let span = Span { from: mask, to: mask + words };
                let points = resources.iter().map(|resource| resource.index()).collect();
                return Some((points, MonitorKind::Unavailable, span, bounds(free)));
            }
            Demand::LimitIdleTimes { resources, times, limits } => (resources, MonitorKind::Idle, Some(times), *limits),
            Demand::ClusterBusyTimes { resources, times, limits } => {
                (resources, MonitorKind::Cluster, Some(times), *limits)
            }
            Demand::LimitBusyTimes { resources, times, limits } => (resources, MonitorKind::Busy, Some(times), *limits),
            Demand::LimitWorkload { resources, limits } => (resources, MonitorKind::Workload, None, *limits),
            _ => return None,
        };
        let mut words = Vec::new();
        for group in groups.into_iter().flatten() {
            let from = self.groups[group.index()] as usize;
            words.extend_from_slice(&self.index.masks[from..from + self.index.words]);
        }
        let masks = append(&mut self.index.masks, words);
        let points = resources.iter().map(|resource| resource.index()).collect();
        Some((points, kind, masks, bounds(limits)))
    }

    /// The price of being busy at each time for a preassigned resource, where it is a required sum.
    pub(super) fn closed(&self, resource: u32) -> Vec<i64> {
        let mut prices = vec![0; self.index.times];
        for monitor in &self.index.monitors[self.index.watched[resource as usize].range()] {
            if monitor.kind != MonitorKind::Unavailable || monitor.function == CostFunction::Step {
                continue;
            }
            let mask = &self.index.masks[monitor.masks.range()];
            for (time, price) in prices.iter_mut().enumerate() {
                if mask[time / 64] >> (time % 64) & 1 == 1 {
                    *price += monitor.price.hard;
                }
            }
        }
        prices
    }
}

/// What a clash, and what being busy at each time, costs a resource for sure.
fn certain(index: &mut Index<'_>, monitors: &[Monitor]) {
    let mut clash = Sum::default();
    let mut closed = vec![Sum::default(); index.times];
    for monitor in monitors.iter().filter(|monitor| monitor.function != CostFunction::Step) {
        match monitor.kind {
            MonitorKind::Clash => clash += monitor.price,
            MonitorKind::Unavailable => {
                let mask = &index.masks[monitor.masks.range()];
                for (time, sum) in closed.iter_mut().enumerate() {
                    if mask[time / 64] >> (time % 64) & 1 == 1 {
                        *sum += monitor.price;
                    }
                }
            }
            _ => {}
        }
    }
    index.clash_price.push(clash);
    let free = closed.iter().all(|sum| sum.is_zero());
    index.closed_row.push(if free { 0 } else { number(index.closed.len()) + 1 });
    if !free {
        index.closed.extend(closed);
    }
}
