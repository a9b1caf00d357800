//! What must stay where it was: the lessons of a class, of a teacher, of a day.
//!
//! Of the units `O` of a lot let `F` be those that a statement freezes, and `lost` how many units the lot has less than
//! before. At least `|F| - lost` of `F` must be covered again: a hard count. On a frozen day nothing of a lot that has no
//! more than before may come in either, so that the day stays as it was.

use std::collections::BTreeSet;

use super::near::{Lot, Near, Of, Unit, units};
use super::old::Old;
use crate::lowering::Lowering;
use crate::problem::{Constraint, Form, Kind, PlacementId, Problem, ResourceId, Strength, Tag, Term};
use crate::units::{ClassId, TeacherId, Weekday};

/// The rule in the tags of the constraints made here.
pub const RULE: &str = "freeze";

/// A statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freeze {
    /// A class's week.
    Class(ClassId),
    /// The lessons that a teacher gave.
    Teacher(TeacherId),
    /// A day of the whole school.
    Day(Weekday),
}

/// Why something cannot stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What was frozen.
    pub freeze: Freeze,
    /// The lesson or block.
    pub lesson: String,
    /// Its day.
    pub weekday: Weekday,
    /// Its period; the first minute of a research block.
    pub period: u16,
    /// Whether it is a research block.
    pub research: bool,
    /// What is in the way.
    pub why: Why,
}

/// What is in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A rule of the school takes the place away.
    Rule(Tag),
    /// Somebody or something is not available then.
    Unavailable(String),
    /// Somebody or something is needed by another lesson that must stand there, too.
    Clash {
        /// Who or what.
        who: String,
        /// The other lesson.
        other: String,
    },
    /// The lot is pinned elsewhere, or its lessons do not fit there any more (another length, other weeks).
    NoPlace,
}

impl Freeze {
    /// Whether it freezes this unit of a lot.
    fn holds(self, lowering: &Lowering<'_>, lot: &Lot, unit: &Unit, old: &Old) -> bool {
        match self {
            Self::Class(class) => match lot.of {
                Of::Requirement(id) => lowering.school.requirement(id).classes.contains(&class),
                Of::Research(_) => false,
            },
            Self::Teacher(teacher) => {
                let name = &lowering.school.teacher(teacher).name;
                let rows = lot.stood.get(unit).into_iter().flatten();
                rows.into_iter().any(|row| old.plan.rows[*row].teachers.contains(name))
            }
            Self::Day(day) => unit.0 == day,
        }
    }

    fn frozen(self, lowering: &Lowering<'_>, lot: &Lot, old: &Old) -> BTreeSet<Unit> {
        lot.stood.keys().copied().filter(|unit| self.holds(lowering, lot, unit, old)).collect()
    }

    /// Whether the old plan has anything that it freezes.
    pub(super) fn finds(self, lowering: &Lowering<'_>, near: &Near, old: &Old) -> bool {
        near.lots.iter().any(|lot| lot.stood.keys().any(|unit| self.holds(lowering, lot, unit, old)))
    }

    /// The statement as constraints.
    pub(super) fn constraints(self, lowering: &Lowering<'_>, near: &Near, old: &Old) -> Vec<Constraint> {
        let mut found = Vec::new();
        let hard = |terms: Vec<Term>, min: usize, max: i32, lot: &Lot| Constraint {
            kind: Kind::PreferTimes,
            form: Form::Count { terms, min: i32::try_from(min).unwrap_or(i32::MAX), max },
            strength: Strength::Hard,
            tag: Tag { rule: RULE, about: vec![lot.name.clone()] },
        };
        for lot in &near.lots {
            let frozen = self.frozen(lowering, lot, old);
            let min = frozen.len().saturating_sub(lot.lost());
            if min > 0 {
                let terms = near.terms(lowering, lot, |unit| frozen.contains(unit));
                found.push(hard(terms, min, i32::MAX, lot));
            }
            if let Self::Day(day) = self
                && !lot.stood.is_empty()
                && lot.now <= lot.stood.len()
            {
                let terms = strangers(lowering, lot, day);
                if !terms.is_empty() {
                    found.push(hard(terms, 0, 0, lot));
                }
            }
        }
        found
    }

    /// What cannot stay, as far as one look at each lesson and at each two of them shows it.
    pub(super) fn broken(self, lowering: &Lowering<'_>, problem: &Problem, near: &Near, old: &Old) -> Vec<Broken> {
        let mut found = Vec::new();
        let mut certain: Vec<(&Lot, Unit, PlacementId)> = Vec::new();
        for lot in &near.lots {
            let frozen = self.frozen(lowering, lot, old);
            if frozen.is_empty() {
                continue;
            }
            let mut without = Vec::new();
            for unit in &frozen {
                match stands(lowering, problem, lot, unit) {
                    Ok(placement) => certain.push((lot, *unit, placement)),
                    Err(why) => without.push((*unit, why)),
                }
            }
            // What the lot has less than before may be just these.
            let all = lot.lost() == 0;
            if without.len() > lot.lost() {
                let broken = |(unit, why): (Unit, Why)| self.at(lot, unit, why);
                found.extend(without.into_iter().map(broken));
            }
            if !all {
                certain.retain(|(other, ..)| other.name != lot.name);
            }
        }
        for (index, (lot, unit, placement)) in certain.iter().enumerate() {
            for (other, _, elsewhere) in certain[index + 1..].iter().filter(|(other, ..)| other.of != lot.of) {
                let (mine, theirs) = (problem.placement(*placement), problem.placement(*elsewhere));
                if !mine.cells.iter().any(|cell| theirs.cells.binary_search(cell).is_ok()) {
                    continue;
                }
                let shared = people(problem, lot).into_iter().find(|one| people(problem, other).contains(one));
                if let Some(one) = shared.filter(|one| problem.resource(*one).capacity < 2) {
                    let who = problem.resource(one).name.clone();
                    found.push(self.at(lot, *unit, Why::Clash { who, other: other.name.clone() }));
                }
            }
        }
        found
    }

    fn at(self, lot: &Lot, unit: Unit, why: Why) -> Broken {
        let research = matches!(lot.of, Of::Research(_));
        Broken { freeze: self, lesson: lot.name.clone(), weekday: unit.0, period: unit.1, research, why }
    }
}

/// Resources that every lesson of the lot has for sure.
fn people(problem: &Problem, lot: &Lot) -> BTreeSet<ResourceId> {
    let needs = lot.activities.first().map_or(&[][..], |id| &problem.activity(*id).needs);
    needs.iter().filter_map(crate::problem::Need::given).collect()
}

/// Placements of a lot on a day at which it did not stand.
fn strangers(lowering: &Lowering<'_>, lot: &Lot, day: Weekday) -> Vec<Term> {
    let mut terms = Vec::new();
    for activity in &lot.activities {
        for placement in &lowering.problem.activity(*activity).domain {
            let place = lowering.place(*placement);
            let new = |unit: &Unit| !lot.stood.contains_key(unit);
            if place.weekday == day && units(&lowering.problem, place, *placement).iter().any(new) {
                terms.push(Term { activity: *activity, placement: *placement, weight: 1, given: None });
            }
        }
    }
    terms
}

/// A placement at which some lesson of the lot can cover the unit, or why there is none.
fn stands(lowering: &Lowering<'_>, problem: &Problem, lot: &Lot, unit: &Unit) -> Result<PlacementId, Why> {
    let covers = |placement: &PlacementId| units(problem, lowering.place(*placement), *placement).contains(unit);
    let mut why = Why::NoPlace;
    for id in &lot.activities {
        for placement in problem.activity(*id).domain.iter().filter(|placement| covers(placement)) {
            let cells = &problem.placement(*placement).cells;
            let away = |one: &ResourceId| {
                let unavailable = &problem.resource(*one).unavailable;
                cells.iter().any(|cell| unavailable.binary_search(cell).is_ok())
            };
            match people(problem, lot).into_iter().find(away) {
                Some(one) => why = Why::Unavailable(problem.resource(one).name.clone()),
                None => return Ok(*placement),
            }
        }
    }
    let excluded = problem
        .exclusions
        .iter()
        .find(|excluded| lot.activities.contains(&excluded.activity) && covers(&excluded.placement));
    Err(match (why, excluded) {
        (Why::NoPlace, Some(excluded)) => Why::Rule(excluded.tag.clone()),
        (why, _) => why,
    })
}
