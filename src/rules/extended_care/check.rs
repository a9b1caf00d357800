//! Pupils with the need, by class and day, against the groups.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{ServiceKind, Setting};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let school = view.school;
    let Some(plan) = view.plan.service.as_ref().filter(|_| !school.service.pupils.is_empty()) else { return checked };
    let mut placed: BTreeMap<_, i64> = BTreeMap::new();
    for row in &plan.groups {
        let (Some(slot), Some(class)) = (school.service.slot_named(&row.slot), school.class_named(&row.class)) else {
            continue;
        };
        if school.service.slot(slot).kind == ServiceKind::Extended {
            *placed.entry((slot, row.weekday, class)).or_default() += i64::from(row.pupils);
        }
    }
    for ((slot, day, class), count) in placed {
        let in_need = school
            .service
            .pupils
            .iter()
            .filter(|pupil| pupil.class == class && pupil.extended && pupil.days.contains(&day));
        let need = i64::try_from(in_need.count()).unwrap_or(i64::MAX);
        checked.case(META.code, count - need, || {
            let slot = &school.service.slot(slot).name;
            (args! { slot: slot, day: day, class: &school.class(class).name, count: count, need: need }, Vec::new())
        });
    }
    checked
}
