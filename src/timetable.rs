//! The main job in one call: a validated school becomes a verified plan.
//!
//! ```text
//! School -> rules about the configuration -> Problem -> Solution -> Plan -> verify
//! ```

use std::sync::atomic::{AtomicI64, Ordering};

use crate::evaluate::evaluate;
use crate::lowering::{Lowering, Stands, lower, raise};
use crate::plan::Plan;
use crate::problem::Solution;
use crate::problem::differ::{Compared, overlap};
use crate::reason::{Reason, reasons};
use crate::school::School;
use crate::solve::{Ended, Observer, Options, Outcome, solve};
use crate::units::Share;
use crate::verify::{Verdict, verify, verify_school};

/// How making a timetable ended.
#[derive(Clone, Debug)]
pub enum Made {
    /// A plan, verified.
    Plan(Box<Finished>),
    /// The configuration itself breaks hard rules; nothing was solved.
    SchoolBreaches(Verdict),
    /// Proved that no plan exists.
    Infeasible,
    /// The search ended before a plan was found.
    NoPlanYet(Ended),
}

/// A finished plan.
#[derive(Clone, Debug)]
pub struct Finished {
    /// What it was raised from.
    pub solution: Solution,
    /// The plan.
    pub plan: Plan,
    /// What the verifier says of it.
    pub verdict: Verdict,
    /// Its cost as the model counts it; the verifier must count the same.
    pub cost: i64,
    /// No plan costs less.
    pub bound: i64,
    /// Why the search ended.
    pub ended: Ended,
}

impl Finished {
    /// Whether model and verifier agree: no hard breach, and the same cost.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.verdict.hard_breaches() == 0 && self.verdict.cost() == self.cost
    }
}

/// A school stated as a problem, ready to be solved.
#[derive(Debug)]
pub struct Task<'s> {
    lowering: Lowering<'s>,
    /// The best bound proved so far; it stays true when more is demanded.
    proved: AtomicI64,
}

impl<'s> Task<'s> {
    /// Checks the configuration's own rules and states the school as a problem.
    ///
    /// # Errors
    ///
    /// The verdict, when a hard rule about the configuration is broken.
    pub fn new(school: &'s School) -> Result<Self, Verdict> {
        let verdict = verify_school(school);
        if verdict.hard_breaches() > 0 {
            return Err(verdict);
        }
        Ok(Self { lowering: lower(school), proved: AtomicI64::new(0) })
    }

    /// The school.
    #[must_use]
    pub fn school(&self) -> &'s School {
        self.lowering.school
    }

    /// The problem, for those who want its figures.
    #[must_use]
    pub fn problem(&self) -> &crate::problem::Problem {
        &self.lowering.problem
    }

    /// The school as a problem, in its own words.
    #[must_use]
    pub fn lowering(&self) -> &Lowering<'s> {
        &self.lowering
    }

    /// The plan of a solution.
    #[must_use]
    pub fn plan(&self, solution: &Solution) -> Plan {
        raise(&self.lowering, solution)
    }

    /// Why there is no plan, where counting shows it.
    #[must_use]
    pub fn reasons(&self) -> Vec<Reason> {
        reasons(&self.lowering.problem)
    }

    /// From now on plans have at least `share` of their lesson periods at other times than `earlier`.
    pub fn differ(&mut self, earlier: &Solution, share: Share) {
        let lowering = &mut self.lowering;
        let lessons = |activity: crate::problem::ActivityId| match lowering.activities[activity.index()].stands {
            Stands::Lessons { .. } => Compared::Times,
            Stands::Research(_) => Compared::Nothing,
        };
        let overlap = overlap(&lowering.problem, earlier, lessons);
        let most = share.rest_of(overlap.all);
        lowering.problem.constraints.push(overlap.at_most(i64::try_from(most).unwrap_or(i64::MAX)));
        lowering.problem.floor = self.proved.load(Ordering::Relaxed);
    }

    /// Searches, and verifies what was found.
    #[must_use]
    pub fn run(&self, options: &Options, observer: &dyn Observer) -> Made {
        match solve(&self.lowering.problem, options, observer) {
            Outcome::Infeasible => Made::Infeasible,
            Outcome::Unknown { ended } => Made::NoPlanYet(ended),
            Outcome::Solved { solution, bound, ended, .. } => {
                self.proved.fetch_max(bound, Ordering::Relaxed);
                let plan = self.plan(&solution);
                let verdict = verify(self.lowering.school, &plan);
                let cost = evaluate(&self.lowering.problem, &solution).soft;
                Made::Plan(Box::new(Finished { solution, plan, verdict, cost, bound, ended }))
            }
        }
    }
}

/// Makes the timetable of `school`.
#[must_use]
pub fn make(school: &School, options: &Options, observer: &dyn Observer) -> Made {
    match Task::new(school) {
        Err(verdict) => Made::SchoolBreaches(verdict),
        Ok(task) => task.run(options, observer),
    }
}
