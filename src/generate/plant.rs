//! The hidden timetable: every lesson of the staffed school at a slot of its class, such that nothing clashes.
//!
//! A class has as many lessons as slots, so its week is a permutation. The search swaps two lessons of a class at a time;
//! a swap that does not worsen the total is taken, one that worsens it by `d` with probability `2^-(r d)`. Cost 0 means: no teacher in two places (by the clock, with time to change buildings), in a
//! closed window or with too full a day or too long a run; no room kind over its capacity; no subject too often a day,
//! twice in a row (but for doubles, which are placed first and stay) or at a forbidden time.
//!
//! Both weeks of two paired halves are one lesson with two teachers, each busy in both weeks: stricter than needed.

use std::collections::{BTreeMap, BTreeSet};

use super::clock::{Bell, Slot, Window};
use super::dice::Dice;
use super::staff::Staff;
use crate::school::SubjectKind;
use crate::units::{Interval, Minutes};

/// Most periods a day for a teacher.
const FULL_DAY: usize = 5;
/// Most periods in a row for a teacher.
const LONG_RUN: usize = 3;
/// Minutes between lessons of one run at most.
const RUN_GAP: Minutes = Minutes(40);
/// A swap that costs 1 more is taken once in 2 to the power of this; fewer often freezes, more often never settles.
const RELUCTANCE: u32 = 6;
/// Moves tried, for each lesson.
const MOVES: usize = 500;
/// Minutes to change building.
pub(super) const TRANSFER: Minutes = Minutes(5);

/// What the timetable must respect beside staff and bells.
pub(super) struct Demands<'a> {
    pub(super) staff: &'a Staff,
    pub(super) bells: &'a [Bell],
    /// Windows in which each teacher does not teach.
    pub(super) closed: &'a [Vec<Window>],
    /// Classes at once, by room kind.
    pub(super) capacity: &'a BTreeMap<&'static str, usize>,
}

/// One lesson a week.
#[derive(Clone, Debug)]
pub(super) struct Lesson {
    pub(super) class: usize,
    /// Its course, or the two that share it in odd and even weeks.
    pub(super) courses: Vec<usize>,
    /// Whether it is half of a double or the class meeting, and stays where it was put.
    pub(super) fixed: bool,
}

/// A finished timetable: lessons by class and slot of the class's bell.
pub(super) struct Planted {
    pub(super) lessons: Vec<Lesson>,
    pub(super) at: Vec<Vec<usize>>,
}

/// The slot of the class meeting: Monday, first period in primary and last in junior grades.
pub(super) fn meeting_slot(bell: &Bell) -> usize {
    if bell.grades.0 <= 6 { 0 } else { bell.slots.iter().rposition(|slot| slot.day == 0).unwrap_or(0) }
}

/// Whether a subject may be taught in a slot.
pub(super) fn allowed(kind: SubjectKind, slot: &Slot) -> bool {
    kind != SubjectKind::Pe || !(slot.first || slot.after_lunch)
}

/// Finds a timetable, or gives up after a fixed number of moves.
pub(super) fn plant(demands: &Demands<'_>, dice: &mut Dice) -> Option<Planted> {
    let mut search = Search::new(demands, dice)?;
    search.run(dice).then_some(Planted { lessons: search.lessons, at: search.at })
}

/// The time of each slot of each bell, as a number, and for each number those that run when it starts.
fn times(bells: &[Bell]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let all: BTreeSet<Interval> = bells.iter().flat_map(|bell| &bell.slots).map(|slot| slot.time).collect();
    let number = |slot: &Slot| all.iter().position(|time| *time == slot.time).unwrap_or(0);
    let of_slots = bells.iter().map(|bell| bell.slots.iter().map(number).collect()).collect();
    let beside = |time: &Interval| {
        let runs = |other: &Interval| other.start <= time.start && time.start < other.end;
        (0..).zip(&all).filter(|(_, other)| runs(other)).map(|(number, _)| number).collect()
    };
    (of_slots, all.iter().map(beside).collect())
}

struct Search<'a> {
    demands: &'a Demands<'a>,
    lessons: Vec<Lesson>,
    /// Lesson by class and slot.
    at: Vec<Vec<usize>>,
    /// Slot of each lesson in its class's bell.
    slot_of: Vec<usize>,
    /// Teachers of each lesson.
    teachers: Vec<Vec<usize>>,
    /// Room kind of each lesson, as an index into `rooms`.
    room: Vec<Option<usize>>,
    /// Capacity, and numbers of lessons by day and time, of each room kind.
    rooms: Vec<(usize, [Vec<usize>; 5])>,
    /// Time of each bell's slots, as an index into `running`.
    times: Vec<Vec<usize>>,
    /// For each time the times that run when it starts, itself included.
    running: Vec<Vec<usize>>,
    /// Lessons of each teacher by day.
    days: Vec<[Vec<usize>; 5]>,
    /// Doubles by class: subject and day.
    doubles: Vec<Vec<(usize, usize)>>,
}

impl<'a> Search<'a> {
    /// Puts every lesson somewhere: doubles and class meetings for good, the rest in any order.
    fn new(demands: &'a Demands<'a>, dice: &mut Dice) -> Option<Self> {
        let staff = demands.staff;
        let kinds: Vec<&str> = demands.capacity.keys().copied().collect();
        let (times, running) = times(demands.bells);
        let none = || std::array::from_fn(|_| vec![0; running.len()]);
        let rooms = demands.capacity.values().map(|capacity| (*capacity, none())).collect();
        let mut search = Self {
            demands,
            lessons: Vec::new(),
            at: demands
                .staff
                .classes
                .iter()
                .map(|class| vec![usize::MAX; demands.bells[class.bell].slots.len()])
                .collect(),
            slot_of: Vec::new(),
            teachers: Vec::new(),
            room: Vec::new(),
            rooms,
            times,
            running,
            days: vec![Default::default(); staff.teachers.len()],
            doubles: vec![Vec::new(); staff.classes.len()],
        };
        let mut loose = Vec::new();
        let mut doubles = Vec::new();
        for (class, _) in staff.classes.iter().enumerate() {
            for (course, of) in staff.courses.iter().enumerate().filter(|(_, course)| course.class == class) {
                let subject = &staff.subjects[of.subject];
                let room = subject.room_kind.and_then(|kind| kinds.iter().position(|known| *known == kind));
                for number in 0..of.weekly.every {
                    let fixed = subject.kind == SubjectKind::ClassMeeting || number < 2 * of.doubles;
                    let lesson = search.lesson(class, vec![course], room, fixed);
                    match (fixed, subject.kind) {
                        (true, SubjectKind::ClassMeeting) => {
                            let slot = meeting_slot(search.bell(class));
                            search.put(lesson, slot);
                        }
                        (true, _) => doubles.push(lesson),
                        (false, _) => loose.push(lesson),
                    }
                }
            }
            for (first, second) in staff.pairs.iter().filter(|pair| staff.courses[pair.0].class == class) {
                loose.push(search.lesson(class, vec![*first, *second], None, false));
            }
        }
        dice.shuffle(&mut loose);
        for double in doubles.chunks_exact(2) {
            search.put_double(double[0], double[1], dice)?;
        }
        for lesson in loose {
            let free = search.at[search.lessons[lesson].class].iter().position(|taken| *taken == usize::MAX)?;
            search.put(lesson, free);
        }
        search.at.iter().flatten().all(|lesson| *lesson != usize::MAX).then_some(search)
    }

    fn lesson(&mut self, class: usize, courses: Vec<usize>, room: Option<usize>, fixed: bool) -> usize {
        let mut teachers: Vec<usize> =
            courses.iter().map(|course| self.demands.staff.courses[*course].teacher).collect();
        teachers.dedup();
        self.teachers.push(teachers);
        self.lessons.push(Lesson { class, courses, fixed });
        self.room.push(room);
        self.slot_of.push(0);
        self.lessons.len() - 1
    }

    fn bell(&self, class: usize) -> &'a Bell {
        &self.demands.bells[self.demands.staff.classes[class].bell]
    }

    fn slot(&self, lesson: usize) -> &'a Slot {
        &self.bell(self.lessons[lesson].class).slots[self.slot_of[lesson]]
    }

    /// Time of a lesson, as an index into `running`.
    fn time(&self, lesson: usize) -> usize {
        self.times[self.demands.staff.classes[self.lessons[lesson].class].bell][self.slot_of[lesson]]
    }

    /// Places a double at a random pair of slots that costs nothing and is not on Monday.
    fn put_double(&mut self, first: usize, second: usize, dice: &mut Dice) -> Option<()> {
        let class = self.lessons[first].class;
        let bell = self.bell(class);
        let subject = self.demands.staff.courses[self.lessons[first].courses[0]].subject;
        let mut starts: Vec<usize> = (0..bell.slots.len())
            .filter(|start| {
                let free = |slot: usize| self.at[class].get(slot) == Some(&usize::MAX);
                let slot = &bell.slots[*start];
                slot.joins_next && slot.day > 0 && free(*start) && free(start + 1)
            })
            .filter(|start| self.doubles[class].iter().all(|(_, day)| *day != bell.slots[*start].day))
            .collect();
        dice.shuffle(&mut starts);
        for start in starts {
            self.put(first, start);
            self.put(second, start + 1);
            self.doubles[class].push((subject, bell.slots[start].day));
            if self.lesson_cost(first) + self.lesson_cost(second) == 0 {
                return Some(());
            }
            self.doubles[class].pop();
            self.take(first);
            self.take(second);
        }
        None
    }

    fn put(&mut self, lesson: usize, slot: usize) {
        self.slot_of[lesson] = slot;
        self.at[self.lessons[lesson].class][slot] = lesson;
        let day = self.slot(lesson).day;
        for teacher in &self.teachers[lesson] {
            self.days[*teacher][day].push(lesson);
        }
        if let Some(room) = self.room[lesson] {
            let time = self.time(lesson);
            self.rooms[room].1[day][time] += 1;
        }
    }

    fn take(&mut self, lesson: usize) {
        let day = self.slot(lesson).day;
        self.at[self.lessons[lesson].class][self.slot_of[lesson]] = usize::MAX;
        let remove = |list: &mut Vec<usize>| {
            if let Some(position) = list.iter().position(|other| *other == lesson) {
                list.swap_remove(position);
            }
        };
        for teacher in &self.teachers[lesson] {
            remove(&mut self.days[*teacher][day]);
        }
        if let Some(room) = self.room[lesson] {
            let time = self.time(lesson);
            self.rooms[room].1[day][time] -= 1;
        }
    }

    /// Swaps until cost 0 (`true`) or the moves are used up.
    fn run(&mut self, dice: &mut Dice) -> bool {
        let movable: Vec<usize> = (0..self.lessons.len()).filter(|lesson| !self.lessons[*lesson].fixed).collect();
        let moves = MOVES * self.lessons.len().max(200);
        let mut hot: Vec<usize> = Vec::new();
        for step in 0..moves {
            if step % 500 == 0 {
                hot = (0..self.lessons.len()).filter(|lesson| self.lesson_cost(*lesson) > 0).collect();
                if hot.is_empty() {
                    return true;
                }
                hot.retain(|lesson| !self.lessons[*lesson].fixed);
            }
            let lesson = match dice.pick(&hot) {
                Some(lesson) if dice.percent(80) => *lesson,
                _ => match dice.pick(&movable) {
                    Some(lesson) => *lesson,
                    None => return false,
                },
            };
            let class = self.lessons[lesson].class;
            let other = self.at[class][dice.below(self.at[class].len())];
            if other == lesson
                || self.lessons[other].fixed
                || self.lessons[other].courses == self.lessons[lesson].courses
            {
                continue;
            }
            let before = self.cost_around(lesson, other);
            self.swap(lesson, other);
            let after = self.cost_around(lesson, other);
            if after > before {
                let bits = (RELUCTANCE * (after - before)).min(40);
                if dice.next().trailing_zeros() < bits {
                    self.swap(lesson, other);
                }
            }
        }
        false
    }

    fn swap(&mut self, first: usize, second: usize) {
        let (here, there) = (self.slot_of[first], self.slot_of[second]);
        self.take(first);
        self.take(second);
        self.put(first, there);
        self.put(second, here);
    }

    /// Cost of everything that two lessons of one class touch on their two days.
    fn cost_around(&self, first: usize, second: usize) -> u32 {
        let class = self.lessons[first].class;
        let days = [self.slot(first).day, self.slot(second).day];
        let days = if days[0] == days[1] { &days[..1] } else { &days[..] };
        let mut cost = self.place_cost(first) + self.place_cost(second);
        for day in days {
            cost += self.class_day(class, *day);
            for teacher in &self.teachers[first] {
                cost += self.teacher_day(*teacher, *day);
            }
            for teacher in self.teachers[second].iter().filter(|t| !self.teachers[first].contains(t)) {
                cost += self.teacher_day(*teacher, *day);
            }
            if let Some(room) = self.room[first] {
                cost += self.room_day(room, *day);
            }
            if let Some(room) = self.room[second].filter(|room| self.room[first] != Some(*room)) {
                cost += self.room_day(room, *day);
            }
        }
        cost
    }

    /// Cost of what one lesson touches.
    fn lesson_cost(&self, lesson: usize) -> u32 {
        let day = self.slot(lesson).day;
        self.place_cost(lesson)
            + self.class_day(self.lessons[lesson].class, day)
            + self.teachers[lesson].iter().map(|teacher| self.teacher_day(*teacher, day)).sum::<u32>()
            + self.room[lesson].map_or(0, |room| self.room_day(room, day))
    }

    /// A lesson at a forbidden time, or in a closed window of its teacher.
    fn place_cost(&self, lesson: usize) -> u32 {
        let staff = self.demands.staff;
        let slot = self.slot(lesson);
        let wrong = |course: &usize| !allowed(staff.subjects[staff.courses[*course].subject].kind, slot);
        let closed = |teacher: &usize| self.demands.closed[*teacher].iter().any(|window| window.overlaps(slot));
        2 * u32::from(self.lessons[lesson].courses.iter().any(wrong))
            + 2 * u32::from(self.teachers[lesson].iter().any(closed))
    }

    /// Clashes, a day too full, runs too long.
    fn teacher_day(&self, teacher: usize, day: usize) -> u32 {
        let own = &self.days[teacher][day];
        let mut slots: [Option<&Slot>; 16] = [None; 16];
        for (place, lesson) in slots.iter_mut().zip(own) {
            *place = Some(self.slot(*lesson));
        }
        let slots = &mut slots[..own.len().min(16)];
        slots.sort_unstable_by_key(|slot| slot.map(|slot| slot.time));
        let mut cost = own.len().saturating_sub(FULL_DAY);
        let mut run = 0;
        for (index, slot) in slots.iter().enumerate() {
            let Some(slot) = slot else { continue };
            for other in slots[..index].iter().flatten() {
                cost += 2 * usize::from(slot.time.distance(other.time) < TRANSFER);
            }
            let follows = index
                .checked_sub(1)
                .and_then(|before| slots[before])
                .is_some_and(|before| before.part == slot.part && slot.time.distance(before.time) <= RUN_GAP);
            run = if follows { run + 1 } else { 1 };
            cost += usize::from(run > LONG_RUN);
        }
        u32::try_from(cost).unwrap_or(u32::MAX)
    }

    /// Lessons beyond the capacity of a room kind, counted at the start of each.
    fn room_day(&self, room: usize, day: usize) -> u32 {
        let (capacity, by_day) = &self.rooms[room];
        let lessons = &by_day[day];
        let begin = lessons.iter().zip(&self.running).filter(|(lessons, _)| **lessons > 0);
        let beyond: usize = begin
            .filter(|(_, running)| running.iter().map(|time| lessons[*time]).sum::<usize>() > *capacity)
            .map(|(lessons, _)| lessons)
            .sum();
        u32::try_from(2 * beyond).unwrap_or(u32::MAX)
    }

    /// Subjects too often a day, or twice in a row.
    fn class_day(&self, class: usize, day: usize) -> u32 {
        let staff = self.demands.staff;
        let bell = self.bell(class);
        let first = bell.slots.iter().position(|slot| slot.day == day).unwrap_or(0);
        let length = bell.slots[first..].iter().take_while(|slot| slot.day == day).count();
        let row = &self.at[class][first..first + length];
        let mut cost = 0;
        for (index, lesson) in row.iter().enumerate().filter(|(_, lesson)| **lesson != usize::MAX) {
            for course in &self.lessons[*lesson].courses {
                let course = &staff.courses[*course];
                let same = |other: &&usize| {
                    **other != usize::MAX
                        && self.lessons[**other].courses.iter().any(|c| staff.courses[*c].subject == course.subject)
                };
                let double = self.doubles[class].contains(&(course.subject, day));
                let most = if double || course.weekly.every > 5 { 2 } else { 1 };
                let earlier = row[..index].iter().filter(same).count();
                cost += u32::from(earlier >= most);
                let adjacent = index > 0 && bell.slots[first + index - 1].part == bell.slots[first + index].part;
                cost += u32::from(adjacent && !double && row[index - 1..index].iter().any(|other| same(&other)));
            }
        }
        cost
    }
}
