//! Measuring the engine on any mix of instances: what was found when, what was proved, at what price.
//!
//! ```text
//! find -> Subject -> process ( child: measure -> Event, Event, ... ) -> Record -> known, baseline, summary
//! ```
//!
//! | file | what |
//! |---|---|
//! | `find.rs` | folders and files on the command line -> instances |
//! | `process.rs` | one run in a child process of the same program: memory is the run's own, and a crash costs one row |
//! | `measure.rs` | what the child does: read, state, solve, write, read back, verify |
//! | `trace.rs` | an observer that tells every improvement with its time |
//! | `known.rs`, `data/known.toml` | best costs known of public instances |
//! | `baseline.rs` | an earlier run's CSV |
//! | `summary.rs` | medians over seeds, ratios |
//!
//! Time counts from the moment at which the instance's files are read: stating the problem is in it, and in the limit.
//! A run's cost at `s` seconds is that of the best plan found by then. The gap is `(cost - bound) / max(1, cost)`.

pub mod baseline;
pub mod find;
pub mod known;
mod measure;
pub mod process;
pub mod summary;
#[cfg(test)]
mod tests;
mod trace;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use baseline::Earlier;
pub use find::find;
pub use known::Known;
pub use summary::{Summary, summaries};

/// Seconds at which the cost so far is told.
pub const MARKS: [u32; 8] = [1, 5, 10, 30, 60, 120, 300, 600];

/// What an instance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A school's folder; its weekly timetable is made.
    School,
    /// An instance in an XHSTT file.
    Xhstt,
}

impl Kind {
    /// The word in CSV files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Xhstt => "xhstt",
        }
    }
}

/// An instance to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its folder or file.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// Short name, different for every instance of a bench: the folder's or the XHSTT `Id`, with as much of the path as that
    /// needs.
    pub label: String,
    /// The name that it gives itself: a school's, or the `Id`.
    pub name: String,
}

/// What a plan costs; less is better, infeasibility first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cost {
    /// Hard violations; always 0 for a school's timetable.
    pub hard: i64,
    /// Weighted soft violations.
    pub soft: i64,
}

impl Cost {
    /// A feasible plan's cost.
    #[must_use]
    pub fn feasible(soft: i64) -> Self {
        Self { hard: 0, soft }
    }

    /// Reads what [`std::fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hard, soft) = text.split_once('/').unwrap_or(("0", text));
        Some(Self { hard: hard.trim().parse().ok()?, soft: soft.trim().parse().ok()? })
    }
}

impl std::fmt::Display for Cost {
    /// `35`, or `3/966` with hard violations before the slash.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.hard {
            0 => write!(f, "{}", self.soft),
            hard => write!(f, "{hard}/{}", self.soft),
        }
    }
}

/// How large an instance is, in the figures that its kind has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// A school's classes.
    pub classes: Option<usize>,
    /// Its teachers.
    pub teachers: Option<usize>,
    /// Its lessons a week.
    pub lessons: Option<usize>,
    /// Variables of its compiled model: a lesson's places in time (and who or which room, where that is open).
    pub variables: Option<usize>,
    /// Rows of the model: limits, day patterns, counts of different people.
    pub rows: Option<usize>,
    /// An XHSTT instance's times.
    pub times: Option<usize>,
    /// Its resources.
    pub resources: Option<usize>,
    /// Its events.
    pub events: Option<usize>,
    /// Its constraints.
    pub constraints: Option<usize>,
}

impl Size {
    /// Names of the figures in CSV files.
    pub const WORDS: [&'static str; 9] =
        ["classes", "teachers", "lessons", "variables", "rows", "times", "resources", "events", "constraints"];

    /// The figures, in the order of [`Size::WORDS`].
    #[must_use]
    pub fn figures(&self) -> [Option<usize>; 9] {
        [
            self.classes,
            self.teachers,
            self.lessons,
            self.variables,
            self.rows,
            self.times,
            self.resources,
            self.events,
            self.constraints,
        ]
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// The plan is proved optimal, within the gap asked for.
    Proved,
    /// Time limit.
    Time,
    /// Somebody stopped it.
    Stopped,
    /// Proved that there is no plan.
    Infeasible,
    /// The configuration breaks hard rules, or could no longer be read; nothing was solved.
    Refused,
    /// The process died.
    Crashed,
    /// The process was still running long after its limit and was ended.
    Overran,
}

impl Ended {
    /// The word in CSV files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Time => "time",
            Self::Stopped => "stopped",
            Self::Infeasible => "infeasible",
            Self::Refused => "refused",
            Self::Crashed => "crashed",
            Self::Overran => "overran",
        }
    }
}

/// A better plan was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// When, in milliseconds.
    pub ms: u64,
    /// Its cost.
    pub cost: Cost,
}

/// A better bound was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proved {
    /// When, in milliseconds.
    pub ms: u64,
    /// No plan costs less.
    pub bound: Cost,
}

/// What a run is asked to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Folder or file.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// The `Id` of the instance in an XHSTT file; else empty.
    pub instance: String,
    /// Wall time in milliseconds.
    pub limit_ms: u64,
    /// Threads.
    pub threads: usize,
    /// Seed.
    pub seed: u64,
    /// Gap at which to stop.
    pub gap: f64,
}

/// What a run tells while it goes on, in the order in which it happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// The problem is stated.
    Stated {
        /// Its size.
        size: Size,
        /// Milliseconds that it took.
        ms: u64,
    },
    /// A better plan.
    Found(Found),
    /// A better bound.
    Proved(Proved),
    /// The end.
    Done(Done),
}

/// The last thing that a run tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// Why.
    pub ended: Ended,
    /// Milliseconds from the start to the end of the search.
    pub ms: u64,
    /// Whether the plan, written and read back, keeps all hard rules and costs what the search says; none without a plan.
    pub verified: Option<bool>,
    /// Most memory that the process ever held, where the system tells.
    pub memory_kib: Option<u64>,
    /// What else there is to say, for the log.
    pub remark: String,
}

/// One run of one instance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record {
    /// Short name of the instance.
    pub instance: String,
    /// What it is.
    pub kind: Kind,
    /// Seed.
    pub seed: u64,
    /// Threads.
    pub threads: usize,
    /// Time limit in milliseconds.
    pub limit_ms: u64,
    /// Size; none when the run did not come so far.
    pub size: Option<Size>,
    /// Milliseconds for stating the problem.
    pub model_ms: Option<u64>,
    /// Improving plans.
    pub found: Vec<Found>,
    /// Improving bounds.
    pub proved: Vec<Proved>,
    /// How it ended.
    pub done: Done,
}

impl Record {
    /// A run that has not told anything yet.
    #[must_use]
    pub fn new(subject: &Subject, job: &Job) -> Self {
        let done = Done { ended: Ended::Crashed, ms: 0, verified: None, memory_kib: None, remark: String::new() };
        Self {
            instance: subject.label.clone(),
            kind: subject.kind,
            seed: job.seed,
            threads: job.threads,
            limit_ms: job.limit_ms,
            size: None,
            model_ms: None,
            found: Vec::new(),
            proved: Vec::new(),
            done,
        }
    }

    /// Takes note of what the run tells.
    pub fn note(&mut self, event: Event) {
        match event {
            Event::Stated { size, ms } => (self.size, self.model_ms) = (Some(size), Some(ms)),
            Event::Found(found) if self.cost().is_none_or(|best| found.cost < best) => self.found.push(found),
            Event::Proved(proved) if self.bound().is_none_or(|best| proved.bound > best) => self.proved.push(proved),
            Event::Found(_) | Event::Proved(_) => {}
            Event::Done(done) => self.done = done,
        }
    }

    /// Cost of the best plan.
    #[must_use]
    pub fn cost(&self) -> Option<Cost> {
        self.found.last().map(|found| found.cost)
    }

    /// The best bound.
    #[must_use]
    pub fn bound(&self) -> Option<Cost> {
        self.proved.last().map(|proved| proved.bound)
    }

    /// `(cost - bound) / max(1, cost)` of what is soft; none while the hard violations differ.
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        let (cost, bound) = (self.cost()?, self.bound()?);
        #[allow(clippy::cast_precision_loss)]
        let gap = (cost.soft - bound.soft).max(0) as f64 / cost.soft.max(1) as f64;
        (cost.hard == bound.hard).then_some(gap)
    }

    /// Whether the best plan is proved optimal.
    #[must_use]
    pub fn is_optimal(&self) -> bool {
        self.cost().zip(self.bound()).is_some_and(|(cost, bound)| bound >= cost)
    }

    /// When the first plan without hard violations was found.
    #[must_use]
    pub fn first_ms(&self) -> Option<u64> {
        self.found.iter().find(|found| found.cost.hard == 0).map(|found| found.ms)
    }

    /// When the best plan was found.
    #[must_use]
    pub fn best_ms(&self) -> Option<u64> {
        self.found.last().map(|found| found.ms)
    }

    /// Cost of the best plan found within so many seconds; none beyond the limit.
    #[must_use]
    pub fn at(&self, seconds: u32) -> Option<Cost> {
        let ms = u64::from(seconds) * 1000;
        let by_then = self.found.iter().take_while(|found| found.ms <= ms).last();
        by_then.filter(|_| ms <= self.limit_ms).map(|found| found.cost)
    }
}
