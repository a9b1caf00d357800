//! Wishes that cannot be granted, and marks without effect: remarks, not errors, because the rest of the table stands and a
//! parent, not the school office, has to decide. The wish stays in the pupil's list.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Builder;
use super::Pupils;
use super::pupils::Row;
use crate::args;
use crate::school::{Pupil, ServiceKind};
use crate::text::{Arg, input::after_school as say};
use crate::units::{ClassId, ClubId, ServiceSlotId, Weekday};

/// Why a wish cannot be granted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Grade,
    Requires(ClubId),
    NotEnrolled,
}

impl Builder<'_> {
    pub(super) fn wishes(&mut self, rows: &[Row<'_>]) {
        let mut refused: BTreeMap<(ClubId, Why), Pupils> = BTreeMap::new();
        let mut unmet: BTreeMap<ServiceKind, Pupils> = BTreeMap::new();
        for Row { pupil, record } in rows {
            let who = || [self.class_name(pupil.class), &pupil.name].concat();
            for club in &pupil.choices {
                if let Some(why) = self.refusal(pupil, *club) {
                    Pupils::add(&mut refused, (*club, why), &record.at, who);
                }
            }
            for (marked, kind) in [(pupil.extended, ServiceKind::Extended), (pupil.boarder, ServiceKind::Boarding)] {
                if marked && !self.has_kind(pupil.class, kind) {
                    Pupils::add(&mut unmet, kind, &record.at, who);
                }
            }
        }
        for ((club, why), pupils) in refused {
            let name = |club: ClubId| self.school.service.club(club).name.as_str();
            let (club, shown) = (name(club), pupils.shown());
            let (error, args) = match why {
                Why::Grade => (&say::WISH_GRADE, args! { club: club, pupils: shown }),
                Why::Requires(before) => {
                    (&say::WISH_REQUIRES, args! { club: club, before: name(before), pupils: shown })
                }
                Why::NotEnrolled => (&say::WISH_NOT_ENROLLED, args! { club: club, pupils: shown }),
            };
            self.remark(error, args, pupils.at);
        }
        for (kind, pupils) in unmet {
            let need = Arg::Both { zh: kind.zh().into(), en: kind.word().into() };
            self.remark(&say::NEED_WITHOUT_SLOT, args! { need: need, pupils: pupils.shown() }, pupils.at);
        }
        self.twice_at_once(rows);
    }

    fn refusal(&self, pupil: &Pupil, club: ClubId) -> Option<Why> {
        let club = self.school.service.club(club);
        let grade = self.school.class(pupil.class).grade;
        if !club.grades.is_empty() && !club.grades.contains(&grade) {
            return Some(Why::Grade);
        }
        if let Some(before) = club.requires.filter(|before| !pupil.done.contains(before)) {
            return Some(Why::Requires(before));
        }
        let enrolled = |(slot, day): &(ServiceSlotId, Weekday)| self.school.service.attends(pupil, *slot, *day);
        (!club.meets.iter().all(enrolled)).then_some(Why::NotEnrolled)
    }

    fn has_kind(&self, class: ClassId, kind: ServiceKind) -> bool {
        self.school.service.slots.iter().any(|slot| slot.kind == kind && slot.classes.contains(&class))
    }

    /// Reports pupils who would be in extended care or among the boarders and in another slot at the same time, once a
    /// class and pair of slots.
    fn twice_at_once(&mut self, rows: &[Row<'_>]) {
        let service = &self.school.service;
        let some_only =
            |slot: &ServiceSlotId| matches!(service.slot(*slot).kind, ServiceKind::Extended | ServiceKind::Boarding);
        let mut found: BTreeMap<(ServiceSlotId, ServiceSlotId, ClassId), (Weekday, &Row<'_>)> = BTreeMap::new();
        for special in service.slot_ids().filter(some_only) {
            for other in service.slot_ids().filter(|other| !some_only(other) || *other < special) {
                let clash = |(day, time): (&Weekday, &crate::units::Interval)| {
                    let other = service.slot(other).days.get(day);
                    other.is_some_and(|other| other.overlaps(*time)).then_some(*day)
                };
                let days: BTreeSet<Weekday> = service.slot(special).days.iter().filter_map(clash).collect();
                for row in rows.iter().filter(|row| row.pupil.extended || row.pupil.boarder) {
                    let both =
                        |day: &&Weekday| [special, other].iter().all(|slot| service.attends(&row.pupil, *slot, **day));
                    if let Some(day) = days.iter().find(both) {
                        found.entry((other, special, row.pupil.class)).or_insert((*day, row));
                    }
                }
            }
        }
        for ((first, second, class), (day, row)) in found {
            let name = |slot| self.school.service.slot(slot).name.as_str();
            let args = args! { class: self.class_name(class), day: day, first: name(first), second: name(second) };
            self.diagnostics.push(&say::SLOTS_OVERLAP, args, row.record.at.clone());
        }
    }
}
