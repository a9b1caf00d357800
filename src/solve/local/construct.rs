//! Feasibility first: a greedy start, then min-conflicts until no hard row is violated.

use super::Run;
use super::index::{Index, number};
use super::moves::{Dice, How, Mover};
use super::rows::{Must, Rows, Totals};
use super::state::{State, Step};

/// Places lesson by lesson, those with the fewest places and most company first, each where it violates least.
pub(super) fn greedy(index: &Index, rows: &mut Rows, dice: &mut Dice) -> Vec<u32> {
    rows.clear();
    rows.price_all(1);
    rows.with_soft = false;
    let activities = number(index.first.len() - 1);
    let mut order: Vec<(u32, u32, u32, u32)> = (0..activities)
        .map(|activity| {
            let domain = index.domain(activity);
            let free = (domain.end - domain.start).saturating_sub(number(index.lessons_of(activity).len()));
            let length = domain.clone().map(|var| u32::from(index.spots[var as usize].length)).max().unwrap_or(1);
            let company = number(index.groups.of(activity).len() + index.persons.of(activity).len());
            (free / (length * company.max(1)), free, dice.below(1 << 30), activity)
        })
        .collect();
    order.sort_unstable();
    let mut at = vec![0; index.lessons.len()];
    let mut chosen = vec![false; index.spots.len()];
    for (.., activity) in order {
        for lesson in index.lessons_of(activity) {
            let mut best: Option<(i64, u32, u32)> = None;
            for var in index.domain(activity).filter(|var| !chosen[*var as usize]) {
                let mut change = Totals::default();
                rows.flip::<1>(var, &mut change);
                rows.unflip::<-1>(var);
                let candidate = (change.energy, dice.below(1 << 30), var);
                if best.is_none_or(|best| candidate < best) {
                    best = Some(candidate);
                }
            }
            if let Some((_, _, var)) = best {
                let mut ignored = Totals::default();
                rows.flip::<1>(var, &mut ignored);
                chosen[var as usize] = true;
                at[lesson as usize] = var;
            }
        }
    }
    at
}

/// Drives hard violations to 0; true, with the assignment recorded, when that was possible in the time.
pub(super) fn repair(run: &mut Run<'_, '_, '_>) -> bool {
    run.state.rows.with_soft = false;
    run.state.rows.price_all(1);
    run.state.rebuild();
    let mut search = MinConflicts {
        mover: Mover::new(run.state.index),
        tabu: vec![0; run.state.index.spots.len()],
        turn: 0,
        steps: Vec::new(),
        least: run.state.totals.hard,
    };
    while run.state.totals.hard > 0 && !run.clock.ended {
        search.step(run);
    }
    let feasible = run.state.totals.hard == 0;
    run.state.rows.with_soft = true;
    run.state.rows.price_all(1);
    run.state.rebuild();
    if feasible {
        run.record();
        run.tell();
    }
    feasible
}

struct MinConflicts {
    mover: Mover,
    /// Turn until which each variable is not to be taken again.
    tabu: Vec<u64>,
    turn: u64,
    /// The best move of this turn.
    steps: Vec<Step>,
    /// Fewest violations seen.
    least: i64,
}

impl MinConflicts {
    /// Mends one violated row with the best move that one of its lessons has.
    fn step(&mut self, run: &mut Run<'_, '_, '_>) {
        self.turn += 1;
        let Some((lesson, aim)) = choose(&run.state, &mut run.dice) else {
            run.spend(1);
            return;
        };
        let index = run.state.index;
        let mut best: Option<(i64, u32, Totals)> = None;
        let domain = match aim {
            Some(var) => var..var + 1,
            None => index.domain(index.lessons[lesson as usize]),
        };
        let mut tried = 1;
        for to in domain {
            for whole in [Some(false), Some(true), None] {
                let possible = match whole {
                    Some(true) if index.all_weeks() == 1 => false,
                    Some(whole) => self.mover.swap(&run.state, lesson, to, How { whole, chain: false }),
                    None => self.mover.alone(&run.state, lesson, to),
                };
                // A swap of one lesson is the same as the lesson alone.
                if !possible || (whole.is_some() && self.mover.steps.len() == 1) {
                    continue;
                }
                tried += 1;
                let Some(change) = run.state.try_steps(&self.mover.steps) else { continue };
                run.state.take_back(&self.mover.steps);
                let tabu = self.mover.steps.iter().any(|step| self.tabu[step.to as usize] > self.turn);
                if tabu && run.state.totals.hard + change.hard >= self.least {
                    continue;
                }
                let candidate = (change.energy, run.dice.below(1 << 30));
                if best.is_none_or(|(energy, ticket, _)| candidate < (energy, ticket)) {
                    best = Some((candidate.0, candidate.1, change));
                    self.steps.clone_from(&self.mover.steps);
                }
            }
        }
        run.spend(tried);
        let Some((energy, _, change)) = best else { return };
        if run.state.try_steps(&self.steps).is_none() {
            return;
        }
        run.state.keep(&self.steps, change);
        self.least = self.least.min(run.state.totals.hard);
        for step in &self.steps {
            self.tabu[step.from as usize] = self.turn + 4 + u64::from(run.dice.below(8));
        }
        if energy >= 0 {
            run.state.totals.energy += run.state.rows.raise_violated(1);
        }
    }
}

/// A lesson of a random violated row, and where it should go when the row wants it somewhere.
pub(super) fn choose(state: &State<'_>, dice: &mut Dice) -> Option<(u32, Option<u32>)> {
    if state.rows.violated() == 0 {
        return None;
    }
    let index = state.index;
    let movable = |var: u32| {
        let activity = index.spots[var as usize].activity;
        index.domain(activity).len() > index.lessons_of(activity).len()
    };
    let var = match state.rows.violated_at(dice.position(state.rows.violated())) {
        Must::Row(row) => {
            let too_many = state.rows.exceeds(row);
            // Lessons that must leave, and places that want one.
            let mends = |(var, weight): &&(u32, i32)| {
                let chosen = state.chosen[*var as usize];
                *weight != 0 && (chosen == ((*weight > 0) == too_many)) && movable(*var)
            };
            pick(dice, state.rows.terms(row).iter().filter(mends).map(|(var, _)| *var))
        }
        Must::Pattern(pattern) => {
            pick(dice, state.rows.pattern_terms(pattern).iter().copied().filter(|var| movable(*var)))
        }
    }?;
    let lessons = index.lessons_of(index.spots[var as usize].activity);
    if state.chosen[var as usize] {
        let mut lessons = lessons;
        return Some((lessons.find(|lesson| state.at[*lesson as usize] == var)?, None));
    }
    Some((lessons.start + dice.below(lessons.end - lessons.start), Some(var)))
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
