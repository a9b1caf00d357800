//! Solves for explanations: is there a timetable at all? Wishes are left out, so that the first plan ends a search.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::Options;
use crate::lowering::{Lowering, lower, raise};
use crate::problem::Strength;
use crate::reason::reasons;
use crate::rules::{self, Stage};
use crate::school::{Duty, Level, Pay, School, Service};
use crate::solve::{self, Observer, Outcome, solve};
use crate::statement::{Statement, Statements};
use crate::verify::verify;

/// A set of statements.
pub(super) type Set = BTreeSet<Statement>;

/// Whether a school has a timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// One was found, and verified.
    Yes,
    /// Proved that none exists.
    No,
    /// The time was up.
    Unknown,
}

/// What all probes share: the clock, the observer, the count of solves.
pub(super) struct Desk<'a> {
    options: &'a Options,
    observer: &'a dyn Observer,
    deadline: Instant,
    solves: Cell<usize>,
}

/// Hides the plans of probes from the observer; passes its wish to stop on.
struct Behind<'a>(&'a dyn Observer);

impl Observer for Behind<'_> {
    fn stopped(&self) -> bool {
        self.0.stopped()
    }
}

impl<'a> Desk<'a> {
    pub(super) fn new(options: &'a Options, observer: &'a dyn Observer) -> Self {
        let deadline = Instant::now() + options.time_limit.min(Duration::from_secs(366 * 86400));
        Self { options, observer, deadline, solves: Cell::new(0) }
    }

    /// Whether time is up or somebody asked for an end.
    pub(super) fn over(&self) -> bool {
        self.stopped() || Instant::now() >= self.deadline
    }

    pub(super) fn stopped(&self) -> bool {
        self.observer.stopped()
    }

    pub(super) fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// Tells the observer what is being done.
    pub(super) fn phase(&self, name: &'static str) {
        self.observer.phase(name);
    }

    /// Searches that were run so far.
    pub(super) fn solves(&self) -> usize {
        self.solves.get()
    }

    /// Whether `school` has a timetable; by counting where that shows it has none, unless `by_search` is asked for.
    pub(super) fn ask(&self, school: &School, limit: Duration, by_search: bool) -> Answer {
        if self.over() {
            return Answer::Unknown;
        }
        let lowering = hard(school);
        if !by_search && !reasons(&lowering.problem).is_empty() {
            return Answer::No;
        }
        self.solves.set(self.solves.get() + 1);
        let options = solve::Options {
            time_limit: limit.min(self.left()),
            threads: self.options.threads,
            seed: self.options.seed,
            gap: 0.0,
        };
        match solve(&lowering.problem, &options, &Behind(self.observer)) {
            Outcome::Infeasible => Answer::No,
            Outcome::Unknown { .. } => Answer::Unknown,
            Outcome::Solved { solution, .. } => {
                // A plan that the verifier does not pass proves nothing.
                let verdict = verify(school, &raise(&lowering, &solution));
                if verdict.hard_breaches() == 0 { Answer::Yes } else { Answer::Unknown }
            }
        }
    }
}

/// The school as a problem of its hard rules alone.
pub(super) fn hard(school: &School) -> Lowering<'_> {
    let mut lowering = lower(school);
    lowering.problem.constraints.retain(|constraint| constraint.strength == Strength::Hard);
    lowering
}

/// The school as far as its weekly timetable goes: nothing after school, no dates, no rule about the configuration itself.
pub(super) fn lean(school: &School) -> School {
    let mut lean = school.clone();
    (lean.service, lean.duty, lean.pay, lean.term) = (Service::default(), Duty::default(), Pay::default(), None);
    for meta in rules::ALL.iter().map(|rule| rule.meta()).filter(|meta| meta.stage != Stage::Timetable) {
        if let Some(setting) = lean.policy.settings.get_mut(meta.code) {
            setting.level = Level::Off;
        }
    }
    lean
}

/// Answers about sets of one school's statements, remembered.
pub(super) struct Prober<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) statements: Statements<'a>,
    pub(super) all: Set,
    possible: Vec<Set>,
    impossible: Vec<Set>,
}

impl<'a> Prober<'a> {
    /// All statements of `school` but those that are `gone` for good.
    pub(super) fn new(desk: &'a Desk<'a>, school: &'a School, gone: &Set) -> Self {
        let statements = Statements::of(school);
        let all = statements.all().iter().filter(|statement| !gone.contains(statement)).copied().collect();
        Self { desk, statements, all, possible: Vec::new(), impossible: Vec::new() }
    }

    /// The school with these statements only.
    pub(super) fn school(&self, kept: &Set) -> School {
        let kept = self.statements.expand(kept);
        let gone = self.statements.all().iter().filter(|statement| !kept.contains(statement));
        self.statements.without(&gone.copied().collect())
    }

    /// Whether a timetable keeps all of `kept`.
    pub(super) fn ask(&mut self, kept: &Set, limit: Duration) -> Answer {
        let kept = &self.statements.expand(kept);
        if self.possible.iter().any(|known| kept.is_subset(known)) {
            return Answer::Yes;
        }
        if self.impossible.iter().any(|known| known.is_subset(kept)) {
            return Answer::No;
        }
        let answer = self.desk.ask(&self.school(kept), limit, false);
        self.learn(kept, answer);
        answer
    }

    /// Remembers an answer.
    pub(super) fn learn(&mut self, kept: &Set, answer: Answer) {
        let kept = self.statements.expand(kept);
        match answer {
            Answer::Yes => self.possible.push(kept),
            Answer::No => self.impossible.push(kept),
            Answer::Unknown => {}
        }
    }

    /// The smallest set inside `of` that is known to have no timetable.
    pub(super) fn smallest(&self, of: &Set) -> Option<&Set> {
        self.impossible.iter().filter(|known| known.is_subset(of)).min_by_key(|known| known.len())
    }
}
