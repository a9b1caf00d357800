//! Evening periods of the bell schedules, and rows of the plan that meet one by the clock.

use super::{META, NOT_ALLOWED, TAUGHT};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{Part, Setting, Stage, SubjectKind};

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for (bell, stage) in school.bell_stages() {
        let bell = &school.bells[bell.index()];
        let count = bell.slots().filter(|(_, period)| period.part == Part::Evening).count();
        let allowed = setting.flag(match stage {
            Stage::Primary => "primary",
            Stage::Junior => "junior",
        });
        let amount = if allowed { 0 } else { i64::try_from(count).unwrap_or(i64::MAX) };
        checked.case(META.code, amount, || {
            let what = NOT_ALLOWED.arg(&args! { stage: stage, count: count });
            (args! { who: &bell.name, what: what }, Vec::new())
        });
    }
    for lesson in &view.lessons {
        let evening = lesson.classes.iter().any(|class| {
            school.bell_of(*class).days.get(&lesson.span.weekday).is_some_and(|day| {
                day.periods.iter().any(|p| p.part == Part::Evening && p.time.overlaps(lesson.span.time))
            })
        });
        if !evening {
            continue;
        }
        let free = lesson.subject.is_some_and(|subject| school.subject(subject).kind == SubjectKind::SelfStudy);
        checked.case(META.code, i64::from(!free), || {
            let row = &view.plan.rows[lesson.row];
            let what = TAUGHT.arg(&args! { day: lesson.span.weekday, period: lesson.period, subject: &row.subject });
            (args! { who: row.classes.join("、"), what: what }, vec![lesson.row])
        });
    }
    checked
}
