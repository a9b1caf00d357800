//! All that is known of school, days and people, and which lessons need somebody.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::day::{Day, Given};
use super::{Note, Request, Vacancy, record};
use crate::plan::View;
use crate::publication::log::Change;
use crate::units::{ClassId, SubjectId, TeacherId};

/// All that is known of school, days and people.
pub(super) struct Context<'a> {
    pub view: &'a View<'a>,
    pub request: &'a Request,
    pub days: BTreeMap<NaiveDate, Day>,
    pub has_subject: BTreeMap<SubjectId, BTreeSet<TeacherId>>,
    pub teaches: BTreeMap<ClassId, BTreeSet<TeacherId>>,
    pub so_far: BTreeMap<TeacherId, u32>,
}

impl<'a> Context<'a> {
    pub fn new(view: &'a View<'a>, log: &[Change], request: &'a Request) -> Self {
        let mut dates: BTreeSet<NaiveDate> = BTreeSet::new();
        let school_days = || view.school.term.iter().flat_map(|term| &term.days).map(|day| day.date);
        for absence in &request.absences {
            dates.insert(absence.date);
            dates.extend(school_days().filter(|date| *date > absence.date).take(usize::from(request.horizon)));
        }
        let mut days: BTreeMap<NaiveDate, Day> =
            dates.into_iter().filter_map(|date| Some((date, Day::new(view, date)?))).collect();
        for (date, day) in &mut days {
            day.apply(view, log);
            for absence in request.absences.iter().filter(|absence| absence.date == *date) {
                day.absent(view, absence);
            }
        }
        let mut has_subject: BTreeMap<SubjectId, BTreeSet<TeacherId>> = BTreeMap::new();
        let mut teaches: BTreeMap<ClassId, BTreeSet<TeacherId>> = BTreeMap::new();
        for person in view.school.teacher_ids() {
            for subject in &view.school.teacher(person).subjects {
                has_subject.entry(*subject).or_default().insert(person);
            }
        }
        for lesson in &view.lessons {
            lesson.subject.iter().for_each(|subject| has_subject.entry(*subject).or_default().extend(&lesson.teachers));
            lesson.classes.iter().for_each(|class| teaches.entry(*class).or_default().extend(&lesson.teachers));
        }
        for class in view.school.class_ids() {
            teaches.entry(class).or_default().extend(view.school.class(class).class_teacher);
        }
        Self { view, request, days, has_subject, teaches, so_far: record::covers_so_far(view, log) }
    }

    /// The lessons whose teacher is away, and words about absences that leave none.
    pub fn vacancies(&mut self, log: &[Change]) -> (Vec<Vacancy>, Vec<Note>) {
        let (mut found, mut notes) = (Vec::new(), Vec::new());
        for (date, day) in &self.days {
            for (index, given) in day.lessons.iter().enumerate() {
                let (absent, present): (Vec<TeacherId>, Vec<TeacherId>) =
                    given.teachers.iter().partition(|person| day.is_away(**person, given.wall));
                if absent.is_empty() {
                    continue;
                }
                found.push(Vacancy {
                    date: *date,
                    lesson: index,
                    period: given.period,
                    classes: given.classes.clone(),
                    subject: given.subject,
                    time: given.wall,
                    room: given.room,
                    absent,
                    present,
                    protected: self.view.school.subject(given.subject).protected,
                    ways: Vec::new(),
                    barred: Vec::new(),
                    fixed: given.fixed,
                });
            }
        }
        found.sort_by(|a, b| (a.date, a.time, &a.classes).cmp(&(b.date, b.time, &b.classes)));
        for absence in &self.request.absences {
            let mine = |one: &&Vacancy| one.date == absence.date && one.absent.contains(&absence.person);
            let Some(day) = self.days.get(&absence.date) else {
                notes.push(Note::NoSchool(absence.clone()));
                continue;
            };
            let away = day.away(self.view, absence);
            let Some(posted) = Day::new(self.view, absence.date) else { continue };
            let would = |given: &&Given| {
                given.teachers.contains(&absence.person) && away.iter().any(|time| time.overlaps(given.wall))
            };
            let (due, open) = (posted.lessons.iter().filter(would).count(), found.iter().filter(mine).count());
            if due > open && log.iter().any(|change| change.date == absence.date) {
                notes.push(Note::Arranged(absence.clone(), due - open));
            } else if open == 0 {
                notes.push(Note::NoLesson(absence.clone()));
            }
        }
        (found, notes)
    }

    /// Everybody who is away on some date of the request.
    pub fn away(&self) -> BTreeSet<TeacherId> {
        self.request.absences.iter().map(|absence| absence.person).collect()
    }

    /// Lessons of `person` in the week of `date`, as the days looked at and the plan have them.
    pub fn week_load(&self, person: TeacherId, date: NaiveDate) -> u32 {
        let Some(term) = &self.view.school.term else { return 0 };
        let week = term.week_of(date);
        let days = term.days.iter().filter(|day| day.week == week);
        let count = days.map(|day| match self.days.get(&day.date) {
            Some(day) => day.lessons.iter().filter(|given| given.teachers.contains(&person)).count(),
            None => self.view.day_of(person, day.weekday, day.weeks).count(),
        });
        u32::try_from(count.sum::<usize>()).unwrap_or(u32::MAX)
    }
}
