//! From the values of the columns back to parts.

use std::collections::BTreeMap;

use super::model::{Model, Place};
use super::rows::count;
use crate::xhstt::model::{EventId, ResourceId, Solution, SolutionEvent};

impl Model<'_> {
    /// How many parts of an event the values of a relaxation have where; interchangeable ones are not told apart.
    pub fn shares(&self, values: &[f64]) -> BTreeMap<Place, f64> {
        let mut shares = BTreeMap::new();
        for unit in &self.units {
            for event in &unit.events {
                for piece in &unit.pieces {
                    let share = piece.amount.value(values);
                    if share > 1e-3 {
                        *shares.entry((*event, piece.duration, piece.time)).or_default() += share;
                    }
                }
            }
        }
        shares
    }

    /// The solution that the values of the columns say.
    pub fn solution(&self, values: &[f64]) -> Solution {
        let mut parts: Vec<SolutionEvent> = Vec::new();
        let mut now: BTreeMap<EventId, Vec<&SolutionEvent>> = BTreeMap::new();
        for part in &self.solution.events {
            now.entry(part.event).or_default().push(part);
        }
        for unit in &self.units {
            // Places of each piece, one entry a part.
            let mut who: Vec<Vec<Vec<Option<ResourceId>>>> =
                vec![vec![Vec::new(); unit.fills.len()]; unit.pieces.len()];
            for (place, fills) in unit.fills.iter().enumerate() {
                for fill in fills {
                    let times = count(fill.amount.value(values));
                    who[fill.piece][place].extend(std::iter::repeat_n(fill.who, times));
                }
            }
            let mut new = Vec::new();
            for (piece, mut who) in unit.pieces.iter().zip(who) {
                for _ in 0..count(piece.amount.value(values)) {
                    let resources = who.iter_mut().map(|who| who.pop().flatten()).collect();
                    new.push(SolutionEvent {
                        event: unit.events[0],
                        duration: piece.duration,
                        time: piece.time,
                        resources,
                    });
                }
            }
            if unit.events.len() > 1 {
                // Each of the interchangeable events keeps its time where it can.
                let mut waiting = unit.events.clone();
                let mut moved = Vec::new();
                for mut part in new {
                    let stays = waiting.iter().position(|event| {
                        now.get(event).is_some_and(|parts| parts.iter().any(|old| old.time == part.time))
                    });
                    match stays {
                        Some(position) => {
                            part.event = waiting.remove(position);
                            parts.push(part);
                        }
                        None => moved.push(part),
                    }
                }
                for (mut part, event) in moved.into_iter().zip(waiting) {
                    part.event = event;
                    parts.push(part);
                }
            } else {
                parts.extend(new);
            }
        }
        parts.sort();
        Solution { events: parts }
    }
}
