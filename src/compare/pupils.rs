//! Where pupils are in the club slots. A *place* is a pupil on a weekday in a slot.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Placed, Plan};
use crate::units::Weekday;

/// Figures of one plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// All places.
    pub all: usize,
    /// In a club.
    pub in_club: usize,
    /// In the club of the first choice.
    pub first_choice: usize,
    /// Neither in a club nor in a group.
    pub nowhere: usize,
    /// In another club or group than in the reference, or only in one of the two.
    pub elsewhere: usize,
    /// Pupils of whom that is so.
    pub pupils_elsewhere: usize,
}

type Key<'a> = (&'a str, &'a str, &'a str, Weekday, &'a str);

impl Places {
    /// The figures of `plan`; `reference` is what it is compared with.
    #[must_use]
    pub fn new(reference: &Plan, plan: &Plan) -> Self {
        let (before, after) = (places(reference), places(plan));
        let spot = |placed: Option<&&Placed>| placed.map(|placed| (placed.club.clone(), placed.group.clone()));
        let keys: BTreeSet<&Key<'_>> = before.keys().chain(after.keys()).collect();
        let moved: Vec<_> = keys.into_iter().filter(|key| spot(before.get(*key)) != spot(after.get(*key))).collect();
        let count = |wanted: fn(&Placed) -> bool| after.values().filter(|placed| wanted(placed)).count();
        Self {
            all: after.len(),
            in_club: count(|placed| !placed.club.is_empty()),
            first_choice: count(|placed| !placed.club.is_empty() && placed.rank == 1),
            nowhere: count(|placed| placed.club.is_empty() && placed.group.is_empty()),
            elsewhere: moved.len(),
            pupils_elsewhere: moved.iter().map(|key| (key.0, key.1, key.2)).collect::<BTreeSet<_>>().len(),
        }
    }
}

fn places(plan: &Plan) -> BTreeMap<Key<'_>, &Placed> {
    let rows = plan.service.iter().flat_map(|service| &service.pupils);
    rows.map(|row| ((&*row.class, &*row.pupil, &*row.number, row.weekday, &*row.slot), row)).collect()
}
