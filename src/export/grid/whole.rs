//! The whole school: a line a class, a column a day and period; and the rows of the timetable as a list.

use super::{Grid, Line, Look, Paper, Size, Value};
use crate::export::html::view::day;
use crate::export::html::whole::{WholeCell, WholeView};
use crate::plan::table::LIST;
use crate::plan::{Plan, RowKind};
use crate::text::{Arg, Lang, export as words, ui};
use crate::units::Weeks;

/// Width of a period.
const COLUMN: f64 = 6.6;
/// Lowest and highest line, and what all lines may take, so that a small school's table fills its sheet of paper.
const LINE: [f64; 2] = [30.0, 44.0];
const PAPER: f64 = 620.0;

/// The table of `view`; `foot` stands below it.
pub(in crate::export) fn grid(view: &WholeView, foot: &str, lang: Lang) -> Grid {
    let name = if view.part.is_empty() { ui::WHOLE_SCHOOL.get(lang) } else { view.part.as_str() };
    let mut columns = vec![8.5, 8.5];
    columns.extend(view.heads.iter().map(|_| COLUMN));
    let mut grid = Grid::new(name, view.title.as_str(), Paper::Landscape, &columns);
    grid.facts.clone_from(&view.part);
    grid.labels = 2;
    grid.heads = 2;
    grid.size = 11.0;
    grid.rows = vec![18.0, 16.0];
    grid.span((0, 0), (2, 1), Look::Head, Value::strong(ui::CLASS.get(lang)));
    grid.span((0, 1), (2, 1), Look::Head, Value::strong(ui::CLASS_TEACHER.get(lang)));
    let mut column = 2;
    for (name, count) in &view.days {
        grid.span((0, column), (1, *count), Look::Head, Value::strong(*name));
        column += count;
    }
    for (at, (period, _)) in view.heads.iter().enumerate() {
        grid.put((1, at + 2), Look::Head, Value::Number(i64::from(*period)));
    }
    #[allow(clippy::cast_precision_loss)] // a school has few classes
    let line = (PAPER / view.rows.len().max(1) as f64).clamp(LINE[0], LINE[1]);
    for row in &view.rows {
        let at = grid.rows.len();
        grid.put((at, 0), Look::Label, Value::strong(row.name.as_str()));
        grid.put((at, 1), Look::Label, Value::text(row.teacher.as_str()));
        let mut high = line;
        for (position, cell) in row.cells.iter().enumerate() {
            let value = Value::Words(lines(cell));
            high = high.max(grid.height(&value, COLUMN));
            grid.put((at, position + 2), look(cell), value);
        }
        grid.rows.push(high);
    }
    grid.note(foot);
    if view.parity {
        grid.note(ui::PARITY_NOTE.get(lang));
    }
    if !view.short.is_empty() {
        let pairs = view.short.iter().map(|(short, name)| format!("{short} = {name}"));
        grid.note(format!("{}：{}", ui::SUBJECT_KEY.get(lang), pairs.collect::<Vec<_>>().join("；")));
    }
    grid
}

fn look(cell: &WholeCell) -> Look {
    match cell.entries.as_slice() {
        _ if !cell.hidden.is_empty() => Look::Absent,
        [only] => Look::Entry(only.class),
        _ => Look::Plain,
    }
}

fn lines(cell: &WholeCell) -> Vec<Line> {
    let mut lines = Vec::new();
    for entry in &cell.entries {
        let mark = if entry.parity.is_empty() { String::new() } else { format!("【{}】", entry.parity) };
        let size = if cell.entries.len() > 1 { Size::Normal } else { Size::Strong };
        lines.push(Line::new(format!("{mark}{}", entry.main), size));
        lines.extend(entry.people.iter().map(|who| Line::new(who.as_str(), Size::Small)));
    }
    lines
}

/// Every row of the timetable, under the headings by which `kebiao check` reads them.
pub(in crate::export) fn rows(plan: &Plan, lang: Lang) -> Grid {
    let heads = words::ROWS.map(|(head, width)| (head.get(lang), width));
    let mut grid = Grid::table(words::ROWS_NAME.get(lang), words::ROWS_TITLE.get(lang), Paper::Landscape, &heads);
    grid.list = true;
    grid.labels = 0;
    for row in &plan.rows {
        let kind = if row.kind == RowKind::Research { words::ROW_RESEARCH } else { words::ROW_LESSON };
        let pinned = if row.pinned { words::YES } else { words::NO };
        let period = row.period.map_or_else(Value::nothing, |period| Value::Number(i64::from(period.0)));
        let cells = [
            Value::text(day(row.weekday, lang)),
            period,
            Value::text(row.time.start.to_string()),
            Value::text(row.time.end.to_string()),
            Value::text(row.classes.join(LIST)),
            Value::text(row.subject.as_str()),
            Value::text(row.section.as_str()),
            Value::text(row.teachers.join(LIST)),
            Value::text(row.room.as_str()),
            Value::text(weeks(row.weeks, lang)),
            Value::text(kind.get(lang)),
            Value::text(pinned.get(lang)),
        ];
        grid.line(Look::Left, cells);
    }
    grid
}

/// Weeks in a word that is read back.
fn weeks(weeks: Weeks, lang: Lang) -> String {
    match lang {
        Lang::Zh => Arg::from(weeks).show(lang),
        Lang::En => weeks.word().to_owned(),
    }
}
