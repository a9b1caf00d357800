//! Partial plans: when not everything fits, the most lessons by priority, and for each lesson left out what stands in its
//! way at each place that it might take.
//!
//! Points of a lesson, for each of its periods, weeks of the cycle and classes: [`LESSON`], and [`FIRST`] more for a
//! protected subject or Chinese, mathematics and English; 1 more when it is pinned. A research block is worth
//! [`RESEARCH`], less than any lesson: lessons of pupils come before meetings of teachers. The plan loses as few points as
//! the search can reach ([`crate::problem::park`]); when its bound meets them, no plan loses less. Among plans that lose
//! that, soft rules decide.
//!
//! The plan is verified like any other. It may break only what a missing lesson breaks: weekly periods (R104), pins (R115)
//! and research blocks (R113) of what is left out, and rules with a lower limit that lessons were to reach.
//!
//! | file | what |
//! |---|---|
//! | `why.rs` | what stands in the way |

#[cfg(test)]
mod tests;
mod why;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

pub use why::Why;

use crate::breach::Breach;
use crate::lowering::{Lowering, Place, Stands, raise};
use crate::plan::Plan;
use crate::problem::park::Park;
use crate::problem::{ActivityId, ConstraintId, Solution};
use crate::reason::Reason;
use crate::school::{Level, School, SubjectKind};
use crate::solve::{Ended, Observer, Options, Outcome, solve, solve_from};
use crate::text::Lang;
use crate::timetable::Task;
use crate::units::RequirementId;
use crate::verify::{RuleResult, Verdict, verify};

/// Points of a period of a class in a week of the cycle.
const LESSON: u32 = 10;
/// More for a protected or core subject.
const FIRST: u32 = 2;
/// Points of a research block.
const RESEARCH: u32 = 5;

/// How much a lesson matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// A protected subject, or Chinese, mathematics, English.
    First,
    /// Any other lesson.
    Lesson,
    /// A meeting of teachers.
    Research,
}

/// Lessons of one kind that were left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// What they are lessons of.
    pub stands: Stands,
    /// How many lessons, each of `length` periods.
    pub count: u32,
    /// Periods of one.
    pub length: u8,
    /// How much it matters.
    pub priority: Priority,
    /// Points of one.
    pub points: u32,
    /// Every place that one of them might take (its own other lessons' places are left out), and what is in the way.
    pub places: Vec<(Place, Why)>,
}

/// A plan that may leave lessons out.
#[derive(Clone, Debug)]
pub struct Partial {
    /// The plan.
    pub plan: Plan,
    /// What the verifier says of it.
    pub verdict: Verdict,
    /// What was left out, what matters most first.
    pub unplaced: Vec<Unplaced>,
    /// Points lost.
    pub lost: i64,
    /// No plan loses less.
    pub least: i64,
    /// Codes of the rules that the missing lessons break.
    pub broken: BTreeSet<&'static str>,
    /// Names of classes and research blocks that miss something.
    pub concerned: BTreeSet<String>,
    /// Codes of the rules whose lower limits need not hold when lessons are missing; some of these speak of teachers.
    pub limits: BTreeSet<&'static str>,
    /// What counting says of the whole school.
    pub reasons: Vec<Reason>,
    /// Why the search ended.
    pub ended: Ended,
}

impl Partial {
    /// Whether it is proved that no more can be placed.
    #[must_use]
    pub fn most(&self) -> bool {
        self.lost == self.least
    }

    /// Number of lessons (and research blocks) left out.
    #[must_use]
    pub fn missing(&self) -> u32 {
        self.unplaced.iter().map(|one| one.count).sum()
    }

    /// Hard breaches that no missing lesson explains: of other rules, or of other classes; there should be none.
    #[must_use]
    pub fn unexplained(&self) -> usize {
        let hard = self.verdict.rules.iter().filter(|result| result.level == Level::Hard.word());
        let of_rule = |result: &RuleResult| {
            let known = |breach: &&Breach| self.broken.contains(result.rule) && self.concerns(breach);
            result.breaches.len() - result.breaches.iter().filter(known).count()
        };
        hard.map(of_rule).sum()
    }

    /// Whether the breach names a class or a block that misses something, or a relaxed limit speaks of no class at all.
    fn concerns(&self, breach: &Breach) -> bool {
        let names: Vec<String> = breach.args.0.iter().map(|(_, arg)| arg.show(Lang::Zh)).collect();
        let named = names.iter().any(|name| self.concerned.iter().any(|own| name.contains(own.as_str())));
        named || self.limits.contains(breach.rule)
    }
}

/// Makes the plan that leaves least out; what ended the search when there is none. The first part of the time goes to
/// placing, what is left of it to soft rules.
///
/// # Errors
/// When not even a plan with lessons left out was found: the choice of teachers itself is impossible, or the time was up.
pub fn partial(task: &Task<'_>, options: &Options, observer: &dyn Observer) -> Result<Box<Partial>, Option<Ended>> {
    let began = Instant::now();
    let lowering = task.lowering();
    let points = lowering.problem.activity_ids().map(|id| worth(lowering, id).1).collect();
    let park = Park::new(&lowering.problem, points);
    let placing = Options { time_limit: options.time_limit * 3 / 5, gap: 0.0, ..*options };
    let (fewest, bound) = match solve(&park.fewest(), &placing, &Mute(observer)) {
        Outcome::Infeasible => return Err(None),
        Outcome::Unknown { ended } => return Err(Some(ended)),
        Outcome::Solved { solution, bound, .. } => (solution, bound),
    };
    let lost = park.lost(&fewest);
    let left = options.time_limit.saturating_sub(began.elapsed()).max(Duration::from_secs(1));
    let polishing = Options { time_limit: left, ..*options };
    let (solution, ended) = match solve_from(&park.best(lost), &fewest, &polishing, &Mute(observer)) {
        Outcome::Solved { solution, ended, .. } => (solution, ended),
        Outcome::Infeasible | Outcome::Unknown { .. } => (fewest, Ended::Time),
    };
    Ok(Box::new(finish(task, &park, &solution, bound, ended)))
}

fn finish(task: &Task<'_>, park: &Park, solution: &Solution, bound: i64, ended: Ended) -> Partial {
    let lowering = task.lowering();
    let placed = park.placed(solution);
    let plan = raise(lowering, &placed);
    let verdict = verify(lowering.school, &plan);
    let look = why::Look::new(lowering, &placed);
    let school = lowering.school;
    let (mut broken, mut concerned, mut unplaced) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (id, count) in park.left_out(solution) {
        let info = &lowering.activities[id.index()];
        match info.stands {
            Stands::Research(block) => {
                broken.insert("R113");
                concerned.insert(school.research[block].name.clone());
            }
            Stands::Lessons { requirement, pin } => {
                broken.extend(missing_breaks(school, requirement, pin.is_some()));
                let classes = &school.requirement(requirement).classes;
                concerned.extend(classes.iter().map(|class| school.class(*class).name.clone()));
            }
        }
        let (priority, points) = worth(lowering, id);
        let places = look.places(id);
        unplaced.push(Unplaced { stands: info.stands, count, length: info.length, priority, points, places });
    }
    let limit = |id: &ConstraintId| lowering.problem.constraints.get(id.index()).map(|own| own.tag.rule);
    let limits: BTreeSet<&'static str> =
        if unplaced.is_empty() { BTreeSet::new() } else { park.relaxed().iter().filter_map(limit).collect() };
    broken.extend(limits.iter().copied());
    unplaced.sort_by_key(|one| (one.priority, std::cmp::Reverse(one.points)));
    let lost = park.lost(solution);
    let least = park.least(bound).min(lost);
    Partial { plan, verdict, unplaced, lost, least, broken, concerned, limits, reasons: task.reasons(), ended }
}

/// Codes of the rules that the requirement breaks by a missing lesson: its periods, those of a protected subject, doubles,
/// halves that share a slot, a pin.
fn missing_breaks(school: &School, id: RequirementId, pinned: bool) -> Vec<&'static str> {
    let requirement = school.requirement(id);
    let protected = requirement.sections.iter().any(|section| school.subject(section.subject).protected);
    let paired = school.pairings.iter().any(|pairing| [pairing.pair.0, pairing.pair.1].contains(&id));
    let conditions = [
        ("R104", true),
        ("R105", protected),
        ("R111", requirement.doubles > 0),
        ("R112", paired),
        ("R115", pinned),
        ("R124", requirement.sections.iter().any(|s| school.subject(s.subject).kind == SubjectKind::ClassMeeting)),
    ];
    conditions.into_iter().filter(|(_, holds)| *holds).map(|(code, _)| code).collect()
}

/// How much a lesson of the activity matters, and its points.
fn worth(lowering: &Lowering<'_>, id: ActivityId) -> (Priority, u32) {
    let school = lowering.school;
    let info = &lowering.activities[id.index()];
    match info.stands {
        Stands::Research(_) => (Priority::Research, RESEARCH),
        Stands::Lessons { requirement, pin } => {
            let requirement = school.requirement(requirement);
            let first = requirement.sections.iter().any(|section| {
                let subject = school.subject(section.subject);
                subject.protected || subject.kind.is_core()
            });
            let activity = lowering.problem.activity(id);
            let weeks = activity.domain.first().map_or(1, |p| lowering.problem.placement(*p).weeks.count_ones());
            let classes = u32::try_from(requirement.classes.len()).unwrap_or(1);
            let each = LESSON + if first { FIRST } else { 0 };
            let points = each * u32::from(info.length) * weeks.max(1) * classes.max(1) + u32::from(pin.is_some());
            (if first { Priority::First } else { Priority::Lesson }, points)
        }
    }
}

/// Passes on whether to stop, and the phases; the costs of the two searches mean nothing to who watches a timetable.
struct Mute<'a>(&'a dyn Observer);

impl Observer for Mute<'_> {
    fn phase(&self, name: &'static str) {
        self.0.phase(name);
    }

    fn stopped(&self) -> bool {
        self.0.stopped()
    }
}
