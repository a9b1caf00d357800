//! Pupils in the room at the start of each session.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let school = view.school;
    let Some(plan) = &view.plan.service else { return checked };
    for held in &view.sessions {
        let Some((room, seats)) = held.room.and_then(|room| Some((room, school.seats(room)?))) else { continue };
        let start = held.span.time.start;
        let there: Vec<_> = view
            .sessions
            .iter()
            .filter(|other| other.room == Some(room) && other.span.weekday == held.span.weekday)
            .filter(|other| {
                // Of two that begin together the later row sees the earlier, so that a crowd is counted once.
                let begins = (other.span.time.start, other.row) <= (start, held.row);
                begins && start < other.span.time.end
            })
            .map(|other| &plan.sessions[other.row])
            .collect();
        let count: i64 = there.iter().map(|session| i64::from(session.pupils)).sum();
        checked.case(META.code, count - i64::from(seats), || {
            let names: Vec<_> = there.iter().map(|session| session.name.as_str()).collect();
            let args = args! {
                room: &school.room(room).name,
                day: held.span.weekday,
                time: held.span.time,
                count: count,
                seats: seats,
                sessions: names.join("、"),
            };
            (args, vec![held.row])
        });
    }
    checked
}
