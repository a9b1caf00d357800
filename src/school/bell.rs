//! Bell schedules (作息时间): periods and breaks with real clock times, and sets of periods as people state them.

use std::collections::BTreeMap;

use crate::units::{Interval, PeriodIndex, Weekday, Weeks};

/// A whole week of a bell schedule.
#[derive(Clone, Debug, Default)]
pub struct BellSchedule {
    /// Name as printed.
    pub name: String,
    /// Each school day; a day that is missing has no lessons.
    pub days: BTreeMap<Weekday, DayBell>,
}

/// The periods and breaks of one day, in clock order; they never overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayBell {
    /// Periods, numbered 1, 2, 3 ... in order.
    pub periods: Vec<Period>,
    /// Named breaks, early reading and eye exercises: whatever is not a lesson period.
    pub breaks: Vec<Break>,
}

/// One lesson period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Number, 1-based.
    pub index: PeriodIndex,
    /// Clock time.
    pub time: Interval,
    /// Part of the day.
    pub part: Part,
}

/// Part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Before lunch.
    Morning,
    /// After lunch.
    Afternoon,
    /// After the afternoon (晚间).
    Evening,
}

/// What a break is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakKind {
    /// An ordinary break, stated because it has a name.
    Recess,
    /// Long recess (大课间).
    LongRecess,
    /// Lunch and midday rest.
    Lunch,
    /// Eye exercises (眼保健操).
    EyeExercises,
    /// Reading or self-study before the first lesson (晨读, 早自习).
    EarlyReading,
    /// Midday self-study or practice (午自习, 午练).
    MiddayStudy,
}

/// Something with a clock time between the periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// Name as printed.
    pub name: String,
    /// What it is.
    pub kind: BreakKind,
    /// Clock time.
    pub time: Interval,
}

impl BellSchedule {
    /// The period `index` of `weekday`.
    #[must_use]
    pub fn period(&self, weekday: Weekday, index: PeriodIndex) -> Option<&Period> {
        self.days.get(&weekday)?.periods.iter().find(|period| period.index == index)
    }

    /// Every (weekday, period) of the week, in order.
    pub fn slots(&self) -> impl Iterator<Item = (Weekday, &Period)> {
        self.days.iter().flat_map(|(day, bell)| bell.periods.iter().map(|period| (*day, period)))
    }

    /// Periods in a week.
    #[must_use]
    pub fn slot_count(&self) -> usize {
        self.days.values().map(|day| day.periods.len()).sum()
    }
}

impl DayBell {
    /// Breaks that lie between `period` and the next one.
    pub fn breaks_after(&self, period: PeriodIndex) -> impl Iterator<Item = &Break> {
        let end = self.periods.iter().find(|p| p.index == period).map(|p| p.time.end);
        let next = self.periods.iter().find(|p| p.index > period).map(|p| p.time.start);
        self.breaks.iter().filter(move |pause| {
            end.is_some_and(|end| pause.time.start >= end) && next.is_some_and(|next| pause.time.end <= next)
        })
    }

    /// Whether lunch lies between `period` and the next one.
    #[must_use]
    pub fn lunch_after(&self, period: PeriodIndex) -> bool {
        let part = |p: &&Period| p.part == Part::Morning;
        let this = self.periods.iter().find(|p| p.index == period);
        let next = self.periods.iter().find(|p| p.index > period);
        match (this, next) {
            (Some(this), Some(next)) => {
                (part(&this) && !part(&next)) || self.breaks_after(period).any(|pause| pause.kind == BreakKind::Lunch)
            }
            _ => false,
        }
    }

    /// The stretches of periods without lunch or the evening break between them: morning, afternoon, evening.
    #[must_use]
    pub fn stretches(&self) -> Vec<Vec<PeriodIndex>> {
        let mut stretches: Vec<Vec<PeriodIndex>> = Vec::new();
        let mut last: Option<&Period> = None;
        for period in &self.periods {
            let fresh = last.is_none_or(|last| last.part != period.part || self.lunch_after(last.index));
            match stretches.last_mut() {
                Some(stretch) if !fresh => stretch.push(period.index),
                _ => stretches.push(vec![period.index]),
            }
            last = Some(period);
        }
        stretches
    }

    /// Where `period` stands: which of the [stretches](Self::stretches), and its position there, both from 0.
    #[must_use]
    pub fn position(&self, period: PeriodIndex) -> Option<(usize, usize)> {
        self.stretches().iter().enumerate().find_map(|(stretch, periods)| {
            periods.iter().position(|other| *other == period).map(|position| (stretch, position))
        })
    }
}

/// Periods as people state them: `周一1-2`, `第1节`, `first`, `after-lunch`, `afternoon`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodSet {
    /// The days; empty for all.
    pub weekdays: Vec<Weekday>,
    /// Which periods of those days.
    pub which: Which,
}

/// Which periods of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// From the first number to the second, both included.
    Range(PeriodIndex, PeriodIndex),
    /// The first of the day.
    First,
    /// The last of the day.
    Last,
    /// The first after lunch.
    AfterLunch,
    /// Those of a part of the day.
    Part(Part),
}

impl PeriodSet {
    /// Whether `period` of `weekday` belongs to the set under the bell of that day.
    #[must_use]
    pub fn contains(&self, bell: &DayBell, weekday: Weekday, period: PeriodIndex) -> bool {
        if !self.weekdays.is_empty() && !self.weekdays.contains(&weekday) {
            return false;
        }
        let part = |index: PeriodIndex| bell.periods.iter().find(|p| p.index == index).map(|p| p.part);
        match self.which {
            Which::All => true,
            Which::Range(from, to) => (from..=to).contains(&period),
            Which::First => bell.periods.first().is_some_and(|p| p.index == period),
            Which::Last => bell.periods.last().is_some_and(|p| p.index == period),
            Which::AfterLunch => {
                bell.periods.iter().find(|p| p.part != Part::Morning).is_some_and(|p| p.index == period)
            }
            Which::Part(wanted) => part(period) == Some(wanted),
        }
    }
}

/// A clock interval of one weekday, in some weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeSpan {
    /// Weeks.
    pub weeks: Weeks,
    /// Day.
    pub weekday: Weekday,
    /// Clock time.
    pub time: Interval,
}

impl TimeSpan {
    /// Whether the two share a minute in some week.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.weeks.overlaps(other.weeks) && self.weekday == other.weekday && self.time.overlaps(other.time)
    }
}
