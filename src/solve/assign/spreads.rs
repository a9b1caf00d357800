//! Counters of the groups in use, beside those of rows and patterns.

use crate::solve::compiled::{Compiled, Price, Spread};
use crate::solve::local::rows::Totals;

#[derive(Clone, Copy, Debug)]
struct Counter {
    used: u32,
    max: u32,
    price: i64,
    hard: bool,
}

impl Counter {
    fn amount(self) -> i64 {
        i64::from(self.used.saturating_sub(self.max))
    }
}

/// How many groups of each [`Spread`] are used.
#[derive(Debug)]
pub(super) struct Spreads {
    counters: Vec<Counter>,
    /// Spread of each group.
    of_group: Vec<u32>,
    /// Variables at 1 in each group.
    ones: Vec<u32>,
    /// Groups of each variable: `items[first[v]..first[v + 1]]`.
    first: Vec<u32>,
    items: Vec<u32>,
    /// Variables of each hard spread.
    vars: Vec<Vec<u32>>,
}

impl Spreads {
    /// Nothing is used.
    pub(super) fn new(compiled: &Compiled) -> Self {
        let mut made = Self {
            counters: Vec::new(),
            of_group: Vec::new(),
            ones: Vec::new(),
            first: vec![0],
            items: Vec::new(),
            vars: Vec::new(),
        };
        let mut groups_of = vec![Vec::new(); compiled.variables.len()];
        for Spread { groups, max, price, .. } in &compiled.spreads {
            let hard = *price == Price::Hard;
            let price = match price {
                Price::Hard => 1,
                Price::Soft(price) => i64::from(*price),
            };
            let spread = u32::try_from(made.counters.len()).unwrap_or(u32::MAX);
            made.counters.push(Counter { used: 0, max: *max, price, hard });
            made.vars.push(if hard { groups.iter().flatten().map(|var| var.0).collect() } else { Vec::new() });
            for group in groups {
                for var in group {
                    groups_of[var.0 as usize].push(u32::try_from(made.of_group.len()).unwrap_or(u32::MAX));
                }
                made.of_group.push(spread);
                made.ones.push(0);
            }
        }
        for groups in groups_of {
            made.items.extend(groups);
            made.first.push(u32::try_from(made.items.len()).unwrap_or(u32::MAX));
        }
        made
    }

    /// Forgets all counts.
    pub(super) fn clear(&mut self) {
        self.ones.fill(0);
        self.counters.iter_mut().for_each(|counter| counter.used = 0);
    }

    /// What they cost now.
    pub(super) fn totals(&self, with_soft: bool) -> Totals {
        let mut totals = Totals::default();
        for counter in &self.counters {
            counter.add(counter.amount(), with_soft, &mut totals);
        }
        totals
    }

    /// Changes `var` (on with `SIGN` 1, off with -1) and adds the change of the totals to `totals`.
    pub(super) fn flip<const SIGN: i32>(&mut self, var: u32, with_soft: bool, totals: &mut Totals) {
        for at in self.first[var as usize]..self.first[var as usize + 1] {
            let group = self.items[at as usize] as usize;
            let counter = &mut self.counters[self.of_group[group] as usize];
            let before = counter.amount();
            if SIGN > 0 {
                self.ones[group] += 1;
                counter.used += u32::from(self.ones[group] == 1);
            } else {
                self.ones[group] -= 1;
                counter.used -= u32::from(self.ones[group] == 0);
            }
            let change = counter.amount() - before;
            if change != 0 {
                counter.add(change, with_soft, totals);
            }
        }
    }

    /// Gives every hard spread the same price.
    pub(super) fn price_all(&mut self, price: i32) {
        for counter in self.counters.iter_mut().filter(|counter| counter.hard) {
            counter.price = i64::from(price);
        }
    }

    /// Raises the price of what does not hold; returns how much the energy rises.
    pub(super) fn raise_violated(&mut self, step: i32) -> i64 {
        let mut rise = 0;
        for counter in self.counters.iter_mut().filter(|counter| counter.hard && counter.amount() > 0) {
            counter.price += i64::from(step);
            rise += counter.amount() * i64::from(step);
        }
        rise
    }

    /// The smallest price of anything soft.
    pub(super) fn least_price(&self) -> Option<i64> {
        self.counters.iter().filter(|counter| !counter.hard && counter.price > 0).map(|counter| counter.price).min()
    }

    /// Variables of the hard spreads that do not hold.
    pub(super) fn violated(&self) -> impl Iterator<Item = &[u32]> {
        let broken = self.counters.iter().zip(&self.vars).filter(|(counter, _)| counter.hard && counter.amount() > 0);
        broken.map(|(_, vars)| vars.as_slice())
    }
}

impl Counter {
    fn add(self, amount: i64, with_soft: bool, totals: &mut Totals) {
        if self.hard {
            totals.hard += amount;
            totals.energy += amount * self.price;
        } else if with_soft {
            totals.soft += amount * self.price;
            totals.energy += amount * self.price;
        }
    }
}
