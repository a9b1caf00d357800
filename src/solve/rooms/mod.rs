//! Rooms, once times are fixed.
//!
//! `y[l, n, r] = 1`: lesson `l` fills its open need `n` with `r`, one of the candidates available in all its cells.
//!
//! - each open need has one: `sum(y[l, n, r], r) = 1`;
//! - in each cell: `sum(y[l, n, r], l covers the cell) <= capacity(r) - given users`;
//! - prefer resources: the cost of `y`; few (or the same) resources over a set of needs: `used[r] >= y`,
//!   `sum(used) - over <= max`, `over` priced;
//! - counts with a condition on an open need: their row over `y` and what is already known.
//!
//! Lessons that share neither a room in a cell nor a constraint are solved apart, each part exactly, and in two steps:
//!
//! 1. *Any rooms*: only what must hold ties lessons together. Such parts are small, since a lesson meets only those of its
//!    half day; where rooms need only be free, an exhaustive search is done in no time (`quick.rs`), else HiGHS.
//! 2. *Good rooms*: parts with a price, which tie the week of a class together. Where this takes too long, the rooms of
//!    the first step remain.
//!
//! A part without solution gives a *conflict*: lessons that cannot stand together where they stand, wherever all others
//! stand. Only lessons that entered the part's rows can be in it. It is made small by leaving lessons out while what
//! remains is still infeasible, since the cut that it becomes forbids the more the smaller it is. Every part is asked, so
//! that one plan gives all its conflicts at once.
//!
//! Where rooms are scarce, the search for times is led to good ones by a home for each set of lessons that wants one room
//! (`home.rs`).

mod home;
mod model;
mod quick;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

pub use self::home::guide;
use self::model::Model;
use self::quick::{Answer, Wish};
use super::compile::available;
use super::milp::highs::{Limits, Status, Unseen};
use crate::problem::{
    ActivityId, CellId, Choice, Constraint, Form, PlacementId, Problem, ResourceId, Solution, Strength,
};

/// Nodes that one part may take beyond its first solution.
const NODES: i32 = 300;
/// Programs that the reduction of one conflict may solve.
const REDUCTIONS: usize = 150;

/// A lesson at its time.
pub type Lesson = (ActivityId, PlacementId);

/// Why there are no rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRooms {
    /// The lessons of each of these lists cannot all stand where they stand. There is at least one.
    Conflicts(Vec<Vec<Lesson>>),
    /// The search was cut short.
    Unknown,
}

/// A need that is chosen for each lesson, with the candidates that are available at the lesson's placement.
struct Open {
    lesson: usize,
    need: usize,
    candidates: Vec<ResourceId>,
}

/// Gives every lesson its rooms, cheap ones if the time allows; `lessons` is sorted, shared needs are given.
///
/// # Errors
///
/// When these times allow no rooms.
pub fn assign(problem: &Problem, lessons: &[Lesson], time: Duration) -> Result<Solution, NoRooms> {
    let stage = Stage::new(problem, lessons, time)?;
    let mut solution = stage.any()?;
    for (part, constraints) in stage.parts(|_| true) {
        if constraints.iter().all(|constraint| constraint.strength == Strength::Hard) {
            continue;
        }
        match stage.solve(&part, &constraints) {
            Ok(rooms) => stage.fill(&mut solution, rooms),
            Err(NoRooms::Unknown) => {}
            Err(conflicts) => return Err(conflicts),
        }
    }
    Ok(solution)
}

/// Gives every lesson some room, whatever it costs; `lessons` is sorted, shared needs are given.
///
/// # Errors
///
/// When these times allow no rooms.
pub fn any(problem: &Problem, lessons: &[Lesson], time: Duration) -> Result<Solution, NoRooms> {
    Stage::new(problem, lessons, time)?.any()
}

struct Stage<'a> {
    problem: &'a Problem,
    lessons: &'a [Lesson],
    open: Vec<Open>,
    /// Lessons that certainly use a resource in a cell.
    used: BTreeMap<(ResourceId, CellId), Vec<usize>>,
    until: Instant,
    /// The first candidate of each need.
    start: Solution,
}

impl<'a> Stage<'a> {
    fn new(problem: &'a Problem, lessons: &'a [Lesson], time: Duration) -> Result<Self, NoRooms> {
        let mut start = Solution { lessons: vec![Vec::new(); problem.activities.len()] };
        let mut open = Vec::new();
        let mut used: BTreeMap<(ResourceId, CellId), Vec<usize>> = BTreeMap::new();
        for (index, (activity, placement)) in lessons.iter().enumerate() {
            let cells = &problem.placement(*placement).cells;
            let mut resources = Vec::new();
            for (need, wanted) in problem.activity(*activity).needs.iter().enumerate() {
                let mut candidates: Vec<_> =
                    wanted.candidates.iter().copied().filter(|r| available(problem, *r, cells)).collect();
                candidates.sort_unstable();
                candidates.dedup();
                let Some(first) = candidates.first().copied() else {
                    return Err(NoRooms::Conflicts(vec![vec![lessons[index]]]));
                };
                resources.push(first);
                // A choice that the time has settled is still a choice: other times may settle it otherwise.
                if wanted.given().is_some() || wanted.shared {
                    cells.iter().for_each(|cell| used.entry((first, *cell)).or_default().push(index));
                } else {
                    open.push(Open { lesson: index, need, candidates });
                }
            }
            start.lessons[activity.index()].push(Choice { placement: *placement, resources });
        }
        Ok(Stage { problem, lessons, open, used, until: Instant::now() + time, start })
    }

    /// Rooms that keep whatever must hold.
    fn any(&self) -> Result<Solution, NoRooms> {
        let mut solution = self.start.clone();
        let (mut conflicts, mut unknown) = (Vec::new(), false);
        for (part, constraints) in self.parts(|constraint| constraint.strength == Strength::Hard) {
            let quick = if constraints.is_empty() { self.quick(&part) } else { None };
            match quick.unwrap_or_else(|| self.solve(&part, &constraints)) {
                Ok(rooms) => self.fill(&mut solution, rooms),
                Err(NoRooms::Conflicts(found)) => conflicts.extend(found),
                Err(NoRooms::Unknown) => unknown = true,
            }
        }
        match (conflicts.is_empty(), unknown) {
            (false, _) => Err(NoRooms::Conflicts(conflicts)),
            (true, true) => Err(NoRooms::Unknown),
            (true, false) => Ok(solution),
        }
    }

    fn fill(&self, solution: &mut Solution, rooms: Vec<(usize, ResourceId)>) {
        for (index, resource) in rooms {
            let Open { lesson, need, .. } = self.open[index];
            let (activity, placement) = self.lessons[lesson];
            let of_activity = &mut solution.lessons[activity.index()];
            if let Some(choice) = of_activity.iter_mut().find(|choice| choice.placement == placement) {
                choice.resources[need] = resource;
            }
        }
    }

    /// Rooms of a part that need only be free; none when the search gave up.
    fn quick(&self, part: &[usize]) -> Option<Result<Vec<(usize, ResourceId)>, NoRooms>> {
        let rooms_and_cells = part.iter().flat_map(|index| {
            let rooms = self.open[*index].candidates.iter();
            rooms.flat_map(|room| self.cells(*index).iter().map(move |cell| (*room, *cell)))
        });
        // Those whose room is given come in its way.
        let given: BTreeSet<(usize, ResourceId)> = rooms_and_cells
            .flat_map(|key| self.used.get(&key).into_iter().flatten().map(move |lesson| (*lesson, key.0)))
            .collect();
        let given: Vec<(usize, [ResourceId; 1])> = given.into_iter().map(|(lesson, room)| (lesson, [room])).collect();
        let open = part.iter().map(|index| (self.open[*index].lesson, self.open[*index].candidates.as_slice()));
        let (takers, wishes): (Vec<usize>, Vec<Wish<'_>>) = open
            .chain(given.iter().map(|(lesson, room)| (*lesson, room.as_slice())))
            .map(|(lesson, rooms)| {
                (lesson, Wish { cells: &self.problem.placement(self.lessons[lesson].1).cells, rooms })
            })
            .unzip();
        let places = |room: ResourceId, _| self.problem.resource(room).capacity;
        match quick::choose(&wishes, places) {
            Answer::Rooms(rooms) => Some(Ok(part.iter().copied().zip(rooms).collect())),
            Answer::Impossible => {
                let conflict = quick::conflict(&wishes, places)?;
                let lessons: BTreeSet<Lesson> = conflict.into_iter().map(|wish| self.lessons[takers[wish]]).collect();
                Some(Err(NoRooms::Conflicts(vec![lessons.into_iter().collect()])))
            }
            Answer::Unknown => None,
        }
    }

    fn cells(&self, open: usize) -> &'a [CellId] {
        &self.problem.placement(self.lessons[self.open[open].lesson].1).cells
    }

    /// Open needs that influence each other, with the constraints among them that are `wanted`.
    fn parts(&self, wanted: impl Fn(&Constraint) -> bool) -> Vec<(Vec<usize>, Vec<&'a Constraint>)> {
        let mut sets = Sets((0..self.open.len()).collect());
        let mut seen: BTreeMap<(ResourceId, CellId), usize> = BTreeMap::new();
        for (index, open) in self.open.iter().enumerate() {
            for resource in &open.candidates {
                for cell in self.cells(index) {
                    let other = *seen.entry((*resource, *cell)).or_insert(index);
                    sets.join(index, other);
                }
            }
        }
        let mut by_need: BTreeMap<(ActivityId, usize), Vec<usize>> = BTreeMap::new();
        for (index, open) in self.open.iter().enumerate() {
            by_need.entry((self.lessons[open.lesson].0, open.need)).or_default().push(index);
        }
        let mut anchored = Vec::new();
        for constraint in self.problem.constraints.iter().filter(|constraint| wanted(constraint)) {
            let concerned: Vec<usize> = match &constraint.form {
                Form::PreferResource { need: (activity, need), .. } => {
                    by_need.get(&(*activity, usize::from(*need))).cloned().unwrap_or_default()
                }
                Form::FewResources { needs, .. } | Form::SameResource { needs } => {
                    needs.iter().filter_map(|(a, n)| by_need.get(&(*a, usize::from(*n)))).flatten().copied().collect()
                }
                Form::Count { terms, .. } => terms
                    .iter()
                    .filter_map(|t| t.given.map(|(need, _)| (t, need)))
                    .filter_map(|(t, need)| Some((by_need.get(&(t.activity, usize::from(need)))?, t.placement)))
                    .flat_map(|(found, placement)| {
                        found.iter().copied().filter(move |i| self.lessons[self.open[*i].lesson].1 == placement)
                    })
                    .collect(),
                Form::Pattern { .. } | Form::Workload { .. } => Vec::new(),
            };
            if let Some(first) = concerned.first() {
                // A cost of single choices ties nothing together.
                if !matches!(constraint.form, Form::PreferResource { .. }) {
                    concerned.iter().for_each(|index| sets.join(*first, *index));
                    anchored.push((*first, constraint));
                } else {
                    anchored.extend(concerned.iter().map(|index| (*index, constraint)));
                }
            }
        }
        let mut parts: BTreeMap<usize, (Vec<usize>, Vec<&Constraint>)> = BTreeMap::new();
        for index in 0..self.open.len() {
            parts.entry(sets.root(index)).or_default().0.push(index);
        }
        for (index, constraint) in anchored {
            let found = parts.entry(sets.root(index)).or_default();
            if !found.1.iter().any(|known| std::ptr::eq(*known, constraint)) {
                found.1.push(constraint);
            }
        }
        parts.into_values().collect()
    }

    /// The cheapest rooms of a part under `constraints`.
    fn solve(&self, part: &[usize], constraints: &[&Constraint]) -> Result<Vec<(usize, ResourceId)>, NoRooms> {
        let model = Model::of(self, part, constraints, None);
        let answer = model.program.run(&[], &self.limits(), &Unseen);
        let Some(values) = answer.values else {
            return Err(match answer.status {
                Status::Infeasible => {
                    let conflict = self.reduced(part, constraints, model.entered);
                    NoRooms::Conflicts(vec![conflict.into_iter().map(|lesson| self.lessons[lesson]).collect()])
                }
                _ => NoRooms::Unknown,
            });
        };
        let one = |index: usize| values.get(index).is_some_and(|value| *value > 0.5);
        let chosen = model.columns.into_iter().filter(|(_, col)| one(col.index()));
        Ok(chosen.map(|(key, _)| key).collect())
    }

    /// Leaves out lessons, first many at once, while the rest still conflict. Solved programs are counted, so that the
    /// result does not depend on the speed of the machine while there is time.
    fn reduced(&self, part: &[usize], constraints: &[&Constraint], entered: BTreeSet<usize>) -> BTreeSet<usize> {
        let mut conflict: Vec<usize> = entered.into_iter().collect();
        let mut left = REDUCTIONS;
        let mut size = conflict.len().div_ceil(2);
        while size > 0 {
            let mut from = 0;
            while from < conflict.len() {
                if left == 0 || Instant::now() >= self.until {
                    return conflict.into_iter().collect();
                }
                left -= 1;
                let (before, after) = (&conflict[..from], conflict.get(from + size..).unwrap_or_default());
                let rest: BTreeSet<usize> = before.iter().chain(after).copied().collect();
                let program = Model::of(self, part, constraints, Some(&rest)).program;
                if program.run(&[], &self.limits(), &Unseen).status == Status::Infeasible {
                    conflict = rest.into_iter().collect();
                } else {
                    from += size;
                }
            }
            size /= 2;
        }
        conflict.into_iter().collect()
    }

    fn limits(&self) -> Limits {
        let time = self.until.saturating_duration_since(Instant::now());
        Limits { time, nodes: Some(NODES), gap: 0.0, relaxed: false, seed: 1 }
    }
}

/// Disjoint sets.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
