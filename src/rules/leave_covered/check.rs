//! Goes through the leaves, date by date.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{Activity, FlexDay, Setting};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let (Some(term), Some(service)) = (&school.term, &view.plan.service) else { return checked };
    for leave in school.duty.flex.iter().flat_map(|flex| &flex.leaves) {
        let FlexDay::Once(date) = leave.day else { continue };
        let Some(day) = term.day(date) else { continue };
        let who = &school.teacher(leave.teacher).name;
        let mut case = |covered: bool, what: String, time: crate::units::Interval| {
            checked.case(META.code, i64::from(!covered), || {
                (args! { who: who, date: date.to_string(), what: what, time: time }, Vec::new())
            });
        };
        for held in view.sessions.iter().filter(|held| held.staff.contains(&leave.teacher)) {
            let time = term.clock(day, held.span.time);
            let on =
                held.span.weekday == day.weekday && day.holds(Activity::AfterSchool, held.span.time, &held.classes);
            if on && time.overlaps(leave.time) {
                case(false, view.session_name(held), time);
            }
        }
        for holds in view.shifts.iter().filter(|holds| holds.person == Some(leave.teacher)) {
            let (Some(post), Some(shift)) = (holds.post, service.shifts.get(holds.row)) else { continue };
            let time = term.clock(day, shift.time);
            let post = school.duty.post(post);
            let on = shift.weekday == day.weekday && day.holds(Activity::Duty, shift.time, &post.classes);
            if !on || !time.overlaps(leave.time) {
                continue;
            }
            let regular = |name: &str| {
                let same = |other: &&crate::plan::Shift| other.post == shift.post && other.weekday == shift.weekday;
                service.shifts.iter().filter(same).any(|other| other.person == name)
            };
            let mut lines = service.dated.iter().filter(|line| line.date == date && line.post == shift.post);
            let covered = lines.any(|line| line.time == Some(time) && !regular(&line.person));
            case(covered, shift.post.clone(), time);
        }
    }
    checked
}
