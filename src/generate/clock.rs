//! Bell schedules of generated schools, their slots, and half days.
//!
//! Primary: from 08:30, periods of 40 minutes, 26 slots in grades 1-2 and 30 in grades 3-6; junior: from 08:00, periods
//! of 45 minutes, 34 slots. Nothing is taught before the national floors, and each day has two sport recesses.

use crate::school::{BellSchedule, Break, BreakKind, DayBell, Part, Period};
use crate::units::{Interval, PeriodIndex, Weekday};

/// Breaks: name, kind, time.
type Pause = (&'static str, BreakKind, &'static str);

/// A bell schedule and the grades that follow it.
pub(super) struct Bell {
    pub(super) grades: (u8, u8),
    pub(super) week: BellSchedule,
    pub(super) slots: Vec<Slot>,
}

/// A period of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// 0 for Monday.
    pub(super) day: usize,
    pub(super) weekday: Weekday,
    pub(super) period: PeriodIndex,
    pub(super) time: Interval,
    pub(super) part: Part,
    /// The first of the day.
    pub(super) first: bool,
    /// The first after lunch.
    pub(super) after_lunch: bool,
    /// Whether the next slot follows without lunch or a long recess between them.
    pub(super) joins_next: bool,
}

/// A clock interval of a day, such as a half day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    pub(super) weekday: Weekday,
    pub(super) time: Interval,
    /// Periods that it spans where all bells agree on the clock; none for what is stated by the clock only.
    pub(super) periods: Option<(u8, u8)>,
}

impl Window {
    pub(super) fn overlaps(&self, slot: &Slot) -> bool {
        self.weekday == slot.weekday && self.time.overlaps(slot.time)
    }
}

/// The bell of grades 1-2.
pub(super) fn low() -> Bell {
    let morning = ["08:30-09:10", "09:20-10:00", "10:30-11:10", "11:20-12:00"];
    let breaks = |sport| {
        [
            ("大课间", BreakKind::LongRecess, "10:00-10:30"),
            ("午休", BreakKind::Lunch, "12:00-14:00"),
            ("阳光体育", BreakKind::LongRecess, sport),
        ]
    };
    let long = day(&morning, &["14:00-14:40", "14:50-15:30"], &breaks("15:30-16:00"));
    let short = day(&morning, &["14:00-14:40"], &breaks("14:40-15:10"));
    bell("低年级", (1, 2), [&long, &short, &short, &short, &short])
}

/// The bell of grades 3-6.
pub(super) fn upper() -> Bell {
    let morning = ["08:30-09:10", "09:20-10:00", "10:30-11:10", "11:20-12:00"];
    let breaks = [
        ("大课间", BreakKind::LongRecess, "10:00-10:30"),
        ("午休", BreakKind::Lunch, "12:00-14:00"),
        ("阳光体育", BreakKind::LongRecess, "15:30-16:00"),
    ];
    let every = day(&morning, &["14:00-14:40", "14:50-15:30"], &breaks);
    bell("中高年级", (3, 6), [&every; 5])
}

/// The bell of grades 7-9.
pub(super) fn junior() -> Bell {
    let morning = ["08:00-08:45", "08:55-09:40", "10:10-10:55", "11:05-11:50"];
    let breaks = |sport| {
        [
            ("大课间", BreakKind::LongRecess, "09:40-10:10"),
            ("午休", BreakKind::Lunch, "11:50-14:00"),
            ("阳光体育", BreakKind::LongRecess, sport),
        ]
    };
    let long = day(&morning, &["14:00-14:45", "14:55-15:40", "15:50-16:35"], &breaks("16:35-17:05"));
    let short = day(&morning, &["14:00-14:45", "14:55-15:40"], &breaks("15:40-16:10"));
    bell("初中", (7, 9), [&long, &long, &short, &long, &long])
}

fn day(morning: &[&str], afternoon: &[&str], breaks: &[Pause]) -> DayBell {
    let times = morning.iter().map(|t| (t, Part::Morning)).chain(afternoon.iter().map(|t| (t, Part::Afternoon)));
    let periods = times.zip(1..).filter_map(|((time, part), index)| {
        Some(Period { index: PeriodIndex(index), time: Interval::parse(time)?, part })
    });
    let breaks = breaks.iter().filter_map(|(name, kind, time)| {
        Some(Break { name: (*name).into(), kind: *kind, time: Interval::parse(time)? })
    });
    DayBell { periods: periods.collect(), breaks: breaks.collect() }
}

fn bell(name: &str, grades: (u8, u8), days: [&DayBell; 5]) -> Bell {
    let days = (1..).zip(days).filter_map(|(number, day)| Some((Weekday::new(number)?, day.clone()))).collect();
    let week = BellSchedule { name: name.into(), days };
    let mut slots = Vec::new();
    for (weekday, day) in &week.days {
        for (index, period) in day.periods.iter().enumerate() {
            let next = day.periods.get(index + 1);
            slots.push(Slot {
                day: usize::from(weekday.number()) - 1,
                weekday: *weekday,
                period: period.index,
                time: period.time,
                part: period.part,
                first: index == 0,
                after_lunch: index.checked_sub(1).is_some_and(|before| day.lunch_after(day.periods[before].index)),
                joins_next: next.is_some()
                    && !day.lunch_after(period.index)
                    && !day.breaks_after(period.index).any(|pause| pause.kind == BreakKind::LongRecess),
            });
        }
    }
    Bell { grades, week, slots }
}

/// The half days (two periods) of the week, by the clock of all `bells` together.
pub(super) fn half_days(bells: &[Bell]) -> Vec<Window> {
    let mut windows = Vec::new();
    for weekday in (1..=5).filter_map(Weekday::new) {
        for periods in [(1, 2), (3, 4), (5, 6)] {
            let time = |period: u8| bells.iter().filter_map(move |bell| bell.week.period(weekday, PeriodIndex(period)));
            let start = time(periods.0).map(|p| p.time.start).min();
            let end = time(periods.0).chain(time(periods.1)).map(|p| p.time.end).max();
            if let Some(time) = start.zip(end).and_then(|(start, end)| Interval::new(start, end)) {
                windows.push(Window { weekday, time, periods: Some(periods) });
            }
        }
    }
    windows
}

/// The last primary period and the time after it, when grades 1-2 have gone home (not on Monday).
pub(super) fn late_windows() -> Vec<Window> {
    let time = Interval::parse("14:50-16:00");
    (2..=5)
        .filter_map(Weekday::new)
        .zip(time.into_iter().cycle())
        .map(|(weekday, time)| Window { weekday, time, periods: None })
        .collect()
}

/// A whole day.
pub(super) fn whole_day(day: u8) -> Option<Window> {
    Some(Window { weekday: Weekday::new(day)?, time: Interval::parse("07:00-18:00")?, periods: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_have_the_periods_of_the_plan() {
        assert_eq!([low(), upper(), junior()].map(|bell| bell.slots.len()), [26, 30, 34]);
        assert_eq!(half_days(&[low(), upper()]).len(), 15);
    }

    #[test]
    fn doubles_cross_neither_lunch_nor_long_recess() {
        let pairs = |bell: Bell| -> Vec<u8> {
            bell.slots.iter().filter(|s| s.day == 0 && s.joins_next).map(|s| s.period.0).collect()
        };
        assert_eq!((pairs(upper()), pairs(junior())), (vec![1, 3, 5], vec![1, 3, 5, 6]));
    }
}
