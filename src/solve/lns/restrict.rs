//! A neighbourhood as a problem of its own: most lessons stay where they are and are substituted out.
//!
//! With `S` the variables set free and `x'` the plan, every other variable keeps its value `x'[v]`:
//!
//! - An activity has as many lessons to place as stand at free variables: `count' = sum(x'[v], v in S)`.
//! - A row `min <= sum(w x) <= max` becomes the same of its free variables, with limits less by what the fixed ones add.
//! - A pattern keeps the slots that are still open; its table is the part in which the slots of fixed lessons are busy.
//! - A free variable whose weight alone leaves the limits of a hard row without negative weights is dropped.
//!
//! Rows and patterns without free variables are constant and left out, so that the rest is small, however large the
//! school, and is built in the time that it takes to look at its rows.

use crate::problem::ActivityId;
use crate::solve::compiled::{Compiled, Linear, Pattern, Price, Var, Variable};

/// Where each variable stands in rows and patterns.
#[derive(Debug)]
pub(super) struct Web {
    rows: Vec<Vec<(u32, i32)>>,
    patterns: Vec<Vec<u32>>,
}

impl Web {
    pub(super) fn new(compiled: &Compiled) -> Self {
        let mut rows = vec![Vec::new(); compiled.variables.len()];
        for (number, linear) in (0..).zip(&compiled.linears) {
            for (var, weight) in &linear.terms {
                rows[var.0 as usize].push((number, *weight));
            }
        }
        let mut patterns: Vec<Vec<u32>> = vec![Vec::new(); compiled.variables.len()];
        for (number, pattern) in (0..).zip(&compiled.patterns) {
            for var in pattern.slots.iter().flatten() {
                let known = &mut patterns[var.0 as usize];
                if known.last() != Some(&number) {
                    known.push(number);
                }
            }
        }
        Self { rows, patterns }
    }

    /// What `plan` makes of every row.
    pub(super) fn sums(&self, compiled: &Compiled, plan: &[Var]) -> Vec<i32> {
        let mut sums = vec![0; compiled.linears.len()];
        for var in plan {
            for (row, weight) in &self.rows[var.0 as usize] {
                sums[*row as usize] += weight;
            }
        }
        sums
    }
}

/// A plan, with what it makes of the rows.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Variables that are 1, sorted.
    pub(super) ones: Vec<Var>,
    pub(super) chosen: Vec<bool>,
    pub(super) sums: Vec<i32>,
}

impl Placed {
    pub(super) fn new(compiled: &Compiled, web: &Web, ones: &[Var]) -> Self {
        let mut chosen = vec![false; compiled.variables.len()];
        ones.iter().for_each(|var| chosen[var.0 as usize] = true);
        Self { ones: ones.to_vec(), chosen, sums: web.sums(compiled, ones) }
    }

    /// The mask of busy slots of a pattern.
    pub(super) fn busy(&self, pattern: &Pattern) -> usize {
        let busy = |vars: &Vec<Var>| vars.iter().any(|var| self.chosen[var.0 as usize]);
        pattern.slots.iter().enumerate().map(|(slot, vars)| usize::from(busy(vars)) << slot).sum()
    }
}

/// The problem of the free variables.
#[derive(Debug)]
pub(super) struct Restricted {
    pub(super) compiled: Compiled,
    /// The variable of the whole problem that each of its variables is.
    pub(super) origin: Vec<Var>,
}

impl Restricted {
    /// The plan as this problem sees it.
    pub(super) fn inside(&self, plan: &Placed) -> Vec<Var> {
        let ones = (0..).zip(&self.origin).filter(|(_, var)| plan.chosen[var.0 as usize]);
        ones.map(|(number, _)| Var(number)).collect()
    }

    /// The plan of the whole problem with this part of it chosen anew.
    pub(super) fn outside(&self, plan: &Placed, ones: &[Var]) -> Vec<Var> {
        let mut chosen = plan.chosen.clone();
        self.origin.iter().for_each(|var| chosen[var.0 as usize] = false);
        ones.iter().for_each(|var| chosen[self.origin[var.0 as usize].0 as usize] = true);
        (0..).zip(chosen).filter(|(_, chosen)| *chosen).map(|(number, _)| Var(number)).collect()
    }
}

/// The problem in which only the variables `free` (sorted, each once) may change; none when no lesson can go elsewhere.
pub(super) fn restrict(compiled: &Compiled, web: &Web, plan: &Placed, free: &[Var]) -> Option<Restricted> {
    let mut cut = Cut::new(compiled, web, plan, free);
    cut.drop_dead(compiled, web);
    cut.drop_settled(compiled, plan);
    cut.number();
    if cut.kept.is_empty() {
        return None;
    }
    let mut made = Compiled { first: vec![0], ..Compiled::default() };
    let activity = |var: &Var| compiled.variables[var.0 as usize].activity;
    for vars in cut.kept.chunk_by(|a, b| activity(a) == activity(b)) {
        let id = ActivityId::from_index(made.counts.len());
        let placement = |var: &Var| compiled.variables[var.0 as usize].placement;
        made.variables.extend(vars.iter().map(|var| Variable { activity: id, placement: placement(var) }));
        made.first.push(u32::try_from(made.variables.len()).unwrap_or(u32::MAX));
        let count = vars.iter().filter(|var| plan.chosen[var.0 as usize]).count();
        made.counts.push(u32::try_from(count).unwrap_or(u32::MAX));
    }
    for row in &cut.rows {
        if let Some(linear) = cut.linear(compiled, plan, *row) {
            let (low, high) = made.reach(&linear.terms);
            if low < i64::from(linear.min) || high > i64::from(linear.max) {
                made.linears.push(linear);
            }
        }
    }
    made.patterns = cut.patterns(compiled, web, plan);
    Some(Restricted { compiled: made, origin: cut.kept })
}

/// A restriction under way.
struct Cut {
    /// Free variables that are left.
    kept: Vec<Var>,
    /// New number of each variable of the whole problem that is kept.
    renumbered: Vec<Option<u32>>,
    /// Rows with free variables, sorted, and what the fixed variables add to them.
    rows: Vec<u32>,
    fixed: Vec<i32>,
}

impl Cut {
    fn new(compiled: &Compiled, web: &Web, plan: &Placed, free: &[Var]) -> Self {
        let mut fixed = plan.sums.clone();
        let mut rows = Vec::new();
        let mut renumbered = vec![None; compiled.variables.len()];
        for var in free {
            renumbered[var.0 as usize] = Some(0);
            for (row, weight) in &web.rows[var.0 as usize] {
                rows.push(*row);
                if plan.chosen[var.0 as usize] {
                    fixed[*row as usize] -= weight;
                }
            }
        }
        rows.sort_unstable();
        rows.dedup();
        Self { kept: free.to_vec(), renumbered, rows, fixed }
    }

    /// Drops variables that no plan can use while the others stay.
    fn drop_dead(&mut self, compiled: &Compiled, web: &Web) {
        let positive = |linear: &Linear| linear.price == Price::Hard && linear.terms.iter().all(|(_, w)| *w > 0);
        let mut room: Vec<i64> = vec![i64::MAX; compiled.linears.len()];
        for row in &self.rows {
            let linear = &compiled.linears[*row as usize];
            if positive(linear) {
                room[*row as usize] = i64::from(linear.max) - i64::from(self.fixed[*row as usize]);
            }
        }
        let renumbered = &mut self.renumbered;
        self.kept.retain(|var| {
            let fits = web.rows[var.0 as usize].iter().all(|(row, w)| i64::from(*w) <= room[*row as usize]);
            if !fits {
                renumbered[var.0 as usize] = None;
            }
            fits
        });
    }

    /// Drops the variables of activities that have no choice: nothing to place, or every place taken.
    fn drop_settled(&mut self, compiled: &Compiled, plan: &Placed) {
        let activity = |var: &Var| compiled.variables[var.0 as usize].activity;
        let mut kept = Vec::with_capacity(self.kept.len());
        for vars in self.kept.chunk_by(|a, b| activity(a) == activity(b)) {
            let count = vars.iter().filter(|var| plan.chosen[var.0 as usize]).count();
            if count > 0 && count < vars.len() {
                kept.extend_from_slice(vars);
                continue;
            }
            // What is left of it stays as it is, and counts as fixed.
            for var in vars {
                self.renumbered[var.0 as usize] = None;
            }
        }
        self.kept = kept;
    }

    fn number(&mut self) {
        for (number, var) in (0..).zip(&self.kept) {
            self.renumbered[var.0 as usize] = Some(number);
        }
    }

    /// A row of the free variables; none when it has none.
    fn linear(&self, compiled: &Compiled, plan: &Placed, row: u32) -> Option<Linear> {
        let linear = &compiled.linears[row as usize];
        let mut fixed = 0_i32;
        let mut terms = Vec::new();
        for (var, weight) in &linear.terms {
            match self.renumbered[var.0 as usize] {
                Some(number) => terms.push((Var(number), *weight)),
                None if plan.chosen[var.0 as usize] => fixed += weight,
                None => {}
            }
        }
        // An open side stays open.
        let less = |limit: i32| if limit == i32::MIN || limit == i32::MAX { limit } else { limit - fixed };
        (!terms.is_empty()).then(|| Linear {
            terms,
            min: less(linear.min),
            max: less(linear.max),
            price: linear.price,
            origin: linear.origin.clone(),
        })
    }

    /// Patterns of the free variables.
    fn patterns(&self, compiled: &Compiled, web: &Web, plan: &Placed) -> Vec<Pattern> {
        let mut numbers: Vec<u32> = Vec::new();
        for var in &self.kept {
            numbers.extend(&web.patterns[var.0 as usize]);
        }
        numbers.sort_unstable();
        numbers.dedup();
        let made = numbers.iter().filter_map(|number| self.pattern(&compiled.patterns[*number as usize], plan));
        made.filter(|pattern| {
            let constant = |table: &[u32]| table.iter().all(|price| *price == table[0]);
            pattern.hard.iter().any(|amount| *amount > 0) || !constant(&pattern.soft)
        })
        .collect()
    }

    fn pattern(&self, pattern: &Pattern, plan: &Placed) -> Option<Pattern> {
        let mut slots = Vec::new();
        let (mut base, mut bits) = (0_usize, Vec::new());
        for (slot, vars) in pattern.slots.iter().enumerate() {
            let fixed = |var: &Var| self.renumbered[var.0 as usize].is_none() && plan.chosen[var.0 as usize];
            if vars.iter().any(fixed) {
                base |= 1 << slot;
                continue;
            }
            let open: Vec<Var> = vars.iter().filter_map(|var| self.renumbered[var.0 as usize].map(Var)).collect();
            if !open.is_empty() {
                slots.push(open);
                bits.push(slot);
            }
        }
        let whole =
            |mask: usize| base | bits.iter().enumerate().map(|(i, slot)| (mask >> i & 1) << slot).sum::<usize>();
        let masks = 1_usize << bits.len();
        (!slots.is_empty()).then(|| Pattern {
            slots,
            hard: (0..masks).map(|mask| pattern.hard[whole(mask)]).collect(),
            soft: (0..masks).map(|mask| pattern.soft[whole(mask)]).collect(),
            origins: pattern.origins.clone(),
        })
    }
}
