//! The whole school (总课表): a line a class, a column a day and period, from the class sheets.

use std::collections::BTreeSet;

use super::sheet::{BandKind, Entry, Sheet};
use crate::school::School;
use crate::text::{Lang, ui};
use crate::units::{PeriodIndex, Weekday};

/// The columns of a whole-school table: every period that some class has, by day.
#[must_use]
pub fn columns(sheets: &[&Sheet]) -> Vec<(Weekday, PeriodIndex)> {
    let mut columns = BTreeSet::new();
    for sheet in sheets {
        for band in &sheet.bands {
            if let BandKind::Period(period) = band.kind {
                let present = sheet.days.iter().zip(&band.cells).filter(|(_, cell)| cell.time.is_some());
                columns.extend(present.map(|(day, _)| (*day, period)));
            }
        }
    }
    columns.into_iter().collect()
}

/// What a class does in a column; `None` when its day has no such period.
#[must_use]
pub fn entries(sheet: &Sheet, column: (Weekday, PeriodIndex)) -> Option<&[Entry]> {
    let day = sheet.days.iter().position(|day| *day == column.0)?;
    let band = sheet.bands.iter().find(|band| band.kind == BandKind::Period(column.1))?;
    let cell = &band.cells[day];
    cell.time.map(|_| cell.entries.as_slice())
}

/// A short name for each subject, for narrow cells; the name itself when it is short enough or the short one is taken.
#[must_use]
pub fn short_names(school: &School) -> Vec<String> {
    let shorten = |name: &str| -> String {
        let known = ui::SHORT_SUBJECTS.iter().find(|(long, _)| *long == name).map(|(_, short)| (*short).to_owned());
        let letters: Vec<char> = name.chars().collect();
        known.unwrap_or_else(|| if letters.len() > 3 { letters[..2].iter().collect() } else { name.to_owned() })
    };
    let short: Vec<String> = school.subjects.iter().map(|subject| shorten(&subject.name)).collect();
    let unique = |index: usize| {
        let same = |other: &usize| {
            *other != index && (short[*other] == short[index] || school.subjects[*other].name == short[index])
        };
        !(0..short.len()).any(|other| same(&other))
    };
    school
        .subjects
        .iter()
        .enumerate()
        .map(|(index, subject)| if unique(index) { short[index].clone() } else { subject.name.clone() })
        .collect()
}

/// The words for a day and period at the head of a column: `周一1`.
#[must_use]
pub fn heading(column: (Weekday, PeriodIndex), lang: Lang) -> String {
    let day = match lang {
        Lang::Zh => column.0.zh(),
        Lang::En => column.0.en(),
    };
    format!("{day}{}", column.1.0)
}
