//! [`Problem`] and its posts -> rows in which posts are activities and resources placements.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bits::Bits;
use super::followers::Followers;
use super::packs::Packs;
use super::posts::{Fill, Post, Posts};
use super::{Reading, Roster};
use crate::problem::{
    ActivityId, CellId, ConstraintId, Form, Measure, PlacementId, Problem, ResourceId, Strength, Term,
};
use crate::solve::compiled::{Compiled, Linear, Origin, Pattern, Price, Spread, Var, Variable};
use crate::solve::milp::limits::gcd;

/// No sum of weights reaches it: counters are 32 bits wide.
const MOST: i64 = (1 << 29) - 1;
/// Slots of a pattern that a table can hold.
const SLOTS: usize = 16;

/// Why a problem is no roster after all.
enum Refusal {
    /// Some row cannot hold.
    Impossible,
    /// Something is too large to be stated.
    TooLarge,
}

/// States the rows.
pub(super) fn roster(problem: &Problem, posts: Posts) -> Reading {
    let (compiled, packs) = (variables(&posts), Packs::default());
    let mut rows = Rows { problem, posts: &posts, compiled, packs, settled: 0, step: 0 };
    let stated = rows.capacities().and_then(|()| rows.constraints());
    let Rows { mut compiled, packs, settled, step, .. } = rows;
    let meets = meets(&posts, &compiled, &packs);
    let mut single: Vec<bool> = problem.resources.iter().map(|resource| resource.capacity == 1).collect();
    for (person, _) in packs.stated() {
        if let Some(single) = single.get_mut(person as usize) {
            *single = true;
        }
    }
    compiled.linears.extend(packs.rows());
    match stated {
        Err(Refusal::Impossible) => Reading::Impossible,
        Err(Refusal::TooLarge) => Reading::Times,
        Ok(()) => Reading::Roster(Box::new(Roster {
            followers: Followers::new(&compiled),
            compiled: Arc::new(compiled),
            settled,
            step: step.max(1),
            meets,
            days: posts.open.iter().map(|post| day(problem, post)).collect(),
            single,
            posts,
        })),
    }
}

fn variables(posts: &Posts) -> Compiled {
    let mut compiled = Compiled { first: vec![0], ..Compiled::default() };
    for (index, post) in posts.open.iter().enumerate() {
        let activity = ActivityId::from_index(index);
        let choices = post.candidates.iter().map(|r| Variable { activity, placement: PlacementId(r.0) });
        compiled.variables.extend(choices);
        compiled.first.push(u32::try_from(compiled.variables.len()).unwrap_or(u32::MAX));
        compiled.counts.push(1);
    }
    compiled
}

/// The day on which a post begins.
fn day(problem: &Problem, post: &Post) -> u32 {
    let cells = post.cells.keys().filter_map(|cell| problem.cells.get(cell.index()));
    cells.map(|cell| u32::from(cell.week) * 7 + u32::from(cell.day)).min().unwrap_or(0)
}

/// Posts that share a cell with each post, or that exclude each other for somebody.
fn meets(posts: &Posts, compiled: &Compiled, packs: &Packs) -> Vec<Vec<u32>> {
    let count = posts.open.len();
    let mut by_cell: BTreeMap<CellId, Bits> = BTreeMap::new();
    for (index, post) in posts.open.iter().enumerate() {
        for cell in post.cells.keys() {
            by_cell.entry(*cell).or_insert_with(|| Bits::none(count)).insert(index);
        }
    }
    let mut meets = vec![Bits::none(count); count];
    for set in by_cell.values() {
        set.numbers().for_each(|index| meets[index].add(set));
    }
    for (_, vars) in packs.stated() {
        let mut set = Bits::none(count);
        vars.iter().for_each(|var| set.insert(compiled.variables[var.0 as usize].activity.index()));
        set.numbers().for_each(|index| meets[index].add(&set));
    }
    let others = |(index, mut set): (usize, Bits)| {
        set.remove(index);
        set.numbers().filter_map(|other| u32::try_from(other).ok()).collect()
    };
    meets.into_iter().enumerate().map(others).collect()
}

/// A sum of variables and what is known of it.
#[derive(Clone, Debug, Default)]
struct Sum {
    known: i64,
    terms: BTreeMap<Var, i64>,
}

/// Rows under construction.
struct Rows<'a> {
    problem: &'a Problem,
    posts: &'a Posts,
    compiled: Compiled,
    packs: Packs,
    settled: i64,
    /// Common divisor of all that a plan can cost beyond what is settled; 0 as long as nothing costs.
    step: i64,
}

impl Rows<'_> {
    /// Whether `resource` fills a need: for certain, never (`None`), or when a variable is 1.
    fn filled_by(&self, fill: Option<Fill>, resource: ResourceId) -> Holds {
        match fill {
            Some(Fill::Given(given)) if given == resource => Holds::Always,
            Some(Fill::Post(post)) => {
                self.compiled.find(ActivityId(post), PlacementId(resource.0)).map_or(Holds::Never, Holds::When)
            }
            Some(Fill::Given(_)) | None => Holds::Never,
        }
    }

    fn holds(&self, term: &Term) -> Holds {
        let Some(lesson) = self.posts.lesson(term.activity, term.placement) else { return Holds::Never };
        match term.given {
            None => Holds::Always,
            Some((need, resource)) => self.filled_by(self.posts.filler(term.activity, need, lesson), resource),
        }
    }

    /// A resource's posts in each cell; a cell whose posts all meet in the next or the one before needs no row.
    fn capacities(&mut self) -> Result<(), Refusal> {
        let mut users: BTreeMap<(ResourceId, (u8, u8, u16, u16), CellId), Vec<(Var, i64)>> = BTreeMap::new();
        for (index, post) in self.posts.open.iter().enumerate() {
            let range = self.compiled.range(index);
            for (position, resource) in range.zip(&post.candidates) {
                let var = Var(u32::try_from(position).unwrap_or(u32::MAX));
                for (cell, times) in &post.cells {
                    let at = self.problem.cells.get(cell.index());
                    let key = at.map_or((0, 0, 0, 0), |cell| (cell.week, cell.day, cell.start, cell.end));
                    users.entry((*resource, key, *cell)).or_default().push((var, i64::from(*times)));
                }
            }
        }
        let mut rows: Vec<(ResourceId, i64, Vec<(Var, i64)>)> = Vec::new();
        for ((resource, _, cell), terms) in users {
            let used = self.posts.used.get(&(resource, cell)).copied().unwrap_or(0);
            let left = i64::from(self.problem.resource(resource).capacity) - i64::from(used);
            if terms.iter().map(|(_, times)| times).sum::<i64>() <= left {
                continue;
            }
            let row = (resource, left, terms);
            if rows.last() != Some(&row) {
                rows.push(row);
            }
        }
        let implied = |row: &(ResourceId, i64, Vec<(Var, i64)>), other: &(ResourceId, i64, Vec<(Var, i64)>)| {
            row.0 == other.0 && other.1 <= row.1 && row.2.len() < other.2.len() && {
                row.2.iter().all(|term| other.2.binary_search(term).is_ok())
            }
        };
        let mut stated: BTreeSet<(ResourceId, i64, Vec<(Var, i64)>)> = BTreeSet::new();
        for (index, row) in rows.iter().enumerate() {
            let neighbours = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
            if !neighbours.filter_map(|other| rows.get(other)).any(|other| implied(row, other)) {
                stated.insert(row.clone());
            }
        }
        for (resource, left, terms) in stated {
            let sum = Sum { known: 0, terms: terms.into_iter().collect() };
            self.limit(sum, 0, left, Strength::Hard, Origin::Capacity(resource))?;
        }
        Ok(())
    }

    fn constraints(&mut self) -> Result<(), Refusal> {
        let mut tables: BTreeMap<Vec<Vec<Var>>, Pattern> = BTreeMap::new();
        for (index, constraint) in self.problem.constraints.iter().enumerate() {
            let id = ConstraintId::from_index(index);
            let (strength, origin) = (constraint.strength, Origin::Constraint(id));
            match &constraint.form {
                Form::Count { terms, min, max } => {
                    let mut sum = Sum::default();
                    for term in terms {
                        sum.add(self.holds(term), i64::from(term.weight));
                    }
                    self.limit(sum, i64::from(*min), i64::from(*max), strength, origin)?;
                }
                Form::Workload { resource, loads, min, max } => {
                    let mut sum = Sum::default();
                    for (activity, need, load) in loads {
                        sum.add(self.filled_by(self.posts.filler(*activity, *need, 0), *resource), i64::from(*load));
                    }
                    self.limit(sum, i64::from(*min), i64::from(*max), strength, origin)?;
                }
                Form::PreferResource { need: (activity, need), costs } => {
                    let shared =
                        self.problem.activity(*activity).needs.get(usize::from(*need)).is_some_and(|n| n.shared);
                    let fills = self.posts.fillers(*activity, *need);
                    let counted = if shared { &fills[..fills.len().min(1)] } else { fills };
                    let mut sum = Sum::default();
                    let mut seen = BTreeSet::new();
                    for (resource, cost) in costs.iter().filter(|(resource, _)| seen.insert(*resource)) {
                        for fill in counted {
                            sum.add(self.filled_by(Some(*fill), *resource), i64::from(*cost));
                        }
                    }
                    self.limit(sum, 0, 0, strength, origin)?;
                }
                Form::SameResource { needs } => self.spread(needs, 1, strength, id)?,
                Form::FewResources { needs, max } => self.spread(needs, *max, strength, id)?,
                Form::Pattern { slots, measure } => {
                    let (open, table) = self.pattern(slots, *measure)?;
                    let pattern = tables.entry(open.clone()).or_insert_with(|| Pattern {
                        hard: vec![0; table.len()],
                        soft: vec![0; table.len()],
                        slots: open,
                        origins: Vec::new(),
                    });
                    pattern.add(&table, strength)?;
                    pattern.origins.push(id);
                }
            }
        }
        for pattern in tables.into_values() {
            self.table(pattern)?;
        }
        self.compiled.patterns.sort_by(|a, b| a.origins.cmp(&b.origins));
        Ok(())
    }

    /// `min <= sum <= max`.
    fn limit(&mut self, sum: Sum, min: i64, max: i64, strength: Strength, origin: Origin) -> Result<(), Refusal> {
        let (min, max) = (min - sum.known, max - sum.known);
        let mut terms: Vec<(Var, i64)> = sum.terms.into_iter().filter(|(_, weight)| *weight != 0).collect();
        // At most one variable of each post counts at a time.
        let mut largest: BTreeMap<ActivityId, i64> = BTreeMap::new();
        for (var, weight) in &terms {
            let largest = largest.entry(self.compiled.variables[var.0 as usize].activity).or_default();
            *largest = weight.abs().max(*largest);
        }
        if largest.values().sum::<i64>() > MOST {
            return Err(Refusal::TooLarge);
        }
        let small = |number: i64| {
            i32::try_from(number).ok().filter(|number| i64::from(*number).abs() <= MOST).ok_or(Refusal::TooLarge)
        };
        let mut whole = terms.iter().map(|(var, weight)| Ok((*var, small(*weight)?))).collect::<Result<Vec<_>, _>>()?;
        let (low, high) = self.compiled.reach(&whole);
        if min <= low && high <= max {
            return Ok(());
        }
        if low == high {
            return self.settle((min - low).max(low - max).max(0), strength);
        }
        // A side that cannot be missed is as good as none.
        let (mut min, mut max) = (min.max(low), max.min(high));
        let step = terms.iter().fold(0, |step, (_, weight)| gcd(step, *weight));
        match strength {
            Strength::Hard => {
                if max < low || min > high {
                    return Err(Refusal::Impossible);
                }
                terms.iter_mut().for_each(|(_, weight)| *weight /= step);
                whole = terms.iter().map(|(var, weight)| Ok((*var, small(*weight)?))).collect::<Result<_, _>>()?;
                (min, max) = (min.div_euclid(step) + i64::from(min.rem_euclid(step) != 0), max.div_euclid(step));
                if min > max {
                    return Err(Refusal::Impossible);
                }
            }
            Strength::Soft { weight: 0 } => return Ok(()),
            Strength::Soft { weight } => {
                let below = if min > low { min } else { 0 };
                let above = if max < high { max } else { 0 };
                self.costs(i64::from(weight) * gcd(gcd(step, below), above));
            }
        }
        let person = |(var, _): &(Var, i32)| self.compiled.variables[var.0 as usize].placement.0;
        let one = strength == Strength::Hard && max == 1 && min <= 0 && whole.iter().all(|(_, weight)| *weight == 1);
        if let Some(who) = whole.first().map(person)
            && one
            && whole.iter().all(|term| person(term) == who)
        {
            self.packs.add(who, whole.into_iter().map(|(var, _)| var).collect(), origin);
            return Ok(());
        }
        let price = price(strength);
        let row = Linear { terms: whole, min: small(min)?, max: small(max)?, price, origin };
        self.compiled.linears.push(row);
        Ok(())
    }

    /// Something without a choice.
    fn settle(&mut self, amount: i64, strength: Strength) -> Result<(), Refusal> {
        match strength {
            Strength::Hard if amount > 0 => return Err(Refusal::Impossible),
            Strength::Hard => {}
            Strength::Soft { weight } => self.settled += amount * i64::from(weight),
        }
        Ok(())
    }

    /// Something may cost multiples of `step`.
    fn costs(&mut self, step: i64) {
        self.step = gcd(self.step, step);
    }

    /// At most `max` different resources.
    fn spread(
        &mut self,
        needs: &[(ActivityId, u8)],
        max: u32,
        strength: Strength,
        origin: ConstraintId,
    ) -> Result<(), Refusal> {
        let (mut given, mut open) = (BTreeSet::new(), BTreeSet::new());
        for fill in needs.iter().flat_map(|(activity, need)| self.posts.fillers(*activity, *need)) {
            match fill {
                Fill::Given(resource) => drop(given.insert(*resource)),
                Fill::Post(post) => drop(open.insert(*post)),
            }
        }
        let mut groups: BTreeMap<u32, Vec<Var>> = BTreeMap::new();
        for post in &open {
            for position in self.compiled.range(*post as usize) {
                let resource = self.compiled.variables[position].placement.0;
                if !given.contains(&ResourceId(resource)) {
                    groups.entry(resource).or_default().push(Var(u32::try_from(position).unwrap_or(u32::MAX)));
                }
            }
        }
        let known = u32::try_from(given.len()).unwrap_or(u32::MAX);
        self.settle(i64::from(known.saturating_sub(max)), strength)?;
        let max = max.saturating_sub(known);
        let most = u32::try_from(groups.len().min(open.len())).unwrap_or(u32::MAX);
        if most <= max || strength == (Strength::Soft { weight: 0 }) {
            return Ok(());
        }
        if let Strength::Soft { weight } = strength {
            self.costs(i64::from(weight));
        }
        let groups = groups.into_values().collect();
        self.compiled.spreads.push(Spread { groups, max, price: price(strength), origin });
        Ok(())
    }

    /// The slots that are open, and the amount of each mask of them, the others being what they are.
    fn pattern(&self, slots: &[Vec<Term>], measure: Measure) -> Result<(Vec<Vec<Var>>, Vec<u32>), Refusal> {
        let mut busy = vec![false; slots.len()];
        let (mut open, mut vars_of) = (Vec::new(), Vec::new());
        for (slot, terms) in slots.iter().enumerate() {
            let mut vars = BTreeSet::new();
            for term in terms {
                match self.holds(term) {
                    Holds::Always => busy[slot] = true,
                    Holds::When(var) => drop(vars.insert(var)),
                    Holds::Never => {}
                }
            }
            if !busy[slot] && !vars.is_empty() {
                open.push(slot);
                vars_of.push(vars.into_iter().collect());
            }
        }
        if open.len() > SLOTS {
            return Err(Refusal::TooLarge);
        }
        let table = (0..1_usize << open.len()).map(|mask| {
            let mut row = busy.clone();
            for (bit, slot) in open.iter().enumerate() {
                row[*slot] = mask >> bit & 1 == 1;
            }
            measure.amount(&row)
        });
        let table = table.collect();
        Ok((vars_of, table))
    }

    /// Keeps a table that says anything.
    fn table(&mut self, pattern: Pattern) -> Result<(), Refusal> {
        if pattern.slots.is_empty() {
            let (hard, soft) = (pattern.hard.first(), pattern.soft.first());
            self.settle(hard.map_or(0, |amount| i64::from(*amount)), Strength::Hard)?;
            return self.settle(soft.map_or(0, |cost| i64::from(*cost)), Strength::Soft { weight: 1 });
        }
        let costs = pattern.soft.iter().fold(0, |step, cost| gcd(step, i64::from(*cost)));
        self.costs(costs);
        if costs > 0 || pattern.hard.iter().any(|amount| *amount > 0) {
            self.compiled.patterns.push(pattern);
        }
        Ok(())
    }
}

/// Whether something holds.
enum Holds {
    Always,
    Never,
    When(Var),
}

impl Sum {
    fn add(&mut self, holds: Holds, weight: i64) {
        match holds {
            Holds::Always => self.known += weight,
            Holds::When(var) => *self.terms.entry(var).or_default() += weight,
            Holds::Never => {}
        }
    }
}

impl Pattern {
    /// Adds what each mask amounts to.
    fn add(&mut self, amounts: &[u32], strength: Strength) -> Result<(), Refusal> {
        for (mask, amount) in amounts.iter().enumerate() {
            match strength {
                Strength::Hard => {
                    let amount = u16::try_from(*amount).unwrap_or(u16::MAX);
                    self.hard[mask] = self.hard[mask].saturating_add(amount);
                }
                Strength::Soft { weight } => {
                    let cost = weight.checked_mul(*amount).and_then(|cost| cost.checked_add(self.soft[mask]));
                    self.soft[mask] = cost.ok_or(Refusal::TooLarge)?;
                }
            }
        }
        Ok(())
    }
}

fn price(strength: Strength) -> Price {
    match strength {
        Strength::Hard => Price::Hard,
        Strength::Soft { weight } => Price::Soft(weight),
    }
}
