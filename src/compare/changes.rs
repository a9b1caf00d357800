//! What is different between two plans, and whom it concerns.
//!
//! Lessons are alike when classes, subject and group agree; research blocks, groups, clubs and posts by their names. Alike
//! items of both plans are paired so that, in this order,
//!
//! 1. as many as possible are paired;
//! 2. as few as possible change their people;
//! 3. as few as possible are moved (another time or another room);
//! 4. what is moved goes as short a way as possible: only to another room, to another time of the same day, to another day.
//!
//! For sessions and shifts 3 comes before 2. What is left over is gone or new. Each period of a double lesson is an item.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{Item, Stand, Table};
use super::matching::{Match, pair};

/// One item that is not as in the reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// As in the reference; none when it is new.
    pub before: Option<Item>,
    /// As in the other plan; none when it is gone.
    pub after: Option<Item>,
}

impl Change {
    /// The item, as it is or was.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.after.as_ref().or(self.before.as_ref())
    }

    fn both(&self) -> Option<(&Stand, &Stand)> {
        Some((&self.before.as_ref()?.stand, &self.after.as_ref()?.stand))
    }

    /// In both plans, at another time.
    #[must_use]
    pub fn another_time(&self) -> bool {
        self.both().is_some_and(|(before, after)| !before.same_time(after))
    }

    /// In both plans, in another room.
    #[must_use]
    pub fn another_room(&self) -> bool {
        self.both().is_some_and(|(before, after)| before.room != after.room)
    }

    /// In both plans, at another time or in another room.
    #[must_use]
    pub fn moved(&self) -> bool {
        self.another_time() || self.another_room()
    }

    /// In both plans, given by other people.
    #[must_use]
    pub fn other_people(&self) -> bool {
        self.both().is_some_and(|(before, after)| before.people != after.people)
    }

    /// Only in the reference.
    #[must_use]
    pub fn gone(&self) -> bool {
        self.after.is_none()
    }

    /// Only in the other plan.
    #[must_use]
    pub fn added(&self) -> bool {
        self.before.is_none()
    }
}

/// How many items changed, by what changed; one item may count in several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// At another time or in another room.
    pub moved: usize,
    /// Of these, in another room at the same time.
    pub room_only: usize,
    /// Given by other people.
    pub people: usize,
    /// Only in the reference.
    pub gone: usize,
    /// Only in the other plan.
    pub new: usize,
}

/// What is different from the reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Changed items, in the order of classes and times.
    pub list: Vec<Change>,
    /// Number of changed items of each teacher who has one, as before or as after.
    pub teachers: BTreeMap<String, usize>,
    /// The same for classes.
    pub classes: BTreeMap<String, usize>,
}

impl Changes {
    /// What is different in `after` from `before`.
    #[must_use]
    pub fn between(before: &[Item], after: &[Item]) -> Self {
        let (old, new) = (alike(before), alike(after));
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        let mut changes = Self::default();
        for key in keys {
            let (old, new) = (of(&old, key), of(&new, key));
            let stands = |items: &[&Item]| -> Vec<Stand> { items.iter().map(|item| comparable(&item.stand)).collect() };
            let most = i64::try_from(old.len().max(new.len())).unwrap_or(i64::MAX / 64).saturating_add(1);
            for found in pair(&stands(&old), &stands(&new), |x, y| cost(x, y, key.0, most)) {
                let (before, after) = match found {
                    Match::Both(x, y) => (old.get(x), new.get(y)),
                    Match::Gone(x) => (old.get(x), None),
                    Match::New(y) => (None, new.get(y)),
                };
                let own = |item: Option<&&Item>| item.map(|item| (*item).clone());
                let change = Change { before: own(before), after: own(after) };
                if change.moved() || change.other_people() || change.gone() || change.added() {
                    changes.add(change);
                }
            }
        }
        changes
    }

    fn add(&mut self, change: Change) {
        let both = || [&change.before, &change.after].into_iter().flatten();
        let people: BTreeSet<&String> = both().flat_map(|item| &item.stand.people).collect();
        let classes: BTreeSet<&String> = both().flat_map(|item| &item.classes).collect();
        people.into_iter().for_each(|name| *self.teachers.entry(name.clone()).or_default() += 1);
        classes.into_iter().for_each(|name| *self.classes.entry(name.clone()).or_default() += 1);
        self.list.push(change);
    }

    /// How many items of `table` changed.
    #[must_use]
    pub fn counts(&self, table: Table) -> Counts {
        let mut counts = Counts::default();
        for change in self.list.iter().filter(|change| change.item().is_some_and(|item| item.table == table)) {
            counts.moved += usize::from(change.moved());
            counts.room_only += usize::from(change.another_room() && !change.another_time());
            counts.people += usize::from(change.other_people());
            counts.gone += usize::from(change.gone());
            counts.new += usize::from(change.added());
        }
        counts
    }
}

type Key<'a> = (Table, &'a [String], &'a str, &'a str);

fn alike(items: &[Item]) -> BTreeMap<Key<'_>, Vec<&Item>> {
    let mut found: BTreeMap<Key<'_>, Vec<&Item>> = BTreeMap::new();
    for item in items {
        found.entry(item.key()).or_default().push(item);
    }
    found
}

fn of<'a>(items: &BTreeMap<Key<'a>, Vec<&'a Item>>, key: &Key<'a>) -> Vec<&'a Item> {
    items.get(key).cloned().unwrap_or_default()
}

/// Without what follows from the rest.
fn comparable(stand: &Stand) -> Stand {
    Stand { period: None, ..stand.clone() }
}

/// What changed between two stands. `most` is more than the number of pairs, so that no number of lesser changes outweighs
/// a greater one. A sum of 0/1 distances, hence a metric.
fn cost(x: &Stand, y: &Stand, table: Table, most: i64) -> i64 {
    let another_time = !x.same_time(y);
    let another_day = x.date != y.date || x.weekday != y.weekday;
    let way = i64::from(x.room != y.room) + 2 * i64::from(another_time) + i64::from(another_day);
    let moved = i64::from(another_time || x.room != y.room);
    let people = i64::from(x.people != y.people);
    let (first, second) = if table.time_first() { (moved, people) } else { (people, moved) };
    way + 5 * most.saturating_mul(second + most.saturating_mul(first))
}
