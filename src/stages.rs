//! What follows the timetable, in one call: programme, roster, ledgers. Each stage takes the earlier ones as they are.
//!
//! ```text
//! School + timetable -> programme (groups, clubs, pupils, rooms) -> roster (who is where) -> ledgers (dates, pay, hours)
//! ```

pub mod near;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use self::near::Nearness;
use crate::evaluate::evaluate;
use crate::ledger::duty::{Open, dated};
use crate::ledger::{flex::flex, pay::pay};
use crate::lowering::{Roster, raise_roster, roster};
use crate::plan::{Plan, ServicePlan};
use crate::problem::differ::{Compared, overlap};
use crate::problem::{ActivityId, Problem, Solution, Strength};
use crate::programme::{self, Refusal};
use crate::reason::{Reason, reasons};
use crate::school::School;
use crate::solve::{Ended, Observer, Options, Outcome, solve, solve_from};
use crate::text::Lang;
use crate::units::Share;
use crate::verify::Verdict;

/// Where to start: this stage is made (again), and all that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Start {
    /// Groups, clubs, pupils, rooms.
    Programme,
    /// Who is in charge of sessions and posts; the programme of the plan stands.
    Roster,
    /// Dated duty, pay and flexible hours; programme and roster of the plan stand.
    Ledgers,
}

/// Rosters that a new one must differ from.
#[derive(Clone, Copy, Debug)]
pub struct Apart<'a> {
    /// Solutions of the same tasks (the same timetable and programme).
    pub earlier: &'a [Solution],
    /// At least this share of the tasks is another person's, compared with each of them.
    pub share: Share,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Where to start.
    pub from: Start,
    /// Of the time limit the programme may use half; the roster has the rest, with one thread the other half.
    pub options: &'a Options,
    /// Language of the reasons that are written into the plan.
    pub lang: Lang,
    /// For alternatives.
    pub apart: Option<Apart<'a>>,
    /// For repairs: what was before, to be kept as far as it can be.
    pub near: Option<&'a ServicePlan>,
}

/// How it ended.
#[derive(Debug)]
pub enum Following {
    /// The plan goes on to the end.
    Done(Box<Followed>),
    /// The programme cannot be made, and what is in the way.
    NoProgramme(Vec<Refusal>),
    /// Proved that nobody can staff it, with the problem for the names in the reasons.
    NoRoster(Box<Problem>, Vec<Reason>),
    /// The search for a roster ended before one was found.
    NoRosterYet(Ended),
}

/// A plan with everything, and how good its later stages are.
#[derive(Debug)]
pub struct Followed {
    /// The plan.
    pub plan: Plan,
    /// The programme's objective levels; none when the programme stood.
    pub programme: Option<programme::Report>,
    /// The roster's search; none when the roster stood.
    pub roster: Option<RosterRun>,
    /// For a repair, whether the programme is the earlier one.
    pub same_programme: bool,
    /// Shifts that nobody holds on a date, because their holder is on leave and nobody on standby can step in.
    pub open: Vec<Open>,
}

/// How the search for a roster went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRun {
    /// Cost, as the model counts it.
    pub cost: i64,
    /// No roster of this programme and timetable costs less.
    pub bound: i64,
    /// Why it ended.
    pub ended: Ended,
    /// Wall time.
    pub elapsed: Duration,
    /// For a repair, how near it is.
    pub near: Option<Nearness>,
    /// Soft rules that the model states.
    pub rules: BTreeSet<&'static str>,
    /// What the roster was raised from.
    pub solution: Solution,
}

impl RosterRun {
    /// Whether the verifier counts the same cost for the rules that the model states.
    #[must_use]
    pub fn agrees(&self, verdict: &Verdict) -> bool {
        verdict.rules.iter().filter(|result| self.rules.contains(result.rule)).map(|result| result.cost).sum::<i64>()
            == self.cost
    }
}

/// Whether the school asks for anything after the timetable.
#[must_use]
pub fn wanted(school: &School) -> bool {
    !school.service.is_empty() || !school.duty.is_empty() || !school.pay.items.is_empty()
}

/// Makes everything that follows `plan`'s timetable.
pub fn follow(school: &School, plan: &Plan, request: &Request<'_>, observer: &dyn Observer) -> Following {
    let Request { from, options, lang, apart, near } = *request;
    // Without a programme there is nothing that a later stage could stand on.
    let from = if plan.service.is_some() { from } else { Start::Programme };
    let started = Instant::now();
    if let Some(earlier) = near.filter(|earlier| near::programme_fits(school, plan, earlier)) {
        let standing = Plan { rows: plan.rows.clone(), service: Some(near::programme_of(earlier)) };
        let request = Request { from: Start::Roster, near: None, ..*request };
        match on(school, standing, &request, Some(earlier), started, observer) {
            // Nobody can staff it as it was: another programme may do.
            Following::NoRoster(..) => {}
            Following::Done(followed) => {
                return Following::Done(Box::new(Followed { same_programme: true, ..*followed }));
            }
            other => return other,
        }
    }
    let request = Request { from, options, lang, apart, near: None };
    on(school, plan.clone(), &request, near, started, observer)
}

/// Goes on from `plan`, people as near to `earlier` as possible where there is one.
fn on(
    school: &School,
    mut plan: Plan,
    request: &Request<'_>,
    earlier: Option<&ServicePlan>,
    started: Instant,
    observer: &dyn Observer,
) -> Following {
    let Request { from, options, lang, apart, .. } = *request;
    let mut report = None;
    if from == Start::Programme {
        observer.phase("programme");
        let timetable = Plan { rows: plan.rows.clone(), service: None };
        let Options { time_limit, threads, seed, .. } = *options;
        let within = programme::Options { time_limit: time_limit / 2, threads, seed, lang };
        match programme::make(school, &timetable, &within) {
            Ok(made) => {
                plan.service = Some(made.service);
                report = Some(made.report);
            }
            Err(refusals) => return Following::NoProgramme(refusals),
        }
    }
    let mut run = None;
    if from <= Start::Roster {
        let mut roster = roster(school, &plan);
        if let Some(apart) = apart {
            differ(&mut roster, apart);
        }
        // With one thread the answer must not depend on how fast the programme was made.
        let left = || Options {
            time_limit: if options.alone() {
                options.time_limit / 2
            } else {
                options.time_limit.saturating_sub(started.elapsed())
            },
            ..*options
        };
        let mut from = None;
        if let Some(earlier) = earlier {
            match near::approach(&mut roster, &plan, earlier, &left(), observer) {
                Ok(found) => from = Some(found),
                Err(failed) => return failed,
            }
        }
        match staff(&roster, from, &left(), observer) {
            Ok(figures) => {
                raise_roster(&roster, &figures.solution, plan.service.get_or_insert_with(ServicePlan::default));
                run = Some(figures);
            }
            Err(failed) => return failed,
        }
    }
    observer.phase("ledgers");
    let open = ledgers(school, &mut plan);
    Following::Done(Box::new(Followed { plan, programme: report, roster: run, same_programme: false, open }))
}

/// Demands that enough tasks are other people's than in each earlier roster. Tasks that only one person may take are always
/// the same, so that the others must make up for them.
fn differ(roster: &mut Roster<'_>, apart: Apart<'_>) {
    let count = roster.tasks.len();
    let all = u64::try_from(count).unwrap_or(u64::MAX);
    // What rules added after the tasks is nobody's work.
    let tasks = |activity: ActivityId| if activity.index() < count { Compared::People } else { Compared::Nothing };
    for earlier in apart.earlier {
        let overlap = overlap(&roster.problem, earlier, tasks);
        let fixed = all.saturating_sub(overlap.all);
        let most =
            i64::try_from(apart.share.rest_of(all)).unwrap_or(i64::MAX) - i64::try_from(fixed).unwrap_or(i64::MAX);
        roster.problem.constraints.push(overlap.at_most(most));
    }
}

fn staff(
    roster: &Roster<'_>,
    from: Option<(Nearness, Solution)>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<RosterRun, Following> {
    let started = Instant::now();
    let outcome = match &from {
        Some((_, start)) => solve_from(&roster.problem, start, options, observer),
        None => solve(&roster.problem, options, observer),
    };
    match outcome {
        Outcome::Solved { solution, bound, ended, .. } => {
            let soft = roster.problem.constraints.iter().filter(|c| matches!(c.strength, Strength::Soft { .. }));
            let run = RosterRun {
                cost: evaluate(&roster.problem, &solution).soft,
                bound,
                ended,
                elapsed: started.elapsed(),
                near: from.map(|(near, _)| near),
                rules: soft.map(|constraint| constraint.tag.rule).collect(),
                solution,
            };
            Ok(run)
        }
        Outcome::Infeasible => Err(no_roster(roster)),
        Outcome::Unknown { ended } => Err(Following::NoRosterYet(ended)),
    }
}

/// Proved that nobody can staff it, and why where counting shows it.
fn no_roster(roster: &Roster<'_>) -> Following {
    let found = reasons(&roster.problem);
    Following::NoRoster(Box::new(roster.problem.clone()), found)
}

/// Writes the dated parts anew from the weekly ones; says which shifts nobody holds.
fn ledgers(school: &School, plan: &mut Plan) -> Vec<Open> {
    // Each ledger reads the ones before it.
    let duty = dated(school, plan);
    put(plan, |service| service.dated = duty.duty);
    let lines = flex(school, plan);
    put(plan, |service| service.flex = lines);
    let (lines, totals) = pay(school, plan);
    put(plan, |service| (service.pay, service.pay_totals) = (lines, totals));
    duty.open
}

fn put(plan: &mut Plan, write: impl FnOnce(&mut ServicePlan)) {
    write(plan.service.get_or_insert_with(ServicePlan::default));
}
