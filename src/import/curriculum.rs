//! The curriculum plan (课时计划): subjects one way, grades the other, weekly periods in the cells.

use super::draft::{Draft, Grid, Item};
use super::names::grade_only;
use super::report::{Report, SheetReport};
use super::{Found, Known};
use crate::config::notation::{weekly, well_known};
use crate::text::Arg;
use crate::text::import as words;

/// Reads a curriculum plan.
pub(super) fn read(grid: &Grid, _known: &Known, _report: &mut Report) -> Option<Found> {
    let grades_in = |row: usize| -> Vec<(usize, u8)> {
        let columns = 0..grid.sheet.width();
        columns.filter_map(|column| grade_only(grid.sheet.text(row, column)).map(|grade| (column, grade))).collect()
    };
    let (header, grades) = (0..grid.sheet.height().min(12))
        .map(|row| (row, grades_in(row)))
        .max_by_key(|(row, grades)| (grades.len(), std::cmp::Reverse(*row)))?;
    let first = grades.first()?.0;
    let distinct: std::collections::BTreeSet<u8> = grades.iter().map(|(_, grade)| *grade).collect();
    if distinct.len() < 2 || distinct.len() != grades.len() || first == 0 {
        return None;
    }
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: grid.turned, ..SheetReport::default() };
    let mut draft = Draft::default();
    let mut sure = 0;
    for row in header + 1..grid.sheet.height() {
        // The subject is the last text before the grades: 国家课程 语文.
        let name = (0..first)
            .rev()
            .map(|column| (column, grid.sheet.line(row, column)))
            .find(|(_, text)| !text.is_empty() && weekly(text).is_err());
        let Some((column, name)) = name else { continue };
        let mut by_grade: [String; 9] = Default::default();
        let mut any = false;
        for (column, grade) in &grades {
            let text = grid.sheet.line(row, *column);
            if weekly(&text).is_ok()
                && let Some(slot) = by_grade.get_mut(usize::from(*grade).saturating_sub(1))
            {
                *slot = text.trim_end_matches('节').to_owned();
                any = true;
            }
        }
        let total = ["合计", "总计", "小计", "周总", "总课时", "周课时"].iter().any(|word| name.contains(word));
        if !any || total {
            if !grid.sheet.is_blank(row) {
                let why = if total { words::TOTAL } else { words::A_TITLE };
                sheet.skipped.push((format!("{} “{name}”", grid.row_name(row)), Arg::from(why)));
            }
            continue;
        }
        let (subject, _) = super::wide::halved(&name);
        sure += usize::from(well_known(&subject).is_some());
        draft.curriculum.push((Item { text: subject, at: grid.spot(row, column) }, by_grade));
    }
    if sure < 2 && !["课程计划", "curriculum"].contains(&grid.sheet.name.as_str()) {
        return None;
    }
    for (column, grade) in &grades {
        sheet.columns.push((
            grid.column_name(*column),
            grid.sheet.line(header, *column),
            Arg::from(super::names::grade_name(*grade)),
        ));
    }
    sheet.what = Some(words::CURRICULUM);
    sheet.header = grid.row_name(header);
    sheet.rows = draft.curriculum.len();
    let score = 30 + sure * 4 + grades.len();
    (!draft.curriculum.is_empty()).then_some(Found { score, sheet, draft })
}
