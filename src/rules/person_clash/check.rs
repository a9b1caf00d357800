//! Compares, for each person, every session and shift with everything else of the weekday, by the clock.

use std::collections::BTreeMap;

use super::{META, OVERLAP, TOO_FAR};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Occupation, View};
use crate::school::Setting;
use crate::units::Minutes;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let after = view.after_school();
    let school_day = view.school_day();
    let mut others: BTreeMap<_, Vec<&Occupation>> = BTreeMap::new();
    for one in &school_day {
        others.entry((one.person, one.span.weekday)).or_default().push(one);
    }
    for one in &after {
        let before = others.entry((one.person, one.span.weekday)).or_default();
        for other in before.iter() {
            pair(view, &mut checked, other, one);
        }
        before.push(one);
    }
    checked
}

fn pair(view: &View<'_>, checked: &mut Checked, first: &Occupation, second: &Occupation) {
    let needed = match (first.building, second.building) {
        (Some(a), Some(b)) => view.school.transfer[a.index()][b.index()],
        _ => Minutes(0),
    };
    let overlap = first.span.overlaps(second.span);
    let gap = first.span.time.distance(second.span.time);
    checked.case(META.code, i64::from(overlap || gap < needed), || {
        let what = if overlap { OVERLAP.into() } else { TOO_FAR.arg(&args! { gap: gap, needed: needed }) };
        let args = args! {
            who: &view.school.teacher(first.person).name,
            day: first.span.weekday,
            first: &first.what,
            time: first.span.time,
            second: &second.what,
            other: second.span.time,
            what: what,
        };
        (args, Vec::new())
    });
}
