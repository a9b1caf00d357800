//! The pupil table: who comes on which days, and wishes for which clubs.
//!
//! No pupil is dropped in silence. What cannot be understood (a class, a club, a day without service) is an error with the
//! pupils' names; a wish that is understood and cannot be granted is kept with a remark (`wishes.rs`), so that the pupil
//! appears among the placed or the not placed.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::Location;
use super::super::super::raw::Record;
use super::super::super::suggest;
use super::super::Builder;
use super::super::read::Item;
use super::fields::Stated;
use super::{Known, Pupils};
use crate::args;
use crate::school::Pupil;
use crate::text::input;
use crate::text::input::after_school as say;
use crate::units::{ClassId, ClubId, Weekday};

/// Columns with wishes, best first.
const CHOICES: [&str; 6] = ["choices", "choice1", "choice2", "choice3", "choice4", "choice5"];

/// What is wrong with several pupils at once.
#[derive(Default)]
pub(super) struct Troubles {
    classes: BTreeMap<String, Pupils>,
    clubs: BTreeMap<String, Pupils>,
    former: BTreeMap<String, Pupils>,
    no_days: BTreeMap<(), Pupils>,
    no_service: BTreeMap<(ClassId, Weekday), Pupils>,
    twice: BTreeMap<ClubId, Pupils>,
}

/// A pupil as read, and the row.
pub(super) struct Row<'a> {
    pub(super) pupil: Pupil,
    pub(super) record: &'a Record,
}

impl Builder<'_> {
    pub(super) fn pupils(&mut self, known: &Known) {
        let raw = self.raw;
        let records = raw.list("pupil");
        let mut troubles = Troubles::default();
        let days_stated = records.iter().any(|record| record.get("days").is_some());
        let served = self.served();
        let mut seen: BTreeMap<(ClassId, String, String), Location> = BTreeMap::new();
        let mut numbers: BTreeMap<String, Location> = BTreeMap::new();
        let mut rows: Vec<Row<'_>> = Vec::new();
        for record in records {
            let Some(pupil) = self.pupil(known, record, days_stated, &served, &mut troubles) else { continue };
            let at = record.place("name");
            let twin = seen.insert((pupil.class, pupil.name.clone(), pupil.number.clone()), at.clone());
            if let Some(first) = twin {
                let name = [self.class_name(pupil.class), &pupil.name].concat();
                let args = args! { what: say::PUPIL, name: name, first: super::super::place(&first) };
                self.diagnostics.push(&input::DUPLICATE, args, at);
                continue;
            }
            if !pupil.number.is_empty()
                && let Some(first) = numbers.insert(pupil.number.clone(), at)
            {
                let args = args! { what: say::PUPIL_NUMBER, name: &pupil.number, first: super::super::place(&first) };
                self.diagnostics.push(&input::DUPLICATE, args, record.place("number"));
            }
            rows.push(Row { pupil, record });
        }
        self.tell(known, troubles);
        self.wishes(&rows);
        self.school.service.pupils = rows.into_iter().map(|row| row.pupil).collect();
    }

    /// The weekdays on which each class has some slot.
    fn served(&self) -> Vec<BTreeSet<Weekday>> {
        let mut served = vec![BTreeSet::new(); self.school.classes.len()];
        for slot in &self.school.service.slots {
            for class in &slot.classes {
                served[class.index()].extend(slot.days.keys().copied());
            }
        }
        served
    }

    fn pupil(
        &mut self,
        known: &Known,
        record: &Record,
        days_stated: bool,
        served: &[BTreeSet<Weekday>],
        troubles: &mut Troubles,
    ) -> Option<Pupil> {
        let name = self.name_of(record, "pupil");
        let class_said = self.has(record, "pupil", "class");
        let mut reader = self.read(record);
        let number = reader.text("number").map(|item| item.text).unwrap_or_default();
        let class = reader.text("class").filter(|_| class_said);
        let extended = reader.flag("extended").unwrap_or(false);
        let boarder = reader.flag("boarder").unwrap_or(false);
        let stated = self.any_weekdays(record, "days");
        let (name, class) = (name?, class?);
        let Some(id) = self.classes.get(&class.text).copied() else {
            Pupils::add(&mut troubles.classes, class.text, &class.at, || name.text.clone());
            return None;
        };
        let who = || [class.text.as_str(), name.text.as_str()].concat();
        let of_class = &served[id.index()];
        let days = match stated {
            Stated::All => of_class.clone(),
            Stated::Not if !days_stated => of_class.clone(),
            Stated::Not => {
                Pupils::add(&mut troubles.no_days, (), &record.at, who);
                BTreeSet::new()
            }
            Stated::Wrong => BTreeSet::new(),
            Stated::These(days) => {
                for day in days.difference(of_class) {
                    Pupils::add(&mut troubles.no_service, (id, *day), &record.place("days"), who);
                }
                days
            }
        };
        let mut choices: Vec<ClubId> = Vec::new();
        for item in CHOICES.iter().flat_map(|key| self.read(record).list(key)).filter(|item| !item.text.is_empty()) {
            match known.clubs.get(&item.text).copied() {
                Some(club) if choices.contains(&club) => Pupils::add(&mut troubles.twice, club, &item.at, who),
                Some(club) => choices.push(club),
                None => Pupils::add(&mut troubles.clubs, item.text, &item.at, who),
            }
        }
        let mut done = BTreeSet::new();
        for Item { text, at } in self.read(record).list("done") {
            match known.clubs.get(&text) {
                Some(club) => {
                    done.insert(*club);
                }
                None => Pupils::add(&mut troubles.former, text, &at, who),
            }
        }
        Some(Pupil { name: name.text, number, class: id, days, choices, extended, boarder, done })
    }

    fn tell(&mut self, known: &Known, troubles: Troubles) {
        let classes_known = self.classes_are_sure();
        for (name, pupils) in troubles.classes.into_iter().filter(|_| classes_known) {
            let suggest = suggest::among(&name, self.classes.keys().map(String::as_str));
            let args = args! { name: name, suggest: suggest, pupils: pupils.shown() };
            self.diagnostics.push(&say::CLASS_UNKNOWN, args, pupils.at);
        }
        for (name, pupils) in troubles.clubs.into_iter().filter(|_| self.raw.whole("club")) {
            let suggest = suggest::among(&name, known.clubs.keys().map(String::as_str));
            let args = args! { name: name, suggest: suggest, pupils: pupils.shown() };
            self.diagnostics.push(&say::WISH_UNKNOWN, args, pupils.at);
        }
        for pupils in troubles.no_days.into_values() {
            self.diagnostics.push(&say::NO_DAYS, args! { pupils: pupils.shown() }, pupils.at);
        }
        // Where the slots could not be read nothing can be said of their days.
        let slots_known =
            self.school.service.slots.iter().all(|slot| !slot.days.is_empty() && !slot.classes.is_empty());
        for ((class, day), pupils) in troubles.no_service.into_iter().filter(|_| slots_known) {
            let args = args! { class: self.class_name(class), day: day, pupils: pupils.shown() };
            self.diagnostics.push(&say::NO_SERVICE_THEN, args, pupils.at);
        }
        for (club, pupils) in troubles.twice {
            let args = args! { club: &self.school.service.club(club).name, pupils: pupils.shown() };
            self.remark(&say::WISH_TWICE, args, pupils.at);
        }
        for (name, pupils) in troubles.former {
            let suggest = suggest::among(&name, known.clubs.keys().map(String::as_str));
            let args = args! { name: name, suggest: suggest, pupils: pupils.shown() };
            self.remark(&say::DONE_UNKNOWN, args, pupils.at);
        }
    }
}
