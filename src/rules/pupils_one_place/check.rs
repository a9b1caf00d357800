//! Classes against their lessons, events and other groups; pupils against their own rows.

use std::collections::BTreeMap;

use super::{META, OVERLAP};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Placed, View};
use crate::school::{ServiceKind, Setting};
use crate::units::{Interval, Weekday};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    classes(view, &mut checked);
    pupils(view, &mut checked);
    checked
}

fn classes(view: &View<'_>, checked: &mut Checked) {
    let school = view.school;
    let Some(plan) = &view.plan.service else { return };
    for held in &view.sessions {
        let session = &plan.sessions[held.row];
        for class in &held.classes {
            let mut others: Vec<String> = view
                .of_class(*class)
                .filter(|lesson| lesson.span.overlaps(held.span))
                .map(|lesson| view.plan.rows[lesson.row].label())
                .collect();
            let events = school.events.iter();
            others.extend(
                events
                    .filter(|event| event.classes.contains(class) && event.span.overlaps(held.span))
                    .map(|event| event.name.clone()),
            );
            if session.kind != ServiceKind::Club {
                let groups = view.sessions[..held.row].iter().filter(|other| {
                    let there = &plan.sessions[other.row];
                    there.kind != ServiceKind::Club
                        && there.slot != session.slot
                        && other.classes.contains(class)
                        && other.span.overlaps(held.span)
                });
                others.extend(groups.map(|other| plan.sessions[other.row].slot.clone()));
            }
            checked.case(META.code, i64::try_from(others.len()).unwrap_or(i64::MAX), || {
                let what = OVERLAP.arg(&args! { first: &session.slot, second: others.join("、") });
                let who = &school.class(*class).name;
                (args! { who: who, day: held.span.weekday, time: held.span.time, what: what }, vec![held.row])
            });
        }
    }
}

fn pupils(view: &View<'_>, checked: &mut Checked) {
    let service = &view.school.service;
    let Some(plan) = &view.plan.service else { return };
    let mut rows: BTreeMap<(&str, &str, &str), Vec<(Weekday, Interval, &Placed)>> = BTreeMap::new();
    for row in plan.pupils.iter().filter(|row| !row.club.is_empty() || !row.group.is_empty()) {
        let slot = service.slot_named(&row.slot).map(|slot| service.slot(slot));
        if let Some(time) = slot.and_then(|slot| slot.days.get(&row.weekday)) {
            rows.entry((&row.class, &row.pupil, &row.number)).or_default().push((row.weekday, *time, row));
        }
    }
    for ((class, pupil, number), mut rows) in rows {
        rows.sort_by_key(|(day, time, _)| (*day, time.start, time.end));
        let clash = |pair: &&[(Weekday, Interval, &Placed)]| matches!(pair, [(day, time, _), (other, next, _)] if day == other && time.overlaps(*next));
        let clashes: Vec<_> = rows.windows(2).filter(clash).collect();
        checked.case(META.code, i64::try_from(clashes.len()).unwrap_or(i64::MAX), || {
            let place = |row: &Placed| if row.club.is_empty() { row.group.clone() } else { row.club.clone() };
            let (mut day, mut time, mut what) = (rows[0].0, rows[0].1, crate::text::Arg::from(""));
            if let Some([(first_day, first_time, first), (_, _, second)]) = clashes.first() {
                (day, time) = (*first_day, *first_time);
                what = OVERLAP.arg(&args! { first: place(first), second: place(second) });
            }
            (args! { who: format!("{class} {pupil}{number}"), day: day, time: time, what: what }, Vec::new())
        });
    }
}
