//! The cost of a solution, straight from the definition of each form. It never reads what the engine builds.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::{ActivityId, CellId, ConstraintId, Form, Problem, ResourceId, Solution, Strength, Term};

/// What a solution costs, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Total amount of hard violations; 0 for a feasible solution.
    pub hard: i64,
    /// Weighted cost of soft violations.
    pub soft: i64,
    /// Amount of each violated constraint.
    pub constraints: BTreeMap<ConstraintId, i64>,
    /// Breaches of the structure: wrong number of lessons, placement outside the domain, resource not a candidate,
    /// resource over its capacity or unavailable. Each counts 1 in `hard`.
    pub structure: Vec<Structure>,
}

/// A breach of a problem's structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Structure {
    /// The activity does not have exactly `count` lessons.
    Lessons(ActivityId),
    /// A lesson's placement is not in the domain, or taken twice by the activity.
    Placement(ActivityId),
    /// A need is filled by somebody who is not a candidate, or a shared need by two.
    Candidate(ActivityId),
    /// More lessons than the resource's capacity.
    Clash(ResourceId, CellId),
    /// A lesson in a cell in which the resource is unavailable.
    Unavailable(ResourceId, CellId),
}

/// Evaluates `solution` from scratch.
#[must_use]
pub fn evaluate(problem: &Problem, solution: &Solution) -> Cost {
    let mut cost = Cost { structure: structure(problem, solution), ..Cost::default() };
    cost.hard = i64::try_from(cost.structure.len()).unwrap_or(i64::MAX);
    let chosen = Chosen::new(problem, solution);
    for (index, constraint) in problem.constraints.iter().enumerate() {
        let amount = chosen.amount(&constraint.form);
        if amount == 0 {
            continue;
        }
        cost.constraints.insert(ConstraintId::from_index(index), amount);
        match constraint.strength {
            Strength::Hard => cost.hard += amount,
            Strength::Soft { weight } => cost.soft += amount * i64::from(weight),
        }
    }
    cost
}

fn structure(problem: &Problem, solution: &Solution) -> Vec<Structure> {
    let mut found = Vec::new();
    let mut used: BTreeMap<(ResourceId, CellId), u32> = BTreeMap::new();
    for id in problem.activity_ids() {
        let activity = problem.activity(id);
        let lessons = solution.lessons.get(id.index()).map_or(&[][..], Vec::as_slice);
        if lessons.len() != activity.count as usize {
            found.push(Structure::Lessons(id));
        }
        let mut seen = BTreeSet::new();
        for lesson in lessons {
            if !activity.domain.contains(&lesson.placement) || !seen.insert(lesson.placement) {
                found.push(Structure::Placement(id));
            }
            let fits = lesson.resources.len() == activity.needs.len()
                && activity.needs.iter().enumerate().all(|(index, need)| {
                    need.candidates.contains(&lesson.resources[index])
                        && (!need.shared || lesson.resources[index] == lessons[0].resources[index])
                });
            if !fits {
                found.push(Structure::Candidate(id));
            }
            for resource in &lesson.resources {
                for cell in &problem.placement(lesson.placement).cells {
                    *used.entry((*resource, *cell)).or_default() += 1;
                }
            }
        }
    }
    for ((resource, cell), count) in used {
        let limits = problem.resource(resource);
        if count > limits.capacity {
            found.push(Structure::Clash(resource, cell));
        }
        if limits.unavailable.binary_search(&cell).is_ok() {
            found.push(Structure::Unavailable(resource, cell));
        }
    }
    found
}

/// What was chosen, for look-up by activity and placement.
struct Chosen<'a> {
    problem: &'a Problem,
    solution: &'a Solution,
    lessons: BTreeMap<(ActivityId, crate::problem::PlacementId), &'a [ResourceId]>,
}

impl<'a> Chosen<'a> {
    fn new(problem: &'a Problem, solution: &'a Solution) -> Self {
        let mut lessons = BTreeMap::new();
        for (index, of_activity) in solution.lessons.iter().enumerate() {
            for lesson in of_activity {
                lessons.insert((ActivityId::from_index(index), lesson.placement), lesson.resources.as_slice());
            }
        }
        Self { problem, solution, lessons }
    }

    fn holds(&self, term: &Term) -> bool {
        self.lessons.get(&(term.activity, term.placement)).is_some_and(|resources| {
            term.given.is_none_or(|(need, resource)| resources.get(usize::from(need)) == Some(&resource))
        })
    }

    /// Resources that fill the need over all lessons.
    fn fillers(&self, activity: ActivityId, need: u8) -> impl Iterator<Item = ResourceId> + '_ {
        self.solution
            .lessons
            .get(activity.index())
            .into_iter()
            .flatten()
            .filter_map(move |lesson| lesson.resources.get(usize::from(need)).copied())
    }

    fn amount(&self, form: &Form) -> i64 {
        match form {
            Form::Count { terms, min, max } => {
                let sum: i64 = terms.iter().filter(|t| self.holds(t)).map(|t| i64::from(t.weight)).sum();
                (i64::from(*min) - sum).max(sum - i64::from(*max)).max(0)
            }
            Form::Pattern { slots, measure } => {
                let busy: Vec<bool> = slots.iter().map(|terms| terms.iter().any(|term| self.holds(term))).collect();
                i64::from(measure.amount(&busy))
            }
            Form::SameResource { needs } => {
                let fillers: BTreeSet<_> = needs.iter().flat_map(|(a, need)| self.fillers(*a, *need)).collect();
                i64::try_from(fillers.len().saturating_sub(1)).unwrap_or(i64::MAX)
            }
            Form::Workload { resource, loads, min, max } => {
                let load: i64 = loads
                    .iter()
                    .filter(|(activity, need, _)| self.fillers(*activity, *need).next() == Some(*resource))
                    .map(|(_, _, load)| i64::from(*load))
                    .sum();
                (i64::from(*min) - load).max(load - i64::from(*max)).max(0)
            }
            Form::PreferResource { need: (activity, need), costs } => {
                let shared =
                    self.problem.activity(*activity).needs.get(usize::from(*need)).is_some_and(|need| need.shared);
                let fillers: Vec<_> = self.fillers(*activity, *need).collect();
                let counted = if shared { &fillers[..fillers.len().min(1)] } else { &fillers[..] };
                counted
                    .iter()
                    .filter_map(|filler| costs.iter().find(|(resource, _)| resource == filler))
                    .map(|(_, cost)| i64::from(*cost))
                    .sum()
            }
            Form::FewResources { needs, max } => {
                let fillers: BTreeSet<_> = needs.iter().flat_map(|(a, need)| self.fillers(*a, *need)).collect();
                i64::try_from(fillers.len()).unwrap_or(i64::MAX)
                    - i64::from(*max).min(i64::try_from(fillers.len()).unwrap_or(0))
            }
        }
    }
}

#[cfg(test)]
mod tests;
