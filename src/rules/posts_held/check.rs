//! Counts the shifts of each post and day, and looks each of them up.

use super::{COUNT, META, NOT_ALLOWED, OTHER_TIME};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::units::Weekday;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for id in school.duty.post_ids() {
        let post = school.duty.post(id);
        for weekday in (1..=7).filter_map(Weekday::new) {
            let count = view.shifts.iter().filter(|s| s.post == Some(id) && s.span.weekday == weekday).count();
            let needed = if post.days.contains_key(&weekday) { usize::from(post.people) } else { 0 };
            if count == 0 && needed == 0 {
                continue;
            }
            checked.case(META.code, i64::try_from(count.abs_diff(needed)).unwrap_or(i64::MAX), || {
                let what = COUNT.arg(&args! { count: count, needed: needed });
                (args! { day: weekday, post: &post.name, what: what }, Vec::new())
            });
        }
    }
    for shift in &view.shifts {
        let (Some(post), Some(person)) = (shift.post.map(|id| school.duty.post(id)), shift.person) else { continue };
        let (day, name) = (shift.span.weekday, &school.teacher(person).name);
        let time = post.days.get(&day);
        checked.case(META.code, i64::from(time.is_some_and(|time| *time != shift.span.time)), || {
            let what = OTHER_TIME.arg(&args! { who: name, time: shift.span.time });
            (args! { day: day, post: &post.name, what: what }, Vec::new())
        });
        checked.case(META.code, i64::from(!school.may_hold(post).contains(&person)), || {
            let what = NOT_ALLOWED.arg(&args! { who: name });
            (args! { day: day, post: &post.name, what: what }, Vec::new())
        });
    }
    checked
}
