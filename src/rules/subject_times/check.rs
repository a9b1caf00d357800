//! Looks up each row's period in the bell schedule of its first class.

use super::{META, pe_times};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{Setting, SubjectKind};

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let pe = pe_times(setting);
    let mut checked = Checked::default();
    for lesson in &view.lessons {
        let (Some(subject), Some(class)) = (lesson.subject, lesson.classes.first()) else { continue };
        let subject = school.subject(subject);
        let is_pe = subject.kind == SubjectKind::Pe;
        if subject.forbidden.is_empty() && subject.allowed.is_empty() && !is_pe {
            continue;
        }
        let day = lesson.span.weekday;
        let Some(bell) = school.bell_of(*class).days.get(&day) else { continue };
        let inside = |sets: &[crate::school::PeriodSet]| sets.iter().any(|set| set.contains(bell, day, lesson.period));
        let wrong = inside(&subject.forbidden)
            || (!subject.allowed.is_empty() && !inside(&subject.allowed))
            || (is_pe && inside(&pe));
        for _ in school.weeks().iter().filter(|week| week.overlaps(lesson.span.weeks)) {
            checked.case(META.code, i64::from(wrong), || {
                let args = args! {
                    class: school.class_list(&lesson.classes),
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
