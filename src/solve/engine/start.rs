//! A start that was given, as a plan of a case.

use super::{Case, Engine};
use crate::evaluate::evaluate;
use crate::solve::compiled::Var;

impl Engine<'_> {
    /// The start as a plan of the case, when it is one; else the assignment from which a first plan is searched, when the
    /// start has a place for every lesson. Neither when none was given.
    ///
    /// A feasible start counts at once, rooms and all.
    pub(super) fn begin(&mut self, case: &Case) -> (Option<Vec<Var>>, Option<Vec<Var>>) {
        let Some(start) = self.start.take() else { return (None, None) };
        let ones = match &case.roster {
            Some(roster) => roster.ones(start),
            None => {
                let lessons = start.lessons.iter().enumerate();
                let lessons = lessons.flat_map(|(index, lessons)| lessons.iter().map(move |lesson| (index, lesson)));
                let find = |(index, lesson): (usize, &crate::problem::Choice)| {
                    case.compiled.find(crate::problem::ActivityId::from_index(index), lesson.placement)
                };
                let ones: Option<Vec<Var>> = lessons.map(find).collect();
                ones.map(|mut ones| {
                    ones.sort_unstable();
                    ones
                })
            }
        };
        let cost = evaluate(self.problem, start);
        match ones {
            Some(ones) if cost.hard == 0 => {
                self.observer.incumbent(start, cost.soft);
                self.best = Some((cost.soft, start.clone()));
                self.check_gap();
                (Some(ones), None)
            }
            from => (None, from),
        }
    }
}
