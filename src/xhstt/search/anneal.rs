//! Simulated annealing over all moves, infeasibility at a price that adapts.

use super::base::Dice;
use super::chain::Leading;
use super::index::Index;
use super::moves::{Mover, Via};
use super::schedule::{Cycle, Scale, approximate, approximate_count};
use super::state::State;
use super::{QUIET, Run};
use crate::solve::chain::Lead;

/// Moves sampled to learn the scale of the costs.
const SAMPLE: u32 = 3000;

/// Shares of moves that change something when the first annealing begins, when a later one begins, and when one ends: the
/// temperature follows them, so that every instance spends its time where it is neither molten nor frozen.
const HOT: f64 = 0.02;
const WARM: f64 = 0.003;
const LAST: f64 = 0.0003;

/// How many times within an annealing the share of changes is measured afresh, and how fast the temperature follows it.
const RECENT: f64 = 50.0;
const GRIP: f64 = 40.0;

/// A price of infeasibility above all that a move may save.
const DEAR: f64 = 1e9;

/// Annealings that begin hot whatever they find.
const WARMER: u32 = 2;

/// The lowest temperature, in units of the least price.
const COLD: f64 = 0.2;

/// The highest price of infeasibility, in units of the usual change of the objective.
const DEAREST: f64 = 2.0;

/// Its bound when an annealing begins, in the same units.
const BASE: f64 = 2.0;

/// How fast the price changes within one annealing.
const HASTE: f64 = 15.0;

/// Part of an annealing without any change after which it is over.
const FROZEN: f64 = 0.04;

/// Kinds of moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Shift,
    Column,
    ColumnInsert,
    Once,
    Kempe,
    KempeInsert,
    Eject,
    Durations,
    DurationsChain,
    Refill,
    RefillSwap,
    RefillAll,
    TradeAll,
    Empty,
}

const KINDS: [Kind; 14] = [
    Kind::Shift,
    Kind::Column,
    Kind::ColumnInsert,
    Kind::Once,
    Kind::Kempe,
    Kind::KempeInsert,
    Kind::Eject,
    Kind::Durations,
    Kind::DurationsChain,
    Kind::Refill,
    Kind::RefillSwap,
    Kind::RefillAll,
    Kind::TradeAll,
    Kind::Empty,
];

/// What an annealing knows.
pub(super) struct Annealing {
    mover: Mover,
    /// How often each kind is tried at first.
    shares: [f64; KINDS.len()],
    /// Work and accepted changes lately.
    lately: [(f64, f64); KINDS.len()],
    /// Chances of the kinds, summed up.
    chances: [f64; KINDS.len()],
    /// Accepted changes.
    pub(super) kept: u64,
    looks: u32,
}

/// Anneals until the end.
pub(super) fn improve(run: &mut Run<'_, '_, '_, '_>) {
    let mut annealing = Annealing::new(run.state.index);
    let mut round = 0;
    let mut price = None;
    while !run.clock.ended && run.best.1 > crate::xhstt::model::Cost::default() {
        if run.take_over() {
            price = None;
        }
        let scale = annealing.scale(run);
        if scale.changes.is_empty() {
            return;
        }
        let known = run.best.1;
        annealing.cool(run, round, &scale, &mut price);
        run.flush();
        // Frozen: what is left to gain is not gained by moves.
        if round >= WARMER && run.best.1 == known && known.infeasibility == 0 && run.control.moves.is_none() {
            return;
        }
        let plan = run.best.0.clone();
        run.state.load_plan(&plan);
        round += 1;
    }
}

/// Walks from the present state along what costs no more, or, under a ceiling, along whatever costs no more than that; no
/// violation is added.
pub(super) fn walk(state: &mut State<'_, '_>, dice: &mut Dice, moves: u64, ceiling: Option<i64>) {
    let mut annealing = Annealing::new(state.index);
    let temperature = ceiling.map_or(0.0, |ceiling| approximate((ceiling - state.total.soft).max(0)) / 2.0);
    for turn in 1..=moves {
        if annealing.attempt(state, dice, temperature, DEAR).is_some() {
            if ceiling.is_none_or(|ceiling| state.total.soft <= ceiling) {
                state.keep();
            } else {
                state.undo();
            }
        }
        if turn.is_multiple_of(LOOK) {
            annealing.looked();
        }
    }
}

/// How often each kind is tried at first, as parts of a sum.
fn shares(index: &Index<'_>) -> [f64; KINDS.len()] {
    let open = !index.open_places.is_empty();
    let grouped = open && !index.groups.is_empty();
    let when = |possible: bool, share: f64| if possible { share } else { 0.0 };
    KINDS.map(|kind| match kind {
        Kind::Shift => 20.0,
        Kind::Column => 30.0,
        Kind::ColumnInsert => 8.0,
        Kind::Once => 8.0,
        Kind::Kempe => 8.0,
        Kind::KempeInsert => 2.0,
        Kind::Eject => 4.0,
        Kind::Durations => when(!index.flexible.is_empty(), 8.0),
        Kind::DurationsChain => when(!index.flexible.is_empty(), 16.0),
        Kind::Refill | Kind::RefillSwap => when(open, 6.0),
        Kind::RefillAll => when(grouped, 6.0),
        Kind::TradeAll => when(grouped, 3.0),
        Kind::Empty => when(!index.clustered.is_empty(), 4.0),
    })
}

impl Annealing {
    pub(super) fn new(index: &Index<'_>) -> Self {
        Self {
            mover: Mover::new(index),
            shares: shares(index),
            chances: summed(&shares(index)),
            lately: [(0.0, 0.0); KINDS.len()],
            kept: 0,
            looks: 0,
        }
    }

    /// Samples random moves from the present state.
    fn scale(&mut self, run: &mut Run<'_, '_, '_, '_>) -> Scale {
        let mut changes = Vec::new();
        for _ in 0..SAMPLE {
            let kind = self.kind(&mut run.dice);
            run.state.begin();
            if !self.propose(&mut run.state, &mut run.dice, kind, 0.0, None) {
                continue;
            }
            let before = run.state.total_before();
            run.state.settle(1.0, f64::INFINITY);
            let mut change = run.state.total;
            change -= before;
            if change.soft != 0 || change.press != 0 {
                changes.push(change);
            }
            run.state.undo();
        }
        let (mut sum, mut number) = (0.0, 0.0);
        for change in changes.iter().filter(|change| change.soft != 0) {
            sum += approximate(change.soft.abs());
            number += 1.0;
        }
        Scale { usual: if number > 0.0 { sum / number } else { 1.0 }, has_soft: number > 0.0, changes }
    }

    /// To be called at every look at the clock.
    pub(super) fn looked(&mut self) {
        self.looks += 1;
        if self.looks.is_multiple_of(ADAPT) {
            self.adapt();
        }
    }

    /// Kinds that succeed more often than others for their work are tried more often.
    fn adapt(&mut self) {
        let tried: f64 = self.lately.iter().map(|lately| lately.0).sum();
        let kept: f64 = self.lately.iter().map(|lately| lately.1).sum();
        if kept >= 20.0 {
            let mean = kept / tried;
            let mut chances = self.shares;
            for (chance, lately) in chances.iter_mut().zip(&self.lately) {
                let rate = (lately.1 + 2.0) / (lately.0 + 2.0 / mean);
                *chance *= (rate / mean).clamp(0.1, 4.0);
            }
            self.chances = summed(&chances);
        }
        for lately in &mut self.lately {
            *lately = (lately.0 * MEMORY, lately.1 * MEMORY);
        }
    }

    fn kind(&self, dice: &mut Dice) -> usize {
        let at = dice.unit() * self.chances[KINDS.len() - 1];
        self.chances.iter().position(|chance| at < *chance).unwrap_or(0)
    }

    /// Builds and does a move; false when there is none, or when it would certainly cost more than the limit of `bar` at its
    /// price of infeasibility.
    fn propose(
        &mut self,
        state: &mut State<'_, '_>,
        dice: &mut Dice,
        kind: usize,
        focus: f64,
        bar: Option<(f64, f64)>,
    ) -> bool {
        let mover = &mut self.mover;
        let kind = KINDS[kind];
        match kind {
            Kind::Durations | Kind::DurationsChain => {
                if !mover.durations(state, kind == Kind::DurationsChain, dice) {
                    return false;
                }
                mover.perform(state);
                mover.replace_busy(state, dice);
                return true;
            }
            Kind::RefillAll => {
                if !mover.refill_all(state, dice) {
                    return false;
                }
                mover.perform(state);
                return true;
            }
            Kind::Empty => return mover.empty(state, dice),
            Kind::TradeAll => {
                if !mover.trade_all(state, dice) {
                    return false;
                }
                mover.perform(state);
                return true;
            }
            _ => {}
        }
        let guilty = if focus > 0.0 && dice.unit() < focus { state.guilty_part(dice) } else { None };
        let Some(slot) = guilty.or_else(|| state.random_part(dice)) else { return false };
        if kind == Kind::Refill || kind == Kind::RefillSwap {
            if !mover.refill(state, slot, dice, kind == Kind::RefillSwap) {
                return false;
            }
            mover.perform(state);
            return true;
        }
        let event = state.index.event_of[slot as usize];
        let size = state.plan.size[slot as usize];
        let Some(to) = state.random_start(event, size, dice) else { return false };
        let timed = state.has_time(slot);
        let possible = match kind {
            Kind::Column | Kind::ColumnInsert if timed => {
                let via = state.random_resource(slot, dice).map_or(Via::Nothing, Via::One);
                mover.exchange(state, slot, to, via, kind == Kind::ColumnInsert)
            }
            Kind::Once if timed => mover.exchange(state, slot, to, Via::Once, false),
            Kind::Kempe if timed => mover.exchange(state, slot, to, Via::All, false),
            Kind::KempeInsert if timed => mover.exchange(state, slot, to, Via::All, true),
            Kind::Eject => mover.eject(state, slot, to, dice),
            _ => mover.shift(state, slot, to, !dice.once_in(16)),
        };
        if !possible || bar.is_some_and(|(price, limit)| mover.least_growth(state, price) > limit) {
            return false;
        }
        mover.perform(state);
        if !state.index.open_places.is_empty() && !dice.once_in(8) {
            mover.replace_busy(state, dice);
        }
        true
    }

    fn cool(&mut self, run: &mut Run<'_, '_, '_, '_>, round: u32, scale: &Scale, price: &mut Option<f64>) {
        let least = if scale.has_soft { approximate(run.state.index.least_soft) } else { 1.0 };
        let usual = scale.usual;
        let cold = COLD * least;
        // After a round that ended in infeasibility the next one melts all again.
        let first = if round < WARMER || run.best.1.infeasibility > 0 { HOT } else { WARM };
        let hot = scale.temperature(first, 2.0 * usual).max(cold * 2.0);
        let mut weight = price.unwrap_or(usual * 2.0).min(usual * 2.0);
        let cycle = Cycle::new(run, round);
        let mut temperature = hot;
        let (mut rate, mut counted): (f64, u64) = (first, self.kept);
        let mut infeasible = true;
        let (mut next_look, mut last) = (run.clock.done, 0.0);
        let (mut quiet_since, mut quiet_kept) = (0.0, 0);
        let mut lead = Lead::new();
        if let Some(share) = run.control.share {
            share(&lead.chain);
        }
        while !run.clock.ended {
            if run.clock.done >= next_look {
                next_look = run.clock.done + LOOK;
                let part = cycle.part(run);
                if part >= 1.0 || run.best.1 == crate::xhstt::model::Cost::default() {
                    break;
                }
                let kept = self.kept;
                let share = (part - last) * RECENT;
                let helped = lead.look(temperature, weight, || run.state.plan.clone());
                let now = approximate_count(kept - counted) / approximate_count(LOOK + helped);
                counted = kept;
                rate += (now - rate) * share.clamp(0.002, 0.2);
                let wanted = first * (LAST / first).powf(part);
                let error = (rate.max(1e-7) / wanted).ln().clamp(-1.0, 1.0);
                temperature = (temperature * (-error * GRIP * (part - last)).exp()).clamp(cold, hot * 10.0);
                self.looked();
                // Frozen: nothing has changed for a while.
                if kept != quiet_kept {
                    (quiet_since, quiet_kept) = (part, kept);
                } else if part - quiet_since > FROZEN {
                    break;
                }
                let change = ((part - last) * HASTE).exp();
                last = part;
                weight = if infeasible { weight * change } else { weight / change };
                weight = weight.min(usual * (BASE + DEAREST * part)).max(least.max(temperature));
                infeasible = run.state.total.hard > 0;
                if run.clock.told_at.is_none_or(|at| at.elapsed() >= QUIET) {
                    run.tell();
                }
            }
            run.spend();
            let mut leading = Leading { annealing: self, run, temperature, price: weight, changes: false };
            lead.turn(&mut leading);
            infeasible &= run.state.total.hard > 0;
        }
        *price = Some(weight);
    }

    /// One move, tried; when it is accepted it is done, to be kept or taken back, and the answer is what it costs.
    pub(super) fn attempt(
        &mut self,
        state: &mut State<'_, '_>,
        dice: &mut Dice,
        temperature: f64,
        price: f64,
    ) -> Option<f64> {
        let kind = self.kind(dice);
        let work = self.mover.work;
        state.begin();
        let limit = -temperature * dice.unit().max(1e-12).ln();
        let proposed = self.propose(state, dice, kind, 0.15, Some((price, limit)));
        let done = if proposed { DOING } else { 0.0 };
        self.lately[kind].0 += TRYING + done + approximate_count(self.mover.work - work);
        if !proposed {
            return None;
        }
        let growth = state.settle(price, limit);
        match growth {
            Some(growth) if growth != 0.0 => self.lately[kind].1 += 1.0,
            Some(_) => {}
            None => state.undo(),
        }
        growth
    }
}

/// Running sums.
fn summed(shares: &[f64; KINDS.len()]) -> [f64; KINDS.len()] {
    let mut sum = 0.0;
    shares.map(|share| {
        sum += share;
        sum
    })
}

/// Random moves of all kinds, two of three kept.
#[cfg(test)]
pub(super) fn shake(state: &mut State<'_, '_>, dice: &mut Dice, moves: usize) {
    let mut annealing = Annealing::new(state.index);
    for _ in 0..moves {
        let kind = dice.below(KINDS.len());
        state.begin();
        if annealing.propose(state, dice, kind, 0.5, None) {
            let limit = if dice.once_in(3) { 0.0 } else { f64::INFINITY };
            match state.settle(1.0, limit) {
                Some(_) => state.keep(),
                None => state.undo(),
            }
        }
    }
}

/// The work of trying a move, and of doing it, in parts that are looked at.
const TRYING: f64 = 4.0;
const DOING: f64 = 6.0;

/// Looks between two adaptations of the kinds' chances, and what of the past counts at the next.
const ADAPT: u32 = 16;
const MEMORY: f64 = 0.9;

/// Moves between two looks at the temperature.
const LOOK: u64 = 1000;
