//! Weekly minutes of exercise by grade and bell schedule.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{BreakKind, Fortnight, School, Setting, SubjectKind};
use crate::units::BellId;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut groups: BTreeMap<(u8, BellId), Fortnight> = BTreeMap::new();
    for id in school.class_ids() {
        let class = school.class(id);
        let pe = school.class_periods(id, |subject| subject.kind == SubjectKind::Pe);
        let least = groups.entry((class.grade, class.bell)).or_insert(pe);
        *least = pe.min(*least);
    }
    for ((grade, bell), pe) in groups {
        let bell = &school.bells[bell.index()];
        let minutes = |times: &mut dyn Iterator<Item = u16>| times.map(i64::from).sum::<i64>();
        let days = i64::try_from(bell.days.values().filter(|day| !day.periods.is_empty()).count()).unwrap_or(0);
        let lessons = i64::try_from(bell.slot_count().max(1)).unwrap_or(1);
        let lesson = minutes(&mut bell.slots().map(|(_, period)| period.time.length().0)) / lessons;
        let breaks = bell.days.values().flat_map(|day| &day.breaks);
        let recess =
            minutes(&mut breaks.filter(|pause| pause.kind == BreakKind::LongRecess).map(|pause| pause.time.length().0));
        let found = recess + setting.int("elsewhere") * days + i64::from(pe.0) * lesson / 2;
        let due = setting.int("minutes") * days;
        checked.case(META.code, due - found, || {
            let args = args! { grade: grade, bell: &bell.name, found: found, due: due, missing: due - found };
            (args, Vec::new())
        });
    }
    checked
}
