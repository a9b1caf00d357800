//! Looks for each block's row, compares it with the configuration, and looks for lessons of its members by the clock.

use std::collections::BTreeSet;

use super::{BUSY, ELSEWHEN, MEMBERS, META, ONCE};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Research, View};
use crate::text::Arg;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for (index, block) in school.research.iter().enumerate() {
        let mut case = |wrong: bool, rows: &[usize], what: &dyn Fn() -> Arg| {
            let describe = || (args! { block: &block.name, what: what() }, rows.to_vec());
            checked.case(META.code, i64::from(wrong), describe);
        };
        let rows: Vec<&Research> = view.research.iter().filter(|row| row.block == Some(index)).collect();
        let all: Vec<usize> = rows.iter().map(|research| research.row).collect();
        case(rows.len() != 1, &all, &|| ONCE.arg(&args! { count: rows.len() }));
        for research in rows {
            let span = research.span;
            case(!block.choices.contains(&span), &[research.row], &|| {
                ELSEWHEN.arg(&args! { day: span.weekday, time: span.time })
            });
            let set = |teachers: &[_]| teachers.iter().copied().collect::<BTreeSet<_>>();
            case(set(&research.teachers) != set(&block.teachers), &[research.row], &|| {
                MEMBERS.arg(&args! { teachers: school.teacher_list(&block.teachers) })
            });
            for teacher in &block.teachers {
                let lesson = view.of_teacher(*teacher).find(|lesson| lesson.span.overlaps(span));
                let met = lesson.map_or(research.row, |lesson| lesson.row);
                case(lesson.is_some(), &[research.row, met], &|| {
                    let lesson = view.plan.rows[met].label();
                    let name = &school.teacher(*teacher).name;
                    BUSY.arg(&args! { day: span.weekday, time: span.time, teacher: name, lesson: lesson })
                });
            }
        }
    }
    checked
}
