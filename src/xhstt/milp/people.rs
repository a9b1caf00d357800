//! Constraints on resources: clashes, times, days, workload.

use std::collections::BTreeMap;

use super::days::{Diagram, Effect, Item, Measure, Slot, code};
use super::facts::Facts;
use super::model::{Aim, Model, Piece, Unit};
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
    for (number, unit) in model.units.iter().enumerate() {
        for event in unit.events.iter().take(1) {
            let event = &instance.events[event.index()];
            for (place, fills) in event.resources.iter().zip(&unit.fills) {
                let share = f64::from(place.workload) / f64::from(event.duration.max(1));
                for fill in fills {
                    let Some(person) = fill.who.and_then(|who| people[who.index()].as_mut()) else { continue };
                    if place.preassigned.is_some() && person.units.last() != Some(&number) {
                        person.units.push(number);
                    }
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
    let mut task =
        Task { instance, facts, units: &model.units, rows: &mut model.rows, diagrams: BTreeMap::new(), single: false };
    for (index, person) in people.into_iter().enumerate() {
        if let Some(person) = person {
            task.single = facts.resources[index].single;
            person.charge(&mut task, ResourceId::from_index(index), &rules[index], aim);
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

/// What charging a resource needs.
struct Task<'t> {
    instance: &'t Instance,
    facts: &'t Facts,
    units: &'t [Unit],
    rows: &'t mut Rows,
    /// Those that have been built: equal days share them.
    diagrams: BTreeMap<(Vec<Slot>, Vec<Item>, usize), Option<Diagram>>,
    /// The resource is in one part at a time.
    single: bool,
}

/// What a resource does.
struct Person {
    /// By time: parts that use it.
    uses: Vec<Sum>,
    load: Sum,
    /// Units that it takes part in whatever is decided.
    units: Vec<usize>,
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
        Self { uses: vec![Sum::default(); times], load: Sum::default(), units: Vec::new(), busy: vec![None; times] }
    }

    fn busy(&mut self, task: &mut Task<'_>, time: usize) -> Sum {
        let uses = &self.uses[time];
        let busy = || if task.single { uses.clone() } else { task.rows.any(uses.clone()) };
        self.busy[time].get_or_insert_with(busy).clone()
    }

    fn charge(mut self, task: &mut Task<'_>, own: ResourceId, rules: &[usize], aim: Aim) {
        let mut clusters: Vec<(usize, &[TimeGroupId])> = Vec::new();
        let mut sets: BTreeMap<TimeGroupId, Vec<Item>> = BTreeMap::new();
        // Component 0 is the cost.
        let mut totals: Vec<Total> = Vec::new();
        for rule in rules {
            let constraint = &task.instance.constraints[*rule];
            let (worth, function) = (aim.worth(constraint), constraint.cost);
            if worth == Worth::Nothing {
                continue;
            }
            let (measure, times, limits) = match &constraint.demand {
                Demand::AvoidClashes { .. } => {
                    let limits = Limits { minimum: 0, maximum: 1 };
                    task.rows.charge(worth, function, self.uses.iter().map(|uses| (uses.clone(), limits)).collect());
                    continue;
                }
                Demand::AvoidUnavailableTimes { times, .. } => {
                    let mut total = Sum::default();
                    for time in times {
                        total.add(&self.busy(task, time.index()), 1.0);
                    }
                    task.rows.charge(worth, function, vec![(total, NONE)]);
                    continue;
                }
                Demand::LimitWorkload { limits, .. } => {
                    self.workload(task.rows, worth, function, *limits);
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
                    if measure == Measure::Used {
                        clusters.push((totals.len() - 1, times));
                    }
                    Effect::Add(totals.len(), 1)
                }
            };
            for set in times {
                sets.entry(*set).or_default().push((measure, effect));
            }
        }
        for (set, items) in sets {
            self.day(task, set, items, &mut totals);
        }
        for (cluster, sets) in clusters {
            let least = self.fewest(task, own, sets);
            task.rows.between(least as f64, f64::INFINITY, totals[cluster].value.clone());
        }
        for Total { worth, function, limits, value } in totals {
            task.rows.charge(worth, function, vec![(value, limits)]);
        }
    }

    /// The resource cannot be busy in fewer of these sets, whatever is decided: its work does not fit. The relaxation sees only
    /// fractions of sets.
    fn fewest(&self, task: &Task<'_>, own: ResourceId, sets: &[TimeGroupId]) -> usize {
        if !task.single {
            return 0;
        }
        let barred = &task.facts.resources[own.index()].barred;
        let mut inside = vec![0_usize; barred.len()];
        let mut room = Vec::new();
        for set in sets {
            let open = task.instance.time_groups[set.index()].members.iter().filter(|time| !barred[time.index()]);
            room.push(open.map(|time| inside[time.index()] += 1).count());
        }
        let outside = (0..barred.len()).filter(|time| inside[*time] == 0 && !barred[*time]).count();
        let events = self.units.iter().flat_map(|unit| &task.units[*unit].events);
        let timed = events.filter(|event| task.facts.events[event.index()].timed);
        let work: u32 = timed.map(|event| task.instance.events[event.index()].duration).sum();
        if inside.iter().any(|times| *times > 1) {
            return 0;
        }
        let mut left = (work as usize).saturating_sub(outside);
        room.sort_unstable();
        let mut fewest = 0;
        while left > 0 && fewest < room.len() {
            fewest += 1;
            left = left.saturating_sub(room[room.len() - fewest]);
        }
        fewest
    }

    /// A part that starts in a set makes the set used; of some events at most one does.
    fn apart(&self, task: &mut Task<'_>, set: TimeGroupId, used: &Sum) {
        let times = &task.instance.time_groups[set.index()].members;
        for events in task.facts.apart.get(&set).map_or(&[][..], Vec::as_slice) {
            let mut starts = Sum::default();
            for unit in &self.units {
                let unit = &task.units[*unit];
                if events.contains(&unit.events[0]) {
                    let here = |piece: &&Piece| piece.time.is_some_and(|time| times.contains(&time));
                    unit.pieces.iter().filter(here).for_each(|piece| starts.add(&piece.amount, 1.0));
                }
            }
            if !starts.is_fixed() && !used.is_fixed() {
                starts.add(used, -1.0);
                task.rows.between(f64::NEG_INFINITY, 0.0, starts);
            }
        }
    }

    /// One set of times.
    fn day(&mut self, task: &mut Task<'_>, set: TimeGroupId, mut items: Vec<Item>, totals: &mut [Total]) {
        let mut times = task.instance.time_groups[set.index()].members.clone();
        times.sort_unstable();
        let busy: Vec<Sum> = times.iter().map(|time| self.busy(task, time.index())).collect();
        items.sort_unstable();
        let mut together = Sum::default();
        busy.iter().for_each(|busy| together.add(busy, 1.0));
        // Whether the set is used, and no more than so many busy times, need no diagram.
        if items.iter().all(|item| matches!(item, (Measure::Used, Effect::Add(..)))) {
            let any = task.rows.any_of(&busy);
            for item in items {
                if let Effect::Add(component, times) = item.1 {
                    totals[component - 1].value.add(&any, times as f64);
                }
            }
            self.apart(task, set, &any);
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
                task.rows.charge(worth, function, vec![(together.clone(), limits)]);
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
        let used: Vec<usize> = items
            .iter()
            .filter_map(|item| match item {
                (Measure::Used, Effect::Add(component, 1)) => Some(*component),
                _ => None,
            })
            .collect();
        let diagram = task
            .diagrams
            .entry((slots, items, components))
            .or_insert_with_key(|(slots, items, components)| Diagram::new(slots, items, *components));
        let Some(diagram) = diagram else {
            task.rows.between(1.0, 1.0, Sum::default());
            return;
        };
        let carried = flow(task.rows, diagram, &busy);
        if let Some(component) = used.first() {
            self.apart(task, set, &carried[*component]);
        }
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
    let most = diagram.most();
    let mut sums = vec![Sum::default(); carried.len()];
    for arc in &diagram.arcs {
        let cost = arc.worth.first().map_or(0.0, |cost| *cost as f64);
        let flow = Sum::of(rows.free(cost, 1.0));
        balance[arc.level][arc.from].add(&flow, -1.0);
        balance[arc.level + 1][arc.to].add(&flow, 1.0);
        if arc.busy {
            linked[arc.level].add(&flow, -1.0);
        }
        for (sum, worth) in sums.iter_mut().zip(&arc.worth) {
            sum.add(&flow, *worth as f64);
        }
    }
    for (component, mut sum) in sums.into_iter().enumerate().skip(1) {
        if most[component] > 0 {
            // A column of its own, for its range. Not an integer one: HiGHS's presolve may run for ever over those.
            let measure = Sum::of(rows.part(0.0, most[component] as f64));
            carried[component].add(&measure, 1.0);
            sum.add(&measure, -1.0);
            rows.between(0.0, 0.0, sum);
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
