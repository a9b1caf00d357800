//! The dated duty roster: the weekly one laid over the school days of the term, and weekly duty (值周) in rotation.
//!
//! A shift takes place on every school day that follows its weekday unless duty is cancelled for its classes then, or the
//! after-school programme is for the classes of the slot that its post belongs to; its time is moved by the day's season.
//!
//! Whoever is on a one-off late start or early leave (弹性上下班) during a shift is replaced by somebody on standby: the
//! first, by post and name, whose standby takes place on that date and covers the whole shift, who is not on leave
//! during it and has not been called to another post at that time. The standby stays in the roster beside. Where nobody can
//! step in, the shift is left out and told ([`Open`]).

mod rotation;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use rotation::{rotate, turns};

use crate::plan::{DatedDuty, Plan, Shift};
use crate::school::{Activity, FlexDay, PostKind, School, Term, TermDay, WeeklyDuty};
use crate::units::{Interval, TeacherId};

/// The dated roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dated {
    /// Who is on duty when, sorted.
    pub duty: Vec<DatedDuty>,
    /// Shifts that nobody holds, sorted.
    pub open: Vec<Open>,
}

/// A shift that nobody holds on a date: its holder is on leave and nobody on standby can step in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Open {
    /// Date.
    pub date: NaiveDate,
    /// Time on the wall.
    pub time: Interval,
    /// Name of the post.
    pub post: String,
    /// Name of the holder, who is on leave.
    pub person: String,
}

/// The dated roster of the plan's shifts and the school's weekly duty; nothing without a term.
#[must_use]
pub fn dated(school: &School, plan: &Plan) -> Dated {
    let mut all = Dated::default();
    let Some(term) = &school.term else { return all };
    let shifts = plan.service.as_ref().map_or(&[][..], |service| &service.shifts);
    for day in &term.days {
        on_day(school, term, day, shifts, &mut all);
    }
    for weekly in &school.duty.weekly {
        all.duty.extend(weekly_duty(school, term, weekly));
    }
    all.duty.sort();
    all.open.sort();
    all
}

fn on_day(school: &School, term: &Term, day: &TermDay, shifts: &[Shift], all: &mut Dated) {
    let mut held: Vec<(&Shift, Interval)> = shifts
        .iter()
        .filter(|shift| shift.weekday == day.weekday && is_needed(school, day, shift))
        .map(|shift| (shift, term.clock(day, shift.time)))
        .collect();
    held.sort();
    let away = |person: &str, time: Interval| {
        school.teacher_named(person).is_some_and(|person| on_leave(school, person, day.date, time))
    };
    let standby: Vec<(&Shift, Interval)> =
        held.iter().filter(|(shift, _)| shift.kind == PostKind::Standby).copied().collect();
    let mut called: Vec<(&str, Interval)> = Vec::new();
    for (shift, time) in held {
        let mut person = shift.person.as_str();
        if away(person, time) {
            let free = |name: &str| !called.iter().any(|(other, busy)| *other == name && busy.overlaps(time));
            let able = standby.iter().find(|(other, span)| {
                let covers = span.start <= time.start && time.end <= span.end;
                shift.kind != PostKind::Standby && covers && !away(&other.person, time) && free(&other.person)
            });
            let Some((other, _)) = able else {
                let (post, person) = (shift.post.clone(), shift.person.clone());
                all.open.push(Open { date: day.date, time, post, person });
                continue;
            };
            person = other.person.as_str();
            called.push((person, time));
        }
        all.duty.push(DatedDuty {
            date: day.date,
            week: day.week,
            post: shift.post.clone(),
            kind: Some(shift.kind),
            time: Some(time),
            place: shift.place.clone(),
            person: person.to_owned(),
        });
    }
}

/// Whether a shift takes place on `day`.
fn is_needed(school: &School, day: &TermDay, shift: &Shift) -> bool {
    let Some(post) = school.duty.post_named(&shift.post).map(|post| school.duty.post(post)) else { return false };
    let slot = post.slot.map(|slot| school.service.slot(slot));
    let classes = match slot {
        Some(slot) if post.classes.is_empty() => &slot.classes,
        _ => &post.classes,
    };
    let served = slot.and_then(|slot| slot.days.get(&day.weekday));
    day.holds(Activity::Duty, shift.time, &post.classes)
        && served.is_none_or(|time| day.holds(Activity::AfterSchool, *time, classes))
}

/// Whether `person` is on a one-off leave on `date` during `time`.
fn on_leave(school: &School, person: TeacherId, date: NaiveDate, time: Interval) -> bool {
    let mut leaves = school.duty.flex.iter().flat_map(|flex| &flex.leaves);
    leaves.any(|leave| leave.teacher == person && leave.day == FlexDay::Once(date) && leave.time.overlaps(time))
}

/// A line a person and school day of each of his or her weeks. Days on which all duty of the whole school is cancelled are
/// left out; weeks of such days only have nobody's turn.
fn weekly_duty(school: &School, term: &Term, weekly: &WeeklyDuty) -> Vec<DatedDuty> {
    let mut weeks: BTreeMap<u16, Vec<NaiveDate>> = BTreeMap::new();
    for day in &term.days {
        let off = day.cancelled.iter().any(|one| one.duty && one.time.is_none() && one.classes.is_empty());
        if !off {
            weeks.entry(day.week).or_default().push(day.date);
        }
    }
    let served: Vec<u32> =
        weekly.who.iter().map(|id| weekly.served.get(id).copied().unwrap_or(0)).map(u32::from).collect();
    let turns = rotate(&served, weeks.len(), usize::from(weekly.people));
    let mut lines = Vec::new();
    for ((week, dates), people) in weeks.into_iter().zip(turns) {
        for date in dates {
            lines.extend(people.iter().map(|position| DatedDuty {
                date,
                week,
                post: weekly.name.clone(),
                kind: None,
                time: None,
                place: String::new(),
                person: school.teacher(weekly.who[*position]).name.clone(),
            }));
        }
    }
    lines
}

#[cfg(test)]
mod tests;
