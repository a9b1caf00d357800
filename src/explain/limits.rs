//! Limits of a problem that cannot all be kept, where counting shows nothing: budgets against maxima, maxima against each other.
//!
//! Rosters are made on a timetable that stands, so that what can be changed are limits: the hard constraints, those of one tag
//! (a rule and whom it is about) together. QuickXplain over tags, each question a search; then, for each limit on a sum in what is
//! left, how little more would be enough while everything else is kept: the least excess, proved as a bound.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use crate::problem::{Constraint, Form, Problem, Strength, Tag};
use crate::rules;
use crate::solve::{self, Observer, Outcome, solve};

/// A limit among those that cannot all be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Rule, and whom it is about.
    pub tag: Tag,
    /// Its number, and the least with which all the others can be kept; none where it is no such limit or time ran out.
    pub least: Option<(i64, i64)>,
}

/// Limits that cannot all be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Sorted by tag.
    pub limits: Vec<Held>,
    /// Whether without any one of them all others can be kept, by a search that was run.
    pub minimal: bool,
}

/// Limits of `problem`, which has no solution, that cannot all be kept; none when it has none even without limits, or when time ran
/// out before anything was known.
#[must_use]
pub fn clash(problem: &Problem, options: &solve::Options, observer: &dyn Observer) -> Option<Clash> {
    let mut search = Search::new(problem, options, observer);
    let tags: Vec<Tag> = search.groups.keys().cloned().collect();
    if search.possible(&BTreeSet::new()) != Some(true) {
        return None;
    }
    let needed = search.quick(&BTreeSet::new(), false, &tags);
    let set: BTreeSet<Tag> = needed.iter().cloned().collect();
    let minimal = set.iter().all(|tag| {
        let others = set.iter().filter(|other| *other != tag).cloned().collect();
        search.possible(&others) == Some(true)
    });
    if set.is_empty() || (!minimal && search.over()) {
        return None;
    }
    let held = |tag: &Tag| Held { tag: tag.clone(), least: search.least(&set, tag) };
    Some(Clash { limits: set.iter().map(held).collect(), minimal })
}

struct Search<'a> {
    problem: &'a Problem,
    options: &'a solve::Options,
    observer: &'a dyn Observer,
    until: Instant,
    /// Constraints that may go, by tag.
    groups: BTreeMap<Tag, Vec<usize>>,
    known: BTreeMap<BTreeSet<Tag>, Option<bool>>,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Problem, options: &'a solve::Options, observer: &'a dyn Observer) -> Self {
        let mut groups: BTreeMap<Tag, Vec<usize>> = BTreeMap::new();
        for (index, constraint) in problem.constraints.iter().enumerate() {
            let physics = rules::find(constraint.tag.rule).is_some_and(|rule| rule.meta().physics);
            if constraint.strength == Strength::Hard && !physics {
                groups.entry(constraint.tag.clone()).or_default().push(index);
            }
        }
        let until = Instant::now() + options.time_limit.min(Duration::from_secs(366 * 86400));
        Self { problem, options, observer, until, groups, known: BTreeMap::new() }
    }

    fn over(&self) -> bool {
        self.observer.stopped() || Instant::now() >= self.until
    }

    /// The problem with the limits of these tags and what is no limit, without wishes.
    fn with(&self, kept: &BTreeSet<Tag>) -> Problem {
        let stays = |constraint: &&Constraint| {
            constraint.strength == Strength::Hard
                && (kept.contains(&constraint.tag) || !self.groups.contains_key(&constraint.tag))
        };
        let constraints = self.problem.constraints.iter().filter(stays).cloned().collect();
        Problem { constraints, floor: 0, ..self.problem.clone() }
    }

    fn outcome(&self, problem: &Problem, share: u32) -> Outcome {
        let left = self.until.saturating_duration_since(Instant::now());
        solve(problem, &solve::Options { time_limit: left / share, gap: 0.0, ..*self.options }, self.observer)
    }

    /// Whether all of `kept` can be kept; none when time ran out.
    fn possible(&mut self, kept: &BTreeSet<Tag>) -> Option<bool> {
        if let Some(known) = self.known.get(kept) {
            return *known;
        }
        let answer = match () {
            () if self.over() => None,
            () => match self.outcome(&self.with(kept), 3) {
                Outcome::Solved { .. } => Some(true),
                Outcome::Infeasible => Some(false),
                Outcome::Unknown { .. } => None,
            },
        };
        self.known.insert(kept.clone(), answer);
        answer
    }

    /// What of `list` is needed beside `base` to make it impossible.
    fn quick(&mut self, base: &BTreeSet<Tag>, fresh: bool, list: &[Tag]) -> Vec<Tag> {
        if list.is_empty() || (fresh && self.possible(base) == Some(false)) {
            return Vec::new();
        }
        if list.len() == 1 || self.over() {
            return list.to_vec();
        }
        let (first, second) = list.split_at(list.len() / 2);
        let with = |more: &[Tag]| -> BTreeSet<Tag> { base.iter().chain(more).cloned().collect() };
        let mut found = self.quick(&with(first), true, second);
        let of_first = self.quick(&with(&found), !found.is_empty(), first);
        found.extend(of_first);
        found
    }

    /// The number of a limit on a sum, and the least with which the others can be kept.
    fn least(&self, set: &BTreeSet<Tag>, tag: &Tag) -> Option<(i64, i64)> {
        let [index] = self.groups.get(tag)?.as_slice() else { return None };
        let constraint = self.problem.constraints.get(*index)?;
        let limit = match constraint.form {
            Form::Count { max, .. } => i64::from(max),
            Form::Workload { max, .. } => i64::from(max),
            _ => return None,
        };
        if self.over() {
            return None;
        }
        let others = set.iter().filter(|other| *other != tag).cloned().collect();
        let mut problem = self.with(&others);
        problem.constraints.push(Constraint { strength: Strength::Soft { weight: 1 }, ..constraint.clone() });
        match self.outcome(&problem, 3) {
            Outcome::Solved { bound, .. } if bound > 0 => Some((limit, limit.saturating_add(bound))),
            _ => None,
        }
    }
}
