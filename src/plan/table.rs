//! `timetable.csv`: the plan in long form, a row a lesson period, written and read back.
//!
//! Columns, in the order written: kind (`lesson|research`), class, subject, section, teachers, room, weeks
//! (`all|odd|even`), weekday (1-7), period, start, end (`HH:MM`), pinned (`yes|no`). Lists are joined by `、`. UTF-8 with
//! a byte order mark, so that spreadsheets show Chinese; lines end in CRLF.
//!
//! A reader meets files that people edited: columns in any order, headers in Chinese, `周一`, `第3节`, `8:30`, spaces,
//! GBK. Every cell that cannot be understood is reported, none stops the reading.
//!
//! A cell that a spreadsheet would take for a formula (first character `=`, `+`, `-`, `@`, or their full-width forms, or a
//! tab) is written with an apostrophe before it, and so is one that already has apostrophes before such a character;
//! reading takes one apostrophe away from exactly those, so that `read(write(plan)) == plan`.

use std::fs;
use std::path::Path;

use super::{Plan, Row, RowKind};
use crate::args;
use crate::config::{Diagnostics, Location};
use crate::text::{Arg, Text, timetable as errors};
use crate::units::{ClockTime, Interval, PeriodIndex, Weekday, Weeks};

/// A column of the file: its name when written, and the other headers it is known by.
#[derive(Debug)]
struct Column {
    key: &'static str,
    zh: &'static [&'static str],
    required: bool,
}

const COLUMNS: [Column; 12] = [
    Column { key: "kind", zh: &["类型", "种类"], required: false },
    Column { key: "class", zh: &["班级", "classes"], required: true },
    Column { key: "subject", zh: &["学科", "科目", "课程"], required: true },
    Column { key: "section", zh: &["分组", "组别"], required: false },
    Column { key: "teachers", zh: &["教师", "任课教师", "老师", "teacher"], required: true },
    Column { key: "room", zh: &["教室", "场地"], required: true },
    Column { key: "weeks", zh: &["周次", "单双周"], required: true },
    Column { key: "weekday", zh: &["星期", "周几", "day"], required: true },
    Column { key: "period", zh: &["节次", "节"], required: true },
    Column { key: "start", zh: &["开始", "开始时间", "上课"], required: true },
    Column { key: "end", zh: &["结束", "结束时间", "下课"], required: true },
    Column { key: "pinned", zh: &["固定"], required: false },
];
const KIND: usize = 0;
const CLASS: usize = 1;
const SUBJECT: usize = 2;
const SECTION: usize = 3;
const TEACHERS: usize = 4;
const ROOM: usize = 5;
const WEEKS: usize = 6;
const WEEKDAY: usize = 7;
const PERIOD: usize = 8;
const START: usize = 9;
const END: usize = 10;
const PINNED: usize = 11;

/// Joins the names of a list in a cell.
pub const LIST: &str = "、";

/// The plan as the bytes of `timetable.csv`.
#[must_use]
pub fn write(plan: &Plan) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, COLUMNS.iter().map(|column| column.key));
    for row in &plan.rows {
        let period = row.period.map_or(String::new(), |period| period.0.to_string());
        let (weekday, start, end) =
            (row.weekday.number().to_string(), row.time.start.to_string(), row.time.end.to_string());
        let (classes, teachers) = (row.classes.join(LIST), row.teachers.join(LIST));
        line(
            &mut out,
            [
                row.kind.word(),
                &classes,
                &row.subject,
                &row.section,
                &teachers,
                &row.room,
                row.weeks.word(),
                &weekday,
                &period,
                &start,
                &end,
                if row.pinned { "yes" } else { "no" },
            ],
        );
    }
    out.into_bytes()
}

/// Adds one CSV line: cells quoted where they must be, and safe from being read as formulas.
pub fn line<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let guard = if guarded(cell) { "'" } else { "" };
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(guard);
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(guard);
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

/// Whether a spreadsheet may take `cell` for a formula, apostrophes before it not counted.
fn guarded(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t'])
}

/// The cell without the apostrophe that [`line`] put before it.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if guarded(rest) => rest,
        _ => cell,
    }
}

/// Reads the timetable in `path`.
///
/// # Errors
///
/// Everything that is wrong with the file, together.
pub fn read(path: &Path) -> Result<Plan, Diagnostics> {
    match fs::read(path) {
        Ok(bytes) => parse(path, &bytes),
        Err(error) => {
            let mut found = Diagnostics::default();
            let at = Location { file: path.to_owned(), ..Location::default() };
            found.push(&errors::UNREADABLE, args! { reason: error.to_string() }, at);
            Err(found)
        }
    }
}

/// Reads the timetable in `bytes`, which came from `file`.
///
/// # Errors
///
/// Everything that is wrong with it, together.
pub fn parse(file: &Path, bytes: &[u8]) -> Result<Plan, Diagnostics> {
    let mut reader = Reader { file, found: Diagnostics::default() };
    let plan = reader.table(bytes);
    match plan {
        Some(plan) if reader.found.is_empty() => Ok(plan),
        _ => Err(reader.found),
    }
}

struct Reader<'a> {
    file: &'a Path,
    found: Diagnostics,
}

/// A record of the file: where it stands, its raw text and its cells.
struct Record<'a> {
    line: u32,
    raw: &'a str,
    cells: Vec<String>,
}

impl Record<'_> {
    /// Column in characters at which cell `index` starts.
    fn column(&self, index: usize) -> u32 {
        let (mut cell, mut quoted) = (0, false);
        for (at, letter) in self.raw.chars().enumerate() {
            if cell == index {
                return u32::try_from(at + 1).unwrap_or(u32::MAX);
            }
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => cell += 1,
                _ => {}
            }
        }
        if cell == index { u32::try_from(self.raw.chars().count() + 1).unwrap_or(u32::MAX) } else { 0 }
    }
}

impl Reader<'_> {
    fn place(&self, record: &Record<'_>, cell: usize) -> Location {
        Location {
            file: self.file.to_owned(),
            line: record.line,
            column: record.column(cell),
            text: record.raw.trim_end().to_owned(),
        }
    }

    fn table(&mut self, bytes: &[u8]) -> Option<Plan> {
        let whole = Location { file: self.file.to_owned(), ..Location::default() };
        let Some(text) = decode(bytes) else {
            self.found.push(&errors::NOT_CSV, args! { reason: "UTF-8, GBK" }, whole);
            return None;
        };
        let records = match records(&text) {
            Ok(records) => records,
            Err(reason) => {
                self.found.push(&errors::NOT_CSV, args! { reason: reason }, whole);
                return None;
            }
        };
        let mut records = records.into_iter().filter(|record| record.cells.iter().any(|cell| !cell.is_empty()));
        let empty = Record { line: 0, raw: "", cells: Vec::new() };
        let header = records.next().unwrap_or(empty);
        let columns = self.header(&header)?;
        let rows = records.filter_map(|record| self.row(&record, &columns)).collect();
        Some(Plan { rows })
    }

    /// The position of each of [`COLUMNS`] in the file; `None` when the header is of no use.
    fn header(&mut self, header: &Record<'_>) -> Option<[Option<usize>; COLUMNS.len()]> {
        let known = COLUMNS.map(|column| column.key).join(" ");
        let mut columns = [None; COLUMNS.len()];
        for (position, cell) in header.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = cell.to_lowercase();
            let column = COLUMNS.iter().position(|column| column.key == name || column.zh.contains(&name.as_str()));
            let at = self.place(header, position);
            match column {
                None => self.found.push(&errors::UNKNOWN_COLUMN, args! { column: cell, columns: &known }, at),
                Some(column) if columns[column].is_some() => {
                    self.found.push(&errors::COLUMN_TWICE, args! { column: cell }, at);
                }
                Some(column) => columns[column] = Some(position),
            }
        }
        let missing: Vec<_> =
            COLUMNS.iter().zip(&columns).filter(|(column, at)| column.required && at.is_none()).collect();
        for (column, _) in &missing {
            let at = Location { column: 0, ..self.place(header, 0) };
            self.found.push(&errors::MISSING_COLUMN, args! { column: column.key, columns: &known }, at);
        }
        missing.is_empty().then_some(columns)
    }

    fn row(&mut self, record: &Record<'_>, columns: &[Option<usize>; COLUMNS.len()]) -> Option<Row> {
        for (position, cell) in record.cells.iter().enumerate() {
            if !cell.is_empty() && !columns.contains(&Some(position)) {
                let at = self.place(record, position);
                self.found.push(&errors::NO_HEADER, args! { row: record.line, value: cell }, at);
            }
        }
        let cells = Cells { record, columns };
        let kind = self.cell(&cells, KIND, errors::WANT_KIND, |text| match text.to_lowercase().as_str() {
            "" | "lesson" | "上课" | "课" => Some(RowKind::Lesson),
            "research" | "教研" => Some(RowKind::Research),
            _ => None,
        });
        let research = kind == Some(RowKind::Research);
        let classes = self.cell(&cells, CLASS, errors::WANT_CLASS, |text| {
            let names = list(text);
            (research || !names.is_empty()).then_some(names)
        });
        let subject =
            self.cell(&cells, SUBJECT, errors::WANT_SUBJECT, |text| (!text.is_empty()).then(|| text.to_owned()));
        let weeks = self.cell(&cells, WEEKS, errors::WANT_WEEKS, Weeks::parse);
        let weekday = self.cell(&cells, WEEKDAY, errors::WANT_WEEKDAY, Weekday::parse);
        let period = self.cell(&cells, PERIOD, errors::WANT_PERIOD, |text| {
            if research && text.is_empty() { Some(None) } else { period(text).map(Some) }
        });
        let start = self.cell(&cells, START, errors::WANT_TIME, clock);
        let end = self.cell(&cells, END, errors::WANT_TIME, clock);
        let pinned = self.cell(&cells, PINNED, errors::WANT_YES_NO, yes_no);
        let time = match (start, end) {
            (Some(start), Some(end)) => {
                let time = Interval::new(start, end);
                if time.is_none() {
                    let at = self.place(record, columns[END].unwrap_or(0));
                    self.found.push(&errors::ENDS_EARLY, args! { row: record.line, start: start, end: end }, at);
                }
                time
            }
            _ => None,
        };
        Some(Row {
            kind: kind?,
            classes: classes?,
            subject: subject?,
            section: cells.get(SECTION).to_owned(),
            teachers: list(cells.get(TEACHERS)),
            room: cells.get(ROOM).to_owned(),
            weeks: weeks?,
            weekday: weekday?,
            period: period?,
            time: time?,
            pinned: pinned?,
        })
    }

    /// The value of a cell, or a report that it is not `wanted`.
    fn cell<T>(
        &mut self,
        cells: &Cells<'_>,
        column: usize,
        wanted: Text,
        understand: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = cells.get(column);
        let value = understand(text);
        if value.is_none() {
            let at = self.place(cells.record, cells.columns[column].unwrap_or(0));
            let (row, column, expected) = (cells.record.line, COLUMNS[column].key, Arg::from(wanted));
            if text.is_empty() {
                self.found.push(&errors::EMPTY_CELL, args! { row: row, column: column, expected: expected }, at);
            } else {
                let args = args! { row: row, column: column, value: text, expected: expected };
                self.found.push(&errors::BAD_CELL, args, at);
            }
        }
        value
    }
}

struct Cells<'a> {
    record: &'a Record<'a>,
    columns: &'a [Option<usize>; COLUMNS.len()],
}

impl Cells<'_> {
    /// The cell of `column`; empty where the file has none.
    fn get(&self, column: usize) -> &str {
        self.columns[column].and_then(|at| self.record.cells.get(at)).map_or("", |cell| unguarded(cell))
    }
}

fn list(text: &str) -> Vec<String> {
    text.split(['、', ';', '；', ',', '，', '+', '|'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn period(text: &str) -> Option<PeriodIndex> {
    let digits = text.strip_prefix('第').unwrap_or(text).trim_end_matches('节').trim();
    digits.parse().ok().filter(|number| *number > 0).map(PeriodIndex)
}

/// A time of day; spreadsheets add seconds (`8:30:00`).
fn clock(text: &str) -> Option<ClockTime> {
    let seconds = text.matches([':', '：']).count() == 2;
    ClockTime::parse(if seconds { text.strip_suffix(":00")? } else { text })
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "是" | "1" | "y" | "√" => Some(true),
        "" | "no" | "false" | "否" | "0" | "n" => Some(false),
        _ => None,
    }
}

/// The text of a file in UTF-8 (with or without byte order mark), UTF-16 with one, or GBK/GB18030.
fn decode(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    let text = match text {
        Some(text) => text,
        None if mark > 0 => return None,
        None => encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?,
    };
    (!text.contains('\0')).then(|| text.into_owned())
}

fn records(text: &str) -> Result<Vec<Record<'_>>, String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut out: Vec<Record<'_>> = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        // The reader's own position is before the line breaks that it is about to skip; the record's is after them.
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(out),
            Err(error) => return Err(error.to_string()),
        }
        let (line, start) = record.position().map_or((0, 0), |at| (at.line(), at.byte()));
        let at = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
        let raw = text.get(at(start)..at(reader.position().byte())).unwrap_or("");
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        out.push(Record { line: u32::try_from(line).unwrap_or(u32::MAX), raw, cells });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Lang;

    fn read_text(text: &str) -> Result<Plan, Diagnostics> {
        parse(Path::new("timetable.csv"), text.as_bytes())
    }

    fn codes(text: &str) -> Vec<(&'static str, u32, u32)> {
        let found = read_text(text).unwrap_err();
        found.0.iter().map(|d| (d.error.code, d.at.line, d.at.column)).collect()
    }

    const HEADER: &str = "class,subject,teachers,room,weeks,weekday,period,start,end";

    fn name() -> impl Strategy<Value = String> {
        "['=@＝\\-]{0,3}[一二三王张ab1\"（ ]{0,4}[班芳c'=]".prop_map(|name| name.trim().to_owned())
    }

    prop_compose! {
        fn row()(
            research in any::<bool>(),
            classes in prop::collection::vec(name(), 1..3),
            subject in name(),
            section in prop::option::of(name()),
            teachers in prop::collection::vec(name(), 0..3),
            room in prop::option::of(name()),
            weeks in prop::sample::select(vec![Weeks::All, Weeks::Odd, Weeks::Even]),
            weekday in 1..=7u8,
            period in 1..=12u8,
            start in 0..1400u16,
            length in 1..40u16,
            pinned in any::<bool>(),
        ) -> Row {
            let clock = |minute: u16| ClockTime::new(minute / 60, minute % 60).unwrap();
            Row {
                kind: if research { RowKind::Research } else { RowKind::Lesson },
                classes: if research { Vec::new() } else { classes },
                subject,
                section: section.unwrap_or_default(),
                teachers,
                room: room.unwrap_or_default(),
                weeks,
                weekday: Weekday::new(weekday).unwrap(),
                period: (!research).then_some(PeriodIndex(period)),
                time: Interval::new(clock(start), clock(start + length)).unwrap(),
                pinned,
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(rows in prop::collection::vec(row(), 0..12)) {
            let plan = Plan { rows };
            let bytes = write(&plan);
            prop_assert_eq!(parse(Path::new("t.csv"), &bytes), Ok(plan.clone()));
            for record in csv::ReaderBuilder::new().from_reader(&bytes[3..]).records() {
                for cell in &record.unwrap() {
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{}", cell);
                }
            }
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse(Path::new("t.csv"), &bytes);
            let mut with_header = HEADER.as_bytes().to_vec();
            with_header.push(b'\n');
            with_header.extend(bytes);
            let _ = parse(Path::new("t.csv"), &with_header);
        }
    }

    #[test]
    fn a_hand_edited_file_is_understood() {
        let text = "星期, 节次,开始,结束,班级,学科,教师,教室,周次,固定,\n\
                    周一,第1节,8:30,9:10:00,一1班 ,语文,张芳,一1班教室,每周,是,\n,,,,,,,,,,\n\n\
                    星期二, 2 ,09:20,10:00,一1班;一2班,体育,王静+李强,操场,单,,\n";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let plan = read_text(text).unwrap();
        assert_eq!(parse(Path::new("t.csv"), &gbk), Ok(plan.clone()));
        assert_eq!(read_text(&text.replace('\n', "\r\n")), Ok(plan.clone()));
        assert_eq!(plan.rows.len(), 2);
        assert_eq!(plan.rows[0].time, Interval::parse("08:30-09:10").unwrap());
        assert!(plan.rows[0].pinned && !plan.rows[1].pinned);
        assert_eq!(plan.rows[1].classes, ["一1班", "一2班"]);
        assert_eq!(plan.rows[1].teachers, ["王静", "李强"]);
        assert_eq!((plan.rows[1].weeks, plan.rows[1].weekday.number()), (Weeks::Odd, 2));
    }

    #[test]
    fn every_bad_cell_is_reported_where_it_stands() {
        let text = format!(
            "{HEADER}\n一1班,语文,张芳,室,all,8,1,08:30,09:10\n,语文,张芳,室,some,1,x,9:10,08:30\n一1班,语文,,,,1,1,8,9,多\n"
        );
        let expected = [
            ("E205", 2, 17),
            ("E206", 3, 1),
            ("E205", 3, 10),
            ("E205", 3, 17),
            ("E207", 3, 24),
            ("E208", 4, 19),
            ("E205", 4, 15),
            ("E205", 4, 17),
        ];
        assert_eq!(codes(&text), expected);
        let shown = read_text(&text).unwrap_err().0[0].render(Lang::Zh);
        assert_eq!(
            shown,
            "timetable.csv:2:17: E205 第 2 行“weekday”写的是“8”，看不懂\n    | 一1班,语文,张芳,室,all,8,1,08:30,09:10\n    \
             办法: 应为：1 到 7，或 周一 到 周日"
        );
    }

    #[test]
    fn headers_are_checked() {
        assert_eq!(codes("").len(), COLUMNS.iter().filter(|column| column.required).count());
        assert_eq!(codes(&format!("{HEADER},备忘,class\n")), [("E203", 1, 60), ("E204", 1, 63)]);
        assert_eq!(codes("a\0b\n"), [("E201", 0, 0)]);
        assert_eq!(parse(Path::new("t"), &[0x80, 0xff, 0x80]).unwrap_err().0[0].error.code, "E201");
        assert_eq!(read(Path::new("no/such/file.csv")).unwrap_err().0[0].error.code, "E209");
    }
}
