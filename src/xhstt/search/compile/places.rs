//! Who fills what: preassigned resources, candidates of open places, costs of filling.

use std::collections::BTreeMap;

use super::Builder;
use crate::xhstt::model::{CostFunction, Demand, EventId, Instance};
use crate::xhstt::search::base::{Sum, append, number};
use crate::xhstt::search::index::{Fill, Open};

impl Builder<'_> {
    /// Open places with their costs; costs of preassigned places are constants.
    pub(super) fn place_costs(&mut self) {
        let instance = self.index.instance;
        let mut fills: BTreeMap<(usize, usize), Vec<Fill>> = BTreeMap::new();
        let mut groups: BTreeMap<(usize, usize), Vec<u32>> = BTreeMap::new();
        for constraint in instance.constraints.iter().filter(|constraint| constraint.weight > 0) {
            let (price, function) = (self.price(constraint), constraint.cost);
            match &constraint.demand {
                Demand::AssignResource { places } => {
                    for place in places.iter().filter(|place| is_open(instance, place)) {
                        let point = self.point(price, function);
                        let fill = Fill { point, preferred: None };
                        fills.entry((place.0.index(), place.1)).or_default().push(fill);
                    }
                }
                Demand::PreferResources { places, resources } => {
                    let set = number(self.index.preferred.len());
                    let mut bits = vec![0u64; instance.resources.len().div_ceil(64)];
                    for resource in resources {
                        bits[resource.index() / 64] |= 1 << (resource.index() % 64);
                    }
                    self.index.preferred.push(bits);
                    for place in places {
                        let point = self.point(price, function);
                        let event = &instance.events[place.0.index()];
                        match event.resources[place.1].preassigned {
                            Some(resource) if !resources.contains(&resource) => {
                                let duration = i32::try_from(event.duration).unwrap_or(i32::MAX);
                                self.index.start[point as usize] = duration;
                            }
                            Some(_) => {}
                            None => fills
                                .entry((place.0.index(), place.1))
                                .or_default()
                                .push(Fill { point, preferred: Some(set) }),
                        }
                    }
                }
                Demand::AvoidSplitAssignments { groups: sets } => {
                    for (_, places) in sets {
                        self.avoid_split(&mut groups, places, (price, function));
                    }
                }
                _ => {}
            }
        }
        self.open_places(&fills, &groups);
    }

    fn avoid_split(
        &mut self,
        groups: &mut BTreeMap<(usize, usize), Vec<u32>>,
        places: &[(EventId, usize)],
        (price, function): (Sum, CostFunction),
    ) {
        let instance = self.index.instance;
        let group = number(self.index.groups.len());
        let mut fixed = Vec::new();
        for (event, place) in places {
            match instance.events[event.index()].resources[*place].preassigned {
                Some(resource) => fixed.push(resource.0),
                None => groups.entry((event.index(), *place)).or_default().push(group),
            }
        }
        fixed.sort_unstable();
        fixed.dedup();
        let point = self.point(price, function);
        self.index.start[point as usize] = i32::try_from(fixed.len().saturating_sub(1)).unwrap_or(i32::MAX);
        self.index.groups.push(point);
        self.index.group_fixed.push(fixed);
        self.index.group_places.push(Vec::new());
    }

    fn open_places(
        &mut self,
        fills: &BTreeMap<(usize, usize), Vec<Fill>>,
        groups: &BTreeMap<(usize, usize), Vec<u32>>,
    ) {
        let instance = self.index.instance;
        let unit = instance.events.iter().map(|event| i64::from(event.duration.max(1))).fold(1, least_common);
        self.index.load_unit = unit;
        let mut known: BTreeMap<Vec<u32>, crate::xhstt::search::base::Span> = BTreeMap::new();
        for (position, event) in instance.events.iter().enumerate() {
            let mut opens = Vec::new();
            for (place, needed) in event.resources.iter().enumerate() {
                if needed.preassigned.is_some() {
                    continue;
                }
                let costs = fills.get(&(position, place)).cloned().unwrap_or_default();
                let mut ranked: Vec<(i64, u32)> = instance
                    .resources
                    .iter()
                    .enumerate()
                    .filter(|(_, resource)| resource.kind == needed.kind)
                    .map(|(resource, _)| (self.breach(&costs, resource), number(resource)))
                    .collect();
                let least = ranked.iter().map(|ranked| ranked.0).min().unwrap_or(0);
                ranked.retain(|ranked| ranked.0 == least);
                let list: Vec<u32> = ranked.into_iter().map(|ranked| ranked.1).collect();
                let index = &mut self.index;
                let candidates = *known.entry(list.clone()).or_insert_with(|| append(&mut index.candidates, list));
                let refs = groups.get(&(position, place)).cloned().unwrap_or_default();
                for group in &refs {
                    index.group_places[*group as usize].push((number(position), number(opens.len())));
                }
                index.open_places.push((number(position), number(opens.len())));
                opens.push(Open {
                    place: number(place),
                    candidates,
                    optional: costs.iter().all(|fill| fill.preferred.is_some()),
                    fills: append(&mut index.fills, costs),
                    groups: append(&mut index.group_refs, refs),
                    load: i64::from(needed.workload).saturating_mul(unit / i64::from(event.duration.max(1))),
                });
            }
            let index = &mut self.index;
            let slots = usize::from(index.events[position].duration);
            for slot in 0..slots {
                index.first_fill.push(number(index.fill_slots + slot * opens.len()));
            }
            index.fill_slots += slots * opens.len();
            index.events[position].opens = append(&mut index.opens, opens);
        }
    }

    /// Infeasibility of one time with `resource` there, roughly.
    fn breach(&self, costs: &[Fill], resource: usize) -> i64 {
        costs
            .iter()
            .filter(|fill| {
                fill.preferred
                    .is_some_and(|set| self.index.preferred[set as usize][resource / 64] >> (resource % 64) & 1 == 0)
            })
            .map(|fill| self.index.points[fill.point as usize].price.hard)
            .sum()
    }
}

fn is_open(instance: &Instance, place: &(EventId, usize)) -> bool {
    instance.events[place.0.index()].resources[place.1].preassigned.is_none()
}

/// Least common multiple, as long as it is small enough to count in.
fn least_common(a: i64, b: i64) -> i64 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    let multiple = a / x * b;
    if multiple < 1 << 32 { multiple } else { a }
}
