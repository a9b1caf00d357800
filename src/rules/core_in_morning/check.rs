//! The cost of each core row, once for each week in which it takes place.

use super::{META, cost};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for lesson in &view.lessons {
        let Some((requirement, 0)) = lesson.serves else { continue };
        let requirement = school.requirement(requirement);
        let (subject, Some(class)) = (school.subject(requirement.subject), lesson.classes.first()) else { continue };
        if !subject.kind.is_core() {
            continue;
        }
        let Some(bell) = school.bell_of(*class).days.get(&lesson.span.weekday) else { continue };
        for _ in school.weeks().iter().filter(|week| week.overlaps(lesson.span.weeks)) {
            checked.case(META.code, i64::from(cost(bell, lesson.period, setting)), || {
                let args = args! {
                    class: &school.class(*class).name,
                    subject: &subject.name,
                    day: lesson.span.weekday,
                    period: lesson.period,
                };
                (args, vec![lesson.row])
            });
        }
    }
    checked
}
