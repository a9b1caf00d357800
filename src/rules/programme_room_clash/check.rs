//! At each start within a session: what else is in the room.

use super::{CLOSED, EVENT, FULL, META};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Held, View};
use crate::school::Setting;
use crate::text::Arg;
use crate::units::{ClockTime, RoomId, Weeks};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(plan) = &view.plan.service else { return checked };
    for held in &view.sessions {
        let Some(room) = held.room else { continue };
        let found = obstacle(view, held, room);
        checked.case(META.code, i64::from(found.is_some()), || {
            let args = args! {
                room: &view.school.room(room).name,
                day: held.span.weekday,
                time: held.span.time,
                name: &plan.sessions[held.row].name,
                what: found.unwrap_or_else(|| Arg::from("")),
            };
            (args, vec![held.row])
        });
    }
    checked
}

fn obstacle(view: &View<'_>, held: &Held, room: RoomId) -> Option<Arg> {
    let school = view.school;
    if school.room(room).unavailable.iter().any(|span| span.overlaps(held.span)) {
        return Some(CLOSED.into());
    }
    let event = school.events.iter().find(|event| event.rooms.contains(&room) && event.span.overlaps(held.span));
    if let Some(event) = event {
        return Some(EVENT.arg(&args! { event: &event.name }));
    }
    let capacity = usize::from(school.room(room).capacity);
    let lessons = || view.lessons.iter().filter(|lesson| lesson.room == Some(room) && lesson.span.overlaps(held.span));
    // Earlier sessions only, so that of two in one place the later row is too many.
    let sessions = || {
        view.sessions
            .iter()
            .filter(|other| other.room == Some(room) && other.span.overlaps(held.span) && (other.row < held.row))
    };
    let mut points: Vec<ClockTime> = vec![held.span.time.start];
    points.extend(lessons().map(|lesson| lesson.span.time.start));
    points.extend(sessions().map(|session| session.span.time.start));
    for point in points.into_iter().filter(|point| *point >= held.span.time.start) {
        let now = |start: ClockTime, end: ClockTime| start <= point && point < end;
        let taken = |week: Weeks| {
            lessons()
                .filter(|lesson| now(lesson.span.time.start, lesson.span.time.end) && lesson.span.weeks.overlaps(week))
                .count()
        };
        let meeting = sessions().filter(|other| now(other.span.time.start, other.span.time.end)).count();
        let others = taken(Weeks::Odd).max(taken(Weeks::Even)) + meeting;
        if others >= capacity {
            return Some(FULL.arg(&args! { others: others, capacity: capacity, time: point }));
        }
    }
    None
}
