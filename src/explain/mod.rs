//! Why there is no timetable: certificates by counting, minimal conflicts of the school's own statements, and the cheapest ways
//! out, each proved or verified by a search that was run.
//!
//! ```text
//! School -> counting (reason) -> where to look -> narrowing -> minimal conflict -> cheapest changes that resolve all conflicts
//! ```
//!
//! Physics (nobody in two places, every lesson taught) is never taken back; what may be is in [`crate::statement`]. Nothing of
//! this looks at wishes: they cost, but forbid nothing.
//!
//! # Example
//! ```
//! use kebiao::explain::{Finding, Options, explain};
//! use kebiao::solve::Unwatched;
//! use kebiao::units::{Interval, Weekday, Weeks};
//!
//! let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
//! let mut school = kebiao::config::read(&demo).map_err(|_| "unreadable")?.school;
//! // The music teacher comes on Mondays only: too few hours for four classes.
//! let teacher = school.teacher_named("吴婷").ok_or("nobody")?;
//! let time = Interval::parse("08:00-18:00").ok_or("no time")?;
//! school.teachers[teacher.index()].unavailable = (2..=5)
//!     .filter_map(Weekday::new)
//!     .map(|weekday| kebiao::school::TimeSpan { weeks: Weeks::All, weekday, time })
//!     .collect();
//! let explanation = explain(&school, &Options { ways: 0, ..Options::default() }, &Unwatched);
//! assert_eq!(explanation.finding, Finding::Impossible);
//! assert!(!explanation.conflicts[0].members.is_empty());
//! # Ok::<(), &str>(())
//! ```

mod conflict;
mod desk;
pub mod limits;
#[cfg(test)]
mod tests;
mod ways;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::problem::Problem;
use crate::reason::{Reason, reasons};
use crate::school::School;
use crate::solve::Observer;
use crate::statement::{Change, Statement};
use crate::verify::{Verdict, verify_school};
use desk::{Answer, Desk, Prober, hard, lean};

/// What an explanation may use.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Wall time for everything.
    pub time_limit: Duration,
    /// Threads of each search.
    pub threads: usize,
    /// Seed of everything random.
    pub seed: u64,
    /// Whether it is proved already that there is no timetable.
    pub impossible: bool,
    /// How many ways out are wanted; 0 for none.
    pub ways: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { time_limit: Duration::from_secs(60), threads: 2, seed: 1, impossible: false, ways: 3 }
    }
}

/// Whether there is a timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// There is one: it was found and verified.
    Possible,
    /// Proved that there is none.
    Impossible,
    /// The time was up before either was known.
    Unknown,
    /// The configuration breaks hard rules before any lesson is placed.
    Configuration,
}

/// How it is known that a conflict's members cannot hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A search over all timetables ended without one.
    Search,
    /// Counting shows it.
    Counting,
    /// It was proved of the whole school; of these members alone, time ran out.
    Part,
}

/// A statement in a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// Which.
    pub statement: Statement,
    /// Whether a verified timetable keeps all the others: without this one there is no conflict.
    pub needed: bool,
}

/// Statements that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Sorted by what they are; lessons last.
    pub members: Vec<Member>,
    /// That they cannot hold together.
    pub proof: Proof,
}

impl Conflict {
    /// The statements.
    #[must_use]
    pub fn set(&self) -> BTreeSet<Statement> {
        self.members.iter().map(|member| member.statement).collect()
    }

    /// Whether it is proved that the members conflict and that each of them is needed.
    #[must_use]
    pub fn minimal(&self) -> bool {
        self.proof != Proof::Part && self.members.iter().all(|member| member.needed)
    }
}

/// Changes with which there is a timetable, verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What to change, all of it.
    pub changes: Vec<Change>,
    /// How much an office would rather not.
    pub cost: u32,
}

/// Why there is no timetable.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Whether there is one.
    pub finding: Finding,
    /// What counting shows at once.
    pub reasons: Vec<Reason>,
    /// What the reasons speak of.
    pub problem: Problem,
    /// The hard rules about the configuration that are broken, when that is the [finding](Finding::Configuration).
    pub broken: Verdict,
    /// Conflicts that have nothing to do with each other.
    pub conflicts: Vec<Conflict>,
    /// The cheapest ways out, the cheapest first.
    pub ways: Vec<Way>,
    /// Whether nothing was cut short: no conflict is missing that a way out must resolve, and no cheaper way.
    pub complete: bool,
    /// Whether somebody stopped it.
    pub stopped: bool,
    /// Searches that were run.
    pub solves: usize,
    /// Wall time.
    pub elapsed: Duration,
}

/// Explains why `school` has no timetable, or finds that it has one.
#[must_use]
pub fn explain(school: &School, options: &Options, observer: &dyn Observer) -> Explanation {
    let started = Instant::now();
    let desk = Desk::new(options, observer);
    let mut told = Explanation {
        finding: Finding::Unknown,
        reasons: Vec::new(),
        problem: Problem::default(),
        broken: verify_school(school),
        conflicts: Vec::new(),
        ways: Vec::new(),
        complete: false,
        stopped: false,
        solves: 0,
        elapsed: Duration::ZERO,
    };
    if told.broken.hard_breaches() > 0 {
        told.finding = Finding::Configuration;
        told.complete = true;
    } else {
        fill(&mut told, school, options, &desk);
    }
    told.stopped = desk.stopped();
    told.solves = desk.solves();
    told.elapsed = started.elapsed();
    told
}

fn fill(told: &mut Explanation, school: &School, options: &Options, desk: &Desk<'_>) {
    desk.phase("counting");
    let lean = lean(school);
    told.problem = hard(&lean).problem;
    told.reasons = reasons(&told.problem);
    if options.impossible || !told.reasons.is_empty() {
        told.finding = Finding::Impossible;
    }
    desk.phase("looking");
    let mut prober = Prober::new(desk, &lean, &BTreeSet::new());
    let start = match conflict::start(&mut prober, desk.left() / 4) {
        Some(start) => {
            told.finding = Finding::Impossible;
            start
        }
        None if told.finding == Finding::Impossible => prober.all.clone(),
        None => {
            desk.phase("first plan");
            let share = desk.left() / 5 * 3;
            match prober.ask(&prober.all.clone(), share) {
                Answer::No => told.finding = Finding::Impossible,
                Answer::Yes => {
                    told.finding = Finding::Possible;
                    told.complete = true;
                    return;
                }
                Answer::Unknown => return,
            }
            prober.all.clone()
        }
    };
    if desk.over() {
        return;
    }
    desk.phase("narrowing");
    let first = conflict::narrow(&mut prober, &start);
    told.complete = first.minimal();
    if options.ways > 0 && !desk.over() {
        desk.phase("ways out");
        let found = ways::ways(desk, school, &first, options.ways);
        told.ways = found.ways;
        told.complete &= found.complete;
        told.conflicts = found.conflicts;
    }
    told.conflicts.insert(0, first);
}
