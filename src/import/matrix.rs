//! Teachers one way, classes the other: the subject (and its weekly periods) in the cell.

use super::cell::assigned;
use super::classes::{classes, header_rows, path};
use super::draft::{Draft, Grid, Row};
use super::report::{Report, SheetReport};
use super::wide::halved;
use super::{Found, Known};
use crate::args;
use crate::config::notation::well_known;
use crate::config::table::REQUIREMENTS;
use crate::text::Arg;
use crate::text::import as words;

/// The lessons of a cell: each line, or each part of a line, that names a subject of its own.
fn parts(text: &str) -> Vec<String> {
    let named = |part: &&str| assigned(part).words.first().is_some_and(|word| well_known(&halved(word).0).is_some());
    for signs in [&['\n'][..], &['\n', '、', '，', ',', '；', ';', ' ']] {
        let parts: Vec<&str> = text.split(signs).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 && parts.iter().all(&named) {
            return parts.into_iter().map(str::to_owned).collect();
        }
    }
    vec![text.to_owned()]
}

/// Reads such a table, with a row a class.
pub(super) fn read(grid: &Grid, _known: &Known, _report: &mut Report) -> Option<Found> {
    let classes = classes(grid)?;
    let header = header_rows(grid, classes.column, classes.rows.first()?.0);
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: !grid.turned, ..SheetReport::default() };
    let mut rows = Vec::new();
    let (mut filled, mut sure) = (0_usize, 0_usize);
    for column in (0..grid.sheet.width()).filter(|column| *column != classes.column && classes.grade != Some(*column)) {
        // The name may stand below a heading: 语文组 王芳.
        let Some(teacher) = path(grid, &header, column).pop() else { continue };
        let mut any = false;
        for (row, class) in &classes.rows {
            for part in parts(grid.sheet.text(*row, column)) {
                let said = assigned(&part);
                let Some(word) = said.words.first() else { continue };
                filled += 1;
                let (subject, half) = halved(word);
                if well_known(&subject).is_none() {
                    continue;
                }
                sure += 1;
                any = true;
                let at = grid.spot(*row, column);
                let mut lesson = Row::new(at);
                lesson.set("classes", class.as_str(), grid.spot(*row, classes.column));
                lesson.set("subject", subject, at);
                lesson.set("teachers", teacher.as_str(), grid.spot(header.start, column));
                let half = half || said.marks.half;
                let periods =
                    said.periods.map(|periods| if half && periods == "1" { "0.5".to_owned() } else { periods });
                lesson.set("periods", periods.unwrap_or_default(), at);
                rows.push(lesson);
            }
        }
        if any {
            sheet.columns.push((grid.column_name(column), teacher, Arg::from(words::TEACHER)));
        }
    }
    if sure < 2 || sure * 3 < filled * 2 {
        return None;
    }
    sheet.what = Some(words::MATRIX);
    sheet.header = grid.row_name(header.start);
    sheet.rows = classes.rows.len();
    sheet.notes.push(words::LESSONS_FOUND.arg(&args! { n: rows.len(), subjects: sheet.columns.len() }));
    let mut draft = Draft::default();
    draft.tables.insert(REQUIREMENTS.key, rows);
    Some(Found { score: 60 + sure, sheet, draft })
}
