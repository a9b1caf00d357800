//! Head counts: stated by class, slot and weekday, or counted from the pupil table. A class has one or the other.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::Location;
use super::super::Builder;
use super::Known;
use super::fields::Stated;
use crate::args;
use crate::text::Arg;
use crate::text::input::{self, after_school as say};
use crate::units::{ClassId, ServiceSlotId, Weekday};

/// Where each stated count stands.
type Seen = BTreeMap<(ServiceSlotId, Weekday, ClassId), Location>;

impl Builder<'_> {
    /// Who has enrolled: pupils by name, or how many.
    pub(super) fn enrolment(&mut self, known: &Known) {
        let lacks = [self.needs_service("pupil"), self.needs_service("head")];
        if lacks.contains(&true) {
            return;
        }
        self.pupils(known);
        self.school.service.heads = self.school.service.count_heads();
        self.heads(known);
        self.heads_against_sizes();
        let service = &self.school.service;
        let sure = ["pupil", "head", "service"].iter().all(|list| self.raw.whole(list));
        if sure && !service.is_empty() && !self.raw.has("pupil") && !self.raw.has("head") {
            let at = self.raw.list("service").first().map(|record| record.at.clone());
            self.remark(&say::NO_ENROLMENT, args! {}, at.unwrap_or_default());
        }
    }

    fn heads(&mut self, known: &Known) {
        let mut seen = Seen::new();
        let listed: BTreeSet<ClassId> = self.school.service.pupils.iter().map(|pupil| pupil.class).collect();
        let mut twice: BTreeSet<ClassId> = BTreeSet::new();
        let raw = self.raw;
        for record in raw.list("head") {
            let complete = ["class", "slot", "count"].map(|key| self.has(record, "head", key));
            let days = self.weekdays(record, "weekday");
            let mut reader = self.read(record);
            let count = reader.count("count", 0, 500);
            let (class, slot) = (reader.text("class"), reader.text("slot"));
            let class = class.and_then(|item| self.class(&item).map(|class| (class, item)));
            let slot = slot.and_then(|item| self.slot_named(known, &item));
            let (Some((class, item)), Some(slot), Some(count), false) =
                (class, slot, count, complete.contains(&false) || days == Stated::Wrong)
            else {
                continue;
            };
            if listed.contains(&class) {
                if twice.insert(class) {
                    self.diagnostics.push(&say::HEADS_AND_PUPILS, args! { class: &item.text }, item.at);
                }
                continue;
            }
            if !self.school.service.slot(slot).classes.contains(&class) {
                let args = args! { slot: &self.school.service.slot(slot).name, class: &item.text };
                self.diagnostics.push(&say::NOT_FOR_CLASS, args, record.place("slot"));
                continue;
            }
            for day in self.held_days(slot, days, &item.text, record.place("weekday")) {
                self.count_of(&mut seen, (slot, day, class), count, &record.at);
            }
        }
    }

    fn count_of(&mut self, seen: &mut Seen, key: (ServiceSlotId, Weekday, ClassId), count: u16, at: &Location) {
        let (slot, day, class) = key;
        if let Some(first) = seen.get(&key) {
            let (class, slot) = (self.class_name(class), &self.school.service.slot(slot).name);
            let name = Arg::Both {
                zh: [class, " ", slot, " ", day.zh()].concat(),
                en: [class, " ", slot, " ", day.en()].concat(),
            };
            let args = args! { what: say::HEAD_COUNT, name: name, first: super::super::place(first) };
            self.diagnostics.push(&input::DUPLICATE, args, at.clone());
            return;
        }
        seen.insert(key, at.clone());
        if count > 0 {
            self.school.service.heads.insert(key, count);
        }
    }

    /// More pupils than the class has: one of the two tables is out of date. Told once a class.
    fn heads_against_sizes(&mut self) {
        let mut told = BTreeSet::new();
        let mut found = Vec::new();
        for ((slot, day, class), count) in &self.school.service.heads {
            let size = self.school.class(*class).size;
            if let Some(size) = size.filter(|size| count > size && told.insert(*class)) {
                let slot = &self.school.service.slot(*slot).name;
                let class = self.class_name(*class);
                found.push(args! { class: class, slot: slot, day: *day, count: *count, size: size });
            }
        }
        let list = if self.raw.has("head") { "head" } else { "pupil" };
        let at = self.raw.list(list).first().map(|record| record.at.clone()).unwrap_or_default();
        for args in found {
            self.remark(&say::OVER_CLASS_SIZE, args, at.clone());
        }
    }
}
