//! The program against the evaluator: fixed at archived solutions, and against enumeration on tiny random instances.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};

use super::facts::Facts;
use super::hood::View;
use super::model::{Aim, Freedom, Liberty, Model};
use super::{bound, improve};
use crate::solve::milp::highs::{Limits as Run, Status, Unseen};
use crate::xhstt::evaluate::{breakdown, evaluate};
use crate::xhstt::model::*;
use crate::xhstt::sample;

const INFEASIBILITY: Aim = Aim { required: Some(1), other: 0, whole: true };
const OBJECTIVE: Aim = Aim { required: Some(0), other: 1, whole: true };
const HARD: Aim = Aim { required: None, other: 1, whole: true };

fn run() -> Run {
    Run { time: Duration::from_secs(60), nodes: None, gap: 0.0, relaxed: false, seed: 1 }
}

/// What the program says that a solution costs; none if its columns cannot have the solution's values.
fn said(instance: &Instance, facts: &Facts, solution: &Solution, freedom: &Freedom, aim: Aim) -> Option<f64> {
    let mut model = Model::new(instance, facts, solution, freedom, aim);
    for (col, value) in model.start.clone()? {
        model.rows.program.fix(col, value);
    }
    let answer = model.rows.program.run(&[], &run(), &Unseen);
    let values = answer.values?;
    assert_eq!(evaluate(instance, &model.solution(&values)), evaluate(instance, solution));
    Some(model.rows.program.objective(&values))
}

fn agrees(instance: &Instance, solution: &Solution, freedom: &Freedom) {
    let cost = evaluate(instance, solution);
    let (hard, soft) = (Facts::new(instance, true), Facts::new(instance, false));
    let mut sayings = vec![(&soft, INFEASIBILITY, cost.infeasibility), (&soft, OBJECTIVE, cost.objective)];
    if cost.infeasibility == 0 {
        sayings.push((&hard, HARD, cost.objective));
    }
    for (facts, aim, truth) in sayings {
        let said = said(instance, facts, solution, freedom, aim).unwrap();
        assert!((said - truth as f64).abs() < 1e-5, "{}: {said} instead of {truth} ({aim:?})", instance.id);
    }
}

#[test]
fn the_program_says_of_archived_solutions_what_the_evaluator_says() {
    let ids = ["BR-SA-00", "BR-SM-00", "BR-SN-00", "FI-WP-06", "FI-PB-98", "GR-PA-08", "ES-SS-08", "ZA-WD-09"];
    let large = ["IT-I4-96", "NL-KP-03", "DK-FG-12", "AU-SA-96"];
    for id in ids.iter().chain(&large) {
        let Some(archive) = sample::archived(id) else { continue };
        let instance = &archive.instances[0];
        let facts = Facts::new(instance, false);
        let mut dice = SmallRng::seed_from_u64(7);
        for (index, archived) in archive.groups.iter().flat_map(|group| &group.solutions).enumerate() {
            let solution = &archived.solution;
            let parts = breakdown(instance, solution);
            let view = View::new(instance, &facts, solution, &parts, None);
            let nothing = Freedom {
                parts: vec![Liberty::Fixed; solution.events.len()],
                times: vec![true; instance.times.len()],
                fillers: BTreeMap::new(),
            };
            agrees(instance, solution, &nothing);
            // The large ones take their time: a few parts of a single solution.
            let size = if large.contains(id) { 2 } else { 12 };
            if index == 0 || !large.contains(id) {
                for kind in view.kinds() {
                    agrees(instance, solution, &view.draw(kind, size, &mut dice));
                }
            }
        }
    }
}

#[test]
fn no_bound_is_above_an_archived_solution() {
    for id in ["BR-SA-00", "GR-PA-08"] {
        let Some(archive) = sample::archived(id) else { continue };
        let instance = &archive.instances[0];
        let solutions = archive.groups.iter().flat_map(|group| &group.solutions);
        let best = solutions.map(|one| evaluate(instance, &one.solution)).min().unwrap();
        let mut last = Cost::default();
        let mut improved = |solution: &Solution, cost: Cost| assert_eq!(evaluate(instance, solution), cost);
        let mut control = Control {
            deadline: Instant::now() + Duration::from_secs(5),
            seed: 1,
            stop: &|| false,
            moves: None,
            other: &|| None,
            share: None,
            improved: &mut improved,
            gained: 0,
        };
        let found = bound(instance, &mut control, &mut |raised| {
            assert!(raised > last);
            last = raised;
        });
        assert!(found <= best && found == last, "{id}: {found:?}, {best:?}");
    }
}

/// A tiny instance with a few constraints of random kinds.
fn tiny(dice: &mut SmallRng) -> Instance {
    let named = |id: String| Named { name: id.clone(), id };
    let times = dice.random_range(4..=5);
    let resources: u32 = 3;
    let all = |count: u32| (0..count).collect::<Vec<u32>>();
    let mut instance = Instance {
        id: "tiny".into(),
        times: (0..times).map(|time| named(format!("T{time}"))).collect(),
        resource_types: vec![named("R".into())],
        resources: (0..resources)
            .map(|number| Resource { named: named(format!("R{number}")), kind: TypeId(0) })
            .collect(),
        ..Instance::default()
    };
    let half = times / 2;
    for (number, members) in
        [(0..half).collect::<Vec<u32>>(), (half..times).collect(), all(times)].into_iter().enumerate()
    {
        let kind = if number < 2 { GroupKind::Day } else { GroupKind::Plain };
        let members = members.into_iter().map(TimeId).collect();
        instance.time_groups.push(Group { named: named(format!("G{number}")), kind, members });
    }
    let events = dice.random_range(2..=3);
    for number in 0..events {
        let place = |preassigned: Option<u32>, workload| EventResource {
            role: None,
            kind: TypeId(0),
            preassigned: preassigned.map(ResourceId),
            workload,
        };
        let duration = dice.random_range(1..=2);
        let workload = dice.random_range(1..=3);
        let mut places = vec![place(dice.random_bool(0.7).then(|| dice.random_range(0..2)), workload)];
        if events == 2 && dice.random_bool(0.5) {
            places.push(place(None, workload));
        }
        let time = dice.random_bool(0.15).then_some(TimeId(0));
        let event = Event { named: named(format!("E{number}")), duration, workload, time, resources: places };
        instance.events.push(event);
    }
    let members: Vec<EventId> = (0..events).map(EventId).collect();
    instance.event_groups.push(Group { named: named("all".into()), kind: GroupKind::Plain, members: members.clone() });
    instance.event_groups.push(Group {
        named: named("two".into()),
        kind: GroupKind::Course,
        members: members[..2].to_vec(),
    });
    let places: Vec<(EventId, usize)> = members
        .iter()
        .flat_map(|event| {
            let places = instance.events[event.index()].resources.iter().enumerate();
            let open = places.filter(|(_, place)| place.preassigned.is_none());
            open.map(|(index, _)| (*event, index)).collect::<Vec<_>>()
        })
        .collect();
    let who: Vec<ResourceId> = (0..resources).map(ResourceId).collect();
    for number in 0..dice.random_range(4..=7) {
        let minimum = dice.random_range(0..=2);
        let limits = Limits { minimum, maximum: minimum + dice.random_range(0..=1) };
        let sets = match dice.random_range(0..3) {
            0 => vec![TimeGroupId(0), TimeGroupId(1)],
            1 => vec![TimeGroupId(2)],
            _ => vec![TimeGroupId(0)],
        };
        let some: Vec<TimeId> = (0..times).map(TimeId).filter(|_| dice.random_bool(0.5)).collect();
        let length = dice.random_range(1..=2);
        let (events, resources) = (members.clone(), who.clone());
        let demand = match dice.random_range(0..16) {
            0 => Demand::AssignResource { places: places.clone() },
            1 => Demand::AssignTime { events },
            2 => Demand::SplitEvents { events, duration: Limits { minimum: 1, maximum: length }, amount: limits },
            3 => Demand::DistributeSplitEvents { events, duration: length, number: limits },
            4 => {
                Demand::PreferResources { places: places.clone(), resources: vec![ResourceId(dice.random_range(0..3))] }
            }
            5 => Demand::PreferTimes { events, times: some, duration: dice.random_bool(0.5).then_some(length) },
            6 => Demand::AvoidSplitAssignments { groups: vec![(EventGroupId(0), places.clone())] },
            7 => Demand::SpreadEvents {
                groups: vec![EventGroupId(dice.random_range(0..2))],
                times: sets.into_iter().map(|set| (set, limits)).collect(),
            },
            8 => Demand::LinkEvents { groups: vec![EventGroupId(dice.random_range(0..2))] },
            9 => Demand::OrderEvents { pairs: vec![(EventId(0), EventId(1), limits)] },
            10 => Demand::AvoidClashes { resources },
            11 => Demand::AvoidUnavailableTimes { resources, times: some },
            12 => Demand::LimitIdleTimes { resources, times: sets, limits },
            13 => Demand::ClusterBusyTimes { resources, times: sets, limits },
            14 => Demand::LimitBusyTimes { resources, times: sets, limits },
            _ => Demand::LimitWorkload { resources, limits },
        };
        instance.constraints.push(Constraint {
            named: named(format!("C{number}")),
            required: dice.random_bool(0.5),
            weight: dice.random_range(1..=3),
            cost: *[CostFunction::Linear, CostFunction::Quadratic, CostFunction::Step].choose(dice).unwrap(),
            demand,
        });
    }
    instance.constraints.shuffle(dice);
    instance
}

/// All ways to place an event.
fn ways(instance: &Instance, event: EventId) -> Vec<Vec<SolutionEvent>> {
    let own = &instance.events[event.index()];
    let mut fillings: Vec<Vec<Option<ResourceId>>> = vec![Vec::new()];
    for place in &own.resources {
        let whom: Vec<Option<ResourceId>> = match place.preassigned {
            Some(who) => vec![Some(who)],
            None => (0..3).map(|who| Some(ResourceId(who))).chain([None]).collect(),
        };
        fillings = fillings
            .iter()
            .flat_map(|filling| whom.iter().map(move |who| filling.iter().copied().chain([*who]).collect()))
            .collect();
    }
    let parts = |duration: u32| -> Vec<SolutionEvent> {
        let last = instance.times.len() as u32 - duration;
        let times: Vec<Option<TimeId>> = match own.time {
            Some(time) => vec![Some(time)],
            None => (0..=last).map(|time| Some(TimeId(time))).chain([None]).collect(),
        };
        times
            .iter()
            .flat_map(|time| {
                fillings.iter().map(move |who| SolutionEvent { event, duration, time: *time, resources: who.clone() })
            })
            .collect()
    };
    let mut ways: Vec<Vec<SolutionEvent>> = parts(own.duration).into_iter().map(|part| vec![part]).collect();
    if own.duration == 2 && own.time.is_none() {
        let singles = parts(1);
        for (index, first) in singles.iter().enumerate() {
            ways.extend(singles[index..].iter().map(|second| vec![first.clone(), second.clone()]));
        }
    }
    ways
}

#[test]
fn optima_are_those_of_enumeration_and_bounds_below_them() {
    let mut compared = 0;
    let mut kinds = std::collections::BTreeSet::new();
    for seed in 0..400 {
        let mut dice = SmallRng::seed_from_u64(seed);
        let instance = tiny(&mut dice);
        let ways: Vec<Vec<Vec<SolutionEvent>>> =
            (0..instance.events.len()).map(|event| ways(&instance, EventId::from_index(event))).collect();
        if ways.iter().map(Vec::len).product::<usize>() > 8_000 {
            continue;
        }
        compared += 1;
        kinds.extend(instance.constraints.iter().map(|one| format!("{:?}", std::mem::discriminant(&one.demand))));
        let mut all = vec![Solution::default()];
        for ways in &ways {
            all = all
                .iter()
                .flat_map(|solution| {
                    ways.iter().map(move |way| Solution { events: [solution.events.clone(), way.clone()].concat() })
                })
                .collect();
        }
        let costs: Vec<Cost> = all.iter().map(|solution| evaluate(&instance, solution)).collect();
        let best = *costs.iter().min().unwrap();
        let least = |amount: fn(&Cost) -> i64| costs.iter().map(amount).min().unwrap();
        let start = &all[dice.random_range(0..all.len())];
        let (hard, soft) = (Facts::new(&instance, true), Facts::new(&instance, false));
        let optimum = |facts: &Facts, aim: Aim| {
            let parts = breakdown(&instance, start);
            let freedom = View::new(&instance, facts, start, &parts, None).everything();
            let model = Model::new(&instance, facts, start, &freedom, aim);
            let answer = model.rows.program.run(&[], &run(), &Unseen);
            assert!(matches!(answer.status, Status::Optimal | Status::Infeasible), "seed {seed}: {answer:?}");
            let solution = model.solution(&answer.values?);
            assert_eq!(
                solution.events.iter().map(|part| part.duration).sum::<u32>(),
                start.events.iter().map(|part| part.duration).sum::<u32>()
            );
            Some((answer.bound, evaluate(&instance, &solution)))
        };
        let (said, cost) = optimum(&soft, INFEASIBILITY).unwrap();
        assert!((said - cost.infeasibility as f64).abs() < 1e-5, "seed {seed}: {said} is said of {cost:?}");
        assert_eq!(cost.infeasibility, least(|cost| cost.infeasibility), "seed {seed}");
        let (said, cost) = optimum(&soft, OBJECTIVE).unwrap();
        assert!((said - cost.objective as f64).abs() < 1e-5, "seed {seed}: {said} is said of {cost:?}");
        assert_eq!(cost.objective, least(|cost| cost.objective), "seed {seed}");
        let found = optimum(&hard, HARD).map(|(said, cost)| {
            assert!((said - cost.objective as f64).abs() < 1e-5, "seed {seed}: {said} is said of {cost:?}");
            cost
        });
        assert_eq!(found, (best.infeasibility == 0).then_some(best), "seed {seed}");
        let mut seen = None;
        let mut improved = |solution: &Solution, cost: Cost| {
            assert_eq!(evaluate(&instance, solution), cost, "seed {seed}");
            seen = seen.into_iter().chain([cost]).min();
        };
        let mut control = Control {
            deadline: Instant::now() + Duration::from_secs(60),
            seed: 1,
            stop: &|| false,
            moves: None,
            other: &|| None,
            share: None,
            improved: &mut improved,
            gained: 0,
        };
        let lower = bound(&instance, &mut control, &mut |_| {});
        assert!(seen.is_none_or(|cost| cost == best), "seed {seed}: {seen:?} is the best of all, {best:?} is");
        assert!(lower <= best, "seed {seed}: {lower:?} > {best:?}");
        if best.infeasibility == 0 {
            assert_eq!(lower, best, "seed {seed}");
        }
    }
    assert!(compared > 60, "{compared}");
    assert_eq!(kinds.len(), 16);
}

#[test]
fn improving_repeats_itself_and_never_makes_it_worse() {
    let mut better = 0;
    for seed in 0..6 {
        let mut dice = SmallRng::seed_from_u64(seed);
        let instance = tiny(&mut dice);
        let start = super::bound::blank(&instance);
        let once = || {
            let mut told = Vec::new();
            let mut control = Control {
                deadline: Instant::now() + Duration::from_secs(600),
                seed: 3,
                stop: &|| false,
                moves: Some(if seed < 3 { 6 } else { 60 }),
                other: &|| None,
                share: None,
                improved: &mut |solution, cost| told.push((solution.clone(), cost)),
                gained: 0,
            };
            let (solution, cost) = improve(&instance, &start, &mut control);
            (solution, cost, told)
        };
        let (first, second) = (once(), once());
        assert_eq!((&first.0, first.1), (&second.0, second.1));
        assert_eq!(first.1, evaluate(&instance, &first.0));
        assert!(first.1 <= evaluate(&instance, &start));
        better += usize::from(first.1 < evaluate(&instance, &start));
        for (solution, cost) in &first.2 {
            assert_eq!(evaluate(&instance, solution), *cost);
        }
        assert!(first.2.is_sorted_by(|a, b| a.1 > b.1) && first.2.last().is_none_or(|last| last.1 == first.1));
    }
    assert!(better > 0);
}
