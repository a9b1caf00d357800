//! Moves: what else has to move when one lesson goes somewhere.
//!
//! A *block* is a run of slots of one day. A swap exchanges what a group of pupils does in two blocks of equal length, in
//! all weeks or in some; two blocks that overlap rotate instead. The lesson that asks for it defines the blocks; they
//! grow while something sticks out of them (a double that is half inside, an every-week lesson where an odd week was
//! asked for), and every other group that takes part in a moved lesson swaps the same blocks. In a Kempe chain the groups
//! whose lessons would clash for a teacher swap them too. So a move keeps groups free of clashes, and all lessons in
//! their domains; whether it is any good is for the rows to say.

use super::index::{Index, number};
use super::state::{State, Step};

/// More lessons than this at once are not tried.
const MOST_STEPS: usize = 48;

/// Builds moves; keeps its memory between them.
#[derive(Debug)]
pub(super) struct Mover {
    pub(super) steps: Vec<Step>,
    columns: Vec<u32>,
    lesson_marks: Vec<u32>,
    column_marks: Vec<u32>,
    stamp: u32,
}

/// What else a swap takes along.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct How {
    /// People's lessons follow (a Kempe chain).
    pub(super) chain: bool,
    /// All weeks trade places, even for an odd or an even lesson: two halves of one slot stay together.
    pub(super) whole: bool,
}

/// The two blocks of a swap.
#[derive(Clone, Copy, Debug)]
struct Blocks {
    /// First slots.
    from: u16,
    to: u16,
    length: u8,
    /// Weeks in both; the same, unless odd and even weeks change places.
    from_weeks: u8,
    to_weeks: u8,
}

/// A block, what it becomes.
#[derive(Clone, Copy, Debug)]
struct Side {
    start: u16,
    length: u8,
    shift: i32,
    weeks: u8,
    new_weeks: u8,
}

enum Built {
    Done,
    Wider(Blocks),
    Impossible,
}

impl Mover {
    pub(super) fn new(index: &Index) -> Self {
        Self {
            steps: Vec::new(),
            columns: Vec::new(),
            lesson_marks: vec![0; index.lessons.len()],
            column_marks: vec![0; index.columns],
            stamp: 0,
        }
    }

    /// Only `lesson` moves, to `to`. False when `to` is taken.
    pub(super) fn alone(&mut self, state: &State<'_>, lesson: u32, to: u32) -> bool {
        self.steps.clear();
        self.steps.push(Step { lesson, from: state.at[lesson as usize], to });
        !state.chosen[to as usize]
    }

    /// `lesson` moves to `to` and its groups' lessons make place. False when impossible.
    pub(super) fn swap(&mut self, state: &State<'_>, lesson: u32, to: u32, how: How) -> bool {
        let from = state.at[lesson as usize];
        let (here, there) = (state.index.spots[from as usize], state.index.spots[to as usize]);
        let alike = here.length == there.length && here.weeks.count_ones() == there.weeks.count_ones();
        if state.chosen[to as usize] {
            return false;
        }
        if !alike || state.index.groups.of(here.activity).is_empty() {
            return self.alone(state, lesson, to);
        }
        let mut blocks = Blocks {
            from: here.start,
            to: there.start,
            length: here.length,
            from_weeks: here.weeks,
            to_weeks: there.weeks,
        };
        if how.whole && blocks.from != blocks.to && blocks.from_weeks == blocks.to_weeks {
            (blocks.from_weeks, blocks.to_weeks) = (state.index.all_weeks(), state.index.all_weeks());
        }
        // A block grows at most to a day, in a few steps.
        for _ in 0..6 {
            match self.build(state, lesson, blocks, how.chain) {
                Built::Done => return true,
                Built::Wider(wider) => blocks = wider,
                Built::Impossible => return false,
            }
        }
        false
    }

    /// Whether `lesson` at `to` meets a lesson of one of its people that no swap of its groups would take away.
    pub(super) fn meets(state: &State<'_>, lesson: u32, to: u32) -> bool {
        let index = state.index;
        let spot = index.spots[to as usize];
        let groups = index.groups.of(spot.activity);
        index.persons.of(spot.activity).iter().any(|person| {
            (spot.start..spot.start + u16::from(spot.length)).any(|slot| {
                state.held(*person, slot).iter().any(|other| {
                    let there = index.spots[state.at[*other as usize] as usize];
                    *other != lesson
                        && there.weeks & spot.weeks != 0
                        && !index.groups.of(there.activity).iter().any(|group| groups.contains(group))
                })
            })
        })
    }

    /// Whether some lesson of the move meets a lesson of one of its people that stays where it is.
    pub(super) fn clashes(&self, state: &State<'_>) -> bool {
        let index = state.index;
        self.steps.iter().any(|step| {
            let spot = index.spots[step.to as usize];
            index.persons.of(spot.activity).iter().any(|person| {
                (spot.start..spot.start + u16::from(spot.length)).any(|slot| {
                    state.held(*person, slot).iter().any(|other| {
                        let there = index.spots[state.at[*other as usize] as usize];
                        there.weeks & spot.weeks != 0 && !self.steps.iter().any(|step| step.lesson == *other)
                    })
                })
            })
        })
    }

    fn build(&mut self, state: &State<'_>, lesson: u32, blocks: Blocks, chain: bool) -> Built {
        let index = state.index;
        self.steps.clear();
        self.columns.clear();
        self.stamp += 1;
        for column in index.groups.of(index.lessons[lesson as usize]) {
            self.reach(*column);
        }
        let sides = blocks.sides();
        let mut next = 0;
        while next < self.columns.len() {
            let column = self.columns[next];
            next += 1;
            for side in sides {
                for slot in side.start..side.start + u16::from(side.length) {
                    for other in state.held(column, slot) {
                        match self.take(state, *other, blocks, side) {
                            Built::Done => {}
                            stuck => return stuck,
                        }
                    }
                }
            }
            if chain && next == self.columns.len() {
                self.follow_people(state);
            }
            if self.steps.len() > MOST_STEPS {
                return Built::Impossible;
            }
        }
        Built::Done
    }

    /// `other` is in the block `side`: it moves with it, if it can.
    fn take(&mut self, state: &State<'_>, other: u32, blocks: Blocks, side: Side) -> Built {
        let index = state.index;
        let from = state.at[other as usize];
        let spot = index.spots[from as usize];
        if spot.weeks & side.weeks == 0 || self.lesson_marks[other as usize] == self.stamp {
            return Built::Done;
        }
        if spot.weeks & !side.weeks != 0 {
            return blocks.in_weeks(spot.weeks);
        }
        let end = spot.start + u16::from(spot.length);
        if spot.start < side.start || end > side.start + u16::from(side.length) {
            return blocks.around(index, side, spot.start, end);
        }
        let weeks = if blocks.from_weeks == blocks.to_weeks { spot.weeks } else { side.new_weeks };
        let slot = u16::try_from(i32::from(spot.start) + side.shift);
        let image = slot.ok().and_then(|slot| index.image(spot.activity, slot, weeks));
        let Some(to) = image.filter(|to| index.spots[*to as usize].length == spot.length) else {
            return Built::Impossible;
        };
        self.lesson_marks[other as usize] = self.stamp;
        self.steps.push(Step { lesson: other, from, to });
        for column in index.groups.of(spot.activity) {
            self.reach(*column);
        }
        Built::Done
    }

    /// The groups of all lessons with which people of moved lessons would clash.
    fn follow_people(&mut self, state: &State<'_>) {
        let index = state.index;
        for position in 0..self.steps.len() {
            let spot = index.spots[self.steps[position].to as usize];
            for person in index.persons.of(spot.activity) {
                for slot in spot.start..spot.start + u16::from(spot.length) {
                    for other in state.held(*person, slot) {
                        let there = index.spots[state.at[*other as usize] as usize];
                        if there.weeks & spot.weeks != 0 && self.lesson_marks[*other as usize] != self.stamp {
                            for column in index.groups.of(there.activity) {
                                self.reach(*column);
                            }
                        }
                    }
                }
            }
        }
    }

    fn reach(&mut self, column: u32) {
        if self.column_marks[column as usize] != self.stamp {
            self.column_marks[column as usize] = self.stamp;
            self.columns.push(column);
        }
    }
}

impl Blocks {
    /// Both blocks with where they go. Overlapping blocks rotate: the part of the second outside the first jumps over it.
    fn sides(self) -> [Side; 2] {
        let distance = i32::from(self.to) - i32::from(self.from);
        let length = i32::from(self.length);
        let first = Side {
            start: self.from,
            length: self.length,
            shift: distance,
            weeks: self.from_weeks,
            new_weeks: self.to_weeks,
        };
        let back = Side { start: self.to, shift: -distance, weeks: self.to_weeks, new_weeks: self.from_weeks, ..first };
        let apart = u8::try_from(distance.unsigned_abs()).unwrap_or(u8::MAX);
        let second = if distance == 0 || distance.abs() >= length {
            back
        } else if distance > 0 {
            Side { start: self.from + u16::from(self.length), length: apart, shift: -length, ..back }
        } else {
            Side { start: self.to, length: apart, shift: length, ..back }
        };
        [first, second]
    }

    fn overlap(self) -> bool {
        self.from != self.to && self.from.abs_diff(self.to) < u16::from(self.length)
    }

    /// Blocks that also hold a lesson in `weeks`.
    fn in_weeks(self, weeks: u8) -> Built {
        if self.from_weeks != self.to_weeks || self.from == self.to {
            return Built::Impossible;
        }
        let weeks = self.from_weeks | weeks;
        Built::Wider(Self { from_weeks: weeks, to_weeks: weeks, ..self })
    }

    /// Blocks of which the one on `side` holds the slots `start..end`.
    fn around(self, index: &Index, side: Side, start: u16, end: u16) -> Built {
        let left = side.start.saturating_sub(start);
        let right = end.saturating_sub(side.start + u16::from(side.length));
        let fits = |block: u16| {
            let last = usize::from(block) + usize::from(self.length) - 1;
            u16::from(index.before[usize::from(block)]) >= left && u16::from(index.after[last]) >= right
        };
        if self.overlap() || self.from == self.to || !fits(self.from) || !fits(self.to) {
            return Built::Impossible;
        }
        let length = u16::from(self.length) + left + right;
        let wider = Self {
            from: self.from - left,
            to: self.to - left,
            length: u8::try_from(length).unwrap_or(u8::MAX),
            ..self
        };
        if wider.overlap() { Built::Impossible } else { Built::Wider(wider) }
    }
}

/// Random numbers: a small generator with what the moves need.
#[derive(Debug)]
pub(in crate::solve) struct Dice(rand::rngs::SmallRng);

impl Dice {
    pub(in crate::solve) fn new(seed: u64) -> Self {
        Self(<rand::rngs::SmallRng as rand::SeedableRng>::seed_from_u64(seed))
    }

    /// A number below `below`, which is at least 1.
    pub(in crate::solve) fn below(&mut self, below: u32) -> u32 {
        let high = (u64::from(rand::RngCore::next_u32(&mut self.0)) * u64::from(below)) >> 32;
        u32::try_from(high).unwrap_or(0)
    }

    /// A position in a list of `length`, at least 1.
    pub(in crate::solve) fn position(&mut self, length: usize) -> usize {
        self.below(number(length)) as usize
    }

    /// A number in `0..1`.
    pub(in crate::solve) fn unit(&mut self) -> f64 {
        f64::from(rand::RngCore::next_u32(&mut self.0)) / 4_294_967_296.0
    }
}
