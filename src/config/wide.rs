//! The requirements table (任课表) in either shape, as the same long rows.
//!
//! A wide table has the class in its first column and then a column a subject: the teacher in the cell, perhaps with the
//! weekly periods before (`5王芳`), or a pair of columns, the subject's header over the first: weekly periods, then
//! teacher. `(0.5)` after a subject halves: each entry there is one period every other week.

use std::collections::{BTreeMap, BTreeSet};

use super::notation::clean;
use super::source::Source;
use super::table::{self, CLASSES, Cell, Column, REQUIREMENTS, Record, Sheet, check_length, row_at};
use super::{Diagnostics, Location};
use crate::args;
use crate::text::input::{
    CELL_WITHOUT_HEADER, CLASS, DUPLICATE, HALF_NOT_ONE, HEADER_TWICE, PERIODS_TWICE, TABLE_NO_ROWS,
};

/// What a requirements table says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirements {
    /// Rows with the column keys of [`table::REQUIREMENTS`].
    pub rows: Vec<Record>,
    /// What a wide table says about its classes beside the subjects (班主任, 人数, 教室): column keys of
    /// [`table::CLASSES`], a row each class; empty for a long table.
    pub classes: Vec<Record>,
}

/// Reads a requirements table of either shape; what is wrong goes to `diagnostics`.
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Requirements {
    let mut found = Diagnostics::default();
    let sheet = Sheet::parse(source, &mut found);
    if !sheet.split(&REQUIREMENTS, &mut found).is_some_and(|(header, _)| is_wide(header)) {
        return Requirements { rows: table::read(source, &REQUIREMENTS, diagnostics), classes: Vec::new() };
    }
    let split = sheet.split(&REQUIREMENTS, &mut Diagnostics::default());
    diagnostics.0.append(&mut found.0);
    let Some((header, rows)) = split else { return Requirements::default() };
    let width = header.len().max(1);
    let parts = layout(header, rows, diagnostics);
    if rows.is_empty() {
        diagnostics.push(&TABLE_NO_ROWS, args! { table: REQUIREMENTS.name }, row_at(header));
    }
    let mut requirements = Requirements::default();
    let mut seen: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    for row in rows {
        let used = if parts.last().is_some_and(|part| part.pair) {
            width.max(parts.last().map_or(0, |p| p.column + 2))
        } else {
            width
        };
        check_length(row, used, diagnostics);
        let class = row.first().cloned().unwrap_or_default();
        let mut about = Record::new(row_at(row));
        about.set("name", class.clone());
        let mut lessons = Vec::new();
        for part in &parts {
            match part.what {
                What::Class(column) => {
                    if let Some(cell) = row.get(part.column) {
                        about.set(column.key, cell.clone());
                    }
                }
                What::Subject => lessons.extend(part.requirement(&class, row, diagnostics)),
            }
        }
        // A class may go on in another row; the same subject again is a row copied.
        let first = format!("{}:{}", class.at.file.file_name().unwrap_or_default().display(), class.at.line);
        let (first, known) = seen.entry(class.text.clone()).or_insert_with(|| (first, BTreeSet::new()));
        let again = lessons.iter().any(|lesson| known.contains(lesson.text("subject")));
        known.extend(lessons.iter().map(|lesson| lesson.text("subject").to_owned()));
        if again && !class.text.is_empty() {
            let args = args! { what: CLASS, name: &class.text, first: first.as_str() };
            diagnostics.push(&DUPLICATE, args, class.at.clone());
            continue;
        }
        requirements.rows.append(&mut lessons);
        requirements.classes.push(about);
    }
    requirements
}

/// A wide table starts with the class and has no column for the subject.
fn is_wide(header: &[Cell]) -> bool {
    let is = |cell: &Cell, key: &str| REQUIREMENTS.column(&cell.text).is_some_and(|column| column.key == key);
    header.first().is_some_and(|cell| is(cell, "classes")) && !header.iter().any(|cell| is(cell, "subject"))
}

/// What stands under a header.
#[derive(Clone, Copy)]
enum What {
    /// A subject.
    Subject,
    /// Something about the class.
    Class(&'static Column),
}

/// One header of a wide table.
struct PartOfHeader {
    /// Its position.
    column: usize,
    what: What,
    /// Header without `(0.5)`.
    name: Cell,
    /// Whether the next column belongs to it.
    pair: bool,
    /// Whether each entry is half a period.
    half: bool,
}

fn layout(header: &[Cell], rows: &[Vec<Cell>], diagnostics: &mut Diagnostics) -> Vec<PartOfHeader> {
    let width = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
    let empty_header = |column: usize| header.get(column).is_none_or(|cell| cell.text.is_empty());
    let has_text = |column: usize| rows.iter().find_map(|row| row.get(column).filter(|cell| !cell.text.is_empty()));
    let mut parts: Vec<PartOfHeader> = Vec::new();
    let mut column = 1;
    while column < width {
        let Some(cell) = header.get(column).filter(|cell| !cell.text.is_empty()) else {
            if let Some(cell) = has_text(column).filter(|_| column < header.len()) {
                diagnostics.push(&CELL_WITHOUT_HEADER, args! {}, cell.at.clone());
            }
            column += 1;
            continue;
        };
        let (subject, half) = halved(&cell.text);
        let about =
            CLASSES.column(&cell.text).filter(|column| ["class_teacher", "size", "home_room"].contains(&column.key));
        let what = about.map_or(What::Subject, What::Class);
        let pair = about.is_none() && empty_header(column + 1) && is_pair(header, rows, column);
        let name = Cell { text: subject, at: cell.at.clone() };
        if let Some(first) = parts.iter().find(|part| part.name.text == name.text) {
            diagnostics.push(&HEADER_TWICE, args! { header: &name.text, first: first.column + 1 }, cell.at.clone());
        }
        parts.push(PartOfHeader { column, what, name, pair, half });
        column += if pair { 2 } else { 1 };
    }
    parts
}

/// Whether `column` holds weekly periods and the next one, under no header, their teachers.
///
/// Mostly numbers on the left tell; where that is undecided, a right column that the header has as well and that is
/// mostly filled. A stray cell in one row, or a column of nothing, makes no pair.
fn is_pair(header: &[Cell], rows: &[Vec<Cell>], column: usize) -> bool {
    let filled =
        |column: usize| rows.iter().filter_map(move |row| row.get(column)).filter(|cell| !cell.text.is_empty());
    let (left, right) = (filled(column).count(), filled(column + 1).count());
    let numbers =
        filled(column).filter(|cell| split_number(&cell.text).is_some_and(|(_, rest)| rest.is_empty())).count();
    right > 0 && (2 * numbers > left || column + 1 < header.len() && 2 * right > left)
}

/// The header without `(0.5)`, and whether it had it.
fn halved(header: &str) -> (String, bool) {
    for suffix in ["(0.5)", "（0.5）"] {
        if let Some(name) = header.strip_suffix(suffix) {
            return (clean(name), true);
        }
    }
    (header.to_owned(), false)
}

impl PartOfHeader {
    fn requirement(&self, class: &Cell, row: &[Cell], diagnostics: &mut Diagnostics) -> Option<Record> {
        let filled = |column: usize| row.get(column).filter(|cell| !cell.text.is_empty());
        let (mut periods, teacher) = match self.pair {
            true => (filled(self.column).cloned(), filled(self.column + 1).cloned()),
            false => (None, filled(self.column).cloned()),
        };
        if periods.is_none() && teacher.is_none() {
            return None;
        }
        // A teacher's cell may start with the periods: 5王芳.
        let teacher = teacher.map(|cell| match split_number(&cell.text) {
            Some((number, name)) => {
                if let Some(first) = &periods {
                    diagnostics.push(&PERIODS_TWICE, args! { first: &first.text, second: number }, cell.at.clone());
                }
                periods = Some(Cell { text: number.to_owned(), at: cell.at.clone() });
                Cell { text: name.to_owned(), at: cell.at }
            }
            None => cell,
        });
        if self.half {
            periods = Some(half(periods, teacher.as_ref().map_or(&class.at, |cell| &cell.at), diagnostics));
        }
        let at = periods.as_ref().or(teacher.as_ref()).map_or_else(|| class.at.clone(), |cell| cell.at.clone());
        let mut record = Record::new(at);
        record.set("classes", class.clone());
        record.set("subject", self.name.clone());
        for (key, cell) in [("periods", periods), ("teachers", teacher)] {
            if let Some(cell) = cell {
                record.set(key, cell);
            }
        }
        Some(record)
    }
}

/// Half a period a week, typed as `1`, `0.5` or nothing.
fn half(periods: Option<Cell>, at: &Location, diagnostics: &mut Diagnostics) -> Cell {
    let mut cell = periods.unwrap_or_else(|| Cell { text: "1".into(), at: at.clone() });
    if !["1", "0.5"].contains(&cell.text.as_str()) {
        diagnostics.push(&HALF_NOT_ONE, args! { value: &cell.text }, cell.at.clone());
    }
    cell.text = "0.5".into();
    cell
}

/// The weekly periods at the start of a cell (`5王芳`, `3/2 王芳`) and the rest, when both are there or only a number is.
fn split_number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '/' || c == '.')).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    number.starts_with(|c: char| c.is_ascii_digit()).then(|| (number, rest.trim_start_matches(['节', ' '])))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::config::notation::{grade_of, weekly};
    use crate::config::source::Encodings;

    fn of(text: &str) -> (Vec<[String; 4]>, Vec<(&'static str, u32, u32)>, Requirements) {
        let mut diagnostics = Diagnostics::default();
        let requirements = read(&Source::from_text(Path::new("任课表.csv"), text.into()), &mut diagnostics);
        let keys = ["classes", "subject", "periods", "teachers"];
        let rows = requirements.rows.iter().map(|row| keys.map(|key| row.text(key).to_owned())).collect();
        (rows, diagnostics.0.iter().map(|one| (one.error.code, one.at.line, one.at.column)).collect(), requirements)
    }

    fn rows(text: &str) -> Vec<[String; 4]> {
        let (rows, errors, _) = of(text);
        assert_eq!(errors, []);
        rows
    }

    #[test]
    fn long_pairs_and_single_columns_say_the_same() {
        let long = rows("班级,学科,周节数,教师\n一1班,语文,8,王芳\n一1班,地方,0.5,李强\n一2班,语文,7,赵敏\n");
        let pairs = rows("班级,语文,,地方(0.5),\n一1班,8,王芳,1,李强\n一2班,7,赵敏,,\n");
        let single = rows("班级,语文,地方（0.5）\n一1班,8王芳,李强\n一2班,7 赵敏,\n");
        assert_eq!(long, pairs);
        assert_eq!(long, single);
        let plain = rows("班级,语文,数学\n一1班,王芳,3/2 李强\n");
        assert_eq!(
            plain,
            [["一1班", "语文", "", "王芳"], ["一1班", "数学", "3/2", "李强"]].map(|r| r.map(str::to_owned))
        );
    }

    #[test]
    fn the_last_pair_may_lack_its_empty_header_and_rows_their_ends() {
        assert_eq!(rows("班级,语文,,数学\n一1班,8,王芳,4,李强\n一2班,8,王芳\n").len(), 3);
        assert_eq!(rows("班级,语文,,数学,,,,\n一1班,8,王芳,4,李强,,,\n").len(), 2);
    }

    #[test]
    fn columns_about_the_class_are_kept_apart() {
        let (rows, errors, found) = of("班级,班主任,人数,语文\n一1班,王芳,40,王芳\n");
        assert_eq!((rows.len(), errors.len()), (1, 0));
        assert_eq!((found.classes[0].text("name"), found.classes[0].text("class_teacher")), ("一1班", "王芳"));
    }

    #[test]
    fn mistakes_are_reported_where_they_stand() {
        assert_eq!(of("班级,语文,,,数学\n一1班,8,王芳,x,李强\n").1, [("E117", 2, 10)]);
        assert_eq!(of("班级,地方(0.5),\n一1班,2,王芳\n").1, [("E118", 2, 5)]);
        assert_eq!(of("班级,语文,,语文\n一1班,8,王芳,李强\n").1, [("E111", 1, 8)]);
        assert_eq!(of("班级,语文,\n一1班,8,5王芳\n").1, [("E119", 2, 7)]);
        assert_eq!(of("班级,语文\n一1班,王芳,李强,x\n").1, [("E113", 2, 8)]);
    }

    #[test]
    fn a_class_twice_is_one_mistake_and_a_title_another() {
        let (found, errors, _) = of("任课表,,\n班级,语文,数学\n一1班,王芳,李强\n一1班,王芳,李强\n");
        assert_eq!((found.len(), errors), (2, vec![("E195", 1, 1), ("E140", 4, 1)]));
        assert_eq!(rows("班级,语文,数学\n一1班,王芳,\n一1班,,李强\n").len(), 2);
    }

    #[test]
    fn empty_columns_at_the_end_and_one_row_too_long_spoil_no_other_row() {
        let expected = rows("班级,语文,数学\n一1班,王芳,李强\n一2班,王芳,李强\n一3班,王芳,李强\n");
        assert_eq!(rows("班级,语文,数学,\n一1班,王芳,李强,\n一2班,王芳,李强,\n一3班,王芳,李强,\n"), expected);
        let (found, errors, _) = of("班级,语文,数学\n一1班,王芳,李强\n一2班,王芳,李强,多\n一3班,王芳,李强\n");
        assert_eq!((found, errors), (expected.clone(), vec![("E113", 3, 11)]));
        let (found, errors, _) = of("班级,语文,数学,\n一1班,王芳,李强,\n一2班,王芳,李强,多\n一3班,王芳,李强,\n");
        assert_eq!((found, errors), (expected, vec![("E117", 3, 11)]));
    }

    #[test]
    fn a_real_table_of_51_classes() {
        let folder = std::env::var_os("KEBIAO_WORKBOOKS").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/benchmarks/workbooks"),
            PathBuf::from,
        );
        let path = folder.join("renke-51.csv");
        if !path.exists() {
            eprintln!("skipped: {} is not here (set KEBIAO_WORKBOOKS)", path.display());
            return;
        }
        let mut diagnostics = Diagnostics::default();
        let source = Source::load(&path, Encodings::Utf8OrGbk, &mut diagnostics).unwrap();
        let found = read(&source, &mut diagnostics);
        assert_eq!(diagnostics, Diagnostics::default());
        let (mut halves_of_slots, mut teachers) = (BTreeMap::new(), BTreeSet::new());
        for row in &found.rows {
            let weekly = weekly(row.text("periods")).unwrap();
            *halves_of_slots.entry(row.text("classes")).or_insert(0) += weekly.per_fortnight();
            teachers.insert(row.text("teachers"));
            assert!((1..=6).contains(&grade_of(row.text("classes")).unwrap()));
        }
        assert_eq!((halves_of_slots.len(), teachers.len()), (51, 133));
        for (class, halves) in halves_of_slots {
            assert_eq!(halves, 60, "{class}");
        }
    }
}
