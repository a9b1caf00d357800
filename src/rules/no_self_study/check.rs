//! The kinds of the breaks in each bell schedule.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{BreakKind, School, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let used: BTreeSet<_> = school.classes.iter().map(|class| class.bell).collect();
    for bell in used {
        let bell = &school.bells[bell.index()];
        let names: BTreeSet<String> = bell
            .days
            .values()
            .flat_map(|day| &day.breaks)
            .filter(|pause| matches!(pause.kind, BreakKind::EarlyReading | BreakKind::MiddayStudy))
            .map(|pause| format!("{} {}", pause.name, pause.time))
            .collect();
        checked.case(META.code, i64::try_from(names.len()).unwrap_or(i64::MAX), || {
            let names: Vec<String> = names.into_iter().collect();
            (args! { bell: &bell.name, names: names.join("、") }, Vec::new())
        });
    }
    checked
}
