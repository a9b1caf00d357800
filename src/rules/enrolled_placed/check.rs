//! Enrolment against groups, and pupils against rows, both ways.

use std::collections::BTreeMap;

use super::{COUNT, META, NOWHERE, ROWS};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Placed, ServicePlan, View};
use crate::school::{School, ServiceKind, Setting};
use crate::units::{ClassId, ServiceSlotId, Weekday};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(plan) = &view.plan.service else { return checked };
    counts(view.school, plan, &mut checked);
    if !view.school.service.pupils.is_empty() {
        rows(view.school, plan, &mut checked);
    }
    checked
}

fn counts(school: &School, plan: &ServicePlan, checked: &mut Checked) {
    let service = &school.service;
    let by_pupil = |slot: ServiceSlotId| service.slot(slot).kind == ServiceKind::Club && !service.pupils.is_empty();
    let mut heads: BTreeMap<(ServiceSlotId, Weekday, ClassId), (i64, i64)> = BTreeMap::new();
    for ((slot, day, class), enrolled) in &service.heads {
        if !by_pupil(*slot) {
            heads.entry((*slot, *day, *class)).or_default().0 += i64::from(*enrolled);
        }
    }
    for group in &plan.groups {
        let (Some(slot), Some(class)) = (service.slot_named(&group.slot), school.class_named(&group.class)) else {
            continue;
        };
        if !by_pupil(slot) {
            heads.entry((slot, group.weekday, class)).or_default().1 += i64::from(group.pupils);
        }
    }
    for ((slot, day, class), (enrolled, placed)) in heads {
        if enrolled > 0 || placed > 0 {
            checked.case(META.code, (enrolled - placed).abs(), || {
                let what = COUNT.arg(&args! { enrolled: enrolled, placed: placed });
                let who = &school.class(class).name;
                (args! { slot: &service.slot(slot).name, day: day, who: who, what: what }, Vec::new())
            });
        }
    }
}

fn rows(school: &School, plan: &ServicePlan, checked: &mut Checked) {
    let service = &school.service;
    let mut found: BTreeMap<(&str, &str, &str, &str, Weekday), Vec<&Placed>> = BTreeMap::new();
    for row in &plan.pupils {
        let key = (row.class.as_str(), row.pupil.as_str(), row.number.as_str(), row.slot.as_str(), row.weekday);
        found.entry(key).or_default().push(row);
    }
    for pupil in &service.pupils {
        let who = (school.class(pupil.class).name.as_str(), pupil.name.as_str(), pupil.number.as_str());
        for id in service.slot_ids().filter(|id| service.slot(*id).kind == ServiceKind::Club) {
            let slot = service.slot(id);
            for day in slot.days.keys().filter(|day| service.attends(pupil, id, **day)) {
                let rows = found.remove(&(who.0, who.1, who.2, slot.name.as_str(), *day)).map_or(0, |rows| rows.len());
                let amount = i64::try_from(rows.abs_diff(1)).unwrap_or(i64::MAX);
                checked.case(META.code, amount, || {
                    let what = ROWS.arg(&args! { rows: rows });
                    let who = format!("{} {}{}", who.0, who.1, who.2);
                    (args! { slot: &slot.name, day: *day, who: who, what: what }, Vec::new())
                });
            }
        }
    }
    // What is left is nobody's: not enrolled then, or not in a club slot.
    for ((class, pupil, number, slot, day), rows) in found {
        let amount = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        checked.case(META.code, amount, || {
            let what = COUNT.arg(&args! { enrolled: 0, placed: rows.len() });
            (args! { slot: slot, day: day, who: format!("{class} {pupil}{number}"), what: what }, Vec::new())
        });
    }
    for row in &plan.pupils {
        let slot = service.slot_named(&row.slot).map(|slot| service.slot(slot));
        let nothing = slot.is_some_and(|slot| slot.otherwise.is_none());
        let says = match (row.club.is_empty(), row.group.is_empty()) {
            (false, true) => true,
            (true, false) => !row.reason.is_empty(),
            (true, true) => nothing && !row.reason.is_empty(),
            (false, false) => false,
        };
        checked.case(META.code, i64::from(!says), || {
            let who = format!("{} {}{}", row.class, row.pupil, row.number);
            (args! { slot: &row.slot, day: row.weekday, who: who, what: NOWHERE }, Vec::new())
        });
    }
}
