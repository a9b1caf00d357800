//! Merged and split solutions cost the same.

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::Merged;
use crate::xhstt::evaluate::evaluate;
use crate::xhstt::model::{
    Constraint, CostFunction, Demand, Event, EventGroupId, EventId, EventResource, Group, GroupKind, Instance, Limits,
    Named, Resource, ResourceId, Solution, SolutionEvent, TimeGroupId, TimeId, TypeId,
};
use crate::xhstt::sample;

const TIMES: usize = 10;

fn named(name: &str, number: usize) -> Named {
    Named { id: format!("{name}{number}"), name: String::new() }
}

/// Eight events of duration 3, the last of 2; each with a class of its own and a room to find; events 0, 1, 2 linked, 3 and 4
/// linked, 5 with 8 (which is shorter), 6 and 7 with one class between them.
fn instance(link_is_required: bool) -> Instance {
    let place = |who: Option<usize>| EventResource {
        role: Some("r".to_owned()),
        kind: TypeId(u32::from(who.is_none())),
        preassigned: who.map(ResourceId::from_index),
        workload: 3,
    };
    let event = |number: usize| Event {
        named: named("e", number),
        duration: if number == 8 { 2 } else { 3 },
        workload: 3,
        time: None,
        resources: vec![place(Some(number.min(6))), place(None)],
    };
    let group = |members: &[usize]| Group {
        named: named("g", members[0]),
        kind: GroupKind::Plain,
        members: members.iter().map(|event| EventId::from_index(*event)).collect(),
    };
    let mut instance = Instance {
        times: (0..TIMES).map(|time| named("t", time)).collect(),
        resource_types: vec![named("class", 0), named("room", 1)],
        resources: (0..13)
            .map(|number| Resource { named: named("r", number), kind: TypeId(u32::from(number > 8)) })
            .collect(),
        events: (0..9).map(event).collect(),
        event_groups: [&[0, 1, 2][..], &[3, 4], &[5, 8], &[6, 7], &[0, 3, 5], &[8]].map(group).to_vec(),
        ..Instance::default()
    };
    instance.time_groups = vec![Group {
        named: named("day", 0),
        kind: GroupKind::Day,
        members: (0..TIMES / 2).map(TimeId::from_index).collect(),
    }];
    let events: Vec<EventId> = (0..9).map(EventId::from_index).collect();
    let rooms: Vec<(EventId, usize)> = events.iter().map(|event| (*event, 1)).collect();
    let all: Vec<ResourceId> = (0..13).map(ResourceId::from_index).collect();
    let times: Vec<TimeId> = (0..6).map(TimeId::from_index).collect();
    let limits = Limits { minimum: 1, maximum: 2 };
    let groups = |numbers: std::ops::Range<u32>| numbers.map(EventGroupId).collect::<Vec<_>>();
    let demands = [
        Demand::LinkEvents { groups: groups(0..4) },
        Demand::AssignTime { events: events.clone() },
        Demand::SplitEvents { events: events[..4].to_vec(), duration: limits, amount: limits },
        Demand::DistributeSplitEvents { events: events.clone(), duration: 2, number: limits },
        Demand::PreferTimes { events: events[2..].to_vec(), times, duration: None },
        Demand::AssignResource { places: rooms.clone() },
        Demand::PreferResources { places: rooms.clone(), resources: all[9..11].to_vec() },
        Demand::AvoidSplitAssignments { groups: vec![(EventGroupId(0), rooms[..5].to_vec())] },
        Demand::SpreadEvents { groups: groups(4..6), times: vec![(TimeGroupId(0), limits)] },
        Demand::OrderEvents { pairs: vec![(events[2], events[4], limits)] },
        Demand::AvoidClashes { resources: all.clone() },
        Demand::LimitBusyTimes { resources: all.clone(), times: vec![TimeGroupId(0)], limits },
        Demand::LimitWorkload { resources: all, limits },
    ];
    instance.constraints = demands
        .into_iter()
        .enumerate()
        .map(|(number, demand)| Constraint {
            named: named("c", number),
            required: number > 0 || link_is_required,
            weight: 1 + u32::try_from(number).unwrap(),
            cost: [CostFunction::Quadratic, CostFunction::Linear][number % 2],
            demand,
        })
        .collect();
    instance
}

fn random_solution(instance: &Instance, rng: &mut SmallRng) -> Solution {
    let mut events = Vec::new();
    for (number, event) in instance.events.iter().enumerate() {
        let mut left = event.duration;
        while left > 0 {
            let duration = rng.random_range(1..=left);
            left -= duration;
            let last = TIMES - duration as usize;
            let who = |place: &EventResource, rng: &mut SmallRng| {
                place.preassigned.or_else(|| rng.random_bool(0.8).then(|| ResourceId(rng.random_range(9..13))))
            };
            events.push(SolutionEvent {
                event: EventId::from_index(number),
                duration,
                time: rng.random_bool(0.9).then(|| TimeId::from_index(rng.random_range(0..=last))),
                resources: event.resources.iter().map(|place| who(place, rng)).collect(),
            });
        }
    }
    events.sort();
    Solution { events }
}

#[test]
fn a_merged_solution_costs_what_it_costs_when_split() {
    let instance = instance(true);
    let merged = Merged::new(&instance).unwrap();
    // 0, 1, 2 are one; 3, 4 are one; 5 and 8 differ in length; 6 and 7 cannot be at once.
    assert_eq!(merged.instance.events.len(), 6);
    assert!(merged.required);
    let rng = &mut SmallRng::seed_from_u64(7);
    let mut costs = std::collections::BTreeSet::new();
    for _ in 0..200 {
        let solution = random_solution(&merged.instance, rng);
        let split = merged.split(&solution);
        let cost = evaluate(&merged.instance, &solution);
        assert_eq!(evaluate(&instance, &split), cost);
        let joined = merged.join(&split).unwrap();
        assert_eq!(merged.split(&joined), split);
        assert_eq!(evaluate(&merged.instance, &joined), cost);
        costs.insert(cost);
    }
    assert!(costs.len() > 50, "{}", costs.len());
}

#[test]
fn what_does_not_run_together_is_not_joined() {
    let instance = instance(false);
    let merged = Merged::new(&instance).unwrap();
    assert!(!merged.required);
    let mut split = merged.split(&random_solution(&merged.instance, &mut SmallRng::seed_from_u64(3)));
    assert!(merged.join(&split).is_some());
    let part = split.events.iter_mut().find(|part| part.event == EventId(1)).unwrap();
    part.time = match part.time {
        Some(TimeId(0)) => None,
        _ => Some(TimeId(0)),
    };
    assert_eq!(merged.join(&split), None);
}

#[test]
fn nothing_to_merge() {
    let mut instance = instance(true);
    instance.constraints.remove(0);
    assert!(Merged::new(&instance).is_none());
}

#[test]
fn archived_solutions_in_which_bundles_run_together_keep_their_costs() {
    let (mut merged_ones, mut joined_ones) = (0, 0);
    for id in ["ZA-WD-09", "AU-SA-96", "GR-PA-08", "NL-KP-03"] {
        let Some(archive) = sample::archived(id) else { return };
        let instance = &archive.instances[0];
        let Some(merged) = Merged::new(instance) else { continue };
        merged_ones += 1;
        for one in archive.groups.iter().flat_map(|group| &group.solutions) {
            if let Some(joined) = merged.join(&one.solution) {
                joined_ones += 1;
                assert_eq!(evaluate(&merged.instance, &joined), evaluate(instance, &one.solution), "{id}");
            }
        }
    }
    assert!(merged_ones >= 2 && joined_ones >= 4, "{merged_ones} {joined_ones}");
}
