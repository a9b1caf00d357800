//! Tables that never change during a search: where each variable stands, who takes part, which variable is its image.

use crate::problem::{ActivityId, Problem, ResourceKind};
use crate::solve::compiled::Compiled;

/// Lists of numbers, one list a key.
#[derive(Debug, Default)]
pub(super) struct Lists {
    first: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    pub(super) fn new(lists: impl Iterator<Item = Vec<u32>>) -> Self {
        let mut made = Self { first: vec![0], items: Vec::new() };
        for list in lists {
            made.items.extend(list);
            made.first.push(number(made.items.len()));
        }
        made
    }

    pub(super) fn of(&self, key: u32) -> &[u32] {
        let key = key as usize;
        &self.items[self.first[key] as usize..self.first[key + 1] as usize]
    }
}

/// A position or a number of things, which all fit in 32 bits.
pub(super) fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// Where a variable stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) activity: u32,
    /// Slot, renumbered so that the next slot of a day is one more.
    pub(super) start: u16,
    pub(super) length: u8,
    pub(super) weeks: u8,
}

/// See the module's docs.
///
/// A *column* is a resource of capacity 1 of which we know who is in each slot: groups of pupils, whose lessons trade
/// places, and people, whose lessons follow each other in a Kempe chain.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) spots: Vec<Spot>,
    /// Range of each activity's variables.
    pub(super) first: Vec<u32>,
    /// Activity of each lesson; the lessons of an activity are neighbours.
    pub(super) lessons: Vec<u32>,
    /// Range of each activity's lessons.
    pub(super) first_lesson: Vec<u32>,
    /// Lessons that have somewhere else to go.
    pub(super) movable: Vec<u32>,
    /// Group columns of each activity.
    pub(super) groups: Lists,
    /// Person columns of each activity.
    pub(super) persons: Lists,
    pub(super) columns: usize,
    pub(super) slots: usize,
    /// How many slots of its day come before each slot without a break.
    pub(super) before: Vec<u8>,
    /// The same after it.
    pub(super) after: Vec<u8>,
    /// For each activity the first slot of its domain and where its part of `images` begins.
    image_base: Vec<(u16, u32)>,
    /// Variable, counted from the activity's first, by slot and weeks.
    images: Vec<u16>,
    masks: usize,
}

const NOWHERE: u16 = u16::MAX;

impl Index {
    /// None when an activity has more lessons than places.
    pub(super) fn new(compiled: &Compiled, problem: &Problem) -> Option<Self> {
        let (renumbered, before, after) = renumber(problem);
        let spots: Vec<Spot> = compiled
            .variables
            .iter()
            .map(|variable| {
                let placement = problem.placement(variable.placement);
                let start = renumbered[placement.start.index()];
                let length = placement.length.clamp(1, after[usize::from(start)].saturating_add(1));
                Spot { activity: variable.activity.0, start, length, weeks: placement.weeks }
            })
            .collect();
        let activities = compiled.counts.len();
        let mut lessons = Vec::new();
        let mut first_lesson = vec![0];
        let mut movable = Vec::new();
        for activity in 0..activities {
            let places = compiled.first[activity + 1] - compiled.first[activity];
            let count = compiled.counts[activity];
            if places < count {
                return None;
            }
            for _ in 0..count {
                if places > count {
                    movable.push(number(lessons.len()));
                }
                lessons.push(number(activity));
            }
            first_lesson.push(number(lessons.len()));
        }
        let (groups, persons, columns) = columns(problem, activities);
        let mut index = Self {
            spots,
            first: compiled.first.clone(),
            lessons,
            first_lesson,
            movable,
            groups,
            persons,
            columns,
            slots: before.len(),
            before,
            after,
            image_base: Vec::new(),
            images: Vec::new(),
            masks: (1 << problem.weeks.clamp(1, 7)) - 1,
        };
        index.map_images();
        Some(index)
    }

    fn map_images(&mut self) {
        for activity in 0..self.first.len() - 1 {
            let range = self.first[activity] as usize..self.first[activity + 1] as usize;
            let starts = || self.spots[range.clone()].iter().map(|spot| spot.start);
            let (low, high) = (starts().min().unwrap_or(0), starts().max().unwrap_or(0));
            let base = self.images.len();
            self.image_base.push((low, number(base)));
            self.images.resize(base + (usize::from(high - low) + 1) * self.masks, NOWHERE);
            for (place, spot) in self.spots[range].iter().enumerate() {
                let weeks = usize::from(spot.weeks);
                if weeks == 0 || weeks > self.masks {
                    continue;
                }
                let at = base + usize::from(spot.start - low) * self.masks + weeks - 1;
                if self.images[at] == NOWHERE {
                    self.images[at] = u16::try_from(place).unwrap_or(NOWHERE);
                }
            }
        }
    }

    /// The variable of `activity` that starts at `slot` in `weeks`.
    pub(super) fn image(&self, activity: u32, slot: u16, weeks: u8) -> Option<u32> {
        let (low, base) = self.image_base[activity as usize];
        let end = self.image_base.get(activity as usize + 1).map_or(self.images.len(), |next| next.1 as usize);
        let offset = usize::from(slot.checked_sub(low)?) * self.masks + usize::from(weeks).checked_sub(1)?;
        let at = base as usize + offset;
        if at >= end || self.images[at] == NOWHERE {
            return None;
        }
        Some(self.first[activity as usize] + u32::from(self.images[at]))
    }

    /// The mask of all weeks.
    pub(super) fn all_weeks(&self) -> u8 {
        u8::try_from(self.masks).unwrap_or(u8::MAX)
    }

    /// Variables of an activity.
    pub(super) fn domain(&self, activity: u32) -> std::ops::Range<u32> {
        self.first[activity as usize]..self.first[activity as usize + 1]
    }

    /// Lessons of an activity.
    pub(super) fn lessons_of(&self, activity: u32) -> std::ops::Range<u32> {
        self.first_lesson[activity as usize]..self.first_lesson[activity as usize + 1]
    }
}

/// Slots in the order of grid, day and ordinal; and how many neighbours each has on both sides.
fn renumber(problem: &Problem) -> (Vec<u16>, Vec<u8>, Vec<u8>) {
    let mut order: Vec<usize> = (0..problem.slots.len()).collect();
    order.sort_by_key(|slot| problem.slots[*slot]);
    let mut renumbered = vec![0; order.len()];
    let mut before: Vec<u8> = vec![0; order.len()];
    let mut after: Vec<u8> = vec![0; order.len()];
    for (place, slot) in order.iter().enumerate() {
        renumbered[*slot] = u16::try_from(place).unwrap_or(u16::MAX);
        if place > 0 && follows(problem, order[place - 1], *slot) {
            before[place] = before[place - 1].saturating_add(1);
        }
    }
    for place in (1..order.len()).rev() {
        if follows(problem, order[place - 1], order[place]) {
            after[place - 1] = after[place].saturating_add(1);
        }
    }
    (renumbered, before, after)
}

fn follows(problem: &Problem, earlier: usize, later: usize) -> bool {
    let (earlier, later) = (problem.slots[earlier], problem.slots[later]);
    (earlier.grid, earlier.day) == (later.grid, later.day) && earlier.ordinal.checked_add(1) == Some(later.ordinal)
}

fn columns(problem: &Problem, activities: usize) -> (Lists, Lists, usize) {
    let mut column_of = vec![None; problem.resources.len()];
    let mut columns = 0;
    for (resource, column) in problem.resources.iter().zip(&mut column_of) {
        if matches!(resource.kind, ResourceKind::Group | ResourceKind::Person) && resource.capacity == 1 {
            *column = Some(columns);
            columns += 1;
        }
    }
    let of_kind = |kind: ResourceKind| {
        let column_of = &column_of;
        Lists::new((0..activities).map(move |activity| {
            let given = problem.given(ActivityId::from_index(activity), kind);
            given.iter().filter_map(|resource| column_of[resource.index()]).collect()
        }))
    };
    (of_kind(ResourceKind::Group), of_kind(ResourceKind::Person), columns as usize)
}
