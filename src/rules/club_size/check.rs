//! Rows of clubs against the menu, and rooms of their meetings.

use super::{CANCELLED, LARGE, META, ROOM, SMALL, SPLIT};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{ServiceKind, Setting};
use crate::text::Arg;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let school = view.school;
    let Some(plan) = &view.plan.service else { return checked };
    for row in &plan.clubs {
        let Some(club) = school.service.club_named(&row.club).map(|club| school.service.club(club)) else { continue };
        let mut case = |wrong: bool, what: &dyn Fn() -> Arg| {
            checked.case(META.code, i64::from(wrong), || (args! { club: &row.club, what: what() }, Vec::new()));
        };
        if !row.held {
            let quiet = row.pupils == 0 && row.room.is_empty() && !row.reason.is_empty();
            case(!quiet, &|| CANCELLED.into());
            continue;
        }
        case(row.pupils < club.min.max(1), &|| SMALL.arg(&args! { count: row.pupils, min: club.min.max(1) }));
        case(row.pupils > club.max, &|| LARGE.arg(&args! { count: row.pupils, max: club.max }));
        let listed = school.room_named(&row.room).is_some_and(|room| club.rooms.contains(&room));
        case(!listed, &|| ROOM.arg(&args! { room: &row.room }));
        let meetings = plan.sessions.iter().filter(|s| s.kind == ServiceKind::Club && s.name == row.club);
        let elsewhere = meetings.filter(|session| session.room != row.room).count();
        case(elsewhere > 0, &|| SPLIT.arg(&args! { count: elsewhere }));
    }
    checked
}
