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

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::compile::available;
use super::milp::highs::{Col, Limits, Program, Status, Unseen};
use crate::problem::{
    ActivityId, CellId, Choice, Constraint, Form, PlacementId, Problem, ResourceId, Solution, Strength,
};

/// Nodes that one part may take beyond its first solution.
const NODES: i32 = 300;

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

/// A need that is open at the lesson's placement.
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
            if candidates.len() == 1 || wanted.shared {
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

/// Columns of a part by open need and resource.
type Columns = BTreeMap<(usize, ResourceId), Col>;

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
        let mut program = Program::default();
        let mut columns = Columns::new();
        for index in part {
            let candidates = &self.open[*index].candidates;
            let cols: Vec<Col> = candidates.iter().map(|_| program.binary(0.0)).collect();
            columns.extend(candidates.iter().zip(&cols).map(|(resource, col)| ((*index, *resource), *col)));
            program.row(1.0, 1.0, cols.into_iter().map(|col| (col, 1.0)));
        }
        let given = self.capacities(part, &columns, &mut program);
        for constraint in constraints {
            self.constraint(part, constraint, &columns, &mut program);
        }
        let limits = Limits {
            time: self.until.saturating_duration_since(Instant::now()),
            nodes: Some(NODES),
            gap: 0.0,
            relaxed: false,
            seed: 1,
        };
        let answer = program.run(&[], &limits, &Unseen);
        let Some(values) = answer.values else {
            let counted = constraints.iter().any(|c| matches!(c.form, Form::Count { .. }));
            return Err(match answer.status {
                Status::Infeasible if counted => NoRooms::Conflict(self.lessons.to_vec()),
                Status::Infeasible => {
                    let mut lessons: BTreeSet<usize> = part.iter().map(|index| self.open[*index].lesson).collect();
                    lessons.extend(given);
                    NoRooms::Conflict(lessons.into_iter().map(|lesson| self.lessons[lesson]).collect())
                }
                _ => NoRooms::Unknown,
            });
        };
        let chosen = columns.into_iter().filter(|(_, col)| values.get(col.index()).is_some_and(|value| *value > 0.5));
        Ok(chosen.map(|(key, _)| key).collect())
    }

    /// Rows of capacity; returns the lessons whose given use takes part of it.
    fn capacities(&self, part: &[usize], columns: &Columns, program: &mut Program) -> BTreeSet<usize> {
        let mut users: BTreeMap<(ResourceId, CellId), Vec<Col>> = BTreeMap::new();
        for index in part {
            for resource in &self.open[*index].candidates {
                for cell in self.cells(*index) {
                    users.entry((*resource, *cell)).or_default().extend(columns.get(&(*index, *resource)));
                }
            }
        }
        let mut given = BTreeSet::new();
        for ((resource, cell), cols) in users {
            let capacity = self.problem.resource(resource).capacity as usize;
            let others = self.used.get(&(resource, cell)).map_or(&[][..], Vec::as_slice);
            if cols.len() + others.len() <= capacity {
                continue;
            }
            given.extend(others.iter().copied());
            let left = u32::try_from(capacity.saturating_sub(others.len())).unwrap_or(u32::MAX);
            program.row(f64::NEG_INFINITY, f64::from(left), cols.into_iter().map(|col| (col, 1.0)));
        }
        given
    }

    fn constraint(&self, part: &[usize], constraint: &Constraint, columns: &Columns, program: &mut Program) {
        let price = match constraint.strength {
            Strength::Hard => None,
            Strength::Soft { weight } => Some(f64::from(weight)),
        };
        let concerns = |index: usize, activity: ActivityId, need: u8| {
            self.lessons[self.open[index].lesson].0 == activity && self.open[index].need == usize::from(need)
        };
        match &constraint.form {
            Form::PreferResource { need: (activity, need), costs } => {
                for index in part.iter().filter(|index| concerns(**index, *activity, *need)) {
                    for (resource, cost) in costs {
                        let Some(col) = columns.get(&(*index, *resource)) else { continue };
                        match price {
                            Some(price) => program.add_cost(*col, price * f64::from(*cost)),
                            None if *cost > 0 => program.row(0.0, 0.0, [(*col, 1.0)]),
                            None => {}
                        }
                    }
                }
            }
            Form::FewResources { needs, max } => self.few(part, needs, *max, price, columns, program),
            Form::SameResource { needs } => self.few(part, needs, 1, price, columns, program),
            Form::Count { terms, min, max } => {
                let mut known = 0.0;
                let mut row: BTreeMap<Col, f64> = BTreeMap::new();
                for term in terms {
                    let Ok(lesson) = self.lessons.binary_search(&(term.activity, term.placement)) else { continue };
                    let weight = f64::from(term.weight);
                    let Some((need, resource)) = term.given else {
                        known += weight;
                        continue;
                    };
                    let open = part.iter().find(|index| {
                        self.open[**index].lesson == lesson && self.open[**index].need == usize::from(need)
                    });
                    match open {
                        Some(index) => {
                            if let Some(col) = columns.get(&(*index, resource)) {
                                *row.entry(*col).or_default() += weight;
                            }
                        }
                        None if self.fills(lesson, usize::from(need), resource) => known += weight,
                        None => {}
                    }
                }
                let (lower, upper) = (f64::from(*min) - known, f64::from(*max) - known);
                let mut row: Vec<_> = row.into_iter().collect();
                if let Some(price) = price {
                    row.push((program.column(price, 0.0, f64::INFINITY, false), 1.0));
                    row.push((program.column(price, 0.0, f64::INFINITY, false), -1.0));
                }
                program.row(lower, upper, row);
            }
            Form::Pattern { .. } | Form::Workload { .. } => {}
        }
    }

    /// Whether a need that is not open is filled by `resource`.
    fn fills(&self, lesson: usize, need: usize, resource: ResourceId) -> bool {
        let (activity, placement) = self.lessons[lesson];
        let cells = &self.problem.placement(placement).cells;
        let candidates = self.problem.activity(activity).needs.get(need).map_or(&[][..], |n| n.candidates.as_slice());
        candidates.contains(&resource) && available(self.problem, resource, cells)
    }

    /// At most `max` different resources fill these needs.
    fn few(
        &self,
        part: &[usize],
        needs: &[(ActivityId, u8)],
        max: u32,
        price: Option<f64>,
        columns: &Columns,
        program: &mut Program,
    ) {
        let wanted: BTreeSet<(ActivityId, usize)> = needs.iter().map(|(a, n)| (*a, usize::from(*n))).collect();
        let mut by_resource: BTreeMap<ResourceId, Vec<Col>> = BTreeMap::new();
        let mut given: BTreeSet<ResourceId> = BTreeSet::new();
        for index in part {
            let open = &self.open[*index];
            if wanted.contains(&(self.lessons[open.lesson].0, open.need)) {
                for resource in &open.candidates {
                    by_resource.entry(*resource).or_default().extend(columns.get(&(*index, *resource)));
                }
            }
        }
        for (lesson, (activity, _)) in self.lessons.iter().enumerate() {
            for (need, filled) in self.problem.activity(*activity).needs.iter().enumerate() {
                let open = || part.iter().any(|i| self.open[*i].lesson == lesson && self.open[*i].need == need);
                if wanted.contains(&(*activity, need)) && !open() {
                    given.extend(filled.candidates.iter().find(|r| self.fills(lesson, need, **r)));
                }
            }
        }
        let mut total = Vec::new();
        for (resource, cols) in by_resource {
            if given.contains(&resource) {
                continue;
            }
            let indicator = program.column(0.0, 0.0, 1.0, false);
            for col in cols {
                program.row(f64::NEG_INFINITY, 0.0, [(col, 1.0), (indicator, -1.0)]);
            }
            total.push((indicator, 1.0));
        }
        if let Some(price) = price {
            total.push((program.column(price, 0.0, f64::INFINITY, false), -1.0));
        }
        let left = f64::from(max) - f64::from(u32::try_from(given.len()).unwrap_or(u32::MAX));
        // More given ones than allowed is not for this stage to mend.
        program.row(f64::NEG_INFINITY, if price.is_none() { left.max(0.0) } else { left }, total);
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
