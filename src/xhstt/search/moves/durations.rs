//! Events are split otherwise: some times of one part go to another part or to a new one.
//!
//! What stood where the part grows (for one of the event's resources) goes to the times that are left. Linked events with
//! the same parts at the same times change alike.

use super::Mover;
use crate::xhstt::search::base::{Dice, NO_TIME, NOBODY};
use crate::xhstt::search::state::{State, Step};

/// A change of an event's durations.
#[derive(Clone, Copy, Debug)]
struct Change {
    giver: u32,
    taker: u32,
    /// Times that go over.
    moved: u16,
    /// Where the giver starts afterwards, if anything is left of it.
    giver_start: u16,
    /// Where the taker starts afterwards.
    taker_start: u16,
    /// The first of the times that get free, and of those that are needed.
    freed: u16,
    needed: u16,
}

impl Change {
    /// Whether the times that are needed are none of those that the giver keeps, and the same as those that get free or apart from them.
    fn is_apart(&self, state: &State<'_, '_>) -> bool {
        let left = state.plan.size[self.giver as usize] - self.moved;
        let apart = |from: u16, size: u16| from + size <= self.needed || from >= self.needed + self.moved;
        apart(self.giver_start, left) && (self.freed == self.needed || apart(self.freed, self.moved))
    }
}

impl Mover {
    /// Changes the durations of a random event; what stood where a part grows goes to the times that get free, with `chain` together
    /// with all that is then in its way (a Kempe chain). False when that is impossible.
    pub(in super::super) fn durations(&mut self, state: &State<'_, '_>, chain: bool, dice: &mut Dice) -> bool {
        let index = state.index;
        if index.flexible.is_empty() {
            return false;
        }
        let event = index.flexible[dice.below(index.flexible.len())];
        let Some(change) = self.choose(state, event, dice) else { return false };
        if chain && !change.is_apart(state) {
            return false;
        }
        self.clear();
        self.mark(change.giver);
        self.mark(change.taker);
        // Linked events: the same to parts at the same times.
        let mut twins = Vec::new();
        for mate in index.mates(event) {
            if index.events[*mate as usize].preset.is_some() {
                continue;
            }
            let twin = |slot: u32| twin(state, *mate, slot);
            let Some(giver) = twin(change.giver) else { continue };
            let new = state.plan.size[change.taker as usize] == 0;
            let taker = if new { unused(state, *mate) } else { twin(change.taker) };
            if let Some(taker) = taker.filter(|taker| *taker != giver) {
                self.mark(giver);
                self.mark(taker);
                twins.push(Change { giver, taker, ..change });
            }
        }
        self.add_change(state, &change, chain, dice);
        for twin in &twins {
            self.add_change(state, twin, chain, dice);
        }
        !chain || self.follow(state, &change)
    }

    fn choose(&mut self, state: &State<'_, '_>, event: u32, dice: &mut Dice) -> Option<Change> {
        let giver = state.part_of(event, dice)?;
        let size = state.plan.size[giver as usize];
        let other = state.part_of(event, dice)?;
        let taker = if other == giver {
            if size < 2 {
                return None;
            }
            unused(state, event)?
        } else {
            other
        };
        let is_new = state.plan.size[taker as usize] == 0;
        let moved = if !is_new && (size == 1 || dice.once_in(2)) {
            size
        } else {
            1 + u16::try_from(dice.below(usize::from(size) - 1)).ok()?
        };
        let start = state.plan.time[giver as usize];
        if start == NO_TIME {
            return None;
        }
        let from_front = moved == size || dice.once_in(2);
        let (giver_start, freed) = if from_front { (start + moved, start) } else { (start, start + size - moved) };
        let (taker_start, needed) = if is_new {
            let to = state.random_start(event, moved, dice)?;
            (to, to)
        } else {
            let old = state.plan.time[taker as usize];
            if old == NO_TIME {
                return None;
            }
            if dice.once_in(2) {
                let to = old.checked_sub(moved)?;
                (to, to)
            } else {
                (old, old + state.plan.size[taker as usize])
            }
        };
        let end = usize::from(needed) + usize::from(moved);
        (end <= state.index.times).then_some(Change { giver, taker, moved, giver_start, taker_start, freed, needed })
    }

    /// What the giver and the taker need leaves it; what that displaces in turn trades the times, too (a Kempe chain). False when something sticks out.
    fn follow(&mut self, state: &State<'_, '_>, change: &Change) -> bool {
        let index = state.index;
        let [needed, freed] = [change.needed, change.freed].map(|from| (from, from + change.moved));
        while let Some(slot) = self.stack.pop() {
            self.work += 1;
            let event = index.event_of[slot as usize];
            let start = state.plan.time[slot as usize];
            let end = start + state.plan.size[slot as usize];
            let within = |window: (u16, u16)| start >= window.0 && end <= window.1;
            let to = if within(needed) {
                start - needed.0 + freed.0
            } else if within(freed) {
                start - freed.0 + needed.0
            } else {
                return false;
            };
            if self.steps.len() >= self.longest || index.events[event as usize].preset.is_some() {
                return false;
            }
            self.steps.push(Step::Time { slot, to });
            self.add_mates(state, slot);
            for resource in index.fixed(event).iter().chain(state.fills(slot)) {
                if *resource != NOBODY && index.clashes[*resource as usize] {
                    self.add_users(state, *resource, usize::from(to)..usize::from(to + end - start));
                }
            }
        }
        true
    }

    fn add_change(&mut self, state: &State<'_, '_>, change: &Change, chain: bool, dice: &mut Dice) {
        let Change { giver, taker, moved, .. } = *change;
        let left = state.plan.size[giver as usize] - moved;
        let opens = state.fills(giver).len() as u32;
        self.steps.push(Step::Time { slot: giver, to: NO_TIME });
        if left == 0 {
            self.steps.extend((0..opens).map(|open| Step::Fill { slot: giver, open, to: NOBODY }));
        }
        self.steps.push(Step::Size { slot: giver, to: left });
        if left > 0 {
            self.steps.push(Step::Time { slot: giver, to: change.giver_start });
        }
        let old = state.plan.size[taker as usize];
        if old > 0 {
            self.steps.push(Step::Time { slot: taker, to: NO_TIME });
        }
        self.steps.push(Step::Size { slot: taker, to: old + moved });
        if old == 0 {
            let fills = state.fills(giver).iter().enumerate();
            self.steps.extend(fills.map(|(open, who)| Step::Fill { slot: taker, open: open as u32, to: *who }));
        }
        self.steps.push(Step::Time { slot: taker, to: change.taker_start });
        if chain {
            let event = state.index.event_of[giver as usize];
            let window = usize::from(change.needed)..usize::from(change.needed + moved);
            for resource in state.index.fixed(event).iter().chain(state.fills(giver)) {
                if *resource != NOBODY && state.index.clashes[*resource as usize] {
                    self.add_users(state, *resource, window.clone());
                }
            }
            return;
        }
        let Some(resource) = state.random_resource(giver, dice) else { return };
        let (needed, end) = (change.needed, change.needed + moved);
        for time in usize::from(needed)..usize::from(end) {
            let Self { marks, stack, stamp, .. } = self;
            state.users(resource, time, &mut |user| {
                if marks[user as usize] != *stamp {
                    marks[user as usize] = *stamp;
                    stack.push(user);
                }
            });
        }
        while let Some(user) = self.stack.pop() {
            let start = state.plan.time[user as usize];
            let whole = start >= needed && start + state.plan.size[user as usize] <= end;
            let preset = state.index.events[state.index.event_of[user as usize] as usize].preset.is_some();
            if whole && !preset {
                self.steps.push(Step::Time { slot: user, to: start - needed + change.freed });
            }
        }
    }
}

/// The part of `event` that stands like `slot`.
fn twin(state: &State<'_, '_>, event: u32, slot: u32) -> Option<u32> {
    let (time, size) = (state.plan.time[slot as usize], state.plan.size[slot as usize]);
    state
        .index
        .slots(event)
        .find(|other| state.plan.time[*other] == time && state.plan.size[*other] == size)
        .map(|other| other as u32)
}

/// An unused slot of `event`.
fn unused(state: &State<'_, '_>, event: u32) -> Option<u32> {
    state.index.slots(event).find(|slot| state.plan.size[*slot] == 0).map(|slot| slot as u32)
}
