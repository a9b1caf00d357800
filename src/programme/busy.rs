//! What rooms, classes and instructors are taken up with before the programme is made: lessons, research, events, stated
//! closures. Everything is compared by the wall clock.

use crate::plan::{Plan, RowKind};
use crate::school::{School, TimeSpan};
use crate::units::{ClassId, ClockTime, Interval, RoomId, TeacherId, Weekday, Weeks};

/// Something that takes up a room, class or person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// When.
    pub span: TimeSpan,
    /// What, in names: `一1班 语文`; empty for a stated closure.
    pub what: String,
    /// Whether it takes the whole room, however many places that has.
    pub whole: bool,
    /// Pupils of a club's meeting, which take up seats.
    pub pupils: u16,
}

/// All that is fixed before.
#[derive(Clone, Debug)]
pub(super) struct Busy {
    rooms: Vec<Vec<Use>>,
    classes: Vec<Vec<Use>>,
    people: Vec<Vec<Use>>,
}

fn file(list: &mut [Vec<Use>], index: usize, entry: Use) {
    if let Some(uses) = list.get_mut(index) {
        uses.push(entry);
    }
}

impl Busy {
    /// Reads the timetable and the school's events and closures.
    pub fn new(school: &School, timetable: &Plan) -> Self {
        let mut busy = Self {
            rooms: vec![Vec::new(); school.rooms.len()],
            classes: vec![Vec::new(); school.classes.len()],
            people: vec![Vec::new(); school.teachers.len()],
        };
        for row in &timetable.rows {
            let span = TimeSpan { weeks: row.weeks, weekday: row.weekday, time: row.time };
            let entry = Use { span, what: row.label(), whole: false, pupils: 0 };
            for teacher in row.teachers.iter().filter_map(|name| school.teacher_named(name)) {
                file(&mut busy.people, teacher.index(), entry.clone());
            }
            if row.kind == RowKind::Lesson {
                for class in row.classes.iter().filter_map(|name| school.class_named(name)) {
                    file(&mut busy.classes, class.index(), entry.clone());
                }
                if let Some(room) = school.room_named(&row.room) {
                    file(&mut busy.rooms, room.index(), entry);
                }
            }
        }
        for event in &school.events {
            let entry = Use { span: event.span, what: event.name.clone(), whole: true, pupils: 0 };
            event.rooms.iter().for_each(|room| file(&mut busy.rooms, room.index(), entry.clone()));
            event.classes.iter().for_each(|class| file(&mut busy.classes, class.index(), entry.clone()));
            event.teachers.iter().for_each(|teacher| file(&mut busy.people, teacher.index(), entry.clone()));
        }
        let closed = |span: &TimeSpan| Use { span: *span, what: String::new(), whole: true, pupils: 0 };
        for (uses, room) in busy.rooms.iter_mut().zip(&school.rooms) {
            uses.extend(room.unavailable.iter().map(closed));
        }
        for (uses, teacher) in busy.people.iter_mut().zip(&school.teachers) {
            uses.extend(teacher.unavailable.iter().map(closed));
        }
        busy
    }

    /// A club takes a place in its room.
    pub fn add(&mut self, room: RoomId, span: TimeSpan, what: &str, pupils: u16) {
        file(&mut self.rooms, room.index(), Use { span, what: what.to_owned(), whole: false, pupils });
    }

    /// Pupils of clubs in the room at that minute.
    pub fn seated(&self, room: RoomId, weekday: Weekday, point: ClockTime) -> u16 {
        let uses = self.rooms.get(room.index()).into_iter().flatten();
        uses.filter(|entry| {
            entry.span.weekday == weekday && entry.span.time.start <= point && point < entry.span.time.end
        })
        .map(|entry| entry.pupils)
        .fold(0, u16::saturating_add)
    }

    /// What a class does then that is not the programme.
    pub fn class(&self, class: ClassId, weekday: Weekday, time: Interval) -> Option<&Use> {
        self.classes.get(class.index())?.iter().find(|entry| during(entry, weekday, time))
    }

    /// What a person does then.
    pub fn person(&self, person: TeacherId, weekday: Weekday, time: Interval) -> Option<&Use> {
        self.people.get(person.index())?.iter().find(|entry| during(entry, weekday, time))
    }

    /// What leaves no place in the room then; `None` when it has one.
    pub fn room(&self, school: &School, room: RoomId, weekday: Weekday, time: Interval) -> Option<&Use> {
        let uses = self.rooms.get(room.index())?;
        let inside = || uses.iter().filter(move |entry| during(entry, weekday, time));
        inside().find(|entry| {
            let point = entry.span.time.start.max(time.start);
            entry.whole || self.places(school, room, weekday, point) == 0
        })
    }

    /// Places left in the room at that minute, in the fuller week.
    pub fn places(&self, school: &School, room: RoomId, weekday: Weekday, point: ClockTime) -> u32 {
        let Some(uses) = self.rooms.get(room.index()) else { return 0 };
        let now = |entry: &&Use| {
            entry.span.weekday == weekday && entry.span.time.start <= point && point < entry.span.time.end
        };
        if uses.iter().filter(now).any(|entry| entry.whole) {
            return 0;
        }
        let taken = |week: Weeks| uses.iter().filter(now).filter(|entry| entry.span.weeks.overlaps(week)).count();
        let most = taken(Weeks::Odd).max(taken(Weeks::Even));
        u32::from(school.room(room).capacity).saturating_sub(u32::try_from(most).unwrap_or(u32::MAX))
    }

    /// Minutes of `weekday` at which something begins in the room.
    pub fn starts(&self, room: RoomId, weekday: Weekday) -> impl Iterator<Item = ClockTime> {
        let uses = self.rooms.get(room.index()).into_iter().flatten();
        uses.filter(move |entry| entry.span.weekday == weekday).map(|entry| entry.span.time.start)
    }
}

fn during(entry: &Use, weekday: Weekday, time: Interval) -> bool {
    entry.span.weekday == weekday && entry.span.time.overlaps(time)
}
