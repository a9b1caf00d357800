//! The term by its dates: on which days school is held, whose timetable each follows, what does not take place.
//!
//! Week 1 is the calendar week (Monday to Sunday) of the term's first day; odd weeks are 1, 3, 5 ... A school day follows
//! its own weekday in the parity of its week; a make-up day (调休上班日) follows the weekday and parity that the school
//! states.
//!
//! The weekly timetable is in the clock of the bell schedules. A [`Season`] moves that clock from a date on: minute `t` of
//! the day takes place at `m(t) = t + shift(t)`, where `shift(t)` is the one of the last [`Shift`] that begins at or
//! before `t`, and 0 before the first; where a later shift begins so early that it overtakes `m(t)`, `m(t)` is the minute
//! before it (a midday rest loses its end). `m` never falls. An interval `[a, b)` takes place in `[m(a), m(b - 1) + 1)`: its
//! minutes are moved, so that a lesson which ends where the shift begins is not stretched. A season is accepted only when
//! no beginning is overtaken and no lesson changes its length ([`Season::fault`]); then two intervals overlap after it if
//! and only if they did before, and no timetable has to be made anew.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::School;
use crate::units::{ClassId, ClockTime, Interval, Minutes, Weekday, Weeks};

/// A term (学期).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Name as printed.
    pub name: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// The days on which school is held, in order.
    pub days: Vec<TermDay>,
    /// Changes of the bell schedules, by date; before the first, the bell schedules are as stated.
    pub seasons: Vec<Season>,
    /// Holidays within the term, in order of their first days; shipped and stated ones may overlap.
    pub holidays: Vec<Closed>,
    /// What the law says of these dates, whatever the school does.
    pub law: Law,
}

/// Statutory holidays and make-up workdays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    /// The years of which they are known.
    pub years: Vec<i32>,
    /// Days off.
    pub off: Vec<Closed>,
    /// Weekend days that are worked.
    pub worked: Vec<NaiveDate>,
}

/// A stretch of days without school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Name as printed.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// A day on which school is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermDay {
    /// The date.
    pub date: NaiveDate,
    /// Number of its week, from 1.
    pub week: u16,
    /// Parity of the timetable that it follows: odd or even, never all.
    pub weeks: Weeks,
    /// The weekday whose timetable it follows.
    pub weekday: Weekday,
    /// Position of its season in [`Term::seasons`]; none before the first.
    pub season: Option<usize>,
    /// Whether it is a make-up day (调休上班日).
    pub make_up: bool,
    /// What does not take place.
    pub cancelled: Vec<Cancel>,
}

/// Something that makes things not take place on a day: a school event or a phase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cancel {
    /// Name as printed.
    pub name: String,
    /// Whether lessons do not take place.
    pub lessons: bool,
    /// Whether the after-school programme does not take place.
    pub after_school: bool,
    /// Whether duties are not needed.
    pub duty: bool,
    /// The time, in the clock of the bell schedules (before any season); none for the whole day.
    pub time: Option<Interval>,
    /// The classes; empty for all.
    pub classes: Vec<ClassId>,
}

/// What may be cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Activity {
    /// Lessons, and the weekly events that belong to the school day.
    Lessons,
    /// The after-school programme.
    AfterSchool,
    /// Duties.
    Duty,
}

/// The bell schedules from a date on (夏令、冬令作息).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Season {
    /// Name as printed.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// How the clock moves, by the time from which it does.
    pub shift: Vec<Shift>,
}

/// From a time of day on, everything is so many minutes later (or earlier).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// From this minute on.
    pub from: ClockTime,
    /// By so many minutes; negative for earlier.
    pub minutes: i32,
}

/// Why a season cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeasonFault {
    /// This lesson would change its length.
    Cuts(Interval),
    /// What comes later would begin before this.
    Overtakes(Interval),
    /// This would leave the day.
    LeavesDay(Interval),
    /// Between these two fewer minutes would be left than people need from building to building.
    TooClose(Interval, Interval),
}

/// A week of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermWeek {
    /// Number, from 1.
    pub number: u16,
    /// Odd or even.
    pub weeks: Weeks,
    /// First day: Monday, in week 1 the term's first day.
    pub first: NaiveDate,
    /// Last day: Sunday, in the last week the term's last day.
    pub last: NaiveDate,
}

impl Cancel {
    fn stops(&self, what: Activity, time: Interval) -> bool {
        let kind = match what {
            Activity::Lessons => self.lessons,
            Activity::AfterSchool => self.after_school,
            Activity::Duty => self.duty,
        };
        kind && self.time.is_none_or(|own| own.overlaps(time))
    }
}

impl TermDay {
    /// Whether something at `time` (in the clock of the bell schedules) for `classes` takes place. What has several
    /// classes does not when none of them is left; what has no class only when the cancellation is the whole school's.
    #[must_use]
    pub fn holds(&self, what: Activity, time: Interval, classes: &[ClassId]) -> bool {
        let stopped = |class: Option<&ClassId>| {
            self.cancelled.iter().any(|cancel| {
                cancel.stops(what, time)
                    && (cancel.classes.is_empty() || class.is_some_and(|class| cancel.classes.contains(class)))
            })
        };
        if classes.is_empty() { !stopped(None) } else { classes.iter().any(|class| !stopped(Some(class))) }
    }
}

impl Season {
    /// When minute `minute` takes place if nothing overtakes it.
    fn wanted(&self, minute: i32) -> i32 {
        let begun = self.shift.iter().rev().find(|shift| i32::from(shift.from.minutes()) <= minute);
        minute + begun.map_or(0, |shift| shift.minutes)
    }

    /// `m(minute)` of the module's docs.
    fn moved(&self, minute: i32) -> i32 {
        let later = self.shift.iter().map(|shift| i32::from(shift.from.minutes())).filter(|from| *from > minute);
        later.map(|from| self.wanted(from) - 1).fold(self.wanted(minute), i32::min)
    }

    /// When `time` of the bell schedules takes place in this season; never beyond the day.
    #[must_use]
    pub fn clock(&self, time: Interval) -> Interval {
        let [first, last] = ends(time);
        interval(self.moved(first), self.moved(last) + 1).unwrap_or(time)
    }

    /// The time of the bell schedules that takes place within `time` of the clock in this season: an interval of the bell
    /// schedules overlaps it if and only if it takes place during `time`. None when nothing begins or ends there.
    #[must_use]
    pub fn unclock(&self, time: Interval) -> Option<Interval> {
        let [first, last] = ends(time);
        let from = (0..DAY).find(|minute| self.moved(*minute) >= first)?;
        let to = (0..DAY).rev().find(|minute| self.moved(*minute) <= last)?;
        interval(from, to + 1)
    }

    /// The first reason against this season, for a school with these lesson times and other times.
    ///
    /// `transfer` is the longest way between two buildings: a gap may not become shorter than it.
    #[must_use]
    pub fn fault(&self, lessons: &[Interval], others: &[Interval], transfer: Minutes) -> Option<SeasonFault> {
        for time in lessons {
            let [first, last] = ends(*time);
            if self.moved(last) - self.moved(first) != last - first {
                return Some(SeasonFault::Cuts(*time));
            }
        }
        // A whole day stays one.
        let whole = |time: &&Interval| time.start.minutes() > 0 || i32::from(time.end.minutes()) < DAY;
        let times: BTreeSet<Interval> = lessons.iter().chain(others).filter(whole).copied().collect();
        for time in &times {
            let [first, last] = ends(*time);
            if !(0..DAY).contains(&self.wanted(first)) || self.moved(last) >= DAY {
                return Some(SeasonFault::LeavesDay(*time));
            }
            if self.moved(first) != self.wanted(first) {
                return Some(SeasonFault::Overtakes(*time));
            }
        }
        // What begins and what ends at a minute: of those that do, one stands for all.
        let [begins, ended] = [0, 1].map(|end| {
            let minutes: BTreeMap<i32, Interval> = times.iter().map(|time| (ends(*time)[end], *time)).collect();
            minutes.into_iter().map(|(minute, time)| (minute, self.moved(minute), time)).collect::<Vec<_>>()
        });
        for (last, moved, before) in &ended {
            for (first, new, after) in begins.iter().filter(|(first, ..)| first > last) {
                if new - moved - 1 < (first - last - 1).min(i32::from(transfer.0)) {
                    return Some(SeasonFault::TooClose(*before, *after));
                }
            }
        }
        None
    }
}

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// The first and the last minute of an interval.
fn ends(time: Interval) -> [i32; 2] {
    [i32::from(time.start.minutes()), i32::from(time.end.minutes()) - 1]
}

fn interval(from: i32, to: i32) -> Option<Interval> {
    let time = |minute: i32| u16::try_from(minute.clamp(0, DAY)).ok().and_then(ClockTime::of_minutes);
    Interval::new(time(from)?, time(to)?)
}

impl Term {
    /// A term with these dates and no school day yet; see [`fill`](Self::fill).
    #[must_use]
    pub fn new(name: &str, first: NaiveDate, last: NaiveDate) -> Self {
        Self { name: name.to_owned(), first, last, ..Self::default() }
    }

    /// Fills in the school days: the dates of `weekdays` that are in none of the holidays, and the make-up days, each
    /// with the weekday and the parity that it follows. Seasons and holidays must be set before.
    #[must_use]
    pub fn fill(mut self, weekdays: &[Weekday], make_up: &BTreeMap<NaiveDate, (Weekday, Weeks)>) -> Self {
        self.seasons.sort_by_key(|season| season.from);
        self.holidays.sort_by_key(|holiday| (holiday.from, holiday.to));
        let closed = |date: NaiveDate| self.holidays.iter().any(|one| (one.from..=one.to).contains(&date));
        let mut days = Vec::new();
        for date in self.dates() {
            let week = self.week_of(date);
            let own = Weekday::of(date);
            let (weekday, weeks, is_make_up) = match make_up.get(&date) {
                Some((weekday, weeks)) => (*weekday, *weeks, true),
                None if weekdays.contains(&own) && !closed(date) => (own, Weeks::of_number(week), false),
                None => continue,
            };
            let season = self.seasons.iter().rposition(|season| season.from <= date);
            days.push(TermDay { date, week, weeks, weekday, season, make_up: is_make_up, cancelled: Vec::new() });
        }
        self.days = days;
        self
    }

    /// Every date of the term.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |date| *date <= last)
    }

    /// The Monday of week 1.
    fn monday(&self) -> NaiveDate {
        let after = u64::from(Weekday::of(self.first).number() - 1);
        self.first.checked_sub_days(Days::new(after)).unwrap_or(self.first)
    }

    /// The number of the week of `date`, 1 for week 1 and all before.
    #[must_use]
    pub fn week_of(&self, date: NaiveDate) -> u16 {
        let days = date.signed_duration_since(self.monday()).num_days().max(0);
        u16::try_from(days / 7 + 1).unwrap_or(u16::MAX)
    }

    /// How many weeks the term touches.
    #[must_use]
    pub fn week_count(&self) -> u16 {
        self.week_of(self.last)
    }

    /// The weeks with their dates, in order.
    #[must_use]
    pub fn weeks(&self) -> Vec<TermWeek> {
        let monday = self.monday();
        let week = |number: u16| {
            let days = u64::from(number - 1) * 7;
            let first = monday.checked_add_days(Days::new(days))?;
            let last = first.checked_add_days(Days::new(6))?;
            let (first, last) = (first.max(self.first), last.min(self.last));
            Some(TermWeek { number, weeks: Weeks::of_number(number), first, last })
        };
        (1..=self.week_count()).filter_map(week).collect()
    }

    /// The school day on `date`, if it is one.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> Option<&TermDay> {
        self.days.binary_search_by_key(&date, |day| day.date).ok().map(|index| &self.days[index])
    }

    /// The school days that follow the timetable of `weekday` in `weeks`.
    pub fn days_of(&self, weekday: Weekday, weeks: Weeks) -> impl Iterator<Item = &TermDay> {
        self.days.iter().filter(move |day| day.weekday == weekday && day.weeks.overlaps(weeks))
    }

    /// When `time` of the bell schedules takes place on `day`, by the clock on the wall.
    #[must_use]
    pub fn clock(&self, day: &TermDay, time: Interval) -> Interval {
        day.season.and_then(|season| self.seasons.get(season)).map_or(time, |season| season.clock(time))
    }
}

impl School {
    /// The school in one of its seasons: bell schedules (with the season's name in theirs), weekly events, after-school
    /// slots and duty posts at the times at which they take place then. Rules about the clock are checked on it.
    #[must_use]
    pub fn in_season(&self, season: &Season) -> Self {
        let mut school = self.clone();
        for bell in &mut school.bells {
            bell.name = format!("{}·{}", bell.name, season.name);
            for day in bell.days.values_mut() {
                day.periods.iter_mut().for_each(|period| period.time = season.clock(period.time));
                day.breaks.iter_mut().for_each(|pause| pause.time = season.clock(pause.time));
            }
        }
        school.events.iter_mut().for_each(|event| event.span.time = season.clock(event.span.time));
        let slots = school.service.slots.iter_mut().flat_map(|slot| slot.days.values_mut());
        let posts = school.duty.posts.iter_mut().flat_map(|post| post.days.values_mut());
        slots.chain(posts).for_each(|time| *time = season.clock(*time));
        school
    }

    /// The times of all lessons, and all other times of day that the school states: a season must keep their order.
    #[must_use]
    pub fn clock_times(&self) -> (Vec<Interval>, Vec<Interval>) {
        let days = || self.bells.iter().flat_map(|bell| bell.days.values());
        let lessons: BTreeSet<Interval> = days().flat_map(|day| &day.periods).map(|period| period.time).collect();
        let mut others: BTreeSet<Interval> = days().flat_map(|day| &day.breaks).map(|pause| pause.time).collect();
        others.extend(self.events.iter().map(|event| event.span.time));
        others.extend(self.service.slots.iter().flat_map(|slot| slot.days.values()));
        others.extend(self.duty.posts.iter().flat_map(|post| post.days.values()));
        let spans = (self.research.iter().flat_map(|block| &block.choices))
            .chain(
                self.teachers
                    .iter()
                    .flat_map(|teacher| teacher.unavailable.iter().chain(teacher.unwanted.iter().map(|wish| &wish.at))),
            )
            .chain(self.rooms.iter().flat_map(|room| &room.unavailable))
            .chain(self.classes.iter().flat_map(|class| &class.unavailable))
            .chain(self.exclusions.iter().flat_map(|exclusion| &exclusion.times));
        others.extend(spans.map(|span| span.time));
        (lessons.into_iter().collect(), others.into_iter().collect())
    }
}

#[cfg(test)]
mod tests;
