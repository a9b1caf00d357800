//! Looks for a patrol post with a leader, day by day.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Post, PostKind, School, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    if school.service.is_empty() && school.duty.posts.is_empty() {
        return checked;
    }
    let leads = |post: &&Post| {
        post.kind == PostKind::Patrol && school.may_hold(post).iter().any(|person| school.teacher(*person).leader)
    };
    let patrols: Vec<&Post> = school.duty.posts.iter().filter(leads).collect();
    for day in &school.weekdays {
        let without = !patrols.iter().any(|post| post.days.contains_key(day));
        checked.case(META.code, i64::from(without), || (args! { day: *day }, Vec::new()));
    }
    checked
}
