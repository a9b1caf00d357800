//! Crosses out the line of each shift on each date, and looks at what is left.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{EXTRA, META, MISSING};
use crate::args;
use crate::breach::Checked;
use crate::plan::{DatedDuty, Shift, View};
use crate::school::{Activity, FlexDay, PostKind, School, Setting, TermDay};
use crate::text::{Args, Text};
use crate::units::Interval;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let (Some(term), Some(service)) = (&school.term, &view.plan.service) else { return checked };
    let mut listed: BTreeMap<NaiveDate, Vec<&DatedDuty>> = BTreeMap::new();
    for line in service.dated.iter().filter(|line| line.kind.is_some()) {
        listed.entry(line.date).or_default().push(line);
    }
    for day in &term.days {
        let mut lines = listed.remove(&day.date).unwrap_or_default();
        let shifts: Vec<(&Shift, Interval)> = (service.shifts.iter())
            .filter(|shift| takes_place(school, day, shift))
            .map(|shift| (shift, term.clock(day, shift.time)))
            .collect();
        let (gone, here): (Vec<_>, Vec<_>) =
            shifts.into_iter().partition(|(shift, time)| on_leave(school, day.date, &shift.person, *time));
        for (shift, time) in &here {
            let own = lines.iter().position(|line| is_of(line, day, shift, *time) && line.person == shift.person);
            if let Some(own) = own {
                lines.swap_remove(own);
            }
            checked.case(META.code, i64::from(own.is_none()), || {
                args_of(day.date, Some(*time), &shift.post, &shift.person, MISSING)
            });
        }
        for (shift, time) in &gone {
            let stands_in = |line: &&DatedDuty| {
                let mut standby = here.iter().filter(|(other, _)| other.kind == PostKind::Standby);
                is_of(line, day, shift, *time)
                    && standby.any(|(other, span)| {
                        other.person == line.person && span.start <= time.start && time.end <= span.end
                    })
            };
            if let Some(other) = lines.iter().position(stands_in) {
                lines.swap_remove(other);
            }
        }
        listed.insert(day.date, lines);
    }
    checked.cases += service.dated.len() as u64;
    for line in listed.into_values().flatten() {
        checked.case(META.code, 1, || args_of(line.date, line.time, &line.post, &line.person, EXTRA));
    }
    checked
}

fn args_of(date: NaiveDate, time: Option<Interval>, post: &str, who: &str, what: Text) -> (Args, Vec<usize>) {
    let time = time.map(|time| time.to_string()).unwrap_or_default();
    (args! { date: date.to_string(), time: time, post: post, who: who, what: what }, Vec::new())
}

/// Whether a line is about this shift, whoever stands in it.
fn is_of(line: &DatedDuty, day: &TermDay, shift: &Shift, time: Interval) -> bool {
    line.post == shift.post
        && line.kind == Some(shift.kind)
        && line.time == Some(time)
        && line.place == shift.place
        && line.week == day.week
}

fn takes_place(school: &School, day: &TermDay, shift: &Shift) -> bool {
    if shift.weekday != day.weekday {
        return false;
    }
    let Some(id) = school.duty.post_named(&shift.post) else { return false };
    let post = school.duty.post(id);
    if !day.holds(Activity::Duty, shift.time, &post.classes) {
        return false;
    }
    let Some(slot) = post.slot.map(|slot| school.service.slot(slot)) else { return true };
    let classes = if post.classes.is_empty() { &slot.classes } else { &post.classes };
    slot.days.get(&day.weekday).is_none_or(|time| day.holds(Activity::AfterSchool, *time, classes))
}

fn on_leave(school: &School, date: NaiveDate, name: &str, time: Interval) -> bool {
    let Some(flex) = &school.duty.flex else { return false };
    flex.leaves.iter().any(|leave| {
        school.teacher(leave.teacher).name == name && leave.day == FlexDay::Once(date) && leave.time.overlaps(time)
    })
}
