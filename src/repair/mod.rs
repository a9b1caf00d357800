//! Repair: after the configuration changed, the verified plan nearest to the old one.
//!
//! In this order, each kept while the next is improved:
//!
//! 1. **Teachers.** Where a teacher is for the solver to choose, the one of the old plan stays, if the school still allows it.
//! 2. **Times.** As few lessons as possible are moved, each weighted by the people whom it concerns (`near.rs`).
//! 3. **Quality.** The soft rules of the school, among the plans that are as near.
//! 4. **Rooms.** As many lessons as possible keep their room (`rooms.rs`).
//!
//! The first two are one problem: the school's hard rules, and the distance as the only cost, so that the engine's bound is
//! a bound of the distance, and a plan that meets it is *proved* nearest. It starts from the old plan (`start.rs`), of which
//! only what the change touched has to give way. The third is the school's own problem with the distance as a hard limit,
//! from the plan just found.
//!
//! | file | what |
//! |---|---|
//! | `old.rs` | the old plan in the words of the school as it is now |
//! | `near.rs` | the distance |
//! | `start.rs` | the old plan as a start |
//! | `freeze.rs` | what must stay where it was, and why it cannot |
//! | `rooms.rs` | rooms |

mod freeze;
mod near;
mod old;
mod rooms;
mod start;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

pub use freeze::{Broken, Freeze, Why};
pub use old::{Foreign, Old, Unknown};

use self::near::{Near, Of, teacher_of};
use crate::evaluate::evaluate;
use crate::lowering::{Lowering, lower, raise};
use crate::plan::Plan;
use crate::problem::{Constraint, Form, Kind, Problem, Solution, Strength, Tag};
use crate::school::School;
use crate::solve::{Ended, Observer, Options, Outcome, solve, solve_from};
use crate::timetable::Finished;
use crate::verify::verify;

/// Why there is no repaired plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// Proved: the school has no plan with what is frozen.
    Infeasible,
    /// The search ended before a plan was found.
    Unknown(Ended),
}

/// A plan as near to the old one as was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The plan.
    pub solution: Solution,
    /// Its distance: periods moved, over the weeks of the cycle, times the people whom each concerns.
    pub distance: i64,
    /// No plan is nearer.
    pub bound: i64,
    /// Why the search ended.
    pub ended: Ended,
    /// Whether every class keeps its teachers where the school allows it; else they were a cost like moves.
    pub teachers_kept: bool,
}

impl Nearest {
    /// Whether no plan is nearer, for sure.
    #[must_use]
    pub fn proved(&self) -> bool {
        self.bound >= self.distance
    }
}

/// A repair under way.
#[derive(Debug)]
pub struct Repair<'s> {
    lowering: Lowering<'s>,
    old: Old,
    near: Near,
    freezes: Vec<Freeze>,
    /// The school's problem with what is frozen.
    problem: Problem,
}

impl<'s> Repair<'s> {
    /// States `school`, beside an old plan of it, with what must stay where it was. The school's own rules about its
    /// configuration are for the caller to check.
    #[must_use]
    pub fn new(school: &'s School, old: Old, freezes: &[Freeze]) -> Self {
        let lowering = lower(school);
        let near = Near::new(&lowering, &old);
        let mut problem = lowering.problem.clone();
        for freeze in freezes {
            problem.constraints.extend(freeze.constraints(&lowering, &near, &old));
        }
        Self { lowering, old, near, freezes: freezes.to_vec(), problem }
    }

    /// The old plan, brought up to date.
    #[must_use]
    pub fn old(&self) -> &Old {
        &self.old
    }

    /// The school's problem, for the names in explanations.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The plan of a solution.
    #[must_use]
    pub fn plan(&self, solution: &Solution) -> Plan {
        raise(&self.lowering, solution)
    }

    /// The cost of a solution by the school's soft rules.
    #[must_use]
    pub fn cost(&self, solution: &Solution) -> i64 {
        evaluate(&self.lowering.problem, solution).soft
    }

    /// What must stay where it was.
    #[must_use]
    pub fn freezes(&self) -> &[Freeze] {
        &self.freezes
    }

    /// What the distance of one moved period and one person is counted in: distances are so many times as small.
    #[must_use]
    pub fn divisor(&self) -> u32 {
        self.near.divisor
    }

    /// Statements that freeze nothing, because the old plan has nothing of theirs.
    #[must_use]
    pub fn idle(&self) -> Vec<Freeze> {
        self.freezes.iter().copied().filter(|freeze| !freeze.finds(&self.lowering, &self.near, &self.old)).collect()
    }

    /// What cannot stay where it was although it is frozen, as far as a look at single lessons and at pairs shows it.
    #[must_use]
    pub fn broken(&self) -> Vec<Broken> {
        let of = |freeze: &Freeze| freeze.broken(&self.lowering, &self.problem, &self.near, &self.old);
        self.freezes.iter().flat_map(of).collect()
    }

    /// Looks for the nearest plan.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn nearest(&self, options: &Options, observer: &dyn Observer) -> Result<Nearest, Stuck> {
        let mut problem = self.problem.clone();
        problem.constraints.retain(|constraint| constraint.strength == Strength::Hard);
        problem.constraints.extend(self.near.distance(&self.lowering));
        let exact = Options { gap: 0.0, ..*options };
        let mut with_teachers = problem.clone();
        if self.keep_teachers(&mut with_teachers, None) {
            match self.go(&with_teachers, true, &exact, observer) {
                Err(Stuck::Infeasible) => {}
                other => return other,
            }
            problem.constraints.extend(self.teacher_costs());
            return self.go(&problem, false, &exact, observer);
        }
        self.go(&problem, true, &exact, observer)
    }

    fn go(
        &self,
        problem: &Problem,
        teachers_kept: bool,
        options: &Options,
        observer: &dyn Observer,
    ) -> Result<Nearest, Stuck> {
        let start = start::solution(&self.lowering, problem, &self.near, &self.old);
        match solve_from(problem, &start, options, observer) {
            Outcome::Solved { solution, cost, bound, ended } => {
                Ok(Nearest { solution, distance: cost, bound, ended, teachers_kept })
            }
            Outcome::Infeasible => Err(Stuck::Infeasible),
            Outcome::Unknown { ended } => Err(Stuck::Unknown(ended)),
        }
    }

    /// Among the plans as near as `nearest`, a good one, with the rooms of the old plan; verified.
    #[must_use]
    pub fn best(&self, nearest: &Nearest, options: &Options, observer: &dyn Observer) -> Finished {
        let mut problem = self.problem.clone();
        self.keep_teachers(&mut problem, Some(&nearest.solution));
        let distance = self.near.of(&self.lowering, &nearest.solution);
        problem.constraints.push(self.near.limit(&self.lowering, distance));
        let (found, bound, ended) = match solve_from(&problem, &nearest.solution, options, observer) {
            Outcome::Solved { solution, bound, ended, .. } => (solution, bound, ended),
            // The start is a solution: only a stop before it was looked at comes here.
            Outcome::Infeasible => (nearest.solution.clone(), 0, Ended::Stopped),
            Outcome::Unknown { ended } => (nearest.solution.clone(), 0, ended),
        };
        observer.phase("rooms");
        let soon = Options { time_limit: options.time_limit.min(ROOMS), ..*options };
        let solution = rooms::keep(&self.lowering, &problem, &self.near, &self.old, &found, &soon, observer);
        let plan = self.plan(&solution);
        let verdict = verify(self.lowering.school, &plan);
        let cost = self.cost(&solution);
        Finished { solution, plan, verdict, cost, bound: bound.min(cost), ended }
    }

    /// The distance of a solution.
    #[must_use]
    pub fn distance(&self, solution: &Solution) -> i64 {
        self.near.of(&self.lowering, solution)
    }

    /// Of what is frozen, some statements that cannot all be kept although all the others can be left out; none when the
    /// school has no plan even without them, or the time ended before anything was found. Each solve may take `options`.
    #[must_use]
    pub fn conflict(&self, options: &Options, observer: &dyn Observer) -> Option<Vec<Freeze>> {
        let feasible = |freezes: &[Freeze]| {
            let mut problem = self.lowering.problem.clone();
            problem.constraints.retain(|constraint| constraint.strength == Strength::Hard);
            for freeze in freezes {
                problem.constraints.extend(freeze.constraints(&self.lowering, &self.near, &self.old));
            }
            solve(&problem, options, observer)
        };
        let Outcome::Solved { .. } = feasible(&[]) else { return None };
        let mut left = self.freezes.clone();
        let mut index = 0;
        while index < left.len() {
            let mut fewer = left.clone();
            fewer.remove(index);
            if matches!(feasible(&fewer), Outcome::Infeasible) {
                left = fewer;
            } else {
                index += 1;
            }
        }
        Some(left)
    }

    /// Leaves those needs for teachers that are open to whoever of the old plan's teachers may still fill them, or to those
    /// of `chosen` where these are of the old plan. Whether anything was open.
    fn keep_teachers(&self, problem: &mut Problem, chosen: Option<&Solution>) -> bool {
        let mut any = false;
        for lot in &self.near.lots {
            for id in &lot.activities {
                let mut taken = Vec::new();
                for (position, kind) in self.lowering.activities[id.index()].needs.iter().enumerate() {
                    let Some(section) = teacher_of(kind) else { continue };
                    let need = &problem.activity(*id).needs[position];
                    let before = start::teachers(&self.lowering, lot, section, &self.old);
                    let filler = chosen.map(|solution| {
                        let lessons = solution.lessons.get(id.index());
                        lessons.and_then(|lessons| lessons.first()?.resources.get(position).copied())
                    });
                    let may = |one: &&crate::problem::ResourceId| {
                        need.candidates.contains(one)
                            && !taken.contains(*one)
                            && filler.is_none_or(|filler| filler == Some(**one))
                    };
                    let Some(one) = before.iter().find(may).copied() else { continue };
                    taken.push(one);
                    if need.candidates.len() > 1 {
                        any = true;
                        problem.activities[id.index()].needs[position].candidates = vec![one];
                    }
                }
            }
        }
        any
    }

    /// What it costs that a lot gets another teacher although the old one is still a candidate: as if all of it were moved.
    fn teacher_costs(&self) -> Vec<Constraint> {
        let mut found = Vec::new();
        for lot in self.near.lots.iter().filter(|lot| matches!(lot.of, Of::Requirement(_))) {
            for id in &lot.activities {
                for (position, kind) in self.lowering.activities[id.index()].needs.iter().enumerate() {
                    let Some(section) = teacher_of(kind) else { continue };
                    let candidates = &self.problem.activity(*id).needs[position].candidates;
                    let before = start::teachers(&self.lowering, lot, section, &self.old);
                    if candidates.len() < 2 || !candidates.iter().any(|one| before.contains(one)) {
                        continue;
                    }
                    let others = candidates.iter().filter(|one| !before.contains(one));
                    let count = self.problem.activity(*id).count;
                    found.push(Constraint {
                        kind: Kind::PreferResources,
                        form: Form::PreferResource {
                            need: (*id, u8::try_from(position).unwrap_or(u8::MAX)),
                            costs: others.map(|one| (*one, count)).collect(),
                        },
                        strength: Strength::Soft { weight: lot.weight },
                        tag: Tag { rule: near::RULE, about: vec![lot.name.clone()] },
                    });
                }
            }
        }
        found
    }
}

/// Most time for rooms, which are soon done.
const ROOMS: Duration = Duration::from_secs(5);
/// New names for old ones.
pub type Renamed = BTreeMap<String, String>;
