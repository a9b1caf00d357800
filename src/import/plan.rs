//! A finished timetable held against its school: the plan that `check` and `repair` read, and every difference by name.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Placed, Slot};
use super::folder::doubles;
use super::report::Report;
use crate::args;
use crate::config::suggest;
use crate::config::{Diagnostics, Location};
use crate::plan::{Plan, Row, RowKind};
use crate::school::{Requirement, RoomNeed, School, Section};
use crate::text::import as words;
use crate::text::{Arg, Text};
use crate::units::{ClassId, Interval, PeriodIndex, RoomId, SubjectId, Weekday, Weeks};
use crate::workbook::Workbook;

/// The plan, and what differs from the school (in the report).
pub(super) fn against(school: &School, placed: &[Placed], day: &[Slot], report: &mut Report) -> Plan {
    let mut held =
        Against { school, differences: Vec::new(), strangers: BTreeSet::new(), rooms: Rooms::default(), assumed: 0 };
    let before = report.differences.len();
    let times: BTreeMap<u8, Interval> = day.iter().filter_map(|slot| slot.period.zip(slot.time)).collect();
    held.times(&times);
    let mut rows = Vec::new();
    let mut together: BTreeSet<(ClassId, SubjectId, Weekday, u8, Weeks)> = BTreeSet::new();
    let mut teachers: BTreeMap<(String, String), BTreeMap<String, u32>> = BTreeMap::new();
    for one in placed {
        let class = school.class_named(&one.class.text);
        let subject = school.subject_named(&one.subject);
        held.names(one, class, subject);
        let bell = class.and_then(|class| school.bell_of(class).period(one.weekday, PeriodIndex(one.period)));
        let Some(time) = bell.map(|period| period.time).or_else(|| times.get(&one.period).copied()) else {
            held.no_period(one);
            continue;
        };
        if bell.is_none() && class.is_some() {
            held.no_period(one);
        }
        let requirement = class.zip(subject).and_then(|(class, subject)| requirement(school, class, subject));
        let Some(requirement) = requirement else {
            rows.push(row(one, vec![one.class.text.clone()], time));
            continue;
        };
        // Combined classes are one lesson.
        if requirement.classes.len() > 1 {
            let slot = |class: ClassId| (class, requirement.subject, one.weekday, one.period, one.weeks);
            let first = requirement.classes.iter().all(|class| !together.contains(&slot(*class)));
            together.extend(requirement.classes.iter().map(|class| slot(*class)));
            if !first {
                continue;
            }
        }
        let classes: Vec<String> = requirement.classes.iter().map(|id| school.class(*id).name.clone()).collect();
        for section in &requirement.sections {
            let mut row = row(one, classes.clone(), time);
            row.section.clone_from(&section.name);
            if requirement.sections.len() > 1 {
                row.subject.clone_from(&school.subject(section.subject).name);
            }
            let given = staff(school, section);
            if row.teachers.is_empty() || requirement.sections.len() > 1 {
                row.teachers = given.iter().filter_map(|role| role.first().cloned()).collect();
            } else if !fits(&row.teachers, &given) {
                let key =
                    (row.teachers.join("、"), given.iter().map(|role| role.join("|")).collect::<Vec<_>>().join("、"));
                *teachers.entry(key).or_default().entry(format!("{} {}", one.class.text, one.subject)).or_insert(0) +=
                    1;
            }
            if row.room.is_empty() {
                row.room = held.room(requirement, section, one, time);
            }
            row.pinned = pinned(school, requirement, one);
            rows.push(row);
        }
    }
    for ((written, expected), lessons) in teachers {
        let lessons: Vec<_> = lessons.into_iter().map(|(lesson, count)| format!("{lesson} {count}")).collect();
        let args = args! { lessons: lessons.join("、"), written: written, expected: expected };
        held.differences.push((words::KIND_TEACHERS, words::OTHER_TEACHER.arg(&args)));
    }
    held.counts(placed);
    held.doubles(placed);
    let weighty = [words::KIND_NAMES, words::KIND_TEACHERS, words::KIND_COUNTS, words::KIND_PERIODS];
    if before == 0 && !held.differences.iter().any(|(kind, _)| weighty.contains(kind)) {
        report.made.push(words::ASSIGNMENTS_AGREE.arg(&args! { n: school.requirements.len() }));
    }
    let order = |row: &Row| {
        let class = row.classes.first().and_then(|name| school.class_named(name));
        (class.is_none(), class, row.weekday, row.period, row.weeks, row.section.clone())
    };
    rows.sort_by_cached_key(order);
    if held.assumed > 0 {
        report.ask(&words::ROOMS_ASSUMED, args! { n: held.assumed }, Vec::new());
    }
    // What matters most first: who teaches what, how often.
    let kinds = [
        words::KIND_NAMES,
        words::KIND_TEACHERS,
        words::KIND_COUNTS,
        words::KIND_PERIODS,
        words::KIND_DOUBLES,
        words::KIND_TIMES,
    ];
    for kind in kinds {
        let of_kind = held.differences.iter().filter(|(other, _)| *other == kind).map(|(_, text)| text.clone());
        let before = report.differences.len();
        report.differences.extend(of_kind);
        if report.differences.len() > before {
            report.kinds.push((kind, report.differences.len() - before));
        }
    }
    report.made.push(words::MADE_PLAN.arg(&args! { rows: rows.len() }));
    Plan { rows, service: None }
}

fn row(one: &Placed, classes: Vec<String>, time: Interval) -> Row {
    Row {
        kind: RowKind::Lesson,
        classes,
        subject: one.subject.clone(),
        section: String::new(),
        teachers: one.teachers.clone(),
        room: one.room.clone(),
        weeks: one.weeks,
        weekday: one.weekday,
        period: Some(PeriodIndex(one.period)),
        time,
        pinned: false,
    }
}

/// What gives `class` the subject: as its own, or within a heading (走班).
fn requirement(school: &School, class: ClassId, subject: SubjectId) -> Option<&Requirement> {
    let mut of_class = school.requirements.iter().filter(|requirement| requirement.classes.contains(&class));
    of_class
        .clone()
        .find(|requirement| requirement.subject == subject)
        .or_else(|| of_class.find(|requirement| requirement.sections.iter().any(|section| section.subject == subject)))
}

fn staff(school: &School, section: &Section) -> Vec<Vec<String>> {
    let names =
        |role: &crate::school::TeacherRole| role.candidates.iter().map(|id| school.teacher(*id).name.clone()).collect();
    section.teachers.iter().map(names).collect()
}

/// Whether the people written are those that the section needs, each in a role of his own.
fn fits(written: &[String], roles: &[Vec<String>]) -> bool {
    written.len() == roles.len() && written.iter().all(|name| roles.iter().any(|role| role.contains(name)))
}

fn pinned(school: &School, requirement: &Requirement, one: &Placed) -> bool {
    school.pins.iter().any(|pin| {
        std::ptr::eq(school.requirement(pin.requirement), requirement)
            && pin.weekday == one.weekday
            && (pin.period.0..pin.period.0.saturating_add(pin.length)).contains(&one.period)
            && pin.weeks.overlaps(one.weeks)
    })
}

/// A class's lesson written twice alike is one; two different ones at one time are an error.
pub(super) fn once(placed: &[Placed], workbook: &Workbook) -> Result<Vec<Placed>, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut known: BTreeMap<(&str, Weekday, u8), Vec<&Placed>> = BTreeMap::new();
    let mut out = Vec::new();
    for one in placed {
        let there = known.entry((one.class.text.as_str(), one.weekday, one.period)).or_default();
        let rival = there.iter().find(|other| other.weeks.overlaps(one.weeks) && other.at != one.at);
        match rival {
            Some(other) if other.subject == one.subject && other.teachers == one.teachers => continue,
            Some(other) => {
                let args = args! {
                    class: &one.class.text,
                    day: one.weekday,
                    period: one.period,
                    first: other.at.show(workbook),
                    second: one.at.show(workbook),
                };
                diagnostics.push(
                    &words::TWO_LESSONS,
                    args,
                    Location { file: workbook.file.clone(), ..Location::default() },
                );
            }
            None => {}
        }
        there.push(one);
        out.push(one.clone());
    }
    if diagnostics.is_empty() { Ok(out) } else { Err(diagnostics) }
}

/// Rooms in use, so that two lessons do not get the same one.
#[derive(Default)]
struct Rooms {
    used: BTreeMap<(RoomId, Weekday), Vec<(Interval, Weeks)>>,
}

struct Against<'a> {
    school: &'a School,
    differences: Vec<(Text, Arg)>,
    strangers: BTreeSet<(u8, String)>,
    rooms: Rooms,
    /// Lessons whose room had to be chosen.
    assumed: usize,
}

impl Against<'_> {
    /// Names that the school does not have, each told once.
    fn names(&mut self, one: &Placed, class: Option<ClassId>, subject: Option<SubjectId>) {
        let classes = || self.school.classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>();
        let subjects = || self.school.subjects.iter().map(|subject| subject.name.as_str()).collect::<Vec<_>>();
        let teachers = || self.school.teachers.iter().map(|teacher| teacher.name.as_str()).collect::<Vec<_>>();
        let mut found: Vec<(u8, Text, &str, Vec<&str>)> = Vec::new();
        if class.is_none() {
            found.push((0, words::CLASS, &one.class.text, classes()));
        }
        if subject.is_none() {
            found.push((1, words::SUBJECT, &one.subject, subjects()));
        }
        for name in one.teachers.iter().filter(|name| self.school.teacher_named(name).is_none()) {
            found.push((2, words::TEACHER, name, teachers()));
        }
        for (kind, what, name, known) in found {
            if self.strangers.insert((kind, name.to_owned())) {
                let suggest = suggest::among(name, known);
                let difference = words::STRANGER.arg(&args! { what: what, name: name, suggest: suggest });
                self.differences.push((words::KIND_NAMES, difference));
            }
        }
    }

    fn no_period(&mut self, one: &Placed) {
        if self.strangers.insert((3, format!("{} {} {}", one.class.text, one.weekday.number(), one.period))) {
            let args = args! { class: &one.class.text, day: one.weekday, period: one.period, subject: &one.subject };
            self.differences.push((words::KIND_PERIODS, words::NO_SUCH_PERIOD.arg(&args)));
        }
    }

    /// Clock times of the header that are not those of the school.
    fn times(&mut self, times: &BTreeMap<u8, Interval>) {
        for (period, written) in times {
            let mut bells = self.school.bells.iter().flat_map(|bell| bell.slots());
            let mut own: BTreeSet<Interval> = BTreeSet::new();
            own.extend(bells.by_ref().filter(|(_, slot)| slot.index.0 == *period).map(|(_, slot)| slot.time));
            if !own.is_empty() && !own.contains(written) {
                let own = own.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
                let args = args! { period: PeriodIndex(*period), written: *written, own: own };
                self.differences.push((words::KIND_TIMES, words::OTHER_TIME.arg(&args)));
            }
        }
    }

    /// The room that the school's configuration says; of several, the first that is free.
    fn room(&mut self, requirement: &Requirement, section: &Section, one: &Placed, time: Interval) -> String {
        let home = requirement.classes.first().map(|class| self.school.class(*class).home_room);
        let candidates = match &section.room {
            RoomNeed::Home => home.into_iter().collect(),
            RoomNeed::OneOf { candidates, .. } => candidates.clone(),
        };
        if candidates.len() > 1 {
            self.assumed += 1;
        }
        let free = |room: &&RoomId| {
            let used = self.rooms.used.get(&(**room, one.weekday)).map_or(0, |used| {
                used.iter().filter(|(other, weeks)| other.overlaps(time) && weeks.overlaps(one.weeks)).count()
            });
            used < usize::from(self.school.room(**room).capacity.max(1))
        };
        let chosen = candidates.iter().find(free).or(candidates.first()).copied();
        let Some(room) = chosen else { return String::new() };
        self.rooms.used.entry((room, one.weekday)).or_default().push((time, one.weeks));
        self.school.room(room).name.clone()
    }

    /// Weekly periods of each class and subject: written and required.
    fn counts(&mut self, placed: &[Placed]) {
        let mut written: BTreeMap<(ClassId, SubjectId), u32> = BTreeMap::new();
        for one in placed {
            let (class, subject) = (self.school.class_named(&one.class.text), self.school.subject_named(&one.subject));
            if let Some(key) = class.zip(subject) {
                let halves = if one.weeks == Weeks::All { 2 } else { 1 };
                *written.entry(key).or_insert(0) += halves;
            }
        }
        let mut required: BTreeMap<(ClassId, SubjectId), u32> = BTreeMap::new();
        for requirement in &self.school.requirements {
            for class in &requirement.classes {
                *required.entry((*class, requirement.subject)).or_insert(0) += requirement.weekly.per_fortnight();
            }
        }
        let keys: BTreeSet<_> = written.keys().chain(required.keys()).copied().collect();
        let periods = |halves: u32| (f64::from(halves) / 2.0).to_string();
        for key in keys {
            let of = |counts: &BTreeMap<_, u32>| counts.get(&key).copied().unwrap_or(0);
            let (here, there) = (of(&written), of(&required));
            if here != there {
                let args = args! {
                    class: &self.school.class(key.0).name,
                    subject: &self.school.subject(key.1).name,
                    written: periods(here),
                    required: periods(there),
                };
                self.differences.push((words::KIND_COUNTS, words::OTHER_COUNT.arg(&args)));
            }
        }
    }

    /// Double periods that the timetable marks and the assignments do not require, a line a subject.
    fn doubles(&mut self, placed: &[Placed]) {
        if !placed.iter().any(|one| one.double) {
            return;
        }
        let mut by_subject: BTreeMap<(&str, usize, u8), Vec<&str>> = BTreeMap::new();
        for requirement in &self.school.requirements {
            let subject = &self.school.subject(requirement.subject).name;
            for class in &requirement.classes {
                let class = &self.school.class(*class).name;
                let marked = doubles(placed, class, subject);
                if marked > usize::from(requirement.doubles) {
                    by_subject.entry((subject, marked, requirement.doubles)).or_default().push(class);
                }
            }
        }
        for ((subject, written, required), classes) in by_subject {
            let class = classes.first().copied().unwrap_or_default();
            let args = args! { subject: subject, n: classes.len(), class: class, written: written, required: required };
            self.differences.push((words::KIND_DOUBLES, words::OTHER_DOUBLES.arg(&args)));
        }
    }
}
