//! Local search for rosters: any roster from nothing, and better ones from one.
//!
//! 1. *Construction*: post by post, those with the fewest candidates first, each to whom it costs least; then min-conflicts
//!    with a tabu list and rising prices of what stays violated, until everything holds that must.
//! 2. *Annealing*: random moves (`turns.rs`), a worse one accepted with probability `exp(-change / temperature)`; hard rows
//!    may be violated at a price that adapts. Cooled, then again from the best.
//!
//! The same roster, start, seed and number of moves give the same answer when neither time nor `stop` ends the search.

use std::time::Instant;

use super::Roster;
use super::spreads::Spreads;
use super::state::{State, Step};
use super::turns::{Turns, any};
use crate::solve::compiled::Var;
use crate::solve::local::Control;
use crate::solve::local::cooling::{Cooling, Pause, Price};
use crate::solve::local::moves::Dice;
use crate::solve::local::rows::{Must, Rows, Totals};

/// Moves between two looks at the clock.
const BETWEEN_LOOKS: u64 = 500;
/// Moves sampled to learn the scale of the costs.
const SAMPLE: u32 = 3000;
/// Where an annealing begins and ends, and the price of hard violations, in units of the scale.
const HOT: f64 = 0.4;
const COLD: f64 = 0.12;
const PRICE: f64 = 4.0;
/// Posts of one person that a repair looks at for an exchange.
const EXCHANGES: usize = 8;

/// What the soft rows charge for a roster, given as one variable of each post in their order.
pub(in crate::solve) fn cost(roster: &Roster, ones: &[Var]) -> i64 {
    State::of(roster, ones).totals.soft
}

/// Looks for a roster in which everything holds that must, of low cost: its variables, sorted, and what the soft rows cost.
pub(in crate::solve) fn search(
    roster: &Roster,
    start: Option<&[Var]>,
    control: &mut Control<'_>,
) -> Option<(Vec<Var>, i64)> {
    let mut dice = Dice::new(control.seed);
    let (mut rows, mut spreads) = (Rows::new(&roster.compiled), Spreads::new(&roster.compiled));
    let posts = roster.posts.open.len();
    let given = start.filter(|start| {
        let posts_of = start.iter().map(|var| roster.choice(var.0).0);
        start.len() == posts && posts_of.eq(0..u32::try_from(posts).unwrap_or(u32::MAX))
    });
    let at = match given {
        Some(start) => start.iter().map(|var| var.0).collect(),
        None => greedy(roster, &mut rows, &mut spreads, &mut dice),
    };
    let state = State::new(roster, rows, spreads, at);
    let all = 0..u32::try_from(posts).unwrap_or(u32::MAX);
    let movable: Vec<u32> = all.filter(|post| !roster.followers.is_follower(*post)).collect();
    let mut run =
        Run { state, dice, turns: Turns::default(), movable, done: 0, ended: false, best: None, told: true, control };
    if run.repair() {
        run.improve();
    }
    run.tell();
    let (at, cost) = run.best?;
    Some((at.into_iter().map(Var).collect(), cost))
}

/// Post by post to whom it costs least, soft costs included: what must hold is mended later.
fn greedy(roster: &Roster, rows: &mut Rows, spreads: &mut Spreads, dice: &mut Dice) -> Vec<u32> {
    rows.clear();
    spreads.clear();
    rows.price_all(HEAVY);
    spreads.price_all(HEAVY);
    let compiled = &roster.compiled;
    let posts = u32::try_from(roster.posts.open.len()).unwrap_or(u32::MAX);
    let mut order: Vec<(usize, u32, u32)> =
        (0..posts).map(|post| (compiled.range(post as usize).len(), dice.below(1 << 30), post)).collect();
    order.sort_unstable();
    let mut at = vec![0; posts as usize];
    for (.., post) in order {
        let mut best: Option<(i64, u32, u32)> = None;
        for var in compiled.first[post as usize]..compiled.first[post as usize + 1] {
            let (mut change, mut ignored) = (Totals::default(), Totals::default());
            rows.flip::<1>(var, &mut change);
            spreads.flip::<1>(var, true, &mut change);
            rows.unflip::<-1>(var);
            spreads.flip::<-1>(var, true, &mut ignored);
            let candidate = (change.energy, dice.below(1 << 30), var);
            if best.is_none_or(|best| candidate < best) {
                best = Some(candidate);
            }
        }
        if let Some((_, _, var)) = best {
            let mut ignored = Totals::default();
            rows.flip::<1>(var, &mut ignored);
            spreads.flip::<1>(var, true, &mut ignored);
            at[post as usize] = var;
        }
    }
    // Only what is needed is on.
    for post in (0..posts).filter(|post| roster.followers.is_follower(*post)) {
        let first = compiled.first[post as usize];
        let needed = |y: &u32| roster.followers.below(*y).iter().any(|x| at[roster.choice(*x).0 as usize] == *x);
        let off = |y: &u32| roster.followers.below(*y).is_empty();
        let choice = [first, first + 1];
        if let Some(var) = choice.iter().find(|y| needed(y)).or_else(|| choice.iter().find(|y| off(y))) {
            at[post as usize] = *var;
        }
    }
    at
}

/// What a hard violation counts while a roster is constructed: more than anything soft, usually.
const HEAVY: i32 = 100_000;

struct Run<'r, 'a, 'c> {
    state: State<'r>,
    dice: Dice,
    turns: Turns,
    /// Posts that follow no others.
    movable: Vec<u32>,
    /// Moves tried.
    done: u64,
    ended: bool,
    /// Variables of the best roster, and its cost.
    best: Option<(Vec<u32>, i64)>,
    /// Whether it was reported.
    told: bool,
    control: &'a mut Control<'c>,
}

impl Run<'_, '_, '_> {
    /// Counts moves; looks at the clock now and then.
    fn spend(&mut self, moves: u64) {
        let before = self.done;
        self.done += moves;
        let look = before / BETWEEN_LOOKS != self.done / BETWEEN_LOOKS;
        let most = self.control.moves.is_some_and(|most| self.done >= most);
        if most || (look && (Instant::now() >= self.control.deadline || (self.control.stop)())) {
            self.ended = true;
        }
    }

    fn is_best(&self) -> bool {
        self.state.totals.hard == 0 && self.best.as_ref().is_none_or(|(_, least)| self.state.totals.soft < *least)
    }

    /// Keeps the present roster if everything holds and it is the best.
    fn record(&mut self) {
        if !self.is_best() {
            return;
        }
        let cost = self.state.totals.soft;
        match &mut self.best {
            Some((at, least)) => {
                at.copy_from_slice(&self.state.at);
                *least = cost;
            }
            none => *none = Some((self.state.at.clone(), cost)),
        }
        self.told = false;
        if self.control.target.is_some_and(|target| cost <= target) {
            self.ended = true;
        }
    }

    /// Reports the best roster, once.
    fn tell(&mut self) {
        if let (false, Some((at, cost))) = (self.told, &self.best) {
            let ones: Vec<Var> = at.iter().map(|var| Var(*var)).collect();
            (self.control.improved)(&ones, *cost);
            self.told = true;
        }
    }

    /// Drives hard violations to 0; true, with the roster recorded, when that was possible.
    fn repair(&mut self) -> bool {
        self.state.rows.with_soft = false;
        self.state.set_price(1);
        self.state.rebuild();
        let mut tabu = vec![0_u64; self.state.roster.compiled.variables.len()];
        let (mut turn, mut least) = (0, self.state.totals.hard);
        while self.state.totals.hard > 0 && !self.ended {
            turn += 1;
            self.mend(&mut tabu, turn, &mut least);
        }
        let holds = self.state.totals.hard == 0;
        self.state.rows.with_soft = true;
        self.state.set_price(1);
        self.state.rebuild();
        if holds {
            self.record();
            self.tell();
        }
        holds
    }

    /// Mends something violated by the best move that one of its posts has.
    fn mend(&mut self, tabu: &mut [u64], turn: u64, least: &mut i64) {
        let Some((post, aim)) = self.choose() else {
            self.spend(1);
            return;
        };
        let roster = self.state.roster;
        let all = roster.compiled.first[post as usize]..roster.compiled.first[post as usize + 1];
        let mut best: Option<(i64, u32, Totals, Vec<Step>)> = None;
        let mut tried = 1;
        for to in aim.map_or(all, |var| var..var + 1) {
            if to == self.state.at[post as usize] {
                continue;
            }
            let held = self.state.held(roster.choice(to).1).len();
            let skip = if held > EXCHANGES { self.dice.position(held) } else { 0 };
            for way in 0..2 + held.min(EXCHANGES) {
                match way {
                    0 => self.turns.alone(&self.state, post, to),
                    1 => self.turns.ejection(&self.state, post, to, &mut self.dice),
                    _ => {
                        let other = self.state.held(roster.choice(to).1)[(skip + way - 2) % held];
                        self.turns.alone(&self.state, post, to);
                        self.turns.back(&self.state, post, other, &mut self.dice);
                    }
                }
                if way > 0 && self.turns.steps.len() == 1 {
                    continue;
                }
                self.turns.follow(&self.state);
                tried += 1;
                let change = self.state.try_steps(&self.turns.steps);
                self.state.take_back(&self.turns.steps);
                let barred = self.turns.steps.iter().any(|step| tabu[step.to as usize] > turn);
                if barred && self.state.totals.hard + change.hard >= *least {
                    continue;
                }
                let ticket = self.dice.below(1 << 30);
                if best.as_ref().is_none_or(|(energy, other, ..)| (change.energy, ticket) < (*energy, *other)) {
                    best = Some((change.energy, ticket, change, self.turns.steps.clone()));
                }
            }
        }
        self.spend(tried);
        let Some((energy, _, change, steps)) = best else {
            self.state.raise_violated();
            return;
        };
        let _ = self.state.try_steps(&steps);
        self.state.keep(&steps, change);
        *least = (*least).min(self.state.totals.hard);
        for step in &steps {
            tabu[step.from as usize] = turn + 4 + u64::from(self.dice.below(8));
        }
        if energy >= 0 {
            self.state.raise_violated();
        }
    }

    /// A post of something violated, and where it should go when it is wanted somewhere.
    fn choose(&mut self) -> Option<(u32, Option<u32>)> {
        let (state, dice) = (&self.state, &mut self.dice);
        let rows = state.rows.violated();
        let spreads = state.spreads.violated().count();
        if rows + spreads == 0 {
            return None;
        }
        let chosen = |var: &u32| state.at[state.roster.choice(*var).0 as usize] == *var;
        let position = dice.position(rows + spreads);
        let var = if position < rows {
            match state.rows.violated_at(position) {
                Must::Row(row) => {
                    let too_many = state.rows.exceeds(row);
                    let mends = |(var, weight): &&(u32, i32)| chosen(var) == ((*weight > 0) == too_many);
                    pick(dice, state.rows.terms(row).iter().filter(mends).map(|(var, _)| *var))
                }
                Must::Pattern(pattern) => pick(dice, state.rows.pattern_terms(pattern).iter().copied()),
            }
        } else {
            let vars = state.spreads.violated().nth(position - rows)?;
            pick(dice, vars.iter().copied().filter(chosen))
        }?;
        let post = state.roster.choice(var).0;
        Some((post, (!chosen(&var)).then_some(var)))
    }

    /// Anneals again and again until the time is up; the best is kept.
    fn improve(&mut self) {
        let mut heat = self.control.heat.clamp(0.001, 10.0);
        while !self.ended && self.best.as_ref().is_some_and(|(_, cost)| *cost > 0) {
            let Some((usual, least)) = self.scale() else { return };
            self.cool(usual, least, heat);
            self.record();
            if let Some((at, _)) = &self.best {
                self.state.load(at);
            }
            heat = (heat * 0.5).max(0.1);
        }
    }

    /// Mean change of the cost by a random move that changes it, and the smallest price; none when no move does.
    fn scale(&mut self) -> Option<(f64, f64)> {
        let (mut total, mut number) = (0.0, 0.0);
        for _ in 0..SAMPLE {
            if self.random() {
                let change = self.state.try_steps(&self.turns.steps);
                self.state.take_back(&self.turns.steps);
                if change.soft != 0 {
                    total += approximate(change.soft.abs());
                    number += 1.0;
                }
            }
        }
        let rows = self.state.rows.least_price().map(i64::from);
        let least = rows.into_iter().chain(self.state.spreads.least_price()).min()?;
        let least = approximate(least.max(self.state.roster.step));
        (number > 0.0).then(|| (total / number, least))
    }

    /// A random move in `turns`; false when it would change nothing.
    fn random(&mut self) -> bool {
        if self.movable.is_empty() {
            return false;
        }
        let post = self.movable[self.dice.position(self.movable.len())];
        let to = any(&self.state, post, &mut self.dice);
        self.built(post, to)
    }

    fn built(&mut self, post: u32, to: u32) -> bool {
        if to == self.state.at[post as usize] {
            return false;
        }
        match self.dice.below(8) {
            0 => self.turns.alone(&self.state, post, to),
            1..=4 => self.turns.ejection(&self.state, post, to, &mut self.dice),
            _ => self.turns.exchange(&self.state, post, to, &mut self.dice),
        }
        self.turns.follow(&self.state);
        true
    }

    /// One annealing from the present state.
    fn cool(&mut self, usual: f64, least: f64, heat: f64) {
        let cold = least * COLD;
        let hot = (usual * heat * HOT).max(cold);
        let floor = (usual * PRICE).max(least * 2.0);
        let mut price = Price::new(floor);
        self.state.set_price(price.whole());
        let cooling = Cooling::new(self.control, self.done, hot, cold);
        let mut pause = Pause::new(self.done);
        let (mut temperature, mut next_look) = (hot, self.done);
        while !self.ended {
            if self.done >= next_look {
                next_look = self.done + BETWEEN_LOOKS;
                let Some(now) = cooling.temperature(self.done) else { break };
                temperature = now;
                if let Some(price) = price.look(self.state.totals.hard) {
                    self.state.set_price(price);
                }
                if pause.over(self.control, self.done) {
                    self.tell();
                }
            }
            self.turn(temperature);
        }
    }

    /// One move, tried and perhaps kept.
    fn turn(&mut self, temperature: f64) {
        self.spend(1);
        let chosen = if self.state.totals.hard > 0 && self.dice.below(8) == 0 { self.choose() } else { None };
        let possible = match chosen {
            Some((post, to)) => {
                let to = to.unwrap_or_else(|| any(&self.state, post, &mut self.dice));
                self.built(post, to)
            }
            None => self.random(),
        };
        if !possible {
            return;
        }
        let change = self.state.try_steps(&self.turns.steps);
        let worse = approximate(change.energy);
        let accepted =
            change.energy <= 0 || (worse < 16.0 * temperature && self.dice.unit() < (-worse / temperature).exp());
        if !accepted {
            self.state.take_back(&self.turns.steps);
            return;
        }
        if (change.energy > 0 || change.hard > 0) && self.is_best() {
            self.state.take_back(&self.turns.steps);
            self.record();
            let _ = self.state.try_steps(&self.turns.steps);
        }
        self.state.keep(&self.turns.steps, change);
        if self.control.target.is_some() && self.is_best() {
            self.record();
        }
    }
}

/// One of them, all equally likely.
fn pick(dice: &mut Dice, vars: impl Iterator<Item = u32>) -> Option<u32> {
    let mut found = None;
    for (seen, var) in vars.enumerate() {
        if dice.position(seen + 1) == 0 {
            found = Some(var);
        }
    }
    found
}

#[allow(clippy::cast_precision_loss)]
fn approximate(cost: i64) -> f64 {
    cost as f64
}
