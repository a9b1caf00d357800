//! Plans of one school side by side: what they cost, who works how much, what is elsewhere. The first plan is the reference.
//!
//! Pure computing on what was read: by names and the clock, without the school, the model or the solver.
//!
//! | file | what |
//! |---|---|
//! | `item.rs` | a lesson, a research block, a session, a shift: what it is, when, where, with whom |
//! | `lessons.rs` | the items of a timetable, and the week of each teacher |
//! | `shifts.rs` | the sessions and shifts of the roster, and each person's minutes |
//! | `pay.rs` | pay by person, item and month |
//! | `pupils.rs` | where pupils are in the clubs |
//! | `matching.rs` | which item of one plan is which of the other, with as few changes as possible |
//! | `changes.rs` | what is elsewhere, given by somebody else, gone or new; who is affected |
//! | `costs.rs` | costs by rule |
//! | `share.rs` | the share of lessons at another time, counted straight from two plans |
//! | `same_school.rs` | whether two plans can be of one school |

pub mod changes;
pub mod costs;
pub mod item;
pub mod lessons;
pub mod matching;
pub mod pay;
pub mod pupils;
pub mod same_school;
pub mod share;
pub mod shifts;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use changes::{Change, Changes};
pub use costs::{Costs, RuleCost, Unknown};
pub use item::{Item, Stand, Table};

use crate::plan::Plan;

/// One plan that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// How it is called, different from all others.
    pub name: String,
    /// What was read.
    pub plan: Plan,
    /// What it costs.
    pub costs: Costs,
}

/// Plans side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Their names; the first is the reference.
    pub names: Vec<String>,
    /// What each costs.
    pub costs: Vec<Costs>,
    /// What was measured of each person, in the order shown.
    pub figures: Vec<Figure>,
    /// The items of each plan, sorted.
    pub items: Vec<Vec<Item>>,
    /// What the timetable of each has in common with the reference's.
    pub common: Vec<share::Common>,
    /// What is different from the reference, for each plan; nothing for the reference itself.
    pub changes: Vec<Changes>,
    /// Pay by item, then by month: an amount a plan.
    pub pay: pay::Totals,
    /// Where the pupils of each plan are.
    pub pupils: Vec<pupils::Places>,
}

/// What is measured of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Lesson periods a week.
    Periods,
    /// Days a week with a lesson.
    Days,
    /// Most lesson periods on one day.
    Busiest,
    /// Period numbers between the first and the last of a day without a lesson, a week.
    Gaps,
    /// Sessions of groups and clubs a week.
    Sessions,
    /// Their minutes.
    SessionMinutes,
    /// Shifts a week.
    Shifts,
    /// Their minutes.
    ShiftMinutes,
    /// Days of weekly duty (值周) in the term.
    DutyDays,
    /// Pay in the whole ledger.
    Pay,
}

/// How a number is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// As it is.
    Count,
    /// Of two weeks: half of it is of one.
    Fortnight,
    /// Fen.
    Money,
}

impl Measure {
    /// How its numbers are to be read.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::Periods | Self::Days | Self::Gaps => Unit::Fortnight,
            Self::Pay => Unit::Money,
            Self::Busiest
            | Self::Sessions
            | Self::SessionMinutes
            | Self::Shifts
            | Self::ShiftMinutes
            | Self::DutyDays => Unit::Count,
        }
    }
}

/// One measure of everybody in every plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What was measured.
    pub measure: Measure,
    /// For each person, by name, one number a plan.
    pub people: BTreeMap<String, Vec<i64>>,
}

/// How a measure lies over the people of one plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Sum over all people.
    pub total: i64,
    /// Smallest.
    pub least: i64,
    /// Greatest.
    pub most: i64,
}

impl Spread {
    /// Greatest less smallest.
    #[must_use]
    pub fn width(self) -> i64 {
        self.most.saturating_sub(self.least)
    }
}

impl Figure {
    /// The numbers of each plan's people, 0 for whom a plan does not have.
    #[must_use]
    pub fn new(measure: Measure, plans: &[BTreeMap<&str, i64>]) -> Self {
        let names: BTreeSet<&str> = plans.iter().flat_map(|plan| plan.keys().copied()).collect();
        let of = |name: &str| plans.iter().map(|plan| plan.get(name).copied().unwrap_or(0)).collect();
        Self { measure, people: names.into_iter().map(|name| (name.to_owned(), of(name))).collect() }
    }

    /// How the measure lies over the people of the plan at position `side`; everybody who is in any of the plans counts.
    #[must_use]
    pub fn spread(&self, side: usize) -> Spread {
        let values = || self.people.values().filter_map(|values| values.get(side)).copied();
        let (least, most) = (values().min().unwrap_or(0), values().max().unwrap_or(0));
        Spread { total: values().fold(0, i64::saturating_add), least, most }
    }

    /// Whether some plan has another number for this person than the reference.
    #[must_use]
    pub fn differs(&self, person: &str) -> bool {
        self.people.get(person).is_some_and(|values| values.iter().any(|value| Some(value) != values.first()))
    }
}

impl Comparison {
    /// Number of items of `table` in the plan at position `side`.
    #[must_use]
    pub fn size(&self, side: usize, table: Table) -> usize {
        self.items.get(side).map_or(0, |items| items.iter().filter(|item| item.table == table).count())
    }
}

/// Compares plans with the first of them.
#[must_use]
pub fn compare(sides: &[Side]) -> Comparison {
    let plans: Vec<&Plan> = sides.iter().map(|side| &side.plan).collect();
    let of_plan = |plan: &&Plan| [lessons::items(plan), shifts::items(plan)].concat();
    let items: Vec<Vec<Item>> = plans.iter().map(of_plan).collect();
    let nothing = Vec::new();
    let reference = items.first().unwrap_or(&nothing);
    let changes = items.iter().map(|items| Changes::between(reference, items)).collect();
    let common = plans.iter().filter_map(|plan| Some(share::common(plans.first()?, plan))).collect();
    let figures = [lessons::figures(&plans), shifts::figures(&plans), pay::figures(&plans)].concat();
    Comparison {
        names: sides.iter().map(|side| side.name.clone()).collect(),
        costs: sides.iter().map(|side| side.costs.clone()).collect(),
        figures: figures.into_iter().filter(|figure| !figure.people.is_empty()).collect(),
        pay: pay::Totals::new(&plans),
        pupils: plans.iter().filter_map(|plan| Some(pupils::Places::new(plans.first()?, plan))).collect(),
        common,
        changes,
        items,
    }
}
