//! Moves: lists of steps, found by looking at the state, then done by [`State::step`].
//!
//! | file | what |
//! |---|---|
//! | `exchange` | parts change times: alone, against what stands there, as chains |
//! | `emptying` | somebody's day is emptied |
//! | `forecast` | what a move costs at least |
//! | `durations` | events are split otherwise |
//! | `filling` | open places are filled otherwise |

mod durations;
mod emptying;
mod exchange;
mod filling;
mod forecast;

use super::base::{Dice, NO_TIME, NOBODY};
use super::index::Index;
use super::state::{State, Step};

/// What else moves when a part does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Via {
    /// Nothing.
    Nothing,
    /// What keeps this resource busy where the part goes.
    One(u32),
    /// What keeps any of its resources busy there, but not what this displaces in turn.
    Once,
    /// Everything, in turn (a Kempe chain).
    All,
}

/// Builds moves; keeps its memory between them.
#[derive(Debug)]
pub(super) struct Mover {
    pub steps: Vec<Step>,
    stack: Vec<u32>,
    marks: Vec<u32>,
    /// Resources that have been looked at, by the same stamp.
    seen: Vec<u32>,
    stamp: u32,
    /// Parts that were looked at, in all.
    pub work: u64,
    /// Most parts of a chain.
    pub longest: usize,
}

impl Mover {
    pub(super) fn new(index: &Index<'_>) -> Self {
        Self {
            steps: Vec::new(),
            stack: Vec::new(),
            marks: vec![0; index.event_of.len()],
            seen: vec![0; index.watched.len()],
            stamp: 0,
            work: 0,
            longest: 40,
        }
    }

    fn clear(&mut self) {
        self.steps.clear();
        self.stack.clear();
        self.stamp = self.stamp.wrapping_add(1);
        if self.stamp == 0 {
            self.marks.fill(0);
            self.seen.fill(0);
            self.stamp = 1;
        }
    }

    fn mark(&mut self, slot: u32) -> bool {
        let mark = &mut self.marks[slot as usize];
        let new = *mark != self.stamp;
        *mark = self.stamp;
        new
    }

    /// Does the steps.
    pub(super) fn perform(&self, state: &mut State<'_, '_>) {
        for step in &self.steps {
            state.step(*step);
        }
    }
}

impl State<'_, '_> {
    /// Calls `found` with every slot that uses `resource` at `time`.
    pub(super) fn users(&self, resource: u32, time: usize, found: &mut dyn FnMut(u32)) {
        let cell = resource as usize * self.index.times + time;
        match self.count[cell] {
            0 => {}
            1 => found(self.which[cell]),
            _ => {
                let row = &self.at[time * self.slot_words..(time + 1) * self.slot_words];
                for (word, bits) in row.iter().enumerate() {
                    let mut bits = *bits;
                    while bits != 0 {
                        let slot = word as u32 * 64 + bits.trailing_zeros();
                        bits &= bits - 1;
                        if self.uses(slot, resource) {
                            found(slot);
                        }
                    }
                }
            }
        }
    }

    /// Whether `slot` needs `resource`.
    pub(super) fn uses(&self, slot: u32, resource: u32) -> bool {
        let event = self.index.event_of[slot as usize];
        self.index.fixed(event).contains(&resource) || self.fills(slot).contains(&resource)
    }

    /// Who fills the open places of `slot`.
    pub(super) fn fills(&self, slot: u32) -> &[u32] {
        let first = self.index.first_fill[slot as usize] as usize;
        let event = &self.index.events[self.index.event_of[slot as usize] as usize];
        &self.plan.fill[first..first + event.opens.len()]
    }

    /// Whether `resource` is free at `size` times from `time` on.
    pub(super) fn is_free(&self, resource: u32, time: usize, size: usize) -> bool {
        let row = resource as usize * self.index.times;
        self.count[row + time..row + time + size].iter().all(|count| *count == 0)
    }

    /// A random part that may move.
    pub(super) fn random_part(&self, dice: &mut Dice) -> Option<u32> {
        let slots = self.index.event_of.len();
        for _ in 0..64 {
            let slot = dice.below(slots);
            if self.plan.size[slot] > 0 && self.index.events[self.index.event_of[slot] as usize].preset.is_none() {
                return Some(slot as u32);
            }
        }
        None
    }

    /// A part of an event that a resource with a cost takes part in.
    pub(super) fn guilty_part(&self, dice: &mut Dice) -> Option<u32> {
        let resources = self.index.watched.len();
        for _ in 0..24 {
            let resource = dice.below(resources);
            if self.resource_cost[resource].is_zero() {
                continue;
            }
            let events = &self.index.events_of[resource];
            if events.is_empty() {
                continue;
            }
            let event = events[dice.below(events.len())];
            if self.index.events[event as usize].preset.is_some() {
                continue;
            }
            return self.part_of(event, dice);
        }
        None
    }

    /// A random part of `event`.
    pub(super) fn part_of(&self, event: u32, dice: &mut Dice) -> Option<u32> {
        let slots = self.index.slots(event);
        let number = slots.len();
        for _ in 0..3 * number {
            let slot = slots.start + dice.below(number);
            if self.plan.size[slot] > 0 {
                return Some(slot as u32);
            }
        }
        None
    }

    /// A starting time for a part of `event`; now and then one that costs more than it needs.
    pub(super) fn random_start(&self, event: u32, size: u16, dice: &mut Dice) -> Option<u16> {
        let domain = self.index.domain(event, size);
        if domain.is_empty() || (dice.once_in(64) && self.index.events[event as usize].preset.is_none()) {
            let last = (self.index.times + 1).checked_sub(usize::from(size)).filter(|starts| *starts > 0)?;
            return u16::try_from(dice.below(last)).ok();
        }
        Some(domain[dice.below(domain.len())])
    }

    /// One of the resources of `slot` that must not clash.
    pub(super) fn random_resource(&self, slot: u32, dice: &mut Dice) -> Option<u32> {
        let fixed = self.index.fixed(self.index.event_of[slot as usize]);
        let fills = self.fills(slot);
        let number = fixed.len() + fills.len();
        if number == 0 {
            return None;
        }
        let first = dice.below(number);
        for step in 0..number {
            let at = (first + step) % number;
            let resource = if at < fixed.len() { fixed[at] } else { fills[at - fixed.len()] };
            if resource != NOBODY && self.index.clashes[resource as usize] {
                return Some(resource);
            }
        }
        None
    }

    pub(super) fn has_time(&self, slot: u32) -> bool {
        self.plan.time[slot as usize] != NO_TIME
    }
}
