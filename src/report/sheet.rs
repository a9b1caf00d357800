//! One week of a class, a teacher or a room, as it hangs on a door.
//!
//! A sheet has a column a day and a band (a line) a period, break, fixed event, slot of the after-school service or time of
//! duty. Periods keep their number; where a day
//! has another clock time than the band's own, the cell carries it. Lessons of odd and even weeks, and groups in parallel,
//! share a cell. A declared double period, and an event or research block over several bands, is one tall cell (`rows`), a
//! break on neighbouring days one wide cell (`columns`); the cells so covered have `rows` or `columns` 0 and keep their entries.

use std::collections::BTreeMap;

use super::after::{self, After};
use super::{frame, loads};
use crate::plan::{Lesson, Row, View};
use crate::school::{BreakKind, EventKind, Part, PostKind, School, ServiceKind, SubjectKind, TimeSpan};
use crate::units::{BellId, ClassId, Interval, PeriodIndex, RoomId, TeacherId, Weekday, Weeks};

/// What a band is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BandKind {
    /// A lesson period.
    Period(PeriodIndex),
    /// A break; `nth` tells several of one name on a day apart.
    Break {
        /// What it is.
        kind: BreakKind,
        /// 0 for the day's first of this name.
        nth: usize,
    },
    /// A fixed event or research block outside periods and breaks.
    Apart,
    /// A slot of the after-school service.
    Slot,
    /// Duty posts outside periods and breaks.
    Duty,
}

/// One line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// What it is.
    pub kind: BandKind,
    /// Name of the break or event; empty for a period.
    pub name: String,
    /// Part of the day (of a period).
    pub part: Part,
    /// The last period that begins before it (a period's own number); 0 before the first.
    pub after: PeriodIndex,
    /// Clock time on most days.
    pub time: Option<Interval>,
    /// One cell a day.
    pub cells: Vec<Cell>,
}

/// One cell of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Clock time on this day; `None` when the day has no such period or break.
    pub time: Option<Interval>,
    /// What happens, in the order odd, even, all weeks.
    pub entries: Vec<Entry>,
    /// Bands that the cell covers downwards; 0 when it is covered itself.
    pub rows: usize,
    /// Days that the cell covers to the right; 0 when it is covered itself.
    pub columns: usize,
}

impl Default for Cell {
    fn default() -> Self {
        Self { time: None, entries: Vec::new(), rows: 1, columns: 1 }
    }
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A lesson of a subject of this kind.
    Lesson(SubjectKind),
    /// A research block.
    Research,
    /// A fixed event.
    Event(EventKind),
    /// A session of the after-school service.
    Service(ServiceKind),
    /// A duty post.
    Duty(PostKind),
}

/// One thing that happens in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Subject, research block, event, group, club or post.
    pub name: String,
    /// Group of the class, empty when the class is together; of a session what happens in it, unless the name says so.
    pub section: String,
    /// Classes; on a class's own sheet only those taught together with it.
    pub classes: Vec<String>,
    /// Teachers; on a teacher's own sheet only the colleagues in the same lesson.
    pub teachers: Vec<String>,
    /// The room, unless it is the class's home room or the sheet is the room's own.
    pub room: Option<String>,
    /// Weeks.
    pub weeks: Weeks,
    /// Clock time where it is not the cell's own.
    pub time: Option<Interval>,
    /// Whether the school wants double periods of it.
    pub double: bool,
    /// Pupils of an after-school session; on a class's own sheet those of the class.
    pub pupils: Option<u32>,
    /// For all clubs in which a class has pupils, in one entry: how many; else 0.
    pub clubs: usize,
}

/// Whose week a sheet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// A class.
    Class(ClassId),
    /// A teacher.
    Teacher(TeacherId),
    /// A room.
    Room(RoomId),
}

/// One week of a class, teacher or room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Whose it is.
    pub whose: Whose,
    /// Name of the class, teacher or room.
    pub name: String,
    /// The days.
    pub days: Vec<Weekday>,
    /// The lines, in clock order.
    pub bands: Vec<Band>,
    /// Lesson periods in two weeks (a period every week counts 2).
    pub halves: u32,
    /// After-school sessions that a teacher runs.
    pub sessions: usize,
    /// Minutes that a teacher is on duty.
    pub duty: u32,
}

/// The sheets of a whole school.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// One a class.
    pub classes: Vec<Sheet>,
    /// One a teacher.
    pub teachers: Vec<Sheet>,
    /// One a room.
    pub rooms: Vec<Sheet>,
}

impl Sheets {
    /// All sheets of a plan.
    #[must_use]
    pub fn new(view: &View<'_>) -> Self {
        let school = view.school;
        let rooms = (0..school.rooms.len()).map(RoomId::from_index);
        Self {
            classes: school.class_ids().map(|id| sheet(view, Whose::Class(id))).collect(),
            teachers: school.teacher_ids().map(|id| sheet(view, Whose::Teacher(id))).collect(),
            rooms: rooms.map(|id| sheet(view, Whose::Room(id))).collect(),
        }
    }
}

/// The sheet of one class, teacher or room.
#[must_use]
pub fn sheet(view: &View<'_>, whose: Whose) -> Sheet {
    let school = view.school;
    let lessons: Vec<&Lesson> = view.lessons.iter().filter(|lesson| concerns(lesson, whose)).collect();
    let after = after::of(view, whose);
    let days = days(school, view, &after);
    let mut bands = match reference_bell(school, &lessons, whose) {
        Some(bell) => frame::bands(&school.bells[bell.index()], &days),
        None => Vec::new(),
    };
    let at = |span: TimeSpan| days.iter().position(|day| *day == span.weekday);
    for lesson in &lessons {
        let Some(day) = at(lesson.span) else { continue };
        let band = frame::period(&mut bands, days.len(), lesson.period, day, lesson.span.time);
        let mut entry = lesson_entry(view, lesson, whose);
        entry.time = (bands[band].cells[day].time != Some(lesson.span.time)).then_some(lesson.span.time);
        bands[band].cells[day].entries.push(entry);
    }
    for (entry, span) in blocks(view, whose) {
        if let Some(day) = at(span) {
            place(&mut bands, days.len(), day, span, entry);
        }
    }
    let (sessions, duty) = after.totals();
    for shift in after.shifts {
        let Some(day) = at(shift.span) else { continue };
        place(&mut bands, days.len(), day, shift.span, shift.entry);
    }
    frame::slots(&mut bands, &days, after.sessions);
    for cell in bands.iter_mut().flat_map(|band| &mut band.cells) {
        cell.entries.sort_by_key(|entry| match entry.weeks {
            Weeks::Odd => 0,
            Weeks::Even => 1,
            Weeks::All => 2,
        });
    }
    merge_down(&mut bands, days.len());
    bands.iter_mut().for_each(merge_across);
    let name = match whose {
        Whose::Class(id) => &school.class(id).name,
        Whose::Teacher(id) => &school.teacher(id).name,
        Whose::Room(id) => &school.room(id).name,
    };
    let halves = loads::halves(lessons.iter().map(|lesson| lesson.span));
    Sheet { whose, name: name.clone(), days, bands, halves, sessions, duty }
}

fn concerns(lesson: &Lesson, whose: Whose) -> bool {
    match whose {
        Whose::Class(id) => lesson.classes.contains(&id),
        Whose::Teacher(id) => lesson.teachers.contains(&id),
        Whose::Room(id) => lesson.room == Some(id),
    }
}

/// The school days, and any other day on which the plan puts a lesson, or something after lessons on this sheet.
fn days(school: &School, view: &View<'_>, after: &After) -> Vec<Weekday> {
    let mut days = school.weekdays.clone();
    days.extend(view.plan.rows.iter().map(|row| row.weekday));
    days.extend(after.sessions.iter().chain(&after.shifts).map(|block| block.span.weekday));
    days.sort_unstable();
    days.dedup();
    days
}

/// The bell schedule that the sheet's lines follow: the class's own; for a teacher or room that of most lessons, else
/// that of the class it belongs to, else the school's first.
fn reference_bell(school: &School, lessons: &[&Lesson], whose: Whose) -> Option<BellId> {
    let own = match whose {
        Whose::Class(id) => return Some(school.class(id).bell),
        Whose::Teacher(id) => school.classes.iter().find(|class| class.class_teacher == Some(id)).map(|c| c.bell),
        Whose::Room(id) => school.room(id).home_of.map(|class| school.class(class).bell),
    };
    let mut counts: BTreeMap<BellId, usize> = BTreeMap::new();
    for class in lessons.iter().filter_map(|lesson| lesson.classes.first()) {
        *counts.entry(school.class(*class).bell).or_insert(0) += 1;
    }
    let most = counts.values().copied().max();
    let busiest = counts.into_iter().find(|(_, count)| Some(*count) == most).map(|(bell, _)| bell);
    busiest.or(own).or_else(|| (!school.bells.is_empty()).then_some(BellId(0)))
}

fn lesson_entry(view: &View<'_>, lesson: &Lesson, whose: Whose) -> Entry {
    let school = view.school;
    let row: &Row = &view.plan.rows[lesson.row];
    let (mut classes, mut teachers) = (row.classes.clone(), row.teachers.clone());
    let home = lesson.classes.first().map(|class| school.class(*class).home_room);
    let mut room = (lesson.room.is_none() || lesson.room != home).then(|| row.room.clone());
    match whose {
        Whose::Class(id) => classes.retain(|name| *name != school.class(id).name),
        Whose::Teacher(id) => teachers.retain(|name| *name != school.teacher(id).name),
        Whose::Room(_) => room = None,
    }
    Entry {
        kind: EntryKind::Lesson(lesson.subject.map_or(SubjectKind::Other, |subject| school.subject(subject).kind)),
        name: row.subject.clone(),
        section: row.section.clone(),
        classes,
        teachers,
        room: room.filter(|name| !name.is_empty()),
        weeks: row.weeks,
        time: None,
        double: lesson.serves.is_some_and(|(requirement, _)| school.requirement(requirement).doubles > 0),
        pupils: None,
        clubs: 0,
    }
}

/// An entry that is no lesson.
pub(super) fn block(kind: EntryKind, name: &str, weeks: Weeks) -> Entry {
    Entry {
        kind,
        name: name.to_owned(),
        section: String::new(),
        classes: Vec::new(),
        teachers: Vec::new(),
        room: None,
        weeks,
        time: None,
        double: false,
        pupils: None,
        clubs: 0,
    }
}

/// Fixed events, and for a teacher the research blocks.
fn blocks(view: &View<'_>, whose: Whose) -> Vec<(Entry, TimeSpan)> {
    let events = view.school.events.iter().filter(|event| match whose {
        Whose::Class(id) => event.classes.contains(&id),
        Whose::Teacher(id) => event.teachers.contains(&id),
        Whose::Room(id) => event.rooms.contains(&id),
    });
    let mut blocks: Vec<_> =
        events.map(|event| (block(EntryKind::Event(event.kind), &event.name, event.span.weeks), event.span)).collect();
    if let Whose::Teacher(id) = whose {
        for research in view.research.iter().filter(|research| research.teachers.contains(&id)) {
            let name = &view.plan.rows[research.row].subject;
            blocks.push((block(EntryKind::Research, name, research.span.weeks), research.span));
        }
    }
    blocks
}

/// Puts a block into the periods or the break that it overlaps, or on a line of its own.
fn place(bands: &mut Vec<Band>, days: usize, day: usize, span: TimeSpan, mut entry: Entry) {
    let met = frame::meeting(bands, day, span.time);
    let usual = |band: Option<&usize>| band.and_then(|band| bands[*band].cells[day].time.or(bands[*band].time));
    let Some((first, last)) = usual(met.first()).zip(usual(met.last())) else {
        match entry.kind {
            EntryKind::Duty(_) => frame::apart(bands, days, day, BandKind::Duty, "", span.time),
            _ => frame::apart(bands, days, day, BandKind::Apart, &entry.name, span.time),
        }
        .entries
        .push(entry);
        return;
    };
    entry.time = (first.start != span.time.start || last.end != span.time.end).then_some(span.time);
    for band in met {
        bands[band].cells[day].entries.push(entry.clone());
    }
}

/// Makes one tall cell of a declared double period, and of a block in neighbouring bands.
fn merge_down(bands: &mut [Band], days: usize) {
    for day in 0..days {
        let mut top = 0;
        for below in 1..bands.len() {
            let same = matches!(bands[top].kind, BandKind::Period(_))
                && top + bands[top].cells[day].rows == below
                && alike(&bands[top].cells[day].entries, &bands[below].cells[day].entries);
            if !same {
                top = below;
                continue;
            }
            bands[below].cells[day].rows = 0;
            bands[top].cells[day].rows += 1;
            let later: Vec<_> = bands[below].cells[day].entries.iter().map(|entry| entry.time).collect();
            for (entry, later) in bands[top].cells[day].entries.iter_mut().zip(later) {
                if let (Some(first), Some(last)) = (entry.time, later) {
                    entry.time = Interval::new(first.start.min(last.start), first.end.max(last.end));
                }
            }
        }
    }
}

fn alike(these: &[Entry], those: &[Entry]) -> bool {
    let timeless = |entry: &Entry| Entry { time: None, ..entry.clone() };
    let joined = |a: &Entry, b: &Entry| {
        let whole = a.double || !matches!(a.kind, EntryKind::Lesson(_));
        whole && a.time.is_some() == b.time.is_some() && timeless(a) == timeless(b)
    };
    !these.is_empty() && these.len() == those.len() && these.iter().zip(those).all(|(a, b)| joined(a, b))
}

/// Makes one wide cell of a break on neighbouring days at the same time.
fn merge_across(band: &mut Band) {
    if !matches!(band.kind, BandKind::Break { .. }) {
        return;
    }
    let mut first = 0;
    for next in 1..band.cells.len() {
        let plain = |cell: &Cell| cell.entries.is_empty();
        if plain(&band.cells[first]) && plain(&band.cells[next]) && band.cells[first].time == band.cells[next].time {
            band.cells[first].columns += 1;
            band.cells[next].columns = 0;
        } else {
            first = next;
        }
    }
}
