//! Looks at the lessons of each holder just before and after the shift.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{Setting, TimeSpan};
use crate::units::{BuildingId, TeacherId};

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let near = |person: TeacherId, span: TimeSpan, building: BuildingId| {
        view.of_teacher(person).any(|lesson| {
            let (own, time) = (lesson.span.time, span.time);
            let apart = if own.end <= time.start {
                time.start.minutes() - own.end.minutes()
            } else if time.end <= own.start {
                own.start.minutes() - time.end.minutes()
            } else {
                return false;
            };
            lesson.span.weekday == span.weekday
                && lesson.room.is_some_and(|room| school.room(room).building == Some(building))
                && i64::from(apart) <= setting.int("gap")
        })
    };
    for shift in &view.shifts {
        let (Some(post), Some(person)) = (shift.post.map(|id| school.duty.post(id)), shift.person) else { continue };
        let Some(building) = post.building else { continue };
        if !school.may_hold(post).iter().any(|holder| near(*holder, shift.span, building)) {
            continue;
        }
        checked.case(META.code, i64::from(!near(person, shift.span, building)), || {
            let args = args! {
                who: &school.teacher(person).name,
                day: shift.span.weekday,
                time: shift.span.time,
                post: &post.name,
                building: &school.buildings[building.index()],
            };
            (args, Vec::new())
        });
    }
    checked
}
