//! Constraints on resources: clashes, times, days, workload.

use std::collections::BTreeMap;

use super::days::{Diagram, Effect, Item, Measure, Slot, code};
use super::facts::Facts;
use super::model::{Aim, Model};
use super::rows::{Rows, Sum, Worth};
use crate::xhstt::model::{CostFunction, Demand, Instance, Limits, ResourceId, TimeGroupId};

const NONE: Limits = Limits { minimum: 0, maximum: 0 };

/// Workloads are sums of fractions.
const TOLERANCE: f64 = 1e-7;

/// Charges all of them that anything free touches.
pub(super) fn charge(model: &mut Model<'_>, facts: &Facts, aim: Aim) {
    let instance = model.instance;
    let mut touched = vec![aim.whole; instance.resources.len()];
    for fill in model.units.iter().flat_map(|unit| unit.fills.iter().flatten()) {
        if let Some(who) = fill.who.filter(|_| !fill.amount.is_fixed()) {
            touched[who.index()] = true;
        }
    }
    let mut people: Vec<Option<Person>> =
        touched.iter().map(|touched| touched.then(|| Person::new(instance.times.len()))).collect();
    for unit in &model.units {
        for event in unit.events.iter().take(1) {
            let event = &instance.events[event.index()];
            for (place, fills) in event.resources.iter().zip(&unit.fills) {
                let share = f64::from(place.workload) / f64::from(event.duration.max(1));
                for fill in fills {
                    let Some(person) = fill.who.and_then(|who| people[who.index()].as_mut()) else { continue };
                    let piece = &unit.pieces[fill.piece];
                    for time in piece.running() {
                        if let Some(uses) = person.uses.get_mut(time) {
                            uses.add(&fill.amount, 1.0);
                        }
                    }
                    person.load.add(&fill.amount, share * f64::from(piece.duration));
                }
            }
        }
    }
    let mut rules: Vec<Vec<usize>> = vec![Vec::new(); instance.resources.len()];
    for (number, constraint) in instance.constraints.iter().enumerate() {
        for resource in resources(&constraint.demand) {
            rules[resource.index()].push(number);
        }
    }
    let mut diagrams = BTreeMap::new();
    for (index, person) in people.into_iter().enumerate() {
        if let Some(person) = person {
            let single = facts.resources[index].single;
            person.charge(instance, &mut model.rows, &rules[index], aim, single, &mut diagrams);
        }
    }
}

/// Points of application that are resources.
fn resources(demand: &Demand) -> &[ResourceId] {
    match demand {
        Demand::AvoidClashes { resources }
        | Demand::AvoidUnavailableTimes { resources, .. }
        | Demand::LimitIdleTimes { resources, .. }
        | Demand::ClusterBusyTimes { resources, .. }
        | Demand::LimitBusyTimes { resources, .. }
        | Demand::LimitWorkload { resources, .. } => resources,
        _ => &[],
    }
}

type Diagrams = BTreeMap<(Vec<Slot>, Vec<Item>, usize), Option<Diagram>>;

/// What a resource does.
struct Person {
    /// By time: parts that use it.
    uses: Vec<Sum>,
    load: Sum,
    /// By time, once asked: 1 where it is busy.
    busy: Vec<Option<Sum>>,
}

/// A measure summed over sets of times.
struct Total {
    worth: Worth,
    function: CostFunction,
    limits: Limits,
    value: Sum,
}

impl Person {
    fn new(times: usize) -> Self {
        Self { uses: vec![Sum::default(); times], load: Sum::default(), busy: vec![None; times] }
    }

    fn busy(&mut self, rows: &mut Rows, single: bool, time: usize) -> Sum {
        let uses = &self.uses[time];
        self.busy[time].get_or_insert_with(|| if single { uses.clone() } else { rows.any(uses.clone()) }).clone()
    }

    fn charge(
        mut self,
        instance: &Instance,
        rows: &mut Rows,
        rules: &[usize],
        aim: Aim,
        single: bool,
        diagrams: &mut Diagrams,
    ) {
        let mut sets: BTreeMap<TimeGroupId, Vec<Item>> = BTreeMap::new();
        // Component 0 is the cost.
        let mut totals: Vec<Total> = Vec::new();
        for rule in rules {
            let constraint = &instance.constraints[*rule];
            let (worth, function) = (aim.worth(constraint), constraint.cost);
            if worth == Worth::Nothing {
                continue;
            }
            let (measure, times, limits) = match &constraint.demand {
                Demand::AvoidClashes { .. } => {
                    let limits = Limits { minimum: 0, maximum: 1 };
                    rows.charge(worth, function, self.uses.iter().map(|uses| (uses.clone(), limits)).collect());
                    continue;
                }
                Demand::AvoidUnavailableTimes { times, .. } => {
                    let mut total = Sum::default();
                    for time in times {
                        total.add(&self.busy(rows, single, time.index()), 1.0);
                    }
                    rows.charge(worth, function, vec![(total, NONE)]);
                    continue;
                }
                Demand::LimitWorkload { limits, .. } => {
                    self.workload(rows, worth, function, *limits);
                    continue;
                }
                Demand::LimitIdleTimes { times, limits, .. } => (Measure::Idle, times, *limits),
                Demand::ClusterBusyTimes { times, limits, .. } => (Measure::Used, times, *limits),
                Demand::LimitBusyTimes { times, limits, .. } => {
                    (Measure::Busy(limits.minimum, limits.maximum), times, NONE)
                }
                _ => continue,
            };
            let apart =
                times.len() == 1 || measure != Measure::Used && limits == NONE && function == CostFunction::Linear;
            let effect = match worth {
                Worth::Forbidden if times.len() == 1 || limits == NONE => {
                    Effect::Forbid(limits.minimum, limits.maximum)
                }
                Worth::Weight(weight) if apart => Effect::Cost(code(function), weight, limits.minimum, limits.maximum),
                _ => {
                    totals.push(Total { worth, function, limits, value: Sum::default() });
                    Effect::Add(totals.len(), 1)
                }
            };
            for set in times {
                sets.entry(*set).or_default().push((measure, effect));
            }
        }
        for (set, items) in sets {
            self.day(instance, rows, single, set, items, &mut totals, diagrams);
        }
        for Total { worth, function, limits, value } in totals {
            rows.charge(worth, function, vec![(value, limits)]);
        }
    }

    /// One set of times.
    #[allow(clippy::too_many_arguments)]
    fn day(
        &mut self,
        instance: &Instance,
        rows: &mut Rows,
        single: bool,
        set: TimeGroupId,
        mut items: Vec<Item>,
        totals: &mut [Total],
        diagrams: &mut Diagrams,
    ) {
        let mut times = instance.time_groups[set.index()].members.clone();
        times.sort_unstable();
        let busy: Vec<Sum> = times.iter().map(|time| self.busy(rows, single, time.index())).collect();
        items.sort_unstable();
        let mut together = Sum::default();
        busy.iter().for_each(|busy| together.add(busy, 1.0));
        // Whether the set is used, and no more than so many busy times, need no diagram.
        if items.iter().all(|item| matches!(item, (Measure::Used, Effect::Add(..)))) {
            let any = rows.any(together);
            for item in items {
                if let Effect::Add(component, times) = item.1 {
                    totals[component - 1].value.add(&any, times as f64);
                }
            }
            return;
        }
        let plain = |item: &Item| matches!(item, (Measure::Busy(0..=1, _), Effect::Cost(..) | Effect::Forbid(..)));
        if items.iter().all(plain) {
            for item in items {
                let (Measure::Busy(_, maximum), effect) = item else { continue };
                let limits = Limits { minimum: 0, maximum };
                let (worth, function) = match effect {
                    Effect::Cost(function, weight, ..) => (Worth::Weight(weight), super::days::function(function)),
                    _ => (Worth::Forbidden, CostFunction::Linear),
                };
                rows.charge(worth, function, vec![(together.clone(), limits)]);
            }
            return;
        }
        let slots: Vec<Slot> = busy
            .iter()
            .map(|busy| match busy.is_fixed() {
                false => Slot::Open,
                true if busy.constant > 0.0 => Slot::Busy,
                true => Slot::Free,
            })
            .collect();
        let components = totals.len() + 1;
        let diagram = diagrams
            .entry((slots, items, components))
            .or_insert_with_key(|(slots, items, components)| Diagram::new(slots, items, *components));
        let Some(diagram) = diagram else {
            rows.between(1.0, 1.0, Sum::default());
            return;
        };
        let carried = flow(rows, diagram, &busy);
        for (total, carried) in totals.iter_mut().zip(carried.into_iter().skip(1)) {
            total.value.add(&carried, 1.0);
        }
    }

    /// The distance of the load from its limits, rounded up.
    fn workload(&mut self, rows: &mut Rows, worth: Worth, function: CostFunction, limits: Limits) {
        let (minimum, maximum) = (f64::from(limits.minimum) - TOLERANCE, f64::from(limits.maximum) + TOLERANCE);
        if worth == Worth::Forbidden {
            rows.between(minimum, maximum, self.load.clone());
            return;
        }
        let (low, high) = rows.range(&self.load);
        let (under, over) = ((minimum - low).ceil().max(0.0), (high - maximum).ceil().max(0.0));
        if self.load.is_fixed() {
            rows.charge(worth, function, vec![(Sum::fixed(under.max(over)), NONE)]);
            return;
        }
        let (short, excess) = (rows.whole(0.0, under), rows.whole(0.0, over));
        let mut row = self.load.clone();
        row.add(&Sum::of(short), 1.0);
        rows.between(minimum, f64::INFINITY, row);
        let mut row = self.load.clone();
        row.add(&Sum::of(excess), -1.0);
        rows.between(f64::NEG_INFINITY, maximum, row);
        let total = Sum { constant: 0.0, terms: vec![(short, 1.0), (excess, 1.0)] };
        rows.charge(worth, function, vec![(total, NONE)]);
    }
}

/// A unit flow through a diagram, tied to the busy times; what it carries, by component (the cost is charged).
fn flow(rows: &mut Rows, diagram: &Diagram, busy: &[Sum]) -> Vec<Sum> {
    let mut carried: Vec<Sum> = diagram.constant.iter().map(|constant| Sum::fixed(*constant as f64)).collect();
    rows.offset(diagram.constant.first().map_or(0.0, |cost| *cost as f64));
    let open = busy.iter().filter(|busy| !busy.is_fixed()).count();
    let worthless = diagram.arcs.iter().all(|arc| arc.worth.iter().all(|worth| *worth == 0));
    if worthless && diagram.arcs.len() == busy.len() + open {
        return carried;
    }
    let mut balance: Vec<Vec<Sum>> = diagram.widths.iter().map(|width| vec![Sum::default(); *width]).collect();
    let mut linked = busy.to_vec();
    for arc in &diagram.arcs {
        let cost = arc.worth.first().map_or(0.0, |cost| *cost as f64);
        let col = rows.free(cost, 1.0);
        let flow = Sum::of(col);
        balance[arc.level][arc.from].add(&flow, -1.0);
        balance[arc.level + 1][arc.to].add(&flow, 1.0);
        if arc.busy {
            linked[arc.level].add(&flow, -1.0);
        }
        for (carried, worth) in carried.iter_mut().zip(&arc.worth) {
            carried.add(&flow, *worth as f64);
        }
    }
    // The end is implied by the rest.
    balance.pop();
    for (level, nodes) in balance.into_iter().enumerate() {
        let supply = if level == 0 { -1.0 } else { 0.0 };
        for sum in nodes {
            rows.between(supply, supply, sum);
        }
    }
    for linked in linked {
        rows.between(0.0, 0.0, linked);
    }
    carried
}
