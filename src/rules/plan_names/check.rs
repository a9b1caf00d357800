//! Every name of every row, and whether the row is asked for.

use super::{META, NO_BLOCK, NOT_ASKED, TWICE, UNKNOWN, column_name};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Row, RowKind, View};
use crate::text::Arg;

pub(super) fn check(view: &View<'_>) -> Checked {
    let mut checked = Checked::default();
    for (index, row) in view.plan.rows.iter().enumerate() {
        let mut case = |wrong: bool, what: &dyn Fn() -> Arg| {
            checked.case(META.code, i64::from(wrong), || {
                let args = args! { row: row.label(), day: row.weekday, time: row.time, what: what() };
                (args, vec![index])
            });
        };
        for (column, name) in names(row) {
            let unknown = view.unknown.iter().any(|(i, c, n)| *i == index && *c == column && n == name);
            case(unknown, &|| UNKNOWN.arg(&args! { column: column_name(column), name: name }));
        }
        for (_, list) in [("class", &row.classes), ("teachers", &row.teachers)] {
            let twice = list.iter().enumerate().find(|(i, name)| list[..*i].contains(name)).map(|(_, name)| name);
            case(twice.is_some(), &|| TWICE.arg(&args! { name: twice.map_or("", String::as_str) }));
        }
        let known = |column| !view.unknown.iter().any(|(i, c, _)| *i == index && *c == column);
        match row.kind {
            RowKind::Lesson => {
                let asked = view.lessons.iter().any(|lesson| lesson.row == index && lesson.serves.is_some());
                case(!asked && known("class") && known("subject"), &|| NOT_ASKED.into());
            }
            RowKind::Research => {
                let asked = view.research.iter().any(|research| research.row == index && research.block.is_some());
                case(!asked, &|| NO_BLOCK.into());
            }
        }
    }
    checked
}

/// Each name of the row, with the column of [`View::unknown`].
fn names(row: &Row) -> Vec<(&'static str, &str)> {
    let mut names: Vec<(&'static str, &str)> = Vec::new();
    names.extend(row.classes.iter().map(|name| ("class", name.as_str())));
    names.extend(row.teachers.iter().map(|name| ("teachers", name.as_str())));
    if row.kind == RowKind::Lesson {
        names.push(("subject", &row.subject));
        names.push(("room", &row.room));
    }
    names
}
