//! Events of each class by kind and day.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{EventKind, School, Setting};
use crate::text::Text;
use crate::units::Weekday;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let flag = (EventKind::FlagRaising, 1, Text::new("升旗仪式", "flag-raising"));
    let assembly = (EventKind::Assembly, 5, Text::new("全校集会", "assembly"));
    let wanted = std::iter::once(flag).chain(setting.flag("assembly").then_some(assembly));
    for (kind, day, what) in wanted {
        let Some(day) = Weekday::new(day) else { continue };
        for grade in school.grades() {
            let missing: Vec<&str> = school
                .class_ids()
                .filter(|id| school.class(*id).grade == grade)
                .filter(|id| {
                    !school
                        .events
                        .iter()
                        .any(|event| event.kind == kind && event.span.weekday == day && event.classes.contains(id))
                })
                .map(|id| school.class(id).name.as_str())
                .collect();
            checked.case(META.code, i64::try_from(missing.len()).unwrap_or(i64::MAX), || {
                (args! { day: day, what: what, classes: missing.join("、") }, Vec::new())
            });
        }
    }
    checked
}
