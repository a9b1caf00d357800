//! What a move costs at least, before it is done: most moves of a cool search are refused, and refusing them by looking is
//! several times cheaper than doing them and taking them back.
//!
//! For every part that moves: what its times cost more than now, exactly where that is a sum over parts; what everything else that
//! it takes part in costs now, since no more can be saved; and what is new for sure: a clash where somebody stands who does not
//! move, and a time at which a resource is unavailable.

use super::Mover;
use crate::xhstt::search::base::{NO_TIME, NOBODY, Sum};
use crate::xhstt::search::state::{State, Step};

impl Mover {
    /// No more than what the steps, all of them about times, add to the energy (but for a resource that two of them bring to one
    /// closed time).
    pub(in super::super) fn least_growth(&mut self, state: &State<'_, '_>, price: f64) -> f64 {
        let index = state.index;
        let mut sum = Sum::default();
        for step in &self.steps {
            let Step::Time { slot, to } = *step else { return f64::NEG_INFINITY };
            let event = &index.events[index.event_of[slot as usize] as usize];
            let (from, size) = (state.plan.time[slot as usize], state.plan.size[slot as usize]);
            let row = event.unary as usize + (usize::from(size) - 1) * (index.times + 1);
            let column = |time: u16| if time == NO_TIME { index.times } else { usize::from(time) };
            sum += index.unary[row + column(to)];
            sum -= index.unary[row + column(from)];
            let spreads = index.spreads[event.spreads.range()].iter().map(|spread| spread.point);
            let odd = index.odd[event.odd.range()].iter().map(|odd| odd.point);
            let links = index.link_refs[event.links.range()].iter().map(|link| index.links[*link as usize].point);
            let orders = index.order_refs[event.orders.range()].iter().map(|order| index.orders[*order as usize].point);
            for point in spreads.chain(odd).chain(links).chain(orders) {
                sum -= state.point_cost(point);
            }
            for (place, who) in index.opens[event.opens.range()].iter().zip(state.fills(slot)) {
                // Who fills a place may be replaced afterwards.
                let fills = index.fills[place.fills.range()].iter().map(|fill| fill.point);
                let groups = index.group_refs[place.groups.range()].iter().map(|group| index.groups[*group as usize]);
                for point in fills.chain(groups) {
                    sum -= state.point_cost(point);
                }
                if *who != NOBODY && self.seen[*who as usize] != self.stamp {
                    self.seen[*who as usize] = self.stamp;
                    sum -= state.resource_cost[*who as usize];
                }
            }
            for who in &index.fixed[event.fixed.range()] {
                let who = *who as usize;
                if self.seen[who] != self.stamp {
                    self.seen[who] = self.stamp;
                    sum -= state.resource_cost[who];
                }
                if to == NO_TIME {
                    continue;
                }
                let clash = index.clash_price[who];
                let closed = index.closed_row[who] as usize;
                for time in usize::from(to)..usize::from(to) + usize::from(size) {
                    let cell = who * index.times + time;
                    if state.count[cell] == 1 && self.marks[state.which[cell] as usize] != self.stamp {
                        sum += clash;
                    }
                    if closed > 0 {
                        sum += index.closed[closed - 1 + time];
                    }
                }
            }
        }
        sum.energy(price)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xhstt::model::Demand;
    use crate::xhstt::search::base::Dice;
    use crate::xhstt::search::moves::Via;
    use crate::xhstt::search::{anneal, compile, construct, tests::random_instance};
    use std::collections::BTreeSet;

    /// Whether two of the parts bring one resource to one time.
    fn meets(mover: &Mover, state: &State<'_, '_>) -> bool {
        let mut cells = BTreeSet::new();
        mover.steps.iter().any(|step| {
            let Step::Time { slot, to } = *step else { return false };
            let times = usize::from(to)..usize::from(to) + usize::from(state.plan.size[slot as usize]);
            let who = state.index.fixed(state.index.event_of[slot as usize]).iter();
            who.flat_map(|who| times.clone().map(|time| (*who, time))).any(|cell| !cells.insert(cell))
        })
    }

    #[test]
    fn a_move_costs_no_less_than_forecast() {
        let (mut compared, mut sharp) = (0, 0);
        for seed in 0..12 {
            let mut instance = random_instance(seed, 20);
            // Where little costs anything a forecast says something.
            let calm = seed % 2 == 1;
            if calm {
                instance.constraints.retain(|one| matches!(one.demand, Demand::AvoidClashes { .. }));
            }
            let index = compile::index(&instance);
            let mut dice = Dice::new(seed);
            let mut state = State::new(&index);
            construct::construct(&mut state, &mut dice);
            let mut mover = Mover::new(&index);
            for round in 0..400 {
                anneal::shake(&mut state, &mut dice, if calm { 0 } else { 2 });
                let Some(slot) = state.random_part(&mut dice) else { break };
                let (event, size) = (index.event_of[slot as usize], state.plan.size[slot as usize]);
                let Some(to) = state.random_start(event, size, &mut dice) else { continue };
                let built = match round % 4 {
                    0 => mover.shift(&state, slot, to, true),
                    1 => mover.exchange(&state, slot, to, Via::All, false),
                    2 => mover.exchange(&state, slot, to, Via::Once, round % 8 == 2),
                    _ => mover.eject(&state, slot, to, &mut dice),
                };
                if !built || meets(&mover, &state) {
                    continue;
                }
                let least = mover.least_growth(&state, 3.0);
                state.begin();
                mover.perform(&mut state);
                let growth = state.settle(3.0, f64::INFINITY).unwrap();
                assert!(least <= growth + 1e-6, "seed {seed}: {least} > {growth} by {:?}", mover.steps);
                compared += 1;
                sharp += usize::from(least > 0.0);
                state.undo();
            }
        }
        assert!(compared > 500 && sharp > 0, "{compared} {sharp}");
    }
}
