//! Every row of the four files, and every club of the menu.

use std::collections::{BTreeMap, BTreeSet};

use super::{CLUBS_FILE, GROUPS_FILE, MEETS, META, PUPILS_FILE, ROWS, SESSIONS_FILE, TIME, TWICE, UNKNOWN, WRONG_KIND};
use crate::args;
use crate::breach::Checked;
use crate::plan::{ServicePlan, Session, View};
use crate::school::{School, ServiceKind, Setting};
use crate::text::{Arg, Text};
use crate::units::Weekday;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(plan) = &view.plan.service else { return checked };
    sessions(view.school, plan, &mut checked);
    groups(view.school, plan, &mut checked);
    clubs(view.school, plan, &mut checked);
    pupils(view.school, plan, &mut checked);
    checked
}

/// One row: everything that is wrong with it is one breach each.
fn row(checked: &mut Checked, file: Text, label: &str, wrong: Vec<Arg>) {
    let amount = i64::from(!wrong.is_empty());
    let mut wrong = wrong.into_iter();
    let first = wrong.next();
    checked.case(META.code, amount, || {
        (args! { file: file, row: label, what: first.unwrap_or_else(|| Arg::from("")) }, Vec::new())
    });
    for what in wrong {
        let mut more = Checked::default();
        more.case(META.code, 1, || (args! { file: file, row: label, what: what }, Vec::new()));
        checked.breaches.append(&mut more.breaches);
    }
}

fn unknown(names: impl IntoIterator<Item = (bool, String)>) -> Vec<Arg> {
    names.into_iter().filter(|(known, _)| !known).map(|(_, name)| UNKNOWN.arg(&args! { name: name })).collect()
}

fn sessions(school: &School, plan: &ServicePlan, checked: &mut Checked) {
    let mut seen = BTreeSet::new();
    for session in &plan.sessions {
        let label = format!("{} {} {}", session.slot, session.name, session.time);
        let classes = session.classes.iter().map(|name| (school.class_named(name).is_some(), name.clone()));
        let room = std::iter::once((school.room_named(&session.room).is_some(), session.room.clone()));
        let slot = std::iter::once((school.service.slot_named(&session.slot).is_some(), session.slot.clone()));
        let mut wrong = unknown(slot.chain(classes).chain(room));
        if !seen.insert((session.weekday, &session.slot, &session.name, session.kind == ServiceKind::Club)) {
            wrong.push(TWICE.into());
        }
        wrong.extend(misfit(school, session));
        row(checked, SESSIONS_FILE, &label, wrong);
    }
}

/// Time and kind against the slot's.
fn misfit(school: &School, session: &Session) -> Vec<Arg> {
    let Some(id) = school.service.slot_named(&session.slot) else { return Vec::new() };
    let slot = school.service.slot(id);
    let mut wrong = Vec::new();
    if slot.days.get(&session.weekday) != Some(&session.time) {
        wrong.push(TIME.arg(&args! { day: session.weekday }));
    }
    let fits = if slot.kind != ServiceKind::Club {
        session.kind == slot.kind
    } else if session.kind == ServiceKind::Club {
        let club = school.service.club_named(&session.name).map(|club| school.service.club(club));
        club.is_some_and(|club| club.meets.contains(&(id, session.weekday)))
    } else {
        slot.otherwise == Some(session.kind)
    };
    if !fits {
        wrong.push(WRONG_KIND.arg(&args! { kind: Text::new(session.kind.zh(), session.kind.word()) }));
    }
    wrong
}

fn groups(school: &School, plan: &ServicePlan, checked: &mut Checked) {
    for entry in &plan.groups {
        let label = format!("{} {}", entry.slot, entry.group);
        let wrong = unknown([
            (school.service.slot_named(&entry.slot).is_some(), entry.slot.clone()),
            (school.class_named(&entry.class).is_some(), entry.class.clone()),
        ]);
        row(checked, GROUPS_FILE, &label, wrong);
    }
}

fn clubs(school: &School, plan: &ServicePlan, checked: &mut Checked) {
    for entry in &plan.clubs {
        let known = [
            (school.service.club_named(&entry.club).is_some(), entry.club.clone()),
            (!entry.held || school.room_named(&entry.room).is_some(), entry.room.clone()),
        ];
        row(checked, CLUBS_FILE, &entry.club, unknown(known));
    }
    for club in &school.service.clubs {
        let rows: Vec<_> = plan.clubs.iter().filter(|entry| entry.club == club.name).collect();
        let mut wrong = Vec::new();
        if rows.len() != 1 {
            wrong.push(ROWS.arg(&args! { count: rows.len() }));
        }
        let held = rows.first().is_some_and(|entry| entry.held);
        let name = |slot: &crate::units::ServiceSlotId| school.service.slot(*slot).name.as_str();
        let stated: BTreeSet<(&str, Weekday)> =
            club.meets.iter().filter(|_| held).map(|(slot, day)| (name(slot), *day)).collect();
        let met: BTreeSet<(&str, Weekday)> = plan
            .sessions
            .iter()
            .filter(|session| session.kind == ServiceKind::Club && session.name == club.name)
            .map(|session| (session.slot.as_str(), session.weekday))
            .collect();
        if stated != met {
            wrong.push(MEETS.arg(&args! { met: met.len(), stated: stated.len() }));
        }
        row(checked, CLUBS_FILE, &club.name, wrong);
    }
}

fn pupils(school: &School, plan: &ServicePlan, checked: &mut Checked) {
    let known: BTreeMap<(&str, &str, &str), ()> = school
        .service
        .pupils
        .iter()
        .map(|pupil| ((school.class(pupil.class).name.as_str(), pupil.name.as_str(), pupil.number.as_str()), ()))
        .collect();
    for entry in &plan.pupils {
        let who = (entry.class.as_str(), entry.pupil.as_str(), entry.number.as_str());
        let label = format!("{} {}{} {}", entry.class, entry.pupil, entry.number, entry.slot);
        let wrong = unknown([
            (known.contains_key(&who), entry.pupil.clone()),
            (school.service.slot_named(&entry.slot).is_some(), entry.slot.clone()),
            (entry.club.is_empty() || school.service.club_named(&entry.club).is_some(), entry.club.clone()),
        ]);
        row(checked, PUPILS_FILE, &label, wrong);
    }
}
