//! Cover (代课、调课): who gives the lessons of somebody who is away.
//!
//! ```text
//! School + Plan + log of changes + absences -> vacancies -> ways for each -> the best choice of all together
//!     -> rows of the log (replayed by `replay`, which shares nothing with the choice) -> slips, ledger
//! ```
//!
//! | file | what |
//! |---|---|
//! | `absence.rs` | absences as people write them |
//! | `context.rs` | all that is known: days, people, covers so far; the lessons that need somebody |
//! | `day.rs` | a date as it will be held: lessons after the changes so far, what else keeps people and rooms busy |
//! | `candidates.rs` | who may give a lesson instead, and why others may not |
//! | `swaps.rs` | exchanges of two lessons of the class, circles of three |
//! | `judge.rs` | what the rules about a day say of a change |
//! | `choose.rs` | the best choice for all vacancies together, proved |
//! | `stand_in.rs` | after-school sessions and duty of who is away |
//! | `record.rs` | rows of the log of changes: read, counted, numbered, written |
//! | `replay.rs` | the dates with all changes made, looked at afresh |
//!
//! # What is sought
//!
//! A *vacancy* is a lesson of a date whose teacher is away for some minute of it. A *way* to deal with it is a colleague who is
//! in the lesson anyway and gives it alone, a colleague who gives it instead (代课), or an exchange with later lessons of the
//! same class (调课): two lessons change places, or three in a circle where no exchange of two does for that vacancy. Nobody is asked who is
//! busy by the clock, and nobody without the subject gives a protected one unless that is waived.
//!
//! Let `x[w]` be 1 when way `w` is taken and `z[v]` when vacancy `v` stays open:
//!
//! ```text
//! sum over the ways of v of x[w] + z[v] = 1                 for each vacancy
//! sum over the ways that change lesson l of x[w] <= 1       for each lesson
//! sum over the ways that keep p busy at minute m of x[w] <= 1
//! no combination that breaks a hard rule about a day or overfills a room (added when met)
//! ```
//!
//! minimised goal by goal ([`Goal`]), each proved before the next.

pub mod absence;
mod candidates;
mod choose;
mod context;
mod day;
mod judge;
pub mod record;
pub mod replay;
mod stand_in;
mod swaps;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use choose::Goal;
pub use stand_in::{Duty, StandIn};

use crate::plan::View;
use crate::publication::log::Change;
use crate::school::{Level, Part};
use crate::text::Arg;
use crate::units::{ClassId, Interval, Minutes, PeriodIndex, RoomId, SubjectId, TeacherId};
use context::Context;

/// Somebody who is away on a date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Absence {
    /// Who.
    pub person: TeacherId,
    /// On which date.
    pub date: NaiveDate,
    /// When.
    pub when: When,
    /// Why, as stated; may be empty.
    pub reason: String,
}

/// Which part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// All of it.
    Whole,
    /// From the first period to the second, both included.
    Periods(PeriodIndex, PeriodIndex),
    /// Until the end of the morning, or from then on.
    Half(Part),
    /// By the clock on the wall.
    Clock(Interval),
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who is away when.
    pub absences: Vec<Absence>,
    /// Protected subjects that somebody without the subject may give.
    pub waived: BTreeSet<SubjectId>,
    /// Who is not to be asked.
    pub spared: BTreeSet<TeacherId>,
    /// Whether lessons may change places.
    pub swaps: bool,
    /// Whether a colleague of the subject is better than lessons that change places.
    pub cover_first: bool,
    /// How many school days after the absence a lesson may be moved to.
    pub horizon: u16,
    /// What was chosen by hand.
    pub chosen: Vec<Choice>,
}

/// A choice by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Class of the lesson.
    pub class: ClassId,
    /// Date; none when only one is asked about.
    pub date: Option<NaiveDate>,
    /// Period.
    pub period: PeriodIndex,
    /// [`Way::key`], or `-` for nobody.
    pub key: String,
    /// As typed.
    pub typed: String,
}

/// What keeps a person busy; the plainest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doing {
    /// Away as well.
    Absent,
    /// On leave by the rules of flexible hours.
    Leave,
    /// Cannot teach then, as the school states.
    Unavailable,
    /// A lesson.
    Lesson,
    /// A research block.
    Research,
    /// A fixed event.
    Event,
    /// An after-school session.
    Session,
    /// A duty post.
    Duty,
}

/// Why somebody cannot give a lesson, or a lesson cannot move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bar {
    /// From outside: does not teach lessons.
    Outsider,
    /// Not to be asked.
    Spared,
    /// Does not have the subject, which is protected.
    Unqualified,
    /// Busy at that time.
    Busy {
        /// With what.
        doing: Doing,
        /// Its name; may be empty.
        name: String,
        /// When.
        time: Interval,
    },
    /// Has not the time to walk from or to this.
    Travel {
        /// What.
        name: String,
        /// When that is.
        time: Interval,
        /// Minutes needed.
        needed: Minutes,
    },
    /// A hard rule would be broken.
    Rule {
        /// Its code.
        code: &'static str,
        /// Its message.
        message: Arg,
    },
}

/// What a rule that is not hard says of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Code of the rule.
    pub code: &'static str,
    /// Its level.
    pub level: Level,
    /// Its message.
    pub message: Arg,
}

/// How near somebody is to a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Has the subject.
    Subject,
    /// Teaches the class something else, or is its class teacher.
    Class,
    /// Neither.
    Other,
}

/// A lesson that needs somebody.
#[derive(Clone, Debug)]
pub struct Vacancy {
    /// Date.
    pub date: NaiveDate,
    /// Position in the day's lessons.
    lesson: usize,
    /// Period.
    pub period: PeriodIndex,
    /// Classes.
    pub classes: Vec<ClassId>,
    /// Subject.
    pub subject: SubjectId,
    /// When, on the wall.
    pub time: Interval,
    /// Where.
    pub room: Option<RoomId>,
    /// Who is away.
    pub absent: Vec<TeacherId>,
    /// Who is in the lesson anyway.
    pub present: Vec<TeacherId>,
    /// Whether the subject is protected.
    pub protected: bool,
    /// Ways to deal with it, the best first: positions in [`Arrangement::ways`].
    pub ways: Vec<usize>,
    /// Who cannot, and why; the nearest first.
    pub barred: Vec<Barred>,
    /// Whether it must stay where it is, so that no exchange was looked for.
    pub fixed: bool,
}

/// Somebody who cannot give a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// Who.
    pub person: TeacherId,
    /// How near.
    pub standing: Standing,
    /// Why not.
    pub bar: Bar,
}

/// What a way is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Who is in the lesson anyway gives it.
    Alone,
    /// Somebody else gives it.
    Cover {
        /// Who.
        person: TeacherId,
        /// How near.
        standing: Standing,
        /// Whether it is a protected subject that the person does not have.
        waived: bool,
    },
    /// So many lessons change places.
    Swap(u8),
}

/// A way to deal with a vacancy (or several).
#[derive(Clone, Debug)]
pub struct Way {
    /// What.
    pub kind: Kind,
    /// Positions of the vacancies.
    pub serves: Vec<usize>,
    /// What changes, lesson by lesson.
    pub steps: Vec<Step>,
    /// What rules that are not hard say.
    pub warnings: Vec<Warning>,
    /// Covers given so far by who covers.
    pub so_far: u32,
    /// Lessons of that person in the week.
    pub week_load: u32,
}

/// A lesson of a date that is given otherwise.
#[derive(Clone, Debug)]
pub struct Step {
    /// Date.
    pub date: NaiveDate,
    /// Position in the day's lessons.
    lesson: usize,
    /// Row of the plan whose lesson it becomes.
    row: usize,
    /// Period.
    pub period: PeriodIndex,
    /// When, on the wall.
    pub time: Interval,
    /// Classes.
    pub classes: Vec<ClassId>,
    /// Subject as it stood.
    pub from: SubjectId,
    /// Subject instead.
    pub to: SubjectId,
    /// Who was to give it.
    pub before: Vec<TeacherId>,
    /// Who gives it.
    pub teachers: Vec<TeacherId>,
    /// Where.
    pub room: Option<RoomId>,
}

impl Way {
    /// How it is called in a choice by hand: the name of who covers, `=` for who is there anyway, `2026-10-14#3` for an
    /// exchange (two of them joined by `+` for a circle).
    #[must_use]
    pub fn key(&self, view: &View<'_>) -> String {
        match self.kind {
            Kind::Alone => "=".to_owned(),
            Kind::Cover { person, .. } => view.school.teacher(person).name.clone(),
            Kind::Swap(_) => {
                let others = self.steps.iter().skip(1).map(|step| format!("{}#{}", step.date, step.period.0));
                others.collect::<Vec<_>>().join("+")
            }
        }
    }

    /// Who does something that he or she would not have done, of those who are not `away`.
    #[must_use]
    pub fn people(&self, away: &BTreeSet<TeacherId>) -> BTreeSet<TeacherId> {
        let asked = |step: &Step| step.teachers.iter().filter(|who| !step.before.contains(who)).copied().collect();
        self.steps.iter().flat_map(|step| -> Vec<TeacherId> { asked(step) }).filter(|who| !away.contains(who)).collect()
    }
}

/// Words about an absence that are no errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// No school on that date.
    NoSchool(Absence),
    /// The person has no lesson then.
    NoLesson(Absence),
    /// The absence concerns lessons that are arranged already, so many.
    Arranged(Absence, usize),
}

/// How it ended.
#[derive(Clone, Debug)]
pub struct Arrangement {
    /// Lessons that need somebody, by date, time and class.
    pub vacancies: Vec<Vacancy>,
    /// All ways.
    pub ways: Vec<Way>,
    /// For each vacancy the way taken; none when it stays open.
    pub taken: Vec<Option<usize>>,
    /// Value of each goal, in their order.
    pub goals: Vec<(Goal, i64)>,
    /// Whether no choice is better.
    pub proved: bool,
    /// Words about absences.
    pub notes: Vec<Note>,
    /// Sessions and duty of who is away.
    pub duties: Vec<Duty>,
}

impl Arrangement {
    /// Ways that were taken, once each, in the order of the vacancies.
    pub fn chosen(&self) -> impl Iterator<Item = &Way> {
        let first = |(index, way): (usize, &Option<usize>)| way.filter(|_| !self.taken[..index].contains(way));
        self.taken.iter().enumerate().filter_map(first).filter_map(|way| self.ways.get(way))
    }

    /// How many lessons stay open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.taken.iter().filter(|way| way.is_none()).count()
    }
}

/// Why nothing can be arranged as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A choice by hand is about no lesson that needs somebody.
    NoSuchLesson(Choice),
    /// A choice by hand is no way for that lesson; the reason where there is one.
    NoSuchWay(Choice, Option<Bar>),
    /// Choices by hand do not go together.
    Together,
}

/// Arranges cover for the absences, given the changes so far.
///
/// # Errors
///
/// Choices by hand that cannot be.
pub fn arrange(view: &View<'_>, log: &[Change], request: &Request) -> Result<Arrangement, Vec<Refusal>> {
    let mut context = Context::new(view, log, request);
    let (vacancies, notes) = context.vacancies(log);
    let mut made = Arrangement {
        taken: vec![None; vacancies.len()],
        vacancies,
        ways: Vec::new(),
        goals: Vec::new(),
        proved: true,
        notes,
        duties: Vec::new(),
    };
    candidates::find(&context, &mut made);
    if request.swaps {
        swaps::find(&context, &mut made);
    }
    candidates::rank(&context, &mut made);
    choose::choose(&context, &mut made)?;
    made.duties = stand_in::find(&context, &made);
    Ok(made)
}
