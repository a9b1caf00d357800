//! Compares each row's room with its section's.

use super::{META, NO_ROOM};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::RoomNeed;
use crate::text::Arg;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for lesson in &view.lessons {
        let Some((id, section)) = lesson.serves else { continue };
        let requirement = school.requirement(id);
        let mut rooms = match &requirement.sections[section].room {
            RoomNeed::Home => {
                requirement.classes.first().map(|class| school.class(*class).home_room).into_iter().collect()
            }
            RoomNeed::OneOf { candidates, .. } => candidates.clone(),
        };
        let here = |pin: &&crate::school::Pin| {
            let periods = pin.period.0..pin.period.0.saturating_add(pin.length);
            pin.requirement == id && pin.weekday == lesson.span.weekday && periods.contains(&lesson.period.0)
        };
        rooms.extend(school.pins.iter().filter(here).filter_map(|pin| pin.room));
        let fits = lesson.room.is_some_and(|room| rooms.contains(&room));
        checked.case(META.code, i64::from(!fits), || {
            let names: Vec<_> = rooms.iter().map(|room| school.room(*room).name.as_str()).collect();
            let row = &view.plan.rows[lesson.row];
            let room: Arg = if row.room.is_empty() { NO_ROOM.into() } else { Arg::from(&row.room) };
            let args = args! {
                lesson: row.label(),
                day: row.weekday,
                time: row.time,
                room: room,
                rooms: names.join("、"),
            };
            (args, vec![lesson.row])
        });
    }
    checked
}
