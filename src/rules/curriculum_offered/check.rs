//! Periods over two weeks by class and subject name, against the curriculum's.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting};
use crate::units::ClassId;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut groups: BTreeMap<(u8, &str, Fortnight, Fortnight), Vec<ClassId>> = BTreeMap::new();
    for class in school.class_ids() {
        let grade = school.class(class).grade;
        let mut periods: BTreeMap<&str, (Fortnight, Fortnight)> = BTreeMap::new();
        for row in &school.curriculum.rows {
            let weekly = usize::from(grade).checked_sub(1).and_then(|at| row.by_grade.get(at));
            periods.entry(&row.subject).or_default().0 = Fortnight(weekly.map_or(0, |weekly| weekly.per_fortnight()));
        }
        if periods.values().all(|(due, _)| due.0 == 0) {
            continue;
        }
        for (subject, found) in offered(school, class, setting) {
            periods.entry(subject).or_default().1 = found;
        }
        for (subject, (due, found)) in periods.into_iter().filter(|(_, (due, found))| due.0 + found.0 > 0) {
            groups.entry((grade, subject, due, found)).or_default().push(class);
        }
    }
    for ((_, subject, due, found), classes) in groups {
        checked.alike(META.code, classes.len(), due.short_of(found).max(found.short_of(due)), || {
            let classes = school.class_names(&classes);
            (args! { classes: classes, subject: subject, due: due, found: found }, Vec::new())
        });
    }
    checked
}

/// Periods by the name under which the curriculum knows the subject.
fn offered<'a>(school: &'a School, class: ClassId, setting: &'a Setting) -> BTreeMap<&'a str, Fortnight> {
    let mut offered: BTreeMap<&str, Fortnight> = BTreeMap::new();
    for requirement in school.requirements.iter().filter(|requirement| requirement.classes.contains(&class)) {
        let name = school.subject(requirement.subject).name.as_str();
        let printed = school.curriculum.rows.iter().any(|row| row.subject == name);
        let alias =
            setting.words("counts_as").iter().filter_map(|pair| pair.split_once('=')).find(|(from, _)| *from == name);
        let known = match alias {
            Some((_, to)) if !printed => to,
            _ => name,
        };
        offered.entry(known).or_default().0 += requirement.weekly.per_fortnight();
    }
    offered
}
