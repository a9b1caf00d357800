//! Rooms in view while times are chosen: a home for each set of lessons that would rather not change rooms.
//!
//! Which room a lesson has is decided after its time, and by then it may be too late: two classes that both have their biology
//! at one time cannot both be in the laboratory that each of them has otherwise. So each set of needs that wants one room gets a
//! *home* beforehand, and each home charges for lessons that would not find it free. The homes are chosen so that few lessons
//! are expected to meet there: sets that share a teacher or a class never do.
//!
//! This only leads the search: homes leave less freedom than there is, since a set may do with another room, so that only a part
//! of the price is charged. Rooms are given, and counted, once times are fixed ([`assign`](super::assign)), and bounds come from
//! rows without homes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::problem::{CellId, Form, Problem, ResourceId, Strength};
use crate::solve::compile::available;
use crate::solve::compiled::{Compiled, Linear, Origin, Price, Var};

/// By what a price is divided for each lesson that does not find its home free: another home may do, and the search gets past
/// plans that would not.
const CHARGED: u32 = 2;
/// Rounds of changing homes.
const ROUNDS: usize = 8;

/// Needs that want one room.
struct Set {
    needs: Vec<(usize, usize)>,
    price: u32,
    /// Rooms that all of them may have.
    rooms: Vec<ResourceId>,
    /// Lessons times cells.
    demand: f64,
    /// Whom it never shares a cell with itself: resources of capacity 1 that are given.
    people: BTreeSet<ResourceId>,
}

/// `compiled` with prices for lessons that would not find their homes free; itself when nothing wants one.
#[must_use]
pub fn guide(problem: &Problem, compiled: &Arc<Compiled>) -> Arc<Compiled> {
    let sets = sets(problem);
    if sets.is_empty() {
        return Arc::clone(compiled);
    }
    let homes = homes(problem, &sets);
    let rows = rows(problem, compiled, &sets, &homes);
    let mut guide = Compiled::clone(compiled);
    guide.linears.extend(rows);
    Arc::new(guide)
}

fn sets(problem: &Problem) -> Vec<Set> {
    let mut taken = BTreeSet::new();
    let mut sets = Vec::new();
    for constraint in &problem.constraints {
        let Strength::Soft { weight } = constraint.strength else { continue };
        let needs = match &constraint.form {
            Form::FewResources { needs, max: 1 } | Form::SameResource { needs } => needs,
            _ => continue,
        };
        let needs: Vec<(usize, usize)> = needs
            .iter()
            .map(|(activity, need)| (activity.index(), usize::from(*need)))
            .filter(|(activity, need)| {
                let need = &problem.activities[*activity].needs[*need];
                need.given().is_none() && !need.shared
            })
            .filter(|need| taken.insert(*need))
            .collect();
        let Some((activity, need)) = needs.first() else { continue };
        let usable = |room: &ResourceId| {
            problem.resource(*room).capacity > 0
                && needs
                    .iter()
                    .all(|(activity, need)| problem.activities[*activity].needs[*need].candidates.contains(room))
        };
        let mut rooms: Vec<ResourceId> =
            problem.activities[*activity].needs[*need].candidates.iter().copied().filter(usable).collect();
        rooms.sort_unstable();
        rooms.dedup();
        if rooms.is_empty() || weight == 0 {
            continue;
        }
        let mut people = BTreeSet::new();
        let mut demand = 0.0;
        for (activity, _) in &needs {
            let activity = &problem.activities[*activity];
            let cells = activity.domain.first().map_or(0, |placement| problem.placement(*placement).cells.len());
            demand += f64::from(activity.count) * f64::from(u32::try_from(cells).unwrap_or(u32::MAX));
            let given = activity.needs.iter().filter_map(|need| need.given());
            people.extend(given.filter(|resource| problem.resource(*resource).capacity == 1));
        }
        sets.push(Set { needs, price: weight, rooms, demand, people });
    }
    sets
}

/// A room for each set: one after the other where the fewest lessons are expected to meet, then again.
fn homes(problem: &Problem, sets: &[Set]) -> Vec<ResourceId> {
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by(|a, b| sets[*b].demand.total_cmp(&sets[*a].demand).then(a.cmp(b)));
    let mut homes: Vec<Option<ResourceId>> = vec![None; sets.len()];
    for _ in 0..ROUNDS {
        let mut changed = false;
        for set in &order {
            let one = &sets[*set];
            let meetings = |room: ResourceId| -> f64 {
                let others = homes.iter().enumerate().filter(|(other, home)| other != set && **home == Some(room));
                let others = others.filter(|(other, _)| sets[*other].people.is_disjoint(&one.people));
                let all: f64 = others.map(|(other, _)| sets[other].demand).sum();
                all / f64::from(problem.resource(room).capacity)
            };
            let best = one.rooms.iter().copied().min_by(|a, b| meetings(*a).total_cmp(&meetings(*b)));
            let better = match (homes[*set], best) {
                (Some(old), Some(new)) => meetings(new) < meetings(old),
                (old, new) => old != new,
            };
            if better {
                homes[*set] = best;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    homes.into_iter().zip(sets).map(|(home, set)| home.unwrap_or(set.rooms[0])).collect()
}

/// For each home and cell: as many lessons as it takes.
fn rows(problem: &Problem, compiled: &Compiled, sets: &[Set], homes: &[ResourceId]) -> Vec<Linear> {
    let mut price: BTreeMap<ResourceId, u32> = BTreeMap::new();
    let mut home_of = BTreeMap::new();
    for (set, home) in sets.iter().zip(homes) {
        let least = price.entry(*home).or_insert(set.price);
        *least = set.price.min(*least);
        home_of.extend(set.needs.iter().map(|need| (*need, *home)));
    }
    let mut users: BTreeMap<(ResourceId, CellId), Vec<(Var, i32)>> = BTreeMap::new();
    for (index, variable) in (0..).zip(&compiled.variables) {
        let activity = variable.activity.index();
        let cells = &problem.placement(variable.placement).cells;
        for (position, need) in problem.activities[activity].needs.iter().enumerate() {
            let home = need.given().or_else(|| home_of.get(&(activity, position)).copied());
            let Some(home) = home.filter(|home| price.contains_key(home)) else { continue };
            if !available(problem, home, cells) {
                continue;
            }
            for cell in cells {
                users.entry((home, *cell)).or_default().push((Var(index), 1));
            }
        }
    }
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for ((home, _), mut terms) in users {
        terms.sort_unstable();
        terms.dedup();
        let max = i32::try_from(problem.resource(home).capacity).unwrap_or(i32::MAX);
        let row = Linear {
            terms,
            min: 0,
            max,
            price: Price::Soft(price[&home].div_ceil(CHARGED)),
            origin: Origin::Capacity(home),
        };
        if compiled.reach(&row.terms).1 > i64::from(max) && seen.insert((home, row.terms.clone())) {
            rows.push(row);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{ActivityId, PlacementId, ResourceKind};
    use crate::solve::compile::compile;
    use crate::solve::local;
    use crate::solve::sample::{activity, constrain, grid, resource};

    /// Lessons of classes, two each in four periods, in two laboratories; each would rather have one. The teacher of each
    /// class is given by number.
    fn laboratories(teachers: &[usize]) -> (Problem, Arc<Compiled>) {
        let mut problem = grid(1, 4);
        let rooms: Vec<ResourceId> = (0..2).map(|_| resource(&mut problem, ResourceKind::Room, 1, &[])).collect();
        let people: Vec<ResourceId> = (0..3).map(|_| resource(&mut problem, ResourceKind::Person, 1, &[])).collect();
        for teacher in teachers {
            let class = [resource(&mut problem, ResourceKind::Group, 1, &[])];
            let needs: [(&[ResourceId], bool); 3] = [(&class, true), (&[people[*teacher]], true), (&rooms, false)];
            let id = activity(&mut problem, 2, (0..4).collect(), &needs);
            constrain(&mut problem, Form::FewResources { needs: vec![(id, 2)], max: 1 }, Some(7));
        }
        let compiled = Arc::new(compile(&problem));
        (problem, compiled)
    }

    /// The plan in which each class has its lessons in these periods.
    fn plan(compiled: &Compiled, periods: &[[u32; 2]]) -> Vec<Var> {
        let places = (0..).zip(periods).flat_map(|(class, periods)| periods.iter().map(move |period| (class, *period)));
        places.map(|(class, period)| compiled.find(ActivityId(class), PlacementId(period)).unwrap()).collect()
    }

    fn charged(teachers: &[usize], periods: &[[u32; 2]]) -> i64 {
        let (problem, compiled) = laboratories(teachers);
        let guide = guide(&problem, &compiled);
        assert_eq!(local::cost(&compiled, &plan(&compiled, periods)), 0);
        local::cost(&guide, &plan(&guide, periods))
    }

    #[test]
    fn lessons_of_one_home_are_charged_where_they_meet() {
        // The third class shares its home with one of the others.
        let apart = charged(&[0, 1, 2], &[[0, 1], [0, 1], [2, 3]]);
        assert_eq!(apart, 0);
        let meetings =
            [[[0, 1], [2, 3], [0, 1]], [[2, 3], [0, 1], [0, 1]]].map(|periods| charged(&[0, 1, 2], &periods));
        assert_eq!(meetings.iter().sum::<i64>(), 8, "{meetings:?}");
        assert!(meetings.contains(&0));
    }

    #[test]
    fn who_has_one_teacher_has_one_home() {
        // Classes of one teacher never meet, so that the third has a room of its own.
        for periods in [[[0, 1], [2, 3], [0, 1]], [[0, 1], [2, 3], [2, 3]]] {
            assert_eq!(charged(&[0, 0, 1], &periods), 0);
        }
    }

    #[test]
    fn nothing_is_charged_where_nobody_wants_one_room() {
        let (mut problem, compiled) = laboratories(&[0, 1, 2]);
        problem.constraints.clear();
        assert!(Arc::ptr_eq(&guide(&problem, &compiled), &compiled));
    }
}
