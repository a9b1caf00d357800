//! Lists with named columns: classes, teachers, rooms, subjects, assignments, clubs, sign-ups, head counts, posts, pay items;
//! and the teachers' list that says what each teaches where.
//!
//! The header is the row that fits some table best by the headers that the configuration knows (with 姓名* or 人数（人） for 姓名
//! and 人数). A sheet that has the table's own name is that table.

use super::draft::{Draft, Grid, KINDS, Row};
use super::names::{class_key, class_number, grade_name, stated_grade};
use super::report::{Report, SheetReport};
use super::{Found, Known};
use crate::args;
use crate::config::table::{CLASSES, HEADS, Kind, PUPILS, REQUIREMENTS, TEACHERS};
use crate::text::Arg;
use crate::text::import as words;
use crate::workbook::Value;

/// Words in a sheet's name that speak for a table.
const HINTS: [(&str, &[&str]); 10] = [
    ("requirements", &["任课", "requirements"]),
    ("classes", &["班级", "classes"]),
    ("teachers", &["教师", "教职工", "teachers"]),
    ("subjects", &["学科", "科目", "subjects"]),
    ("rooms", &["教室", "场地", "功能室", "rooms"]),
    ("clubs", &["社团", "clubs"]),
    ("pupils", &["报名", "学生", "pupils"]),
    ("heads", &["人数", "heads"]),
    ("posts", &["岗位", "值班", "posts"]),
    ("pay_items", &["津贴", "课时费", "pay"]),
];

/// How a header is written beside what it says: 姓名*, 人数（人）, 教师\n(必填).
fn plain(header: &str) -> String {
    let line = header.replace('\n', "");
    let open = line.find(['(', '（', '[', '【']).filter(|open| *open > 0).unwrap_or(line.len());
    line[..open].trim_matches(['*', '＊', ' ', ':', '：']).to_owned()
}

/// What a row of headers is for a table.
struct Header {
    row: usize,
    kind: &'static Kind,
    /// Column of the sheet and key of the table.
    columns: Vec<(usize, &'static str)>,
    /// Columns that the table does not have.
    other: Vec<(usize, String)>,
    score: usize,
}

fn header(grid: &Grid, kind: &'static Kind, row: usize) -> Option<Header> {
    let mut found = Header { row, kind, columns: Vec::new(), other: Vec::new(), score: 0 };
    for column in 0..grid.sheet.width() {
        let text = grid.sheet.text(row, column);
        if text.is_empty() {
            continue;
        }
        let name = plain(text);
        let key =
            kind.column(text).or_else(|| kind.column(&name)).or_else(|| spoken(kind, &name)).map(|column| column.key);
        match key.filter(|key| !found.columns.iter().any(|(_, known)| known == key)) {
            Some(key) => found.columns.push((column, key)),
            None => found.other.push((column, name)),
        }
    }
    let has = |key: &str| found.columns.iter().any(|(_, known)| *known == key);
    let complete = kind.columns.iter().all(|column| !column.required || has(column.key));
    let sheet = grid.sheet.name.to_lowercase();
    let own = [kind.name.zh, kind.key].contains(&grid.sheet.name.as_str());
    let hinted = HINTS.iter().any(|(key, hints)| *key == kind.key && hints.iter().any(|hint| sheet.contains(hint)));
    // A single known header among unknown ones may be anything.
    let teaching = kind.key == TEACHERS.key && found.other.iter().any(|(_, name)| TEACHING.contains(&name.as_str()));
    if !complete || found.columns.len() < 2 && !found.other.is_empty() && !hinted && !teaching {
        return None;
    }
    found.score = usize::from(teaching) * 12
        + (found.columns.len() * 6).saturating_sub(found.other.len())
        + usize::from(hinted) * 8
        + usize::from(own) * 200;
    Some(found)
}

/// Further headers that schools use.
fn spoken(kind: &'static Kind, name: &str) -> Option<&'static crate::config::table::Column> {
    let more: &[(&str, &str, &[&str])] = &[
        ("teachers", "name", &["教师名单", "任课教师", "教职工姓名"]),
        ("teachers", "max_load", &["课时上限", "周课时上限", "最大课时"]),
        ("teachers", "unavailable", &["不排课时间", "请假时间", "禁排"]),
        ("classes", "name", &["班名", "班号"]),
        ("classes", "size", &["班级人数", "学生人数"]),
        ("classes", "home_room", &["所在教室", "教室位置"]),
        ("rooms", "name", &["场室", "功能室", "教室名", "场地名称"]),
        ("rooms", "kind", &["功能", "用途"]),
        ("requirements", "periods", &["每周节数", "课时数", "周课时数"]),
        ("requirements", "subject", &["任教学科", "课程名称"]),
        ("requirements", "classes", &["班级名称"]),
        ("clubs", "max", &["招收人数", "人数", "计划人数"]),
        ("clubs", "instructors", &["指导老师", "辅导教师", "辅导老师", "负责教师", "任课教师"]),
        ("clubs", "rooms", &["活动场地", "活动教室", "上课地点", "地点"]),
        ("clubs", "weekdays", &["活动时间", "时间"]),
        ("clubs", "grades", &["招生年级", "面向年级"]),
        ("pupils", "choices", &["报名社团", "报名项目", "选报社团", "所报社团", "社团"]),
        ("pupils", "number", &["学籍号码", "编号"]),
        ("pupils", "extended", &["是否延时"]),
    ];
    let found = more.iter().find(|(table, _, names)| *table == kind.key && names.contains(&name));
    found.and_then(|(_, key, _)| kind.columns.iter().find(|column| column.key == *key))
}

/// Reads a list.
pub(super) fn read(grid: &Grid, _known: &Known, report: &mut Report) -> Option<Found> {
    let most = grid.sheet.height().min(12);
    let headers = (0..most).flat_map(|row| KINDS.iter().map(move |kind| (row, *kind)));
    let found = headers.filter_map(|(row, kind)| header(grid, kind, row));
    let best = found.max_by_key(|header| (header.score, std::cmp::Reverse(header.row)))?;
    let mut sheet = SheetReport { name: grid.sheet.name.clone(), turned: grid.turned, ..SheetReport::default() };
    let grade_column = best.other.iter().find(|(_, name)| name == "年级").map(|(column, _)| *column);
    for (column, key) in &best.columns {
        let meaning = best.kind.columns.iter().find(|known| known.key == *key).map_or("", |known| known.shown());
        sheet.columns.push((grid.column_name(*column), grid.sheet.line(best.row, *column), Arg::from(meaning)));
    }
    for (column, name) in best.other.iter().filter(|(column, _)| Some(*column) != grade_column) {
        sheet.skipped.push((format!("{} {name}", grid.column_name(*column)), Arg::from(words::NOT_NEEDED)));
    }
    for row in 0..best.row {
        sheet.pass(grid, row, words::A_TITLE);
    }
    let rows = rows(grid, &best, grade_column, &mut sheet);
    let mut draft = Draft::default();
    sheet.rows = rows.len();
    sheet.header = grid.row_name(best.row);
    sheet.what = Some(best.kind.name);
    if rows.is_empty() && best.score < 200 {
        return None;
    }
    let mut score = best.score + rows.len().min(9);
    let teaching = best.other.iter().find(|(_, name)| TEACHING.contains(&name.as_str()));
    match teaching {
        Some((column, _)) if best.kind.key == TEACHERS.key => {
            let timed = best.other.iter().find(|(_, name)| name.contains("节数") || name.contains("课时"));
            let periods = timed.map(|(column, _)| *column);
            super::by_list::assignments(grid, rows, *column, periods, &mut draft, report);
            for (column, meaning) in [(Some(*column), Arg::from(words::CLASS)), (periods, Arg::from(words::PERIODS))] {
                if let Some(column) = column {
                    sheet.columns.push((grid.column_name(column), grid.sheet.line(best.row, column), meaning));
                }
            }
            sheet.what = Some(words::BY_TEACHER);
            sheet.skipped.retain(|(what, _)| !what.contains("班级") && !what.contains("课时"));
            score += 20;
        }
        _ => {
            if best.kind.key == REQUIREMENTS.key {
                separately(&rows, grid, report);
            }
            draft.tables.insert(best.kind.key, rows);
        }
    }
    Some(Found { score, sheet, draft })
}

/// Headers over the classes that a teacher has.
const TEACHING: [&str; 12] = [
    "任教班级",
    "任课班级",
    "所教班级",
    "授课班级",
    "任教班",
    "执教班级",
    "任课情况",
    "任教情况",
    "任课安排",
    "任教班级及学科",
    "任教学科及班级",
    "任教班级学科",
];

/// The rows below a header. What is no row of the table (remarks, totals, examples) is passed over and said to be.
fn rows(grid: &Grid, header: &Header, grade: Option<usize>, sheet: &mut SheetReport) -> Vec<Row> {
    let mut rows = Vec::new();
    let required: Vec<&str> =
        header.kind.columns.iter().filter(|column| column.required).map(|column| column.key).collect();
    for at in header.row + 1..grid.sheet.height() {
        if grid.sheet.is_blank(at) {
            continue;
        }
        let mut row = Row::new(grid.spot(at, header.columns.first().map_or(0, |(column, _)| *column)));
        for (column, key) in &header.columns {
            let cell = grid.sheet.cell(at, *column);
            let text = cell.map(|cell| value(&cell.text, cell.value, key)).unwrap_or_default();
            row.set(key, text, grid.spot(at, *column));
        }
        let stated = grade.map(|grade| grid.sheet.text(at, grade).to_owned());
        let stated = stated.unwrap_or_else(|| row.text("grade").to_owned());
        with_grade(&mut row, header.kind, &stated);
        let first = row.cells.values().map(|item| item.text.as_str()).find(|text| !text.is_empty()).unwrap_or("");
        let remark = ["注：", "注:", "备注", "说明", "合计", "总计", "填表", "制表"]
            .iter()
            .any(|word| grid.distinct(at).first().is_some_and(|text| text.starts_with(word)));
        let missing = required.iter().any(|key| row.text(key).is_empty());
        let example = grid.distinct(at).first().is_some_and(|text| is_example(text));
        let why = match () {
            () if example => Some(words::AN_EXAMPLE),
            () if remark && (missing || row.cells.len() < 2) => Some(words::A_TITLE),
            () if missing && row.cells.len() < 2 && (first.chars().count() > 6 || required.len() > 1) => {
                Some(words::A_TITLE)
            }
            () => None,
        };
        match why {
            Some(why) => sheet.pass(grid, at, why),
            None => rows.push(row),
        }
    }
    rows
}

/// A row of a template that only shows how to write.
pub(super) fn is_example(text: &str) -> bool {
    ["例：", "例:", "e.g. "].iter().any(|mark| text.starts_with(mark))
}

/// A cell as the configuration reads it: lines become items of a list; a date meant as periods is that.
fn value(text: &str, value: Value, key: &str) -> String {
    if let Value::Date(date) = value
        && key == "periods"
    {
        use chrono::Datelike;
        return format!("{}/{}", date.month(), date.day());
    }
    if key == "weekdays"
        && let Some(days) = weekdays_in(text)
    {
        return days;
    }
    if text == "/" || text == "—" || text == "－" {
        return String::new();
    }
    text.replace('\n', "、")
}

/// The weekdays that a text names beside other things: `周二下午`, `每周三、周四 15:40`.
fn weekdays_in(text: &str) -> Option<String> {
    if crate::config::notation::weekdays(text).is_ok() {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    for word in ["周", "星期"] {
        for (at, _) in text.match_indices(word) {
            let day = text[at + word.len()..].chars().next().filter(|day| "一二三四五六日".contains(*day));
            let named = day.map(|day| format!("周{day}"));
            found.extend(named.filter(|named| !found.contains(named)));
        }
    }
    (!found.is_empty() && !text.contains(['至', '到', '-', '~'])).then(|| found.join("、"))
}

/// A class written without its grade, where the grade has a column of its own.
fn with_grade(row: &mut Row, kind: &Kind, grade: &str) {
    let key = match kind.key {
        key if key == CLASSES.key => "name",
        key if key == PUPILS.key || key == HEADS.key => "class",
        key if key == REQUIREMENTS.key => "classes",
        _ => return,
    };
    let grade = stated_grade(grade);
    if let (Some(grade), Some(item)) = (grade, row.cells.get_mut("grade")) {
        item.text = grade.to_string();
    }
    if let (Some(grade), Some(item)) = (grade, row.cells.get_mut(key))
        && class_key(&item.text).is_none()
        && let Some(number) = class_number(&item.text)
    {
        item.text = format!("{}{number}班", grade_name(grade));
    }
}

/// 一1班、一2班 in one row of assignments are combined classes: worth asking when it was a list of where somebody teaches.
fn separately(rows: &[Row], grid: &Grid, report: &mut Report) {
    let several = rows.iter().filter(|row| row.text("classes").contains(['、', ',', '，']));
    if let Some(row) = several.clone().next() {
        let places = several.map(|row| grid.place(row.at)).collect();
        let example = format!("{} {}", row.text("classes"), row.text("subject"));
        report.ask(&words::COMBINED, args! { example: example }, places);
    }
}
