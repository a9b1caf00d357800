//! Rooms last: times and teachers as chosen, as many lessons as possible in the rooms that they had, then the soft rules.
//!
//! With every lesson at its place only rooms are open, so the problem is a roster of rooms and is solved to its end:
//! `min W * (rooms lost) + soft rules` with `W` above all soft cost, hence rooms first.

use super::near::{Lot, Near};
use super::old::Old;
use super::start::room;
use crate::evaluate::evaluate;
use crate::lowering::{Lowering, NeedOf};
use crate::problem::{
    ActivityId, Choice, Constraint, Form, Kind, PlacementId, Problem, ResourceId, Solution, Strength, Tag, Term,
};
use crate::solve::{Observer, Options, Outcome, solve_from};

/// A lesson's need for a room, and the room that it had.
struct Kept {
    activity: ActivityId,
    placement: PlacementId,
    need: usize,
    room: ResourceId,
}

/// `solution` with as many rooms of the old plan as possible; as it is when the search finds nothing in its time.
pub(super) fn keep(
    lowering: &Lowering<'_>,
    problem: &Problem,
    near: &Near,
    old: &Old,
    solution: &Solution,
    options: &Options,
    observer: &dyn Observer,
) -> Solution {
    let mut kept = Vec::new();
    for lot in &near.lots {
        for id in &lot.activities {
            for choice in solution.lessons.get(id.index()).into_iter().flatten() {
                kept.extend(of_lesson(lowering, problem, lot, *id, choice, old));
            }
        }
    }
    let has = |kept: &Kept| {
        let lessons = solution.lessons.get(kept.activity.index()).into_iter().flatten();
        let mut here = lessons.filter(|choice| choice.placement == kept.placement);
        here.any(|choice| choice.resources.get(kept.need) == Some(&kept.room))
    };
    if kept.iter().all(has) {
        return solution.clone();
    }
    let mut fixed = problem.clone();
    for (activity, lessons) in fixed.activities.iter_mut().zip(&solution.lessons) {
        activity.domain = lessons.iter().map(|choice| choice.placement).collect();
        activity.domain.sort_unstable();
        for (position, need) in activity.needs.iter_mut().enumerate().filter(|(_, need)| need.shared) {
            if let Some(one) = lessons.first().and_then(|choice| choice.resources.get(position)) {
                need.candidates = vec![*one];
            }
        }
    }
    let weight = u32::try_from(evaluate(problem, solution).soft + 1).unwrap_or(u32::MAX / 4096);
    fixed.floor = 0;
    fixed.constraints.extend(kept.iter().map(|kept| Constraint {
        kind: Kind::PreferResources,
        form: Form::Count {
            terms: vec![Term {
                activity: kept.activity,
                placement: kept.placement,
                weight: 1,
                given: Some((u8::try_from(kept.need).unwrap_or(u8::MAX), kept.room)),
            }],
            min: 1,
            max: 1,
        },
        strength: Strength::Soft { weight },
        tag: Tag { rule: super::near::RULE, about: Vec::new() },
    }));
    match solve_from(&fixed, solution, &Options { gap: 0.0, ..*options }, observer) {
        Outcome::Solved { solution, .. } => solution,
        Outcome::Infeasible | Outcome::Unknown { .. } => solution.clone(),
    }
}

/// The rooms of a lesson that stands where one of its lot stood, where there is a choice that has them.
fn of_lesson(
    lowering: &Lowering<'_>,
    problem: &Problem,
    lot: &Lot,
    id: ActivityId,
    choice: &Choice,
    old: &Old,
) -> Vec<Kept> {
    let needs = lowering.activities[id.index()].needs.iter().zip(&problem.activity(id).needs).enumerate();
    let kept = |(position, (kind, need)): (usize, (&NeedOf, &crate::problem::Need))| {
        let NeedOf::Room { section } = kind else { return None };
        let before = room(lowering, problem, lot, *section, choice.placement, old)?;
        (need.candidates.len() > 1 && need.candidates.contains(&before)).then_some(Kept {
            activity: id,
            placement: choice.placement,
            need: position,
            room: before,
        })
    };
    needs.filter_map(kept).collect()
}
