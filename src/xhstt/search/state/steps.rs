//! Single steps on the counters; what they touch is marked to be looked at when the move is settled.

use super::State;
use crate::xhstt::search::base::{NO_TIME, NOBODY};
use crate::xhstt::search::index::{Event, OddKind};

impl State<'_, '_> {
    pub(super) fn set_time(&mut self, slot: u32, from: u16, to: u16) {
        let index = self.index;
        let number = index.event_of[slot as usize];
        let event = &index.events[number as usize];
        let size = self.plan.size[slot as usize];
        self.plan.time[slot as usize] = to;
        let row = event.unary as usize + (usize::from(size) - 1) * (index.times + 1);
        let column = |time: u16| if time == NO_TIME { index.times } else { usize::from(time) };
        self.total -= index.unary[row + column(from)];
        self.total += index.unary[row + column(to)];
        if !event.odd.is_empty() {
            for odd in &index.odd[event.odd.range()] {
                let change = self.odd(odd.kind, to, size) - self.odd(odd.kind, from, size);
                self.shift(odd.point, change);
            }
        }
        if !event.orders.is_empty() {
            self.change(number);
        }
        if from != NO_TIME {
            self.run::<false>(event, slot, from, size);
        }
        if to != NO_TIME {
            self.run::<true>(event, slot, to, size);
        }
    }

    /// What a part of `size` at `time` deviates.
    fn odd(&self, kind: OddKind, time: u16, size: u16) -> i32 {
        match kind {
            OddKind::Untimed if time == NO_TIME => i32::from(size),
            OddKind::Outside { mask, duration } if time != NO_TIME && duration.is_none_or(|only| only == size) => {
                let time = usize::from(time);
                let inside = self.index.masks[mask as usize + time / 64] >> (time % 64) & 1 == 1;
                if inside { 0 } else { i32::from(size) }
            }
            _ => 0,
        }
    }

    /// A part begins or ceases to run from `time` on.
    fn run<const ON: bool>(&mut self, event: &Event, slot: u32, time: u16, size: u16) {
        let index = self.index;
        let time = usize::from(time);
        for spread in &index.spreads[event.spreads.range()] {
            let row = spread.rows as usize + time;
            for set in &index.sets[index.set_rows[row] as usize..index.set_rows[row + 1] as usize] {
                let limits = index.limits[(spread.limits + set) as usize];
                let counter = &mut self.spread[(spread.counters + set) as usize];
                let old = limits.deviation(*counter);
                *counter += if ON { 1 } else { -1 };
                let change = limits.deviation(*counter) - old;
                self.shift(spread.point, change);
            }
        }
        let end = time + usize::from(size);
        let (word, bit) = (slot as usize / 64, 1u64 << (slot % 64));
        for at in time..end {
            self.at[at * self.slot_words + word] ^= bit;
        }
        if !event.links.is_empty() {
            for at in time..end {
                self.link::<ON>(event, at);
            }
        }
        for resource in &index.fixed[event.fixed.range()] {
            self.occupy::<ON>(*resource, slot, time, end);
        }
        let first = index.first_fill[slot as usize] as usize;
        for open in 0..event.opens.len() {
            let resource = self.plan.fill[first + open];
            if resource != NOBODY {
                self.occupy::<ON>(resource, slot, time, end);
            }
        }
    }

    fn link<const ON: bool>(&mut self, event: &Event, time: usize) {
        let index = self.index;
        let running = &mut self.running[event.running as usize * index.times + time];
        let turned = if ON {
            *running += 1;
            *running == 1
        } else {
            *running -= 1;
            *running == 0
        };
        if !turned {
            return;
        }
        for link in &index.link_refs[event.links.range()] {
            let whole = index.links[*link as usize];
            let together = &mut self.linked[*link as usize * index.times + time];
            let partial = |together: u16| i32::from(together > 0 && together < whole.size);
            let old = partial(*together);
            *together = if ON { *together + 1 } else { *together - 1 };
            let change = partial(*together) - old;
            self.shift(whole.point, change);
        }
    }

    fn occupy<const ON: bool>(&mut self, resource: u32, slot: u32, time: usize, end: usize) {
        let resource = resource as usize;
        let row = resource * self.index.times;
        for at in time..end {
            self.which[row + at] ^= slot;
            let count = &mut self.count[row + at];
            if ON {
                if *count == 0 {
                    self.busy[resource * self.index.words + at / 64] |= 1 << (at % 64);
                } else {
                    self.clash[resource] += 1;
                }
                *count += 1;
            } else {
                *count -= 1;
                if *count == 0 {
                    self.busy[resource * self.index.words + at / 64] &= !(1 << (at % 64));
                } else {
                    self.clash[resource] -= 1;
                }
            }
        }
        self.touch(resource);
    }

    fn touch(&mut self, resource: usize) {
        if !self.is_touched[resource] {
            self.is_touched[resource] = true;
            self.touched.push(resource as u32);
        }
    }

    fn change(&mut self, event: u32) {
        if !self.is_changed[event as usize] {
            self.is_changed[event as usize] = true;
            self.changed.push(event);
        }
    }

    pub(super) fn set_fill(&mut self, slot: u32, open: u32, from: u32, to: u32) {
        let index = self.index;
        let event = &index.events[index.event_of[slot as usize] as usize];
        let place = &index.opens[(event.opens.from + open) as usize];
        let (time, size) = (self.plan.time[slot as usize], self.plan.size[slot as usize]);
        self.plan.fill[(index.first_fill[slot as usize] + open) as usize] = to;
        for fill in &index.fills[place.fills.range()] {
            let change = self.breach(fill.preferred, to) - self.breach(fill.preferred, from);
            self.shift(fill.point, change * i32::from(size));
        }
        let end = usize::from(time) + usize::from(size);
        for (resource, on) in [(from, false), (to, true)] {
            if resource == NOBODY {
                continue;
            }
            let load = place.load * i64::from(size);
            self.load[resource as usize] += if on { load } else { -load };
            self.touch(resource as usize);
            if time != NO_TIME {
                if on {
                    self.occupy::<true>(resource, slot, usize::from(time), end);
                } else {
                    self.occupy::<false>(resource, slot, usize::from(time), end);
                }
            }
            for group in &index.group_refs[place.groups.range()] {
                let filled = &mut self.filled[*group as usize * index.watched.len() + resource as usize];
                let different = &mut self.different[*group as usize];
                let old = (*different - 1).max(0);
                if on {
                    *different += i32::from(*filled == 0);
                    *filled += 1;
                } else {
                    *filled -= 1;
                    *different -= i32::from(*filled == 0);
                }
                let change = (*different - 1).max(0) - old;
                self.shift(index.groups[*group as usize], change);
            }
        }
    }

    /// Whether `resource` in a place breaks a demand.
    fn breach(&self, preferred: Option<u32>, resource: u32) -> i32 {
        match preferred {
            None => i32::from(resource == NOBODY),
            Some(_) if resource == NOBODY => 0,
            Some(set) => {
                let word = self.index.preferred[set as usize][resource as usize / 64];
                i32::from(word >> (resource % 64) & 1 == 0)
            }
        }
    }

    pub(super) fn set_size(&mut self, slot: u32, from: u16, to: u16) {
        let index = self.index;
        let number = index.event_of[slot as usize];
        let event = &index.events[number as usize];
        self.plan.size[slot as usize] = to;
        for (size, on) in [(from, false), (to, true)] {
            if size == 0 {
                continue;
            }
            let untimed = index.unary[event.unary as usize + usize::from(size) * (index.times + 1) - 1];
            if on {
                self.total += untimed;
            } else {
                self.total -= untimed;
            }
        }
        for odd in &index.odd[event.odd.range()] {
            let change = self.odd(odd.kind, NO_TIME, to) - self.odd(odd.kind, NO_TIME, from);
            self.shift(odd.point, change);
        }
        let change = i32::from(to) - i32::from(from);
        for (open, place) in index.opens[event.opens.range()].iter().enumerate() {
            let resource = self.plan.fill[index.first_fill[slot as usize] as usize + open];
            for fill in &index.fills[place.fills.range()] {
                let breach = self.breach(fill.preferred, resource);
                self.shift(fill.point, breach * change);
            }
            if resource != NOBODY {
                self.load[resource as usize] += place.load * i64::from(change);
                self.touch(resource as usize);
            }
        }
        if !event.splits.is_empty() || !event.orders.is_empty() {
            self.change(number);
        }
    }

    /// Splits and orders of an event from scratch.
    pub(super) fn recount(&mut self, event: usize) {
        let index = self.index;
        let own = &index.events[event];
        let slots = index.slots(event as u32);
        for split in &index.splits[own.splits.range()] {
            let parts = self.plan.size[slots.clone()].iter().copied().filter(|size| *size > 0);
            let new = split.kind.deviation(parts);
            let change = new - self.deviation[split.point as usize];
            self.shift(split.point, change);
        }
        for order in &index.order_refs[own.orders.range()] {
            let order = &index.orders[*order as usize];
            let new = match (self.end(order.first), self.begin_of(order.second)) {
                (Some(end), Some(begin)) => order.limits.deviation(begin - end),
                _ => 0,
            };
            let change = new - self.deviation[order.point as usize];
            self.shift(order.point, change);
        }
    }

    /// When the event's last part ends; none unless all have a time.
    fn end(&self, event: u32) -> Option<i32> {
        let mut end = None;
        for slot in self.index.slots(event).filter(|slot| self.plan.size[*slot] > 0) {
            if self.plan.time[slot] == NO_TIME {
                return None;
            }
            end = end.max(Some(i32::from(self.plan.time[slot]) + i32::from(self.plan.size[slot])));
        }
        end
    }

    /// When its first part begins; none unless all have a time.
    fn begin_of(&self, event: u32) -> Option<i32> {
        let mut begin: Option<i32> = None;
        for slot in self.index.slots(event).filter(|slot| self.plan.size[*slot] > 0) {
            if self.plan.time[slot] == NO_TIME {
                return None;
            }
            let time = i32::from(self.plan.time[slot]);
            begin = Some(begin.map_or(time, |begin| begin.min(time)));
        }
        begin
    }
}
