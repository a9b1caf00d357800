//! `timetable.csv`: the plan in long form, a row a lesson period, written and read back.
//!
//! Columns, in the order written: kind (`lesson|research`), class, subject, section, teachers, room, weeks
//! (`all|odd|even`), weekday (1-7), period, start, end (`HH:MM`), pinned (`yes|no`). How cells are written and read is in
//! [`super::cells`]; `read(write(plan)) == plan`.

use std::path::Path;

use super::cells::{self, Reader, header, list, may, must, text, yes_no, yes_or_no};
use super::{Plan, Row, RowKind};
use crate::config::Diagnostics;
use crate::config::source::{Encodings, Source};
use crate::config::table::{Kind, Record};
use crate::text::{Text, timetable as errors};
use crate::units::{PeriodIndex, Weekday, Weeks};

pub use super::cells::{LIST, line};

/// The columns, in the order written, with the other headers that they are known by.
static KIND: Kind = Kind {
    key: "timetable",
    name: Text::new("课表", "the timetable"),
    columns: &[
        may("kind", &["类型", "种类"]),
        must("class", &["班级", "classes"]),
        must("subject", &["学科", "科目", "课程"]),
        may("section", &["分组", "组别"]),
        must("teachers", &["教师", "任课教师", "老师", "teacher"]),
        must("room", &["教室", "场地"]),
        must("weeks", &["周次", "单双周"]),
        must("weekday", &["星期", "周几", "day"]),
        must("period", &["节次", "节"]),
        must("start", &["开始", "开始时间", "上课"]),
        must("end", &["结束", "结束时间", "下课"]),
        may("pinned", &["固定"]),
    ],
};

/// The plan as the bytes of `timetable.csv`.
#[must_use]
pub fn write(plan: &Plan) -> Vec<u8> {
    let mut out = header(&KIND);
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
                &yes_or_no(row.pinned),
            ],
        );
    }
    out.into_bytes()
}

/// Reads the timetable in `path`.
///
/// # Errors
///
/// Everything that is wrong with the file, together.
pub fn read(path: &Path) -> Result<Plan, Diagnostics> {
    let mut found = Diagnostics::default();
    let source = Source::load(path, Encodings::Utf8OrGbk, &mut found);
    finish(source, found)
}

/// Reads the timetable in `bytes`, which came from `file`.
///
/// # Errors
///
/// Everything that is wrong with it, together.
pub fn parse(file: &Path, bytes: &[u8]) -> Result<Plan, Diagnostics> {
    let mut found = Diagnostics::default();
    let source = Source::decode(file, bytes, Encodings::Utf8OrGbk, &mut found);
    finish(source, found)
}

fn finish(source: Option<Source>, mut found: Diagnostics) -> Result<Plan, Diagnostics> {
    let rows = source.map(|source| cells::read(&source, &KIND, &mut found, row)).unwrap_or_default();
    if found.is_empty() { Ok(Plan { rows, service: None }) } else { Err(found) }
}

fn row(reader: &mut Reader, record: &Record) -> Option<Row> {
    let kind = reader.cell(record, "kind", errors::WANT_KIND, |text| match text.to_lowercase().as_str() {
        "" | "lesson" | "上课" | "课" => Some(RowKind::Lesson),
        "research" | "教研" => Some(RowKind::Research),
        _ => None,
    });
    let research = kind == Some(RowKind::Research);
    let classes = reader.cell(record, "class", errors::WANT_CLASS, |text| {
        let names = list(text);
        (research || !names.is_empty()).then_some(names)
    });
    let subject =
        reader.cell(record, "subject", errors::WANT_SUBJECT, |text| (!text.is_empty()).then(|| text.to_owned()));
    let weeks = reader.cell(record, "weeks", errors::WANT_WEEKS, Weeks::parse);
    let weekday = reader.cell(record, "weekday", errors::WANT_WEEKDAY, Weekday::parse);
    let period = reader.cell(record, "period", errors::WANT_PERIOD, |text| {
        if research && text.is_empty() { Some(None) } else { period(text).map(Some) }
    });
    let time = reader.time(record);
    let pinned = reader.cell(record, "pinned", errors::WANT_YES_NO, yes_no);
    Some(Row {
        kind: kind?,
        classes: classes?,
        subject: subject?,
        section: text(record, "section").to_owned(),
        teachers: list(text(record, "teachers")),
        room: text(record, "room").to_owned(),
        weeks: weeks?,
        weekday: weekday?,
        period: period?,
        time: time?,
        pinned: pinned?,
    })
}

/// A period as people write it: `3`, `第3节`.
pub(crate) fn period(text: &str) -> Option<PeriodIndex> {
    let digits = text.strip_prefix('第').unwrap_or(text).trim_end_matches('节').trim();
    digits.parse().ok().filter(|number| *number > 0).map(PeriodIndex)
}

#[cfg(test)]
mod tests;
