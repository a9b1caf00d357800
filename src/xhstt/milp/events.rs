//! Constraints on events, their groups and their places.

use std::collections::BTreeMap;

use super::model::{Aim, Fill, Model, Unit};
use super::rows::{Rows, Sum, Worth};
use crate::xhstt::model::{CostFunction, Demand, EventId, Limits, ResourceId};

const NONE: Limits = Limits { minimum: 0, maximum: 0 };

/// Charges all of them that anything free touches.
pub(super) fn charge(model: &mut Model<'_>, aim: Aim) {
    let instance = model.instance;
    for constraint in &instance.constraints {
        let worth = aim.worth(constraint);
        if worth == Worth::Nothing {
            continue;
        }
        let mut points = Points { model, whole: aim.whole, worth, function: constraint.cost };
        match &constraint.demand {
            Demand::AssignTime { events } => points.events(events, |unit| {
                vec![(sum(unit, |duration, time| if time.is_none() { f64::from(duration) } else { 0.0 }), NONE)]
            }),
            Demand::PreferTimes { events, times, duration } => points.events(events, |unit| {
                let unwanted = sum(unit, |length, time| {
                    let elsewhere = time.is_some_and(|time| times.binary_search(&time).is_err());
                    let counts = duration.is_none_or(|wanted| wanted == length);
                    if elsewhere && counts { f64::from(length) } else { 0.0 }
                });
                vec![(unwanted, NONE)]
            }),
            Demand::SplitEvents { events, duration, amount } => points.splits(events, |unit| {
                let wrong = |length: u32| f64::from(u8::from(duration.deviation(i64::from(length)) > 0));
                vec![(sum(unit, |length, _| wrong(length)), NONE), (sum(unit, |_, _| 1.0), *amount)]
            }),
            Demand::DistributeSplitEvents { events, duration, number } => points.splits(events, |unit| {
                vec![(sum(unit, |length, _| f64::from(u8::from(length == *duration))), *number)]
            }),
            Demand::AssignResource { places } => points.places(places, |who| who.is_none()),
            Demand::PreferResources { places, resources } => {
                points.places(places, |who| who.is_some_and(|who| resources.binary_search(&who).is_err()));
            }
            Demand::AvoidSplitAssignments { groups } => {
                groups.iter().for_each(|(_, places)| points.split_assignments(places));
            }
            Demand::SpreadEvents { groups, times } => {
                for group in groups {
                    let Some(units) = points.units(&instance.event_groups[group.index()].members) else { continue };
                    let values = times.iter().map(|(set, limits)| {
                        let set = &instance.time_groups[set.index()].members;
                        let mut total = Sum::default();
                        for unit in &units {
                            let within = |time| f64::from(u8::from(set.contains(&time)));
                            let unit = &points.model.units[*unit];
                            total.add(&sum(unit, |_, time| time.map_or(0.0, within)), 1.0);
                        }
                        (total, *limits)
                    });
                    let values = values.collect();
                    points.model.rows.charge(worth, constraint.cost, values);
                }
            }
            Demand::LinkEvents { groups } => {
                for group in groups {
                    points.link(&instance.event_groups[group.index()].members);
                }
            }
            Demand::OrderEvents { pairs } => {
                pairs.iter().for_each(|(first, second, limits)| points.order(*first, *second, *limits));
            }
            _ => {}
        }
    }
}

/// Sum over the pieces of a unit, each with a weight.
fn sum(unit: &Unit, weight: impl Fn(u32, Option<crate::xhstt::model::TimeId>) -> f64) -> Sum {
    let mut total = Sum::default();
    for piece in &unit.pieces {
        let weight = weight(piece.duration, piece.time);
        if weight != 0.0 {
            total.add(&piece.amount, weight);
        }
    }
    total
}

/// Points of application of one constraint.
struct Points<'m, 'a> {
    model: &'m mut Model<'a>,
    whole: bool,
    worth: Worth,
    function: CostFunction,
}

impl Points<'_, '_> {
    /// The unit of an event, if it is touched and the event is its first.
    fn unit(&self, event: EventId) -> Option<usize> {
        let unit = self.model.unit_of[event.index()];
        let one = &self.model.units[unit];
        ((self.whole || one.free) && one.events[0] == event).then_some(unit)
    }

    /// The units of some events, each once, if any of them is touched.
    fn units(&self, events: &[EventId]) -> Option<Vec<usize>> {
        let mut units: Vec<usize> = events.iter().map(|event| self.model.unit_of[event.index()]).collect();
        units.sort_unstable();
        units.dedup();
        (self.whole || units.iter().any(|unit| self.model.units[*unit].free)).then_some(units)
    }

    /// One point an event. Of interchangeable events the cost is linear, and charged together.
    fn events(&mut self, events: &[EventId], values: impl Fn(&Unit) -> Vec<(Sum, Limits)>) {
        for event in events {
            if let Some(unit) = self.unit(*event) {
                let values = values(&self.model.units[unit]);
                self.model.rows.charge(self.worth, self.function, values);
            }
        }
    }

    /// One point an event, about how it is cut: each of interchangeable events is one part.
    fn splits(&mut self, events: &[EventId], values: impl Fn(&Unit) -> Vec<(Sum, Limits)>) {
        for event in events {
            let Some(unit) = self.unit(*event) else { continue };
            let unit = &self.model.units[unit];
            let several = unit.events.len();
            if several == 1 {
                let values = values(unit);
                self.model.rows.charge(self.worth, self.function, values);
                continue;
            }
            let mut one = unit.clone();
            one.pieces.truncate(1);
            one.pieces.iter_mut().for_each(|piece| piece.amount = Sum::fixed(1.0));
            for _ in 0..several {
                self.model.rows.charge(self.worth, self.function, values(&one));
            }
        }
    }

    /// One point a place: the duration filled by whom it `counts`.
    fn places(&mut self, places: &[(EventId, usize)], counts: impl Fn(Option<ResourceId>) -> bool) {
        for (event, place) in places {
            let Some(unit) = self.unit(*event) else { continue };
            let unit = &self.model.units[unit];
            let mut total = Sum::default();
            for fill in unit.fills[*place].iter().filter(|fill| counts(fill.who)) {
                total.add(&fill.amount, f64::from(unit.pieces[fill.piece].duration));
            }
            self.model.rows.charge(self.worth, self.function, vec![(total, NONE)]);
        }
    }

    fn split_assignments(&mut self, places: &[(EventId, usize)]) {
        let events: Vec<EventId> = places.iter().map(|place| place.0).collect();
        if self.units(&events).is_none() {
            return;
        }
        let mut who: BTreeMap<ResourceId, Sum> = BTreeMap::new();
        for (event, place) in places {
            let fills: &[Fill] = &self.model.units[self.model.unit_of[event.index()]].fills[*place];
            for fill in fills {
                if let Some(resource) = fill.who {
                    who.entry(resource).or_default().add(&fill.amount, 1.0);
                }
            }
        }
        let mut total = Sum::default();
        for amount in who.into_values() {
            let any = self.model.rows.any(amount);
            total.add(&any, 1.0);
        }
        let limits = Limits { minimum: 0, maximum: 1 };
        self.model.rows.charge(self.worth, self.function, vec![(total, limits)]);
    }

    fn link(&mut self, events: &[EventId]) {
        let Some(_) = self.units(events) else { return };
        let times = self.model.instance.times.len();
        let mut runs: Vec<Vec<Sum>> = Vec::new();
        for event in events {
            let unit = &self.model.units[self.model.unit_of[event.index()]];
            let mut run = vec![Sum::default(); times];
            for piece in &unit.pieces {
                for time in piece.running() {
                    if let Some(sum) = run.get_mut(time) {
                        sum.add(&piece.amount, 1.0);
                    }
                }
            }
            let single = unit.single && unit.events.len() == 1;
            let rows = &mut self.model.rows;
            runs.push(run.into_iter().map(|sum| if single { sum } else { rows.any(sum) }).collect());
        }
        let Some((first, others)) = runs.split_first() else { return };
        let rows = &mut self.model.rows;
        let mut values = Vec::new();
        for time in 0..times {
            if self.worth == Worth::Forbidden {
                for run in others {
                    let mut difference = first[time].clone();
                    difference.add(&run[time], -1.0);
                    rows.between(0.0, 0.0, difference);
                }
                continue;
            }
            if runs.iter().all(|run| run[time].is_fixed()) {
                let running = runs.iter().filter(|run| run[time].constant > 0.0).count();
                values.push((Sum::fixed(f64::from(u8::from(running > 0 && running < runs.len()))), NONE));
                continue;
            }
            // `all <= each <= some`; what is paid is `some - all`.
            let (some, all) = (rows.free(0.0, 1.0), rows.part(0.0, 1.0));
            for run in &runs {
                let mut below = Sum::of(some);
                below.add(&run[time], -1.0);
                rows.between(0.0, f64::INFINITY, below);
                let mut above = run[time].clone();
                above.add(&Sum::of(all), -1.0);
                rows.between(0.0, f64::INFINITY, above);
            }
            values.push((Sum { constant: 0.0, terms: vec![(some, 1.0), (all, -1.0)] }, NONE));
        }
        rows.charge(self.worth, self.function, values);
    }

    /// `sum(k * start[k]) - sum(k * end[k])` within the limits unless a part of either has no time; `end[k]` marks the last end,
    /// `start[k]` the first start.
    fn order(&mut self, first: EventId, second: EventId, limits: Limits) {
        if self.units(&[first, second]).is_none() {
            return;
        }
        let times = self.model.instance.times.len();
        let far = times as f64 + f64::from(limits.minimum) + 1.0;
        let of = |event: EventId| self.model.units[self.model.unit_of[event.index()]].pieces.clone();
        let ends: Vec<(Option<usize>, Sum)> = of(first)
            .into_iter()
            .map(|one| (one.time.map(|time| time.index() + one.duration as usize), one.amount))
            .collect();
        // Backwards, the first start is the last end.
        let starts: Vec<(Option<usize>, Sum)> =
            of(second).into_iter().map(|one| (one.time.map(|time| times - time.index()), one.amount)).collect();
        let rows = &mut self.model.rows;
        let (end, no_end) = latest(rows, times, &ends);
        let (start, no_start) = latest(rows, times, &starts);
        let mut separation = Sum::fixed(times as f64);
        separation.add(&start, -1.0);
        separation.add(&end, -1.0);
        let deviation = rows.free(0.0, 2.0 * far);
        for (side, limit) in [(1.0, -f64::from(limits.maximum)), (-1.0, f64::from(limits.minimum))] {
            // side * separation + limit <= deviation + far * (no end + no start)
            let mut row = Sum::of(deviation);
            row.add(&separation, -side);
            row.constant -= limit;
            row.add(&no_end, 2.0 * far);
            row.add(&no_start, 2.0 * far);
            rows.between(0.0, f64::INFINITY, row);
        }
        rows.charge(self.worth, self.function, vec![(Sum::of(deviation), NONE)]);
    }
}

/// The latest of some numbers with amounts above 0, as a sum, and whether any without a number has an amount above 0 (then the
/// first is 0).
fn latest(rows: &mut Rows, most: usize, numbers: &[(Option<usize>, Sum)]) -> (Sum, Sum) {
    let mut without = Sum::default();
    numbers.iter().filter(|one| one.0.is_none()).for_each(|one| without.add(&one.1, 1.0));
    let without = rows.any(without);
    let mut latest = Sum::default();
    let mut marks = without.clone();
    for number in 0..=most {
        let (mut here, mut later) = (Sum::default(), Sum::default());
        for (at, amount) in numbers {
            match at.map(|at| at.cmp(&number)) {
                Some(std::cmp::Ordering::Equal) => here.add(amount, 1.0),
                Some(std::cmp::Ordering::Greater) => later.add(amount, 1.0),
                _ => {}
            }
        }
        if here.is_fixed() && here.constant == 0.0 {
            continue;
        }
        let mark = rows.whole(0.0, 1.0);
        here.add(&Sum::of(mark), -1.0);
        rows.between(0.0, f64::INFINITY, here);
        let above = rows.range(&later).1;
        later.add(&Sum::of(mark), above);
        rows.between(f64::NEG_INFINITY, above, later);
        latest.add(&Sum::of(mark), number as f64);
        marks.add(&Sum::of(mark), 1.0);
    }
    rows.between(1.0, 1.0, marks);
    (latest, without)
}
