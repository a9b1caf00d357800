//! Looks for a standby post, day by day.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{PostKind, School, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    for day in &school.weekdays {
        let kinds = school.duty.posts.iter().filter(|post| post.days.contains_key(day)).map(|post| post.kind);
        let kinds: Vec<PostKind> = kinds.collect();
        if !kinds.is_empty() {
            let without = !kinds.contains(&PostKind::Standby);
            checked.case(META.code, i64::from(without), || (args! { day: *day }, Vec::new()));
        }
    }
    checked
}
