//! Workbooks read back by another library.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, DataType, Range, Reader, Xlsx};

use super::write;
use crate::export::booklets::{Source, Use};
use crate::export::grid::Booklet;
use crate::plan::table;
use crate::report::{quality, sample, whole};
use crate::school::sample::Case;
use crate::text::{Lang, export as words};
use crate::verify::verify;

pub(crate) type Book = Xlsx<Cursor<Vec<u8>>>;

pub(crate) fn booklets(case: &Case, lang: Lang) -> Vec<Booklet> {
    let verdict = verify(&case.school, &case.plan);
    let quality = quality::measure(&case.school, &case.plan, &verdict);
    Source::new(&case.school, &case.plan, &quality, lang).booklets(Use::Workbook)
}

pub(crate) fn open(booklet: &Booklet, lang: Lang) -> Book {
    Xlsx::new(Cursor::new(write(booklet, None, lang).unwrap())).unwrap()
}

fn named<'a>(booklets: &'a [Booklet], file: &str) -> &'a Booklet {
    booklets.iter().find(|booklet| booklet.file == file).unwrap_or_else(|| panic!("no {file}"))
}

/// A sheet as CSV, numbers as they are shown.
fn csv(range: &Range<Data>) -> Vec<u8> {
    let mut out = String::new();
    for row in range.rows() {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        table::line(&mut out, cells.iter().map(String::as_str));
    }
    out.into_bytes()
}

#[test]
fn the_rows_of_the_workbook_are_the_plan() {
    for case in [sample::rich(), sample::busy::busy(2, 2), sample::large(2, 3)] {
        for lang in [Lang::Zh, Lang::En] {
            let booklets = booklets(&case, lang);
            let mut book = open(named(&booklets, words::WHOLE_FILE.get(lang)), lang);
            let range = book.worksheet_range(words::ROWS_NAME.get(lang)).unwrap();
            let read = table::parse(Path::new("rows"), &csv(&range)).unwrap();
            assert_eq!(read.rows, case.plan.rows);
        }
    }
}

#[test]
fn the_whole_school_has_every_lesson_in_its_place() {
    let case = sample::large(3, 4);
    let booklets = booklets(&case, Lang::Zh);
    let mut book = open(named(&booklets, "总课表"), Lang::Zh);
    let range = book.worksheet_range("总课表").unwrap();
    // Title, weekdays, periods, then a line a class.
    let (days, periods) = (1, 2);
    let text = |row: u32, column: u32| range.get_value((row, column)).map_or(String::new(), ToString::to_string);
    let short = whole::short_names(&case.school);
    let mut seen = 0;
    for column in 2..range.width() as u32 {
        let day = (2..=column).rev().map(|at| text(days, at)).find(|day| !day.is_empty()).unwrap();
        let period: u8 = text(periods, column).parse().unwrap();
        for row in 3..3 + case.school.classes.len() as u32 {
            let class = text(row, 0);
            let here: Vec<_> = case
                .plan
                .rows
                .iter()
                .filter(|row| {
                    row.classes.contains(&class) && row.weekday.zh() == day && row.period.unwrap().0 == period
                })
                .collect();
            let cell = text(row, column);
            assert_eq!(here.is_empty(), cell.is_empty(), "{class} {day} {period}: {cell}");
            for row in here {
                let subject = case.school.subject_named(&row.subject).unwrap();
                let wanted = format!("{}\n{}", short[subject.index()], row.teachers.join("、"));
                assert_eq!(cell, wanted, "{class} {day} {period}");
                seen += 1;
            }
        }
    }
    assert_eq!(seen, case.plan.rows.len());
}

/// The cells that a formula sums.
fn summed(formula: &str) -> (u32, u32, u32, u32) {
    let inner = formula.trim_start_matches('=').strip_prefix("SUM(").unwrap().strip_suffix(')').unwrap();
    let at = |name: &str| {
        let letters =
            name.chars().take_while(char::is_ascii_alphabetic).fold(0, |sum, letter| sum * 26 + letter as u32 - 64);
        let row: u32 = name.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap();
        (row - 1, letters - 1)
    };
    let (first, last) = inner.split_once(':').unwrap();
    (at(first).0, at(first).1, at(last).0, at(last).1)
}

#[test]
fn every_sum_has_the_value_of_its_cells() {
    let case = sample::busy::busy(2, 2);
    let booklets = booklets(&case, Lang::Zh);
    let mut sums = 0;
    for booklet in &booklets {
        let mut book = open(booklet, Lang::Zh);
        for name in book.sheet_names() {
            let (range, formulas) = (book.worksheet_range(&name).unwrap(), book.worksheet_formula(&name).unwrap());
            for (row, column, formula) in formulas.used_cells().map(|(row, column, formula)| {
                let (top, left) = formulas.start().unwrap();
                (row as u32 + top, column as u32 + left, formula)
            }) {
                if formula.is_empty() {
                    continue;
                }
                let number = |at| match range.get_value(at) {
                    Some(Data::Float(value)) => *value,
                    #[allow(clippy::cast_precision_loss)]
                    Some(Data::Int(value)) => *value as f64,
                    other => panic!("{name} {at:?}: {other:?} is no number"),
                };
                let (top, left, bottom, right) = summed(formula);
                let cells = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column)));
                let sum: f64 = cells.map(number).sum();
                assert!((sum - number((row, column))).abs() < 0.001, "{name} {formula}");
                sums += 1;
            }
        }
    }
    assert!(sums > 20, "{sums}");
    let pay = named(&booklets, "工作量与津贴");
    let mut book = open(pay, Lang::Zh);
    let ledger = book.worksheet_range("津贴明细").unwrap();
    let service = case.plan.service.as_ref().unwrap();
    assert_eq!(ledger.height(), service.pay.len() + 2, "heading and sum");
    for (line, row) in service.pay.iter().zip(ledger.rows().skip(1)) {
        assert_eq!(row[0].to_string(), line.person);
        assert_eq!(row[6].get_float().unwrap(), line.amount.0 as f64 / 100.0);
        assert!(matches!(row[1], Data::DateTime(_)), "{:?}", row[1]);
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let case = sample::busy::busy(2, 2);
    let all = || booklets(&case, Lang::Zh).iter().map(|one| write(one, None, Lang::Zh).unwrap()).collect::<Vec<_>>();
    assert_eq!(all(), all());
}
