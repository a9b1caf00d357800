//! Counters of every row and day pattern, and what they cost; flipping a variable updates them all.
//!
//! `energy = soft + sum over hard rows of price * amount`: the prices of hard rows are the search's own and may change,
//! `hard` and `soft` are exact.

use std::collections::BTreeMap;

use super::index::number;
use crate::solve::compiled::{Compiled, Linear, Price, Var};

/// Changes of the three totals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::solve) struct Totals {
    pub(in crate::solve) energy: i64,
    pub(in crate::solve) hard: i64,
    pub(in crate::solve) soft: i64,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    count: i32,
    min: i32,
    max: i32,
    price: i32,
}

impl Row {
    fn amount(self) -> i32 {
        (self.min - self.count).max(self.count - self.max).max(0)
    }
}

/// A row that a variable is in.
#[derive(Clone, Copy, Debug)]
struct InRow {
    row: u32,
    weight: i32,
}

/// A slot of a pattern that a variable makes busy.
#[derive(Clone, Copy, Debug)]
struct InPattern {
    pattern: u32,
    slot: u32,
    bit: u16,
}

#[derive(Clone, Copy, Debug)]
struct Day {
    busy: u16,
    price: i32,
    /// Where its prices begin.
    table: u32,
}

/// Something that must hold: a row, or a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::solve) enum Must {
    Row(u32),
    Pattern(u32),
}

/// See the module's docs. Rows and patterns that must hold come first in their tables, and first in each variable's list.
#[derive(Debug, Default)]
pub(in crate::solve) struct Rows {
    rows: Vec<Row>,
    hard_rows: u32,
    /// For each variable: start of its hard rows, start of its soft rows, end.
    row_ranges: Vec<[u32; 3]>,
    in_rows: Vec<InRow>,
    days: Vec<Day>,
    hard_days: u32,
    day_ranges: Vec<[u32; 3]>,
    in_days: Vec<InPattern>,
    busy: Vec<u16>,
    tables: Vec<[i32; 2]>,
    /// Variables of each row with weights, and of each pattern.
    row_terms: Vec<Vec<(u32, i32)>>,
    day_terms: Vec<Vec<u32>>,
    /// Hard rows, then hard patterns, that do not hold now.
    violated: Listed,
    /// Soft rows, then all patterns, that cost something now.
    costly: Listed,
    /// Whether soft rows are kept up to date.
    pub(in crate::solve) with_soft: bool,
}

const ABSENT: u32 = u32::MAX;

/// Some of many items, in no order.
#[derive(Debug, Default)]
struct Listed {
    items: Vec<u32>,
    /// Where each is in that list.
    place: Vec<u32>,
}

impl Listed {
    fn new(many: usize) -> Self {
        Self { items: Vec::new(), place: vec![ABSENT; many] }
    }

    fn clear(&mut self) {
        self.items.clear();
        self.place.fill(ABSENT);
    }

    fn set(&mut self, item: u32, present: bool) {
        let place = self.place[item as usize];
        if present && place == ABSENT {
            self.place[item as usize] = number(self.items.len());
            self.items.push(item);
        } else if !present && place != ABSENT {
            self.items.swap_remove(place as usize);
            if let Some(moved) = self.items.get(place as usize) {
                self.place[*moved as usize] = place;
            }
            self.place[item as usize] = ABSENT;
        }
    }
}

impl Rows {
    /// Counters of no variable at all.
    pub(in crate::solve) fn new(compiled: &Compiled) -> Self {
        let variables = compiled.variables.len();
        let mut kept: BTreeMap<(Price, i32, i32, &[(crate::solve::compiled::Var, i32)]), u32> = BTreeMap::new();
        let mut order: Vec<&Linear> = Vec::new();
        for linear in compiled.linears.iter().filter(|linear| can_fail(compiled, linear)) {
            // The same limit from two cells of one period counts once; soft ones add up, so they all stay.
            let key = (linear.price, linear.min, linear.max, linear.terms.as_slice());
            if linear.price != Price::Hard || kept.insert(key, 0).is_none() {
                order.push(linear);
            }
        }
        order.sort_by_key(|linear| linear.price != Price::Hard);
        let hard_rows = order.iter().filter(|linear| linear.price == Price::Hard).count();
        let mut in_rows = vec![Vec::new(); variables];
        let mut rows = Vec::new();
        let mut row_terms = Vec::new();
        for linear in &order {
            for (var, weight) in &linear.terms {
                in_rows[var.0 as usize].push(InRow { row: number(rows.len()), weight: *weight });
            }
            let price = match linear.price {
                Price::Hard => 1,
                Price::Soft(weight) => i32::try_from(weight).unwrap_or(i32::MAX),
            };
            row_terms.push(linear.terms.iter().map(|(var, weight)| (var.0, *weight)).collect());
            rows.push(Row { count: 0, min: linear.min.max(-BOUND), max: linear.max.min(BOUND), price });
        }
        let (row_ranges, in_rows) = flatten(in_rows, |entry| (entry.row as usize) < hard_rows);

        let mut patterns: Vec<_> = compiled.patterns.iter().collect();
        let is_hard = |pattern: &crate::solve::compiled::Pattern| pattern.hard.iter().any(|amount| *amount > 0);
        patterns.sort_by_key(|pattern| !is_hard(pattern));
        let hard_days = patterns.iter().filter(|pattern| is_hard(pattern)).count();
        let mut in_days = vec![Vec::new(); variables];
        let mut days = Vec::new();
        let mut day_terms = Vec::new();
        let mut slots = 0;
        let mut tables = Vec::new();
        let mut shared: BTreeMap<(&[u16], &[u32]), u32> = BTreeMap::new();
        for pattern in patterns {
            let table = *shared.entry((&pattern.hard, &pattern.soft)).or_insert_with(|| {
                let start = number(tables.len());
                for (hard, soft) in pattern.hard.iter().zip(&pattern.soft) {
                    tables.push([i32::from(*hard), i32::try_from(*soft).unwrap_or(i32::MAX)]);
                }
                start
            });
            for (position, vars) in pattern.slots.iter().enumerate() {
                for var in vars {
                    let entry = InPattern { pattern: number(days.len()), slot: slots, bit: 1 << position };
                    in_days[var.0 as usize].push(entry);
                }
                slots += 1;
            }
            day_terms.push(pattern.slots.iter().flatten().map(|var| var.0).collect());
            days.push(Day { busy: 0, price: 1, table });
        }
        let (day_ranges, in_days) = flatten(in_days, |entry| (entry.pattern as usize) < hard_days);
        let costly = Listed::new(rows.len() - hard_rows + days.len());
        Self {
            rows,
            hard_rows: number(hard_rows),
            row_ranges,
            in_rows,
            days,
            hard_days: number(hard_days),
            day_ranges,
            in_days,
            busy: vec![0; slots as usize],
            tables,
            row_terms,
            day_terms,
            violated: Listed::new(hard_rows + hard_days),
            costly,
            with_soft: true,
        }
    }

    /// Forgets all counts.
    pub(in crate::solve) fn clear(&mut self) {
        self.rows.iter_mut().for_each(|row| row.count = 0);
        self.days.iter_mut().for_each(|day| day.busy = 0);
        self.busy.fill(0);
        self.relist();
    }

    /// Totals of a plan, counted from scratch; its counts stay.
    pub(in crate::solve) fn count(&mut self, plan: &[Var]) -> Totals {
        self.clear();
        let mut ignored = Totals::default();
        plan.iter().for_each(|var| self.flip::<1>(var.0, &mut ignored));
        self.totals()
    }

    /// Totals of the present counts, from scratch. Without soft rows kept, `soft` is 0.
    pub(in crate::solve) fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for (index, row) in self.rows.iter().enumerate() {
            let amount = i64::from(row.amount());
            if index < self.hard_rows as usize {
                totals.hard += amount;
                totals.energy += amount * i64::from(row.price);
            } else if self.with_soft {
                totals.soft += amount * i64::from(row.price);
            }
        }
        for day in &self.days {
            let [hard, soft] = self.tables[day.table as usize + usize::from(day.busy)];
            totals.hard += i64::from(hard);
            totals.energy += i64::from(hard) * i64::from(day.price);
            if self.with_soft {
                totals.soft += i64::from(soft);
            }
        }
        totals.energy += totals.soft;
        totals
    }

    /// Changes `var` (on with `SIGN` 1, off with -1) and adds the change of the totals to `totals`.
    pub(in crate::solve) fn flip<const SIGN: i32>(&mut self, var: u32, totals: &mut Totals) {
        self.flip_hard::<SIGN>(var, totals);
        self.flip_soft::<SIGN>(var, totals);
    }

    /// The part of [`Rows::flip`] about what must hold.
    pub(in crate::solve) fn flip_hard<const SIGN: i32>(&mut self, var: u32, totals: &mut Totals) {
        let [start, soft, _] = self.row_ranges[var as usize];
        for entry in &self.in_rows[start as usize..soft as usize] {
            let row = &mut self.rows[entry.row as usize];
            let before = row.amount();
            row.count += SIGN * entry.weight;
            let change = i64::from(row.amount() - before);
            totals.hard += change;
            totals.energy += change * i64::from(row.price);
        }
        let [start, soft, _] = self.day_ranges[var as usize];
        for entry in &self.in_days[start as usize..soft as usize] {
            if !turn::<SIGN>(&mut self.busy[entry.slot as usize]) {
                continue;
            }
            let day = &mut self.days[entry.pattern as usize];
            let [hard_before, soft_before] = self.tables[day.table as usize + usize::from(day.busy)];
            day.busy ^= entry.bit;
            let [hard, soft] = self.tables[day.table as usize + usize::from(day.busy)];
            let (hard, soft) = (i64::from(hard - hard_before), i64::from(soft - soft_before));
            totals.hard += hard;
            totals.energy += hard * i64::from(day.price);
            if self.with_soft {
                totals.soft += soft;
                totals.energy += soft;
            }
        }
    }

    /// The rest of [`Rows::flip`].
    pub(in crate::solve) fn flip_soft<const SIGN: i32>(&mut self, var: u32, totals: &mut Totals) {
        if !self.with_soft {
            return;
        }
        let [_, soft, end] = self.row_ranges[var as usize];
        let mut change = 0;
        for entry in &self.in_rows[soft as usize..end as usize] {
            let row = &mut self.rows[entry.row as usize];
            let before = row.amount();
            row.count += SIGN * entry.weight;
            change += i64::from(row.amount() - before) * i64::from(row.price);
        }
        let [_, soft, end] = self.day_ranges[var as usize];
        for entry in &self.in_days[soft as usize..end as usize] {
            if !turn::<SIGN>(&mut self.busy[entry.slot as usize]) {
                continue;
            }
            let day = &mut self.days[entry.pattern as usize];
            let before = self.tables[day.table as usize + usize::from(day.busy)][1];
            day.busy ^= entry.bit;
            change += i64::from(self.tables[day.table as usize + usize::from(day.busy)][1] - before);
        }
        totals.soft += change;
        totals.energy += change;
    }

    /// [`Rows::flip`] without looking at prices, to take a flip back.
    pub(in crate::solve) fn unflip<const SIGN: i32>(&mut self, var: u32) {
        self.unflip_hard::<SIGN>(var);
        self.unflip_soft::<SIGN>(var);
    }

    /// [`Rows::flip_hard`] without looking at prices.
    pub(in crate::solve) fn unflip_hard<const SIGN: i32>(&mut self, var: u32) {
        let [start, soft, _] = self.row_ranges[var as usize];
        self.uncount::<SIGN>(start, soft);
        let [start, soft, _] = self.day_ranges[var as usize];
        self.unturn::<SIGN>(start, soft);
    }

    fn unflip_soft<const SIGN: i32>(&mut self, var: u32) {
        if self.with_soft {
            let [_, soft, end] = self.row_ranges[var as usize];
            self.uncount::<SIGN>(soft, end);
            let [_, soft, end] = self.day_ranges[var as usize];
            self.unturn::<SIGN>(soft, end);
        }
    }

    fn uncount<const SIGN: i32>(&mut self, start: u32, end: u32) {
        for entry in &self.in_rows[start as usize..end as usize] {
            self.rows[entry.row as usize].count += SIGN * entry.weight;
        }
    }

    fn unturn<const SIGN: i32>(&mut self, start: u32, end: u32) {
        for entry in &self.in_days[start as usize..end as usize] {
            if turn::<SIGN>(&mut self.busy[entry.slot as usize]) {
                self.days[entry.pattern as usize].busy ^= entry.bit;
            }
        }
    }

    /// Brings the list of violated rows up to date after `var` was flipped for good.
    pub(in crate::solve) fn note(&mut self, var: u32) {
        let [start, soft, _] = self.row_ranges[var as usize];
        for at in start..soft {
            let row = self.in_rows[at as usize].row;
            self.violated.set(row, self.rows[row as usize].amount() > 0);
        }
        let [start, soft, _] = self.day_ranges[var as usize];
        for at in start..soft {
            let pattern = self.in_days[at as usize].pattern;
            let violated = self.price_of(pattern)[0] > 0;
            self.violated.set(self.hard_rows + pattern, violated);
        }
    }

    /// The same for the list of what costs.
    pub(in crate::solve) fn note_cost(&mut self, var: u32) {
        let [_, soft, end] = self.row_ranges[var as usize];
        for at in soft..end {
            let row = self.in_rows[at as usize].row;
            self.costly.set(row - self.hard_rows, self.rows[row as usize].amount() > 0);
        }
        let soft_rows = number(self.rows.len()) - self.hard_rows;
        let [start, _, end] = self.day_ranges[var as usize];
        for at in start..end {
            let pattern = self.in_days[at as usize].pattern;
            let costs = self.price_of(pattern)[1] > 0;
            self.costly.set(soft_rows + pattern, costs);
        }
    }

    fn price_of(&self, pattern: u32) -> [i32; 2] {
        let day = self.days[pattern as usize];
        self.tables[day.table as usize + usize::from(day.busy)]
    }

    /// Makes both lists anew.
    pub(in crate::solve) fn relist(&mut self) {
        self.violated.clear();
        self.costly.clear();
        let soft_rows = number(self.rows.len()) - self.hard_rows;
        for (row, at) in self.rows.iter().zip(0..) {
            if at < self.hard_rows {
                self.violated.set(at, row.amount() > 0);
            } else {
                self.costly.set(at - self.hard_rows, row.amount() > 0);
            }
        }
        for pattern in 0..number(self.days.len()) {
            let [hard, soft] = self.price_of(pattern);
            if pattern < self.hard_days {
                self.violated.set(self.hard_rows + pattern, hard > 0);
            }
            self.costly.set(soft_rows + pattern, soft > 0);
        }
    }

    /// A variable that stands in something that costs, drawn by `position` (a random position in a list of that length); none
    /// when nothing costs. `chosen` are the variables that are 1.
    pub(in crate::solve) fn costly(&self, chosen: &[bool], mut position: impl FnMut(usize) -> usize) -> Option<u32> {
        if self.costly.items.is_empty() {
            return None;
        }
        let item = self.costly.items[position(self.costly.items.len())];
        let soft_rows = number(self.rows.len()) - self.hard_rows;
        let mut found = None;
        let mut seen = 0;
        let mut look = |var: u32| {
            seen += 1;
            if position(seen) == 0 {
                found = Some(var);
            }
        };
        if item < soft_rows {
            let terms = &self.row_terms[(item + self.hard_rows) as usize];
            terms.iter().filter(|(var, weight)| *weight != 0 && chosen[*var as usize]).for_each(|term| look(term.0));
        } else {
            let terms = &self.day_terms[(item - soft_rows) as usize];
            terms.iter().filter(|var| chosen[**var as usize]).for_each(|var| look(*var));
        }
        found
    }

    /// How many hard rows and patterns do not hold.
    pub(in crate::solve) fn violated(&self) -> usize {
        self.violated.items.len()
    }

    /// One of those, by position.
    pub(in crate::solve) fn violated_at(&self, position: usize) -> Must {
        let item = self.violated.items[position];
        if item < self.hard_rows { Must::Row(item) } else { Must::Pattern(item - self.hard_rows) }
    }

    /// Variables of a hard row, with weights.
    pub(in crate::solve) fn terms(&self, row: u32) -> &[(u32, i32)] {
        &self.row_terms[row as usize]
    }

    /// Variables of a hard pattern.
    pub(in crate::solve) fn pattern_terms(&self, pattern: u32) -> &[u32] {
        &self.day_terms[pattern as usize]
    }

    /// Whether a hard row counts more than it may (rather than less).
    pub(in crate::solve) fn exceeds(&self, row: u32) -> bool {
        let row = self.rows[row as usize];
        row.count > row.max
    }

    /// Gives every hard row the same price.
    pub(in crate::solve) fn price_all(&mut self, price: i32) {
        self.rows[..self.hard_rows as usize].iter_mut().for_each(|row| row.price = price);
        self.days[..self.hard_days as usize].iter_mut().for_each(|day| day.price = price);
    }

    /// The smallest price of anything soft; none when nothing costs.
    pub(in crate::solve) fn least_price(&self) -> Option<i32> {
        let rows = self.rows[self.hard_rows as usize..].iter().map(|row| row.price);
        let masks = self.tables.iter().map(|[_, soft]| *soft);
        rows.chain(masks).filter(|price| *price > 0).min()
    }

    /// Raises the price of every violated row by `step`; returns how much the energy rises.
    pub(in crate::solve) fn raise_violated(&mut self, step: i32) -> i64 {
        let mut rise = 0;
        for item in &self.violated.items {
            if *item < self.hard_rows {
                let row = &mut self.rows[*item as usize];
                row.price = row.price.saturating_add(step);
                rise += i64::from(row.amount()) * i64::from(step);
            } else {
                let day = &mut self.days[(*item - self.hard_rows) as usize];
                day.price = day.price.saturating_add(step);
                rise += i64::from(self.tables[day.table as usize + usize::from(day.busy)][0]) * i64::from(step);
            }
        }
        rise
    }
}

/// No count comes near it, and limits within it never overflow.
const BOUND: i32 = 1 << 29;

/// Adds or takes one; whether busy became free or free busy.
fn turn<const SIGN: i32>(busy: &mut u16) -> bool {
    if SIGN > 0 {
        *busy += 1;
        *busy == 1
    } else {
        *busy -= 1;
        *busy == 0
    }
}

/// Whether any choice of lessons, each activity's count kept, can leave the row's limits.
fn can_fail(compiled: &Compiled, linear: &Linear) -> bool {
    let (mut least, mut most) = (0i64, 0i64);
    let activity = |var: crate::solve::compiled::Var| compiled.variables[var.0 as usize].activity;
    for terms in linear.terms.chunk_by(|(a, _), (b, _)| activity(*a) == activity(*b)) {
        let count = compiled.counts[activity(terms[0].0).index()] as usize;
        let mut weights: Vec<i64> = terms.iter().map(|(_, weight)| i64::from(*weight)).collect();
        weights.sort_unstable();
        least += weights.iter().take(count).map(|weight| (*weight).min(0)).sum::<i64>();
        most += weights.iter().rev().take(count).map(|weight| (*weight).max(0)).sum::<i64>();
    }
    most > i64::from(linear.max) || least < i64::from(linear.min)
}

/// One list of all entries, hard ones first within each variable.
fn flatten<T: Copy>(lists: Vec<Vec<T>>, hard: impl Fn(&T) -> bool) -> (Vec<[u32; 3]>, Vec<T>) {
    let mut entries = Vec::new();
    let mut ranges = Vec::with_capacity(lists.len());
    for list in lists {
        let start = number(entries.len());
        entries.extend(list.iter().filter(|entry| hard(entry)));
        let soft = number(entries.len());
        entries.extend(list.iter().filter(|entry| !hard(entry)));
        ranges.push([start, soft, number(entries.len())]);
    }
    (ranges, entries)
}
