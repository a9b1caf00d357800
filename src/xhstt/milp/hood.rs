//! Neighbourhoods: what to free around a solution.
//!
//! | kind | free |
//! |---|---|
//! | [`Kind::Around`] | parts around a costly point, grown along shared resources |
//! | [`Kind::People`] | all parts of a resource, and of those who share events with it |
//! | [`Kind::Days`] | parts of some days (of some resources only when there are too many), within those days |
//! | [`Kind::Times`] | parts that start at some times, within those times |
//! | [`Kind::Relaxed`] | parts that the relaxation of the whole would rather have elsewhere |
//! | [`Kind::Choice`] | who fills the open places of parts, at their times |

use std::collections::{BTreeMap, BTreeSet};

use rand::Rng;
use rand::rngs::SmallRng;
use rand::seq::{IndexedRandom, SliceRandom};

use super::facts::Facts;
use super::model::{Freedom, Liberty, Place, running};
use crate::xhstt::evaluate::{Part, Point};
use crate::xhstt::model::{EventId, Instance, Solution, SolutionEvent, TimeId};

/// More columns than this are not given to choosing times and resources together.
const JOINT: usize = 40_000;

/// A kind of neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Around,
    People,
    Days,
    Times,
    Relaxed,
    Choice,
}

/// A solution, looked at by event, resource and time.
pub(super) struct View<'a> {
    instance: &'a Instance,
    facts: &'a Facts,
    solution: &'a Solution,
    by_event: Vec<Vec<usize>>,
    by_resource: Vec<Vec<usize>>,
    by_start: Vec<Vec<usize>>,
    /// Parts that may move.
    movable: Vec<usize>,
    /// Parts with places that nobody fills beforehand.
    open: Vec<usize>,
    /// For each point that costs, weight and parts.
    costly: Vec<(i64, Vec<usize>)>,
    /// For each part: how much of it the relaxation has where it is; empty if that is not known.
    agreed: Vec<f64>,
}

impl<'a> View<'a> {
    /// `breakdown` is the solution's.
    pub fn new(
        instance: &'a Instance,
        facts: &'a Facts,
        solution: &'a Solution,
        breakdown: &[Part],
        relaxation: Option<&BTreeMap<Place, f64>>,
    ) -> Self {
        let mut view = Self {
            instance,
            facts,
            solution,
            by_event: vec![Vec::new(); instance.events.len()],
            by_resource: vec![Vec::new(); instance.resources.len()],
            by_start: vec![Vec::new(); instance.times.len()],
            movable: Vec::new(),
            open: Vec::new(),
            costly: Vec::new(),
            agreed: Vec::new(),
        };
        if let Some(shares) = relaxation.filter(|shares| !shares.is_empty()) {
            let share = |part: &SolutionEvent| shares.get(&(part.event, part.duration, part.time)).copied();
            view.agreed = solution.events.iter().map(|part| share(part).unwrap_or(0.0)).collect();
        }
        for (index, part) in solution.events.iter().enumerate() {
            let event = &instance.events[part.event.index()];
            view.by_event[part.event.index()].push(index);
            for who in part.resources.iter().flatten() {
                view.by_resource[who.index()].push(index);
            }
            if event.time.is_none() {
                view.movable.push(index);
                if let Some(time) = part.time {
                    view.by_start[time.index()].push(index);
                }
            }
            if event.resources.iter().any(|place| place.preassigned.is_none()) {
                view.open.push(index);
            }
        }
        for (part, constraint) in breakdown.iter().zip(&instance.constraints) {
            for charge in &part.charges {
                let parts = view.at(charge.point);
                let weight = if constraint.required { charge.cost.saturating_mul(1000) } else { charge.cost };
                if weight > 0 && !parts.is_empty() {
                    view.costly.push((weight, parts));
                }
            }
        }
        view
    }

    fn at(&self, point: Point) -> Vec<usize> {
        let event = |event: EventId| self.by_event[event.index()].clone();
        match point {
            Point::Event(one) | Point::Place(one, _) => event(one),
            Point::Pair(first, second) => [event(first), event(second)].concat(),
            Point::Group(group) => {
                self.instance.event_groups[group.index()].members.iter().flat_map(|one| event(*one)).collect()
            }
            Point::Resource(who) => self.by_resource[who.index()].clone(),
        }
    }

    /// Kinds that make sense here.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds = Vec::new();
        if !self.movable.is_empty() {
            kinds.extend([Kind::Around, Kind::People, Kind::Times]);
            if self.facts.days.len() < self.instance.times.len() {
                kinds.push(Kind::Days);
            }
        }
        if !self.agreed.is_empty() {
            kinds.push(Kind::Relaxed);
        }
        if !self.open.is_empty() {
            kinds.push(Kind::Choice);
        }
        kinds
    }

    /// Parts that may be freed at all.
    pub fn size(&self) -> usize {
        self.movable.len().max(self.open.len())
    }

    /// Frees everything.
    pub fn everything(&self) -> Freedom {
        let mut freedom = self.free(&self.movable, true);
        for part in &self.open {
            if freedom.parts[*part] == Liberty::Fixed {
                self.choose(&mut freedom, *part);
            }
        }
        freedom
    }

    /// A neighbourhood of about `size` parts.
    pub fn draw(&self, kind: Kind, size: usize, dice: &mut SmallRng) -> Freedom {
        let joint = !self.open.is_empty() && dice.random_bool(0.5);
        match kind {
            Kind::Around => {
                let parts = self.grow(self.seeds(dice, size), size, dice);
                self.free(&parts, joint)
            }
            Kind::People => {
                let parts = self.people(size, dice);
                self.free(&parts, joint)
            }
            Kind::Days => {
                let mut days: Vec<&Vec<TimeId>> = self.facts.days.iter().collect();
                days.shuffle(dice);
                // The day of a costly part comes first.
                if let Some(time) =
                    self.seeds(dice, size).choose(dice).and_then(|part| self.solution.events[*part].time)
                {
                    days.sort_by_key(|day| !day.contains(&time));
                }
                let mut times = BTreeSet::new();
                let mut parts = Vec::new();
                for (count, day) in days.into_iter().enumerate() {
                    let here: Vec<usize> = day.iter().flat_map(|time| self.by_start[time.index()].clone()).collect();
                    if count >= 2 && parts.len() + here.len() > size {
                        break;
                    }
                    times.extend(day.iter().copied());
                    parts.extend(here);
                }
                if parts.len() > size {
                    parts = self.some(parts, size, dice);
                }
                self.within(&parts, &times, joint)
            }
            Kind::Times => {
                let mut times: Vec<usize> = (0..self.by_start.len()).collect();
                times.shuffle(dice);
                let seeds = self.seeds(dice, size);
                let seeds: BTreeSet<usize> =
                    seeds.iter().filter_map(|part| self.solution.events[*part].time).map(TimeId::index).collect();
                // One of the seeds' times first.
                times.sort_by_key(|time| !seeds.contains(time));
                if seeds.len() > 1 {
                    times[1..].shuffle(dice);
                }
                let mut chosen = BTreeSet::new();
                let mut parts = Vec::new();
                for time in times {
                    let here = &self.by_start[time];
                    if chosen.len() >= 2 && parts.len() + here.len() > size {
                        break;
                    }
                    chosen.insert(TimeId::from_index(time));
                    parts.extend(here);
                }
                if parts.len() > 2 * size {
                    parts = self.some(parts, size, dice);
                }
                self.within(&parts, &chosen, joint)
            }
            Kind::Relaxed => {
                // All over the school, or near a costly point.
                let near = if dice.random_bool(0.5) {
                    self.movable.clone()
                } else {
                    self.grow(self.seeds(dice, size), 3 * size, dice)
                };
                let mut parts: Vec<(f64, usize)> =
                    near.into_iter().map(|part| (self.agreed[part] + 0.5 * dice.random::<f64>(), part)).collect();
                parts.sort_by(|a, b| a.0.total_cmp(&b.0));
                parts.truncate(size);
                let parts: Vec<usize> = parts.into_iter().map(|part| part.1).collect();
                self.free(&parts, joint)
            }
            Kind::Choice => {
                let mut parts: Vec<usize> = self.open.clone();
                parts.shuffle(dice);
                if parts.len() > size {
                    // Parts at the same times compete; parts of one event want the same.
                    let times: BTreeSet<usize> = parts
                        .iter()
                        .take(1 + size / 8)
                        .flat_map(|part| running(&self.solution.events[*part]))
                        .collect();
                    let events: BTreeSet<EventId> =
                        parts.iter().take(1 + size / 16).map(|part| self.solution.events[*part].event).collect();
                    let near = |part: &usize| {
                        let part = &self.solution.events[*part];
                        !(events.contains(&part.event) || running(part).any(|time| times.contains(&time)))
                    };
                    parts.sort_by_key(near);
                    parts.truncate(size);
                }
                let mut freedom = self.free(&[], true);
                parts.iter().for_each(|part| self.choose(&mut freedom, *part));
                freedom
            }
        }
    }

    /// Parts of a point that costs; of any event, sometimes.
    fn seeds(&self, dice: &mut SmallRng, most: usize) -> Vec<usize> {
        let mut parts = if self.costly.is_empty() || dice.random_bool(0.15) {
            self.movable.choose(dice).map(|part| vec![*part]).unwrap_or_default()
        } else if dice.random_bool(0.5) {
            self.costly.choose(dice).map(|point| point.1.clone()).unwrap_or_default()
        } else {
            let mut left = dice.random_range(0..self.costly.iter().map(|point| point.0).sum::<i64>().max(1));
            let point = self.costly.iter().find(|point| {
                left -= point.0;
                left < 0
            });
            point.map(|point| point.1.clone()).unwrap_or_default()
        };
        parts.retain(|part| self.instance.events[self.solution.events[*part].event.index()].time.is_none());
        parts.shuffle(dice);
        parts.truncate(most.max(1));
        parts
    }

    /// Adds parts that share a resource with one that is there.
    fn grow(&self, seeds: Vec<usize>, size: usize, dice: &mut SmallRng) -> Vec<usize> {
        let mut chosen: BTreeSet<usize> = seeds.iter().copied().collect();
        let mut parts = seeds;
        let mut misses = 0;
        while parts.len() < size.min(self.movable.len()) && misses < 20 * size {
            misses += 1;
            let part = if misses % 50 == 49 { self.movable.choose(dice) } else { parts.choose(dice) };
            let Some(part) = part else { break };
            let Some(Some(who)) = self.solution.events[*part].resources.choose(dice) else { continue };
            let Some(next) = self.by_resource[who.index()].choose(dice) else { continue };
            let fixed = self.instance.events[self.solution.events[*next].event.index()].time.is_some();
            if !fixed && chosen.insert(*next) {
                parts.push(*next);
            }
        }
        parts
    }

    /// All parts of a resource, then of one that shares an event with what is there, and so on.
    fn people(&self, size: usize, dice: &mut SmallRng) -> Vec<usize> {
        let mut chosen: BTreeSet<usize> = BTreeSet::new();
        let mut asked = BTreeSet::new();
        let Some(mut part) =
            self.seeds(dice, size).choose(dice).copied().or_else(|| self.movable.choose(dice).copied())
        else {
            return Vec::new();
        };
        for _ in 0..4 * size {
            let who = self.solution.events[part].resources.choose(dice).copied().flatten();
            if let Some(who) = who
                && asked.insert(who)
            {
                let theirs = &self.by_resource[who.index()];
                let mut new: Vec<usize> = theirs
                    .iter()
                    .copied()
                    .filter(|part| !chosen.contains(part))
                    .filter(|part| self.instance.events[self.solution.events[*part].event.index()].time.is_none())
                    .collect();
                if !chosen.is_empty() && chosen.len() + new.len() > size {
                    break;
                }
                if new.len() > 2 * size {
                    new.shuffle(dice);
                    new.truncate(size);
                }
                chosen.extend(new);
            }
            let all: Vec<usize> = chosen.iter().copied().collect();
            match all.choose(dice) {
                Some(next) => part = *next,
                None => break,
            }
        }
        chosen.into_iter().collect()
    }

    /// Some of the parts, by resources.
    fn some(&self, parts: Vec<usize>, size: usize, dice: &mut SmallRng) -> Vec<usize> {
        let all: BTreeSet<usize> = parts.iter().copied().collect();
        let seed = self.seeds(dice, size).into_iter().find(|part| all.contains(part));
        let Some(seed) = seed.or_else(|| parts.choose(dice).copied()) else { return parts };
        let mut chosen = BTreeSet::from([seed]);
        let mut order = vec![seed];
        for _ in 0..30 * size {
            if chosen.len() >= size {
                break;
            }
            let Some(part) = order.choose(dice) else { break };
            let Some(Some(who)) = self.solution.events[*part].resources.choose(dice) else { continue };
            for next in &self.by_resource[who.index()] {
                if all.contains(next) && chosen.len() < size && chosen.insert(*next) {
                    order.push(*next);
                }
            }
        }
        order
    }

    fn free(&self, parts: &[usize], joint: bool) -> Freedom {
        let mut freedom = Freedom {
            parts: vec![Liberty::Fixed; self.solution.events.len()],
            times: vec![true; self.instance.times.len()],
            fillers: BTreeMap::new(),
        };
        // Times and resources together: about so many columns.
        let columns: usize = parts.iter().map(|part| self.columns(*part)).sum();
        for part in parts {
            freedom.parts[*part] = Liberty::Full;
            if joint && columns <= JOINT {
                self.fillers(&mut freedom, self.solution.events[*part].event);
            }
        }
        freedom
    }

    /// About how many columns a part takes whose times and resources are chosen together.
    fn columns(&self, part: usize) -> usize {
        let part = &self.solution.events[part];
        let event = &self.instance.events[part.event.index()];
        let places = event.resources.iter().zip(&self.facts.events[part.event.index()].fillers);
        let fillers: usize =
            places.filter(|(place, _)| place.preassigned.is_none()).map(|(_, fillers)| fillers.len() + 1).sum();
        fillers * self.instance.times.len() * part.duration as usize
    }

    fn within(&self, parts: &[usize], times: &BTreeSet<TimeId>, joint: bool) -> Freedom {
        let mut freedom = self.free(parts, joint);
        for (time, open) in freedom.times.iter_mut().enumerate() {
            *open = times.contains(&TimeId::from_index(time));
        }
        freedom
    }

    fn choose(&self, freedom: &mut Freedom, part: usize) {
        freedom.parts[part] = Liberty::Resources;
        self.fillers(freedom, self.solution.events[part].event);
    }

    fn fillers(&self, freedom: &mut Freedom, event: EventId) {
        for (place, one) in self.instance.events[event.index()].resources.iter().enumerate() {
            if one.preassigned.is_none() {
                let fillers = self.facts.events[event.index()].fillers[place].clone();
                freedom.fillers.insert((event, place), fillers);
            }
        }
    }
}
