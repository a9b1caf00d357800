//! Activities -> weekly requirements.
//!
//! Activities of the same subject, teachers, classes, rooms and allowed times are one requirement of several lessons.
//! Activities that must start at the same time (all of them, whenever one of them does) are parallel groups of one
//! requirement: activities tied together are one lesson, and lessons whose activities are pairwise alike are one requirement.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use crate::args;
use crate::fet::model::{Fet, Slot};
use crate::fet::report::Fate;
use crate::text::fet as words;

/// Most weekly periods of a requirement.
pub(super) const MOST_PERIODS: usize = 60;
/// Longest lesson that a school's folder states.
const LONGEST: usize = 2;

/// What activities have in common that are lessons of one requirement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    pub(super) subject: usize,
    pub(super) classes: BTreeSet<usize>,
    pub(super) teachers: BTreeSet<usize>,
    /// Periods that it may use; none stated when it may use all.
    pub(super) allowed: Option<BTreeSet<Slot>>,
    pub(super) unwanted: BTreeMap<Slot, u8>,
    pub(super) rooms: Option<BTreeSet<usize>>,
    pub(super) preferred: BTreeSet<usize>,
}

/// A requirement.
#[derive(Clone, Debug)]
pub(super) struct Requirement {
    /// What runs in parallel.
    pub(super) parts: Vec<Part>,
    /// Each lesson: its activities.
    pub(super) lessons: Vec<Vec<usize>>,
    /// How long the pieces of the lessons are: 1 or 2 each.
    pub(super) pieces: Vec<usize>,
    /// Periods of the longest lesson.
    pub(super) longest: usize,
    /// Pieces that stand at a given time.
    pub(super) pins: Vec<(Slot, usize)>,
    /// Whether no two lessons may be on one day.
    pub(super) spread: bool,
    /// Most periods a day, when stated.
    pub(super) daily: Option<usize>,
}

impl Requirement {
    /// Periods a week.
    pub(super) fn periods(&self) -> usize {
        self.pieces.iter().sum()
    }

    /// Subjects, for messages.
    pub(super) fn name(&self, fet: &Fet) -> String {
        self.parts
            .iter()
            .map(|part| fet.subjects[part.subject].as_str())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
            .join("/")
    }

    /// The classes of all parts.
    pub(super) fn classes(&self) -> BTreeSet<usize> {
        self.parts.iter().flat_map(|part| part.classes.iter().copied()).collect()
    }
}

/// The requirements, in the order of their first activities.
pub(super) fn requirements(fet: &Fet, facts: &mut Facts) -> Vec<Requirement> {
    let mut dropped = 0;
    let parts: Vec<Option<Part>> = (0..fet.activities.len())
        .map(|index| {
            let part = part(fet, facts, index);
            let idle = part.classes.is_empty() && part.teachers.is_empty();
            dropped += usize::from(idle);
            (!idle).then_some(part)
        })
        .collect();
    if dropped > 0 {
        facts.report.remark(words::NOBODY_IN_IT, args! { count: dropped });
    }
    let ties = tied(fet, facts, &parts);
    let mut order: BTreeMap<Vec<&Part>, usize> = BTreeMap::new();
    let mut found: Vec<Requirement> = Vec::new();
    let mut long = 0;
    for tie in ties {
        let mut members: Vec<(&Part, usize)> =
            tie.iter().filter_map(|index| parts[*index].as_ref().map(|part| (part, *index))).collect();
        members.sort_unstable();
        let key: Vec<&Part> = members.iter().map(|(part, _)| *part).collect();
        let lesson: Vec<usize> = members.iter().map(|(_, index)| *index).collect();
        let Some(first) = lesson.first().copied() else { continue };
        let position = *order.entry(key.clone()).or_insert_with(|| {
            found.push(Requirement {
                parts: key.into_iter().cloned().collect(),
                lessons: Vec::new(),
                pieces: Vec::new(),
                longest: 0,
                pins: Vec::new(),
                spread: false,
                daily: None,
            });
            found.len() - 1
        });
        let requirement = &mut found[position];
        let duration = fet.activities[first].duration;
        requirement.longest = requirement.longest.max(duration);
        long += usize::from(duration > LONGEST);
        let mut pin = lesson.iter().find_map(|index| facts.lessons[*index].pin);
        requirement.lessons.push(lesson);
        let mut left = duration;
        while left > 0 {
            let piece = left.min(LONGEST);
            requirement.pieces.push(piece);
            if let Some(at) = pin {
                requirement.pins.push((at, piece));
                pin = Some(Slot { hour: at.hour + piece, ..at });
            }
            left -= piece;
        }
    }
    if long > 0 {
        facts.report.remark(words::LONG_LESSONS, args! { count: long });
    }
    found
}

fn part(fet: &Fet, facts: &mut Facts, index: usize) -> Part {
    let activity = &fet.activities[index];
    let lesson = &facts.lessons[index];
    let periods: BTreeSet<Slot> = lesson
        .starts
        .iter()
        .flat_map(|start| (0..activity.duration).map(move |step| Slot { hour: start.hour + step, ..*start }))
        .collect();
    Part {
        subject: activity.subject,
        classes: facts.classes_of(fet, index),
        teachers: activity.teachers.clone(),
        allowed: (periods.len() < fet.slot_count()).then_some(periods),
        unwanted: lesson.unwanted.clone(),
        rooms: lesson.rooms.clone(),
        preferred: lesson.preferred.clone(),
    }
}

/// The activities by what must start at the same time: most are alone.
fn tied(fet: &Fet, facts: &mut Facts, parts: &[Option<Part>]) -> Vec<BTreeSet<usize>> {
    let mut with: Vec<BTreeSet<usize>> = (0..fet.activities.len()).map(|index| BTreeSet::from([index])).collect();
    let mut of: Vec<usize> = (0..fet.activities.len()).collect();
    for constraint in fet.constraints.iter().filter(|c| c.active && c.family == "ActivitiesSameStartingTime") {
        let members: BTreeSet<usize> =
            facts.activities_in(&constraint.element).iter().map(|index| of[*index]).collect();
        let Some(first) = members.first().copied().filter(|_| members.len() > 1) else {
            facts.note(constraint, Fate::Carried, words::NEVER_BINDS);
            continue;
        };
        let all: BTreeSet<usize> = members.iter().flat_map(|member| with[*member].iter().copied()).collect();
        if !constraint.weight.is_hard() {
            facts.note(constraint, Fate::NotCarried, words::ONLY_HARD);
        } else if !parallel(fet, facts, parts, &all) {
            facts.note(constraint, Fate::NotCarried, words::NOT_PARALLEL);
        } else {
            for index in &all {
                of[*index] = first;
            }
            for member in members {
                with[member].clear();
            }
            with[first] = all;
            facts.note(constraint, Fate::Carried, words::NOTHING);
        }
    }
    with.into_iter().filter(|tie| !tie.is_empty()).collect()
}

/// Whether these activities can be groups of one lesson: equally long, different people, no two times given.
fn parallel(fet: &Fet, facts: &Facts, parts: &[Option<Part>], all: &BTreeSet<usize>) -> bool {
    let durations: BTreeSet<usize> = all.iter().map(|index| fet.activities[*index].duration).collect();
    let pins: BTreeSet<Slot> = all.iter().filter_map(|index| facts.lessons[*index].pin).collect();
    let (mut classes, mut teachers) = (BTreeSet::new(), BTreeSet::new());
    let mut someone = false;
    let apart = all.iter().filter_map(|index| parts[*index].as_ref()).all(|part| {
        someone |= !part.classes.is_empty();
        part.classes.iter().all(|class| classes.insert(*class)) && part.teachers.iter().all(|t| teachers.insert(*t))
    });
    durations.len() == 1 && pins.len() <= 1 && apart && someone
}
