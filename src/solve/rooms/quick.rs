//! Rooms of a part by exhaustive search: fast where rooms only have to be free, and a proof where they cannot be.
//!
//! Each wish (an open need of a lesson) takes one of its rooms, free in all of its cells. The wish with the fewest rooms
//! left goes first. Rooms whose free places are the same in every cell of the part are worth the same to all wishes that
//! want both; where all wishes that want one want the other too, only the first of them is tried.

use std::collections::BTreeMap;

use crate::problem::{CellId, ResourceId};

/// Rooms tried before the search gives up.
const NODES: usize = 20_000;

/// What a lesson wants: a room of these in all of these cells.
#[derive(Clone, Debug)]
pub(super) struct Wish<'a> {
    pub(super) cells: &'a [CellId],
    /// Tried in this order.
    pub(super) rooms: &'a [ResourceId],
}

/// How a search ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A room for each wish.
    Rooms(Vec<ResourceId>),
    /// There are none.
    Impossible,
    /// Too many rooms were tried.
    Unknown,
}

/// Gives each wish a room; `places` says how many more lessons a room takes in a cell.
pub(super) fn choose(wishes: &[Wish<'_>], places: impl Fn(ResourceId, CellId) -> u32) -> Answer {
    let mut search = Search::new(wishes, places);
    match search.descend(wishes.len()) {
        Some(true) => Answer::Rooms(search.chosen.iter().map(|room| search.names[*room]).collect()),
        Some(false) => Answer::Impossible,
        None => Answer::Unknown,
    }
}

struct Search {
    names: Vec<ResourceId>,
    /// Kind of each room: rooms that the same wishes want.
    kind: Vec<usize>,
    cells: usize,
    /// Places left by room and cell.
    left: Vec<u32>,
    /// Rooms and cells of each wish.
    wants: Vec<(Vec<usize>, Vec<usize>)>,
    /// The room of each wish.
    chosen: Vec<usize>,
    nodes: usize,
}

const NONE: usize = usize::MAX;

impl Search {
    fn new(wishes: &[Wish<'_>], places: impl Fn(ResourceId, CellId) -> u32) -> Self {
        let mut rooms: BTreeMap<ResourceId, Vec<usize>> = BTreeMap::new();
        let mut cells: BTreeMap<CellId, usize> = BTreeMap::new();
        for (index, wish) in wishes.iter().enumerate() {
            wish.rooms.iter().for_each(|room| rooms.entry(*room).or_default().push(index));
            for cell in wish.cells {
                let next = cells.len();
                cells.entry(*cell).or_insert(next);
            }
        }
        let mut kinds: BTreeMap<&[usize], usize> = BTreeMap::new();
        let kind = rooms.values().map(|wanted| {
            let next = kinds.len();
            *kinds.entry(wanted).or_insert(next)
        });
        let kind = kind.collect();
        let mut left = vec![0; rooms.len() * cells.len()];
        for (row, room) in rooms.keys().enumerate() {
            for (cell, column) in &cells {
                left[row * cells.len() + column] = places(*room, *cell);
            }
        }
        let position: BTreeMap<ResourceId, usize> = rooms.keys().enumerate().map(|(at, room)| (*room, at)).collect();
        let wants = wishes.iter().map(|wish| {
            let own = wish.rooms.iter().map(|room| position[room]).collect();
            (own, wish.cells.iter().map(|cell| cells[cell]).collect())
        });
        Self {
            wants: wants.collect(),
            names: rooms.into_keys().collect(),
            kind,
            cells: cells.len(),
            left,
            chosen: vec![NONE; wishes.len()],
            nodes: NODES,
        }
    }

    fn row(&self, room: usize) -> &[u32] {
        &self.left[room * self.cells..(room + 1) * self.cells]
    }

    fn fits(&self, wish: usize, room: usize) -> bool {
        let row = self.row(room);
        self.wants[wish].1.iter().all(|cell| row[*cell] > 0)
    }

    /// Whether the `open` wishes without a room can all be served; none when too many rooms were tried.
    fn descend(&mut self, open: usize) -> Option<bool> {
        if open == 0 {
            return Some(true);
        }
        let choices = |wish: &usize| self.wants[*wish].0.iter().filter(|room| self.fits(*wish, **room)).count();
        let unserved = (0..self.wants.len()).filter(|wish| self.chosen[*wish] == NONE);
        let Some(wish) = unserved.min_by_key(choices) else { return Some(true) };
        let rooms: Vec<usize> = self.wants[wish].0.iter().copied().filter(|room| self.fits(wish, *room)).collect();
        for (at, room) in rooms.iter().copied().enumerate() {
            let alike = |other: &usize| self.kind[*other] == self.kind[room] && self.row(*other) == self.row(room);
            if rooms[..at].iter().any(alike) {
                continue;
            }
            self.nodes = self.nodes.checked_sub(1)?;
            self.take(wish, room);
            if self.descend(open - 1)? {
                return Some(true);
            }
            self.release(wish, room);
        }
        Some(false)
    }

    fn take(&mut self, wish: usize, room: usize) {
        self.chosen[wish] = room;
        for cell in &self.wants[wish].1 {
            self.left[room * self.cells + cell] -= 1;
        }
    }

    fn release(&mut self, wish: usize, room: usize) {
        self.chosen[wish] = NONE;
        for cell in &self.wants[wish].1 {
            self.left[room * self.cells + cell] += 1;
        }
    }
}

/// Wishes that cannot all be served, few of them: each is left out if the rest still cannot. `None` when that is unknown.
pub(super) fn conflict(wishes: &[Wish<'_>], places: impl Fn(ResourceId, CellId) -> u32 + Copy) -> Option<Vec<usize>> {
    let impossible = |kept: &[usize]| {
        let some: Vec<Wish<'_>> = kept.iter().map(|index| wishes[*index].clone()).collect();
        choose(&some, places) == Answer::Impossible
    };
    let mut kept: Vec<usize> = (0..wishes.len()).collect();
    if !impossible(&kept) {
        return None;
    }
    let mut size = kept.len().div_ceil(2);
    while size > 0 {
        let mut from = 0;
        while from < kept.len() {
            let rest: Vec<usize> =
                kept.iter().enumerate().filter(|(at, _)| !(from..from + size).contains(at)).map(|(_, w)| *w).collect();
            if impossible(&rest) {
                kept = rest;
            } else {
                from += size;
            }
        }
        size /= 2;
    }
    Some(kept)
}
