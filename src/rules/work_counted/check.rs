//! Each person's sessions on the days of the term against the items.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::{Session, View};
use crate::school::{Activity, Employment, PayItem, School, Setting, Term, TermDay, Work};
use crate::text::Arg;
use crate::units::{TeacherId, Weeks};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let (Some(term), Some(service)) = (&school.term, &view.plan.service) else { return checked };
    if school.pay.items.is_empty() {
        return checked;
    }
    for person in school.teacher_ids() {
        let teacher = school.teacher(person);
        if teacher.employment == Employment::Volunteer {
            continue;
        }
        let mut sessions = service.sessions.iter().filter(|session| session.staff.contains(&teacher.name)).peekable();
        if sessions.peek().is_none() {
            continue;
        }
        let mut uncounted = BTreeMap::new();
        for session in sessions {
            let days = term.days_of(session.weekday, Weeks::All).filter(|day| takes_place(school, day, session));
            let counts = |item: &PayItem, day: &TermDay| counts(school, term, item, person, day, session);
            let days = days.filter(|day| !school.pay.items.iter().any(|item| counts(item, day))).count();
            if days > 0 {
                *uncounted.entry(session.kind).or_insert(0) += days;
            }
        }
        let count: usize = uncounted.values().sum();
        checked.case(META.code, i64::try_from(count).unwrap_or(i64::MAX), || {
            let list = |name: fn(crate::school::ServiceKind) -> &'static str, comma: &str| {
                uncounted.keys().map(|kind| name(*kind)).collect::<Vec<_>>().join(comma)
            };
            let kinds = Arg::Both {
                zh: list(crate::school::ServiceKind::zh, "、"),
                en: list(crate::school::ServiceKind::word, ", "),
            };
            (args! { person: &teacher.name, count: count, kinds: kinds }, Vec::new())
        });
    }
    checked
}

fn takes_place(school: &School, day: &TermDay, session: &Session) -> bool {
    let classes: Vec<_> = session.classes.iter().filter_map(|name| school.class_named(name)).collect();
    day.holds(Activity::AfterSchool, session.time, &classes)
}

fn counts(school: &School, term: &Term, item: &PayItem, person: TeacherId, day: &TermDay, session: &Session) -> bool {
    item.works.contains(&Work::Service(session.kind))
        && item.is_for(school, person)
        && (item.weekdays.is_empty() || item.weekdays.contains(&day.weekday))
        && item.ends_after.is_none_or(|time| term.clock(day, session.time).end > time)
        && session.pupils >= item.min_pupils
}
