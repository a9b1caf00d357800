//! A date as it will be held: its lessons after the changes so far, and what else keeps people and rooms busy, by the clock
//! on the wall.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Absence, Bar, Doing, When};
use crate::plan::View;
use crate::publication::log::Change;
use crate::school::{Activity, FlexDay, Level, Part, School, TermDay};
use crate::units::{
    BuildingId, ClassId, ClockTime, Interval, Minutes, PeriodIndex, RoomId, SubjectId, TeacherId, Weekday,
};

/// A lesson of one date.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// Row of the plan whose subject, room and classes it has.
    pub row: usize,
    pub classes: Vec<ClassId>,
    pub period: PeriodIndex,
    pub subject: SubjectId,
    pub teachers: Vec<TeacherId>,
    pub room: Option<RoomId>,
    /// In the clock of the bell schedules.
    pub base: Interval,
    /// On the wall.
    pub wall: Interval,
    /// Whether it must stay where it is: pinned, of several classes or groups, half of a double, or moved already.
    pub fixed: bool,
}

/// Something other than a lesson that keeps a person busy.
#[derive(Clone, Debug)]
pub(super) struct Busy {
    pub person: TeacherId,
    pub wall: Interval,
    pub building: Option<BuildingId>,
    pub doing: Doing,
    pub name: String,
}

/// A school day.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub date: NaiveDate,
    pub weekday: Weekday,
    pub lessons: Vec<Given>,
    pub busy: Vec<Busy>,
    /// Rooms in use by sessions and events, or closed.
    pub rooms: Vec<(RoomId, Interval, bool)>,
}

impl Day {
    /// The day of `date`, if it is one of the term's.
    pub fn new(view: &View<'_>, date: NaiveDate) -> Option<Self> {
        let (school, term) = (view.school, view.school.term.as_ref()?);
        let day = term.day(date)?;
        let mut lessons = Vec::new();
        for lesson in &view.lessons {
            let (span, Some(subject)) = (lesson.span, lesson.subject) else { continue };
            let classes: Vec<ClassId> = (lesson.classes.iter().copied())
                .filter(|class| day.holds(Activity::Lessons, span.time, &[*class]))
                .collect();
            if span.weekday != day.weekday || !span.weeks.overlaps(day.weeks) || classes.is_empty() {
                continue;
            }
            let row = view.plan.rows.get(lesson.row);
            lessons.push(Given {
                row: lesson.row,
                fixed: lesson.pinned
                    || lesson.classes.len() > 1
                    || row.is_some_and(|row| !row.section.is_empty())
                    || lesson.serves.is_some_and(|(id, _)| school.requirement(id).sections.len() > 1),
                classes,
                period: lesson.period,
                subject,
                teachers: lesson.teachers.clone(),
                room: lesson.room,
                base: span.time,
                wall: term.clock(day, span.time),
            });
        }
        let mut made = Self { date, weekday: day.weekday, lessons, busy: Vec::new(), rooms: Vec::new() };
        made.fix_doubles(view);
        made.fill_people(view, day);
        made.fill_rooms(view, day);
        Some(made)
    }

    /// Halves of double periods stay together.
    fn fix_doubles(&mut self, view: &View<'_>) {
        let double = |given: &Given| {
            let serves = view.lessons.iter().find(|lesson| lesson.row == given.row).and_then(|lesson| lesson.serves);
            serves.is_some_and(|(id, _)| view.school.requirement(id).doubles > 0)
        };
        let together = |a: &Given, b: &Given| {
            a.classes == b.classes && a.subject == b.subject && a.period.0.abs_diff(b.period.0) == 1 && double(a)
        };
        let fixed: Vec<usize> = (0..self.lessons.len())
            .filter(|index| self.lessons.iter().any(|other| together(&self.lessons[*index], other)))
            .collect();
        for index in fixed {
            self.lessons[index].fixed = true;
        }
    }

    fn fill_people(&mut self, view: &View<'_>, day: &TermDay) {
        let school = view.school;
        let Some(term) = &school.term else { return };
        let now = |weekday: Weekday, weeks: crate::units::Weeks| weekday == day.weekday && weeks.overlaps(day.weeks);
        let mut add = |person, wall, building, doing, name: &str| {
            self.busy.push(Busy { person, wall, building, doing, name: name.to_owned() });
        };
        for research in view.research.iter().filter(|one| now(one.span.weekday, one.span.weeks)) {
            let name = view.plan.rows.get(research.row).map_or("", |row| row.subject.as_str());
            if day.holds(Activity::Lessons, research.span.time, &[]) {
                let wall = term.clock(day, research.span.time);
                research.teachers.iter().for_each(|person| add(*person, wall, None, Doing::Research, name));
            }
        }
        for event in school.events.iter().filter(|event| now(event.span.weekday, event.span.weeks)) {
            if day.holds(Activity::Lessons, event.span.time, &event.classes) {
                let wall = term.clock(day, event.span.time);
                event.teachers.iter().for_each(|person| add(*person, wall, None, Doing::Event, &event.name));
            }
        }
        for held in view.sessions.iter().filter(|held| held.span.weekday == day.weekday) {
            if day.holds(Activity::AfterSchool, held.span.time, &held.classes) {
                let building = held.room.and_then(|room| school.room(room).building);
                let (wall, name) = (term.clock(day, held.span.time), view.session_name(held));
                held.staff.iter().for_each(|person| add(*person, wall, building, Doing::Session, &name));
            }
        }
        for duty in view.plan.service.iter().flat_map(|service| &service.dated).filter(|duty| duty.date == self.date) {
            if let (Some(person), Some(wall)) = (school.teacher_named(&duty.person), duty.time) {
                let building = school.buildings.iter().position(|name| *name == duty.place);
                add(person, wall, building.map(BuildingId::from_index), Doing::Duty, &duty.post);
            }
        }
        for leave in school.duty.flex.iter().flat_map(|flex| &flex.leaves) {
            let taken = match leave.day {
                FlexDay::Weekly(weekday) => weekday == day.weekday,
                FlexDay::Once(date) => date == day.date,
            };
            if taken {
                add(leave.teacher, leave.time, None, Doing::Leave, "");
            }
        }
        for person in school.teacher_ids() {
            for span in school.teacher(person).unavailable.iter().filter(|span| now(span.weekday, span.weeks)) {
                add(person, term.clock(day, span.time), None, Doing::Unavailable, "");
            }
        }
    }

    fn fill_rooms(&mut self, view: &View<'_>, day: &TermDay) {
        let school = view.school;
        let Some(term) = &school.term else { return };
        for held in view.sessions.iter().filter(|held| held.span.weekday == day.weekday) {
            let room = held.room.filter(|_| day.holds(Activity::AfterSchool, held.span.time, &held.classes));
            self.rooms.extend(room.map(|room| (room, term.clock(day, held.span.time), false)));
        }
        for event in school.events.iter().filter(|e| e.span.weekday == day.weekday && e.span.weeks.overlaps(day.weeks))
        {
            if day.holds(Activity::Lessons, event.span.time, &event.classes) {
                let wall = term.clock(day, event.span.time);
                self.rooms.extend(event.rooms.iter().map(|room| (*room, wall, true)));
            }
        }
        for (index, room) in school.rooms.iter().enumerate() {
            let spans = room.unavailable.iter().filter(|s| s.weekday == day.weekday && s.weeks.overlaps(day.weeks));
            self.rooms.extend(spans.map(|span| (RoomId::from_index(index), term.clock(day, span.time), true)));
        }
    }

    /// Makes the changes of the log that are about this date, in their order.
    pub fn apply(&mut self, view: &View<'_>, changes: &[Change]) {
        let school = view.school;
        let date = self.date;
        for change in changes.iter().filter(|change| change.date == date) {
            let Some(class) = school.class_named(&change.class) else { continue };
            let to = school.subject_named(&change.to);
            let named: Vec<TeacherId> = change.teachers.iter().filter_map(|name| school.teacher_named(name)).collect();
            let index = self.find(class, change.period, school.subject_named(&change.from));
            match (index, to) {
                (Some(index), Some(to)) if to == self.lessons[index].subject => {
                    if !named.is_empty() {
                        self.lessons[index].teachers = named;
                    }
                }
                (Some(index), Some(to)) => {
                    let usual = view.of_class(class).find(|lesson| lesson.subject == Some(to));
                    let given = &mut self.lessons[index];
                    (given.subject, given.fixed) = (to, true);
                    if let Some(usual) = usual {
                        (given.row, given.room) = (usual.row, usual.room);
                        given.teachers.clone_from(&usual.teachers);
                    }
                    if !named.is_empty() {
                        given.teachers = named;
                    }
                }
                (Some(index), None) => {
                    self.lessons[index].classes.retain(|other| *other != class);
                    if self.lessons[index].classes.is_empty() {
                        self.lessons.remove(index);
                    }
                }
                (None, Some(to)) => self.extend(view, class, change.period, to, named),
                (None, None) => {}
            }
        }
    }

    /// A lesson that was put where the class had none.
    fn extend(&mut self, view: &View<'_>, class: ClassId, period: PeriodIndex, to: SubjectId, named: Vec<TeacherId>) {
        let school = view.school;
        let (Some(term), Some(usual)) = (&school.term, view.of_class(class).find(|one| one.subject == Some(to))) else {
            return;
        };
        let bell = school.bell_of(class).period(self.weekday, period);
        let (Some(bell), Some(day)) = (bell, term.day(self.date)) else { return };
        self.lessons.push(Given {
            row: usual.row,
            classes: vec![class],
            period,
            subject: to,
            teachers: if named.is_empty() { usual.teachers.clone() } else { named },
            room: usual.room,
            base: bell.time,
            wall: term.clock(day, bell.time),
            fixed: true,
        });
    }

    /// The lesson of `class` in `period` with this subject.
    pub fn find(&self, class: ClassId, period: PeriodIndex, subject: Option<SubjectId>) -> Option<usize> {
        let fits =
            |given: &Given| given.period == period && given.classes.contains(&class) && Some(given.subject) == subject;
        self.lessons.iter().position(fits)
    }

    /// The lessons of `class` in `period`: several when it is in groups.
    pub fn at(&self, class: ClassId, period: PeriodIndex) -> impl Iterator<Item = &Given> {
        self.lessons.iter().filter(move |given| given.period == period && given.classes.contains(&class))
    }

    /// Puts an absence in, by the clock on the wall.
    pub fn absent(&mut self, view: &View<'_>, absence: &Absence) {
        for wall in self.away(view, absence) {
            self.busy.push(Busy {
                person: absence.person,
                wall,
                building: None,
                doing: Doing::Absent,
                name: String::new(),
            });
        }
    }

    /// When somebody is away. Periods are those of the bell schedules of the classes that the person teaches on that day,
    /// of all classes when there is none.
    pub fn away(&self, view: &View<'_>, absence: &Absence) -> Vec<Interval> {
        let school = view.school;
        let Some((term, day)) = school.term.as_ref().and_then(|term| Some((term, term.day(self.date)?))) else {
            return Vec::new();
        };
        let own = self.lessons.iter().filter(|given| given.teachers.contains(&absence.person));
        let mut classes: BTreeSet<ClassId> = own.flat_map(|given| given.classes.iter().copied()).collect();
        if classes.is_empty() {
            classes = school.class_ids().collect();
        }
        let bells: BTreeMap<_, _> = classes.iter().map(|class| (school.class(*class).bell, *class)).collect();
        let days = bells.values().filter_map(|class| school.bell_of(*class).days.get(&self.weekday));
        let end = |from: ClockTime, to: ClockTime| Interval::new(from, to);
        let midnight = |minutes| ClockTime::of_minutes(minutes);
        let spans: Vec<Interval> = match absence.when {
            When::Whole => {
                midnight(0).zip(midnight(24 * 60)).and_then(|(from, to)| end(from, to)).into_iter().collect()
            }
            When::Clock(time) => return vec![time],
            When::Periods(first, last) => days
                .filter_map(|bell| {
                    let meant = || bell.periods.iter().filter(|period| (first..=last).contains(&period.index));
                    end(meant().map(|p| p.time.start).min()?, meant().map(|p| p.time.end).max()?)
                })
                .collect(),
            When::Half(part) => days
                .filter_map(|bell| {
                    let of = |wanted: Part| bell.periods.iter().filter(move |period| period.part == wanted);
                    match part {
                        Part::Morning => end(midnight(0)?, of(part).map(|p| p.time.end).max()?),
                        _ => {
                            let after = of(Part::Morning).map(|p| p.time.end).max().or(midnight(12 * 60))?;
                            end(after, midnight(24 * 60)?)
                        }
                    }
                })
                .collect(),
        };
        spans.into_iter().map(|span| term.clock(day, span)).collect()
    }

    /// Whether `person` is away at some minute of `wall`.
    pub fn is_away(&self, person: TeacherId, wall: Interval) -> bool {
        self.busy.iter().any(|busy| busy.person == person && busy.doing == Doing::Absent && busy.wall.overlaps(wall))
    }

    /// What keeps `person` from a lesson at `wall` in `room`; lessons in `without` are not looked at.
    pub fn in_the_way(
        &self,
        school: &School,
        person: TeacherId,
        wall: Interval,
        room: Option<RoomId>,
        without: &[usize],
    ) -> Option<Bar> {
        let lessons = || {
            let own = self.lessons.iter().enumerate();
            own.filter(|(index, given)| !without.contains(index) && given.teachers.contains(&person))
                .map(|(_, given)| given)
        };
        let own = || self.busy.iter().filter(|busy| busy.person == person);
        if let Some(busy) = own().filter(|busy| busy.wall.overlaps(wall)).min_by_key(|busy| busy.doing) {
            return Some(Bar::Busy { doing: busy.doing, name: busy.name.clone(), time: busy.wall });
        }
        let label =
            |given: &Given| format!("{} {}", school.class_list(&given.classes), school.subject(given.subject).name);
        if let Some(given) = lessons().find(|given| given.wall.overlaps(wall)) {
            return Some(Bar::Busy { doing: Doing::Lesson, name: label(given), time: given.wall });
        }
        if !travel_matters(school) {
            return None;
        }
        let here = room.and_then(|room| school.room(room).building);
        let too_far = |there: Option<BuildingId>, time: Interval| {
            let needed = needed(school, here, there);
            (needed > Minutes(0) && wall.distance(time) < needed).then_some(needed)
        };
        let lesson = lessons().find_map(|given| {
            let needed = too_far(given.room.and_then(|room| school.room(room).building), given.wall)?;
            Some(Bar::Travel { name: label(given), time: given.wall, needed })
        });
        lesson.or_else(|| {
            own().find_map(|busy| {
                let needed = too_far(busy.building, busy.wall)?;
                Some(Bar::Travel { name: busy.name.clone(), time: busy.wall, needed })
            })
        })
    }

    /// Whether `room` takes one lesson more at `wall`, lessons in `without` not counted.
    pub fn has_place(&self, school: &School, room: RoomId, wall: Interval, without: &[usize]) -> bool {
        let taken = |(other, time, _): &&(RoomId, Interval, bool)| *other == room && time.overlaps(wall);
        if self.rooms.iter().filter(taken).any(|(_, _, closed)| *closed) {
            return false;
        }
        let inside = |(index, given): &(usize, &Given)| {
            !without.contains(index) && given.room == Some(room) && given.wall.overlaps(wall)
        };
        let used = self.rooms.iter().filter(taken).count() + self.lessons.iter().enumerate().filter(inside).count();
        used < usize::from(school.room(room).capacity)
    }
}

/// Whether the way between buildings is a reason against: the school holds its rule about it.
fn travel_matters(school: &School) -> bool {
    crate::rules::find("transfer-time")
        .and_then(|rule| school.policy.settings.get(rule.meta().code))
        .is_some_and(|setting| setting.level == Level::Hard)
}

/// Minutes from building to building; none where one is not stated.
pub(super) fn needed(school: &School, from: Option<BuildingId>, to: Option<BuildingId>) -> Minutes {
    let stated = from.zip(to).and_then(|(a, b)| school.transfer.get(a.index())?.get(b.index()).copied());
    stated.unwrap_or(Minutes(0))
}
