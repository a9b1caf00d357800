//! Slots of the service.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::raw::Record;
use super::super::Builder;
use super::Known;
use super::fields::Word;
use super::people::Part;
use crate::args;
use crate::school::{GroupSizes, ServiceKind, ServiceSlot};
use crate::text::input::after_school as say;
use crate::units::{ClassId, ServiceSlotId, Weekday};

/// Words for the kinds of slots and clubs.
pub(super) fn kinds() -> Vec<Word<ServiceKind>> {
    let aliases = [
        ("体育", "", ServiceKind::Sport),
        ("科技", "", ServiceKind::Science),
        ("科学", "", ServiceKind::Science),
        ("答疑", "", ServiceKind::Tutoring),
        ("延时", "", ServiceKind::Extended),
        ("午托", "", ServiceKind::Midday),
    ];
    ServiceKind::ALL.map(|kind| (kind.zh(), kind.word(), kind)).into_iter().chain(aliases).collect()
}

impl Builder<'_> {
    /// `[after_school]`.
    pub(super) fn top_of_service(&mut self) {
        let Some(section) = self.raw.section("after_school") else { return };
        let mut reader = self.read(section);
        let off_work = reader.clock("off_work");
        let usual = GroupSizes::default();
        let min = reader.count("group_min", 1, 500).unwrap_or(usual.min);
        let max = reader.count("group_max", 1, 500).unwrap_or(usual.max.max(min));
        if min > max {
            let args = args! { what: say::GROUPS, min: min, max: max };
            self.diagnostics.push(&say::MIN_OVER_MAX, args, section.place("group_min"));
        }
        self.school.service.off_work = off_work;
        self.school.service.groups = GroupSizes { min, max };
    }

    pub(super) fn slots(&mut self, known: &mut Known) {
        let mut seen = BTreeMap::new();
        for record in self.raw.list("service") {
            let Some(name) = self.read(record).name("name", "[[service]]") else { continue };
            if self.fresh(&mut seen, say::SLOT, &name) {
                known.slots.insert(name.text.clone(), ServiceSlotId::from_index(self.school.service.slots.len()));
                let slot = self.slot(record, name.text);
                self.school.service.slots.push(slot);
            }
        }
        self.slots_overlap();
    }

    fn slot(&mut self, record: &Record, name: String) -> ServiceSlot {
        self.has(record, "service", "kind");
        let kind = self.read(record).one_of("kind", &kinds());
        let before = self.diagnostics.0.len();
        let classes = self.class_set(record, "classes", true).ids;
        if classes.is_empty()
            && self.diagnostics.0.len() == before
            && self.raw.whole("class")
            && self.raw.whole("requirement")
        {
            self.diagnostics.push(&say::NO_CLASSES, args! { name: &name }, record.place("classes"));
        }
        let before = self.diagnostics.0.len();
        let days = self.days_and_times(record, &name);
        if days.as_ref().is_some_and(BTreeMap::is_empty) && self.diagnostics.0.len() == before {
            self.diagnostics.push(&say::SLOT_TIMES, args! { name: &name }, record.at.clone());
        }
        let otherwise = self.read(record).one_of("otherwise", &kinds());
        if let Some(other) = otherwise
            && (kind.is_some_and(|kind| kind != ServiceKind::Club) || other == ServiceKind::Club)
        {
            let value = crate::text::Arg::Both { zh: other.zh().into(), en: other.word().into() };
            let args = args! { name: &name, value: value };
            self.diagnostics.push(&say::BAD_OTHERWISE, args, record.place("otherwise"));
        }
        let mut reader = self.read(record);
        let periods = reader.small("periods", 1, 6).unwrap_or(1);
        let staff = reader.small("staff", 1, 9).unwrap_or(1);
        let teaches = reader.flag("teaches").unwrap_or(false);
        let voluntary = reader.flag("voluntary").unwrap_or(true);
        let before = self.diagnostics.0.len();
        let mut supervisors = self.people(record, "supervisors", Part::Service, &name);
        if record.get("supervisors").is_some() && self.diagnostics.0.len() == before {
            self.enough(say::SLOT, &name, &supervisors, staff, record, "supervisors");
            if supervisors == self.staff(Part::Service, None) {
                // Everybody is what the empty list says, too.
                supervisors.clear();
            }
        }
        ServiceSlot {
            name,
            kind: kind.unwrap_or(ServiceKind::Homework),
            classes,
            days: days.unwrap_or_default(),
            otherwise,
            periods,
            staff,
            supervisors,
            teaches,
            voluntary,
        }
    }

    /// No pupil can be in two slots at once. Extended care and the care of boarders are for some pupils only: whether
    /// these are in another slot at the same time is asked of the pupil table.
    fn slots_overlap(&mut self) {
        let slots = &self.school.service.slots;
        let some_only = |slot: &ServiceSlot| matches!(slot.kind, ServiceKind::Extended | ServiceKind::Boarding);
        let mut found: Vec<(usize, usize, Weekday, ClassId)> = Vec::new();
        for (b, second) in slots.iter().enumerate() {
            for (a, first) in slots.iter().enumerate().take(b) {
                if some_only(first) || some_only(second) {
                    continue;
                }
                let Some(class) = second.classes.iter().find(|class| first.classes.binary_search(class).is_ok()) else {
                    continue;
                };
                let clash = |(day, time): &(&Weekday, &crate::units::Interval)| {
                    first.days.get(day).is_some_and(|other| other.overlaps(**time))
                };
                found.extend(second.days.iter().find(clash).map(|(day, _)| (a, b, *day, *class)));
            }
        }
        for (a, b, day, class) in found {
            let name = |index: usize| self.school.service.slots[index].name.as_str();
            let args = args! { class: self.class_name(class), day: day, first: name(a), second: name(b) };
            let of_slot = |record: &&Record| {
                record.get("name").and_then(super::super::places::name_of).as_deref() == Some(name(b))
            };
            let at = self.raw.list("service").iter().find(of_slot).map(|record| record.at.clone());
            self.diagnostics.push(&say::SLOTS_OVERLAP, args, at.unwrap_or_default());
        }
    }

    /// The weekdays of `days`, or all of the slot's; those on which the slot is not held are reported.
    pub(super) fn held_days(
        &mut self,
        slot: ServiceSlotId,
        days: super::fields::Stated,
        name: &str,
        at: super::super::super::Location,
    ) -> BTreeSet<Weekday> {
        use super::fields::Stated;
        let held: BTreeSet<_> = self.school.service.slot(slot).days.keys().copied().collect();
        let days = match days {
            Stated::Not | Stated::All => return held,
            Stated::Wrong => return BTreeSet::new(),
            Stated::These(days) => days,
        };
        // A slot without days has been reported itself.
        for day in days.difference(&held).filter(|_| !held.is_empty()) {
            let args = args! { slot: &self.school.service.slot(slot).name, day: *day, name: name };
            self.diagnostics.push(&say::NOT_HELD, args, at.clone());
        }
        days.intersection(&held).copied().collect()
    }

    /// Reports a list that needs a slot when there is none.
    pub(super) fn needs_service(&mut self, list: &str) -> bool {
        let missing = !self.raw.has("service");
        if missing && let Some(first) = self.raw.list(list).first() {
            let args = args! { table: format!("[[{list}]]") };
            self.diagnostics.push(&say::SERVICE_MISSING, args, first.at.clone());
        }
        missing && !self.raw.list(list).is_empty()
    }

    /// Whether the classes could all be read, so that what they lack can be told.
    pub(super) fn classes_are_sure(&self) -> bool {
        self.raw.whole("class") && (self.raw.has("class") || self.raw.whole("requirement"))
    }
}
