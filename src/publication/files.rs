//! The folder of a publication: `timetable.csv` (the posted timetable), `due-lessons.csv` (every lesson by date),
//! `quotas.csv` (periods against the curriculum) and `published.json` (seal, dates, and the SHA-256 of each file).
//!
//! Reading it proves that nobody changed it since: every file must have the hash that `published.json` states, and the
//! timetable the seal.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Due, Publication, Quota, Span, seal};
use crate::args;
use crate::config::source::{Encodings, Source, sha256};
use crate::config::table::{Kind, Record};
use crate::config::{Diagnostics, Location};
use crate::plan::cells::{self, LIST, Reader, header, line, list, may, must, text, yes_no, yes_or_no};
use crate::plan::{TIMETABLE, table};
use crate::text::{Text, publication as errors, timetable::WANT_YES_NO};
use crate::units::PeriodIndex;

/// What was published, by whom and when.
pub const RECORD: &str = "published.json";
/// Every lesson by date.
pub const DUE: &str = "due-lessons.csv";
/// Periods against the curriculum.
pub const QUOTAS: &str = "quotas.csv";

static DUE_KIND: Kind = Kind {
    key: "due-lessons",
    name: Text::new("应上课表", "the table of due lessons"),
    columns: &[
        must("date", &["日期"]),
        must("week", &["周次"]),
        must("class", &["班级"]),
        must("period", &["节次"]),
        must("subject", &["学科", "科目", "课程"]),
        may("section", &["分组"]),
        must("start", &["开始"]),
        must("end", &["结束"]),
        must("teachers", &["教师"]),
    ],
};

static QUOTA_KIND: Kind = Kind {
    key: "quotas",
    name: Text::new("课时表", "the table of periods"),
    columns: &[
        must("class", &["班级"]),
        must("subject", &["学科", "科目", "课程"]),
        must("protected", &["保护学科"]),
        must("posted", &["两周节数"]),
        may("curriculum", &["课程计划两周节数"]),
    ],
};

/// `published.json`.
#[derive(Debug, Serialize, Deserialize)]
struct Sealed {
    format: String,
    school: String,
    term: Option<String>,
    first: Option<Day>,
    last: Option<Day>,
    published: Day,
    seal: String,
    files: BTreeMap<String, String>,
}

/// A date as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Day(NaiveDate);

impl TryFrom<String> for Day {
    type Error = chrono::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.0.to_string()
    }
}

const FORMAT: &str = "kebiao-publication-1";

/// The tables of a publication and, last, its record, which also vouches for `sheets` (path and content), which it returns.
#[must_use]
pub fn files(publication: &Publication, sheets: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        (TIMETABLE.to_owned(), table::write(&publication.plan)),
        (DUE.to_owned(), due_table(&publication.due)),
        (QUOTAS.to_owned(), quota_table(&publication.quotas)),
    ];
    files.extend(sheets);
    let term = publication.term.as_ref();
    let record = Sealed {
        format: FORMAT.to_owned(),
        school: publication.school.clone(),
        term: term.map(|term| term.name.clone()),
        first: term.map(|term| Day(term.first)),
        last: term.map(|term| Day(term.last)),
        published: Day(publication.date),
        seal: publication.seal.clone(),
        files: files.iter().map(|(name, bytes)| (name.clone(), sha256(bytes))).collect(),
    };
    files.push((RECORD.to_owned(), serde_json::to_vec_pretty(&record).unwrap_or_default()));
    files
}

fn due_table(due: &[Due]) -> Vec<u8> {
    let mut out = header(&DUE_KIND);
    for one in due {
        let (date, week, period) = (one.date.to_string(), one.week.to_string(), one.period.0.to_string());
        let (start, end) = (one.time.start.to_string(), one.time.end.to_string());
        let teachers = one.teachers.join(LIST);
        line(
            &mut out,
            [&date, &week, &one.class, &period, &one.subject, &one.section, &start, &end, &teachers]
                .map(String::as_str),
        );
    }
    out.into_bytes()
}

fn quota_table(quotas: &[Quota]) -> Vec<u8> {
    let mut out = header(&QUOTA_KIND);
    for one in quotas {
        let (protected, posted) = (yes_or_no(one.protected), one.posted.to_string());
        let curriculum = one.curriculum.map_or(String::new(), |periods| periods.to_string());
        line(&mut out, [&one.class, &one.subject, &protected, &posted, &curriculum].map(String::as_str));
    }
    out.into_bytes()
}

/// When something was published, and its seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub date: NaiveDate,
    /// Seal.
    pub seal: String,
}

/// The date and seal of the publication in `dir`, if it is one.
#[must_use]
pub fn sealed(dir: &Path) -> Option<Stamp> {
    let bytes = std::fs::read(dir.join(RECORD)).ok()?;
    let record = serde_json::from_slice::<Sealed>(&bytes).ok()?;
    Some(Stamp { date: record.published.0, seal: record.seal })
}

/// Reads the publication in `dir`.
///
/// # Errors
///
/// It is none, was changed since, or its tables cannot be read: everything that is wrong, together.
pub fn read(dir: &Path) -> Result<Publication, Diagnostics> {
    let mut found = Diagnostics::default();
    let Some(record) = record(dir, &mut found) else { return Err(found) };
    let changed = changed(dir, &record, &mut found);
    let plan = table::read(&dir.join(TIMETABLE));
    let due = rows(&dir.join(DUE), &DUE_KIND, &mut found, due_row);
    let quotas = rows(&dir.join(QUOTAS), &QUOTA_KIND, &mut found, quota_row);
    let plan = match plan {
        Ok(plan) => plan,
        Err(errors) => {
            found.0.extend(errors.0);
            return Err(found);
        }
    };
    let term = match (record.term, record.first, record.last) {
        (Some(name), Some(Day(first)), Some(Day(last))) => Some(Span { name, first, last }),
        _ => None,
    };
    if !changed && seal::seal(&record.school, term.as_ref(), &plan) != record.seal {
        found.push(&errors::BROKEN_SEAL, args! {}, whole(dir.join(RECORD)));
    }
    if !found.is_empty() {
        return Err(found);
    }
    Ok(Publication { school: record.school, term, date: record.published.0, seal: record.seal, plan, due, quotas })
}

fn record(dir: &Path, found: &mut Diagnostics) -> Option<Sealed> {
    let path = dir.join(RECORD);
    let Ok(bytes) = std::fs::read(&path) else {
        found.push(&errors::NOT_PUBLISHED, args! { file: RECORD }, whole(dir.to_owned()));
        return None;
    };
    match serde_json::from_slice::<Sealed>(&bytes) {
        Ok(record) if record.format == FORMAT => Some(record),
        Ok(record) => {
            let reason = format!("format {}", record.format);
            found.push(&errors::BAD_RECORD, args! { reason: reason }, whole(path));
            None
        }
        Err(error) => {
            found.push(&errors::BAD_RECORD, args! { reason: error.to_string() }, whole(path));
            None
        }
    }
}

/// Reports files that are not as published; true if there are any.
fn changed(dir: &Path, record: &Sealed, found: &mut Diagnostics) -> bool {
    let before = found.0.len();
    // Names come from a file: only plain ones are looked at.
    let plain = |name: &str| !name.contains(['/', '\\', ':']) && name != "..";
    let tables = [TIMETABLE, DUE, QUOTAS];
    for name in tables.iter().filter(|name| !record.files.contains_key(**name)) {
        found.push(&errors::BAD_RECORD, args! { reason: *name }, whole(dir.join(RECORD)));
    }
    for (name, hash) in record.files.iter().filter(|(name, _)| plain(name)) {
        let path = dir.join(name);
        match std::fs::read(&path) {
            Ok(bytes) if sha256(&bytes) == *hash => {}
            Ok(_) => found.push(&errors::CHANGED_FILE, args! {}, whole(path)),
            Err(error) => found.push(&errors::LOST_FILE, args! { reason: error.to_string() }, whole(path)),
        }
    }
    found.0.len() > before
}

pub(super) fn whole(file: PathBuf) -> Location {
    Location { file, ..Location::default() }
}

pub(super) fn rows<T>(
    path: &Path,
    kind: &Kind,
    found: &mut Diagnostics,
    row: impl FnMut(&mut Reader, &Record) -> Option<T>,
) -> Vec<T> {
    let source = Source::load(path, Encodings::Utf8OrGbk, found);
    source.map(|source| cells::read(&source, kind, found, row)).unwrap_or_default()
}

pub(super) fn period(reader: &mut Reader, record: &Record) -> Option<PeriodIndex> {
    reader.cell(record, "period", crate::text::timetable::WANT_PERIOD, table::period)
}

fn due_row(reader: &mut Reader, record: &Record) -> Option<Due> {
    let (date, week, period) = (reader.date(record), reader.number(record, "week"), period(reader, record));
    let (class, subject, time) = (reader.name(record, "class"), reader.name(record, "subject"), reader.time(record));
    Some(Due {
        date: date?,
        class: class?,
        period: period?,
        subject: subject?,
        section: text(record, "section").to_owned(),
        week: week?,
        time: time?,
        teachers: list(text(record, "teachers")),
    })
}

fn quota_row(reader: &mut Reader, record: &Record) -> Option<Quota> {
    let (class, subject) = (reader.name(record, "class"), reader.name(record, "subject"));
    let protected = reader.cell(record, "protected", WANT_YES_NO, yes_no);
    let posted = reader.number(record, "posted");
    let curriculum =
        if text(record, "curriculum").is_empty() { Some(None) } else { reader.number(record, "curriculum").map(Some) };
    Some(Quota { class: class?, subject: subject?, protected: protected?, posted: posted?, curriculum: curriculum? })
}
