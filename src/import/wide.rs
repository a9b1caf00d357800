//! The wide 任课表: classes down, subjects across (or turned), teachers and weekly periods in the cells.
//!
//! The class column is the one with most class names. What stands right above the first class, down to it, is the header:
//! one to four rows, with a subject over one column or over a pair (weekly periods, then teacher), with or without a row
//! 节数/教师 below. Rows without a class are passed over, and said to be.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Assigned, assigned, people};
use super::classes::{Classes, header_rows, joined, path};
use super::draft::{Draft, Grid, Row, Spot};
use super::heading;
use super::names::class_list;
use super::report::{Report, SheetReport};
use super::{Found, Known};
use crate::args;
use crate::config::notation::{weekly, well_known};
use crate::config::table::{CLASSES, REQUIREMENTS};
use crate::text::Arg;
use crate::text::import as words;
use crate::units::Weeks;
use crate::workbook::Value;

/// What a column of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Periods,
    Teacher,
    Both,
}

const PERIODS: [&str; 9] = ["节数", "课时", "周课时", "周节数", "课时数", "周课时数", "节", "周数", "periods"];
const TEACHER: [&str; 8] = ["教师", "任课教师", "老师", "任课老师", "姓名", "教师姓名", "任课", "teacher"];
const TOTAL: [&str; 9] = ["合计", "总计", "小计", "总课时", "总节数", "周总课时", "课时合计", "周课时合计", "合计课时"];
const PASSED: [&str; 16] = [
    "序号",
    "编号",
    "备注",
    "说明",
    "年级",
    "no",
    "任教学科",
    "学科",
    "科目",
    "性别",
    "电话",
    "职务",
    "职称",
    "项目",
    "类别",
    "内容",
];

/// A subject and its columns.
struct Subject {
    name: String,
    half: bool,
    /// Weekly periods that the header states.
    given: Option<String>,
    columns: Vec<(usize, Role)>,
}

/// Reads a wide 任课表, or one a grade below or beside each other.
pub(super) fn read(grid: &Grid, known: &Known, report: &mut Report) -> Option<Found> {
    super::blocks::each(grid, known, report, read_block)
}

fn read_block(grid: &Grid, _known: &Known, report: &mut Report) -> Option<Found> {
    let (grid, classes) = joined(grid)?;
    let grid = &grid;
    let first = classes.rows.first()?.0;
    let header = header_rows(grid, classes.column, first);
    if header.is_empty() {
        return None;
    }
    let last = classes.rows.last()?.0;
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: grid.turned, ..SheetReport::default() };
    let (mut subjects, about, totals) = columns(grid, &classes, &header, first..last + 1, &mut sheet);
    let doubtful = set_aside(grid, first..last + 1, &mut subjects, &mut sheet);
    let sure = subjects.iter().filter(|subject| well_known(&subject.name).is_some()).count();
    let filled = subjects.iter().flat_map(|subject| &subject.columns);
    let filled =
        filled.filter(|(column, _)| (first..=last).any(|row| !grid.sheet.text(row, *column).is_empty())).count();
    if subjects.len() < 2 || sure * 3 < subjects.len() || filled == 0 {
        return None;
    }
    let mut draft = Draft::default();
    let mut reader =
        Reader { grid, report, doubtful: BTreeMap::new(), dates: Vec::new(), sums: Vec::new(), classes: 0 };
    let stated = period_rows(grid, &classes, &subjects);
    for (row, class) in &classes.rows {
        let at = grid.spot(*row, classes.column);
        // Periods stand in a row above each grade: the nearest one counts.
        if let Some((_, periods)) = stated.range(..*row).next_back() {
            for (subject, given) in subjects.iter_mut().zip(periods) {
                subject.given.clone_from(given);
            }
        }
        let mut about_class = Row::new(at);
        about_class.set("name", class.clone(), at);
        for (column, key) in &about {
            about_class.set(key, grid.sheet.line(*row, *column), grid.spot(*row, *column));
        }
        if let Some(grade) = classes.grades.get(class) {
            about_class.set("grade", grade.to_string(), at);
        }
        if about_class.cells.len() > 1 {
            draft.tables.entry(CLASSES.key).or_default().push(about_class);
        }
        let mut sum = 0;
        for subject in &subjects {
            if let Some(lesson) = reader.lesson(*row, class, at, subject) {
                sum += weekly(lesson.text("periods")).map_or(0, |weekly| weekly.per_fortnight());
                draft.tables.entry(REQUIREMENTS.key).or_default().push(lesson);
            }
        }
        for column in &totals {
            reader.compare(*row, class, *column, sum);
        }
    }
    // Classes where teachers should be: a list of who teaches where.
    if reader.classes > 0 {
        return None;
    }
    reader.finish();
    if !doubtful.is_empty() {
        report.ask(&words::NOT_A_SUBJECT, args! { columns: doubtful.join("、") }, Vec::new());
    }
    if let Some(grade) = classes.context {
        sheet.notes.push(words::GRADE_FROM_TITLE.arg(&args! { grade: super::names::grade_name(grade) }));
    }
    passed_rows(grid, &classes, &header, &mut sheet);
    let count = draft.rows(&REQUIREMENTS).len();
    if count == 0 {
        return None;
    }
    sheet.what = Some(words::WIDE);
    sheet.header = format!("{}–{}", grid.row_name(header.start), grid.row_name(header.end.saturating_sub(1)));
    sheet.rows = classes.rows.len();
    sheet.notes.push(words::LESSONS_FOUND.arg(&args! { n: count, subjects: subjects.len() }));
    let score = 100 + sure * 4 + classes.rows.len().min(20);
    Some(Found { score, sheet, draft })
}

/// What the columns hold: subjects, facts about the class, totals.
fn columns(
    grid: &Grid,
    classes: &Classes,
    header: &std::ops::Range<usize>,
    data: std::ops::Range<usize>,
    sheet: &mut SheetReport,
) -> (Vec<Subject>, Vec<(usize, &'static str)>, Vec<usize>) {
    let (mut subjects, mut about, mut totals): (Vec<Subject>, Vec<_>, Vec<_>) = Default::default();
    let class_header = path(grid, header, classes.column).join(" ");
    sheet.columns.push((grid.column_name(classes.column), class_header, Arg::from(words::CLASS)));
    let mut previous: Option<usize> = None;
    // 语文, 课时, 数学, 课时: the second of each pair has a word of its own. One alone is the total of the row.
    let alone = |words: &[&str]| {
        let columns = (0..grid.sheet.width()).filter(|column| *column != classes.column);
        columns
            .filter(|column| matches!(path(grid, header, *column).as_slice(), [one] if words.contains(&one.as_str())))
            .count()
    };
    let (pairs_of_periods, pairs_of_teachers) = (alone(&PERIODS) > 1, alone(&TEACHER) > 1);
    // 序号 over 1, 2, 3: those are no periods.
    let counted = header.clone().any(|row| ["序号", "编号"].contains(&grid.sheet.text(row, classes.column)));
    for column in 0..grid.sheet.width() {
        if column == classes.column || classes.grade == Some(column) {
            previous = None;
            continue;
        }
        let used = data.clone().any(|row| !grid.sheet.text(row, column).is_empty());
        let path = path(grid, header, column);
        let (mut role, mut under) = (None, None);
        let mut named: Vec<&str> = Vec::new();
        for text in &path {
            let bare = text.trim_end_matches(['：', ':']);
            match () {
                () if PERIODS.contains(&bare) => role = Some(Role::Periods),
                () if TEACHER.contains(&bare) && (path.len() > 1 || pairs_of_teachers) => role = Some(Role::Teacher),
                // 语文 over 8: every class below has eight periods.
                () if weekly(bare).is_ok() && !named.is_empty() && !counted => under = Some(bare.to_owned()),
                () => named.push(bare),
            }
        }
        let known = |text: &&&str| well_known(&heading::subject(text).name).is_some();
        // 校本课程 over 书法 and 围棋 is a heading of several subjects, though it may be one itself.
        let heads_several = |text: &str| {
            let others = (0..grid.sheet.width()).filter(|other| *other != column);
            others.map(|other| self::path(grid, header, other)).any(|other| {
                let last = other.last().map(String::as_str);
                other.len() > 1
                    && other.iter().any(|one| one == text)
                    && last != named.last().copied()
                    && last != Some(text)
            })
        };
        let known = named.iter().rev().find(known).copied();
        let known = known.filter(|text| named.last() == Some(text) || role.is_some() || !heads_several(text));
        let text = known.or(named.last().copied());
        let name = column_name_of(text.unwrap_or(""));
        if path.is_empty() {
            // The second column of a pair has no header of its own.
            match previous.and_then(|index| subjects.get_mut(index)) {
                Some(subject) if used && subject.columns.len() == 1 => {
                    subject.columns.push((column, Role::Teacher));
                    previous = None;
                }
                _ if used => sheet.skipped.push((grid.column_name(column), Arg::from(words::NO_HEADER))),
                _ => {}
            }
            continue;
        }
        let shown = path.join(" ");
        if named.is_empty() && role == Some(Role::Periods) && !pairs_of_periods {
            totals.push(column);
            sheet.columns.push((grid.column_name(column), shown, Arg::from(words::TOTAL)));
            previous = None;
            continue;
        }
        if let (true, Some(role), Some(subject)) =
            (named.is_empty(), role, previous.and_then(|index| subjects.get_mut(index)))
        {
            subject.columns.push((column, role));
            continue;
        }
        previous = None;
        if TOTAL.iter().any(|word| name == *word) {
            totals.push(column);
            sheet.columns.push((grid.column_name(column), shown, Arg::from(words::TOTAL)));
        } else if let Some(key) = class_fact(&name) {
            about.push((column, key));
            let meaning = CLASSES.column(key).map_or("", |column| column.shown());
            sheet.columns.push((grid.column_name(column), shown, Arg::from(meaning)));
        } else if PASSED.contains(&name.to_lowercase().as_str()) || name.is_empty() {
            if used {
                sheet.skipped.push((format!("{} {shown}", grid.column_name(column)), Arg::from(words::NOT_NEEDED)));
            }
        } else {
            let said = heading::subject(text.unwrap_or(""));
            let (subject, half) = (column_name_of(&said.name), said.half);
            let known = subjects.iter().position(|known| known.name == subject);
            if !used && known.is_none() && well_known(&subject).is_none() {
                continue;
            }
            match known.and_then(|index| subjects.get_mut(index)) {
                Some(known) => known.columns.push((column, role.unwrap_or(Role::Teacher))),
                None => {
                    sheet.columns.push((grid.column_name(column), shown, Arg::from(subject.as_str())));
                    let columns = vec![(column, role.unwrap_or(Role::Both))];
                    subjects.push(Subject { name: subject, half, given: said.periods.or(under), columns });
                    previous = Some(subjects.len() - 1);
                }
            }
        }
    }
    let names: Vec<&str> = subjects.iter().map(|subject| subject.name.as_str()).collect();
    let stated = subjects.iter().filter(|subject| subject.given.is_some()).count();
    if heading::numbered(&names, stated) {
        for subject in &mut subjects {
            if let Some((name, periods)) = heading::split_number(&subject.name) {
                (subject.name, subject.given) = (name, Some(periods));
            }
        }
    }
    for subject in &mut subjects {
        pair(grid, &data, subject);
    }
    subjects.retain(|subject| !subject.columns.is_empty());
    (subjects, about, totals)
}

/// Rows that state the periods of what follows (周课时, 一年级课时), by subject.
fn period_rows(grid: &Grid, classes: &Classes, subjects: &[Subject]) -> BTreeMap<usize, Vec<Option<String>>> {
    let mut found = BTreeMap::new();
    for row in 0..grid.sheet.height() {
        let text = grid.sheet.text(row, classes.column);
        let says = PERIODS.iter().any(|word| text == *word) || text.ends_with("课时") || text.ends_with("节数");
        let class = classes.rows.iter().any(|(known, _)| *known == row);
        let periods: Vec<Option<String>> = subjects
            .iter()
            .map(|subject| {
                let mut texts = subject.columns.iter().map(|(column, _)| grid.sheet.text(row, *column));
                texts.find(|text| weekly(text).is_ok()).map(str::to_owned)
            })
            .collect();
        if says && !class && periods.iter().flatten().count() > 1 {
            found.insert(row, periods);
        }
    }
    found
}

/// Takes out columns that are about something else: unknown headers over bare numbers, or over texts without periods where the
/// other columns state them. Returns those that are worth asking about.
fn set_aside(
    grid: &Grid,
    data: std::ops::Range<usize>,
    subjects: &mut Vec<Subject>,
    sheet: &mut SheetReport,
) -> Vec<String> {
    let said = |subject: &Subject| -> Vec<Assigned> {
        let rows = data.clone().map(|row| {
            let texts = subject.columns.iter().map(|(column, _)| grid.sheet.text(row, *column));
            assigned(&texts.collect::<Vec<_>>().join("\n"))
        });
        rows.filter(|said| said.periods.is_some() || !said.words.is_empty()).collect()
    };
    let timed = |subject: &Subject| subject.given.is_some() || said(subject).iter().any(|said| said.periods.is_some());
    let known = |subject: &Subject| well_known(&subject.name).is_some();
    let others = subjects.iter().filter(|subject| known(subject)).all(timed);
    let mut asked = Vec::new();
    subjects.retain(|subject| {
        let cells = said(subject);
        let nobody = cells.iter().all(|said| said.words.is_empty());
        let role = NO_SUBJECT.iter().any(|word| subject.name.ends_with(word));
        if known(subject) || !(role || nobody || others && !timed(subject)) || cells.is_empty() {
            return true;
        }
        for (column, _) in &subject.columns {
            sheet.columns.retain(|(name, ..)| *name != grid.column_name(*column));
            sheet
                .skipped
                .push((format!("{} {}", grid.column_name(*column), subject.name), Arg::from(words::NOT_NEEDED)));
        }
        if !role {
            asked.push(subject.name.clone());
        }
        false
    });
    asked
}

/// Ends of headers that name people and things rather than subjects.
const NO_SUBJECT: [&str; 14] =
    ["主任", "组长", "校长", "导师", "搭班", "配班", "电话", "号码", "职务", "人数", "教室", "楼层", "签名", "签字"];

/// Which of the columns of a subject are periods and which teachers, by what stands in them.
fn pair(grid: &Grid, data: &std::ops::Range<usize>, subject: &mut Subject) {
    if subject.columns.len() < 2 {
        return;
    }
    for (column, role) in &mut subject.columns {
        let texts = data.clone().map(|row| grid.sheet.text(row, *column)).filter(|text| !text.is_empty());
        let (numbers, all) =
            texts.fold((0, 0), |(numbers, all), text| (numbers + usize::from(weekly(text).is_ok()), all + 1));
        *role = if 2 * numbers > all { Role::Periods } else { Role::Teacher };
    }
}

fn column_name_of(text: &str) -> String {
    text.replace('\n', "")
}

/// A column about the class rather than a subject.
fn class_fact(name: &str) -> Option<&'static str> {
    let name = match name {
        "班级人数" | "学生人数" | "班额人数" => "人数",
        "班主任姓名" | "正班主任" => "班主任",
        "所在教室" | "教室位置" | "教室号" | "教室编号" => "教室",
        other => other,
    };
    let column = CLASSES.column(name)?;
    ["class_teacher", "size", "home_room"].contains(&column.key).then_some(column.key)
}

/// A header without (0.5), and whether it had it.
pub(super) fn halved(header: &str) -> (String, bool) {
    let (name, marks) = super::cell::marks(header);
    (name, marks.half)
}

/// Rows below the header that hold no class.
fn passed_rows(grid: &Grid, classes: &Classes, header: &std::ops::Range<usize>, sheet: &mut SheetReport) {
    let known: BTreeSet<usize> = classes.rows.iter().map(|(row, _)| *row).collect();
    for row in 0..grid.sheet.height() {
        if header.contains(&row) || known.contains(&row) || grid.sheet.is_blank(row) {
            continue;
        }
        let text: String = grid.distinct(row).join(" ").chars().take(30).collect();
        let why = if row < header.start { words::A_TITLE } else { words::NO_CLASS };
        sheet.skipped.push((format!("{} “{}”", grid.row_name(row), text.replace('\n', " ")), Arg::from(why)));
    }
}

struct Reader<'a> {
    grid: &'a Grid,
    report: &'a mut Report,
    /// Cells with several people, by what stands there.
    doubtful: BTreeMap<String, Vec<String>>,
    /// Cells that a spreadsheet turned into dates.
    dates: Vec<(String, String)>,
    /// Cells that name classes.
    classes: usize,
    /// Totals that differ.
    sums: Vec<(String, String, String, String)>,
}

impl Reader<'_> {
    /// The text of a cell; a date that was meant as `3/2` is that again.
    fn text(&mut self, row: usize, column: usize) -> String {
        let Some(cell) = self.grid.sheet.cell(row, column) else { return String::new() };
        if let Value::Date(date) = cell.value {
            use chrono::Datelike;
            let meant = format!("{}/{}", date.month(), date.day());
            let spot = self.grid.spot(row, column);
            self.dates.push((
                meant.clone(),
                format!("{}!{}", self.grid.sheet.name, crate::workbook::a1(spot.row, spot.column)),
            ));
            return meant;
        }
        cell.text.clone()
    }

    fn place(&self, spot: Spot) -> String {
        format!("{}!{}", self.grid.sheet.name, crate::workbook::a1(spot.row, spot.column))
    }

    fn lesson(&mut self, row: usize, class: &str, class_at: Spot, subject: &Subject) -> Option<Row> {
        let mut said = Assigned::default();
        let mut at = None;
        let mut who_at = None;
        for (column, role) in &subject.columns {
            let text = self.text(row, *column);
            if text.is_empty() {
                continue;
            }
            let spot = self.grid.spot(row, *column);
            at = at.or(Some(spot));
            self.classes += usize::from(weekly(&text).is_err() && class_list(&text).is_some());
            let one = assigned(&text);
            said.marks.doubles = said.marks.doubles.saturating_add(one.marks.doubles);
            said.marks.weeks = said.marks.weeks.or(one.marks.weeks);
            said.marks.half |= one.marks.half;
            if *role != Role::Teacher || said.periods.is_none() {
                said.periods = said.periods.take().or(one.periods);
            }
            if *role != Role::Periods && !one.words.is_empty() {
                said.words = one.words;
                who_at = Some(spot);
            }
        }
        let at = at?;
        // A cell may name its subject again: 语文 over 张芳.
        let mut name = subject.name.clone();
        if said.words.len() > 1 && said.words.first().is_some_and(|word| *word == name || well_known(word).is_some()) {
            let own = said.words.remove(0);
            if own != name && well_known(&name).is_none() {
                name = own;
            }
        }
        if said.periods.is_none() && said.words.is_empty() || said.periods.as_deref() == Some("0") {
            return None;
        }
        let mut lesson = Row::new(at);
        lesson.set("classes", class, class_at);
        lesson.set("subject", name, at);
        let joined = said.words.join("\n");
        let (names, sure) = people(&joined);
        if !sure {
            let place = self.place(who_at.unwrap_or(at));
            self.doubtful.entry(names.join("/")).or_default().push(place);
        }
        lesson.set("teachers", names.join("+"), who_at.unwrap_or(at));
        said.periods = said.periods.take().or_else(|| subject.given.clone());
        if let Some(periods) = periods(&said, subject.half || said.marks.half) {
            lesson.set("periods", periods, at);
        }
        if said.marks.doubles > 0 {
            lesson.set("doubles", said.marks.doubles.to_string(), at);
        }
        Some(lesson)
    }

    /// Compares a total with the sum (over two weeks) of what was read.
    fn compare(&mut self, row: usize, class: &str, column: usize, sum: u32) {
        let text = self.grid.sheet.line(row, column);
        let Ok(total) = weekly(&text) else { return };
        if sum > 0 && total.per_fortnight() != sum {
            let place = self.place(self.grid.spot(row, column));
            self.sums.push((class.to_owned(), text, (f64::from(sum) / 2.0).to_string(), place));
        }
    }

    fn finish(self) {
        for (names, places) in self.doubtful {
            self.report.ask(&words::SEVERAL_TEACHERS, args! { names: names }, places);
        }
        if let Some((meant, _)) = self.dates.first() {
            let places = self.dates.iter().map(|(_, place)| place.clone()).collect();
            self.report.ask(&words::A_DATE, args! { n: self.dates.len(), meant: meant }, places);
        }
        for (class, total, sum, place) in self.sums {
            let args = args! { class: class, total: total, sum: sum };
            self.report.ask(&words::TOTAL_DIFFERS, args, vec![place]);
        }
    }
}

/// The weekly periods in the configuration's notation.
fn periods(said: &Assigned, half: bool) -> Option<String> {
    let text = said.periods.clone()?;
    Some(match (half, said.marks.weeks) {
        (true, _) if text == "1" => "0.5".to_owned(),
        (_, Some(Weeks::Odd)) if !text.contains('/') => format!("{text}/0"),
        (_, Some(Weeks::Even)) if !text.contains('/') => format!("0/{text}"),
        _ => text,
    })
}
