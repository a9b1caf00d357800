//! The log of changes (调课登记): covers counted so far, new rows numbered, all rows written.
//!
//! A number is `DK` (代课) or `TK` (调课), the date of the vacancy and a running number: `DK20261013-01`. Covers so far are rows
//! whose subject stays while somebody gives the lesson who does not give it by the plan; a combined lesson counts once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::day::Day;
use super::{Arrangement, Kind};
use crate::args;
use crate::config::Diagnostics;
use crate::config::suggest::among;
use crate::plan::View;
use crate::plan::cells::{LIST, line};
use crate::publication::log::Change;
use crate::text::{Arg, Lang, cover as words};
use crate::units::{Interval, PeriodIndex, TeacherId};

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Number of the change, shared by its rows.
    pub id: String,
    /// Date.
    pub date: NaiveDate,
    /// Classes.
    pub classes: Vec<String>,
    /// Period.
    pub period: PeriodIndex,
    /// Subject as it stood; empty for none.
    pub from: String,
    /// Subject instead; empty for none.
    pub to: String,
    /// Who gives it.
    pub teachers: Vec<String>,
    /// Who approved it; empty while nobody has.
    pub approved: String,
    /// Why.
    pub reason: String,
}

/// A new row, and what people are told besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The row.
    pub entry: Entry,
    /// When, on the wall.
    pub time: Interval,
    /// Where; may be empty.
    pub room: String,
    /// Who was to give it.
    pub before: Vec<String>,
}

impl Notice {
    /// Whether another lesson takes the place.
    #[must_use]
    pub fn is_swap(&self) -> bool {
        self.entry.from != self.entry.to
    }
}

impl Entry {
    /// The row as changes, one a class.
    pub fn changes(&self) -> impl Iterator<Item = Change> {
        self.classes.iter().map(|class| Change {
            at: crate::config::Location::default(),
            id: self.id.clone(),
            date: self.date,
            class: class.clone(),
            period: self.period,
            from: self.from.clone(),
            to: self.to.clone(),
            teachers: self.teachers.clone(),
            approved: self.approved.clone(),
            reason: self.reason.clone(),
        })
    }
}

/// Looks for rows of the log that the plan cannot have had: names that the school does not know, a subject that did not
/// stand there (after the rows before).
pub fn check(view: &View<'_>, log: &[Change], found: &mut Diagnostics) {
    let school = view.school;
    let mut days: BTreeMap<NaiveDate, Option<Day>> = BTreeMap::new();
    for change in log {
        let before = found.0.len();
        for name in change.teachers.iter().filter(|name| school.teacher_named(name).is_none()) {
            let known = school.teachers.iter().map(|teacher| teacher.name.as_str());
            found.push(&words::LOG_TEACHER, args! { name: name, suggest: among(name, known) }, change.at.clone());
        }
        let subjects = [&change.from, &change.to];
        for name in subjects.into_iter().filter(|name| !name.is_empty() && school.subject_named(name).is_none()) {
            let known = school.subjects.iter().map(|subject| subject.name.as_str());
            found.push(&words::LOG_SUBJECT, args! { name: name, suggest: among(name, known) }, change.at.clone());
        }
        let day = days.entry(change.date).or_insert_with(|| Day::new(view, change.date));
        let (Some(class), true) = (school.class_named(&change.class), found.0.len() == before) else { continue };
        let stands = |day: &Day| {
            let there: Vec<&str> =
                day.at(class, change.period).map(|given| school.subject(given.subject).name.as_str()).collect();
            let right = there.contains(&change.from.as_str()) || (change.from.is_empty() && there.is_empty());
            (right, there.join(LIST))
        };
        let (right, there) = day.as_ref().map_or((false, String::new()), stands);
        if !right {
            let args = args! {
                class: &change.class,
                date: change.date,
                period: change.period,
                from: &change.from,
                there: if there.is_empty() { words::NO_LESSON_THERE.into() } else { Arg::from(there) },
            };
            found.push(&words::LOG_NOT_SO, args, change.at.clone());
        } else if let Some(day) = day {
            day.apply(view, std::slice::from_ref(change));
        }
    }
}

/// A lesson that somebody gave instead of who gives it by the plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Covered {
    /// Who.
    pub person: TeacherId,
    /// Date.
    pub date: NaiveDate,
    /// Period.
    pub period: PeriodIndex,
    /// When, on the wall.
    pub time: Interval,
    /// Number of the change.
    pub id: String,
    /// Subject.
    pub subject: String,
    /// Classes.
    pub classes: Vec<String>,
    /// Whether somebody approved it.
    pub approved: bool,
}

/// The covers of a log, by person and date.
#[must_use]
pub fn covers(view: &View<'_>, log: &[Change]) -> Vec<Covered> {
    let Some(term) = &view.school.term else { return Vec::new() };
    // The last row about a lesson is the one that holds.
    let mut last: BTreeMap<(NaiveDate, &str, PeriodIndex), &Change> = BTreeMap::new();
    for change in log.iter().filter(|change| change.from == change.to && !change.teachers.is_empty()) {
        last.insert((change.date, &change.class, change.period), change);
    }
    let mut found: BTreeMap<(TeacherId, NaiveDate, PeriodIndex, &str), Covered> = BTreeMap::new();
    for change in last.into_values() {
        let (Some(class), Some(day)) = (view.school.class_named(&change.class), term.day(change.date)) else {
            continue;
        };
        let bell = view.school.bell_of(class).period(day.weekday, change.period);
        let Some(time) = bell.map(|bell| term.clock(day, bell.time)) else { continue };
        let usual: BTreeSet<TeacherId> = view
            .of_class(class)
            .filter(|lesson| {
                lesson.span.weekday == day.weekday
                    && lesson.span.weeks.overlaps(day.weeks)
                    && lesson.period == change.period
            })
            .flat_map(|lesson| lesson.teachers.iter().copied())
            .collect();
        let named = change.teachers.iter().filter_map(|name| view.school.teacher_named(name));
        for person in named.filter(|person| !usual.contains(person)) {
            let entry = found.entry((person, change.date, change.period, &change.id)).or_insert_with(|| Covered {
                person,
                date: change.date,
                period: change.period,
                time,
                id: change.id.clone(),
                subject: change.to.clone(),
                classes: Vec::new(),
                approved: !change.approved.is_empty(),
            });
            entry.classes.push(change.class.clone());
        }
    }
    found.into_values().collect()
}

/// How many lessons each person has covered, approved or not yet.
pub(super) fn covers_so_far(view: &View<'_>, log: &[Change]) -> BTreeMap<TeacherId, u32> {
    let mut found = BTreeMap::new();
    for one in covers(view, log) {
        *found.entry(one.person).or_insert(0) += 1;
    }
    found
}

/// The rows of what was chosen, numbered on from the log. `approved` may be empty.
#[must_use]
pub fn notices(
    view: &View<'_>,
    log: &[Change],
    made: &Arrangement,
    approved: &str,
    reasons: &BTreeMap<(TeacherId, NaiveDate), String>,
    lang: Lang,
) -> Vec<Notice> {
    let school = view.school;
    let mut used: BTreeSet<String> = log.iter().map(|change| change.id.clone()).collect();
    let mut found = Vec::new();
    for way in made.chosen() {
        let Some(vacancy) = way.serves.first().and_then(|index| made.vacancies.get(*index)) else { continue };
        let kind = if matches!(way.kind, Kind::Swap(_)) { "TK" } else { "DK" };
        let day = vacancy.date.format("%Y%m%d");
        let free = (1..).map(|number: u32| format!("{kind}{day}-{number:02}")).find(|id| !used.contains(id));
        let id = free.unwrap_or_default();
        used.insert(id.clone());
        let waived = matches!(way.kind, Kind::Cover { waived: true, .. }).then(|| words::WAIVED_REASON.get(lang));
        let absent = args! { people: school.teacher_list(&vacancy.absent) };
        let stated = vacancy.absent.iter().find_map(|who| reasons.get(&(*who, vacancy.date)));
        let told = stated.cloned().unwrap_or_else(|| words::REASON.fill(lang, &absent));
        let reason = [Some(told.as_str()), waived].into_iter().flatten().collect::<Vec<_>>().join("；");
        let names = |who: &[TeacherId]| who.iter().map(|who| school.teacher(*who).name.clone()).collect();
        found.extend(way.steps.iter().map(|step| Notice {
            entry: Entry {
                id: id.clone(),
                date: step.date,
                classes: step.classes.iter().map(|class| school.class(*class).name.clone()).collect(),
                period: step.period,
                from: school.subject(step.from).name.clone(),
                to: school.subject(step.to).name.clone(),
                teachers: names(&step.teachers),
                approved: approved.to_owned(),
                reason: reason.clone(),
            },
            time: step.time,
            room: step.room.map_or(String::new(), |room| school.room(room).name.clone()),
            before: names(&step.before),
        }));
    }
    found
}

/// The log with `new` rows after the old ones.
#[must_use]
pub fn write(old: &[Change], new: &[Notice], lang: Lang) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let head: [&str; 9] = match lang {
        Lang::Zh => ["编号", "日期", "班级", "节次", "原科目", "改上科目", "教师", "批准人", "事由"],
        Lang::En => ["id", "date", "class", "period", "from", "to", "teachers", "approved", "reason"],
    };
    line(&mut out, head);
    let mut row = |one: &Entry| {
        let (date, period) = (one.date.to_string(), one.period.0.to_string());
        let (classes, teachers) = (one.classes.join(LIST), one.teachers.join(LIST));
        let cells = [&one.id, &date, &classes, &period, &one.from, &one.to, &teachers, &one.approved, &one.reason];
        line(&mut out, cells.map(String::as_str));
    };
    // Classes that shared a row of the log share it again.
    let mut rows: Vec<Entry> = Vec::new();
    let mut at: Option<&crate::config::Location> = None;
    for change in old {
        match rows.last_mut() {
            Some(last) if at == Some(&change.at) => last.classes.push(change.class.clone()),
            _ => rows.push(Entry {
                id: change.id.clone(),
                date: change.date,
                classes: vec![change.class.clone()],
                period: change.period,
                from: change.from.clone(),
                to: change.to.clone(),
                teachers: change.teachers.clone(),
                approved: change.approved.clone(),
                reason: change.reason.clone(),
            }),
        }
        at = Some(&change.at);
    }
    rows.iter().chain(new.iter().map(|notice| &notice.entry)).for_each(&mut row);
    out.into_bytes()
}
