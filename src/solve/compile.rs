//! [`Problem`] -> [`Compiled`].
//!
//! 1. *Variables.* A placement stays in an activity's domain when every need has a candidate that is available in all the
//!    cells it covers. These candidates are the need's *effective* set at that placement.
//! 2. *Capacities.* In each cell, effective sets of one resource `r` give `sum(x) <= capacity(r)`. Where effective sets of
//!    several resources overlap, Hall's condition (with capacities) says when everybody can be served at once: for every
//!    union `U` of overlapping sets, the lessons whose sets lie inside `U` are at most `sum(capacity(r), r in U)`. The
//!    closure under union is cut at [`UNIONS`] sets a cell; what a cut misses, the room stage finds.
//! 3. *Constraints.* Counts become linear limits and patterns become tables. Resource forms are the business of the staffing
//!    and room stages.
//!
//! Open choices. A need is usually given, or a pool of rooms. A term with a condition on a need that is still open may or
//! may not hold: counts take the kinder of the two on each side and patterns with such a term are left out. So whatever is
//! open, the compiled problem is a relaxation: its optimum bounds the problem's from below.
//!
//! Rows that can never be violated are dropped, and rows of the same variables are merged (odd and even weeks that agree).

use std::collections::BTreeMap;

use super::compiled::{Compiled, Linear, Origin, Pattern, Price, Var, Variable};
use crate::problem::{
    ActivityId, CellId, ConstraintId, Form, Measure, PlacementId, Problem, ResourceId, Strength, Term,
};

/// Most unions of overlapping room sets that are looked at in a cell.
const UNIONS: usize = 64;

/// Compiles `problem`; exact when all shared needs are given, rooms are interchangeable within a cell and lessons cover
/// one cell a week, else a relaxation.
#[must_use]
pub fn compile(problem: &Problem) -> Compiled {
    let mut compiled = Compiled::default();
    let mut uses = Uses::default();
    compiled.first.push(0);
    for id in problem.activity_ids() {
        for placement in &problem.activity(id).domain {
            let Some(sets) = effective(problem, id, *placement) else { continue };
            let var = Var(u32::try_from(compiled.variables.len()).unwrap_or(u32::MAX));
            compiled.variables.push(Variable { activity: id, placement: *placement });
            uses.add(problem, var, *placement, sets);
        }
        compiled.first.push(u32::try_from(compiled.variables.len()).unwrap_or(u32::MAX));
        compiled.counts.push(problem.activity(id).count);
    }
    for row in uses.rows(problem) {
        compiled.push_linear(row);
    }
    constraints(problem, &mut compiled);
    compiled
}

/// For each need its candidates that are available in all cells of the placement; none if some need has none.
fn effective(problem: &Problem, activity: ActivityId, placement: PlacementId) -> Option<Vec<Vec<ResourceId>>> {
    let cells = &problem.placement(placement).cells;
    problem
        .activity(activity)
        .needs
        .iter()
        .map(|need| {
            let mut set: Vec<_> = need.candidates.iter().copied().filter(|r| available(problem, *r, cells)).collect();
            set.sort_unstable();
            set.dedup();
            (!set.is_empty()).then_some(set)
        })
        .collect()
}

/// Whether `resource` can be used in all of `cells`.
pub(super) fn available(problem: &Problem, resource: ResourceId, cells: &[CellId]) -> bool {
    let resource = problem.resource(resource);
    resource.capacity > 0 && cells.iter().all(|cell| resource.unavailable.binary_search(cell).is_err())
}

/// Who uses what when.
#[derive(Default)]
struct Uses {
    /// Distinct effective sets.
    sets: BTreeMap<Vec<ResourceId>, u32>,
    /// Cell, set, variable; one entry a need.
    entries: Vec<(CellId, u32, Var)>,
}

impl Uses {
    fn add(&mut self, problem: &Problem, var: Var, placement: PlacementId, sets: Vec<Vec<ResourceId>>) {
        for set in sets {
            if set.iter().any(|r| problem.resource(*r).capacity == u32::MAX) {
                continue;
            }
            let next = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
            let id = *self.sets.entry(set).or_insert(next);
            self.entries.extend(problem.placement(placement).cells.iter().map(|cell| (*cell, id, var)));
        }
    }

    fn rows(mut self, problem: &Problem) -> Vec<Linear> {
        let mut by_id: Vec<&[ResourceId]> = vec![&[]; self.sets.len()];
        for (set, id) in &self.sets {
            by_id[*id as usize] = set;
        }
        self.entries.sort_unstable();
        let mut rows: BTreeMap<Vec<(Var, i32)>, Linear> = BTreeMap::new();
        for of_cell in self.entries.chunk_by(|a, b| a.0 == b.0) {
            let mut present: Vec<(&[ResourceId], Vec<Var>)> = of_cell
                .chunk_by(|a, b| a.1 == b.1)
                .map(|chunk| (by_id[chunk[0].1 as usize], chunk.iter().map(|entry| entry.2).collect()))
                .collect();
            present.sort_unstable();
            for union in unions(&present.iter().map(|(set, _)| *set).collect::<Vec<_>>()) {
                let inside = |set: &[ResourceId]| set.iter().all(|r| union.binary_search(r).is_ok());
                let vars = present.iter().filter(|(set, _)| inside(set)).flat_map(|(_, vars)| vars);
                let terms = summed(vars.map(|var| (*var, 1)));
                let capacity: u64 = union.iter().map(|r| u64::from(problem.resource(*r).capacity)).sum();
                let max = i32::try_from(capacity).unwrap_or(i32::MAX);
                let origin = match union.as_slice() {
                    [only] => Origin::Capacity(*only),
                    _ => Origin::Rooms(union),
                };
                let row = Linear { terms: terms.clone(), min: 0, max, price: Price::Hard, origin };
                let known = rows.entry(terms).or_insert_with(|| row.clone());
                if row.max < known.max {
                    *known = row;
                }
            }
        }
        let mut rows: Vec<_> = rows.into_values().collect();
        rows.sort_by(|a, b| key(&a.origin).cmp(&key(&b.origin)).then_with(|| a.terms.cmp(&b.terms)));
        rows
    }
}

fn key(origin: &Origin) -> (usize, &[ResourceId]) {
    match origin {
        Origin::Capacity(resource) => (1, std::slice::from_ref(resource)),
        Origin::Rooms(rooms) => (rooms.len(), rooms),
        Origin::Constraint(_) => (usize::MAX, &[]),
    }
}

/// Unions of overlapping sets, the sets themselves first.
fn unions(sets: &[&[ResourceId]]) -> Vec<Vec<ResourceId>> {
    let mut found: Vec<Vec<ResourceId>> = sets.iter().map(|set| set.to_vec()).collect();
    let wide: Vec<_> = sets.iter().filter(|set| set.len() > 1).collect();
    let (mut next, most) = (0, found.len() + UNIONS);
    while next < found.len() && found.len() < most {
        for set in &wide {
            let overlap = set.iter().filter(|r| found[next].binary_search(r).is_ok()).count();
            if overlap == 0 || overlap == set.len() {
                continue;
            }
            let mut union = found[next].clone();
            union.extend(set.iter().copied());
            union.sort_unstable();
            union.dedup();
            if !found.contains(&union) && found.len() < most {
                found.push(union);
            }
        }
        next += 1;
    }
    found
}

/// Adds up the weights of each variable; sorted, without zeros.
fn summed(terms: impl Iterator<Item = (Var, i32)>) -> Vec<(Var, i32)> {
    let mut terms: Vec<_> = terms.collect();
    terms.sort_unstable();
    let mut sums: Vec<(Var, i32)> = Vec::with_capacity(terms.len());
    for (var, weight) in terms {
        match sums.last_mut() {
            Some(last) if last.0 == var => last.1 = last.1.saturating_add(weight),
            _ => sums.push((var, weight)),
        }
    }
    sums.retain(|(_, weight)| *weight != 0);
    sums
}

/// What is known of a term.
enum Truth {
    /// Holds exactly when the variable is 1.
    Is(Var),
    /// Never holds.
    Never,
    /// Holds at most when the variable is 1: who fills the need is still open.
    Perhaps(Var),
}

fn truth(problem: &Problem, compiled: &Compiled, term: &Term) -> Truth {
    let Some(var) = compiled.find(term.activity, term.placement) else { return Truth::Never };
    let Some((need, resource)) = term.given else { return Truth::Is(var) };
    let Some(need) = problem.activity(term.activity).needs.get(usize::from(need)) else { return Truth::Never };
    if !need.candidates.contains(&resource) {
        Truth::Never
    } else if need.given().is_some() {
        Truth::Is(var)
    } else {
        Truth::Perhaps(var)
    }
}

fn constraints(problem: &Problem, compiled: &mut Compiled) {
    let mut tables: BTreeMap<Vec<Vec<Var>>, Pattern> = BTreeMap::new();
    for (index, constraint) in problem.constraints.iter().enumerate() {
        let id = ConstraintId::from_index(index);
        match &constraint.form {
            Form::Count { terms, min, max } => {
                for (terms, min, max) in counts(problem, compiled, terms, *min, *max) {
                    let price = match constraint.strength {
                        Strength::Hard => Price::Hard,
                        Strength::Soft { weight } => Price::Soft(weight),
                    };
                    compiled.push_linear(Linear { terms, min, max, price, origin: Origin::Constraint(id) });
                }
            }
            Form::Pattern { slots, measure } => {
                if let Some(slots) = row_of_slots(problem, compiled, slots) {
                    let pattern = tables.entry(slots.clone()).or_insert_with(|| Pattern {
                        hard: vec![0; 1 << slots.len()],
                        soft: vec![0; 1 << slots.len()],
                        slots,
                        origins: Vec::new(),
                    });
                    add_measure(pattern, *measure, constraint.strength);
                    pattern.origins.push(id);
                }
            }
            Form::SameResource { .. }
            | Form::Workload { .. }
            | Form::PreferResource { .. }
            | Form::FewResources { .. } => {}
        }
    }
    let patterns = tables
        .into_values()
        .map(without_idle_slots)
        .filter(|pattern| pattern.hard.iter().any(|h| *h > 0) || pattern.soft.iter().any(|s| *s > 0))
        .collect();
    compiled.patterns = merged(patterns);
    compiled.patterns.sort_by(|a, b| a.origins.cmp(&b.origins));
}

/// The limits of a count: one row when all is known, else a kinder row for each side.
fn counts(
    problem: &Problem,
    compiled: &Compiled,
    terms: &[Term],
    min: i32,
    max: i32,
) -> Vec<(Vec<(Var, i32)>, i32, i32)> {
    let (mut low, mut high, mut open) = (Vec::new(), Vec::new(), false);
    for term in terms {
        match truth(problem, compiled, term) {
            Truth::Never => {}
            Truth::Is(var) => {
                low.push((var, term.weight));
                high.push((var, term.weight));
            }
            Truth::Perhaps(var) => {
                open = true;
                let kinder = if term.weight < 0 { &mut low } else { &mut high };
                kinder.push((var, term.weight));
            }
        }
    }
    let low = summed(low.into_iter());
    if open { vec![(low, i32::MIN, max), (summed(high.into_iter()), min, i32::MAX)] } else { vec![(low, min, max)] }
}

/// The variables of each slot, or none when some term is open.
fn row_of_slots(problem: &Problem, compiled: &Compiled, slots: &[Vec<Term>]) -> Option<Vec<Vec<Var>>> {
    slots
        .iter()
        .map(|terms| {
            let mut vars = Vec::new();
            for term in terms {
                match truth(problem, compiled, term) {
                    Truth::Never => {}
                    Truth::Is(var) => vars.push(var),
                    Truth::Perhaps(_) => return None,
                }
            }
            vars.sort_unstable();
            vars.dedup();
            Some(vars)
        })
        .collect()
}

fn add_measure(pattern: &mut Pattern, measure: Measure, strength: Strength) {
    let length = pattern.slots.len();
    for mask in 0..pattern.hard.len() {
        let busy: Vec<bool> = (0..length).map(|slot| mask >> slot & 1 == 1).collect();
        let amount = measure.amount(&busy);
        match strength {
            Strength::Hard => {
                let amount = u16::try_from(amount).unwrap_or(u16::MAX);
                pattern.hard[mask] = pattern.hard[mask].saturating_add(amount);
            }
            Strength::Soft { weight } => {
                pattern.soft[mask] = pattern.soft[mask].saturating_add(weight.saturating_mul(amount));
            }
        }
    }
}

/// Takes out the slots that no variable can make busy; the prices of the remaining masks stay what they were.
fn without_idle_slots(pattern: Pattern) -> Pattern {
    let kept: Vec<usize> = (0..pattern.slots.len()).filter(|slot| !pattern.slots[*slot].is_empty()).collect();
    if kept.len() == pattern.slots.len() {
        return pattern;
    }
    let spread = |mask: usize| -> usize { kept.iter().enumerate().map(|(bit, slot)| (mask >> bit & 1) << slot).sum() };
    let masks = 1_usize << kept.len();
    Pattern {
        slots: kept.iter().map(|slot| pattern.slots[*slot].clone()).collect(),
        hard: (0..masks).map(|mask| pattern.hard[spread(mask)]).collect(),
        soft: (0..masks).map(|mask| pattern.soft[spread(mask)]).collect(),
        origins: pattern.origins,
    }
}

/// Adds a pattern to one that has all its slots and more (a morning to its day): one table instead of two, and the convex
/// hull of both at once.
pub(super) fn merged(mut patterns: Vec<Pattern>) -> Vec<Pattern> {
    // Longest first; the sort is stable.
    patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.slots.len()));
    let mut with: BTreeMap<Vec<Var>, Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<Pattern> = Vec::with_capacity(patterns.len());
    for pattern in patterns {
        let slot_in = |host: &Pattern, slot: &Vec<Var>| host.slots.iter().position(|own| own == slot);
        let hosts = pattern.slots.first().and_then(|slot| with.get(slot)).map_or(&[][..], Vec::as_slice);
        let host = hosts.iter().find_map(|host| {
            let places: Option<Vec<usize>> = pattern.slots.iter().map(|slot| slot_in(&kept[*host], slot)).collect();
            places.map(|places| (*host, places))
        });
        if let Some((host, places)) = host {
            let host = &mut kept[host];
            for mask in 0..host.hard.len() {
                let part: usize = places.iter().enumerate().map(|(bit, slot)| (mask >> slot & 1) << bit).sum();
                host.hard[mask] = host.hard[mask].saturating_add(pattern.hard[part]);
                host.soft[mask] = host.soft[mask].saturating_add(pattern.soft[part]);
            }
            host.origins.extend(pattern.origins);
            host.origins.sort_unstable();
        } else {
            for slot in &pattern.slots {
                with.entry(slot.clone()).or_default().push(kept.len());
            }
            kept.push(pattern);
        }
    }
    kept
}

impl Compiled {
    /// The variable of a lesson of `activity` at `placement`, unless it was pruned.
    #[must_use]
    pub fn find(&self, activity: ActivityId, placement: PlacementId) -> Option<Var> {
        let range = self.range(activity.index());
        let of_activity = self.variables.get(range.clone())?;
        let position = of_activity.binary_search_by_key(&placement, |variable| variable.placement).ok()?;
        u32::try_from(range.start + position).ok().map(Var)
    }

    /// Positions of the variables of the activity at position `activity`.
    #[must_use]
    pub fn range(&self, activity: usize) -> std::ops::Range<usize> {
        match (self.first.get(activity), self.first.get(activity + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }

    /// The least and the greatest sum that a row can reach when every activity chooses its `count` variables freely.
    #[must_use]
    pub fn reach(&self, terms: &[(Var, i32)]) -> (i64, i64) {
        let activity = |term: &(Var, i32)| self.variables[term.0.0 as usize].activity;
        let (mut low, mut high) = (0, 0);
        for chunk in terms.chunk_by(|a, b| activity(a) == activity(b)) {
            let index = activity(&chunk[0]).index();
            let count = self.counts[index] as usize;
            let others = self.range(index).len() - chunk.len();
            let mut weights: Vec<i64> = chunk.iter().map(|term| i64::from(term.1)).collect();
            weights.extend(std::iter::repeat_n(0, others.min(count)));
            weights.sort_unstable();
            low += weights.iter().take(count).sum::<i64>();
            high += weights.iter().rev().take(count).sum::<i64>();
        }
        (low, high)
    }

    /// Adds a row unless it can never be violated.
    fn push_linear(&mut self, row: Linear) {
        let (low, high) = self.reach(&row.terms);
        if low < i64::from(row.min) || high > i64::from(row.max) {
            self.linears.push(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(list: &[u32]) -> Vec<ResourceId> {
        list.iter().map(|id| ResourceId(*id)).collect()
    }

    #[test]
    fn unions_join_overlapping_sets_only() {
        let sets = [ids(&[1, 2]), ids(&[2, 3]), ids(&[5, 6]), ids(&[2])];
        let sets: Vec<&[ResourceId]> = sets.iter().map(Vec::as_slice).collect();
        let found = unions(&sets);
        assert!(found.contains(&ids(&[1, 2, 3])));
        assert!(found.contains(&ids(&[2])));
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn a_morning_becomes_part_of_its_day() {
        let pattern = |slots: &[u32], measure, weight| {
            let slots: Vec<Vec<Var>> = slots.iter().map(|var| vec![Var(*var)]).collect();
            let masks = 1 << slots.len();
            let mut pattern = Pattern { slots, hard: vec![0; masks], soft: vec![0; masks], origins: vec![] };
            add_measure(&mut pattern, measure, Strength::Soft { weight });
            pattern
        };
        let morning = pattern(&[3, 1], Measure::Run { max: 1 }, 4);
        let day = pattern(&[1, 2, 3], Measure::Idle { max: 0 }, 1);
        let other = pattern(&[1, 5], Measure::Run { max: 1 }, 2);
        let merged = merged(vec![morning, day, other.clone()]);
        assert_eq!(merged.len(), 2);
        assert_eq!(merged[0].soft, [0, 0, 0, 0, 0, 5, 0, 4]);
        assert_eq!(merged[1], other);
    }

    #[test]
    fn slots_that_nobody_uses_keep_their_place_in_the_gap() {
        let mut pattern = Pattern {
            slots: vec![vec![Var(0)], vec![], vec![Var(1)]],
            hard: vec![0; 8],
            soft: vec![0; 8],
            origins: vec![],
        };
        add_measure(&mut pattern, Measure::Idle { max: 0 }, Strength::Soft { weight: 7 });
        let pattern = without_idle_slots(pattern);
        assert_eq!(pattern.soft, [0, 0, 0, 7]);
    }
}
