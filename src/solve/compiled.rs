//! What search and MILP both read: 0/1 variables, linear limits and day patterns, once all shared choices (teachers) are
//! made and rooms are pooled.
//!
//! Where times are given and people are chosen, the same rows are read with people in the place of times (`assign`).
//!
//! Variable `x[v]`: a lesson of activity `v.activity` stands at `v.placement`. Each activity's variables sum to its
//! `count`. A [`Linear`] limits a weighted sum of variables; a [`Pattern`] prices the row of busy slots of a day;
//! a [`Spread`] prices how many of some groups of variables are used.
//!
//! Rooms: interchangeable rooms are not chosen here. For every union of candidate sets that occurs in a cell, the
//! lessons whose candidates lie inside the union are at most its capacity (Hall's condition), so that rooms can be given
//! out cell by cell afterwards.

use crate::problem::{ActivityId, ConstraintId, PlacementId, ResourceId};

/// Position of a variable in [`Compiled::variables`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Var(pub u32);

/// A lesson of `activity` at `placement`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Activity.
    pub activity: ActivityId,
    /// Placement.
    pub placement: PlacementId,
}

/// Where a row comes from, for explanations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A resource's capacity in a cell.
    Capacity(ResourceId),
    /// A set of rooms that lessons share (Hall's condition).
    Rooms(Vec<ResourceId>),
    /// A constraint.
    Constraint(ConstraintId),
}

/// Weight of a violation: hard or a cost a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Price {
    /// Must be 0.
    Hard,
    /// Cost of a unit.
    Soft(u32),
}

/// `min <= sum(weight * x) <= max`, each unit outside priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linear {
    /// Variables with weights, each variable once, sorted.
    pub terms: Vec<(Var, i32)>,
    /// Lower limit.
    pub min: i32,
    /// Upper limit.
    pub max: i32,
    /// Price of a unit outside.
    pub price: Price,
    /// Where it comes from.
    pub origin: Origin,
}

/// A row of slots, each busy when any of its variables is 1; the mask of busy slots (bit `i` for slot `i`) has a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Variables of each slot; at most 16 slots.
    pub slots: Vec<Vec<Var>>,
    /// Hard violation of each mask, `2^slots` entries.
    pub hard: Vec<u16>,
    /// Cost of each mask, `2^slots` entries.
    pub soft: Vec<u32>,
    /// The constraints that were merged into it (same row of slots).
    pub origins: Vec<ConstraintId>,
}

/// A group is used when any of its variables is 1; groups used beyond `max` are priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Variables of each group, sorted; no variable is in two.
    pub groups: Vec<Vec<Var>>,
    /// Free of charge.
    pub max: u32,
    /// Price of a group beyond.
    pub price: Price,
    /// Where it comes from.
    pub origin: ConstraintId,
}

/// Rows of a problem.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// Variables, sorted by activity and placement.
    pub variables: Vec<Variable>,
    /// Range of each activity's variables: `first[a]..first[a + 1]`.
    pub first: Vec<u32>,
    /// How many variables of each activity are 1.
    pub counts: Vec<u32>,
    /// Limits, capacities first.
    pub linears: Vec<Linear>,
    /// Day patterns.
    pub patterns: Vec<Pattern>,
    /// Different people; only where people are what is chosen.
    pub spreads: Vec<Spread>,
}
