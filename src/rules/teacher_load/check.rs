//! Adds up each teacher's rows.

use super::{ABOVE, BELOW, META};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::units::{TeacherId, Weeks};

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let chosen = |teacher: TeacherId| {
        let roles = school.requirements.iter().flat_map(|r| &r.sections).flat_map(|section| &section.teachers);
        let mut open = roles.filter(|role| role.candidates.len() > 1);
        open.any(|role| role.candidates.contains(&teacher))
    };
    for id in school.teacher_ids() {
        let teacher = school.teacher(id);
        let most = teacher.max_load.map(i64::from);
        let least = teacher.min_load.map(i64::from).filter(|_| chosen(id));
        if most.is_none() && least.is_none() {
            continue;
        }
        let rows: Vec<_> = view.of_teacher(id).collect();
        let load: i64 = rows.iter().map(|lesson| if lesson.span.weeks == Weeks::All { 2 } else { 1 }).sum();
        let above = most.map_or(0, |most| (load - 2 * most).max(0));
        let below = least.map_or(0, |least| (2 * least - load).max(0));
        checked.case(META.code, above + below, || {
            let what = match (above > 0, most, least) {
                (true, Some(most), _) => ABOVE.arg(&args! { max: most }),
                (_, _, least) => BELOW.arg(&args! { min: least.unwrap_or(0) }),
            };
            let half = if load % 2 == 1 { ".5" } else { "" };
            let args = args! { teacher: &teacher.name, load: format!("{}{half}", load / 2), what: what };
            (args, rows.iter().map(|lesson| lesson.row).collect())
        });
    }
    checked
}
