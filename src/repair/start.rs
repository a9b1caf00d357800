//! The old plan as a start: every lesson where one of its lot stood, where it may still stand; what was touched by the
//! change goes where its classes are free. It need not be feasible: the search mends it and goes on from there.

use std::collections::{BTreeMap, BTreeSet};

use super::near::{Lot, Near, Of, Unit, teacher_of, units};
use super::old::Old;
use crate::lowering::{Lowering, NeedOf};
use crate::problem::{ActivityId, CellId, Choice, PlacementId, Problem, ResourceId, Solution};

/// The start for `problem`, which has the lowering's activities and placements.
pub(super) fn solution(lowering: &Lowering<'_>, problem: &Problem, near: &Near, old: &Old) -> Solution {
    let mut lessons: Vec<Vec<Choice>> = vec![Vec::new(); problem.activities.len()];
    let mut places: Vec<Vec<PlacementId>> = vec![Vec::new(); problem.activities.len()];
    let mut busy: BTreeSet<(ResourceId, CellId)> = BTreeSet::new();
    let mut left: Vec<(ActivityId, u32)> = Vec::new();
    for lot in &near.lots {
        let mut units_left: BTreeSet<Unit> = lot.stood.keys().copied().collect();
        // What is least free first: pinned lessons, then doubles.
        let mut order = lot.activities.clone();
        order.sort_by_key(|id| {
            let activity = problem.activity(*id);
            let length = activity.domain.first().map_or(0, |placement| problem.placement(*placement).length);
            (activity.domain.len() > activity.count as usize, std::cmp::Reverse(length), *id)
        });
        for id in order {
            let activity = problem.activity(id);
            for _ in 0..activity.count {
                let taken = &places[id.index()];
                let free = activity.domain.iter().filter(|placement| !taken.contains(placement));
                let fits = |placement: &&PlacementId| {
                    let covered = units(problem, lowering.place(**placement), **placement);
                    covered.iter().all(|unit| units_left.contains(unit))
                };
                let whole = free.clone().find(fits).copied();
                match whole {
                    Some(placement) => {
                        for unit in units(problem, lowering.place(placement), placement) {
                            units_left.remove(&unit);
                        }
                        occupy(problem, id, placement, &mut busy);
                        places[id.index()].push(placement);
                    }
                    None => left.push((id, 1)),
                }
            }
        }
    }
    for (id, count) in left {
        for _ in 0..count {
            let activity = problem.activity(id);
            let clashes = |placement: &PlacementId| {
                let cells = &problem.placement(*placement).cells;
                let groups = given(problem, id);
                groups.map(|one| cells.iter().filter(|cell| busy.contains(&(one, **cell))).count()).sum::<usize>()
            };
            let free = activity.domain.iter().filter(|placement| !places[id.index()].contains(placement));
            if let Some(placement) = free.min_by_key(|placement| (clashes(placement), **placement)).copied() {
                occupy(problem, id, placement, &mut busy);
                places[id.index()].push(placement);
            }
        }
    }
    for lot in &near.lots {
        for id in &lot.activities {
            places[id.index()].sort_unstable();
            let people = people(lowering, problem, lot, *id, old);
            let choice = |placement: &PlacementId| Choice {
                placement: *placement,
                resources: resources(lowering, problem, lot, *id, *placement, &people, old),
            };
            lessons[id.index()] = places[id.index()].iter().map(choice).collect();
        }
    }
    Solution { lessons }
}

/// Resources that every lesson of an activity has for sure.
fn given(problem: &Problem, id: ActivityId) -> impl Iterator<Item = ResourceId> {
    problem.activity(id).needs.iter().filter_map(crate::problem::Need::given)
}

fn occupy(problem: &Problem, id: ActivityId, placement: PlacementId, busy: &mut BTreeSet<(ResourceId, CellId)>) {
    for one in given(problem, id) {
        busy.extend(problem.placement(placement).cells.iter().map(|cell| (one, *cell)));
    }
}

/// The teacher of each need of an activity that a teacher fills: one of those who gave it, where they still may.
fn people(
    lowering: &Lowering<'_>,
    problem: &Problem,
    lot: &Lot,
    id: ActivityId,
    old: &Old,
) -> BTreeMap<usize, ResourceId> {
    let mut chosen: BTreeMap<usize, ResourceId> = BTreeMap::new();
    for (position, need) in lowering.activities[id.index()].needs.iter().enumerate() {
        let Some(section) = teacher_of(need) else { continue };
        let candidates = &problem.activity(id).needs[position].candidates;
        let before = teachers(lowering, lot, section, old);
        let free = |one: &&ResourceId| !chosen.values().any(|other| other == *one);
        let kept = before.iter().filter(free).find(|one| candidates.contains(one));
        if let Some(one) = kept.or_else(|| candidates.iter().find(free)).or(candidates.first()) {
            chosen.insert(position, *one);
        }
    }
    chosen
}

/// Who gave a section of a lot, in the order of the old plan's rows.
pub(super) fn teachers(lowering: &Lowering<'_>, lot: &Lot, section: usize, old: &Old) -> Vec<ResourceId> {
    let school = lowering.school;
    let Of::Requirement(requirement) = lot.of else { return Vec::new() };
    let name = &school.requirement(requirement).sections[section].name;
    let rows: BTreeSet<usize> = lot.stood.values().flatten().copied().collect();
    let rows = rows.into_iter().map(|row| &old.plan.rows[row]).filter(|row| row.section == *name);
    let mut found = Vec::new();
    for teacher in rows.flat_map(|row| &row.teachers).filter_map(|name| school.teacher_named(name)) {
        let resource = lowering.teacher_resource(teacher);
        if !found.contains(&resource) {
            found.push(resource);
        }
    }
    found
}

/// The room of a section in the old plan at the first unit that a placement covers again.
pub(super) fn room(
    lowering: &Lowering<'_>,
    problem: &Problem,
    lot: &Lot,
    section: usize,
    placement: PlacementId,
    old: &Old,
) -> Option<ResourceId> {
    let school = lowering.school;
    let Of::Requirement(requirement) = lot.of else { return None };
    let name = &school.requirement(requirement).sections[section].name;
    let covered = units(problem, lowering.place(placement), placement);
    let rows = covered.iter().filter_map(|unit| lot.stood.get(unit)).flatten().map(|row| &old.plan.rows[*row]);
    let mut rooms = rows.filter(|row| row.section == *name).filter_map(|row| school.room_named(&row.room));
    rooms.next().map(|room| lowering.room_resource(room))
}

fn resources(
    lowering: &Lowering<'_>,
    problem: &Problem,
    lot: &Lot,
    id: ActivityId,
    placement: PlacementId,
    people: &BTreeMap<usize, ResourceId>,
    old: &Old,
) -> Vec<ResourceId> {
    let needs = lowering.activities[id.index()].needs.iter().zip(&problem.activity(id).needs).enumerate();
    let fill = |(position, (kind, need)): (usize, (&NeedOf, &crate::problem::Need))| {
        let before = match kind {
            NeedOf::Teacher { .. } => people.get(&position).copied(),
            NeedOf::Room { section } => room(lowering, problem, lot, *section, placement, old),
            _ => None,
        };
        before.filter(|one| need.candidates.contains(one)).or_else(|| need.candidates.first().copied())
    };
    needs.filter_map(fill).collect()
}
