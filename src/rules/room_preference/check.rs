//! Looks at the room of each row of a section with a preference.

use super::{META, preferred};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    for lesson in &view.lessons {
        let Some((requirement, section)) = lesson.serves else { continue };
        let good = preferred(view.school, requirement, section);
        if good.is_empty() {
            continue;
        }
        for _ in view.school.weeks().iter().filter(|week| week.overlaps(lesson.span.weeks)) {
            let elsewhere = lesson.room.is_none_or(|room| !good.contains(&room));
            checked.case(META.code, i64::from(elsewhere), || {
                let row = &view.plan.rows[lesson.row];
                let args = args! {
                    class: row.classes.first().map_or("", String::as_str),
                    subject: &row.subject,
                    day: lesson.span.weekday,
                    period: lesson.period,
                    room: &row.room,
                };
                (args, vec![lesson.row])
            });
        }
    }
    checked
}
