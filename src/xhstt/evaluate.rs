//! The cost of a solution, straight from the definitions of the format: a full recount, constraint by constraint and
//! point by point. It shares nothing with the searches, and is what a written solution is judged by.
//!
//! For a constraint with weight `w`, cost function `f` and points of application `P`: cost `= sum over p in P of
//! w * f(deviation(p))`; costs of required constraints add up to the infeasibility, others to the objective. How each kind
//! counts its deviation stands at its function; where the format's texts leave room, archived solutions with known
//! costs decide (they are a test).

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    ConstraintId, Cost, Demand, EventGroupId, EventId, Instance, Limits, ResourceId, Solution, SolutionEvent,
    TimeGroupId, TimeId,
};

/// A point of application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// An event.
    Event(EventId),
    /// A resource of an event, by its position.
    Place(EventId, usize),
    /// A group of events.
    Group(EventGroupId),
    /// Two events in order.
    Pair(EventId, EventId),
    /// A resource.
    Resource(ResourceId),
}

/// What one point of application costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Where.
    pub point: Point,
    /// How far from what is demanded.
    pub deviation: i64,
    /// Weight times function of the deviation.
    pub cost: i64,
}

/// What one constraint costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The constraint.
    pub constraint: ConstraintId,
    /// How many points it has.
    pub points: usize,
    /// Its cost.
    pub cost: i64,
    /// The points that deviate.
    pub charges: Vec<Charge>,
}

/// The cost of `solution`.
#[must_use]
pub fn evaluate(instance: &Instance, solution: &Solution) -> Cost {
    total(instance, &breakdown(instance, solution))
}

/// The sum of a breakdown.
#[must_use]
pub fn total(instance: &Instance, parts: &[Part]) -> Cost {
    let mut cost = Cost::default();
    for (part, constraint) in parts.iter().zip(&instance.constraints) {
        let sum = if constraint.required { &mut cost.infeasibility } else { &mut cost.objective };
        *sum = sum.saturating_add(part.cost);
    }
    cost
}

/// What each constraint costs, in their order, and where.
#[must_use]
pub fn breakdown(instance: &Instance, solution: &Solution) -> Vec<Part> {
    let recount = Recount::new(instance, solution);
    let mut parts = Vec::with_capacity(instance.constraints.len());
    for (index, constraint) in instance.constraints.iter().enumerate() {
        let deviations = recount.deviations(&constraint.demand);
        let points = deviations.len();
        let charges: Vec<Charge> = deviations
            .into_iter()
            .filter(|(_, deviation)| *deviation != 0)
            .map(|(point, deviation)| {
                let cost = i64::from(constraint.weight).saturating_mul(constraint.cost.of(deviation));
                Charge { point, deviation, cost }
            })
            .collect();
        let cost = charges.iter().fold(0_i64, |sum, charge| sum.saturating_add(charge.cost));
        parts.push(Part { constraint: ConstraintId::from_index(index), points, cost, charges });
    }
    parts
}

/// A solution by event and by resource.
struct Recount<'a> {
    instance: &'a Instance,
    /// Solution events of each event.
    parts: Vec<Vec<&'a SolutionEvent>>,
    /// For each resource, at how many solution events it is at each time; only times at which it is busy.
    uses: Vec<BTreeMap<TimeId, i64>>,
}

impl<'a> Recount<'a> {
    fn new(instance: &'a Instance, solution: &'a Solution) -> Self {
        let mut parts = vec![Vec::new(); instance.events.len()];
        let mut uses = vec![BTreeMap::new(); instance.resources.len()];
        for event in &solution.events {
            if let Some(parts) = parts.get_mut(event.event.index()) {
                parts.push(event);
            }
            for resource in event.resources.iter().flatten() {
                let Some(uses) = uses.get_mut(resource.index()) else { continue };
                for time in running(event) {
                    *uses.entry(time).or_insert(0) += 1;
                }
            }
        }
        Self { instance, parts, uses }
    }

    fn deviations(&self, demand: &Demand) -> Vec<(Point, i64)> {
        fn each<T: Copy>(points: &[T], point: impl Fn(T) -> Point, count: impl Fn(T) -> i64) -> Vec<(Point, i64)> {
            points.iter().map(|one| (point(*one), count(*one))).collect()
        }
        let place = |(event, place)| Point::Place(event, place);
        match demand {
            Demand::AssignResource { places } => each(places, place, |place| self.unfilled(place)),
            Demand::AssignTime { events } => each(events, Point::Event, |event| self.untimed(event)),
            Demand::SplitEvents { events, duration, amount } => {
                each(events, Point::Event, |event| self.wrong_split(event, *duration, *amount))
            }
            Demand::DistributeSplitEvents { events, duration, number } => {
                each(events, Point::Event, |event| self.wrong_number(event, *duration, *number))
            }
            Demand::PreferResources { places, resources } => {
                each(places, place, |place| self.unpreferred_resource(place, resources))
            }
            Demand::PreferTimes { events, times, duration } => {
                each(events, Point::Event, |event| self.unpreferred_time(event, times, *duration))
            }
            Demand::AvoidSplitAssignments { groups } => {
                groups.iter().map(|(group, places)| (Point::Group(*group), self.split_assignments(places))).collect()
            }
            Demand::SpreadEvents { groups, times } => each(groups, Point::Group, |group| self.unspread(group, times)),
            Demand::LinkEvents { groups } => each(groups, Point::Group, |group| self.unlinked(group)),
            Demand::OrderEvents { pairs } => pairs
                .iter()
                .map(|(first, second, gap)| (Point::Pair(*first, *second), self.disorder(*first, *second, *gap)))
                .collect(),
            Demand::AvoidClashes { resources } => each(resources, Point::Resource, |resource| self.clashes(resource)),
            Demand::AvoidUnavailableTimes { resources, times } => {
                each(resources, Point::Resource, |resource| self.busy_among(resource, times))
            }
            Demand::LimitIdleTimes { resources, times, limits } => each(resources, Point::Resource, |resource| {
                limits.deviation(times.iter().map(|group| self.idle(resource, *group)).sum())
            }),
            Demand::ClusterBusyTimes { resources, times, limits } => each(resources, Point::Resource, |resource| {
                let busy = times.iter().filter(|group| self.busy_in(resource, **group) > 0).count();
                limits.deviation(whole(busy))
            }),
            Demand::LimitBusyTimes { resources, times, limits } => each(resources, Point::Resource, |resource| {
                let busy = times.iter().map(|group| self.busy_in(resource, *group));
                busy.filter(|busy| *busy > 0).map(|busy| limits.deviation(busy)).sum()
            }),
            Demand::LimitWorkload { resources, limits } => self.workloads(resources, *limits),
        }
    }

    fn parts(&self, event: EventId) -> &[&'a SolutionEvent] {
        self.parts.get(event.index()).map_or(&[], Vec::as_slice)
    }

    fn members(&self, group: EventGroupId) -> &'a [EventId] {
        self.instance.event_groups.get(group.index()).map_or(&[], |group| &group.members)
    }

    fn times(&self, group: TimeGroupId) -> &'a [TimeId] {
        self.instance.time_groups.get(group.index()).map_or(&[], |group| &group.members)
    }

    /// Who fills a place in each part of its event, with the part's duration.
    fn fills(&self, (event, place): (EventId, usize)) -> impl Iterator<Item = (Option<ResourceId>, i64)> {
        self.parts(event)
            .iter()
            .map(move |part| (part.resources.get(place).copied().flatten(), i64::from(part.duration)))
    }

    /// Assign resource: the duration that nobody fills.
    fn unfilled(&self, place: (EventId, usize)) -> i64 {
        self.fills(place).filter(|(who, _)| who.is_none()).map(|(_, duration)| duration).sum()
    }

    /// Assign time: the duration without a time.
    fn untimed(&self, event: EventId) -> i64 {
        self.parts(event).iter().filter(|part| part.time.is_none()).map(|part| i64::from(part.duration)).sum()
    }

    /// Split events: parts that are too short or too long, and parts too few or too many.
    fn wrong_split(&self, event: EventId, duration: Limits, amount: Limits) -> i64 {
        let parts = self.parts(event);
        let wrong = parts.iter().filter(|part| duration.deviation(i64::from(part.duration)) > 0).count();
        whole(wrong) + amount.deviation(whole(parts.len()))
    }

    /// Distribute split events: parts of this duration too few or too many.
    fn wrong_number(&self, event: EventId, duration: u32, number: Limits) -> i64 {
        let found = self.parts(event).iter().filter(|part| part.duration == duration).count();
        number.deviation(whole(found))
    }

    /// Prefer resources: the duration filled by somebody else.
    fn unpreferred_resource(&self, place: (EventId, usize), preferred: &[ResourceId]) -> i64 {
        let others = self.fills(place).filter(|(who, _)| who.is_some_and(|who| !preferred.contains(&who)));
        others.map(|(_, duration)| duration).sum()
    }

    /// Prefer times: the duration of parts that start at another time.
    fn unpreferred_time(&self, event: EventId, preferred: &[TimeId], duration: Option<u32>) -> i64 {
        let parts = self.parts(event).iter().filter(|part| duration.is_none_or(|wanted| part.duration == wanted));
        let others = parts.filter(|part| part.time.is_some_and(|time| !preferred.contains(&time)));
        others.map(|part| i64::from(part.duration)).sum()
    }

    /// Avoid split assignments: different resources in the places of a group, less 1.
    fn split_assignments(&self, places: &[(EventId, usize)]) -> i64 {
        let who: BTreeSet<ResourceId> =
            places.iter().flat_map(|place| self.fills(*place)).filter_map(|(who, _)| who).collect();
        (whole(who.len()) - 1).max(0)
    }

    /// Spread events: for each set of times, parts of the group's events that start in it too few or too many.
    fn unspread(&self, group: EventGroupId, times: &[(TimeGroupId, Limits)]) -> i64 {
        let starts: Vec<TimeId> =
            self.members(group).iter().flat_map(|event| self.parts(*event)).filter_map(|part| part.time).collect();
        let within = |set: TimeGroupId| starts.iter().filter(|start| self.times(set).contains(start)).count();
        times.iter().map(|(set, limits)| limits.deviation(whole(within(*set)))).sum()
    }

    /// Link events: times at which some of the group's events run, but not all.
    fn unlinked(&self, group: EventGroupId) -> i64 {
        let members = self.members(group);
        let mut run: BTreeMap<TimeId, usize> = BTreeMap::new();
        for event in members {
            let times: BTreeSet<TimeId> = self.parts(*event).iter().flat_map(|part| running(part)).collect();
            for time in times {
                *run.entry(time).or_insert(0) += 1;
            }
        }
        whole(run.values().filter(|events| **events < members.len()).count())
    }

    /// Order events: the distance of what lies between the end of the first event's last part and the start of the
    /// second's first one; nothing while a part of either has no time.
    fn disorder(&self, first: EventId, second: EventId, separation: Limits) -> i64 {
        let end = self.parts(first).iter().map(|part| Some(whole(part.time?.index()) + i64::from(part.duration)));
        let start = self.parts(second).iter().map(|part| Some(whole(part.time?.index())));
        let end = end.collect::<Option<Vec<_>>>().and_then(|ends| ends.into_iter().max());
        let start = start.collect::<Option<Vec<_>>>().and_then(|starts| starts.into_iter().min());
        end.zip(start).map_or(0, |(end, start)| separation.deviation(start - end))
    }

    fn uses(&self, resource: ResourceId) -> Option<&BTreeMap<TimeId, i64>> {
        self.uses.get(resource.index())
    }

    fn busy(&self, resource: ResourceId, time: TimeId) -> bool {
        self.uses(resource).is_some_and(|uses| uses.contains_key(&time))
    }

    /// Avoid clashes: at each time, parts that use the resource beyond the first.
    fn clashes(&self, resource: ResourceId) -> i64 {
        self.uses(resource).map_or(0, |uses| uses.values().map(|count| count - 1).sum())
    }

    /// How many of these times the resource is busy.
    fn busy_among(&self, resource: ResourceId, times: &[TimeId]) -> i64 {
        whole(times.iter().filter(|time| self.busy(resource, **time)).count())
    }

    fn busy_in(&self, resource: ResourceId, group: TimeGroupId) -> i64 {
        self.busy_among(resource, self.times(group))
    }

    /// Limit idle times: times of a set at which the resource is free, though busy before and after it within the set.
    fn idle(&self, resource: ResourceId, group: TimeGroupId) -> i64 {
        let times = self.times(group);
        let busy = || times.iter().filter(|time| self.busy(resource, **time));
        let Some((first, last)) = busy().min().zip(busy().max()) else { return 0 };
        whole(times.iter().filter(|time| *time > first && *time < last && !self.busy(resource, **time)).count())
    }

    /// Limit workload: each part that a resource fills brings it `workload of the place * duration of the part / duration
    /// of the event`, timed or not; the distance of the sum from the limits, rounded up.
    fn workloads(&self, resources: &[ResourceId], limits: Limits) -> Vec<(Point, i64)> {
        // Sums by denominator (the event's duration), so that nothing is rounded before the end.
        let mut sums: BTreeMap<ResourceId, BTreeMap<u32, i64>> = BTreeMap::new();
        for (event, parts) in self.instance.events.iter().zip(&self.parts) {
            for part in parts {
                for (who, need) in part.resources.iter().zip(&event.resources) {
                    let Some(who) = who else { continue };
                    let sum = sums.entry(*who).or_default().entry(event.duration).or_insert(0);
                    *sum += i64::from(need.workload) * i64::from(part.duration);
                }
            }
        }
        let deviation = |resource: &ResourceId| {
            let load = sums.get(resource).map_or((0, 0.0), load);
            let (least, most) = (i64::from(limits.minimum), i64::from(limits.maximum));
            // The workload is `whole + rest`, 0 <= rest < 1 being a sum of fractions: tiny errors of it do not count.
            let above = if load.1 > TOLERANCE { load.0 + 1 - most } else { load.0 - most };
            (least - load.0).max(above).max(0)
        };
        resources.iter().map(|resource| (Point::Resource(*resource), deviation(resource))).collect()
    }
}

/// A fraction below this is a rounding error: durations are far below its inverse.
const TOLERANCE: f64 = 1e-7;

/// Whole part and rest of a sum of fractions.
fn load(sums: &BTreeMap<u32, i64>) -> (i64, f64) {
    let (mut whole, mut rest) = (0, 0.0);
    for (denominator, sum) in sums {
        let denominator = i64::from(*denominator).max(1);
        whole += sum / denominator;
        #[allow(clippy::cast_precision_loss)]
        let fraction = (sum % denominator) as f64 / denominator as f64;
        rest += fraction;
        if rest >= 1.0 - TOLERANCE {
            whole += 1;
            rest = (rest - 1.0).max(0.0);
        }
    }
    (whole, rest)
}

/// The times at which a part runs; none without a time.
fn running(part: &SolutionEvent) -> impl Iterator<Item = TimeId> {
    let duration = part.duration;
    part.time.into_iter().flat_map(move |start| (start.0..start.0.saturating_add(duration)).map(TimeId))
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
pub(in crate::xhstt) mod tests;
