//! Looks at the period of each row of a subject with unwanted times.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for lesson in &view.lessons {
        let (Some(subject), Some(class)) = (lesson.subject, lesson.classes.first()) else { continue };
        let (subject, day) = (school.subject(subject), lesson.span.weekday);
        let Some(bell) = school.bell_of(*class).days.get(&day).filter(|_| !subject.unwanted.is_empty()) else {
            continue;
        };
        let mut amount = 0;
        for wish in &subject.unwanted {
            if wish.at.contains(bell, day, lesson.period) {
                amount = amount.max(i64::from(wish.cost));
            }
        }
        for _ in school.weeks().iter().filter(|week| week.overlaps(lesson.span.weeks)) {
            checked.case(META.code, amount, || {
                let args = args! {
                    class: &school.class(*class).name,
                    subject: &subject.name,
                    day: day,
                    period: lesson.period,
                };
                (args, vec![lesson.row])
            });
        }
    }
    checked
}
