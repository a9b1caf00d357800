//! Vetting of the people listed, each once.

use std::collections::BTreeSet;

use super::{ENDS, META, NONE};
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};
use crate::text::Text;
use crate::units::TeacherId;

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    let mut listed: BTreeSet<TeacherId> = BTreeSet::new();
    service.slots.iter().for_each(|slot| listed.extend(&slot.supervisors));
    service.clubs.iter().for_each(|club| listed.extend(&club.instructors));
    school.duty.posts.iter().for_each(|post| listed.extend(&post.who));
    let last = school.term.as_ref().map(|term| term.last);
    for person in listed.into_iter().map(|person| school.teacher(person)) {
        let sort = person.employment;
        if !sort.is_outsider() {
            continue;
        }
        let until = person.willing.vetted_until;
        let valid = until.is_some_and(|until| last.is_none_or(|last| until >= last));
        checked.case(META.code, i64::from(!valid), || {
            let state = match (until, last) {
                (Some(until), Some(last)) => ENDS.arg(&args! { until: until.to_string(), last: last.to_string() }),
                _ => NONE.into(),
            };
            (args! { who: &person.name, sort: Text::new(sort.zh(), sort.word()), state: state }, Vec::new())
        });
    }
    checked
}
