//! Looks for a row at the clock time that the pin's period has in the bell schedule.

use super::{IN_ROOM, META};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::text::Arg;
use crate::units::{PeriodIndex, Weeks};

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for pin in &school.pins {
        let requirement = school.requirement(pin.requirement);
        let Some(class) = requirement.classes.first() else { continue };
        for period in (0..pin.length).map(|step| PeriodIndex(pin.period.0.saturating_add(step))) {
            let time = school.bell_of(*class).period(pin.weekday, period).map(|period| period.time);
            for (index, section) in requirement.sections.iter().enumerate() {
                let kept = view.lessons.iter().any(|lesson| {
                    lesson.serves == Some((pin.requirement, index))
                        && lesson.span.weekday == pin.weekday
                        && Some(lesson.span.time) == time
                        && (lesson.span.weeks == Weeks::All || lesson.span.weeks == pin.weeks)
                        && (pin.room.is_none() || lesson.room == pin.room)
                });
                checked.case(META.code, i64::from(!kept), || {
                    let room = |room| IN_ROOM.arg(&args! { room: &school.room(room).name });
                    let args = args! {
                        class: school.class_list(&requirement.classes),
                        subject: &school.subject(section.subject).name,
                        day: pin.weekday,
                        period: period,
                        where: pin.room.map_or(Arg::from(""), room),
                    };
                    (args, Vec::new())
                });
            }
        }
    }
    checked
}
