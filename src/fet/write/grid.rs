//! FET's one grid for the whole school: days by period numbers.

use std::collections::BTreeSet;

use crate::fet::model::Slot;
use crate::school::{DayBell, School, TimeSpan};
use crate::units::{BellId, ClassId, Interval, PeriodIndex, Weekday};

/// Days and hours.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub(super) days: Vec<Weekday>,
    /// Names of the hours: clock times where all bell schedules agree, else numbers.
    pub(super) hours: Vec<String>,
    /// Whether the same period number means different clock times to different classes.
    pub(super) clocks_differ: bool,
    /// The clock times of each slot under the bell schedules in use.
    times: Vec<(Slot, Interval)>,
}

impl Grid {
    pub(super) fn of(school: &School) -> Self {
        let bells: BTreeSet<BellId> = school.classes.iter().map(|class| class.bell).collect();
        let mut times = BTreeSet::new();
        let mut clocks: Vec<BTreeSet<Interval>> = Vec::new();
        for bell in bells {
            for (weekday, period) in school.bells[bell.index()].slots() {
                let Some(day) = school.weekdays.iter().position(|own| *own == weekday) else { continue };
                let hour = usize::from(period.index.0.saturating_sub(1));
                if clocks.len() <= hour {
                    clocks.resize(hour + 1, BTreeSet::new());
                }
                clocks[hour].insert(period.time);
                times.insert((Slot { day, hour }, period.time));
            }
        }
        let clocks_differ = clocks.iter().any(|clock| clock.len() > 1);
        let name = |(index, clock): (usize, &BTreeSet<Interval>)| match clock.first() {
            Some(only) if !clocks_differ => only.to_string(),
            _ => format!("第{}节", index + 1),
        };
        let hours = clocks.iter().enumerate().map(name).collect();
        Self { days: school.weekdays.clone(), hours, clocks_differ, times: times.into_iter().collect() }
    }

    /// Every slot.
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> + use<> {
        let (days, hours) = (self.days.len(), self.hours.len());
        (0..days).flat_map(move |day| (0..hours).map(move |hour| Slot { day, hour }))
    }

    /// The slots that some of `spans` takes, whatever the week.
    pub(super) fn taken<'s>(&self, spans: impl IntoIterator<Item = &'s TimeSpan>) -> BTreeSet<Slot> {
        let mut taken = BTreeSet::new();
        for span in spans {
            let hit =
                |(slot, time): &&(Slot, Interval)| self.days[slot.day] == span.weekday && time.overlaps(span.time);
            taken.extend(self.times.iter().filter(hit).map(|(slot, _)| *slot));
        }
        taken
    }

    /// The slots in which a class has no period.
    pub(super) fn without_period(&self, school: &School, class: ClassId) -> BTreeSet<Slot> {
        self.slots().filter(|slot| self.bell(school, class, *slot).is_none()).collect()
    }

    /// The day's bell of a class, if it has a period in this slot.
    pub(super) fn bell<'s>(&self, school: &'s School, class: ClassId, slot: Slot) -> Option<&'s DayBell> {
        let day = school.bell_of(class).days.get(self.days.get(slot.day)?)?;
        day.periods.iter().any(|period| period.index == index(slot)).then_some(day)
    }

    /// The slot of a weekday and period.
    pub(super) fn slot(&self, weekday: Weekday, period: PeriodIndex) -> Option<Slot> {
        let day = self.days.iter().position(|own| *own == weekday)?;
        Some(Slot { day, hour: usize::from(period.0.checked_sub(1)?) })
    }
}

/// The period number of a slot.
pub(super) fn index(slot: Slot) -> PeriodIndex {
    PeriodIndex(u8::try_from(slot.hour + 1).unwrap_or(u8::MAX))
}
