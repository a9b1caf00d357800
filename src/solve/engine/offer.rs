//! A reported plan counts once it has its rooms and was evaluated by definition; one without rooms becomes a cut. Rosters
//! have nothing that is chosen later: theirs are only evaluated.

use std::sync::Arc;
use std::time::Duration;

use super::{Case, Engine};
use crate::evaluate::evaluate;
use crate::problem::{Problem, Solution};
use crate::solve::compiled::{Linear, Origin, Price, Var};
use crate::solve::rooms::{self, Lesson, NoRooms};

/// What became of a reported plan.
pub(super) enum Offer {
    /// A plan of this cost, whether better than the best or not.
    Plan(i64),
    /// No rooms for it: the cut is made.
    Cut,
    /// Nothing could be decided.
    Nothing,
}

/// How rooms are given.
type Rooms = fn(&Problem, &[Lesson], Duration) -> Result<Solution, NoRooms>;

impl Engine<'_> {
    /// Takes a plan in; false when it made a cut.
    pub(super) fn keep(&mut self, case: &mut Case, ones: Vec<Var>, best: &mut Vec<Var>) -> bool {
        let before = self.best.as_ref().map(|(cost, _)| *cost);
        match self.offer(case, &ones) {
            Offer::Plan(_) => {
                if self.best.as_ref().map(|(cost, _)| *cost) != before {
                    *best = ones;
                }
                true
            }
            Offer::Cut => false,
            Offer::Nothing => true,
        }
    }

    /// Rooms, good ones, and evaluation.
    pub(super) fn offer(&mut self, case: &mut Case, ones: &[Var]) -> Offer {
        self.take(case, ones, rooms::assign)
    }

    /// Any rooms, and evaluation: a first plan does not wait for good ones.
    pub(super) fn offer_first(&mut self, case: &mut Case, ones: &[Var]) -> Offer {
        self.take(case, ones, rooms::any)
    }

    fn take(&mut self, case: &mut Case, ones: &[Var], rooms: Rooms) -> Offer {
        let lessons: Vec<Lesson> = ones
            .iter()
            .filter_map(|var| case.compiled.variables.get(var.0 as usize))
            .map(|variable| (variable.activity, variable.placement))
            .collect();
        let time = Duration::from_secs(2).min(self.left() + Duration::from_millis(500));
        let plan = match &case.roster {
            Some(roster) => Ok(roster.solution(ones)),
            None => rooms(&case.problem, &lessons, time),
        };
        match plan {
            Ok(solution) => {
                let cost = evaluate(self.problem, &solution);
                if cost.hard > 0 {
                    // Something that no row states (a pattern over open rooms).
                    case.inexact = true;
                    cut(case, &lessons);
                    return Offer::Cut;
                }
                if self.best.as_ref().is_none_or(|(best, _)| cost.soft < *best) {
                    self.observer.incumbent(&solution, cost.soft);
                    self.best = Some((cost.soft, solution));
                    self.check_gap();
                }
                Offer::Plan(cost.soft)
            }
            Err(NoRooms::Conflicts(conflicts)) => {
                conflicts.iter().for_each(|lessons| cut(case, lessons));
                Offer::Cut
            }
            Err(NoRooms::Unknown) => Offer::Nothing,
        }
    }
}

/// Forbids that all `lessons` stand where they stand.
fn cut(case: &mut Case, lessons: &[Lesson]) {
    let mut terms: Vec<(Var, i32)> = lessons
        .iter()
        .filter_map(|(activity, placement)| case.compiled.find(*activity, *placement))
        .map(|v| (v, 1))
        .collect();
    terms.sort_unstable();
    let max = i32::try_from(terms.len()).unwrap_or(i32::MAX) - 1;
    let row = Linear { terms, min: 0, max, price: Price::Hard, origin: Origin::Rooms(Vec::new()) };
    Arc::make_mut(&mut case.guide).linears.push(row.clone());
    Arc::make_mut(&mut case.compiled).linears.push(row);
}
