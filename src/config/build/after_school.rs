//! The after-school service, duty and pay.
//!
//! | file | what |
//! |---|---|
//! | `fields.rs` | weekdays, clock times, money, dates, words of either language |
//! | `people.rs` | who takes part in what |
//! | `slots.rs` | slots of the service |
//! | `clubs.rs` | the club menu |
//! | `pupils.rs` | the pupil table |
//! | `wishes.rs` | remarks about wishes that cannot be granted |
//! | `heads.rs` | head counts, stated or from the pupil table |
//! | `duty.rs` | posts, weekly duty, flexible hours |
//! | `pay.rs` | pay items and budgets |
//!
//! Slots and clubs take their places in the school by name before anything else of them is read, so that what is wrong
//! with one is told there and not again wherever it is named. Pupils with the same trouble are one message: the
//! first [`NAMED`] by name, and how many they are.

mod clubs;
mod duty;
mod fields;
mod heads;
mod pay;
mod people;
mod pupils;
mod slots;
mod wishes;

use std::collections::BTreeMap;

use super::super::Location;
use super::super::raw::Record;
use super::super::table;
use super::Builder;
use super::read::Item;
use crate::args;
use crate::text::input::after_school as say;
use crate::text::{Arg, input};
use crate::units::{ClassId, ClubId, ServiceSlotId};

/// How many pupils a message names.
const NAMED: usize = 20;

/// Most rows of a table other than that of pupils; identifiers are small numbers.
const MOST: usize = 2_000;

/// Names of slots and clubs.
#[derive(Default)]
struct Known {
    slots: BTreeMap<String, ServiceSlotId>,
    clubs: BTreeMap<String, ClubId>,
    /// Where each club stands.
    club_rows: Vec<Location>,
}

impl Builder<'_> {
    /// Reads everything after lessons; call when people, classes, rooms and times are there.
    pub(super) fn after_school(&mut self) {
        if self.too_many_rows() {
            return;
        }
        let mut known = Known::default();
        self.top_of_service();
        self.slots(&mut known);
        self.clubs(&mut known);
        self.enrolment(&known);
        self.posts(&known);
        self.weekly_duty();
        self.flex();
        self.pay();
    }

    fn too_many_rows(&mut self) -> bool {
        let lists = ["service", "club", "post", "weekly_duty", "flex_leave", "pay_item"];
        let most = lists.map(|list| self.raw.list(list).len()).into_iter().max().unwrap_or(0);
        self.beyond(input::ROW, most, MOST)
    }

    /// The name of a row; nothing is said when its column is missing, which has been said.
    fn name_of(&mut self, record: &Record, list: &str) -> Option<Item> {
        if !self.has(record, list, "name") {
            return None;
        }
        self.read(record).name("name", list)
    }

    /// Whether `key` is there; otherwise that is reported, unless the table could not be read.
    fn has(&mut self, record: &Record, list: &str, key: &'static str) -> bool {
        let said = record.get(key).is_some();
        if !said && self.raw.whole(list) {
            let column = table::kind_of(list).filter(|_| record.is_row());
            let column = column.and_then(|kind| Some((kind.name, kind.columns.iter().find(|one| one.key == key)?)));
            match column {
                Some((table, column)) => {
                    let shown = Arg::Both { zh: column.shown().into(), en: key.into() };
                    self.diagnostics.push(&input::MISSING_KEY, args! { table: table, key: shown }, record.at.clone());
                }
                None => self.required(record, key, list),
            }
        }
        said
    }

    fn slot_named(&mut self, known: &Known, item: &Item) -> Option<ServiceSlotId> {
        self.find(&known.slots, item, &say::UNKNOWN_SLOT)
    }

    /// The club called so; nothing is said when the club table could not be read.
    fn club_named(&mut self, known: &Known, item: &Item) -> Option<ClubId> {
        if !self.raw.whole("club") {
            return known.clubs.get(&item.text).copied();
        }
        self.find(&known.clubs, item, &say::UNKNOWN_CLUB)
    }

    fn class_name(&self, class: ClassId) -> &str {
        &self.school.class(class).name
    }
}

/// Pupils with the same trouble.
struct Pupils {
    at: Location,
    names: Vec<String>,
    count: usize,
}

impl Pupils {
    /// Adds a pupil to those in `troubles` under `key`; `at` is where the first one stands.
    fn add<K: Ord>(troubles: &mut BTreeMap<K, Self>, key: K, at: &Location, who: impl FnOnce() -> String) {
        let trouble = troubles.entry(key).or_insert_with(|| Self { at: at.clone(), names: Vec::new(), count: 0 });
        trouble.count += 1;
        if trouble.names.len() < NAMED {
            trouble.names.push(who());
        }
    }

    /// Their names, as far as they are told.
    fn shown(&self) -> Arg {
        let text = if self.count > self.names.len() { say::PUPILS_SOME } else { say::PUPILS };
        let both = Arg::Both { zh: self.names.join("、"), en: self.names.join(", ") };
        text.arg(&args! { names: both, count: self.count })
    }
}
