//! A plan's rows with their names looked up in the school: what every check reads.

use std::collections::BTreeSet;

use super::{Plan, Row, RowKind, Session, Shift};
use crate::school::{School, ServiceKind, TimeSpan};
use crate::units::{
    ClassId, ClubId, PeriodIndex, PostId, RequirementId, RoomId, ServiceSlotId, SubjectId, TeacherId, Weekday, Weeks,
};

/// A school and a plan, side by side.
#[derive(Debug)]
pub struct View<'a> {
    /// The school.
    pub school: &'a School,
    /// The plan as read.
    pub plan: &'a Plan,
    /// Lesson rows, in order; names that the school does not know are left out and listed in `unknown`.
    pub lessons: Vec<Lesson>,
    /// Research rows, in order.
    pub research: Vec<Research>,
    /// Names that the school does not know: row, column, name.
    pub unknown: Vec<(usize, &'static str, String)>,
    /// Sessions of the after-school service, in order; empty when the plan has none.
    pub sessions: Vec<Held>,
    /// Shifts of the weekly duty roster, in order; empty when the plan has none.
    pub shifts: Vec<Holds>,
    /// Positions in `lessons`, by class and by teacher.
    by_class: Vec<Vec<usize>>,
    by_teacher: Vec<Vec<usize>>,
}

/// A lesson row with its names looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Row in the plan, 0-based.
    pub row: usize,
    /// The requirement and the section that it serves: same classes, same subject, same section, and the teachers that
    /// fit best; none when the school asks for no such lesson.
    pub serves: Option<(RequirementId, usize)>,
    /// Classes, as listed.
    pub classes: Vec<ClassId>,
    /// Subject.
    pub subject: Option<SubjectId>,
    /// Teachers, as listed.
    pub teachers: Vec<TeacherId>,
    /// Room.
    pub room: Option<RoomId>,
    /// When, by the clock.
    pub span: TimeSpan,
    /// Period number.
    pub period: PeriodIndex,
    /// Whether the plan says that the configuration fixes it.
    pub pinned: bool,
}

/// A research row with its names looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Research {
    /// Row in the plan, 0-based.
    pub row: usize,
    /// Position in [`School::research`]; none when the school has no such block.
    pub block: Option<usize>,
    /// Teachers, as listed.
    pub teachers: Vec<TeacherId>,
    /// When.
    pub span: TimeSpan,
}

/// A session with its names looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Row in the plan's sessions, 0-based.
    pub row: usize,
    /// The slot.
    pub slot: Option<ServiceSlotId>,
    /// The club, for a meeting of one.
    pub club: Option<ClubId>,
    /// Classes, as listed.
    pub classes: Vec<ClassId>,
    /// Room.
    pub room: Option<RoomId>,
    /// Those in charge, as listed.
    pub staff: Vec<TeacherId>,
    /// When.
    pub span: TimeSpan,
}

/// A shift with its names looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holds {
    /// Row in the plan's shifts, 0-based.
    pub row: usize,
    /// The post.
    pub post: Option<PostId>,
    /// The person.
    pub person: Option<TeacherId>,
    /// When.
    pub span: TimeSpan,
}

impl<'a> View<'a> {
    /// Looks up all names of `plan`.
    #[must_use]
    pub fn new(school: &'a School, plan: &'a Plan) -> Self {
        let mut view = Self {
            school,
            plan,
            lessons: Vec::new(),
            research: Vec::new(),
            unknown: Vec::new(),
            sessions: Vec::new(),
            shifts: Vec::new(),
            by_class: vec![Vec::new(); school.classes.len()],
            by_teacher: vec![Vec::new(); school.teachers.len()],
        };
        for (index, row) in plan.rows.iter().enumerate() {
            match row.kind {
                RowKind::Lesson => {
                    let lesson = view.lesson(index, row);
                    view.index(&lesson);
                    view.lessons.push(lesson);
                }
                RowKind::Research => {
                    let research = Research {
                        row: index,
                        block: school.research.iter().position(|block| block.name == row.subject),
                        teachers: view.look_up(index, "teachers", &row.teachers, School::teacher_named),
                        span: span(row),
                    };
                    view.research.push(research);
                }
            }
        }
        if let Some(service) = &plan.service {
            view.sessions =
                service.sessions.iter().enumerate().map(|(row, session)| held(school, row, session)).collect();
            view.shifts = service.shifts.iter().enumerate().map(|(row, shift)| holds(school, row, shift)).collect();
        }
        view
    }

    fn look_up<I>(
        &mut self,
        row: usize,
        column: &'static str,
        names: &[String],
        find: impl Fn(&School, &str) -> Option<I>,
    ) -> Vec<I> {
        let mut found = Vec::new();
        for name in names {
            match find(self.school, name) {
                Some(id) => found.push(id),
                None => self.unknown.push((row, column, name.clone())),
            }
        }
        found
    }

    fn lesson(&mut self, index: usize, row: &Row) -> Lesson {
        let classes = self.look_up(index, "class", &row.classes, School::class_named);
        let teachers = self.look_up(index, "teachers", &row.teachers, School::teacher_named);
        let subject =
            self.look_up(index, "subject", std::slice::from_ref(&row.subject), School::subject_named).first().copied();
        let room = if row.room.is_empty() {
            None
        } else {
            self.look_up(index, "room", std::slice::from_ref(&row.room), School::room_named).first().copied()
        };
        Lesson {
            row: index,
            serves: subject.and_then(|subject| serves(self.school, &classes, subject, &row.section, &teachers)),
            classes,
            subject,
            teachers,
            room,
            span: span(row),
            period: row.period.unwrap_or(PeriodIndex(0)),
            pinned: row.pinned,
        }
    }

    /// Files a lesson under its classes and teachers, once each, before it joins `lessons`.
    fn index(&mut self, lesson: &Lesson) {
        let next = self.lessons.len();
        let file = |list: Option<&mut Vec<usize>>| {
            if let Some(list) = list.filter(|list| list.last() != Some(&next)) {
                list.push(next);
            }
        };
        lesson.classes.iter().for_each(|class| file(self.by_class.get_mut(class.index())));
        lesson.teachers.iter().for_each(|teacher| file(self.by_teacher.get_mut(teacher.index())));
    }

    /// Lessons in which `class` takes part.
    pub fn of_class(&self, class: ClassId) -> impl Iterator<Item = &Lesson> {
        self.by_class.get(class.index()).into_iter().flatten().map(|position| &self.lessons[*position])
    }

    /// Lessons in which `class` takes part on `weekday` in `week`.
    pub fn day_of_class(&self, class: ClassId, weekday: Weekday, week: Weeks) -> impl Iterator<Item = &Lesson> {
        self.of_class(class).filter(move |lesson| lesson.span.weekday == weekday && lesson.span.weeks.overlaps(week))
    }

    /// The subject under which a lesson stands: its requirement's heading, else its own.
    #[must_use]
    pub fn heading(&self, lesson: &Lesson) -> Option<SubjectId> {
        lesson.serves.map(|(id, _)| self.school.requirement(id).subject).or(lesson.subject)
    }

    /// Periods of `subject` that `class` has in `week`, one row each: of parallel groups the first stands for all.
    pub fn periods_of(&self, class: ClassId, subject: SubjectId, week: Weeks) -> impl Iterator<Item = &Lesson> {
        self.of_class(class).filter(move |lesson| {
            lesson.span.weeks.overlaps(week)
                && lesson.serves.is_none_or(|(_, section)| section == 0)
                && self.heading(lesson) == Some(subject)
        })
    }

    /// Lessons that `teacher` gives on `weekday` in `week`.
    pub fn day_of(&self, teacher: TeacherId, weekday: Weekday, week: Weeks) -> impl Iterator<Item = &Lesson> {
        self.of_teacher(teacher)
            .filter(move |lesson| lesson.span.weekday == weekday && lesson.span.weeks.overlaps(week))
    }

    /// Lessons that `teacher` teaches.
    pub fn of_teacher(&self, teacher: TeacherId) -> impl Iterator<Item = &Lesson> {
        self.by_teacher.get(teacher.index()).into_iter().flatten().map(|position| &self.lessons[*position])
    }
}

/// Names that the school does not know are left out; the rule about the names of service and duty reports them.
fn held(school: &School, row: usize, session: &Session) -> Held {
    Held {
        row,
        slot: school.service.slot_named(&session.slot),
        club: (session.kind == ServiceKind::Club).then(|| school.service.club_named(&session.name)).flatten(),
        classes: session.classes.iter().filter_map(|name| school.class_named(name)).collect(),
        room: school.room_named(&session.room),
        staff: session.staff.iter().filter_map(|name| school.teacher_named(name)).collect(),
        span: TimeSpan { weeks: Weeks::All, weekday: session.weekday, time: session.time },
    }
}

fn holds(school: &School, row: usize, shift: &Shift) -> Holds {
    Holds {
        row,
        post: school.duty.post_named(&shift.post),
        person: school.teacher_named(&shift.person),
        span: TimeSpan { weeks: Weeks::All, weekday: shift.weekday, time: shift.time },
    }
}

fn span(row: &Row) -> TimeSpan {
    TimeSpan { weeks: row.weeks, weekday: row.weekday, time: row.time }
}

/// The requirement whose classes, subject and section are these; among several the one whose teachers fit best.
fn serves(
    school: &School,
    classes: &[ClassId],
    subject: SubjectId,
    section: &str,
    teachers: &[TeacherId],
) -> Option<(RequirementId, usize)> {
    let wanted: BTreeSet<_> = classes.iter().copied().collect();
    let mut best: Option<(usize, (RequirementId, usize))> = None;
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        if requirement.classes.len() != wanted.len() || !requirement.classes.iter().all(|c| wanted.contains(c)) {
            continue;
        }
        for (index, candidate) in requirement.sections.iter().enumerate() {
            if candidate.subject != subject || candidate.name != section {
                continue;
            }
            let misfits = teachers.len().abs_diff(candidate.teachers.len())
                + teachers
                    .iter()
                    .filter(|t| !candidate.teachers.iter().any(|role| role.candidates.contains(t)))
                    .count();
            if best.is_none_or(|(least, _)| misfits < least) {
                best = Some((misfits, (id, index)));
            }
        }
    }
    best.map(|(_, found)| found)
}
