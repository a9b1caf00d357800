//! How much of one plan stands in another: counted straight from the two, by names and the clock.
//!
//! A *class lesson* is what classes have in one period of one week: classes, weekday, clock time, week, and the subjects with
//! their groups (groups in parallel are one class lesson). `all` is the number of class lessons of the first plan in two
//! weeks, `kept` those of them that are in the second plan, too. Teachers and rooms do not matter here, research blocks
//! neither. For two plans of the same lessons `kept` is the same from both sides.
//!
//! Of rosters people's *tasks* are counted: a person in a session (slot, name, weekday, time) or on a shift (post, weekday,
//! time).

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Plan, RowKind};
use crate::units::{Interval, Share, Weekday, Weeks};

/// What two plans have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Common {
    /// Class lessons (or tasks) of the first plan that the second has, too.
    pub kept: u64,
    /// Class lessons of the first plan in two weeks (or its tasks).
    pub all: u64,
}

impl Common {
    /// Whether at least `share` of the lessons are elsewhere.
    #[must_use]
    pub fn differs_by(self, share: Share) -> bool {
        self.kept <= share.rest_of(self.all)
    }

    /// Lessons elsewhere, in tenths of a per cent, rounded down.
    #[must_use]
    pub fn per_mille_elsewhere(self) -> u64 {
        (self.all - self.kept) * 1000 / self.all.max(1)
    }
}

/// When classes have something.
type Time<'a> = (BTreeSet<&'a str>, Weekday, Interval, Weeks);

/// What two timetables have in common.
#[must_use]
pub fn common(first: &Plan, second: &Plan) -> Common {
    let (first, second) = (class_lessons(first), class_lessons(second));
    let kept = first.iter().filter(|(time, what)| second.get(*time) == Some(*what)).count();
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    Common { kept: number(kept), all: number(first.len()) }
}

/// What two rosters have in common, in people's tasks: a person in charge of a session, or at a post on a weekday. Sessions
/// and posts are told apart by name, weekday and time; of the people of one session or post each counts.
#[must_use]
pub fn common_staffing(first: &Plan, second: &Plan) -> Common {
    let (first, second) = (tasks(first), tasks(second));
    let kept = first.iter().map(|(task, count)| *count.min(second.get(task).unwrap_or(&0))).sum();
    Common { kept, all: first.values().sum() }
}

/// A person's task.
type Task<'a> = (&'a str, &'a str, Weekday, Interval, &'a str);

fn tasks(plan: &Plan) -> BTreeMap<Task<'_>, u64> {
    let mut found = BTreeMap::new();
    let Some(service) = &plan.service else { return found };
    for session in &service.sessions {
        for person in &session.staff {
            *found.entry((&*session.slot, &*session.name, session.weekday, session.time, &**person)).or_insert(0) += 1;
        }
    }
    for shift in &service.shifts {
        *found.entry(("", &*shift.post, shift.weekday, shift.time, &*shift.person)).or_insert(0) += 1;
    }
    found
}

fn class_lessons(plan: &Plan) -> BTreeMap<Time<'_>, BTreeSet<(&str, &str)>> {
    let mut found: BTreeMap<Time<'_>, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for row in plan.rows.iter().filter(|row| row.kind == RowKind::Lesson) {
        let classes: BTreeSet<&str> = row.classes.iter().map(String::as_str).collect();
        for week in [Weeks::Odd, Weeks::Even].into_iter().filter(|week| row.weeks.overlaps(*week)) {
            let what = found.entry((classes.clone(), row.weekday, row.time, week)).or_default();
            what.insert((&row.subject, &row.section));
        }
    }
    found
}
