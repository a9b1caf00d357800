//! The paid-hour ledger (课时费、值班费): who earned how much on which date by which item.
//!
//! The weekly timetable and programme are laid over the school days of the term; what is cancelled on a day is not paid.
//! Duty is paid as the dated roster has it. Every piece of work `w` is then held against every item `i`; units of a person
//! `p` on a date `d`:
//!
//! | basis | units |
//! |---|---|
//! | period | sum over matching `w` of its periods (a lesson or cover 1, a session those of its slot, duty none) |
//! | slot | number of matching sessions |
//! | duty | number of matching shifts and days of weekly duty |
//! | pupil-period | sum over matching sessions of `max(0, pupils - base)` times their periods |
//! | day | 1 when anything matches |
//! | month | 1 on the last date of the pay month on which anything matches |
//!
//! Covers (代课) are none of the plan's: [`covers`] makes their lines, from those that the log of changes has.
//!
//! Amount = units times rate. Several people in charge of one session are each paid for the whole of it; a person who is
//! named twice is paid once. Lines without units are left out. People whom the school does not know earn nothing: the rules
//! name them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::plan::{PayLine, PayTotal, Plan, RowKind};
use crate::school::{Activity, Basis, PayItem, School, Work};
use crate::units::{ClockTime, Fen, Interval, PayItemId, TeacherId, Weekday, Weeks};

/// A piece of work of one person on one date.
#[derive(Clone, Debug)]
struct Done {
    person: TeacherId,
    date: NaiveDate,
    /// Of the timetable followed.
    weekday: Weekday,
    work: Work,
    /// By the clock on the wall; none for weekly duty.
    ends: Option<ClockTime>,
    periods: i64,
    /// In a session.
    pupils: Option<u16>,
}

/// The ledger and its summary by person, month and item; both empty for a school without a term.
#[must_use]
pub fn pay(school: &School, plan: &Plan) -> (Vec<PayLine>, Vec<PayTotal>) {
    let lines = earned(school, worked(school, plan));
    let totals = totals(&lines);
    (lines, totals)
}

/// What covers earn, from each person, date and time on the wall; empty for a school without a term or items for covers.
#[must_use]
pub fn covers(school: &School, given: impl IntoIterator<Item = (TeacherId, NaiveDate, Interval)>) -> Vec<PayLine> {
    let Some(term) = &school.term else { return Vec::new() };
    let done = |(person, date, time): (TeacherId, NaiveDate, Interval)| Done {
        person,
        date,
        weekday: term.day(date).map_or(Weekday::of(date), |day| day.weekday),
        work: Work::Cover,
        ends: Some(time.end),
        periods: 1,
        pupils: None,
    };
    earned(school, given.into_iter().map(done).collect())
}

/// The lines of work that was done.
fn earned(school: &School, all: Vec<Done>) -> Vec<PayLine> {
    let mut units: BTreeMap<(TeacherId, PayItemId, NaiveDate), i64> = BTreeMap::new();
    let mut months: BTreeMap<(TeacherId, PayItemId, String), NaiveDate> = BTreeMap::new();
    for done in all {
        for (index, item) in school.pay.items.iter().enumerate() {
            if !matches(school, item, &done) {
                continue;
            }
            let id = PayItemId::from_index(index);
            let key = (done.person, id, done.date);
            match item.basis {
                Basis::Month => {
                    let last = months.entry((done.person, id, school.pay.month_of(done.date))).or_insert(done.date);
                    *last = done.date.max(*last);
                }
                Basis::Day => {
                    units.insert(key, 1);
                }
                Basis::Period | Basis::Slot | Basis::Duty | Basis::PupilPeriod { .. } => {
                    let units = units.entry(key).or_insert(0);
                    *units = units.saturating_add(counted(item.basis, &done));
                }
            }
        }
    }
    units.extend(months.into_iter().map(|((person, item, _), date)| ((person, item, date), 1)));
    let mut lines: Vec<PayLine> = units
        .into_iter()
        .filter(|(_, units)| *units > 0)
        .map(|((person, item, date), units)| line(school, person, item, date, units))
        .collect();
    lines.sort();
    lines
}

/// The summary of a ledger.
#[must_use]
pub fn totals(lines: &[PayLine]) -> Vec<PayTotal> {
    let mut sums: BTreeMap<(&str, &str, &str), (i64, Fen)> = BTreeMap::new();
    for line in lines {
        let (units, amount) = sums.entry((&line.person, &line.month, &line.item)).or_default();
        *units = units.saturating_add(line.units);
        *amount = Fen(amount.0.saturating_add(line.amount.0));
    }
    let total = |((person, month, item), (units, amount)): ((&str, &str, &str), (i64, Fen))| PayTotal {
        person: person.to_owned(),
        month: month.to_owned(),
        item: item.to_owned(),
        units,
        amount,
    };
    sums.into_iter().map(total).collect()
}

fn line(school: &School, person: TeacherId, item: PayItemId, date: NaiveDate, units: i64) -> PayLine {
    let stated = school.pay.item(item);
    PayLine {
        person: school.teacher(person).name.clone(),
        date,
        month: school.pay.month_of(date),
        item: stated.name.clone(),
        units,
        rate: stated.rate,
        // An amount out of range cannot be right: the rule that computes it again says so.
        amount: stated.rate.times(units).unwrap_or(Fen(i64::MAX)),
    }
}

/// Everything that is done in the term.
fn worked(school: &School, plan: &Plan) -> Vec<Done> {
    let Some(term) = &school.term else { return Vec::new() };
    let mut all = Vec::new();
    let service = plan.service.as_ref();
    let people = |names: &[String]| -> BTreeSet<TeacherId> {
        names.iter().filter_map(|name| school.teacher_named(name)).collect()
    };
    let classes = |names: &[String]| -> Vec<_> { names.iter().filter_map(|name| school.class_named(name)).collect() };
    for row in plan.rows.iter().filter(|row| row.kind == RowKind::Lesson) {
        let (people, classes) = (people(&row.teachers), classes(&row.classes));
        for day in term.days_of(row.weekday, row.weeks) {
            if day.holds(Activity::Lessons, row.time, &classes) {
                let ends = Some(term.clock(day, row.time).end);
                let (date, weekday, work) = (day.date, day.weekday, Work::Lesson);
                let done =
                    |person: &TeacherId| Done { person: *person, date, weekday, work, ends, periods: 1, pupils: None };
                all.extend(people.iter().map(done));
            }
        }
    }
    for session in service.iter().flat_map(|service| &service.sessions) {
        let (people, classes) = (people(&session.staff), classes(&session.classes));
        let slot = school.service.slot_named(&session.slot);
        let periods = slot.map_or(1, |slot| i64::from(school.service.slot(slot).periods));
        for day in term.days_of(session.weekday, Weeks::All) {
            if day.holds(Activity::AfterSchool, session.time, &classes) {
                let ends = Some(term.clock(day, session.time).end);
                let (date, weekday, work) = (day.date, day.weekday, Work::Service(session.kind));
                let pupils = Some(session.pupils);
                let done = |person: &TeacherId| Done { person: *person, date, weekday, work, ends, periods, pupils };
                all.extend(people.iter().map(done));
            }
        }
    }
    let mut seen = BTreeSet::new();
    for duty in service.iter().flat_map(|service| &service.dated) {
        if !seen.insert((duty.date, duty.kind, &duty.post, duty.time, &duty.person)) {
            continue;
        }
        let Some(person) = school.teacher_named(&duty.person) else { continue };
        let weekday = term.day(duty.date).map_or(Weekday::of(duty.date), |day| day.weekday);
        let work = duty.kind.map_or(Work::WeeklyDuty, Work::Duty);
        let ends = duty.time.map(|time| time.end);
        all.push(Done { person, date: duty.date, weekday, work, ends, periods: 0, pupils: None });
    }
    all
}

fn matches(school: &School, item: &PayItem, done: &Done) -> bool {
    item.works.contains(&done.work)
        && item.is_for(school, done.person)
        && (item.weekdays.is_empty() || item.weekdays.contains(&done.weekday))
        && item.ends_after.is_none_or(|time| done.ends.is_some_and(|ends| ends > time))
        && (item.min_pupils == 0 || done.pupils.is_some_and(|pupils| pupils >= item.min_pupils))
}

/// Units of a piece of work that count one by one.
fn counted(basis: Basis, done: &Done) -> i64 {
    match (basis, done.work) {
        (Basis::Period, _) => done.periods,
        (Basis::Slot, Work::Service(_)) | (Basis::Duty, Work::Duty(_) | Work::WeeklyDuty) => 1,
        (Basis::PupilPeriod { base }, _) => {
            let above = done.pupils.map_or(0, |pupils| pupils.saturating_sub(base));
            i64::from(above).saturating_mul(done.periods)
        }
        (Basis::Slot | Basis::Duty | Basis::Day | Basis::Month, _) => 0,
    }
}

#[cfg(test)]
mod tests;
