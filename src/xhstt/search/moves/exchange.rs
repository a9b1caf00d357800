//! Parts change times.
//!
//! Two windows of times trade places: what starts in the first is shifted by `ahead`, what starts in the second by `back`.
//! In an *exchange* they are equally long and apart; in an *insertion* the second borders on the first, so that a part is
//! taken out and put in elsewhere while all between gives way. The part that asks for it is the seed; what follows it is
//! for [`Via`] to say. A window grows while something sticks out of it.

use super::{Mover, Via};
use crate::xhstt::search::base::{Dice, NO_TIME, NOBODY};
use crate::xhstt::search::state::{State, Step};

/// From, to (exclusive).
type Window = (i32, i32);

#[derive(Clone, Copy, Debug)]
struct Windows {
    first: Window,
    second: Window,
    ahead: i32,
    back: i32,
    insertion: bool,
}

enum Built {
    Done,
    /// The span of what sticks out.
    Sticks(Window),
    Impossible,
}

impl Mover {
    /// `slot` goes to `to`, alone but for the parts linked to it. False when that is nothing.
    pub(in super::super) fn shift(&mut self, state: &State<'_, '_>, slot: u32, to: u16, mates: bool) -> bool {
        self.clear();
        let from = state.plan.time[slot as usize];
        if from == to {
            return false;
        }
        self.mark(slot);
        self.steps.push(Step::Time { slot, to });
        if mates {
            self.add_mates(state, slot);
            while let Some(mate) = self.stack.pop() {
                let event = &state.index.events[state.index.event_of[mate as usize] as usize];
                let end = usize::from(to) + usize::from(state.plan.size[mate as usize]);
                if event.preset.is_some() || (end > state.index.times && to != NO_TIME) {
                    return false;
                }
                self.steps.push(Step::Time { slot: mate, to });
                self.add_mates(state, mate);
            }
        }
        true
    }

    /// `slot` goes to `to` and what stands there gives way. False when impossible.
    pub(in super::super) fn exchange(
        &mut self,
        state: &State<'_, '_>,
        slot: u32,
        to: u16,
        via: Via,
        insertion: bool,
    ) -> bool {
        let from = state.plan.time[slot as usize];
        if from == NO_TIME || from == to || to == NO_TIME {
            return false;
        }
        let size = i32::from(state.plan.size[slot as usize]);
        let (from, to) = (i32::from(from), i32::from(to));
        let change = to - from;
        let first = (from, from + size);
        let mut windows = if insertion || change.abs() < size {
            let second = if change > 0 { (from + size, to + size) } else { (to, from) };
            Windows { first, second, ahead: change, back: -size * change.signum(), insertion: true }
        } else {
            Windows { first, second: (to, to + size), ahead: change, back: -change, insertion: false }
        };
        for _ in 0..5 {
            match self.build(state, slot, &windows, via) {
                Built::Done => return true,
                Built::Impossible => return false,
                Built::Sticks(span) => match wider(&windows, span, state.index.times) {
                    Some(new) => windows = new,
                    None => return false,
                },
            }
        }
        false
    }

    fn build(&mut self, state: &State<'_, '_>, seed: u32, windows: &Windows, via: Via) -> Built {
        let index = state.index;
        self.clear();
        self.mark(seed);
        self.stack.push(seed);
        while let Some(slot) = self.stack.pop() {
            self.work += 1;
            let event = index.event_of[slot as usize];
            if self.steps.len() >= self.longest || index.events[event as usize].preset.is_some() {
                return Built::Impossible;
            }
            let time = i32::from(state.plan.time[slot as usize]);
            let span = (time, time + i32::from(state.plan.size[slot as usize]));
            let shift = if inside(span, windows.first) {
                windows.ahead
            } else if inside(span, windows.second) {
                windows.back
            } else {
                return Built::Sticks(span);
            };
            let (begin, end) = (span.0 + shift, span.1 + shift);
            let (Ok(to), Ok(last)) = (u16::try_from(begin), usize::try_from(end)) else { return Built::Impossible };
            if last > index.times {
                return Built::Impossible;
            }
            self.steps.push(Step::Time { slot, to });
            self.add_mates(state, slot);
            match via {
                Via::Nothing => {}
                Via::One(resource) => {
                    if state.uses(slot, resource) {
                        self.add_users(state, resource, usize::from(to)..last);
                    }
                }
                Via::Once | Via::All => {
                    if via == Via::All || slot == seed {
                        for resource in index.fixed(event).iter().chain(state.fills(slot)) {
                            if *resource != NOBODY && index.clashes[*resource as usize] {
                                self.add_users(state, *resource, usize::from(to)..last);
                            }
                        }
                    }
                }
            }
        }
        Built::Done
    }

    /// The parts that stand together with `slot` because their events are linked follow it.
    pub(super) fn add_mates(&mut self, state: &State<'_, '_>, slot: u32) {
        let index = state.index;
        let time = state.plan.time[slot as usize];
        if time == NO_TIME {
            return;
        }
        for mate in index.mates(index.event_of[slot as usize]) {
            for other in index.slots(*mate) {
                if state.plan.size[other] > 0 && state.plan.time[other] == time && self.mark(other as u32) {
                    self.stack.push(other as u32);
                }
            }
        }
    }

    pub(super) fn add_users(&mut self, state: &State<'_, '_>, resource: u32, times: std::ops::Range<usize>) {
        for time in times {
            let Self { marks, stack, stamp, .. } = self;
            state.users(resource, time, &mut |user| {
                if marks[user as usize] != *stamp {
                    marks[user as usize] = *stamp;
                    stack.push(user);
                }
            });
        }
    }

    /// `slot` goes to `to`; whatever clashes with it there goes elsewhere, each to a time of its own.
    pub(in super::super) fn eject(&mut self, state: &State<'_, '_>, slot: u32, to: u16, dice: &mut Dice) -> bool {
        if !self.shift(state, slot, to, true) {
            return false;
        }
        let index = state.index;
        let size = usize::from(state.plan.size[slot as usize]);
        let event = index.event_of[slot as usize];
        for resource in index.fixed(event) {
            if index.clashes[*resource as usize] {
                self.add_users(state, *resource, usize::from(to)..usize::from(to) + size);
            }
        }
        while let Some(other) = self.stack.pop() {
            let event = index.event_of[other as usize];
            if self.steps.len() > 6 || index.events[event as usize].preset.is_some() {
                return false;
            }
            // Prefers a time at which all of its resources are free.
            let size = state.plan.size[other as usize];
            let mut found = None;
            for _ in 0..8 {
                let Some(start) = state.random_start(event, size, dice) else { return false };
                found = Some(start);
                let begin = usize::from(start);
                let apart = begin + usize::from(size) <= usize::from(to)
                    || begin >= usize::from(to) + usize::from(state.plan.size[slot as usize]);
                if apart && index.fixed(event).iter().all(|r| state.is_free(*r, begin, usize::from(size))) {
                    break;
                }
            }
            let Some(to) = found else { return false };
            self.steps.push(Step::Time { slot: other, to });
        }
        true
    }
}

fn inside(span: Window, window: Window) -> bool {
    span.0 >= window.0 && span.1 <= window.1
}

fn meet(a: Window, b: Window) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Windows that hold `span`, too.
fn wider(windows: &Windows, span: Window, times: usize) -> Option<Windows> {
    let union = |a: Window| (a.0.min(span.0), a.1.max(span.1));
    let mut new = *windows;
    if windows.insertion {
        // The second window grows away from the first; the first one's parts go further.
        if meet(span, windows.first) || !meet(span, windows.second) {
            return None;
        }
        new.second = union(windows.second);
        let length = new.second.1 - new.second.0;
        new.ahead = length * windows.ahead.signum();
    } else if meet(span, windows.second) {
        new.second = union(windows.second);
        new.first = (new.second.0 - windows.ahead, new.second.1 - windows.ahead);
    } else if meet(span, windows.first) {
        new.first = union(windows.first);
        new.second = (new.first.0 + windows.ahead, new.first.1 + windows.ahead);
    } else {
        return None;
    }
    let last = i32::try_from(times).ok()?;
    let fits = |window: Window| window.0 >= 0 && window.1 <= last;
    (fits(new.first) && fits(new.second) && !meet(new.first, new.second)).then_some(new)
}
