//! Every number against the number that it repeats.

use std::collections::{BTreeMap, BTreeSet};

use super::{CLASSES, META, NO_SESSION, NUMBERS, PUPILS};
use crate::args;
use crate::breach::Checked;
use crate::plan::{ServicePlan, Session, View};
use crate::school::{School, ServiceKind, Setting};
use crate::text::Arg;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(plan) = &view.plan.service else { return checked };
    for session in &plan.sessions {
        if session.kind == ServiceKind::Club {
            club(plan, session, &mut checked);
        } else {
            group(plan, session, &mut checked);
        }
    }
    rows(view.school, plan, &mut checked);
    checked
}

fn case(checked: &mut Checked, session: &Session, same: bool, what: impl FnOnce() -> Arg) {
    checked.case(META.code, i64::from(!same), || {
        let args = args! { slot: &session.slot, day: session.weekday, name: &session.name, what: what() };
        (args, Vec::new())
    });
}

fn group(plan: &ServicePlan, session: &Session, checked: &mut Checked) {
    let rows = || {
        let of = |row: &&crate::plan::GroupRow| {
            row.slot == session.slot && row.group == session.name && row.weekday == session.weekday
        };
        plan.groups.iter().filter(of).filter(|row| row.pupils > 0)
    };
    let pupils: u64 = rows().map(|row| u64::from(row.pupils)).sum();
    case(checked, session, pupils == u64::from(session.pupils), || {
        NUMBERS.arg(&args! { here: session.pupils, there: pupils })
    });
    let classes: BTreeSet<&String> = rows().map(|row| &row.class).collect();
    case(checked, session, same(&session.classes, &classes), || CLASSES.into());
}

fn same(listed: &[String], classes: &BTreeSet<&String>) -> bool {
    listed.len() == classes.len() && listed.iter().collect::<BTreeSet<_>>() == *classes
}

fn club(plan: &ServicePlan, session: &Session, checked: &mut Checked) {
    let members = || {
        let of = |row: &&crate::plan::Placed| {
            row.slot == session.slot && row.club == session.name && row.weekday == session.weekday
        };
        plan.pupils.iter().filter(of)
    };
    let stated = plan.clubs.iter().find(|row| row.club == session.name).map_or(0, |row| u64::from(row.pupils));
    let (here, rows) = (u64::from(session.pupils), members().count() as u64);
    case(checked, session, here == stated && here == rows, || {
        PUPILS.arg(&args! { here: here, clubs: stated, rows: rows })
    });
    let classes: BTreeSet<&String> = members().map(|row| &row.class).collect();
    case(checked, session, same(&session.classes, &classes), || CLASSES.into());
}

/// Rows of groups: each has a session, and in club slots as many pupils as name the group.
fn rows(school: &School, plan: &ServicePlan, checked: &mut Checked) {
    let mut named: BTreeMap<(&str, &str, crate::units::Weekday, &str), u64> = BTreeMap::new();
    for row in plan.pupils.iter().filter(|row| !row.group.is_empty()) {
        *named.entry((&row.slot, &row.group, row.weekday, &row.class)).or_default() += 1;
    }
    for row in &plan.groups {
        let session = plan.sessions.iter().any(|session| {
            session.kind != ServiceKind::Club
                && (&session.slot, &session.name, session.weekday) == (&row.slot, &row.group, row.weekday)
        });
        let slot = school.service.slot_named(&row.slot).map(|slot| school.service.slot(slot));
        let by_pupil = slot.is_some_and(|slot| slot.kind == ServiceKind::Club) && !school.service.pupils.is_empty();
        let key = (row.slot.as_str(), row.group.as_str(), row.weekday, row.class.as_str());
        let rows = named.remove(&key).unwrap_or(0);
        let agrees = !by_pupil || rows == u64::from(row.pupils);
        checked.case(META.code, i64::from(!session || !agrees), || {
            let what = if session { NUMBERS.arg(&args! { here: row.pupils, there: rows }) } else { NO_SESSION.into() };
            (args! { slot: &row.slot, day: row.weekday, name: &row.group, what: what }, Vec::new())
        });
    }
    // Pupils who name a group that has no row for their class then.
    for ((slot, group, day, _), rows) in named {
        checked.case(META.code, 1, || {
            let what = NUMBERS.arg(&args! { here: 0, there: rows });
            (args! { slot: slot, day: day, name: group, what: what }, Vec::new())
        });
    }
}
