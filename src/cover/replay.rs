//! The dates with all changes made, looked at afresh: nobody and no class in two places, no room overfull, nobody who is away
//! in a lesson that was changed, and the subjects of each class as many as before.
//!
//! It shares nothing with the choice: it reads the dated plan ([`crate::plan::dated`]), the log as it will be
//! written, and the absences as stated, and thinks in names and clock times. What was wrong before the new
//! rows is not theirs: the plan itself is [`crate::verify`]'s to judge.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Absence, When};
use crate::plan::{Plan, dated};
use crate::publication::log::Change;
use crate::school::{Part, School};
use crate::units::{ClockTime, Interval, Minutes, PeriodIndex};

/// Something that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Somebody is in two places, or has not the time to walk.
    Person(String, NaiveDate, Interval, Interval),
    /// A class has two lessons.
    Class(String, NaiveDate, Interval, Interval),
    /// A room holds too many.
    Room(String, NaiveDate, Interval),
    /// Somebody who is away gives a lesson.
    Away(String, NaiveDate, Interval),
    /// A change says what was not so: class, date, period.
    NotSo(String, NaiveDate, PeriodIndex),
    /// A class has more or fewer lessons of a subject than posted.
    Counts(String, String),
}

#[derive(Clone, Debug)]
struct Meeting {
    time: Interval,
    classes: Vec<String>,
    period: Option<PeriodIndex>,
    subject: String,
    people: BTreeSet<String>,
    room: String,
    changed: bool,
}

/// Replays `new` rows after the `old` ones, on the dates that they speak of and on those of `absences`.
#[must_use]
pub fn replay(school: &School, plan: &Plan, old: &[Change], new: &[Change], absences: &[Absence]) -> Vec<Fault> {
    let mut dates: BTreeSet<NaiveDate> = new.iter().map(|change| change.date).collect();
    dates.extend(absences.iter().map(|absence| absence.date));
    let mut days = meetings(school, plan, &dates);
    for change in old.iter().filter(|change| dates.contains(&change.date)) {
        make(plan, days.entry(change.date).or_default(), change);
    }
    let before: BTreeSet<Fault> = days.iter().flat_map(|(date, day)| clashes(school, *date, day)).collect();
    days.values_mut().flatten().for_each(|one| one.changed = false);
    let mut faults: BTreeSet<Fault> = BTreeSet::new();
    let mut counts: BTreeMap<(String, String), i64> = BTreeMap::new();
    for change in new {
        if change.from != change.to {
            *counts.entry((change.class.clone(), change.from.clone())).or_default() -= 1;
            *counts.entry((change.class.clone(), change.to.clone())).or_default() += 1;
        }
        if !make(plan, days.entry(change.date).or_default(), change) {
            faults.insert(Fault::NotSo(change.class.clone(), change.date, change.period));
        }
    }
    counts.retain(|(_, subject), count| *count != 0 && !subject.is_empty());
    faults.extend(counts.into_keys().map(|(class, subject)| Fault::Counts(class, subject)));
    for (date, day) in &days {
        faults.extend(clashes(school, *date, day).into_iter().filter(|fault| !before.contains(fault)));
        for absence in absences.iter().filter(|absence| absence.date == *date) {
            let name = &school.teacher(absence.person).name;
            let away = |one: &&Meeting| one.changed && one.people.contains(name) && is_away(school, absence, one);
            faults.extend(day.iter().filter(away).map(|one| Fault::Away(name.clone(), *date, one.time)));
        }
    }
    faults.into_iter().collect()
}

/// Everything that takes place on these dates.
fn meetings(school: &School, plan: &Plan, dates: &BTreeSet<NaiveDate>) -> BTreeMap<NaiveDate, Vec<Meeting>> {
    let mut days: BTreeMap<NaiveDate, Vec<Meeting>> = BTreeMap::new();
    let names = |classes: &[crate::units::ClassId]| -> Vec<String> {
        classes.iter().map(|class| school.class(*class).name.clone()).collect()
    };
    let blank = |time| Meeting {
        time,
        classes: Vec::new(),
        period: None,
        subject: String::new(),
        people: BTreeSet::new(),
        room: String::new(),
        changed: false,
    };
    for one in dated::lessons(school, plan).into_iter().chain(dated::research(school, plan)) {
        let Some(row) = plan.rows.get(one.index).filter(|_| dates.contains(&one.date)) else { continue };
        days.entry(one.date).or_default().push(Meeting {
            classes: names(&one.classes),
            period: row.period,
            subject: row.subject.clone(),
            people: row.teachers.iter().cloned().collect(),
            room: row.room.clone(),
            ..blank(one.time)
        });
    }
    let service = plan.service.as_ref();
    for one in dated::sessions(school, plan) {
        let row = service.and_then(|service| service.sessions.get(one.index)).filter(|_| dates.contains(&one.date));
        days.entry(one.date).or_default().extend(row.map(|row| Meeting {
            people: row.staff.iter().cloned().collect(),
            room: row.room.clone(),
            ..blank(one.time)
        }));
    }
    for one in dated::events(school).into_iter().filter(|one| dates.contains(&one.date)) {
        let event = &school.events[one.index];
        let people = event.teachers.iter().map(|who| school.teacher(*who).name.clone()).collect();
        days.entry(one.date).or_default().push(Meeting { people, ..blank(one.time) });
    }
    for duty in service.iter().flat_map(|service| &service.dated).filter(|duty| dates.contains(&duty.date)) {
        let people = BTreeSet::from([duty.person.clone()]);
        let meeting = duty.time.map(|time| Meeting { people, ..blank(time) });
        days.entry(duty.date).or_default().extend(meeting);
    }
    days
}

/// Makes a change; false when the lesson that it changes is not there.
fn make(plan: &Plan, day: &mut [Meeting], change: &Change) -> bool {
    let fits = |one: &&mut Meeting| {
        one.period == Some(change.period) && one.subject == change.from && one.classes.contains(&change.class)
    };
    let Some(meeting) = day.iter_mut().find(fits) else { return change.from.is_empty() };
    meeting.changed = true;
    if change.to.is_empty() {
        meeting.classes.retain(|class| *class != change.class);
        return true;
    }
    let teachers: BTreeSet<String> = change.teachers.iter().cloned().collect();
    if change.from != change.to {
        let usual = plan.rows.iter().find(|row| row.subject == change.to && row.classes.contains(&change.class));
        meeting.subject.clone_from(&change.to);
        if let Some(row) = usual {
            meeting.room.clone_from(&row.room);
            meeting.people = row.teachers.iter().cloned().collect();
        }
    }
    if !teachers.is_empty() {
        meeting.people = teachers;
    }
    true
}

/// Pairs of meetings that cannot both be, and rooms that hold too many.
fn clashes(school: &School, date: NaiveDate, day: &[Meeting]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, a) in day.iter().enumerate() {
        for b in day.iter().skip(index + 1) {
            let (first, second) = (a.time.min(b.time), a.time.max(b.time));
            if a.time.overlaps(b.time) {
                let both = a.people.intersection(&b.people);
                faults.extend(both.map(|who| Fault::Person(who.clone(), date, first, second)));
                // Groups of one period are taught side by side.
                let same = a.classes.iter().filter(|class| b.classes.contains(class) && a.period != b.period);
                faults.extend(same.map(|class| Fault::Class(class.clone(), date, first, second)));
            } else if a.time.distance(b.time) < way(school, a, b) {
                let both = a.people.intersection(&b.people);
                faults.extend(both.map(|who| Fault::Person(who.clone(), date, first, second)));
            }
        }
        let capacity = school.room_named(&a.room).map(|room| usize::from(school.room(room).capacity));
        if let Some(capacity) = capacity {
            let minutes = day.iter().filter(|b| b.room == a.room && b.time.overlaps(a.time));
            let starts: BTreeSet<ClockTime> = minutes.map(|b| b.time.start.max(a.time.start)).collect();
            let full = |minute: &ClockTime| {
                let inside = |b: &&Meeting| b.room == a.room && b.time.start <= *minute && *minute < b.time.end;
                day.iter().filter(inside).count() > capacity
            };
            if starts.iter().any(full) {
                faults.push(Fault::Room(a.room.clone(), date, a.time));
            }
        }
    }
    faults
}

/// Minutes from the room of one to that of the other.
fn way(school: &School, a: &Meeting, b: &Meeting) -> Minutes {
    let rooms = school.room_named(&a.room).zip(school.room_named(&b.room));
    rooms.map_or(Minutes(0), |(one, other)| school.transfer_between(one, other))
}

/// Whether a lesson falls into an absence, by what was stated.
fn is_away(school: &School, absence: &Absence, lesson: &Meeting) -> bool {
    let Some(period) = lesson.period else { return false };
    match absence.when {
        When::Whole => true,
        When::Clock(time) => time.overlaps(lesson.time),
        When::Periods(first, last) => (first..=last).contains(&period),
        When::Half(part) => {
            let class = lesson.classes.first().and_then(|name| school.class_named(name));
            let day = school.term.as_ref().and_then(|term| term.day(absence.date));
            let bell = class.zip(day).and_then(|(class, day)| school.bell_of(class).period(day.weekday, period));
            bell.is_some_and(|bell| (bell.part == Part::Morning) == (part == Part::Morning))
        }
    }
}
