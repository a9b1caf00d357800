//! Levels on the menu.

use super::{META, MISSING, NOTHING_BEFORE};
use crate::args;
use crate::breach::Checked;
use crate::school::{ClubLevel, School, Setting};
use crate::text::Text;

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let clubs = &school.service.clubs;
    if clubs.is_empty() {
        return checked;
    }
    let levels =
        [(ClubLevel::Basic, Text::new("基础班", "basic")), (ClubLevel::Advanced, Text::new("高级班", "advanced"))];
    for (level, name) in levels {
        let some = clubs.iter().any(|club| club.level == level);
        checked.case(META.code, i64::from(!some), || (args! { what: MISSING.arg(&args! { level: name }) }, Vec::new()));
    }
    for club in clubs.iter().filter(|club| club.level == ClubLevel::Advanced) {
        checked.case(META.code, i64::from(club.requires.is_none()), || {
            (args! { what: NOTHING_BEFORE.arg(&args! { club: &club.name }) }, Vec::new())
        });
    }
    checked
}
