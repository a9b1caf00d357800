//! Lessons that may be left out: the same problem with a place beside the week where lessons are *parked*.
//!
//! Each activity gets `count` parked placements, which cover no cell: whoever stands there meets nobody. With `p(a)` points
//! of a lesson of activity `a` and `k(a)` of its lessons parked, what is lost is `sum p(a) k(a)`.
//!
//! 1. [`Park::fewest`]: everything that must hold, and what is lost as the only cost. Its optimum is the least that has to be
//!    left out, its bound proves that less is impossible.
//! 2. [`Park::best`]: the whole problem with the loss limited to what the first found: the best plan among those.
//!
//! Nothing that must hold forbids an empty week, but for lower limits: a [`Form::Count`] that no empty week keeps. Of these
//! the upper side still must hold; what is missing below costs 1 a unit. With `U` units at most, each point costs `U + 1`:
//! no lesson is left out for the sake of such a limit, and a bound `B` on the cost says that at least
//! `(B - U) / (U + 1)` points are lost, rounded up.

use super::{
    ActivityId, Choice, Constraint, ConstraintId, Form, Kind, Placement, PlacementId, Problem, Slot, SlotId, Solution,
    Strength, Tag, Term,
};

/// A problem whose lessons may be left out.
#[derive(Clone, Debug)]
pub struct Park {
    /// The problem, with parked placements; its constraints are those of the original.
    problem: Problem,
    /// The first parked placement; those before it are the original's.
    first: PlacementId,
    /// Points of a lesson of each activity.
    points: Vec<u32>,
    /// Lower limits that no longer must hold.
    relaxed: Vec<ConstraintId>,
}

/// Cost of a unit of a relaxed lower limit.
const UNIT: u32 = 1;

impl Park {
    /// Adds the parked placements; `points` of a lesson of each activity, all greater than 1.
    #[must_use]
    pub fn new(problem: &Problem, points: Vec<u32>) -> Self {
        let mut parked = problem.clone();
        let first = PlacementId::from_index(problem.placements.len());
        let grid = problem.slots.iter().map(|slot| slot.grid).max().map_or(0, |grid| grid.saturating_add(1));
        // Parked lessons of one length and of the same weeks share their places, so that they can trade places with
        // lessons of the week.
        let mut made: std::collections::BTreeMap<(u32, u8, u8), PlacementId> = std::collections::BTreeMap::new();
        for id in problem.activity_ids() {
            let activity = problem.activity(id);
            let (length, weeks) = shape(problem, id);
            let places: Vec<PlacementId> = (0..activity.count)
                .map(|number| {
                    *made
                        .entry((number, length, weeks))
                        .or_insert_with(|| park(&mut parked, grid, number, length, weeks))
                })
                .collect();
            let domain = &mut parked.activities[id.index()].domain;
            domain.extend(places);
            domain.sort_unstable();
        }
        let relaxed = problem.constraints.iter().enumerate().filter(|(_, constraint)| needs_lessons(constraint));
        let relaxed = relaxed.map(|(index, _)| ConstraintId::from_index(index)).collect();
        Self { problem: parked, first, points, relaxed }
    }

    /// What must hold, and as cost what is lost.
    #[must_use]
    pub fn fewest(&self) -> Problem {
        let mut problem = self.problem.clone();
        problem.constraints = self.demands(false);
        let scale = u32::try_from(self.units() + 1).unwrap_or(u32::MAX);
        for id in self.problem.activity_ids() {
            let form = Form::Count { terms: self.terms(id, |_| 1), min: 0, max: 0 };
            let strength = Strength::Soft { weight: self.points_of(id).saturating_mul(scale) };
            problem.constraints.push(Constraint { kind: Kind::AssignTime, form, strength, tag: tag(self, id) });
        }
        problem.floor = 0;
        problem
    }

    /// No solution loses fewer points, when no solution of [`Park::fewest`] costs less than `bound`.
    #[must_use]
    pub fn least(&self, bound: i64) -> i64 {
        let scale = self.units() + 1;
        ((bound - self.units()).max(0) + scale - 1) / scale
    }

    /// The most by which an empty week can fall short of the relaxed limits.
    fn units(&self) -> i64 {
        let of = |id: &ConstraintId| match self.problem.constraints.get(id.index()).map(|own| &own.form) {
            Some(Form::Count { min, max, .. }) => i64::from((*min).max(max.saturating_neg()).max(0)),
            _ => 0,
        };
        self.relaxed.iter().map(of).sum()
    }

    /// The whole problem with at most `lost` points lost.
    #[must_use]
    pub fn best(&self, lost: i64) -> Problem {
        let mut problem = self.problem.clone();
        problem.constraints = self.demands(true);
        let weight = |id| i32::try_from(self.points_of(id)).unwrap_or(i32::MAX);
        let terms = self.problem.activity_ids().flat_map(|id| self.terms(id, |_| weight(id))).collect();
        let max = i32::try_from(lost).unwrap_or(i32::MAX);
        problem.constraints.push(Constraint {
            kind: Kind::AssignTime,
            form: Form::Count { terms, min: 0, max },
            strength: Strength::Hard,
            tag: Tag { rule: "partial", about: Vec::new() },
        });
        problem.floor = 0;
        problem
    }

    /// Points lost by what a solution leaves out.
    #[must_use]
    pub fn lost(&self, solution: &Solution) -> i64 {
        self.left_out(solution).iter().map(|(id, count)| i64::from(self.points_of(*id)) * i64::from(*count)).sum()
    }

    /// Activities with parked lessons, and how many of them.
    #[must_use]
    pub fn left_out(&self, solution: &Solution) -> Vec<(ActivityId, u32)> {
        let parked = |lessons: &Vec<Choice>| lessons.iter().filter(|choice| choice.placement >= self.first).count();
        let all = solution.lessons.iter().enumerate();
        let counted = all.map(|(index, lessons)| (ActivityId::from_index(index), parked(lessons)));
        counted
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| (id, u32::try_from(count).unwrap_or(u32::MAX)))
            .collect()
    }

    /// The lessons of a solution that have a place in the week.
    #[must_use]
    pub fn placed(&self, solution: &Solution) -> Solution {
        let mut placed = solution.clone();
        for lessons in &mut placed.lessons {
            lessons.retain(|choice| choice.placement < self.first);
        }
        placed
    }

    /// Lower limits that an empty week breaks: they cost in place of holding.
    #[must_use]
    pub fn relaxed(&self) -> &[ConstraintId] {
        &self.relaxed
    }

    fn points_of(&self, id: ActivityId) -> u32 {
        self.points.get(id.index()).copied().unwrap_or(2)
    }

    fn terms(&self, id: ActivityId, weight: impl Fn(PlacementId) -> i32) -> Vec<Term> {
        let domain = self.problem.activity(id).domain.iter().filter(|placement| **placement >= self.first);
        domain.map(|p| Term { activity: id, placement: *p, weight: weight(*p), given: None }).collect()
    }

    /// The original's constraints, the soft ones if `soft`; of relaxed ones the upper side must hold.
    fn demands(&self, soft: bool) -> Vec<Constraint> {
        let mut kept = Vec::new();
        for (index, constraint) in self.problem.constraints.iter().enumerate() {
            let relaxed = self.relaxed.contains(&ConstraintId::from_index(index));
            match &constraint.form {
                Form::Count { terms, min, max } if relaxed => {
                    let of = |min: i32, max: i32, strength| Constraint {
                        form: Form::Count { terms: terms.clone(), min, max },
                        strength,
                        ..constraint.clone()
                    };
                    kept.push(of(*min, i32::MAX, Strength::Soft { weight: UNIT }));
                    if *max >= 0 {
                        kept.push(of(i32::MIN, *max, Strength::Hard));
                    }
                }
                _ if soft || constraint.strength == Strength::Hard => kept.push(constraint.clone()),
                _ => {}
            }
        }
        kept
    }
}

/// Length and weeks of an activity's lessons.
fn shape(problem: &Problem, id: ActivityId) -> (u8, u8) {
    let excluded = || problem.exclusions.iter().find(|exclusion| exclusion.activity == id).map(|own| own.placement);
    let any = problem.activity(id).domain.first().copied().or_else(excluded);
    any.map_or((1, 1), |placement| (problem.placement(placement).length, problem.placement(placement).weeks))
}

/// A new parked placement: a day of its own for each number, so that no lesson has a neighbour there.
fn park(problem: &mut Problem, grid: u16, number: u32, length: u8, weeks: u8) -> PlacementId {
    let number = u16::try_from(number).unwrap_or(u16::MAX);
    let (grid, day) = (grid.saturating_add(number / 200), u8::try_from(number % 200).unwrap_or(0));
    let known = problem.slots.iter().position(|slot| *slot == Slot { grid, day, ordinal: 0 });
    let start = known.unwrap_or(problem.slots.len());
    for ordinal in 0..length.max(1) {
        let slot = Slot { grid, day, ordinal };
        if !problem.slots.contains(&slot) {
            problem.slots.push(slot);
        }
    }
    let placement = Placement { start: SlotId::from_index(start), length: length.max(1), weeks, cells: Vec::new() };
    problem.placements.push(placement);
    PlacementId::from_index(problem.placements.len() - 1)
}

/// Whether an empty week breaks it.
fn needs_lessons(constraint: &Constraint) -> bool {
    matches!(constraint.form, Form::Count { min, max, .. } if min > 0 || max < 0)
        && constraint.strength == Strength::Hard
}

fn tag(park: &Park, id: ActivityId) -> Tag {
    Tag { rule: "partial", about: vec![park.problem.activity(id).name.clone()] }
}
