//! Two logs as schools keep them: what was taught (教学日志) and the approved changes (调课登记).
//!
//! What was taught: a row a class, date and period, with the subject; empty when nothing was taught. A combined lesson may
//! name several classes. Only the days of a class that appear are audited.
//!
//! Changes: a row a class, date and period of a change (rows of one change share its number): the subject before and
//! after (empty for none), who gives it then, and who approved it; one that nobody approved counts for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;

use super::Publication;
use super::files::{period, rows, whole};
use crate::args;
use crate::config::suggest::among;
use crate::config::table::{Kind, Record};
use crate::config::{Diagnostics, Location};
use crate::plan::cells::{Reader, list, may, must, text};
use crate::text::{Text, publication as errors, timetable::WANT_CLASS};
use crate::units::PeriodIndex;

/// A lesson that was taught, or a period in which nothing was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taught {
    /// Where it stands in the log.
    pub at: Location,
    /// Date.
    pub date: NaiveDate,
    /// Class.
    pub class: String,
    /// Period.
    pub period: PeriodIndex,
    /// Subject; empty when nothing was taught.
    pub subject: String,
    /// Who gave it; empty when the log does not say.
    pub teachers: Vec<String>,
}

/// A line of an approved change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it stands in the log.
    pub at: Location,
    /// Number of the change, shared by its lines.
    pub id: String,
    /// Date.
    pub date: NaiveDate,
    /// Class.
    pub class: String,
    /// Period.
    pub period: PeriodIndex,
    /// Subject as posted; empty for none.
    pub from: String,
    /// Subject instead; empty for none.
    pub to: String,
    /// Who gives it then; empty when the log does not say.
    pub teachers: Vec<String>,
    /// Who approved it; empty when nobody did.
    pub approved: String,
    /// Why; may be empty.
    pub reason: String,
}

static TAUGHT: Kind = Kind {
    key: "taught",
    name: Text::new("教学日志", "the log of what was taught"),
    columns: &[
        must("date", &["日期", "上课日期"]),
        must("class", &["班级", "classes"]),
        must("period", &["节次", "节"]),
        must("subject", &["学科", "科目", "课程", "实上科目", "实际科目"]),
        may("teachers", &["教师", "任课教师", "实际教师", "老师", "teacher"]),
        may("note", &["备注", "说明"]),
    ],
};

static CHANGES: Kind = Kind {
    key: "changes",
    name: Text::new("调课登记", "the log of changes"),
    columns: &[
        must("id", &["编号", "单号", "调课单号"]),
        must("date", &["日期"]),
        must("class", &["班级", "classes"]),
        must("period", &["节次", "节"]),
        must("from", &["原科目", "原课程", "原学科"]),
        must("to", &["改上科目", "现科目", "改为"]),
        may("teachers", &["教师", "代课教师", "任课教师", "teacher"]),
        must("approved", &["批准人", "审批", "批准"]),
        may("reason", &["事由", "原因", "备注"]),
    ],
};

/// Reads the log of what was taught.
///
/// # Errors
///
/// Everything that is wrong with it, together: cells, classes that were not published, dates outside the term, the same
/// lesson twice.
pub fn taught(path: &Path, publication: &Publication) -> Result<Vec<Taught>, Diagnostics> {
    let mut found = Diagnostics::default();
    let lessons: Vec<Taught> = rows(path, &TAUGHT, &mut found, |reader, record| {
        let (date, classes, period) = (reader.date(record), classes(reader, record), period(reader, record));
        let (date, period) = (date?, period?);
        let one = |class| Taught {
            at: record.at.clone(),
            date,
            class,
            period,
            subject: text(record, "subject").to_owned(),
            teachers: list(text(record, "teachers")),
        };
        Some(classes?.into_iter().map(one).collect::<Vec<_>>())
    })
    .into_iter()
    .flatten()
    .collect();
    let mut places = Places::new(publication);
    let mut seen: BTreeMap<(NaiveDate, &str, PeriodIndex, &str), u32> = BTreeMap::new();
    for one in &lessons {
        places.look(&one.at, one.date, &one.class, &mut found);
        match seen.get(&(one.date, &one.class, one.period, &one.subject)) {
            Some(line) => found.push(&errors::TAUGHT_TWICE, args! { line: *line }, one.at.clone()),
            None => {
                seen.insert((one.date, &one.class, one.period, &one.subject), one.at.line);
            }
        }
    }
    if lessons.is_empty() && found.is_empty() {
        found.push(&errors::EMPTY_LOG, args! {}, whole(path.to_owned()));
    }
    finish(lessons, found)
}

/// Reads the log of changes.
///
/// # Errors
///
/// As [`taught`].
pub fn changes(path: &Path, publication: &Publication) -> Result<Vec<Change>, Diagnostics> {
    let mut found = Diagnostics::default();
    let lines: Vec<Change> = rows(path, &CHANGES, &mut found, |reader, record| {
        let (date, classes, period) = (reader.date(record), classes(reader, record), period(reader, record));
        let id = reader.name(record, "id");
        let (id, date, period) = (id?, date?, period?);
        let one = |class| Change {
            at: record.at.clone(),
            id: id.clone(),
            date,
            class,
            period,
            from: text(record, "from").to_owned(),
            to: text(record, "to").to_owned(),
            teachers: list(text(record, "teachers")),
            approved: text(record, "approved").to_owned(),
            reason: text(record, "reason").to_owned(),
        };
        Some(classes?.into_iter().map(one).collect::<Vec<_>>())
    })
    .into_iter()
    .flatten()
    .collect();
    let mut places = Places::new(publication);
    for one in &lines {
        places.look(&one.at, one.date, &one.class, &mut found);
    }
    finish(lines, found)
}

fn finish<T>(rows: Vec<T>, mut found: Diagnostics) -> Result<Vec<T>, Diagnostics> {
    found.0.sort_by(|a, b| a.at.cmp(&b.at));
    if found.is_empty() { Ok(rows) } else { Err(found) }
}

fn classes(reader: &mut Reader, record: &Record) -> Option<Vec<String>> {
    reader.cell(record, "class", WANT_CLASS, |text| {
        let names = list(text);
        (!names.is_empty()).then_some(names)
    })
}

/// What a log may speak of; an unknown class is reported once.
struct Places<'a> {
    publication: &'a Publication,
    classes: BTreeSet<&'a str>,
    reported: BTreeSet<String>,
}

impl<'a> Places<'a> {
    fn new(publication: &'a Publication) -> Self {
        let classes = publication.plan.rows.iter().flat_map(|row| &row.classes).map(String::as_str).collect();
        Self { publication, classes, reported: BTreeSet::new() }
    }

    fn look(&mut self, at: &Location, date: NaiveDate, class: &str, found: &mut Diagnostics) {
        if !self.classes.contains(class) && self.reported.insert(class.to_owned()) {
            let args = args! { class: class, suggest: among(class, self.classes.iter().copied()) };
            found.push(&errors::UNKNOWN_CLASS, args, at.clone());
        }
        if let Some(term) = &self.publication.term
            && !(term.first..=term.last).contains(&date)
        {
            let args = args! { date: date.to_string(), first: term.first.to_string(), last: term.last.to_string() };
            found.push(&errors::OUTSIDE_TERM, args, at.clone());
        }
    }
}
