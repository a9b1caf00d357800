//! What the school published (公示), sealed, and what was taught against it.
//!
//! ```text
//! School + Plan -> Publication -> files (timetable.csv, due-lessons.csv, quotas.csv, published.json) -> read back
//! Publication + log of what was taught + approved changes -> audit -> findings
//! ```
//!
//! | file | what |
//! |---|---|
//! | [`seal`] | the hash of a timetable's content, whatever the order of its rows |
//! | [`files`] | a publication's folder, written and read back |
//! | [`log`] | the log of what was taught, the log of approved changes |
//! | [`audit`] | what was squeezed, swapped, dropped; counts against the curriculum |
//!
//! A publication stands for itself: who audits it needs no configuration, so that the bureau can.

pub mod audit;
pub mod files;
pub mod log;
pub mod seal;

use chrono::NaiveDate;

use crate::plan::{Plan, RowKind, dated};
use crate::school::{Curriculum, School};
use crate::units::{Interval, PeriodIndex, Weeks};

/// A published timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Name of the school.
    pub school: String,
    /// The term; none when the school states none, and then nothing can be audited.
    pub term: Option<Span>,
    /// When it was published.
    pub date: NaiveDate,
    /// [`seal::seal`] of school, term and timetable.
    pub seal: String,
    /// The timetable as posted.
    pub plan: Plan,
    /// Every lesson of every class on every date of the term; sorted.
    pub due: Vec<Due>,
    /// Periods of each class and subject, and what the curriculum asks for.
    pub quotas: Vec<Quota>,
}

/// A term: its name, first and last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Name.
    pub name: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

/// A lesson that a class is due on a date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// Date.
    pub date: NaiveDate,
    /// Name of the class.
    pub class: String,
    /// Period.
    pub period: PeriodIndex,
    /// Subject.
    pub subject: String,
    /// Group; empty when the class is together.
    pub section: String,
    /// Week of the term, from 1.
    pub week: u16,
    /// Time on the wall.
    pub time: Interval,
    /// Who gives it.
    pub teachers: Vec<String>,
}

/// What a class has of a subject, in periods over two weeks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quota {
    /// Name of the class.
    pub class: String,
    /// Subject.
    pub subject: String,
    /// Whether it is protected from being squeezed.
    pub protected: bool,
    /// In the posted timetable.
    pub posted: u32,
    /// The curriculum's; none when it names none for this grade.
    pub curriculum: Option<u32>,
}

impl Publication {
    /// Publishes `plan` on `date`.
    #[must_use]
    pub fn new(school: &School, plan: &Plan, date: NaiveDate) -> Self {
        let mut rows = plan.rows.clone();
        rows.sort();
        let plan = Plan { rows, service: None };
        let (term, seal) = (span(school), seal_of(school, &plan));
        let (due, quotas) = (due(school, &plan), quotas(school, &plan));
        Self { school: school.name.clone(), term, date, seal, plan, due, quotas }
    }
}

/// The seal that a plan's timetable has when this school publishes it.
#[must_use]
pub fn seal_of(school: &School, plan: &Plan) -> String {
    seal::seal(&school.name, span(school).as_ref(), plan)
}

fn span(school: &School) -> Option<Span> {
    let term = school.term.as_ref()?;
    Some(Span { name: term.name.clone(), first: term.first, last: term.last })
}

fn due(school: &School, plan: &Plan) -> Vec<Due> {
    let Some(term) = &school.term else { return Vec::new() };
    let mut found: Vec<Due> = dated::lessons(school, plan)
        .into_iter()
        .filter_map(|one| Some((plan.rows.get(one.index)?, one)))
        .flat_map(|(row, one)| {
            let week = term.week_of(one.date);
            one.classes.into_iter().filter_map(move |class| {
                Some(Due {
                    date: one.date,
                    class: school.class(class).name.clone(),
                    period: row.period?,
                    subject: row.subject.clone(),
                    section: row.section.clone(),
                    week,
                    time: one.time,
                    teachers: row.teachers.clone(),
                })
            })
        })
        .collect();
    found.sort();
    found
}

/// Groups of a class that are taught side by side count once.
fn quotas(school: &School, plan: &Plan) -> Vec<Quota> {
    let mut found = Vec::new();
    for class in &school.classes {
        let rows = || plan.rows.iter().filter(|row| row.kind == RowKind::Lesson && row.classes.contains(&class.name));
        let mut subjects: Vec<&str> = rows().map(|row| row.subject.as_str()).collect();
        let asked = asked(&school.curriculum, class.grade);
        subjects.extend(asked.iter().map(|(subject, _)| *subject));
        subjects.sort_unstable();
        subjects.dedup();
        for subject in subjects {
            let mut slots: Vec<_> = rows()
                .filter(|row| row.subject == subject)
                .flat_map(|row| {
                    let weeks = [Weeks::Odd, Weeks::Even].into_iter().filter(|week| row.weeks.overlaps(*week));
                    weeks.map(move |week| (week, row.weekday, row.period))
                })
                .collect();
            slots.sort_unstable();
            slots.dedup();
            let posted = u32::try_from(slots.len()).unwrap_or(u32::MAX);
            let protected = school.subjects.iter().any(|known| known.name == subject && known.protected);
            let curriculum = asked.iter().find(|(name, _)| *name == subject).map(|(_, periods)| *periods);
            found.push(Quota { class: class.name.clone(), subject: subject.to_owned(), protected, posted, curriculum });
        }
    }
    found
}

/// Subjects that the curriculum has in `grade`, with their periods over two weeks.
fn asked(curriculum: &Curriculum, grade: u8) -> Vec<(&str, u32)> {
    let of_grade = usize::from(grade).saturating_sub(1);
    let rows = curriculum.rows.iter().filter_map(|row| {
        let periods = row.by_grade.get(of_grade)?.per_fortnight();
        (periods > 0).then_some((row.subject.as_str(), periods))
    });
    rows.collect()
}

#[cfg(test)]
mod tests;
