//! Costs of times and of durations: assign, prefer, spread, link, order, split.

use std::collections::BTreeMap;

use super::{Builder, bounds, flatten};
use crate::xhstt::model::{CostFunction, Demand, EventGroupId, Limits, TimeGroupId};
use crate::xhstt::search::base::{Sum, number};
use crate::xhstt::search::index::{Link, Odd, OddKind, Order, Split, SplitKind, Spread};

/// Lists by event before they are flattened.
#[derive(Default)]
struct Lists {
    odd: Vec<Vec<Odd>>,
    spreads: Vec<Vec<Spread>>,
    links: Vec<Vec<u32>>,
    mates: Vec<Vec<u32>>,
    orders: Vec<Vec<u32>>,
    splits: Vec<Vec<Split>>,
    /// Linear costs by duration and time.
    unary: Vec<Vec<Sum>>,
}

impl Builder<'_> {
    pub(super) fn event_costs(&mut self) {
        let instance = self.index.instance;
        let events = instance.events.len();
        let mut lists = Lists {
            odd: vec![Vec::new(); events],
            spreads: vec![Vec::new(); events],
            links: vec![Vec::new(); events],
            mates: vec![Vec::new(); events],
            orders: vec![Vec::new(); events],
            splits: vec![Vec::new(); events],
            unary: self
                .index
                .events
                .iter()
                .map(|event| vec![Sum::default(); usize::from(event.duration) * (self.index.times + 1)])
                .collect(),
        };
        for constraint in instance.constraints.iter().filter(|constraint| constraint.weight > 0) {
            let (price, function) = (self.price(constraint), constraint.cost);
            match &constraint.demand {
                Demand::AssignTime { events } => {
                    for event in events {
                        self.time_cost(&mut lists, event.index(), OddKind::Untimed, (price, function));
                    }
                }
                Demand::PreferTimes { events, times, duration } => {
                    let mask = self.mask(times.iter().map(|time| time.index()));
                    let duration = duration.map(|duration| u16::try_from(duration).unwrap_or(u16::MAX));
                    for event in events {
                        let kind = OddKind::Outside { mask, duration };
                        self.time_cost(&mut lists, event.index(), kind, (price, function));
                    }
                }
                Demand::SpreadEvents { groups, times } => self.spread(&mut lists, groups, times, (price, function)),
                Demand::LinkEvents { groups } => self.link(&mut lists, groups, (price, function)),
                Demand::OrderEvents { pairs } => {
                    for (first, second, limits) in pairs {
                        let point = self.point(price, function);
                        let order = number(self.index.orders.len());
                        let (first, second) = (first.0, second.0);
                        self.index.orders.push(Order { point, first, second, limits: bounds(*limits) });
                        lists.orders[first as usize].push(order);
                        if first != second {
                            lists.orders[second as usize].push(order);
                        }
                    }
                }
                Demand::SplitEvents { events, duration, amount } => {
                    for event in events {
                        let kind = SplitKind::Parts { duration: bounds(*duration), amount: bounds(*amount) };
                        let point = self.point(price, function);
                        lists.splits[event.index()].push(Split { point, kind });
                    }
                }
                Demand::DistributeSplitEvents { events, duration, number } => {
                    for event in events {
                        let duration = u16::try_from(*duration).unwrap_or(u16::MAX);
                        let kind = SplitKind::Distribute { duration, number: bounds(*number) };
                        let point = self.point(price, function);
                        lists.splits[event.index()].push(Split { point, kind });
                    }
                }
                _ => {}
            }
        }
        self.store(&mut lists);
    }

    /// A cost of times: into the table when it is a sum over parts.
    fn time_cost(&mut self, lists: &mut Lists, event: usize, kind: OddKind, (price, function): (Sum, CostFunction)) {
        if function != CostFunction::Linear {
            let point = self.point(price, function);
            lists.odd[event].push(Odd { point, kind });
            return;
        }
        let times = self.index.times;
        for (row, costs) in lists.unary[event].chunks_mut(times + 1).enumerate() {
            let part = i64::try_from(row + 1).unwrap_or(0);
            match kind {
                OddKind::Untimed => costs[times] += price.times(part),
                OddKind::Outside { mask, duration } => {
                    if duration.is_some_and(|duration| usize::from(duration) != row + 1) {
                        continue;
                    }
                    let mask = &self.index.masks[mask as usize..];
                    for (time, cost) in costs.iter_mut().enumerate().take(times) {
                        if mask[time / 64] >> (time % 64) & 1 == 0 {
                            *cost += price.times(part);
                        }
                    }
                }
            }
        }
    }

    fn spread(
        &mut self,
        lists: &mut Lists,
        groups: &[EventGroupId],
        times: &[(TimeGroupId, Limits)],
        (price, function): (Sum, CostFunction),
    ) {
        let instance = self.index.instance;
        let limits = number(self.index.limits.len());
        self.index.limits.extend(times.iter().map(|(_, limits)| bounds(*limits)));
        let mut sets = vec![Vec::new(); self.index.times];
        for (position, (group, _)) in times.iter().enumerate() {
            for time in &instance.time_groups[group.index()].members {
                sets[time.index()].push(number(position));
            }
        }
        let rows = number(self.index.set_rows.len());
        for set in sets {
            self.index.set_rows.push(number(self.index.sets.len()));
            self.index.sets.extend(set);
        }
        self.index.set_rows.push(number(self.index.sets.len()));
        let empty: i32 = self.index.limits[limits as usize..].iter().map(|limits| limits.deviation(0)).sum();
        for group in groups {
            let point = self.point(price, function);
            self.index.start[point as usize] = empty;
            let counters = number(self.index.spread_counters);
            self.index.spread_counters += times.len();
            for event in &instance.event_groups[group.index()].members {
                lists.spreads[event.index()].push(Spread { point, counters, limits, rows });
            }
        }
    }

    fn link(&mut self, lists: &mut Lists, groups: &[EventGroupId], (price, function): (Sum, CostFunction)) {
        for group in groups {
            let members = &self.index.instance.event_groups[group.index()].members;
            if members.len() < 2 {
                continue;
            }
            let point = self.point(price, function);
            let link = number(self.index.links.len());
            self.index.links.push(Link { point, size: u16::try_from(members.len()).unwrap_or(u16::MAX) });
            for event in members {
                lists.links[event.index()].push(link);
                let others = members.iter().filter(|other| *other != event).map(|other| other.0);
                lists.mates[event.index()].extend(others);
            }
        }
    }

    fn store(&mut self, lists: &mut Lists) {
        for mates in &mut lists.mates {
            mates.sort_unstable();
            mates.dedup();
        }
        let index = &mut self.index;
        let odd = flatten(&mut index.odd, &lists.odd);
        let spreads = flatten(&mut index.spreads, &lists.spreads);
        let links = flatten(&mut index.link_refs, &lists.links);
        let mates = flatten(&mut index.mates, &lists.mates);
        let orders = flatten(&mut index.order_refs, &lists.orders);
        let splits = flatten(&mut index.splits, &lists.splits);
        let mut tables: BTreeMap<Vec<[i64; 3]>, u32> = BTreeMap::new();
        for (position, event) in index.events.iter_mut().enumerate() {
            event.odd = odd[position];
            event.spreads = spreads[position];
            event.links = links[position];
            event.mates = mates[position];
            event.orders = orders[position];
            event.splits = splits[position];
            if !event.links.is_empty() {
                event.running = number(index.linked_events);
                index.linked_events += 1;
            }
            let key = lists.unary[position].iter().map(|sum| [sum.hard, sum.soft, sum.press]).collect();
            let all = &mut index.unary;
            event.unary = *tables.entry(key).or_insert_with(|| {
                let from = number(all.len());
                all.extend(&lists.unary[position]);
                from
            });
        }
    }
}
