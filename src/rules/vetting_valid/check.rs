//! Looks up the vetting of every outsider with a session or shift.

use super::{ENDS, META, MISSING, is_vetted, last_date};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for one in view.after_school() {
        let (person, day) = (school.teacher(one.person), one.span.weekday);
        if !person.employment.is_outsider() {
            continue;
        }
        checked.case(META.code, i64::from(!is_vetted(school, one.person, day)), || {
            let state = match (person.willing.vetted_until, last_date(school, day)) {
                (Some(until), Some(last)) => ENDS.arg(&args! { until: until.to_string(), last: last.to_string() }),
                _ => MISSING.into(),
            };
            (args! { who: &person.name, day: day, what: &one.what, state: state }, Vec::new())
        });
    }
    checked
}
