//! A day of somebody is emptied: all that keeps a resource busy in one of the sets of times that it should be busy in few of
//! goes to others, each part in exchange for what stands there.

use super::{Mover, Via};
use crate::xhstt::search::base::Dice;
use crate::xhstt::search::index::MonitorKind;
use crate::xhstt::search::state::State;

/// Most parts that leave at once.
const MOST: usize = 4;

/// Tries to find somebody, and a time for a part.
const TRIES: usize = 8;

impl Mover {
    /// Empties a set of times of a random resource, and does it. False when that is impossible; nothing is done then.
    pub(in super::super) fn empty(&mut self, state: &mut State<'_, '_>, dice: &mut Dice) -> bool {
        let done = self.try_to_empty(state, dice).is_some();
        if !done {
            state.undo();
        }
        done
    }

    fn try_to_empty(&mut self, state: &mut State<'_, '_>, dice: &mut Dice) -> Option<()> {
        let index = state.index;
        if index.clustered.is_empty() {
            return None;
        }
        let mut who = index.clustered[dice.below(index.clustered.len())];
        for _ in 0..TRIES {
            if !state.resource_cost[who as usize].is_zero() {
                break;
            }
            who = index.clustered[dice.below(index.clustered.len())];
        }
        let monitors = &index.monitors[index.watched[who as usize].range()];
        let monitor = monitors.iter().find(|monitor| monitor.kind == MonitorKind::Cluster)?;
        let words = index.words;
        let sets: Vec<&[u64]> = index.masks[monitor.masks.range()].chunks_exact(words).collect();
        let busy = |state: &State<'_, '_>, set: &[u64]| -> u32 {
            let row = &state.busy[who as usize * words..(who as usize + 1) * words];
            row.iter().zip(set).map(|(busy, set)| (busy & set).count_ones()).sum()
        };
        let used: Vec<(u32, usize)> =
            (0..sets.len()).map(|set| (busy(state, sets[set]), set)).filter(|(times, _)| *times > 0).collect();
        if used.len() < 2 {
            return None;
        }
        // Of two, the one with less in it.
        let (a, b) = (used[dice.below(used.len())], used[dice.below(used.len())]);
        let from = a.min(b).1;
        let within = |time: usize, set: &[u64]| set[time / 64] >> (time % 64) & 1 == 1;
        let mut parts = Vec::new();
        for time in (0..index.times).filter(|time| within(*time, sets[from])) {
            state.users(who, time, &mut |slot| {
                if !parts.contains(&slot) {
                    parts.push(slot);
                }
            });
        }
        if parts.len() > MOST {
            return None;
        }
        for slot in parts {
            let event = index.event_of[slot as usize];
            let size = state.plan.size[slot as usize];
            let time = usize::from(state.plan.time[slot as usize]);
            if index.events[event as usize].preset.is_some() {
                return None;
            }
            if time >= index.times || !within(time, sets[from]) {
                // An exchange has taken it elsewhere.
                continue;
            }
            let to = (0..TRIES).find_map(|_| {
                let to = state.random_start(event, size, dice)?;
                let there = used.iter().any(|(_, set)| *set != from && within(usize::from(to), sets[*set]));
                (there && state.is_free(who, usize::from(to), usize::from(size))).then_some(to)
            })?;
            let via = match state.random_resource(slot, dice) {
                Some(other) if other != who => Via::One(other),
                _ => Via::Once,
            };
            if !self.exchange(state, slot, to, via, false) {
                return None;
            }
            self.perform(state);
        }
        Some(())
    }
}
