//! Simulated annealing on the cost, hard violations priced high enough that they vanish as it cools.

use super::construct::choose;
use super::cooling::{Cooling, Pause, Price};
use super::help::{Leading, Start};
use super::index::Index;
use super::moves::{Dice, How, Mover};
use super::rows::Totals;
use super::state::State;
use super::{BETWEEN_LOOKS, Run};
use crate::solve::chain::Lead;

/// Moves sampled to learn the scale of the costs.
const SAMPLE: u32 = 4000;

/// Anneals again and again until the time is up; the best is in `run`.
pub(super) fn improve(run: &mut Run<'_, '_, '_>) {
    let mut annealing = Annealing::new(run.state.index);
    let mut pause = Pause::new(run.clock.done);
    let mut heat = run.control.heat.clamp(0.001, 10.0);
    while !run.clock.ended && run.best.as_ref().is_some_and(|(_, cost)| *cost > 0) {
        let Some(scale) = annealing.scale(run) else { return };
        annealing.cool(run, scale, heat, &mut pause);
        run.record();
        if let Some((at, _)) = &run.best {
            run.state.load(at);
        }
        heat = (heat * 0.5).max(0.1);
    }
}

/// Walks from a feasible state along what costs no more.
pub(super) fn walk(state: &mut State<'_>, dice: &mut Dice, moves: u64) {
    state.set_price(DEAR);
    let mut annealing = Annealing { price: i64::from(DEAR), relief: 0, ..Annealing::new(state.index) };
    for _ in 0..moves {
        if let Some(change) = annealing.attempt(state, dice, 0.0) {
            state.keep(&annealing.mover.steps, change);
        }
    }
}

/// Sizes of costs.
#[derive(Clone, Copy, Debug)]
struct Scale {
    /// Mean change of the cost by a random move that changes it.
    usual: f64,
    /// The smallest price of anything.
    least: f64,
}

/// What trying a move takes.
pub(super) struct Annealing {
    pub(super) mover: Mover,
    /// Price of a hard violation.
    pub(super) price: i64,
    /// More than a move is thought to save of soft costs.
    pub(super) relief: i64,
}

impl Annealing {
    pub(super) fn new(index: &Index) -> Self {
        Self { mover: Mover::new(index), price: 0, relief: 0 }
    }

    /// None when no move changes the cost.
    fn scale(&mut self, run: &mut Run<'_, '_, '_>) -> Option<Scale> {
        let (mut total, mut number) = (0.0, 0.0);
        for _ in 0..SAMPLE {
            let lesson = run.state.random_lesson(&mut run.dice)?;
            let place = run.state.random_place(lesson, &mut run.dice);
            if !self.mover.swap(&run.state, lesson, place, How::default()) {
                continue;
            }
            if let Some(change) = run.state.try_steps(&self.mover.steps) {
                run.state.take_back(&self.mover.steps);
                if change.soft != 0 {
                    total += approximate(change.soft.abs());
                    number += 1.0;
                }
            }
        }
        let least = approximate(i64::from(run.state.rows.least_price()?));
        (number > 0.0).then(|| Scale { usual: total / number, least })
    }

    /// One annealing from the present state.
    fn cool(&mut self, run: &mut Run<'_, '_, '_>, scale: Scale, heat: f64, pause: &mut Pause) {
        let hot = (scale.usual * heat * HOT).max(scale.least * COLD);
        let cold = scale.least * COLD;
        let floor = (scale.usual * PRICE).max(scale.least * 2.0);
        let mut price = Price::new(floor);
        run.state.set_price(price.whole());
        self.price = i64::from(price.whole());
        self.relief = rounded(scale.usual * RELIEF);
        let cooling = Cooling::new(run.control, run.clock.done, hot, cold);
        let mut temperature = hot;
        let mut next_look = run.clock.done;
        let mut lead = Lead::new();
        if let Some(share) = run.control.share {
            share(&lead.chain);
        }
        while !run.clock.ended {
            if run.clock.done >= next_look {
                next_look = run.clock.done + BETWEEN_LOOKS;
                let Some(now) = cooling.temperature(run.clock.done) else { break };
                temperature = now;
                let start = || Start { at: run.state.at.clone(), relief: self.relief };
                lead.look(temperature, approximate(self.price), start);
                if let Some(price) = price.look(run.state.totals.hard) {
                    run.state.set_price(price);
                    self.price = i64::from(price);
                }
                if pause.over(run.control, run.clock.done) {
                    run.tell();
                }
            }
            run.spend(1);
            let mut leading = Leading { annealing: self, run, temperature, change: Totals::default() };
            lead.turn(&mut leading);
        }
    }

    /// One move, tried; when it is accepted it is done and in `mover.steps`, to be kept or taken back, and the answer is what it
    /// changes.
    pub(super) fn attempt(&mut self, state: &mut State<'_>, dice: &mut Dice, temperature: f64) -> Option<Totals> {
        let kind = dice.below(256);
        let chosen = if state.totals.hard > 0 && kind < 32 {
            choose(state, dice)
        } else if kind % 16 < COSTLY {
            costly(state, dice)
        } else {
            None
        };
        let (lesson, to) = match chosen {
            Some((lesson, Some(to))) => (lesson, to),
            Some((lesson, None)) => (lesson, state.random_place(lesson, dice)),
            None => {
                let lesson = state.random_lesson(dice)?;
                (lesson, state.random_place(lesson, dice))
            }
        };
        // A move is accepted with probability exp(-change / temperature): when it changes the energy by at most this.
        let drawn = -(1.0 - dice.unit()).ln();
        let most = rounded(temperature * drawn.min(16.0));
        // Soft costs do not fall by more than a few usual changes in one move.
        let most_hard = most.saturating_add(self.relief);
        // Then clashes need not be counted to be refused.
        let clean = state.totals.hard == 0 && self.price > most_hard && kind < CHAINS;
        if clean && Mover::meets(state, lesson, to) {
            return None;
        }
        let possible = if kind == 255 {
            self.mover.alone(state, lesson, to)
        } else {
            self.mover.swap(state, lesson, to, How { chain: kind >= CHAINS, whole: kind & 1 == 1 })
        };
        if !possible || (clean && self.mover.clashes(state)) {
            return None;
        }
        let change = state.try_within(&self.mover.steps, most_hard)?;
        if change.energy > most {
            state.take_back(&self.mover.steps);
            return None;
        }
        Some(change)
    }
}

/// A lesson that stands in something that costs.
fn costly(state: &State<'_>, dice: &mut Dice) -> Option<(u32, Option<u32>)> {
    let var = state.rows.costly(&state.chosen, |length| dice.position(length))?;
    let activity = state.index.spots[var as usize].activity;
    let mut lessons = state.index.lessons_of(activity);
    if state.index.domain(activity).len() <= lessons.len() {
        return None;
    }
    Some((lessons.find(|lesson| state.at[*lesson as usize] == var)?, None))
}

/// Of 256 moves, those from this number on follow teachers (Kempe chains).
const CHAINS: u32 = 240;
/// Of 16 moves, how many begin with a lesson that stands in something that costs.
const COSTLY: u32 = 5;

/// Where an annealing begins and ends, and the price of hard violations, in units of the scale.
const HOT: f64 = 0.2;
const COLD: f64 = 0.15;
const PRICE: f64 = 6.0;
/// A price of hard violations above all that a move may save.
const DEAR: i32 = 1_000_000;
/// What a move may save of soft costs, in the same units, before a hard violation that it causes is looked at closely.
const RELIEF: f64 = 3.0;

#[allow(clippy::cast_precision_loss)]
fn approximate(cost: i64) -> f64 {
    cost as f64
}

/// The greatest whole number that is not above.
#[allow(clippy::cast_possible_truncation)]
fn rounded(most: f64) -> i64 {
    most.clamp(0.0, 1e15).floor() as i64
}
