//! Linked events become one: what always runs together needs one decision.
//!
//! Events that a link constraint wants to run at the same times, and that are equally long, form a *bundle*. In the merged
//! instance a bundle is one event that needs everything its members need; link constraints within it are gone, everything else
//! counts once a member as before. So a solution of the merged instance costs exactly what it costs after
//! [`Merged::split`], and every solution in which bundles run together is one of the merged instance ([`Merged::join`]).
//! Little is lost where links are required: only that linked events may be cut into different parts at the same times. Where
//! they are not, the rest of the search is for the instance itself. Bounds are always the instance's own.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Demand, Event, EventId, Instance, Solution, SolutionEvent};

/// An instance with linked events merged.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The merged instance.
    pub instance: Instance,
    /// Whether every merged link is required.
    pub required: bool,
    /// Members of each merged event, with the number of their places, in the order of its places.
    members: Vec<Vec<(EventId, usize)>>,
}

impl Merged {
    /// Merges what can be merged; none if nothing can.
    #[must_use]
    pub fn new(instance: &Instance) -> Option<Self> {
        let head = heads(instance);
        if head.iter().enumerate().all(|(event, head)| event == *head) {
            return None;
        }
        let mut members: Vec<Vec<(EventId, usize)>> = Vec::new();
        // New event of each event, and the position of its first place there.
        let mut places: Vec<(EventId, usize)> = Vec::new();
        let mut events: Vec<Event> = Vec::new();
        for (position, event) in instance.events.iter().enumerate() {
            let own = (EventId::from_index(position), event.resources.len());
            if head[position] == position {
                places.push((EventId::from_index(events.len()), 0));
                members.push(vec![own]);
                events.push(event.clone());
            } else {
                let (new, _) = places[head[position]];
                let whole = &mut events[new.index()];
                places.push((new, whole.resources.len()));
                whole.resources.extend(event.resources.iter().cloned());
                whole.workload = whole.workload.saturating_add(event.workload);
                members[new.index()].push(own);
            }
        }
        let mut merged = instance.clone();
        merged.events = events;
        for group in &mut merged.event_groups {
            group.members.iter_mut().for_each(|event| *event = places[event.index()].0);
            let mut seen = BTreeSet::new();
            group.members.retain(|event| seen.insert(*event));
        }
        let mut required = true;
        for constraint in &mut merged.constraints {
            if let Demand::LinkEvents { groups } = &mut constraint.demand {
                let before = groups.len();
                groups.retain(|group| merged.event_groups[group.index()].members.len() > 1);
                required &= groups.len() == before || (constraint.required && constraint.weight > 0);
            }
            rename(&mut constraint.demand, &places);
        }
        Some(Self { instance: merged, required, members })
    }

    /// A solution of the merged instance as one of the instance.
    #[must_use]
    pub fn split(&self, solution: &Solution) -> Solution {
        let mut events = Vec::new();
        for part in &solution.events {
            let mut resources = part.resources.iter().copied();
            for (event, places) in self.members.get(part.event.index()).map_or(&[][..], Vec::as_slice) {
                events.push(SolutionEvent {
                    event: *event,
                    duration: part.duration,
                    time: part.time,
                    resources: resources.by_ref().take(*places).collect(),
                });
            }
        }
        events.sort();
        Solution { events }
    }

    /// A solution of the instance as one of the merged instance; none unless every bundle runs together.
    #[must_use]
    pub fn join(&self, solution: &Solution) -> Option<Solution> {
        let mut parts: BTreeMap<EventId, Vec<&SolutionEvent>> = BTreeMap::new();
        for part in &solution.events {
            parts.entry(part.event).or_default().push(part);
        }
        let mut events = Vec::new();
        for (position, members) in self.members.iter().enumerate() {
            let mut whole: Vec<SolutionEvent> = Vec::new();
            for (number, (event, _)) in members.iter().enumerate() {
                let mut own = parts.remove(event).unwrap_or_default();
                own.sort_by_key(|part| (part.time, part.duration));
                if number == 0 {
                    whole = own.into_iter().cloned().collect();
                    whole.iter_mut().for_each(|part| part.event = EventId::from_index(position));
                    continue;
                }
                if whole.len() != own.len() {
                    return None;
                }
                for (part, own) in whole.iter_mut().zip(own) {
                    if (part.time, part.duration) != (own.time, own.duration) {
                        return None;
                    }
                    part.resources.extend(own.resources.iter().copied());
                }
            }
            events.extend(whole);
        }
        Some(Solution { events })
    }
}

/// The first event of each event's bundle.
fn heads(instance: &Instance) -> Vec<usize> {
    let mut head: Vec<usize> = (0..instance.events.len()).collect();
    let apart = apart(instance);
    for constraint in &instance.constraints {
        let Demand::LinkEvents { groups } = &constraint.demand else { continue };
        for group in groups.iter().filter(|_| constraint.weight > 0) {
            let events = &instance.event_groups[group.index()].members;
            let of = |event: &EventId| &instance.events[event.index()];
            let Some(first) = events.first() else { continue };
            let alike = events.iter().all(|event| of(event).duration == of(first).duration && of(event).time.is_none());
            let roots: BTreeSet<usize> = events.iter().map(|event| head[event.index()]).collect();
            let Some(root) = roots.first().copied().filter(|_| alike && roots.len() > 1) else { continue };
            let bundle: Vec<usize> = (0..head.len()).filter(|event| roots.contains(&head[*event])).collect();
            if fits(instance, &bundle, &apart) {
                bundle.into_iter().for_each(|event| head[event] = root);
            }
        }
    }
    head
}

/// Whether events can be one: nobody is needed twice, and nothing is demanded between two of them.
fn fits(instance: &Instance, bundle: &[usize], apart: &[BTreeSet<usize>]) -> bool {
    let mut needed = BTreeSet::new();
    let mut places = bundle.iter().flat_map(|event| &instance.events[*event].resources);
    let mut demands = BTreeSet::new();
    places.all(|place| place.preassigned.is_none_or(|who| needed.insert(who)))
        && bundle.iter().flat_map(|event| &apart[*event]).all(|demand| demands.insert(*demand))
}

/// For each event the demands that see it beside others; two of one demand are not merged.
fn apart(instance: &Instance) -> Vec<BTreeSet<usize>> {
    let mut apart = vec![BTreeSet::new(); instance.events.len()];
    let mut number = 0;
    let mut see = |events: &[EventId]| {
        for event in events {
            apart[event.index()].insert(number);
        }
        number += 1;
    };
    for constraint in instance.constraints.iter().filter(|constraint| constraint.weight > 0) {
        match &constraint.demand {
            Demand::SpreadEvents { groups, .. } => {
                groups.iter().for_each(|group| see(&instance.event_groups[group.index()].members));
            }
            Demand::OrderEvents { pairs } => pairs.iter().for_each(|(first, second, _)| see(&[*first, *second])),
            _ => {}
        }
    }
    apart
}

/// New names of events and places; a point of each member stays a point.
fn rename(demand: &mut Demand, new: &[(EventId, usize)]) {
    let event = |event: &mut EventId| *event = new[event.index()].0;
    let place = |(event, place): &mut (EventId, usize)| {
        let (whole, first) = new[event.index()];
        (*event, *place) = (whole, *place + first);
    };
    match demand {
        Demand::AssignTime { events }
        | Demand::SplitEvents { events, .. }
        | Demand::DistributeSplitEvents { events, .. }
        | Demand::PreferTimes { events, .. } => events.iter_mut().for_each(event),
        Demand::AssignResource { places } | Demand::PreferResources { places, .. } => {
            places.iter_mut().for_each(place);
        }
        Demand::AvoidSplitAssignments { groups } => {
            groups.iter_mut().flat_map(|(_, places)| places).for_each(place);
        }
        Demand::OrderEvents { pairs } => {
            for (first, second, _) in pairs {
                event(first);
                event(second);
            }
        }
        Demand::SpreadEvents { .. }
        | Demand::LinkEvents { .. }
        | Demand::AvoidClashes { .. }
        | Demand::AvoidUnavailableTimes { .. }
        | Demand::LimitIdleTimes { .. }
        | Demand::ClusterBusyTimes { .. }
        | Demand::LimitBusyTimes { .. }
        | Demand::LimitWorkload { .. } => {}
    }
}

#[cfg(test)]
mod tests;
