//! How near a solution is to the old plan: the mathematics of "as few lessons moved as possible".
//!
//! A *lot* is a requirement (the lessons of a subject of a class) or a research block. Its *units* are the periods that it
//! has, weekday x period x week of the cycle: `O` those where it stood in the old plan, `n` how many it has now. Which of
//! its lessons stands where is nobody's business. Of a solution let `S` be the number of units of `O` that its lessons cover
//! again. At most `m = min(|O|, n)` can be; what the lot has less than before is gone and what it has more is new, and
//! neither is moved. The lot's *moves* are `m - S`, and the distance of a solution is
//!
//! ```text
//! sum over lots of weight * (m - S),      weight = 2 * classes + teachers
//! ```
//!
//! the people who must learn that the period is elsewhere: a class counts two, a teacher one. All weights are divided by
//! their greatest common divisor, so that bounds round up as far as they can.
//!
//! `m - S` is a soft [`Form::Count`] with minimum `m` over the placements that cover units of `O`; a limit on the whole
//! distance is one hard count of all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::old::Old;
use crate::lowering::{Lowering, NeedOf, Place, Stands};
use crate::plan::RowKind;
use crate::problem::{ActivityId, Constraint, Form, Kind, PlacementId, Problem, Solution, Strength, Tag, Term};
use crate::school::School;
use crate::units::{RequirementId, Weekday, Weeks};

/// The rule in the tags of the constraints made here.
pub const RULE: &str = "near";

/// A period (or the first minute of a research block) of one week of the cycle.
pub(super) type Unit = (Weekday, u16, u8);

/// What a lot is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Requirement(RequirementId),
    Research(usize),
}

/// The lessons of a requirement, or a research block.
#[derive(Clone, Debug)]
pub(super) struct Lot {
    pub of: Of,
    /// For messages: `一1班 语文`.
    pub name: String,
    pub activities: Vec<ActivityId>,
    /// Where it stood, with the rows of the old plan.
    pub stood: BTreeMap<Unit, Vec<usize>>,
    /// Units that it has now.
    pub now: usize,
    /// What a moved unit counts.
    pub weight: u32,
}

impl Lot {
    /// Most units that can be where they were.
    fn most(&self) -> usize {
        self.stood.len().min(self.now)
    }

    /// Units that it has no more.
    pub(super) fn lost(&self) -> usize {
        self.stood.len().saturating_sub(self.now)
    }
}

/// All lots of a school.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    pub lots: Vec<Lot>,
    /// What all weights were divided by.
    pub divisor: u32,
}

/// The units that a placement covers.
pub(super) fn units(problem: &Problem, place: &Place, placement: PlacementId) -> Vec<Unit> {
    let mask = problem.placement(placement).weeks;
    let weeks = (0..8_u8).filter(|week| mask >> week & 1 == 1);
    let numbers = |week: u8| -> Vec<Unit> {
        if place.periods.is_empty() {
            vec![(place.weekday, place.time.start.minutes(), week)]
        } else {
            place.periods.iter().map(|period| (place.weekday, u16::from(period.0), week)).collect()
        }
    };
    weeks.flat_map(numbers).collect()
}

impl Near {
    pub(super) fn new(lowering: &Lowering<'_>, old: &Old) -> Self {
        let school = lowering.school;
        let mut stood = lessons(school, old);
        let mut lots = Vec::new();
        for id in school.requirement_ids() {
            let requirement = school.requirement(id);
            let activities = lowering.of_requirement(id).to_vec();
            let teachers: usize = requirement.sections.iter().map(|section| section.teachers.len()).sum();
            lots.push(Lot {
                of: Of::Requirement(id),
                name: format!(
                    "{} {}",
                    school.class_list(&requirement.classes),
                    school.subject(requirement.subject).name
                ),
                now: now(lowering, &activities),
                activities,
                stood: stood.remove(&id).unwrap_or_default(),
                weight: number(2 * requirement.classes.len() + teachers),
            });
        }
        for (index, block) in school.research.iter().enumerate() {
            let is_block = |id: &ActivityId| lowering.activities[id.index()].stands == Stands::Research(index);
            let activities: Vec<_> = lowering.problem.activity_ids().filter(is_block).collect();
            lots.push(Lot {
                of: Of::Research(index),
                name: block.name.clone(),
                now: now(lowering, &activities),
                activities,
                stood: research(school, old, index),
                weight: number(block.teachers.len().max(1)),
            });
        }
        lots.retain(|lot| lot.now > 0);
        let divisor = lots.iter().filter(|lot| lot.most() > 0).map(|lot| lot.weight).fold(0, gcd).max(1);
        lots.iter_mut().for_each(|lot| lot.weight /= divisor.min(lot.weight.max(1)));
        Self { lots, divisor }
    }

    /// Placements of a lot that cover wanted units of the old plan, weighted by their number.
    pub(super) fn terms(&self, lowering: &Lowering<'_>, lot: &Lot, wanted: impl Fn(&Unit) -> bool) -> Vec<Term> {
        let mut terms = Vec::new();
        for activity in &lot.activities {
            for placement in &lowering.problem.activity(*activity).domain {
                let covered = units(&lowering.problem, lowering.place(*placement), *placement);
                let again = covered.iter().filter(|unit| lot.stood.contains_key(unit) && wanted(unit)).count();
                if again > 0 {
                    let weight = i32::try_from(again).unwrap_or(i32::MAX);
                    terms.push(Term { activity: *activity, placement: *placement, weight, given: None });
                }
            }
        }
        terms
    }

    /// The distance as soft constraints, one a lot.
    pub(super) fn distance(&self, lowering: &Lowering<'_>) -> Vec<Constraint> {
        let lots = self.lots.iter().filter(|lot| lot.most() > 0);
        lots.map(|lot| Constraint {
            kind: Kind::PreferTimes,
            form: Form::Count { terms: self.terms(lowering, lot, |_| true), min: signed(lot.most()), max: i32::MAX },
            strength: Strength::Soft { weight: lot.weight },
            tag: Tag { rule: RULE, about: vec![lot.name.clone()] },
        })
        .collect()
    }

    /// At most this distance, for sure.
    pub(super) fn limit(&self, lowering: &Lowering<'_>, distance: i64) -> Constraint {
        let mut terms = Vec::new();
        let mut all: i64 = 0;
        for lot in self.lots.iter().filter(|lot| lot.most() > 0) {
            let weight = i32::try_from(lot.weight).unwrap_or(i32::MAX);
            all += i64::from(lot.weight) * i64::from(signed(lot.most()));
            let weighted = |term: Term| Term { weight: term.weight.saturating_mul(weight), ..term };
            terms.extend(self.terms(lowering, lot, |_| true).into_iter().map(weighted));
        }
        let min = i32::try_from(all.saturating_sub(distance)).unwrap_or(i32::MAX);
        Constraint {
            kind: Kind::PreferTimes,
            form: Form::Count { terms, min, max: i32::MAX },
            strength: Strength::Hard,
            tag: Tag { rule: RULE, about: Vec::new() },
        }
    }

    /// The distance of a solution.
    pub(super) fn of(&self, lowering: &Lowering<'_>, solution: &Solution) -> i64 {
        let lot = |lot: &Lot| {
            let mut again: BTreeSet<Unit> = BTreeSet::new();
            for activity in &lot.activities {
                for choice in solution.lessons.get(activity.index()).into_iter().flatten() {
                    let covered = units(&lowering.problem, lowering.place(choice.placement), choice.placement);
                    again.extend(covered.into_iter().filter(|unit| lot.stood.contains_key(unit)));
                }
            }
            i64::from(lot.weight) * i64::from(signed(lot.most().saturating_sub(again.len())))
        };
        self.lots.iter().map(lot).sum()
    }
}

/// Which of a lesson's needs are teachers of a section.
pub(super) fn teacher_of(need: &NeedOf) -> Option<usize> {
    match need {
        NeedOf::Teacher { section, .. } => Some(*section),
        _ => None,
    }
}

/// Units of all lessons of these activities.
fn now(lowering: &Lowering<'_>, activities: &[ActivityId]) -> usize {
    let of = |id: &ActivityId| {
        let activity = lowering.problem.activity(*id);
        let units = activity.domain.first().map_or(0, |placement| {
            let placement = lowering.problem.placement(*placement);
            placement.weeks.count_ones() as usize * usize::from(placement.length)
        });
        activity.count as usize * units
    };
    activities.iter().map(of).sum()
}

/// Classes, subject and group of a lesson.
type Key<'a> = (BTreeSet<&'a str>, &'a str, &'a str);

/// Where the lessons of each requirement stood. Where several requirements have the same classes, subject and group (two
/// teachers share a subject), a row belongs to the one whose teacher it names, else to the one that lacks most.
fn lessons(school: &School, old: &Old) -> BTreeMap<RequirementId, BTreeMap<Unit, Vec<usize>>> {
    let mut rows: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (index, row) in old.plan.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Lesson) {
        let classes = row.classes.iter().map(String::as_str).collect();
        rows.entry((classes, &row.subject, &row.section)).or_default().push(index);
    }
    let mut takers: BTreeMap<Key<'_>, Vec<(RequirementId, usize)>> = BTreeMap::new();
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        let classes: BTreeSet<&str> = requirement.classes.iter().map(|class| &*school.class(*class).name).collect();
        for (number, section) in requirement.sections.iter().enumerate() {
            let key = (classes.clone(), &*school.subject(section.subject).name, &*section.name);
            takers.entry(key).or_default().push((id, number));
        }
    }
    let mut stood: BTreeMap<RequirementId, BTreeMap<Unit, Vec<usize>>> = BTreeMap::new();
    for (key, takers) in &takers {
        let Some(rows) = rows.get(key) else { continue };
        let mut left = Vec::new();
        for index in rows {
            let row = &old.plan.rows[*index];
            let named = |(id, section): &&(RequirementId, usize)| {
                let roles = &school.requirement(*id).sections[*section].teachers;
                let gives = |name: &String| {
                    school.teacher_named(name).is_some_and(|t| roles.iter().any(|role| role.candidates.contains(&t)))
                };
                row.teachers.iter().any(gives)
            };
            match takers.as_slice() {
                [(only, _)] => put(school, old, &mut stood, *only, *index),
                several => match several.iter().find(named) {
                    Some((id, _)) => put(school, old, &mut stood, *id, *index),
                    None => left.push(*index),
                },
            }
        }
        for index in left {
            let lacks = |(id, _): &&(RequirementId, usize)| {
                let has = stood.get(id).map_or(0, BTreeMap::len);
                let wants = school.requirement(*id).weekly.per_fortnight() as usize * school.weeks().len() / 2;
                (wants.saturating_sub(has), std::cmp::Reverse(*id))
            };
            if let Some((id, _)) = takers.iter().max_by_key(lacks) {
                put(school, old, &mut stood, *id, index);
            }
        }
    }
    stood
}

/// Enters a lesson row.
fn put(
    school: &School,
    old: &Old,
    stood: &mut BTreeMap<RequirementId, BTreeMap<Unit, Vec<usize>>>,
    id: RequirementId,
    index: usize,
) {
    let Some(period) = old.periods.get(index).copied().flatten() else { return };
    let row = &old.plan.rows[index];
    for week in weeks(school, row.weeks) {
        stood.entry(id).or_default().entry((row.weekday, u16::from(period.0), week)).or_default().push(index);
    }
}

/// Where a research block was.
fn research(school: &School, old: &Old, block: usize) -> BTreeMap<Unit, Vec<usize>> {
    let block = &school.research[block];
    let mut stood: BTreeMap<Unit, Vec<usize>> = BTreeMap::new();
    for (index, row) in old.plan.rows.iter().enumerate() {
        if row.kind == RowKind::Research && row.subject == block.name {
            for week in weeks(school, row.weeks) {
                stood.entry((row.weekday, row.time.start.minutes(), week)).or_default().push(index);
            }
        }
    }
    stood
}

/// Positions of the weeks of the cycle that `weeks` meets.
fn weeks(school: &School, weeks: Weeks) -> impl Iterator<Item = u8> {
    let meets = school.weeks().iter().enumerate().filter(move |(_, week)| week.overlaps(weeks));
    meets.map(|(index, _)| u8::try_from(index).unwrap_or(u8::MAX))
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn signed(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
