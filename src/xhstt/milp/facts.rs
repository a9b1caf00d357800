//! What the constraints say of an instance before any solution: what is impossible where nothing required may be violated,
//! and which events are interchangeable.

use std::collections::BTreeMap;

use crate::xhstt::model::{CostFunction, Demand, EventId, Instance, ResourceId, TimeGroupId, TimeId};

/// Facts of an instance.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// By event.
    pub events: Vec<EventFacts>,
    /// By resource.
    pub resources: Vec<ResourceFacts>,
    /// Events of which at most one part may start in a set of times.
    pub apart: BTreeMap<TimeGroupId, Vec<Vec<EventId>>>,
    /// Days; single times where the instance names none.
    pub days: Vec<Vec<TimeId>>,
}

/// Facts of an event.
#[derive(Clone, Debug, Default)]
pub(super) struct EventFacts {
    /// It must have times.
    pub timed: bool,
    /// By duration (less 1): the starting times that are allowed, none for a forbidden duration.
    pub starts: Vec<Vec<bool>>,
    /// It must be one part.
    pub solid: bool,
    /// By place: it must be filled.
    pub filled: Vec<bool>,
    /// By place: who may fill it; the preassigned one alone where there is one.
    pub fillers: Vec<Vec<ResourceId>>,
    /// Events of the same number are interchangeable as long as each is one part.
    pub twin: usize,
}

/// Facts of a resource.
#[derive(Clone, Debug, Default)]
pub(super) struct ResourceFacts {
    /// It must not be in two parts at once.
    pub single: bool,
    /// By time: it must not be busy.
    pub barred: Vec<bool>,
}

impl Facts {
    /// Reads them off. `hard`: nothing required may be violated; else everything is possible at a price.
    pub fn new(instance: &Instance, hard: bool) -> Self {
        let times = instance.times.len();
        let mut facts = Self {
            events: instance
                .events
                .iter()
                .map(|event| EventFacts {
                    timed: false,
                    starts: (1..=event.duration as usize)
                        .map(|duration| (0..times).map(|start| start + duration <= times).collect())
                        .collect(),
                    solid: event.duration == 1,
                    filled: vec![false; event.resources.len()],
                    fillers: event
                        .resources
                        .iter()
                        .map(|place| match place.preassigned {
                            Some(resource) => vec![resource],
                            None => (0..instance.resources.len())
                                .filter(|index| instance.resources[*index].kind == place.kind)
                                .map(ResourceId::from_index)
                                .collect(),
                        })
                        .collect(),
                    twin: 0,
                })
                .collect(),
            resources: vec![ResourceFacts { single: false, barred: vec![false; times] }; instance.resources.len()],
            apart: BTreeMap::new(),
            days: days(instance),
        };
        if hard {
            for constraint in instance.constraints.iter().filter(|one| one.required && one.weight > 0) {
                facts.require(instance, &constraint.demand);
            }
        }
        facts.twins(instance);
        facts
    }

    fn require(&mut self, instance: &Instance, demand: &Demand) {
        match demand {
            Demand::AssignTime { events } => events.iter().for_each(|event| self.events[event.index()].timed = true),
            Demand::AssignResource { places } => {
                places.iter().for_each(|(event, place)| self.events[event.index()].filled[*place] = true);
            }
            Demand::SplitEvents { events, duration, amount } => {
                for event in events {
                    let event = &mut self.events[event.index()];
                    let whole = event.starts.len();
                    for (length, starts) in event.starts.iter_mut().enumerate() {
                        if duration.deviation(length as i64 + 1) > 0 {
                            starts.fill(false);
                        }
                    }
                    event.solid |= amount.maximum == 1 || duration.minimum as usize * 2 > whole;
                }
            }
            Demand::DistributeSplitEvents { events, duration, number } if number.maximum == 0 => {
                for event in events {
                    if let Some(starts) =
                        self.events[event.index()].starts.get_mut((*duration as usize).wrapping_sub(1))
                    {
                        starts.fill(false);
                    }
                }
            }
            Demand::PreferTimes { events, times, duration } => {
                for event in events {
                    for (length, starts) in self.events[event.index()].starts.iter_mut().enumerate() {
                        if duration.is_none_or(|duration| duration as usize == length + 1) {
                            for (time, start) in starts.iter_mut().enumerate() {
                                *start &= times.binary_search(&TimeId::from_index(time)).is_ok();
                            }
                        }
                    }
                }
            }
            Demand::PreferResources { places, resources } => {
                for (event, place) in places {
                    self.events[event.index()].fillers[*place].retain(|who| resources.binary_search(who).is_ok());
                }
            }
            Demand::AvoidClashes { resources } => {
                resources.iter().for_each(|resource| self.resources[resource.index()].single = true);
            }
            Demand::AvoidUnavailableTimes { resources, times } => {
                for resource in resources {
                    times.iter().for_each(|time| self.resources[resource.index()].barred[time.index()] = true);
                }
            }
            Demand::SpreadEvents { groups, times } => {
                for (set, _) in times.iter().filter(|(_, limits)| limits.maximum == 1) {
                    let groups = groups.iter().map(|group| instance.event_groups[group.index()].members.clone());
                    self.apart.entry(*set).or_default().extend(groups);
                }
            }
            _ => {}
        }
    }

    /// Numbers events by all that any constraint and any resource sees of them.
    fn twins(&mut self, instance: &Instance) {
        let mut seen: Vec<Vec<(usize, usize)>> = vec![Vec::new(); instance.events.len()];
        let alone = |event: EventId| usize::MAX - event.index();
        for (number, constraint) in instance.constraints.iter().enumerate() {
            let linear = constraint.cost == CostFunction::Linear;
            let mut see = |event: EventId, mark: usize| seen[event.index()].push((number, mark));
            match &constraint.demand {
                Demand::AssignTime { events } | Demand::PreferTimes { events, .. } => {
                    events.iter().for_each(|event| see(*event, if linear { 0 } else { alone(*event) }));
                }
                // Of one part, always the same.
                Demand::SplitEvents { events, .. } | Demand::DistributeSplitEvents { events, .. } => {
                    events.iter().for_each(|event| see(*event, 0));
                }
                Demand::AssignResource { places } | Demand::PreferResources { places, .. } => {
                    places.iter().for_each(|(event, place)| see(*event, if linear { *place } else { alone(*event) }));
                }
                Demand::AvoidSplitAssignments { groups } => {
                    for (event, _) in groups.iter().flat_map(|(_, places)| places) {
                        see(*event, alone(*event));
                    }
                }
                Demand::SpreadEvents { groups, .. } | Demand::LinkEvents { groups } => {
                    let linked = matches!(constraint.demand, Demand::LinkEvents { .. });
                    for group in groups {
                        for event in &instance.event_groups[group.index()].members {
                            see(*event, if linked { alone(*event) } else { group.index() });
                        }
                    }
                }
                Demand::OrderEvents { pairs } => {
                    pairs.iter().flat_map(|pair| [pair.0, pair.1]).for_each(|event| see(event, alone(event)));
                }
                Demand::AvoidClashes { .. }
                | Demand::AvoidUnavailableTimes { .. }
                | Demand::LimitIdleTimes { .. }
                | Demand::ClusterBusyTimes { .. }
                | Demand::LimitBusyTimes { .. }
                | Demand::LimitWorkload { .. } => {}
            }
        }
        let mut numbers = BTreeMap::new();
        for (index, (event, seen)) in instance.events.iter().zip(&mut seen).enumerate() {
            seen.sort_unstable();
            let places: Vec<_> =
                event.resources.iter().map(|place| (place.kind, place.preassigned, place.workload)).collect();
            let key = (event.duration, event.time, places, std::mem::take(seen), self.events[index].solid);
            let number = numbers.len();
            self.events[index].twin = *numbers.entry(key).or_insert(number);
        }
    }
}

/// The groups that are days; else each time on its own.
fn days(instance: &Instance) -> Vec<Vec<TimeId>> {
    use crate::xhstt::model::GroupKind;
    let of = |kind: GroupKind| -> Vec<Vec<TimeId>> {
        instance.time_groups.iter().filter(|group| group.kind == kind).map(|group| group.members.clone()).collect()
    };
    let mut days = of(GroupKind::Day);
    if days.len() < 2 {
        days = instance.times.chunks_exact(1).enumerate().map(|(time, _)| vec![TimeId::from_index(time)]).collect();
    }
    days.retain(|day| !day.is_empty());
    days
}
