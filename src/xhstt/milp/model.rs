//! Columns for what is free around a solution, and back from their values to a solution.
//!
//! A [`Unit`] is an event, or several interchangeable ones of one part each. Its [`Piece`]s are its parts: those that stay, with
//! the amount 1, and for each duration `d` and starting time `t` (or none) the number `y[d, t]` of parts to begin there, with
//! `sum(d * y[d, t]) = ` the duration that is free. A place that is open is filled in a piece by the numbers `x[piece, r]`,
//! `sum over r of x[piece, r] = ` the piece's amount. What stays is a constant and has no column.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::rows::{Rows, Sum, Worth};
use crate::solve::milp::highs::Col;
use crate::xhstt::model::{Constraint, EventId, Instance, ResourceId, Solution, SolutionEvent, TimeId};

/// Event, duration and time of a part.
pub(super) type Place = (EventId, u32, Option<TimeId>);

/// What a part may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Liberty {
    /// Stay as it is.
    Fixed,
    /// Keep its time, and get other resources.
    Resources,
    /// Be cut, moved and filled anew, together with the event's other parts that may.
    Full,
}

/// What is free around a solution.
#[derive(Clone, Debug)]
pub(super) struct Freedom {
    /// By part of the solution.
    pub parts: Vec<Liberty>,
    /// Starting times open to what moves.
    pub times: Vec<bool>,
    /// Who may fill a place of what is free; other places keep those who fill them now.
    pub fillers: BTreeMap<(EventId, usize), Vec<ResourceId>>,
}

/// What costs count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Aim {
    /// A unit of infeasibility; none: there must not be any.
    pub required: Option<i64>,
    /// A unit of objective.
    pub other: i64,
    /// Charges points that nothing free touches, too.
    pub whole: bool,
}

impl Aim {
    pub fn worth(self, constraint: &Constraint) -> Worth {
        let weight = i64::from(constraint.weight);
        match (constraint.required, self.required) {
            (true, None) if weight > 0 => Worth::Forbidden,
            (true, Some(unit)) if weight * unit > 0 => Worth::Weight(weight * unit),
            (false, _) if weight * self.other > 0 => Worth::Weight(weight * self.other),
            _ => Worth::Nothing,
        }
    }
}

/// A part, or a number of parts that may be.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub duration: u32,
    pub time: Option<TimeId>,
    /// How many.
    pub amount: Sum,
    /// The part of the solution that stays.
    pub kept: Option<usize>,
}

impl Piece {
    /// When it runs.
    pub fn running(&self) -> impl Iterator<Item = usize> + use<> {
        let duration = self.duration as usize;
        self.time.into_iter().flat_map(move |start| start.index()..start.index() + duration)
    }
}

/// How many parts of a piece somebody fills, or nobody.
#[derive(Clone, Debug)]
pub(super) struct Fill {
    pub piece: usize,
    pub who: Option<ResourceId>,
    pub amount: Sum,
}

/// Events with their pieces.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Interchangeable.
    pub events: Vec<EventId>,
    pub pieces: Vec<Piece>,
    /// By place.
    pub fills: Vec<Vec<Fill>>,
    /// Anything is free.
    pub free: bool,
    /// At most one of the pieces runs at a time.
    pub single: bool,
}

/// A program, and what its columns say.
#[derive(Clone, Debug)]
pub(super) struct Model<'a> {
    pub instance: &'a Instance,
    pub solution: &'a Solution,
    pub rows: Rows,
    pub units: Vec<Unit>,
    /// Unit of each event.
    pub unit_of: Vec<usize>,
    /// Values of the solution, if the columns can have them.
    pub start: Option<Vec<(Col, f64)>>,
    /// What decides everything else.
    pub deciding: usize,
}

impl<'a> Model<'a> {
    /// States columns and rows.
    pub fn new(instance: &'a Instance, facts: &Facts, solution: &'a Solution, freedom: &Freedom, aim: Aim) -> Self {
        let mut model = Self {
            instance,
            solution,
            rows: Rows::default(),
            units: Vec::new(),
            unit_of: vec![usize::MAX; instance.events.len()],
            start: Some(Vec::new()),
            deciding: 0,
        };
        model.rows.program.count_whole();
        let taken = model.taken(facts, freedom);
        model.group(facts, freedom);
        for unit in 0..model.units.len() {
            model.cut(facts, freedom, &taken, unit);
            model.fill(facts, freedom, &taken, unit);
        }
        model.deciding = model.rows.program.columns();
        super::events::charge(&mut model, aim);
        super::people::charge(&mut model, facts, aim);
        model
    }

    /// Times at which a resource that must not be in two parts is in one that stays.
    fn taken(&self, facts: &Facts, freedom: &Freedom) -> Vec<Vec<bool>> {
        let mut taken: Vec<Vec<bool>> = facts
            .resources
            .iter()
            .map(|resource| if resource.single { vec![false; self.instance.times.len()] } else { Vec::new() })
            .collect();
        for (part, liberty) in self.solution.events.iter().zip(&freedom.parts) {
            if *liberty == Liberty::Full {
                continue;
            }
            let event = &self.instance.events[part.event.index()];
            for (place, who) in event.resources.iter().zip(&part.resources) {
                // Who may leave does not take the time.
                let stays = *liberty == Liberty::Fixed || place.preassigned.is_some();
                let Some(who) = who.filter(|_| stays) else { continue };
                for time in running(part) {
                    if let Some(taken) = taken[who.index()].get_mut(time) {
                        *taken = true;
                    }
                }
            }
        }
        taken
    }

    /// Makes the units, with the pieces that stay.
    fn group(&mut self, facts: &Facts, freedom: &Freedom) {
        let mut parts: Vec<Vec<usize>> = vec![Vec::new(); self.instance.events.len()];
        for (index, part) in self.solution.events.iter().enumerate() {
            parts[part.event.index()].push(index);
        }
        let mut twins: BTreeMap<usize, usize> = BTreeMap::new();
        for (event, parts) in parts.iter().enumerate() {
            let id = EventId::from_index(event);
            let moves = !parts.is_empty() && parts.iter().all(|part| freedom.parts[*part] == Liberty::Full);
            let own = &facts.events[event];
            if moves
                && own.solid
                && self.places(id).all(|place| freedom.fillers.contains_key(&place))
                && let Some(unit) = twins.get(&own.twin)
            {
                self.units[*unit].events.push(id);
                self.unit_of[event] = *unit;
                continue;
            }
            if moves && own.solid {
                twins.insert(own.twin, self.units.len());
            }
            self.unit_of[event] = self.units.len();
            let places = self.instance.events[event].resources.len();
            let mut who = self.instance.events[event].resources.iter().filter_map(|place| place.preassigned);
            let single = own.solid || who.any(|who| facts.resources[who.index()].single);
            let fills = vec![Vec::new(); places];
            let mut unit = Unit { events: vec![id], pieces: Vec::new(), fills, free: false, single };
            for part in parts.iter().filter(|part| freedom.parts[**part] != Liberty::Full) {
                let SolutionEvent { duration, time, .. } = self.solution.events[*part];
                unit.pieces.push(Piece { duration, time, amount: Sum::fixed(1.0), kept: Some(*part) });
            }
            unit.free = unit.pieces.len() < parts.len();
            self.units.push(unit);
        }
    }

    /// Places of an event that nobody fills beforehand.
    fn places(&self, event: EventId) -> impl Iterator<Item = (EventId, usize)> + '_ {
        let places = self.instance.events[event.index()].resources.iter().enumerate();
        places.filter(|(_, place)| place.preassigned.is_none()).map(move |(index, _)| (event, index))
    }

    /// Columns for the parts that the free duration of a unit may be cut into.
    fn cut(&mut self, facts: &Facts, freedom: &Freedom, taken: &[Vec<bool>], unit: usize) {
        if !self.units[unit].free {
            return;
        }
        let first = self.units[unit].events[0];
        let own = &facts.events[first.index()];
        let several = self.units[unit].events.len();
        let event = &self.instance.events[first.index()];
        let who: Vec<ResourceId> = event.resources.iter().filter_map(|place| place.preassigned).collect();
        let single = who.iter().any(|who| facts.resources[who.index()].single);
        let mut now: BTreeMap<(u32, Option<TimeId>), f64> = BTreeMap::new();
        let mut left = 0;
        for (part, liberty) in self.solution.events.iter().zip(&freedom.parts) {
            if *liberty == Liberty::Full && self.unit_of[part.event.index()] == unit {
                *now.entry((part.duration, part.time)).or_default() += 1.0;
                left += part.duration;
            }
        }
        let durations = if own.solid { event.duration..=event.duration } else { 1..=left };
        let (mut total, mut number) = (Sum::default(), Sum::default());
        let mut longest = 1;
        for duration in durations {
            let starts = own.starts.get(duration as usize - 1).map_or(&[][..], Vec::as_slice);
            let starts = starts.iter().zip(&freedom.times).enumerate().filter(|(_, (may, open))| **may && **open);
            let mut times: Vec<Option<TimeId>> = starts.map(|(time, _)| Some(TimeId::from_index(time))).collect();
            times.retain(|time| {
                let start = time.map_or(0, TimeId::index);
                who.iter().all(|who| {
                    (start..start + duration as usize).all(|time| {
                        !facts.resources[who.index()].barred[time] && taken[who.index()].get(time) != Some(&true)
                    })
                })
            });
            if !own.timed {
                times.push(None);
            }
            for time in times {
                let most = if own.solid { several as f64 } else { f64::from(left / duration) };
                let most = if single && time.is_some() { most.min(1.0) } else { most };
                let col = self.rows.whole(0.0, most);
                total.add(&Sum::of(col), f64::from(duration));
                number.add(&Sum::of(col), 1.0);
                longest = duration;
                let value = now.remove(&(duration, time)).unwrap_or(0.0);
                self.begin(col, value);
                self.units[unit].pieces.push(Piece { duration, time, amount: Sum::of(col), kept: None });
            }
        }
        if !now.is_empty() {
            self.start = None;
        }
        self.rows.between(f64::from(left), f64::from(left), total);
        if left % longest > 0 {
            // Not implied by the relaxation of the row above.
            self.rows.between(f64::from(left.div_ceil(longest)), f64::INFINITY, number);
        }
    }

    fn begin(&mut self, col: Col, value: f64) {
        if value > self.rows.upper(col) {
            self.start = None;
        } else if let Some(start) = &mut self.start {
            start.push((col, value));
        }
    }

    /// Who fills the places of a unit's pieces.
    fn fill(&mut self, facts: &Facts, freedom: &Freedom, taken: &[Vec<bool>], unit: usize) {
        let instance = self.instance;
        let solution = self.solution;
        let events = self.units[unit].events.clone();
        let first = events[0];
        // Who fills which place now, by the parts that move.
        let mut now: BTreeMap<(usize, u32, Option<TimeId>, Option<ResourceId>), f64> = BTreeMap::new();
        let mut used: Vec<Vec<ResourceId>> = vec![Vec::new(); self.units[unit].fills.len()];
        if self.units[unit].free {
            for (part, liberty) in solution.events.iter().zip(&freedom.parts) {
                if *liberty == Liberty::Full && self.unit_of[part.event.index()] == unit {
                    let places = instance.events[first.index()].resources.iter().zip(&part.resources).enumerate();
                    for (place, (_, who)) in places.filter(|(_, (place, _))| place.preassigned.is_none()) {
                        *now.entry((place, part.duration, part.time, *who)).or_default() += 1.0;
                        used[place].extend(*who);
                    }
                }
            }
        }
        for (place, mut used) in used.into_iter().enumerate() {
            if let Some(who) = instance.events[first.index()].resources[place].preassigned {
                let fills = self.units[unit].pieces.iter().enumerate();
                let fills =
                    fills.map(|(piece, one)| Fill { piece, who: Some(who), amount: one.amount.clone() }).collect();
                self.units[unit].fills[place] = fills;
                continue;
            }
            used.sort_unstable();
            used.dedup();
            let may = freedom.fillers.get(&(first, place));
            let must = facts.events[first.index()].filled[place];
            let mut fills = Vec::new();
            for piece in 0..self.units[unit].pieces.len() {
                let Piece { duration, time, amount, kept } = self.units[unit].pieces[piece].clone();
                let part = kept.map(|part| (&solution.events[part], freedom.parts[part]));
                let stays = part.is_some_and(|part| part.1 == Liberty::Fixed || may.is_none());
                if let Some((part, _)) = part.filter(|_| stays) {
                    fills.push(Fill { piece, who: part.resources.get(place).copied().flatten(), amount });
                    continue;
                }
                let running: Vec<usize> = self.units[unit].pieces[piece].running().collect();
                let mut whom: Vec<Option<ResourceId>> = may
                    .unwrap_or(&used)
                    .iter()
                    .filter(|who| {
                        let own = &facts.resources[who.index()];
                        let free = |time: &usize| !own.barred[*time] && taken[who.index()].get(*time) != Some(&true);
                        facts.events[first.index()].fillers[place].contains(who) && running.iter().all(free)
                    })
                    .map(|who| Some(*who))
                    .collect();
                if !must {
                    whom.push(None);
                }
                let most = self.rows.range(&amount).1;
                let mut total = amount.clone();
                for who in whom {
                    let single = time.is_some() && who.is_some_and(|who| facts.resources[who.index()].single);
                    let col = self.rows.whole(0.0, if single { most.min(1.0) } else { most });
                    total.add(&Sum::of(col), -1.0);
                    let value = match part {
                        Some((part, _)) => f64::from(u8::from(part.resources.get(place).copied().flatten() == who)),
                        None => now.remove(&(place, duration, time, who)).unwrap_or(0.0),
                    };
                    self.begin(col, value);
                    fills.push(Fill { piece, who, amount: Sum::of(col) });
                }
                self.rows.between(0.0, 0.0, total);
                self.units[unit].free = true;
            }
            self.units[unit].fills[place] = fills;
        }
        if !now.is_empty() {
            self.start = None;
        }
    }
}

/// When a part runs.
pub(super) fn running(part: &SolutionEvent) -> impl Iterator<Item = usize> + use<> {
    let duration = part.duration as usize;
    part.time.into_iter().flat_map(move |start| start.index()..start.index() + duration)
}
