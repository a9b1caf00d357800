//! The later stages near to an earlier plan: a programme that still fits stands, and people keep their tasks.
//!
//! A *lot* is a session (slot, name, weekday, time) or a post on a weekday. Let `P` be those who held it and whom the school
//! still has, `h` how many it needs. Of a roster let `S` be the number of `P` who hold it again; `min(|P|, h) - S` of its
//! tasks are *changed*. First as few as possible are changed, by the hard rules alone and with a bound; then the soft rules
//! are served with no more changes than that.

use std::collections::BTreeMap;
use std::time::Duration;

use super::Following;
use crate::lowering::{Roster, TaskOf};
use crate::plan::{Plan, ServicePlan};
use crate::problem::{ActivityId, Choice, Constraint, Form, Kind, ResourceId, Solution, Strength, Tag, Term};
use crate::rules::Stage;
use crate::school::{Level, School};
use crate::solve::{Observer, Options, Outcome, solve_from};
use crate::units::{Interval, Weekday};
use crate::verify::verify;

/// The rule in the tags of the constraints made here.
const RULE: &str = "near";

/// How near a roster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearness {
    /// Tasks of other people although who held them is still there.
    pub changed: i64,
    /// No roster changes fewer.
    pub bound: i64,
    /// Tasks that those who held them could keep.
    pub all: i64,
}

/// Whether the groups, clubs, pupils and rooms of `earlier` still fit the school beside `plan`'s timetable.
#[must_use]
pub fn programme_fits(school: &School, plan: &Plan, earlier: &ServicePlan) -> bool {
    let verdict = verify(school, &Plan { rows: plan.rows.clone(), service: Some(programme_of(earlier)) });
    let hard = |result: &&crate::verify::RuleResult| {
        result.stage == Stage::Programme && result.level == Level::Hard.word() && !result.breaches.is_empty()
    };
    !verdict.rules.iter().any(|result| hard(&result))
}

/// The programme alone: nobody is in charge yet, nothing is dated.
#[must_use]
pub fn programme_of(earlier: &ServicePlan) -> ServicePlan {
    let mut service = ServicePlan {
        sessions: earlier.sessions.clone(),
        groups: earlier.groups.clone(),
        clubs: earlier.clubs.clone(),
        pupils: earlier.pupils.clone(),
        ..ServicePlan::default()
    };
    service.sessions.iter_mut().for_each(|session| session.staff.clear());
    service.clubs.iter_mut().for_each(|club| club.staff.clear());
    service
}

/// Slot (empty for a post), name, weekday, time.
type Key<'a> = (&'a str, &'a str, Weekday, Interval);

/// Tasks of one session or post, and who held them.
struct Lot {
    tasks: Vec<ActivityId>,
    held: Vec<ResourceId>,
}

impl Lot {
    fn most(&self) -> usize {
        self.tasks.len().min(self.held.len())
    }
}

fn lots(roster: &Roster<'_>, plan: &Plan, earlier: &ServicePlan) -> Vec<Lot> {
    let school = roster.school;
    let mut held: BTreeMap<Key<'_>, Vec<ResourceId>> = BTreeMap::new();
    let mut put = |key, name: &String| {
        if let Some(person) = school.teacher_named(name) {
            held.entry(key).or_default().push(roster.person(person));
        }
    };
    for session in &earlier.sessions {
        for name in &session.staff {
            put((&*session.slot, &*session.name, session.weekday, session.time), name);
        }
    }
    for shift in &earlier.shifts {
        put(("", &*shift.post, shift.weekday, shift.time), &shift.person);
    }
    let sessions = plan.service.as_ref().map_or(&[][..], |service| &service.sessions);
    let mut tasks: BTreeMap<Key<'_>, Vec<ActivityId>> = BTreeMap::new();
    for (id, task) in roster.tasks() {
        let slot = match task.of {
            TaskOf::Session(row) => sessions.get(row).map_or("", |session| &*session.slot),
            TaskOf::Post(_) => "",
        };
        tasks.entry((slot, &task.name, task.span.weekday, task.span.time)).or_default().push(id);
    }
    let lot = |(key, tasks)| {
        let held = held.get(&key)?.clone();
        Some(Lot { tasks, held })
    };
    tasks.into_iter().filter_map(lot).collect()
}

impl Lot {
    fn terms<'a>(&'a self, roster: &'a Roster<'_>) -> impl Iterator<Item = Term> + 'a {
        self.tasks.iter().flat_map(move |id| {
            let activity = roster.problem.activity(*id);
            let kept = activity.needs[0].candidates.iter().filter(|one| self.held.contains(one));
            kept.map(move |one| Term {
                activity: *id,
                placement: activity.domain[0],
                weight: 1,
                given: Some((0, *one)),
            })
        })
    }
}

fn least(terms: Vec<Term>, min: usize, strength: Strength) -> Constraint {
    Constraint {
        kind: Kind::PreferResources,
        form: Form::Count { terms, min: i32::try_from(min).unwrap_or(i32::MAX), max: i32::MAX },
        strength,
        tag: Tag { rule: RULE, about: Vec::new() },
    }
}

/// Looks for the roster with the fewest changes, then demands of `roster` that no other has more, and says where to begin.
///
/// # Errors
///
/// There is no roster, or none was found.
pub(super) fn approach(
    roster: &mut Roster<'_>,
    plan: &Plan,
    earlier: &ServicePlan,
    options: &Options,
    observer: &dyn Observer,
) -> Result<(Nearness, Solution), Following> {
    let lots = lots(roster, plan, earlier);
    let all: usize = lots.iter().map(Lot::most).sum();
    let mut problem = roster.problem.clone();
    problem.constraints.retain(|constraint| constraint.strength == Strength::Hard);
    let distance = lots.iter().map(|lot| least(lot.terms(roster).collect(), lot.most(), Strength::Soft { weight: 1 }));
    problem.constraints.extend(distance);
    let start = start(roster, &lots);
    let third = Options { time_limit: (options.time_limit / 3).max(Duration::from_secs(1)), gap: 0.0, ..*options };
    let (solution, changed, bound) = match solve_from(&problem, &start, &third, observer) {
        Outcome::Solved { solution, cost, bound, .. } => (solution, cost, bound),
        Outcome::Infeasible => return Err(super::no_roster(roster)),
        Outcome::Unknown { ended } => return Err(Following::NoRosterYet(ended)),
    };
    let kept = all.saturating_sub(usize::try_from(changed).unwrap_or(usize::MAX));
    let terms = lots.iter().flat_map(|lot| lot.terms(roster)).collect();
    roster.problem.constraints.push(least(terms, kept, Strength::Hard));
    let all = i64::try_from(all).unwrap_or(i64::MAX);
    Ok((Nearness { changed, bound, all }, solution))
}

/// Everybody where they were, where they still may; whoever can elsewhere.
fn start(roster: &Roster<'_>, lots: &[Lot]) -> Solution {
    let problem = &roster.problem;
    let mut chosen: BTreeMap<ActivityId, ResourceId> = BTreeMap::new();
    for lot in lots {
        let mut held = lot.held.clone();
        for id in &lot.tasks {
            let candidates = &problem.activity(*id).needs[0].candidates;
            if let Some(position) = held.iter().position(|one| candidates.contains(one)) {
                chosen.insert(*id, held.swap_remove(position));
            }
        }
    }
    let lessons = problem.activity_ids().map(|id| {
        let activity = problem.activity(id);
        let own = |(position, need): (usize, &crate::problem::Need)| {
            let kept = (position == 0).then(|| chosen.get(&id).copied()).flatten();
            kept.or_else(|| need.candidates.first().copied())
        };
        let resources: Vec<ResourceId> = activity.needs.iter().enumerate().filter_map(own).collect();
        let lesson = |placement: &_| Choice { placement: *placement, resources: resources.clone() };
        activity.domain.iter().take(activity.count as usize).map(lesson).collect()
    });
    Solution { lessons: lessons.collect() }
}
