//! The incremental cost against the cost by definition, and what a search promises.

use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::anneal::shake;
use super::base::Dice;
use super::index::Index;
use super::moves::Mover;
use super::state::State;
use super::{compile, construct, cost, search, solution};
use crate::xhstt::evaluate::evaluate;
use crate::xhstt::model::{
    Constraint, Control, Cost, CostFunction, Demand, Event, EventGroupId, EventId, EventResource, Group, GroupKind,
    Instance, Limits, Named, Resource, ResourceId, Solution, SolutionEvent, TimeGroupId, TimeId, TypeId,
};
use crate::xhstt::sample;

fn named(kind: &str, number: usize) -> Named {
    Named { id: format!("{kind}{number}"), name: String::new() }
}

/// A random subset, not empty.
fn some(rng: &mut SmallRng, all: usize) -> Vec<usize> {
    let chance = rng.random_range(0.2..1.0);
    let list: Vec<usize> = (0..all).filter(|_| rng.random_bool(chance)).collect();
    if list.is_empty() { vec![rng.random_range(0..all)] } else { list }
}

fn limits(rng: &mut SmallRng, most: u32) -> Limits {
    let minimum = rng.random_range(0..=most);
    Limits { minimum, maximum: rng.random_range(minimum..=most) }
}

/// An instance with every kind of constraint several times, on everything, with every cost function.
pub(super) fn random_instance(seed: u64, times: usize) -> Instance {
    let rng = &mut SmallRng::seed_from_u64(seed);
    let resources = 9;
    let mut instance = Instance {
        times: (0..times).map(|time| named("t", time)).collect(),
        resource_types: vec![named("type", 0), named("type", 1)],
        resources: (0..resources)
            .map(|number| Resource { named: named("r", number), kind: TypeId::from_index(number % 2) })
            .collect(),
        ..Instance::default()
    };
    for group in 0..6 {
        let members = match group {
            0..4 => (0..times).filter(|time| time * 4 / times == group).collect(),
            _ => some(rng, times),
        };
        let members = members.into_iter().map(TimeId::from_index).collect();
        instance.time_groups.push(Group { named: named("g", group), kind: GroupKind::Day, members });
    }
    for event in 0..14 {
        let duration = rng.random_range(1..=5);
        let needs = (0..rng.random_range(0..4)).map(|place| {
            let kind = rng.random_range(0..2);
            let own = kind + 2 * rng.random_range(0..(resources - kind).div_ceil(2));
            EventResource {
                role: Some(place.to_string()),
                kind: TypeId::from_index(kind),
                preassigned: rng.random_bool(0.5).then(|| ResourceId::from_index(own)),
                workload: rng.random_range(0..6),
            }
        });
        let resources = needs.collect();
        let time = rng.random_bool(0.1).then(|| TimeId::from_index(rng.random_range(0..times - 5)));
        instance.events.push(Event { named: named("e", event), duration, workload: duration, time, resources });
    }
    for group in 0..5 {
        let members = some(rng, instance.events.len()).into_iter().map(EventId::from_index).collect();
        instance.event_groups.push(Group { named: named("eg", group), kind: GroupKind::Plain, members });
    }
    for number in 0..48 {
        let demand = random_demand(rng, &instance, number % 16);
        let cost = [CostFunction::Linear, CostFunction::Quadratic, CostFunction::Step][rng.random_range(0..3)];
        let (required, weight) = (rng.random_bool(0.5), rng.random_range(0..20));
        instance.constraints.push(Constraint { named: named("c", number), required, weight, cost, demand });
    }
    instance
}

fn random_demand(rng: &mut SmallRng, instance: &Instance, kind: usize) -> Demand {
    let places: Vec<(EventId, usize)> = instance
        .events
        .iter()
        .enumerate()
        .flat_map(|(event, own)| (0..own.resources.len()).map(move |place| (EventId::from_index(event), place)))
        .filter(|_| rng.random_bool(0.6))
        .collect();
    let open = places
        .iter()
        .copied()
        .filter(|(event, place)| instance.events[event.index()].resources[*place].preassigned.is_none());
    let events = some(rng, instance.events.len()).into_iter().map(EventId::from_index).collect();
    let groups: Vec<EventGroupId> = some(rng, 5).into_iter().map(EventGroupId::from_index).collect();
    let resources: Vec<ResourceId> = some(rng, 9).into_iter().map(ResourceId::from_index).collect();
    let times: Vec<TimeId> = some(rng, instance.times.len()).into_iter().map(TimeId::from_index).collect();
    let sets: Vec<TimeGroupId> = some(rng, 6).into_iter().map(TimeGroupId::from_index).collect();
    match kind {
        0 => Demand::AssignResource { places: open.collect() },
        1 => Demand::AssignTime { events },
        2 => Demand::SplitEvents { events, duration: limits(rng, 3), amount: limits(rng, 4) },
        3 => Demand::DistributeSplitEvents { events, duration: rng.random_range(1..4), number: limits(rng, 3) },
        4 => Demand::PreferResources { places, resources },
        5 => Demand::PreferTimes { events, times, duration: rng.random_bool(0.3).then(|| rng.random_range(1..4)) },
        6 => {
            Demand::AvoidSplitAssignments { groups: groups.into_iter().map(|group| (group, places.clone())).collect() }
        }
        7 => Demand::SpreadEvents { groups, times: sets.into_iter().map(|set| (set, limits(rng, 4))).collect() },
        8 => Demand::LinkEvents { groups },
        9 => {
            let pairs = (0..4).map(|_| {
                let first = rng.random_range(0..instance.events.len());
                let second = (first + rng.random_range(1..instance.events.len())) % instance.events.len();
                (EventId::from_index(first), EventId::from_index(second), limits(rng, 6))
            });
            Demand::OrderEvents { pairs: pairs.collect() }
        }
        10 => Demand::AvoidClashes { resources },
        11 => Demand::AvoidUnavailableTimes { resources, times },
        12 => Demand::LimitIdleTimes { resources, times: sets, limits: limits(rng, 3) },
        13 => Demand::ClusterBusyTimes { resources, times: sets, limits: limits(rng, 5) },
        14 => Demand::LimitBusyTimes { resources, times: sets, limits: limits(rng, 5) },
        _ => Demand::LimitWorkload { resources, limits: limits(rng, 12) },
    }
}

/// Random moves of all kinds, some taken back; the cost must be that by definition all along.
fn agrees(instance: &Instance, seed: u64, rounds: usize, moves: usize) {
    let index = compile::index(instance);
    let mut dice = Dice::new(seed);
    let mut state = State::new(&index);
    construct::construct(&mut state, &mut dice);
    for round in 0..rounds {
        assert_eq!(cost(&state), evaluate(instance, &solution(&index, &state.plan)), "seed {seed}, round {round}");
        shake(&mut state, &mut dice, moves);
    }
    // Loading a plan and counting it from nothing give the same.
    let plan = state.plan.clone();
    let mut fresh = State::new(&index);
    fresh.load_plan(&plan);
    assert_eq!((fresh.total, &fresh.plan), (state.total, &plan));
    let mut again = State::new(&index);
    construct::adopt(&mut again, &solution(&index, &plan), &mut dice);
    assert_eq!(cost(&again), cost(&state));
}

#[test]
fn the_incremental_cost_is_the_cost_by_definition() {
    for seed in 0..24 {
        agrees(&random_instance(seed, 24), seed, 20, 40);
    }
}

#[test]
fn more_than_64_times_count_the_same() {
    for seed in 100..108 {
        agrees(&random_instance(seed, 90), seed, 10, 40);
    }
}

#[test]
fn the_incremental_cost_agrees_on_archived_instances() {
    let Some(costs) = sample::costs() else { return };
    let mut known: Vec<String> = costs.into_iter().map(|row| row.0).collect();
    known.dedup();
    for id in known {
        let Some(archive) = sample::archived(&id) else { continue };
        agrees(&archive.instances[0], 1, 2, 500);
    }
}

/// What a search of `moves` moves finds, and what it told.
fn found(instance: &Instance, start: Option<&Solution>, seed: u64, moves: u64) -> (Solution, Cost, Vec<Cost>) {
    let mut told: Vec<(Solution, Cost)> = Vec::new();
    let mut control = Control {
        deadline: Instant::now() + Duration::from_secs(600),
        seed,
        stop: &|| false,
        moves: Some(moves),
        other: &|| None,
        share: None,
        improved: &mut |solution, cost| told.push((solution.clone(), cost)),
        gained: 0,
    };
    let (solution, cost) = search(instance, start, &mut control);
    let last = told.last().cloned();
    assert_eq!(last, Some((solution.clone(), cost)), "the best was told");
    (solution, cost, told.into_iter().map(|told| told.1).collect())
}

#[test]
fn a_search_improves_and_can_be_repeated() {
    for seed in 0..4 {
        let instance = random_instance(seed, 24);
        let (first, cost, told) = found(&instance, None, seed, 6_000);
        assert_eq!(evaluate(&instance, &first), cost);
        assert!(told.is_sorted_by(|a, b| a > b), "{told:?}");
        let (second, same, _) = found(&instance, None, seed, 6_000);
        assert_eq!((&second, same), (&first, cost));
        let (_, further, _) = found(&instance, Some(&first), seed + 1, 2_000);
        assert!(further <= cost);
    }
}

/// The state of a solution.
fn at<'s, 'i>(index: &'s Index<'i>, start: &Solution, seed: u64) -> State<'s, 'i> {
    let mut state = State::new(index);
    construct::adopt(&mut state, start, &mut Dice::new(seed));
    state
}

#[test]
fn a_walk_goes_elsewhere_and_costs_no_more() {
    let mut elsewhere = 0;
    for seed in 0..8 {
        let instance = random_instance(seed, 24);
        let (start, ..) = found(&instance, None, seed, 3_000);
        let index = compile::index(&instance);
        let mut state = at(&index, &start, seed);
        let before = (state.total.press, state.total.soft);
        super::anneal::walk(&mut state, &mut Dice::new(seed), 3_000, None);
        assert!((state.total.press, state.total.soft) <= before, "seed {seed}");
        let walker = super::Walker::new(&instance);
        let walked = walker.walk(&start, 3_000, seed);
        assert_eq!(walked, walker.walk(&start, 3_000, seed));
        elsewhere += usize::from(walked != start);
    }
    assert!(elsewhere > 3, "{elsewhere}");
}

#[test]
fn a_kick_goes_up_to_its_ceiling_and_presses_no_more() {
    let (mut dearer, mut near) = (0, 0);
    for seed in 0..8 {
        let instance = random_instance(seed, 24);
        let (start, ..) = found(&instance, None, seed, 6_000);
        let index = compile::index(&instance);
        let mut state = at(&index, &start, seed);
        let (plan, before) = (state.plan.clone(), state.total);
        for height in [0, before.soft / 10, before.soft / 2] {
            state.load_plan(&plan);
            let ceiling = before.soft + height;
            super::anneal::walk(&mut state, &mut Dice::new(seed), 3_000, Some(ceiling));
            assert!(state.total.press <= before.press && state.total.soft <= ceiling, "seed {seed}, {height} higher");
            dearer += usize::from(state.total.soft > before.soft);
            near += usize::from(state.total.soft > before.soft + height / 2);
            let walker = super::Walker::new(&instance);
            assert_eq!(walker.kick(&start, 3_000, seed, ceiling), walker.kick(&start, 3_000, seed, ceiling));
        }
    }
    assert!(dearer > 8 && near > 3, "{dearer} {near}");
}

#[test]
fn what_others_found_is_taken_over() {
    let instance = random_instance(7, 24);
    let (better, least, _) = found(&instance, None, 1, 12_000);
    let mut control = Control {
        deadline: Instant::now() + Duration::from_secs(600),
        seed: 2,
        stop: &|| false,
        moves: Some(1_000),
        other: &|| Some((better.clone(), least)),
        share: None,
        improved: &mut |_, _| {},
        gained: 0,
    };
    assert!(search(&instance, None, &mut control).1 <= least);
}

/// Four classes and four teachers, all busy all the time; each event's parts are single times.
fn square() -> (Instance, Solution) {
    let preassigned = |number: usize| EventResource {
        role: None,
        kind: TypeId::from_index(0),
        preassigned: Some(ResourceId::from_index(number)),
        workload: 0,
    };
    let mut instance = Instance {
        times: (0..12).map(|time| named("t", time)).collect(),
        resource_types: vec![named("type", 0)],
        resources: (0..8).map(|number| Resource { named: named("r", number), kind: TypeId::from_index(0) }).collect(),
        ..Instance::default()
    };
    let mut solution = Solution::default();
    for (class, block) in (0..4).flat_map(|class| (0..4).map(move |block| (class, block))) {
        let event = EventId::from_index(instance.events.len());
        let resources = vec![preassigned(class), preassigned(4 + (class + block) % 4)];
        let who: Vec<_> = resources.iter().map(|place| place.preassigned).collect();
        let named = named("e", event.index());
        instance.events.push(Event { named, duration: 3, workload: 3, time: None, resources });
        for time in 3 * block..3 * block + 3 {
            let time = Some(TimeId::from_index(time));
            solution.events.push(SolutionEvent { event, duration: 1, time, resources: who.clone() });
        }
    }
    let events: Vec<EventId> = (0..16).map(EventId::from_index).collect();
    let demands = [
        Demand::AvoidClashes { resources: (0..8).map(ResourceId::from_index).collect() },
        Demand::AssignTime { events: events.clone() },
        Demand::SplitEvents {
            events,
            duration: Limits { minimum: 1, maximum: 2 },
            amount: Limits { minimum: 2, maximum: 3 },
        },
    ];
    for (number, demand) in demands.into_iter().enumerate() {
        let named = named("c", number);
        instance.constraints.push(Constraint { named, required: true, weight: 1, cost: CostFunction::Linear, demand });
    }
    (instance, solution)
}

#[test]
fn events_split_otherwise_by_chains_clash_with_nothing() {
    let (instance, start) = square();
    let index = compile::index(&instance);
    let dice = &mut Dice::new(1);
    let mut state = State::new(&index);
    construct::adopt(&mut state, &start, dice);
    let mut mover = Mover::new(&index);
    let (mut done, mut longer, mut chains) = (0, 0, 0);
    for _ in 0..1_200_000 {
        assert_eq!(state.clash, [0; 8]);
        state.begin();
        if mover.durations(&state, true, dice) {
            mover.perform(&mut state);
            state.settle(1.0, f64::INFINITY);
            state.keep();
            done += 1;
            chains += usize::from(mover.steps.len() > 8);
            longer += usize::from(state.plan.size.iter().any(|size| *size > 1));
        }
    }
    assert!(done > 1000 && longer > 500 && chains > 500, "{done} {longer} {chains}");
    assert_eq!(cost(&state), evaluate(&instance, &solution(&index, &state.plan)));
}
