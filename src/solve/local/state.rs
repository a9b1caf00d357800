//! A full assignment, its counters, and moves that can be tried, kept or taken back.

use super::index::{Index, number};
use super::moves::Dice;
use super::rows::{Rows, Totals};

/// One lesson goes from one variable of its activity to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub(super) lesson: u32,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// Every activity always has exactly its count of lessons, each at a different variable; everything else may be violated
/// and is counted by [`Rows`].
#[derive(Debug)]
pub(super) struct State<'a> {
    pub(super) index: &'a Index,
    pub(super) rows: Rows,
    pub(super) totals: Totals,
    /// Variable of each lesson.
    pub(super) at: Vec<u32>,
    pub(super) chosen: Vec<bool>,
    /// Lessons in each slot of each column.
    held: Vec<Vec<u32>>,
}

impl<'a> State<'a> {
    /// The state in which lesson `l` stands at variable `at[l]`.
    pub(super) fn new(index: &'a Index, rows: Rows, at: Vec<u32>) -> Self {
        let mut state = Self {
            index,
            rows,
            totals: Totals::default(),
            at,
            chosen: vec![false; index.spots.len()],
            held: vec![Vec::new(); index.columns * index.slots],
        };
        state.rebuild();
        state
    }

    /// Counts everything again from `at`.
    pub(super) fn rebuild(&mut self) {
        self.rows.clear();
        self.chosen.fill(false);
        self.held.iter_mut().for_each(Vec::clear);
        let mut ignored = Totals::default();
        for lesson in 0..number(self.at.len()) {
            let var = self.at[lesson as usize];
            self.chosen[var as usize] = true;
            self.rows.flip::<1>(var, &mut ignored);
            self.hold(lesson, var);
        }
        self.rows.relist();
        self.totals = self.rows.totals();
    }

    /// Prices every hard row alike.
    pub(super) fn set_price(&mut self, price: i32) {
        self.rows.price_all(price);
        self.totals = self.rows.totals();
    }

    /// Goes to another assignment.
    pub(super) fn load(&mut self, at: &[u32]) {
        self.at.copy_from_slice(at);
        self.rebuild();
    }

    /// Tries `steps`: flips all of them and returns the change; none, and nothing flipped, when a variable is taken.
    pub(super) fn try_steps(&mut self, steps: &[Step]) -> Option<Totals> {
        self.try_within(steps, i64::MAX)
    }

    /// The same, but none also when what must hold alone makes the energy rise by more than `most`.
    pub(super) fn try_within(&mut self, steps: &[Step], most: i64) -> Option<Totals> {
        let mut change = Totals::default();
        for step in steps {
            self.chosen[step.from as usize] = false;
            self.rows.flip_hard::<-1>(step.from, &mut change);
        }
        for (done, step) in steps.iter().enumerate() {
            if self.chosen[step.to as usize] {
                self.undo_hard(steps, done);
                return None;
            }
            self.chosen[step.to as usize] = true;
            self.rows.flip_hard::<1>(step.to, &mut change);
        }
        if change.energy > most {
            self.undo_hard(steps, steps.len());
            return None;
        }
        for step in steps {
            self.rows.flip_soft::<-1>(step.from, &mut change);
        }
        for step in steps {
            self.rows.flip_soft::<1>(step.to, &mut change);
        }
        Some(change)
    }

    /// Takes back steps that were tried.
    pub(super) fn take_back(&mut self, steps: &[Step]) {
        for step in steps {
            self.chosen[step.to as usize] = false;
            self.rows.unflip::<-1>(step.to);
        }
        for step in steps {
            self.chosen[step.from as usize] = true;
            self.rows.unflip::<1>(step.from);
        }
    }

    fn undo_hard(&mut self, steps: &[Step], done: usize) {
        for step in &steps[..done] {
            self.chosen[step.to as usize] = false;
            self.rows.unflip_hard::<-1>(step.to);
        }
        for step in steps {
            self.chosen[step.from as usize] = true;
            self.rows.unflip_hard::<1>(step.from);
        }
    }

    /// Keeps steps that were tried, which changed the totals by `change`.
    pub(super) fn keep(&mut self, steps: &[Step], change: Totals) {
        let was_clean = self.rows.violated() == 0;
        self.totals.energy += change.energy;
        self.totals.hard += change.hard;
        self.totals.soft += change.soft;
        for step in steps {
            self.release(step.lesson, step.from);
        }
        for step in steps {
            self.at[step.lesson as usize] = step.to;
            self.hold(step.lesson, step.to);
        }
        let clean = was_clean && self.totals.hard == 0;
        for step in steps {
            for var in [step.from, step.to] {
                if !clean {
                    self.rows.note(var);
                }
                if self.rows.with_soft {
                    self.rows.note_cost(var);
                }
            }
        }
    }

    /// A random lesson that has somewhere else to go; none when all are fixed.
    pub(super) fn random_lesson(&self, dice: &mut Dice) -> Option<u32> {
        let movable = &self.index.movable;
        (!movable.is_empty()).then(|| movable[dice.position(movable.len())])
    }

    /// A random place of the lesson's activity.
    pub(super) fn random_place(&self, lesson: u32, dice: &mut Dice) -> u32 {
        let domain = self.index.domain(self.index.lessons[lesson as usize]);
        domain.start + dice.below(domain.end - domain.start)
    }

    /// Lessons of `column` in `slot`.
    pub(super) fn held(&self, column: u32, slot: u16) -> &[u32] {
        &self.held[column as usize * self.index.slots + usize::from(slot)]
    }

    fn hold(&mut self, lesson: u32, var: u32) {
        let index = self.index;
        let spot = index.spots[var as usize];
        for column in index.groups.of(spot.activity).iter().chain(index.persons.of(spot.activity)) {
            let base = *column as usize * index.slots + usize::from(spot.start);
            for held in &mut self.held[base..base + usize::from(spot.length)] {
                held.push(lesson);
            }
        }
    }

    fn release(&mut self, lesson: u32, var: u32) {
        let index = self.index;
        let spot = index.spots[var as usize];
        for column in index.groups.of(spot.activity).iter().chain(index.persons.of(spot.activity)) {
            let base = *column as usize * index.slots + usize::from(spot.start);
            for held in &mut self.held[base..base + usize::from(spot.length)] {
                if let Some(position) = held.iter().position(|other| *other == lesson) {
                    held.swap_remove(position);
                }
            }
        }
    }
}
