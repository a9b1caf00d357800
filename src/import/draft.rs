//! What the sheets of a workbook say, before it is written down: rows of tables, each cell with its place.

use std::collections::BTreeMap;

use crate::config::notation::well_known;
use crate::config::table::{
    CLASSES, CLUBS, HEADS, Kind, PAY_ITEMS, POSTS, PUPILS, REQUIREMENTS, ROOMS, SUBJECTS, TEACHERS,
};
use crate::units::{Interval, Weekday, Weeks};
use crate::workbook::{Sheet, Workbook};

/// A cell of the workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Index of the sheet.
    pub sheet: usize,
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
}

impl Spot {
    /// The spot as people write it: `Sheet1!C7`.
    #[must_use]
    pub fn show(self, workbook: &Workbook) -> String {
        workbook.sheets.get(self.sheet).map(|sheet| sheet.place(self.row, self.column)).unwrap_or_default()
    }
}

/// A text and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The text.
    pub text: String,
    /// Where.
    pub at: Spot,
}

/// One row of a table by column key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Where it starts.
    pub at: Spot,
    /// Its cells; empty ones are left out.
    pub cells: BTreeMap<&'static str, Item>,
}

impl Row {
    /// A row without cells.
    #[must_use]
    pub fn new(at: Spot) -> Self {
        Self { at, cells: BTreeMap::new() }
    }

    /// Puts a text into a column; an empty one is as good as none.
    pub fn set(&mut self, key: &'static str, text: impl Into<String>, at: Spot) {
        let text = text.into();
        if !text.is_empty() {
            self.cells.insert(key, Item { text, at });
        }
    }

    /// The text of a column; empty when there is none.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.cells.get(key).map_or("", |item| &item.text)
    }

    /// The grade that a row of classes states: its reader wrote 一年级 as a number, and left what is no grade as it stands.
    pub(super) fn grade(&self) -> Option<u8> {
        self.text("grade").parse().ok()
    }

    /// The classes that a row of assignments names, between the signs that the configuration takes for a list.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.text("classes").split(['、', ';', '；', '+', '＋']).map(str::trim).filter(|name| !name.is_empty())
    }
}

/// One period of the day in the header of a timetable, or a break.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// Clock time, where the header states it.
    pub time: Option<Interval>,
    /// The period's number; none for a break.
    pub period: Option<u8>,
    /// Whether the header says that it is in the afternoon.
    pub afternoon: bool,
    /// A break's name.
    pub name: String,
}

/// One lesson of a timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The class.
    pub class: Item,
    /// The course.
    pub subject: String,
    /// Teachers; none where the cell does not say.
    pub teachers: Vec<String>,
    /// The room; empty where the cell does not say.
    pub room: String,
    /// Weeks.
    pub weeks: Weeks,
    /// Day.
    pub weekday: Weekday,
    /// Period.
    pub period: u8,
    /// Whether the cell is marked as part of a double period.
    pub double: bool,
    /// Where it stands.
    pub at: Spot,
    /// Whether a teacher's row or sheet says so, rather than the class's.
    pub by_teacher: bool,
}

/// All that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Rows of the tables, by the table's key.
    pub tables: BTreeMap<&'static str, Vec<Row>>,
    /// Weekly periods by subject and grade.
    pub curriculum: Vec<(Item, [String; 9])>,
    /// A finished timetable.
    pub plan: Vec<Placed>,
    /// The day that the timetable's header states.
    pub day: Vec<Slot>,
    /// What a template states beside the tables, as TOML.
    pub settings: toml::Table,
    /// The school's name, where a title states it.
    pub school: String,
}

/// Every kind of table, in the order in which they are written.
pub static KINDS: [&Kind; 10] =
    [&REQUIREMENTS, &CLASSES, &TEACHERS, &SUBJECTS, &ROOMS, &CLUBS, &PUPILS, &HEADS, &POSTS, &PAY_ITEMS];

impl Draft {
    /// The rows of a table.
    #[must_use]
    pub fn rows(&self, kind: &Kind) -> &[Row] {
        self.tables.get(kind.key).map_or(&[], Vec::as_slice)
    }

    /// Adds what another sheet says.
    pub fn add(&mut self, other: Self) {
        for (key, mut rows) in other.tables {
            self.tables.entry(key).or_default().append(&mut rows);
        }
        self.curriculum.extend(other.curriculum);
        self.plan.extend(other.plan);
        if self.day.is_empty() {
            self.day = other.day;
        }
        super::settings::join(&mut self.settings, other.settings);
        if self.school.is_empty() {
            self.school = other.school;
        }
    }
}

/// A sheet as it stands or turned, so that a reader need not know which.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The cells.
    pub sheet: Sheet,
    /// Index of the sheet in its workbook.
    pub index: usize,
    /// Whether rows and columns are exchanged.
    pub turned: bool,
}

/// `语 文`, `班 主 任`: a word of a header whose characters are set apart, without the spaces. Names of people are left as they are.
fn unspaced(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(' ').collect();
    if parts.len() < 2 || parts.iter().any(|part| part.chars().count() != 1) {
        return None;
    }
    let word = parts.concat();
    let header = [
        "班级",
        "班别",
        "班主任",
        "年级",
        "学科",
        "科目",
        "课程",
        "姓名",
        "教师",
        "老师",
        "性别",
        "序号",
        "备注",
        "合计",
        "总计",
    ];
    let header = header.contains(&word.as_str())
        || ["节次", "时间", "星期", "人数", "职务", "教室", "课时"].contains(&word.as_str());
    let day = word.strip_prefix("星期").or_else(|| word.strip_prefix('周')).is_some_and(|day| day.chars().count() == 1);
    (header || day || well_known(&word).is_some()).then_some(word)
}

impl Grid {
    /// The sheet as it stands.
    #[must_use]
    pub fn new(sheet: &Sheet, index: usize) -> Self {
        let mut sheet = sheet.clone();
        for cell in sheet.rows.iter_mut().flatten() {
            if let Some(word) = unspaced(&cell.text) {
                cell.text = word;
            }
        }
        Self { sheet, index, turned: false }
    }

    /// Rows as columns and columns as rows.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self { sheet: self.sheet.transposed(), index: self.index, turned: !self.turned }
    }

    /// The place of a cell in the workbook.
    #[must_use]
    pub fn spot(&self, row: usize, column: usize) -> Spot {
        let (row, column) = if self.turned { (column, row) } else { (row, column) };
        Spot { sheet: self.index, row, column }
    }

    /// A spot of this sheet as people write it: `Sheet1!C7`.
    #[must_use]
    pub fn place(&self, at: Spot) -> String {
        self.sheet.place(at.row, at.column)
    }

    /// A row's (or, turned, a column's) name as people see it.
    #[must_use]
    pub fn row_name(&self, row: usize) -> String {
        if self.turned { crate::workbook::letters(row) } else { (row + 1).to_string() }
    }

    /// A column's (or, turned, a row's) name as people see it.
    #[must_use]
    pub fn column_name(&self, column: usize) -> String {
        if self.turned { (column + 1).to_string() } else { crate::workbook::letters(column) }
    }

    /// The different texts of a row, in order.
    #[must_use]
    pub fn distinct(&self, row: usize) -> Vec<&str> {
        let mut seen: Vec<&str> = Vec::new();
        for cell in self.sheet.rows.get(row).into_iter().flatten().filter(|cell| !cell.text.is_empty()) {
            if !seen.contains(&cell.text.as_str()) {
                seen.push(&cell.text);
            }
        }
        seen
    }
}
