//! Who fills the open shared needs (which teacher takes which class's subject), before anything is placed.
//!
//! Needs that must have the same resource form a group `g`; `z[g, r] = 1`: resource `r` takes group `g`.
//!
//! - each group has one: `sum(z[g, r], r) = 1`;
//! - workload of `r`: `min <= given load + sum(load * z) <= max`, priced when soft;
//! - in one lesson a resource serves at most `capacity` needs;
//! - time, in each week of the cycle: minutes of `r`'s lessons `<= capacity *` minutes of cells in which it could teach;
//! - soft: same or few resources (`used[r] >= z`, `sum(used) - over <= max`), preferred resources;
//! - tie-break: `excess[r] >= minutes - fair share`, the share by available minutes, so that loads are balanced.
//!
//! Every row is implied by the problem, so that no staffing means no solution. Staffings already tried are cut off by
//! `sum(z chosen then) <= groups - 1`; for small problems this enumerates all of them.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::milp::highs::{Col, Limits, Program, Status, Unseen};
use crate::problem::{ActivityId, Form, Problem, ResourceId, Solution, Strength};

/// Priced units count so many times a unit of the tie-break.
const SCALE: f64 = 1000.0;
/// Nodes of a first attempt.
const NODES: i32 = 500;

/// The choice of every group, by group.
pub type Staffing = Vec<ResourceId>;

/// What the stage answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staffed {
    /// A staffing.
    Chosen(Staffing),
    /// No (further) staffing exists.
    None,
    /// The search was cut short.
    Unknown,
}

/// The open shared needs of a problem.
#[derive(Debug)]
pub struct Desk<'a> {
    problem: &'a Problem,
    groups: Vec<Group>,
    by_need: BTreeMap<(ActivityId, usize), usize>,
    /// Searches that were cut short so far: the next one gets more nodes and another seed.
    failures: Cell<u16>,
}

#[derive(Debug)]
struct Group {
    members: Vec<(ActivityId, usize)>,
    candidates: Vec<ResourceId>,
}

impl<'a> Desk<'a> {
    /// Finds the groups of `problem`.
    #[must_use]
    pub fn new(problem: &'a Problem) -> Self {
        let mut group_of: BTreeMap<(ActivityId, usize), usize> = BTreeMap::new();
        let mut groups: Vec<Group> = Vec::new();
        for id in problem.activity_ids() {
            for (index, need) in problem.activity(id).needs.iter().enumerate() {
                if need.shared && problem.activity(id).count > 0 {
                    group_of.insert((id, index), groups.len());
                    let candidates: BTreeSet<_> = need.candidates.iter().copied().collect();
                    groups.push(Group { members: vec![(id, index)], candidates: candidates.into_iter().collect() });
                }
            }
        }
        for constraint in problem.constraints.iter().filter(|c| c.strength == Strength::Hard) {
            if let Form::SameResource { needs } = &constraint.form {
                let ids: BTreeSet<usize> =
                    needs.iter().filter_map(|(a, n)| group_of.get(&(*a, usize::from(*n))).copied()).collect();
                let Some(first) = ids.first().copied() else { continue };
                for other in ids.into_iter().skip(1) {
                    let merged = std::mem::replace(&mut groups[other], Group { members: vec![], candidates: vec![] });
                    for member in &merged.members {
                        group_of.insert(*member, first);
                    }
                    groups[first].members.extend(merged.members);
                    groups[first].candidates.retain(|r| merged.candidates.contains(r));
                }
            }
        }
        // Only groups with a choice, or with none at all, are decided here.
        let open = |group: &Group| {
            !group.members.is_empty()
                && (group.candidates.len() != 1
                    || group.members.iter().any(|(a, n)| problem.activity(*a).needs[*n].given().is_none()))
        };
        let groups: Vec<Group> = groups.into_iter().filter(open).collect();
        let members = |(index, group): (usize, &Group)| {
            group.members.iter().map(move |member| (*member, index)).collect::<Vec<_>>()
        };
        let by_need = groups.iter().enumerate().flat_map(members).collect();
        Self { problem, groups, by_need, failures: Cell::new(0) }
    }

    /// Whether there is anything to choose.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The staffing of a solution; none when it leaves a group open, or to somebody who cannot take it, or to several.
    #[must_use]
    pub fn of(&self, solution: &Solution) -> Option<Staffing> {
        let filler = |(activity, need): &(ActivityId, usize)| {
            let mut lessons = solution.lessons.get(activity.index())?.iter();
            let first = lessons.next()?.resources.get(*need).copied()?;
            lessons.all(|lesson| lesson.resources.get(*need) == Some(&first)).then_some(first)
        };
        let of_group = |group: &Group| {
            let first = filler(group.members.first()?)?;
            let same = group.members.iter().all(|member| filler(member) == Some(first));
            (same && group.candidates.contains(&first)).then_some(first)
        };
        self.groups.iter().map(of_group).collect()
    }

    /// The problem with the choices made.
    #[must_use]
    pub fn apply(&self, staffing: &Staffing) -> Problem {
        let mut problem = self.problem.clone();
        for (group, resource) in self.groups.iter().zip(staffing) {
            for (activity, need) in &group.members {
                problem.activities[activity.index()].needs[*need].candidates = vec![*resource];
            }
        }
        problem
    }

    /// A staffing that is not among `tried`; from the second on, ties are broken at random. Each call after one that was
    /// cut short searches further and otherwise.
    #[must_use]
    pub fn choose(&self, tried: &[Staffing], seed: u64, time: Duration) -> Staffed {
        let mut program = Program::default();
        let mut dice = SmallRng::seed_from_u64(seed.wrapping_add(tried.len() as u64));
        let mut columns: BTreeMap<(usize, ResourceId), Col> = BTreeMap::new();
        for (index, group) in self.groups.iter().enumerate() {
            let cols: Vec<Col> = group
                .candidates
                .iter()
                .map(|_| program.binary(if tried.is_empty() { 0.0 } else { dice.random_range(0.0..60.0) }))
                .collect();
            columns.extend(group.candidates.iter().zip(&cols).map(|(r, col)| ((index, *r), *col)));
            program.row(1.0, 1.0, cols.into_iter().map(|col| (col, 1.0)));
        }
        self.resources(&columns, &mut program);
        self.lessons(&columns, &mut program);
        self.minutes(&columns, &mut program);
        for staffing in tried {
            let cols = staffing.iter().enumerate().filter_map(|(index, r)| columns.get(&(index, *r)));
            let most = f64::from(u32::try_from(self.groups.len()).unwrap_or(u32::MAX)) - 1.0;
            program.row(f64::NEG_INFINITY, most, cols.map(|col| (*col, 1.0)));
        }
        let failures = self.failures.get();
        let nodes = NODES.saturating_mul(4_i32.saturating_pow(u32::from(failures)));
        let seed = i32::from(failures).saturating_add(1);
        let limits = Limits { time, nodes: Some(nodes), gap: 0.001, relaxed: false, seed };
        let answer = program.run(&[], &limits, &Unseen);
        let staffed = match answer.values {
            Some(values) => {
                let one = |col: &Col| values.get(col.index()).is_some_and(|value| *value > 0.5);
                let chosen: Vec<ResourceId> =
                    columns.iter().filter(|(_, col)| one(col)).map(|((_, resource), _)| *resource).collect();
                if chosen.len() == self.groups.len() { Staffed::Chosen(chosen) } else { Staffed::Unknown }
            }
            None if answer.status == Status::Infeasible => Staffed::None,
            None => Staffed::Unknown,
        };
        if staffed == Staffed::Unknown {
            self.failures.set(failures.saturating_add(1));
        }
        staffed
    }

    /// The group of a need, or who fills it anyway.
    fn filler(&self, activity: ActivityId, need: u8) -> Filler {
        match self.by_need.get(&(activity, usize::from(need))) {
            Some(group) => Filler::Group(*group),
            None => {
                let activity = self.problem.activity(activity);
                let given = activity.needs.get(usize::from(need)).and_then(crate::problem::Need::given);
                given.filter(|_| activity.count > 0).map_or(Filler::Nobody, Filler::Given)
            }
        }
    }

    /// Rows of the constraints on resources.
    fn resources(&self, columns: &BTreeMap<(usize, ResourceId), Col>, program: &mut Program) {
        for constraint in &self.problem.constraints {
            let price = match constraint.strength {
                Strength::Hard => None,
                Strength::Soft { weight } => Some(f64::from(weight) * SCALE),
            };
            match &constraint.form {
                Form::Workload { resource, loads, min, max } => {
                    let mut known = 0.0;
                    let mut row: BTreeMap<Col, f64> = BTreeMap::new();
                    for (activity, need, load) in loads {
                        match self.filler(*activity, *need) {
                            Filler::Group(group) => {
                                if let Some(col) = columns.get(&(group, *resource)) {
                                    *row.entry(*col).or_default() += f64::from(*load);
                                }
                            }
                            Filler::Given(given) if given == *resource => known += f64::from(*load),
                            Filler::Given(_) | Filler::Nobody => {}
                        }
                    }
                    let mut row: Vec<_> = row.into_iter().collect();
                    if let Some(price) = price {
                        row.push((program.column(price, 0.0, f64::INFINITY, false), 1.0));
                        row.push((program.column(price, 0.0, f64::INFINITY, false), -1.0));
                    }
                    program.row(f64::from(*min) - known, f64::from(*max) - known, row);
                }
                Form::SameResource { needs } => self.few(needs, 1, price, columns, program),
                Form::FewResources { needs, max } => self.few(needs, *max, price, columns, program),
                Form::PreferResource { need: (activity, need), costs } => {
                    let Filler::Group(group) = self.filler(*activity, *need) else { continue };
                    for (resource, cost) in costs {
                        let Some(col) = columns.get(&(group, *resource)) else { continue };
                        match price {
                            Some(price) => program.add_cost(*col, price * f64::from(*cost)),
                            None if *cost > 0 => program.row(0.0, 0.0, [(*col, 1.0)]),
                            None => {}
                        }
                    }
                }
                Form::Count { .. } | Form::Pattern { .. } => {}
            }
        }
    }

    fn few(
        &self,
        needs: &[(ActivityId, u8)],
        max: u32,
        price: Option<f64>,
        columns: &BTreeMap<(usize, ResourceId), Col>,
        program: &mut Program,
    ) {
        let (mut groups, mut given) = (BTreeSet::new(), BTreeSet::new());
        for (activity, need) in needs {
            match self.filler(*activity, *need) {
                Filler::Group(group) => {
                    groups.insert(group);
                }
                Filler::Given(resource) => {
                    given.insert(resource);
                }
                Filler::Nobody => {}
            }
        }
        if groups.is_empty() {
            return;
        }
        let mut used: BTreeMap<ResourceId, Col> = BTreeMap::new();
        for group in groups {
            for resource in self.groups[group].candidates.iter().filter(|r| !given.contains(r)) {
                let used = *used.entry(*resource).or_insert_with(|| program.column(0.0, 0.0, 1.0, false));
                if let Some(col) = columns.get(&(group, *resource)) {
                    program.row(f64::NEG_INFINITY, 0.0, [(*col, 1.0), (used, -1.0)]);
                }
            }
        }
        let mut row: Vec<_> = used.into_values().map(|col| (col, 1.0)).collect();
        if let Some(price) = price {
            row.push((program.column(price, 0.0, f64::INFINITY, false), -1.0));
        }
        let left = f64::from(max) - f64::from(u32::try_from(given.len()).unwrap_or(u32::MAX));
        program.row(f64::NEG_INFINITY, left, row);
    }

    /// In one lesson a resource serves at most its capacity.
    fn lessons(&self, columns: &BTreeMap<(usize, ResourceId), Col>, program: &mut Program) {
        let mut known: BTreeSet<Vec<(ResourceId, usize)>> = BTreeSet::new();
        for id in self.problem.activity_ids() {
            let mut users: BTreeMap<ResourceId, (u32, Vec<usize>)> = BTreeMap::new();
            for (index, need) in self.problem.activity(id).needs.iter().enumerate() {
                match self.by_need.get(&(id, index)) {
                    Some(group) => {
                        for resource in &self.groups[*group].candidates {
                            users.entry(*resource).or_default().1.push(*group);
                        }
                    }
                    None => {
                        if let Some(given) = need.given() {
                            users.entry(given).or_default().0 += 1;
                        }
                    }
                }
            }
            for (resource, (given, groups)) in users {
                let capacity = self.problem.resource(resource).capacity;
                let most = u32::try_from(groups.len()).unwrap_or(u32::MAX).saturating_add(given);
                if groups.is_empty() || capacity >= most {
                    continue;
                }
                let key = groups.iter().map(|group| (resource, *group)).collect();
                if known.insert(key) || given > 0 {
                    let mut row: BTreeMap<Col, f64> = BTreeMap::new();
                    for group in groups {
                        if let Some(col) = columns.get(&(group, resource)) {
                            *row.entry(*col).or_default() += 1.0;
                        }
                    }
                    program.row(f64::NEG_INFINITY, f64::from(capacity) - f64::from(given), row);
                }
            }
        }
    }

    /// Rows of time, and the tie-break.
    fn minutes(&self, columns: &BTreeMap<(usize, ResourceId), Col>, program: &mut Program) {
        let usable = Minutes::new(self.problem);
        let mut loads: BTreeMap<ResourceId, Load> = BTreeMap::new();
        for id in self.problem.activity_ids() {
            for (index, need) in self.problem.activity(id).needs.iter().enumerate() {
                match self.by_need.get(&(id, index)) {
                    Some(group) => {
                        for resource in &self.groups[*group].candidates {
                            let load = loads.entry(*resource).or_default();
                            load.activities.insert(id);
                            if let Some(col) = columns.get(&(*group, *resource)) {
                                load.open.push((*col, id));
                            }
                        }
                    }
                    None => {
                        if let Some(given) = need.given() {
                            let load = loads.entry(given).or_default();
                            load.activities.insert(id);
                            load.given.push(id);
                        }
                    }
                }
            }
        }
        loads.retain(|_, load| !load.open.is_empty());
        let mut fair = (0.0, 0.0);
        let mut rows = Vec::new();
        for (resource, load) in &loads {
            let capacity = self.problem.resource(*resource).capacity;
            for week in 0..self.problem.weeks {
                let room = usable.of(*resource, week, load.activities.iter().copied()) * f64::from(capacity.min(1000));
                let given: f64 = load.given.iter().map(|id| usable.needed(*id, week)).sum();
                let mut row: BTreeMap<Col, f64> = BTreeMap::new();
                for (col, id) in &load.open {
                    *row.entry(*col).or_default() += usable.needed(*id, week);
                }
                fair.0 += given;
                fair.1 += room;
                program.row(f64::NEG_INFINITY, room - given, row.clone());
                rows.push((room, given, row));
            }
        }
        let in_groups = |week| {
            let members = self.groups.iter().flat_map(|group| &group.members);
            members.map(|(id, _)| usable.needed(*id, week)).sum::<f64>()
        };
        fair.0 += (0..self.problem.weeks).map(in_groups).sum::<f64>();
        for (room, given, row) in rows {
            let excess = program.column(1.0, 0.0, f64::INFINITY, false);
            let share = if fair.1 > 0.0 { room * fair.0 / fair.1 } else { 0.0 };
            let row = row.into_iter().chain([(excess, -1.0)]);
            program.row(f64::NEG_INFINITY, share - given, row);
        }
    }
}

enum Filler {
    Group(usize),
    Given(ResourceId),
    Nobody,
}

#[derive(Default)]
struct Load {
    /// What the resource may have to do with.
    activities: BTreeSet<ActivityId>,
    /// What it certainly teaches.
    given: Vec<ActivityId>,
    /// What it may teach.
    open: Vec<(Col, ActivityId)>,
}

/// Minutes that activities need and resources have.
struct Minutes<'a> {
    problem: &'a Problem,
    /// Least minutes of all lessons of each activity, by week.
    needed: Vec<Vec<f64>>,
}

impl<'a> Minutes<'a> {
    fn new(problem: &'a Problem) -> Self {
        let least = |id: ActivityId, week: u8| {
            let activity = problem.activity(id);
            let mut lengths: Vec<u32> = activity
                .domain
                .iter()
                .map(|placement| {
                    let cells = problem.placement(*placement).cells.iter().map(|cell| problem.cells[cell.index()]);
                    cells.filter(|cell| cell.week == week).map(|cell| u32::from(cell.end - cell.start)).sum()
                })
                .collect();
            lengths.sort_unstable();
            f64::from(lengths.iter().take(activity.count as usize).sum::<u32>())
        };
        let weeks = |id| (0..problem.weeks).map(|week| least(id, week)).collect();
        Self { problem, needed: problem.activity_ids().map(weeks).collect() }
    }

    fn needed(&self, activity: ActivityId, week: u8) -> f64 {
        self.needed[activity.index()].get(usize::from(week)).copied().unwrap_or(0.0)
    }

    /// Minutes of a week in which `resource` is available and some of `activities` can stand.
    fn of(&self, resource: ResourceId, week: u8, activities: impl Iterator<Item = ActivityId>) -> f64 {
        let placements: BTreeSet<_> =
            activities.flat_map(|id| self.problem.activity(id).domain.iter().copied()).collect();
        let cells: BTreeSet<_> =
            placements.iter().flat_map(|placement| self.problem.placement(*placement).cells.iter().copied()).collect();
        let unavailable = &self.problem.resource(resource).unavailable;
        let free = cells.into_iter().filter(|cell| unavailable.binary_search(cell).is_err());
        let lengths = free
            .map(|cell| self.problem.cells[cell.index()])
            .filter(|cell| cell.week == week)
            .map(|cell| u32::from(cell.end - cell.start));
        f64::from(lengths.sum::<u32>())
    }
}

/// Why counting alone shows that there is no solution.
#[must_use]
pub fn overloaded(problem: &Problem) -> Option<ResourceId> {
    let minutes = Minutes::new(problem);
    let mut users: BTreeMap<ResourceId, Vec<ActivityId>> = BTreeMap::new();
    for id in problem.activity_ids() {
        for need in &problem.activity(id).needs {
            if let Some(given) = need.given() {
                users.entry(given).or_default().push(id);
            }
        }
    }
    users.into_iter().find_map(|(resource, activities)| {
        let capacity = f64::from(problem.resource(resource).capacity);
        let over = (0..problem.weeks).any(|week| {
            let needed: f64 = activities.iter().map(|id| minutes.needed(*id, week)).sum();
            needed > capacity * minutes.of(resource, week, activities.iter().copied()) + 0.5
        });
        over.then_some(resource)
    })
}

/// Cost of the constraints on resources that is settled when all their needs are given: hard amount, soft cost.
#[must_use]
pub fn settled(problem: &Problem) -> (i64, i64) {
    let (mut hard, mut soft) = (0, 0);
    let given = |(activity, need): &(ActivityId, u8)| {
        let activity = problem.activity(*activity);
        let need = activity.needs.get(usize::from(*need))?;
        if activity.count == 0 { Some(None) } else { need.given().map(Some) }
    };
    let different = |needs: &[(ActivityId, u8)]| -> Option<i64> {
        let fillers: Option<BTreeSet<_>> = needs.iter().map(given).collect();
        fillers.map(|fillers| i64::try_from(fillers.into_iter().flatten().count()).unwrap_or(i64::MAX))
    };
    for constraint in &problem.constraints {
        let amount = match &constraint.form {
            Form::SameResource { needs } => different(needs).map(|count| (count - 1).max(0)),
            Form::FewResources { needs, max } => different(needs).map(|count| (count - i64::from(*max)).max(0)),
            Form::Workload { resource, loads, min, max } => {
                let load: Option<i64> = loads
                    .iter()
                    .map(|(activity, need, load)| {
                        given(&(*activity, *need)).map(|r| if r == Some(*resource) { i64::from(*load) } else { 0 })
                    })
                    .sum();
                load.map(|load| (i64::from(*min) - load).max(load - i64::from(*max)).max(0))
            }
            Form::PreferResource { need, costs } => given(need).map(|filler| {
                let activity = problem.activity(need.0);
                let shared = activity.needs.get(usize::from(need.1)).is_some_and(|need| need.shared);
                let times = if shared { 1 } else { i64::from(activity.count) };
                let cost = costs.iter().find(|(resource, _)| Some(*resource) == filler).map_or(0, |(_, cost)| *cost);
                times * i64::from(cost)
            }),
            Form::Count { .. } | Form::Pattern { .. } => None,
        };
        match (amount, constraint.strength) {
            (Some(amount), Strength::Hard) => hard += amount,
            (Some(amount), Strength::Soft { weight }) => soft += amount * i64::from(weight),
            (None, _) => {}
        }
    }
    (hard, soft)
}

#[cfg(test)]
mod tests;
