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
//! Lessons that share neither a room in a cell nor a constraint are solved apart, each part exactly.
//!
//! A part without solution gives a *conflict*: lessons that cannot stand together where they stand, wherever all others
//! stand. Only lessons that entered the part's rows can be in it. It is made small by leaving lessons out while what
//! remains is still infeasible, since the cut that it becomes forbids the more the smaller it is.

mod model;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use self::model::Model;
use super::compile::available;
use super::milp::highs::{Limits, Status, Unseen};
use crate::problem::{ActivityId, CellId, Choice, Constraint, Form, PlacementId, Problem, ResourceId, Solution};

/// Nodes that one part may take beyond its first solution.
const NODES: i32 = 300;
/// Programs that the reduction of one conflict may solve.
const REDUCTIONS: usize = 150;

/// A lesson at its time.
pub type Lesson = (ActivityId, PlacementId);

/// Why there are no rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRooms {
    /// These lessons cannot all stand where they stand.
    Conflict(Vec<Lesson>),
    /// The search was cut short.
    Unknown,
}

/// A need that is chosen for each lesson, with the candidates that are available at the lesson's placement.
struct Open {
    lesson: usize,
    need: usize,
    candidates: Vec<ResourceId>,
}

/// Gives every lesson its rooms; `lessons` is sorted, shared needs are given.
///
/// # Errors
///
/// When these times allow no rooms.
pub fn assign(problem: &Problem, lessons: &[Lesson], time: Duration) -> Result<Solution, NoRooms> {
    let mut solution = Solution { lessons: vec![Vec::new(); problem.activities.len()] };
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
                return Err(NoRooms::Conflict(vec![lessons[index]]));
            };
            resources.push(first);
            // A choice that the time has settled is still a choice: other times may settle it otherwise.
            if wanted.given().is_some() || wanted.shared {
                cells.iter().for_each(|cell| used.entry((first, *cell)).or_default().push(index));
            } else {
                open.push(Open { lesson: index, need, candidates });
            }
        }
        solution.lessons[activity.index()].push(Choice { placement: *placement, resources });
    }
    if open.is_empty() {
        return Ok(solution);
    }
    let stage = Stage { problem, lessons, open, used, until: Instant::now() + time };
    for (part, constraints) in stage.parts() {
        for (index, resource) in stage.solve(&part, &constraints)? {
            let Open { lesson, need, .. } = stage.open[index];
            let (activity, placement) = lessons[lesson];
            let of_activity = &mut solution.lessons[activity.index()];
            if let Some(choice) = of_activity.iter_mut().find(|choice| choice.placement == placement) {
                choice.resources[need] = resource;
            }
        }
    }
    Ok(solution)
}

struct Stage<'a> {
    problem: &'a Problem,
    lessons: &'a [Lesson],
    open: Vec<Open>,
    /// Lessons that certainly use a resource in a cell.
    used: BTreeMap<(ResourceId, CellId), Vec<usize>>,
    until: Instant,
}

impl<'a> Stage<'a> {
    fn cells(&self, open: usize) -> &'a [CellId] {
        &self.problem.placement(self.lessons[self.open[open].lesson].1).cells
    }

    /// Open needs that influence each other, with the constraints among them.
    fn parts(&self) -> Vec<(Vec<usize>, Vec<&'a Constraint>)> {
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
        for constraint in &self.problem.constraints {
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

    fn solve(&self, part: &[usize], constraints: &[&Constraint]) -> Result<Vec<(usize, ResourceId)>, NoRooms> {
        let model = Model::of(self, part, constraints, None);
        let answer = model.program.run(&[], &self.limits(), &Unseen);
        let Some(values) = answer.values else {
            return Err(match answer.status {
                Status::Infeasible => {
                    let conflict = self.reduced(part, constraints, model.entered);
                    NoRooms::Conflict(conflict.into_iter().map(|lesson| self.lessons[lesson]).collect())
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
