//! Pupils who take part, and sizes of their classes.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    let (mut count, mut total) = (0, 0);
    for class in service.classes() {
        let Some(size) = school.class(class).size else { continue };
        total += i64::from(size);
        let listed = service.pupils.iter().filter(|pupil| pupil.class == class && !pupil.days.is_empty()).count();
        let heads = service.heads.iter().filter(|((_, _, of), _)| *of == class).map(|(_, heads)| *heads).max();
        let most = if service.pupils.is_empty() { usize::from(heads.unwrap_or(0)) } else { listed };
        count += i64::try_from(most).unwrap_or(i64::MAX);
    }
    let target = setting.int("percent");
    if total > 0 {
        let least = (total * target + 99) / 100;
        checked.case(META.code, least - count, || {
            (args! { count: count, total: total, percent: 100 * count / total, target: target }, Vec::new())
        });
    }
    checked
}
