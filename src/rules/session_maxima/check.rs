//! Counts each person's sessions, over the week and by day.

use std::collections::BTreeMap;

use super::{META, WEEK, limits};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::text::Arg;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut counts: BTreeMap<_, BTreeMap<_, i64>> = BTreeMap::new();
    for held in &view.sessions {
        for person in &held.staff {
            *counts.entry(*person).or_default().entry(held.span.weekday).or_default() += 1;
        }
    }
    for (person, days) in counts {
        let (week, day) = limits(view.school, person, setting);
        let mut case = |when: Arg, count: i64, max: i64| {
            checked.case(META.code, count - max, || {
                let who = &view.school.teacher(person).name;
                (args! { who: who, when: when, count: count, max: max }, Vec::new())
            });
        };
        case(WEEK.into(), days.values().sum(), week);
        for (weekday, count) in days {
            case(weekday.into(), count, day);
        }
    }
    checked
}
