//! Open places are filled otherwise.

use super::Mover;
use crate::xhstt::search::base::{Dice, NO_TIME, NOBODY};
use crate::xhstt::search::state::{State, Step};

impl Mover {
    /// One part gets somebody else; who is busy there changes places with it, if `swap`.
    pub(in super::super) fn refill(&mut self, state: &State<'_, '_>, slot: u32, dice: &mut Dice, swap: bool) -> bool {
        self.clear();
        let event = state.index.event_of[slot as usize];
        let opens = state.index.opens(event);
        if opens.is_empty() {
            return false;
        }
        let open = dice.below(opens.len());
        let place = &opens[open];
        let old = state.fills(slot)[open];
        let new = if place.candidates.is_empty() || dice.once_in(if place.optional { 4 } else { 256 }) {
            NOBODY
        } else {
            state.index.candidates[place.candidates.from as usize + dice.below(place.candidates.len())]
        };
        if new == old {
            return false;
        }
        self.steps.push(Step::Fill { slot, open: open as u32, to: new });
        let time = state.plan.time[slot as usize];
        if swap && new != NOBODY && time != NO_TIME {
            self.mark(slot);
            for at in usize::from(time)..usize::from(time) + usize::from(state.plan.size[slot as usize]) {
                let Self { marks, stack, stamp, .. } = self;
                state.users(new, at, &mut |user| {
                    if marks[user as usize] != *stamp {
                        marks[user as usize] = *stamp;
                        stack.push(user);
                    }
                });
            }
            while let Some(user) = self.stack.pop() {
                if let Some(open) = state.fills(user).iter().position(|fill| *fill == new) {
                    let place = &state.index.opens(state.index.event_of[user as usize])[open];
                    let allowed = &state.index.candidates[place.candidates.range()];
                    if old != NOBODY && allowed.binary_search(&old).is_err() {
                        return false;
                    }
                    self.steps.push(Step::Fill { slot: user, open: open as u32, to: old });
                }
            }
        }
        true
    }

    /// All parts of an event, or of an avoid-split group of places, get somebody else.
    pub(in super::super) fn refill_all(&mut self, state: &State<'_, '_>, dice: &mut Dice) -> bool {
        self.clear();
        let index = state.index;
        if index.open_places.is_empty() {
            return false;
        }
        let (event, open) = index.open_places[dice.below(index.open_places.len())];
        let place = &index.opens(event)[open as usize];
        if place.candidates.is_empty() {
            return false;
        }
        let new = index.candidates[place.candidates.from as usize + dice.below(place.candidates.len())];
        let groups = &index.group_refs[place.groups.range()];
        if groups.is_empty() || dice.once_in(3) {
            self.fill_event(state, event, open, None, new);
        } else {
            let group = groups[dice.below(groups.len())] as usize;
            // Of a group that is split already, perhaps only what one resource has.
            let only = state.fills(index.slots(event).start as u32)[open as usize];
            let only = if dice.once_in(2) { Some(only) } else { None };
            for (event, open) in &index.group_places[group] {
                self.fill_event(state, *event, *open, only, new);
            }
        }
        !self.steps.is_empty()
    }

    /// Two events change who fills them.
    pub(in super::super) fn trade_all(&mut self, state: &State<'_, '_>, dice: &mut Dice) -> bool {
        self.clear();
        let index = state.index;
        if index.open_places.is_empty() {
            return false;
        }
        let (first, open) = index.open_places[dice.below(index.open_places.len())];
        let (second, other) = index.open_places[dice.below(index.open_places.len())];
        let (Some(a), Some(b)) = (state.part_of(first, dice), state.part_of(second, dice)) else { return false };
        let (mine, theirs) = (state.fills(a)[open as usize], state.fills(b)[other as usize]);
        let (here, there) = (&index.opens(first)[open as usize], &index.opens(second)[other as usize]);
        let allows = |place: &crate::xhstt::search::index::Open, who: u32| {
            who != NOBODY && index.candidates[place.candidates.range()].binary_search(&who).is_ok()
        };
        if mine == theirs || first == second || !allows(here, theirs) || !allows(there, mine) {
            return false;
        }
        let whole = |place: &crate::xhstt::search::index::Open, event: u32, open: u32| {
            index.group_refs[place.groups.range()]
                .first()
                .map_or_else(|| vec![(event, open)], |group| index.group_places[*group as usize].clone())
        };
        for (event, open) in whole(here, first, open) {
            self.fill_event(state, event, open, Some(mine), theirs);
        }
        for (event, open) in whole(there, second, other) {
            self.fill_event(state, event, open, Some(theirs), mine);
        }
        !self.steps.is_empty()
    }

    fn fill_event(&mut self, state: &State<'_, '_>, event: u32, open: u32, only: Option<u32>, to: u32) {
        for slot in state.index.slots(event) {
            if state.plan.size[slot] == 0 {
                continue;
            }
            let old = state.fills(slot as u32)[open as usize];
            if old != to && only.is_none_or(|only| only == old) {
                self.steps.push(Step::Fill { slot: slot as u32, open, to });
            }
        }
    }

    /// After parts have moved: who fills them and is now needed twice is replaced by somebody free, where there is one.
    pub(in super::super) fn replace_busy(&self, state: &mut State<'_, '_>, dice: &mut Dice) {
        let index = state.index;
        for step in &self.steps {
            let Step::Time { slot, to } = *step else { continue };
            // A part that stands elsewhere, or is no more, after a later step.
            if to == NO_TIME || state.plan.time[slot as usize] != to {
                continue;
            }
            let event = index.event_of[slot as usize];
            let (time, size) = (usize::from(to), usize::from(state.plan.size[slot as usize]));
            for (open, place) in index.opens(event).iter().enumerate() {
                let who = state.fills(slot)[open];
                if who != NOBODY {
                    let row = who as usize * index.times;
                    if state.count[row + time..row + time + size].iter().all(|count| *count <= 1) {
                        continue;
                    }
                }
                if place.candidates.is_empty() || (!place.groups.is_empty() && !dice.once_in(4)) {
                    continue;
                }
                let candidates = &index.candidates[place.candidates.range()];
                let first = dice.below(candidates.len());
                let free = (0..candidates.len())
                    .map(|step| candidates[(first + step) % candidates.len()])
                    .find(|candidate| state.is_free(*candidate, time, size));
                if let Some(to) = free {
                    state.step(Step::Fill { slot, open: open as u32, to });
                }
            }
        }
    }
}
