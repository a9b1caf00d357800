//! The first plan: events in the order of their difficulty, each part at the time that costs least at that moment.

use super::base::{Dice, NO_TIME, NOBODY};
use super::index::Index;
use super::state::{State, Step};
use crate::xhstt::model::Solution;

/// Price of infeasibility while constructing.
const PRICE: f64 = 1000.0;

/// Most candidates for a place that are compared.
const COMPARED: usize = 24;

/// Fills an empty state.
pub(super) fn construct(state: &mut State<'_, '_>, dice: &mut Dice) {
    let index = state.index;
    for event in 0..index.events.len() as u32 {
        split(state, event, &index.events[event as usize].parts);
    }
    let order = order(index);
    for event in &order {
        for slot in index.slots(*event) {
            together(state, slot as u32, dice);
        }
    }
    for event in order {
        for slot in index.slots(event) {
            place(state, slot as u32, dice);
        }
    }
}

/// Gives a part, and a part of the same size of every event that is linked to its event, the time that is cheapest for all.
fn together(state: &mut State<'_, '_>, slot: u32, dice: &mut Dice) {
    let index = state.index;
    let (event, size) = (index.event_of[slot as usize], state.plan.size[slot as usize]);
    if size == 0 || state.has_time(slot) || index.events[event as usize].preset.is_some() {
        return;
    }
    let mut bundle = vec![slot];
    let mut events = vec![event];
    let mut next = 0;
    while next < events.len() {
        for mate in index.mates(events[next]) {
            if events.contains(mate) {
                continue;
            }
            let twin = index.slots(*mate).find(|slot| state.plan.size[*slot] == size && !state.has_time(*slot as u32));
            if let Some(twin) = twin.filter(|_| index.events[*mate as usize].preset.is_none()) {
                events.push(*mate);
                bundle.push(twin as u32);
            }
        }
        next += 1;
    }
    if bundle.len() == 1 {
        return;
    }
    let mut best: (f64, u16) = (f64::INFINITY, NO_TIME);
    for time in index.domain(event, size) {
        let steps = bundle.iter().map(|slot| Step::Time { slot: *slot, to: *time });
        let growth = trial(state, steps) + dice.unit() * 0.01;
        if growth < best.0 {
            best = (growth, *time);
        }
    }
    for slot in bundle {
        commit(state, Step::Time { slot, to: best.1 });
    }
}

/// Fills an empty state from a solution; what does not fit is constructed.
pub(super) fn adopt(state: &mut State<'_, '_>, solution: &Solution, dice: &mut Dice) {
    let index = state.index;
    let mut parts = vec![Vec::new(); index.events.len()];
    for part in &solution.events {
        if let Some(list) = parts.get_mut(part.event.index()) {
            list.push(part);
        }
    }
    for event in 0..index.events.len() as u32 {
        let own = &index.events[event as usize];
        let given = &parts[event as usize];
        let sizes: Vec<u16> = given.iter().filter_map(|part| u16::try_from(part.duration).ok()).collect();
        let fits = sizes.iter().map(|size| u32::from(*size)).sum::<u32>() == u32::from(own.duration)
            && !sizes.contains(&0)
            && (own.preset.is_none() || sizes.len() == 1);
        if !fits {
            split(state, event, &own.parts);
            continue;
        }
        split(state, event, &sizes);
        state.begin();
        for (slot, part) in index.slots(event).zip(given) {
            let slot = slot as u32;
            for (open, place) in index.opens(event).iter().enumerate() {
                let who = part.resources.get(place.place as usize).copied().flatten();
                state.step(Step::Fill { slot, open: open as u32, to: who.map_or(NOBODY, |who| who.0) });
            }
            let time = own.preset.or_else(|| part.time.and_then(|time| u16::try_from(time.index()).ok()));
            if let Some(to) = time.filter(|time| u32::from(*time) + part.duration <= index.times as u32) {
                state.step(Step::Time { slot, to });
            }
        }
        state.settle(PRICE, f64::INFINITY);
        state.keep();
    }
    for event in 0..index.events.len() as u32 {
        let given = &parts[event as usize];
        if given.iter().map(|part| part.duration).sum::<u32>() != u32::from(index.events[event as usize].duration) {
            for slot in index.slots(event) {
                place(state, slot as u32, dice);
            }
        }
    }
}

fn split(state: &mut State<'_, '_>, event: u32, sizes: &[u16]) {
    state.begin();
    for (slot, size) in state.index.slots(event).zip(sizes) {
        state.step(Step::Size { slot: slot as u32, to: *size });
    }
    state.settle(PRICE, f64::INFINITY);
    state.keep();
}

/// Events, the hardest to place first.
fn order(index: &Index<'_>) -> Vec<u32> {
    let mut load = vec![0u32; index.watched.len()];
    for (resource, events) in index.events_of.iter().enumerate() {
        load[resource] = events.iter().map(|event| u32::from(index.events[*event as usize].duration)).sum();
    }
    let mut order: Vec<u32> = (0..index.events.len() as u32).collect();
    order.sort_by_key(|event| {
        let own = &index.events[*event as usize];
        let largest = own.parts.iter().copied().max().unwrap_or(1);
        let starts = if own.duration == 0 { 0 } else { index.domain(*event, largest).len() };
        let busiest = index.fixed(*event).iter().map(|resource| load[*resource as usize]).max().unwrap_or(0);
        (
            own.preset.is_none(),
            std::cmp::Reverse(own.mates.len()),
            std::cmp::Reverse(largest),
            starts,
            std::cmp::Reverse(busiest),
        )
    });
    order
}

/// Gives a part without a time the cheapest, and fills its places.
fn place(state: &mut State<'_, '_>, slot: u32, dice: &mut Dice) {
    let index = state.index;
    let (event, size) = (index.event_of[slot as usize], state.plan.size[slot as usize]);
    if size == 0 {
        return;
    }
    if !state.has_time(slot) {
        let beside = if index.events[event as usize].preset.is_some() { None } else { beside(state, event, slot) };
        let starts: Vec<u16> = match beside {
            Some(time) => vec![time],
            None => index.domain(event, size).to_vec(),
        };
        let mut best: (f64, u16) = (f64::INFINITY, NO_TIME);
        for time in starts {
            if usize::from(time) + usize::from(size) > index.times {
                continue;
            }
            let growth = trial(state, [Step::Time { slot, to: time }]) + dice.unit() * 0.01;
            if growth < best.0 {
                best = (growth, time);
            }
        }
        commit(state, Step::Time { slot, to: best.1 });
    }
    for open in 0..index.opens(event).len() as u32 {
        if state.fills(slot)[open as usize] != NOBODY {
            continue;
        }
        let candidates = &index.candidates[index.opens(event)[open as usize].candidates.range()];
        if candidates.is_empty() {
            continue;
        }
        let first = dice.below(candidates.len());
        let mut best: (f64, u32) = (f64::INFINITY, NOBODY);
        let (time, size) = (usize::from(state.plan.time[slot as usize]), usize::from(size));
        let free = |state: &State<'_, '_>, who: u32| time + size > index.times || state.is_free(who, time, size);
        let all = (0..candidates.len()).map(|step| candidates[(first + step) % candidates.len()]);
        let mut tried: Vec<u32> = all.filter(|who| free(state, *who)).take(COMPARED).collect();
        tried.push(candidates[first]);
        // Whoever has another part or a group's other places already.
        tried.extend(index.slots(event).map(|other| state.fills(other as u32)[open as usize]));
        for group in &index.group_refs[index.opens(event)[open as usize].groups.range()] {
            let others = index.group_places[*group as usize].iter();
            tried.extend(others.map(|(e, o)| state.fills(index.slots(*e).start as u32)[*o as usize]));
        }
        tried.retain(|who| candidates.binary_search(who).is_ok());
        for who in tried {
            let growth = trial(state, [Step::Fill { slot, open, to: who }]);
            if growth < best.0 {
                best = (growth, who);
            }
        }
        if best.1 != NOBODY && (best.0 < 0.0 || !index.opens(event)[open as usize].optional) {
            commit(state, Step::Fill { slot, open, to: best.1 });
        }
    }
}

/// Where a linked event has a part of the same size that has no counterpart here yet.
fn beside(state: &State<'_, '_>, event: u32, slot: u32) -> Option<u16> {
    let index = state.index;
    for mate in index.mates(event) {
        for other in index.slots(*mate) {
            let (time, size) = (state.plan.time[other], state.plan.size[other]);
            if size == state.plan.size[slot as usize]
                && time != NO_TIME
                && index.slots(event).all(|own| state.plan.time[own] != time)
            {
                return Some(time);
            }
        }
    }
    None
}

fn trial(state: &mut State<'_, '_>, steps: impl IntoIterator<Item = Step>) -> f64 {
    state.begin();
    for step in steps {
        state.step(step);
    }
    let growth = state.settle(PRICE, f64::INFINITY).unwrap_or(f64::INFINITY);
    state.undo();
    growth
}

fn commit(state: &mut State<'_, '_>, step: Step) {
    state.begin();
    state.step(step);
    state.settle(PRICE, f64::INFINITY);
    state.keep();
}
