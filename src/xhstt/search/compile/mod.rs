//! From an instance to its [`Index`].

mod events;
mod places;
mod resources;
mod starts;

use std::collections::BTreeMap;

use super::base::{Span, Sum, append, number};
use super::index::{Bounds, Event, Index, Point};
use crate::xhstt::model::{Constraint, CostFunction, Instance, Limits};

/// Compiles `instance`.
pub(super) fn index(instance: &Instance) -> Index<'_> {
    let times = instance.times.len();
    let least = instance.constraints.iter().filter(|c| c.required && c.weight > 0).map(|c| c.weight).min();
    let mut builder = Builder {
        index: empty(instance, times),
        least_hard: least.unwrap_or(1),
        masks: BTreeMap::new(),
        groups: Vec::new(),
    };
    builder.slots();
    for group in &instance.time_groups {
        let mask = builder.mask(group.members.iter().map(|time| time.index()));
        builder.groups.push(mask);
    }
    builder.place_costs();
    builder.event_costs();
    builder.resource_costs();
    builder.starts();
    builder.durations();
    builder.index
}

struct Builder<'i> {
    index: Index<'i>,
    /// Least weight of a required constraint.
    least_hard: u32,
    /// Masks that exist.
    masks: BTreeMap<Vec<u64>, u32>,
    /// Mask of each time group.
    groups: Vec<u32>,
}

impl<'i> Builder<'i> {
    /// Slots of events, preassigned resources, no costs.
    fn slots(&mut self) {
        let instance: &'i Instance = self.index.instance;
        let index = &mut self.index;
        for (position, event) in instance.events.iter().enumerate() {
            let duration = event.duration.min(u32::from(u16::MAX / 2));
            let first_slot = number(index.event_of.len());
            for _ in 0..duration {
                index.event_of.push(number(position));
            }
            index.events.push(Event {
                duration: u16::try_from(duration).unwrap_or(u16::MAX),
                preset: event.time.and_then(|time| u16::try_from(time.index()).ok()),
                first_slot,
                ..Event::default()
            });
        }
    }

    /// Offset of the mask of `times`.
    fn mask(&mut self, times: impl Iterator<Item = usize>) -> u32 {
        let mut words = vec![0u64; self.index.words];
        for time in times {
            words[time / 64] |= 1 << (time % 64);
        }
        let all = &mut self.index.masks;
        *self.masks.entry(words.clone()).or_insert_with(|| append(all, words).from)
    }

    /// Price of one unit of deviation.
    fn price(&self, constraint: &Constraint) -> Sum {
        let weight = i64::from(constraint.weight);
        if constraint.required {
            let press = if weight == 0 { 0 } else { 1 + i64::from((constraint.weight / self.least_hard).ilog2()) };
            Sum { hard: weight, soft: 0, press }
        } else {
            Sum { hard: 0, soft: weight, press: 0 }
        }
    }

    fn point(&mut self, price: Sum, function: CostFunction) -> u32 {
        self.index.points.push(Point { price, function });
        self.index.start.push(0);
        number(self.index.points.len() - 1)
    }
}

fn bounds(limits: Limits) -> Bounds {
    let near = |limit: u32| i32::try_from(limit).unwrap_or(i32::MAX / 4).min(i32::MAX / 4);
    Bounds { least: near(limits.minimum), most: near(limits.maximum) }
}

fn empty(instance: &Instance, times: usize) -> Index<'_> {
    let softs = instance.constraints.iter().filter(|c| !c.required && c.weight > 0).map(|c| i64::from(c.weight));
    Index {
        instance,
        times,
        words: times.div_ceil(64).max(1),
        events: Vec::new(),
        event_of: Vec::new(),
        first_fill: Vec::new(),
        fill_slots: 0,
        points: Vec::new(),
        start: Vec::new(),
        unary: Vec::new(),
        odd: Vec::new(),
        masks: Vec::new(),
        fixed: Vec::new(),
        opens: Vec::new(),
        fills: Vec::new(),
        preferred: Vec::new(),
        candidates: Vec::new(),
        group_refs: Vec::new(),
        groups: Vec::new(),
        group_places: Vec::new(),
        group_fixed: Vec::new(),
        spreads: Vec::new(),
        spread_counters: 0,
        limits: Vec::new(),
        set_rows: Vec::new(),
        sets: Vec::new(),
        links: Vec::new(),
        link_refs: Vec::new(),
        linked_events: 0,
        mates: Vec::new(),
        orders: Vec::new(),
        order_refs: Vec::new(),
        splits: Vec::new(),
        domains: Vec::new(),
        starts: Vec::new(),
        monitors: Vec::new(),
        watched: Vec::new(),
        clustered: Vec::new(),
        clashes: Vec::new(),
        clash_price: Vec::new(),
        closed_row: Vec::new(),
        closed: Vec::new(),
        base_load: Vec::new(),
        load_unit: 1,
        events_of: Vec::new(),
        movable: Vec::new(),
        open_places: Vec::new(),
        flexible: Vec::new(),
        least_soft: softs.min().unwrap_or(1),
    }
}

/// Lists by row, flattened into `all`.
fn flatten<T: Clone>(all: &mut Vec<T>, rows: &[Vec<T>]) -> Vec<Span> {
    rows.iter().map(|row| append(all, row.iter().cloned())).collect()
}
