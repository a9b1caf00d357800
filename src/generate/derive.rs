//! What the school demands beside its lessons. [`Before`] planting: rooms as scarce as the lessons allow, research blocks,
//! part-time days. [`After`]: unavailable times, wishes and exclusions that the planted timetable keeps.

use std::collections::{BTreeMap, BTreeSet};

use super::clock::{self, Bell, Window};
use super::dice::Dice;
use super::plant::allowed;
use super::staff::Staff;
use super::{Spec, Stage};
use crate::plan::{Plan, RowKind};
use crate::school::SubjectKind;

/// How many of the periods in which a room is empty it is shut in a tight school, in percent.
const SHUT: usize = 96;

/// A special room.
pub(super) struct Room {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) capacity: usize,
}

/// A research block and its window, the first of its choices.
pub(super) struct Block {
    pub(super) name: &'static str,
    pub(super) teachers: Vec<usize>,
    pub(super) choices: Vec<Window>,
}

/// A teacher who comes on some days only.
pub(super) struct PartTime {
    pub(super) teacher: usize,
    pub(super) away: Vec<Window>,
}

/// What is decided before the timetable.
pub(super) struct Before {
    pub(super) rooms: Vec<Room>,
    pub(super) capacity: BTreeMap<&'static str, usize>,
    pub(super) blocks: Vec<Block>,
    pub(super) part_time: Vec<PartTime>,
    /// By teacher: windows of blocks and days away.
    pub(super) closed: Vec<Vec<Window>>,
}

/// What is decided after it.
pub(super) struct After {
    /// By teacher.
    pub(super) unavailable: Vec<Vec<Window>>,
    /// By teacher.
    pub(super) unwanted: Vec<Vec<Window>>,
    /// By special room, when it cannot be used.
    pub(super) shut: Vec<Vec<Window>>,
    /// Two teachers who never teach at the same time.
    pub(super) exclusion: Option<(usize, usize)>,
}

impl Before {
    /// `tightness`: for a tight school, how much of the time in which special rooms can be used is to be used, in percent.
    pub(super) fn new(spec: &Spec, staff: &Staff, bells: &[Bell], tightness: Option<usize>, dice: &mut Dice) -> Self {
        let capacity = capacities(spec, staff, bells, tightness);
        let mut before = Self {
            rooms: rooms(&capacity, spec.tight),
            capacity,
            blocks: blocks(spec, staff, bells, dice),
            part_time: Vec::new(),
            closed: vec![Vec::new(); staff.teachers.len()],
        };
        for block in &before.blocks {
            for (teacher, window) in block.teachers.iter().zip(block.choices.first().into_iter().cycle()) {
                before.closed[*teacher].push(*window);
            }
        }
        before.part_time(staff, dice);
        before
    }

    /// Teachers with few lessons who are away on two days.
    fn part_time(&mut self, staff: &Staff, dice: &mut Dice) {
        for (teacher, of) in staff.teachers.iter().enumerate() {
            let is_class_teacher = staff.classes.iter().any(|class| class.class_teacher == teacher);
            // Three days are too few for a subject that needs more days.
            let often = staff.courses.iter().any(|course| course.teacher == teacher && course.weekly.every > 2);
            let lessons = staff.courses.iter().filter(|course| course.teacher == teacher).map(|course| {
                let weekly = course.weekly;
                u32::from(weekly.every + weekly.odd + weekly.even + weekly.either)
            });
            if lessons.sum::<u32>() > 9 || of.leader || is_class_teacher || often || !dice.percent(60) {
                continue;
            }
            let mut days: Vec<Window> = (1..=5).filter_map(clock::whole_day).collect();
            days.retain(|day| self.closed[teacher].iter().all(|window| window.weekday != day.weekday));
            dice.shuffle(&mut days);
            days.truncate(2);
            days.sort_unstable();
            self.closed[teacher].extend(&days);
            self.part_time.push(PartTime { teacher, away: days });
        }
    }
}

/// How many classes at once each kind of room takes: few enough to be scarce, enough to leave a timetable.
fn capacities(spec: &Spec, staff: &Staff, bells: &[Bell], tightness: Option<usize>) -> BTreeMap<&'static str, usize> {
    let mut lessons: BTreeMap<&'static str, (usize, SubjectKind)> = BTreeMap::new();
    for course in &staff.courses {
        let subject = &staff.subjects[course.subject];
        if let Some(kind) = subject.room_kind {
            lessons.entry(kind).or_insert((0, subject.kind)).0 += usize::from(course.weekly.every);
        }
    }
    // With two clocks a lesson of one keeps a room from lessons of the other that it meets in part only.
    let percent = match (spec.stage, tightness) {
        (Stage::NineYear, None) => 65,
        (Stage::NineYear, Some(tightness)) => tightness.saturating_sub(18),
        (_, tightness) => tightness.unwrap_or(85),
    };
    let usable = |kind: SubjectKind| {
        let slots = bells.iter().map(|bell| bell.slots.iter().filter(|slot| allowed(kind, slot)).count());
        (slots.min().unwrap_or(1) * percent / 100).max(1)
    };
    lessons.into_iter().map(|(kind, (count, subject))| (kind, count.div_ceil(usable(subject)))).collect()
}

/// The rooms that make up the capacities. In a tight school each takes one class, so that each can be shut on its own.
fn rooms(capacity: &BTreeMap<&'static str, usize>, tight: bool) -> Vec<Room> {
    let mut rooms = Vec::new();
    for (&kind, &count) in capacity {
        match (kind, count) {
            ("运动场", 2..) if tight => {
                rooms.extend((1..=count).map(|number| Room { name: format!("操场{number}区"), kind, capacity: 1 }))
            }
            ("运动场", 1..4) => rooms.push(Room { name: "操场".into(), kind, capacity: count }),
            ("运动场", _) => {
                rooms.push(Room { name: "操场".into(), kind, capacity: count - 1 });
                rooms.push(Room { name: "体育馆".into(), kind, capacity: 1 });
            }
            (_, 1) => rooms.push(Room { name: kind.into(), kind, capacity: 1 }),
            _ => rooms.extend((1..=count).map(|number| Room { name: format!("{kind}{number}"), kind, capacity: 1 })),
        }
    }
    rooms
}

/// Research blocks: each group in the window in which fewest others are away. Chinese and mathematics of primary grades,
/// whose teachers are half of the school, meet when grades 1-2 have gone home.
fn blocks(spec: &Spec, staff: &Staff, bells: &[Bell], dice: &mut Dice) -> Vec<Block> {
    let mut groups: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (teacher, of) in staff.teachers.iter().enumerate() {
        if let Some(group) = of.group {
            groups.entry(group).or_default().push(teacher);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().filter(|(_, teachers)| teachers.len() > 1).collect();
    groups.sort_by_key(|(name, teachers)| (std::cmp::Reverse(teachers.len()), *name));
    let mut away: BTreeMap<Window, usize> = BTreeMap::new();
    let mut blocks = Vec::new();
    for (name, teachers) in groups {
        let core = ["语文教研", "数学教研"].contains(&name) && spec.stage != Stage::Junior;
        let mut windows = if core { clock::late_windows() } else { clock::half_days(bells) };
        // Class meetings stand on Monday; PE has few times in the late morning.
        windows.retain(|window| window.weekday.number() > 1 && (name != "体育教研" || window.periods != Some((3, 4))));
        dice.shuffle(&mut windows);
        let met = |window: &Window| -> usize {
            away.iter()
                .filter(|(w, _)| w.weekday == window.weekday && w.time.overlaps(window.time))
                .map(|(_, n)| n)
                .sum()
        };
        windows.sort_by_key(met);
        let Some(first) = windows.first().copied() else { continue };
        *away.entry(first).or_default() += teachers.len();
        // The solver chooses for the small groups.
        let choices = if teachers.len() <= 3 { 2 } else { 1 };
        blocks.push(Block { name, teachers, choices: windows.into_iter().take(choices).collect() });
    }
    blocks
}

impl After {
    pub(super) fn new(
        spec: &Spec,
        staff: &Staff,
        bells: &[Bell],
        before: &Before,
        plan: &Plan,
        dice: &mut Dice,
    ) -> Self {
        let lessons = |teacher: usize| {
            let name = staff.teachers[teacher].name.as_str();
            plan.rows.iter().filter(move |row| row.kind == RowKind::Lesson && row.teachers.iter().any(|t| t == name))
        };
        let halves = clock::half_days(bells);
        let mut after = Self {
            unavailable: vec![Vec::new(); staff.teachers.len()],
            unwanted: vec![Vec::new(); staff.teachers.len()],
            shut: vec![Vec::new(); before.rooms.len()],
            exclusion: None,
        };
        for (teacher, of) in staff.teachers.iter().enumerate() {
            let specialist = of.subjects.len() == 1;
            let mut free: Vec<Window> = halves
                .iter()
                .filter(|half| !lessons(teacher).any(|row| row.weekday == half.weekday && row.time.overlaps(half.time)))
                .filter(|half| {
                    !before.closed[teacher].iter().any(|w| w.weekday == half.weekday && w.time.overlaps(half.time))
                })
                .copied()
                .collect();
            dice.shuffle(&mut free);
            let (percent, most) = match (spec.tight, specialist) {
                (true, _) => (85, 4),
                (false, true) => (45, 2),
                (false, false) => (25, 2),
            };
            if dice.percent(percent) {
                after.unavailable[teacher] = free.drain(..free.len().min(1 + dice.below(most))).collect();
                after.unavailable[teacher].sort_unstable();
            }
            if dice.percent(15) {
                after.unwanted[teacher]
                    .extend(dice.pick(&halves).filter(|half| !after.unavailable[teacher].contains(half)));
            }
        }
        let leaders: Vec<usize> = (0..staff.teachers.len()).filter(|teacher| staff.teachers[*teacher].leader).collect();
        let meet = |a: usize, b: usize| {
            lessons(a).any(|row| lessons(b).any(|other| row.weekday == other.weekday && row.time.overlaps(other.time)))
        };
        let mut pairs = leaders.iter().enumerate().flat_map(|(at, a)| leaders[at + 1..].iter().map(move |b| (*a, *b)));
        after.exclusion = pairs.find(|(a, b)| !meet(*a, *b));
        if spec.tight {
            after.shut(bells, before, plan, dice);
        }
        after
    }

    /// Shuts special rooms in most of the periods in which the planted timetable leaves them empty.
    fn shut(&mut self, bells: &[Bell], before: &Before, plan: &Plan, dice: &mut Dice) {
        let windows: BTreeSet<Window> = bells
            .iter()
            .flat_map(|bell| &bell.slots)
            .map(|slot| Window { weekday: slot.weekday, time: slot.time, periods: None })
            .collect();
        for (room, shut) in before.rooms.iter().zip(&mut self.shut).filter(|(room, _)| room.capacity == 1) {
            let used: Vec<_> = plan.rows.iter().filter(|row| row.room == room.name).collect();
            let empty = |window: &&Window| {
                !used.iter().any(|row| row.weekday == window.weekday && row.time.overlaps(window.time))
            };
            shut.extend(windows.iter().filter(empty).filter(|_| dice.percent(SHUT)));
        }
    }
}
