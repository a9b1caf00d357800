//! Who takes part in staff meetings.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{EventKind, School, Setting};
use crate::units::TeacherId;

/// Names shown before the rest is only counted.
const SHOWN: usize = 5;

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let meetings = school.events.iter().filter(|event| event.kind == EventKind::StaffMeeting);
    let present: BTreeSet<TeacherId> = meetings.flat_map(|event| event.teachers.iter().copied()).collect();
    let missing: Vec<&str> = school
        .teacher_ids()
        .filter(|teacher| !present.contains(teacher))
        .map(|teacher| school.teacher(teacher).name.as_str())
        .collect();
    checked.case(META.code, i64::try_from(missing.len()).unwrap_or(i64::MAX), || {
        let mut names = missing.iter().take(SHOWN).copied().collect::<Vec<_>>().join("、");
        if missing.len() > SHOWN {
            names.push('…');
        }
        (args! { count: missing.len(), teachers: names }, Vec::new())
    });
    checked
}
