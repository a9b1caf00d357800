//! The program of a part: all of it, or what must hold whenever some of its lessons stand where they stand.
//!
//! With a set `S` of lessons only, everything about the others is left open: rows of capacity and of few resources lose
//! their users, which only relaxes them; in a count `min <= sum(w) <= max` a term of an activity whose lessons are not all
//! in `S` may hold or not, so it adds `max(0, w)` below the lower limit and `min(0, w)` to what the upper limit is held
//! against. If that program is infeasible, no plan has all lessons of `S`. Prices are of no interest then.

use std::collections::{BTreeMap, BTreeSet};

use super::Stage;
use crate::problem::{ActivityId, CellId, Constraint, Form, ResourceId, Strength, Term};
use crate::solve::compile::available;
use crate::solve::milp::highs::{Col, Program};

/// Rows and columns of a part.
pub(super) struct Model<'a> {
    stage: &'a Stage<'a>,
    /// Open needs.
    part: Vec<usize>,
    /// The only lessons that are looked at; all when none.
    only: Option<&'a BTreeSet<usize>>,
    /// What is to be solved.
    pub program: Program,
    /// Columns by open need and resource.
    pub columns: BTreeMap<(usize, ResourceId), Col>,
    /// Lessons on which hard rows depend.
    pub entered: BTreeSet<usize>,
}

impl<'a> Model<'a> {
    /// The model of `part`, restricted to lessons of `only` when stated.
    pub fn of(
        stage: &'a Stage<'a>,
        part: &[usize],
        constraints: &[&Constraint],
        only: Option<&'a BTreeSet<usize>>,
    ) -> Self {
        let seen = |index: &usize| only.is_none_or(|only| only.contains(&stage.open[*index].lesson));
        let part: Vec<usize> = part.iter().copied().filter(seen).collect();
        let entered = part.iter().map(|index| stage.open[*index].lesson).collect();
        let (program, columns) = (Program::default(), BTreeMap::new());
        let mut model = Self { stage, part, only, program, columns, entered };
        for index in &model.part {
            let candidates = &stage.open[*index].candidates;
            let cols: Vec<Col> = candidates.iter().map(|_| model.program.binary(0.0)).collect();
            model.columns.extend(candidates.iter().zip(&cols).map(|(resource, col)| ((*index, *resource), *col)));
            model.program.row(1.0, 1.0, cols.into_iter().map(|col| (col, 1.0)));
        }
        model.capacities();
        for constraint in constraints.iter().filter(|c| only.is_none() || c.strength == Strength::Hard) {
            model.constraint(constraint);
        }
        model
    }

    fn sees(&self, lesson: usize) -> bool {
        self.only.is_none_or(|only| only.contains(&lesson))
    }

    fn open(&self, lesson: usize, need: usize) -> Option<usize> {
        let found = |index: &&usize| self.stage.open[**index].lesson == lesson && self.stage.open[**index].need == need;
        self.part.iter().find(found).copied()
    }

    /// Positions of the lessons of an activity.
    fn lessons_of(&self, activity: ActivityId) -> std::ops::Range<usize> {
        let lessons = self.stage.lessons;
        lessons.partition_point(|(a, _)| *a < activity)..lessons.partition_point(|(a, _)| *a <= activity)
    }

    fn capacities(&mut self) {
        let mut users: BTreeMap<(ResourceId, CellId), Vec<Col>> = BTreeMap::new();
        for index in &self.part {
            for resource in &self.stage.open[*index].candidates {
                for cell in self.stage.cells(*index) {
                    users.entry((*resource, *cell)).or_default().extend(self.columns.get(&(*index, *resource)));
                }
            }
        }
        for ((resource, cell), cols) in users {
            let capacity = self.stage.problem.resource(resource).capacity as usize;
            let others = self.stage.used.get(&(resource, cell)).map_or(&[][..], Vec::as_slice);
            let others: Vec<usize> = others.iter().copied().filter(|lesson| self.sees(*lesson)).collect();
            if cols.len() + others.len() <= capacity {
                continue;
            }
            let left = u32::try_from(capacity.saturating_sub(others.len())).unwrap_or(u32::MAX);
            self.entered.extend(others);
            self.program.row(f64::NEG_INFINITY, f64::from(left), cols.into_iter().map(|col| (col, 1.0)));
        }
    }

    fn constraint(&mut self, constraint: &Constraint) {
        let price = match constraint.strength {
            Strength::Hard => None,
            Strength::Soft { weight } => Some(f64::from(weight)),
        };
        match &constraint.form {
            Form::PreferResource { need: (activity, need), costs } => {
                for index in &self.part {
                    let open = &self.stage.open[*index];
                    if self.stage.lessons[open.lesson].0 != *activity || open.need != usize::from(*need) {
                        continue;
                    }
                    for (resource, cost) in costs {
                        let Some(col) = self.columns.get(&(*index, *resource)) else { continue };
                        match price {
                            Some(price) => self.program.add_cost(*col, price * f64::from(*cost)),
                            None if *cost > 0 => self.program.row(0.0, 0.0, [(*col, 1.0)]),
                            None => {}
                        }
                    }
                }
            }
            Form::FewResources { needs, max } => self.few(needs, *max, price),
            Form::SameResource { needs } => self.few(needs, 1, price),
            Form::Count { terms, min, max } => self.count(terms, *min, *max, price),
            Form::Pattern { .. } | Form::Workload { .. } => {}
        }
    }

    fn count(&mut self, terms: &[Term], min: i32, max: i32, price: Option<f64>) {
        // Whether the limit can be missed at all.
        let reach = |kind: fn(i64) -> i64| terms.iter().map(|term| kind(i64::from(term.weight))).sum::<i64>();
        let bound_below = reach(|weight| weight.min(0)) < i64::from(min);
        let bound_above = reach(|weight| weight.max(0)) > i64::from(max);
        let (mut least, mut most) = (0.0, 0.0);
        let mut row: BTreeMap<Col, f64> = BTreeMap::new();
        for term in terms {
            let weight = f64::from(term.weight);
            let lesson = match self.stage.lessons.binary_search(&(term.activity, term.placement)) {
                Ok(lesson) if self.sees(lesson) => lesson,
                _ => {
                    // Absent for certain only if all the activity's lessons are known to stand elsewhere.
                    let others = self.lessons_of(term.activity);
                    if others.clone().any(|lesson| !self.sees(lesson)) {
                        least += weight.min(0.0);
                        most += weight.max(0.0);
                    } else if price.is_none() && ((term.weight > 0 && bound_below) || (term.weight < 0 && bound_above))
                    {
                        self.entered.extend(others);
                    }
                    continue;
                }
            };
            let holds = match term.given {
                None => true,
                Some((need, resource)) => match self.open(lesson, usize::from(need)) {
                    Some(index) => {
                        if let Some(col) = self.columns.get(&(index, resource)) {
                            *row.entry(*col).or_default() += weight;
                        }
                        false
                    }
                    None => self.fills(lesson, usize::from(need), resource),
                },
            };
            if holds {
                least += weight;
                most += weight;
            }
            if price.is_none() {
                self.entered.insert(lesson);
            }
        }
        let mut row: Vec<_> = row.into_iter().collect();
        if let Some(price) = price {
            row.push((self.program.column(price, 0.0, f64::INFINITY, false), 1.0));
            row.push((self.program.column(price, 0.0, f64::INFINITY, false), -1.0));
        }
        // Two rows, since what is unknown may help on both sides at once.
        if bound_below {
            self.program.row(f64::from(min) - most, f64::INFINITY, row.iter().copied());
        }
        if bound_above {
            self.program.row(f64::NEG_INFINITY, f64::from(max) - least, row);
        }
    }

    /// Whether a need that is not open is filled by `resource`.
    fn fills(&self, lesson: usize, need: usize, resource: ResourceId) -> bool {
        let problem = self.stage.problem;
        let (activity, placement) = self.stage.lessons[lesson];
        let candidates = problem.activity(activity).needs.get(need).map_or(&[][..], |n| n.candidates.as_slice());
        candidates.contains(&resource) && available(problem, resource, &problem.placement(placement).cells)
    }

    /// At most `max` different resources fill these needs.
    fn few(&mut self, needs: &[(ActivityId, u8)], max: u32, price: Option<f64>) {
        let mut by_resource: BTreeMap<ResourceId, Vec<Col>> = BTreeMap::new();
        let mut given: BTreeSet<ResourceId> = BTreeSet::new();
        let wanted: BTreeSet<(ActivityId, usize)> = needs.iter().map(|(a, n)| (*a, usize::from(*n))).collect();
        for (activity, need) in wanted {
            let Some(filled) = self.stage.problem.activity(activity).needs.get(need) else { continue };
            for lesson in self.lessons_of(activity) {
                if !self.sees(lesson) {
                    continue;
                }
                match self.open(lesson, need) {
                    Some(index) => {
                        for resource in &self.stage.open[index].candidates {
                            by_resource.entry(*resource).or_default().extend(self.columns.get(&(index, *resource)));
                        }
                    }
                    None => given.extend(filled.candidates.iter().find(|r| self.fills(lesson, need, **r))),
                }
                if price.is_none() {
                    self.entered.insert(lesson);
                }
            }
        }
        let mut total = Vec::new();
        for (resource, cols) in by_resource {
            if given.contains(&resource) {
                continue;
            }
            let indicator = self.program.column(0.0, 0.0, 1.0, false);
            for col in cols {
                self.program.row(f64::NEG_INFINITY, 0.0, [(col, 1.0), (indicator, -1.0)]);
            }
            total.push((indicator, 1.0));
        }
        if let Some(price) = price {
            total.push((self.program.column(price, 0.0, f64::INFINITY, false), -1.0));
        }
        let left = f64::from(max) - f64::from(u32::try_from(given.len()).unwrap_or(u32::MAX));
        self.program.row(f64::NEG_INFINITY, left, total);
    }
}
