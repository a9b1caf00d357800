//! What one person fills, and who can: needs that go together, without candidates that cannot be.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::{ActivityId, CellId, Form, PlacementId, Problem, ResourceId, Strength};
use crate::solve::compile::available;

/// Who fills a need in a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// Nobody else can.
    Given(ResourceId),
    /// Whoever fills this post.
    Post(u32),
}

/// Something that one person fills.
#[derive(Clone, Debug, Default)]
pub(super) struct Post {
    /// The needs: activity, position, position of the lesson.
    members: Vec<(ActivityId, usize, usize)>,
    /// Who can, sorted.
    pub candidates: Vec<ResourceId>,
    /// Cells that it takes, and how often.
    pub cells: BTreeMap<CellId, u32>,
}

impl Post {
    /// One of the needs that its person fills: activity, position, position of the lesson.
    pub(super) fn first(&self) -> Option<(ActivityId, usize, usize)> {
        self.members.first().copied()
    }
}

/// The posts of a problem.
#[derive(Debug, Default)]
pub(super) struct Posts {
    /// Those with a choice.
    pub open: Vec<Post>,
    /// Who fills what, by activity, need and lesson.
    pub fills: Vec<Vec<Vec<Fill>>>,
    /// Lessons of each activity, sorted.
    pub lessons: Vec<Vec<PlacementId>>,
    /// How much of a resource those without a choice take.
    pub used: BTreeMap<(ResourceId, CellId), u32>,
}

impl Posts {
    /// None when some need can be filled by nobody.
    pub(super) fn new(problem: &Problem) -> Option<Self> {
        let lessons: Vec<Vec<PlacementId>> = problem
            .activities
            .iter()
            .map(|activity| {
                let mut lessons = if activity.count == 0 { Vec::new() } else { activity.domain.clone() };
                lessons.sort_unstable();
                lessons.dedup();
                lessons
            })
            .collect();
        let (mut units, unit_of) = units(problem, &lessons);
        let forbidden = forbidden(problem);
        for unit in &mut units {
            let mut can: Option<BTreeSet<ResourceId>> = None;
            for (activity, need, _) in &unit.members {
                let of_need: BTreeSet<ResourceId> = problem.activity(*activity).needs[*need]
                    .candidates
                    .iter()
                    .copied()
                    .filter(|resource| !forbidden.contains(&(*activity, *need, *resource)))
                    .collect();
                can = Some(can.map_or_else(|| of_need.clone(), |can| can.intersection(&of_need).copied().collect()));
            }
            let cells: Vec<CellId> = unit.cells.keys().copied().collect();
            let most = unit.cells.values().copied().max().unwrap_or(0);
            let fits = |resource: &ResourceId| {
                available(problem, *resource, &cells) && problem.resource(*resource).capacity >= most
            };
            unit.candidates = can.unwrap_or_default().into_iter().filter(fits).collect();
        }
        let used = settle(problem, &mut units)?;
        let mut posts = Self { used, lessons, ..Self::default() };
        let mut fills = Vec::with_capacity(units.len());
        for unit in units {
            fills.push(match unit.candidates.as_slice() {
                [only] => Fill::Given(*only),
                _ => {
                    posts.open.push(unit);
                    Fill::Post(u32::try_from(posts.open.len() - 1).unwrap_or(u32::MAX))
                }
            });
        }
        let of_need = |of_need: &Vec<usize>| of_need.iter().map(|unit| fills[*unit]).collect();
        posts.fills = unit_of.iter().map(|needs| needs.iter().map(of_need).collect()).collect();
        Some(posts)
    }

    /// Who fills a need in the lesson at `position`; none when there is no such need or lesson.
    pub(super) fn filler(&self, activity: ActivityId, need: u8, position: usize) -> Option<Fill> {
        self.fills.get(activity.index())?.get(usize::from(need))?.get(position).copied()
    }

    /// Who fills a need in all lessons.
    pub(super) fn fillers(&self, activity: ActivityId, need: u8) -> &[Fill] {
        let needs = self.fills.get(activity.index()).and_then(|needs| needs.get(usize::from(need)));
        needs.map_or(&[][..], Vec::as_slice)
    }

    /// The position of a lesson of an activity.
    pub(super) fn lesson(&self, activity: ActivityId, placement: PlacementId) -> Option<usize> {
        self.lessons.get(activity.index())?.binary_search(&placement).ok()
    }
}

/// Needs that go together, and which of them each need of each lesson is in.
fn units(problem: &Problem, lessons: &[Vec<PlacementId>]) -> (Vec<Post>, Vec<Vec<Vec<usize>>>) {
    let mut members: Vec<(ActivityId, usize, usize)> = Vec::new();
    let mut unit_of: Vec<Vec<Vec<usize>>> = Vec::new();
    for id in problem.activity_ids() {
        let count = lessons[id.index()].len();
        let mut needs = Vec::new();
        for (need, stated) in problem.activity(id).needs.iter().enumerate() {
            let first = members.len();
            members.extend((0..count).map(|lesson| (id, need, lesson)));
            needs.push((0..count).map(|lesson| if stated.shared { first } else { first + lesson }).collect());
        }
        unit_of.push(needs);
    }
    // The least member of each unit, found by following these.
    let mut leader: Vec<usize> = (0..members.len()).collect();
    for (index, (id, need, lesson)) in members.iter().enumerate() {
        leader[index] = unit_of[id.index()][*need][*lesson];
    }
    for constraint in problem.constraints.iter().filter(|constraint| constraint.strength == Strength::Hard) {
        let Form::SameResource { needs } = &constraint.form else { continue };
        let all = |(id, need): &(ActivityId, u8)| unit_of.get(id.index())?.get(usize::from(*need));
        let same: Vec<usize> = needs.iter().filter_map(all).flatten().copied().collect();
        for pair in same.windows(2) {
            let (a, b) = (root(&leader, pair[0]), root(&leader, pair[1]));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut number: BTreeMap<usize, usize> = BTreeMap::new();
    let mut units: Vec<Post> = Vec::new();
    for (index, member) in members.iter().enumerate() {
        let unit = *number.entry(root(&leader, index)).or_insert_with(|| {
            units.push(Post::default());
            units.len() - 1
        });
        let (id, need, lesson) = *member;
        units[unit].members.push(*member);
        for cell in &problem.placement(lessons[id.index()][lesson]).cells {
            *units[unit].cells.entry(*cell).or_default() += 1;
        }
        unit_of[id.index()][need][lesson] = unit;
    }
    (units, unit_of)
}

fn root(leader: &[usize], mut member: usize) -> usize {
    while leader[member] != member {
        member = leader[member];
    }
    member
}

/// Who must not fill what by a preference that must hold.
fn forbidden(problem: &Problem) -> BTreeSet<(ActivityId, usize, ResourceId)> {
    let mut found = BTreeSet::new();
    for constraint in problem.constraints.iter().filter(|constraint| constraint.strength == Strength::Hard) {
        if let Form::PreferResource { need: (activity, need), costs } = &constraint.form {
            let mut seen = BTreeSet::new();
            // The first cost stated is the one that counts.
            let first = costs.iter().filter(|(resource, _)| seen.insert(*resource));
            found.extend(first.filter(|(_, cost)| *cost > 0).map(|(r, _)| (*activity, usize::from(*need), *r)));
        }
    }
    found
}

/// Takes out candidates whose time is taken by posts that nobody else can fill, again and again; what those posts take.
fn settle(problem: &Problem, units: &mut [Post]) -> Option<BTreeMap<(ResourceId, CellId), u32>> {
    let mut used: BTreeMap<(ResourceId, CellId), u32> = BTreeMap::new();
    let mut settled = vec![false; units.len()];
    loop {
        let mut changed = false;
        for (unit, settled) in units.iter().zip(&mut settled) {
            let [only] = unit.candidates.as_slice() else { continue };
            if !std::mem::replace(settled, true) {
                changed = true;
                for (cell, times) in &unit.cells {
                    let taken = used.entry((*only, *cell)).or_default();
                    *taken += times;
                    if *taken > problem.resource(*only).capacity {
                        return None;
                    }
                }
            }
        }
        for (unit, settled) in units.iter_mut().zip(&settled) {
            if !settled {
                let cells = &unit.cells;
                unit.candidates.retain(|resource| {
                    let capacity = problem.resource(*resource).capacity;
                    let left = |cell| capacity - used.get(&(*resource, cell)).copied().unwrap_or(0).min(capacity);
                    cells.iter().all(|(cell, times)| left(*cell) >= *times)
                });
                if unit.candidates.is_empty() {
                    return None;
                }
            }
        }
        if !changed {
            return Some(used);
        }
    }
}
