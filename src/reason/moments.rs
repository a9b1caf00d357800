//! Moments at which too many groups of pupils have a lesson for the people who are free.
//!
//! A group whose lessons take every time that is left to them has a lesson at each of these times. At one moment, such groups
//! stand on one side, people on the other, joined where the person may then give the group a lesson; whoever is certainly
//! elsewhere (a block with one possible time) is left out. A solution is a matching that covers every group: when there is none,
//! alternating paths from a group left out reach groups that have fewer people than they are.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::algo::maximum_matching;
use petgraph::graph::{NodeIndex, UnGraph};

use super::{Places, Reason};
use crate::problem::{ActivityId, CellId, Problem, ResourceId, ResourceKind, SlotId};

/// Lessons that a group may have, by moment.
type Week = BTreeMap<CellId, BTreeSet<ActivityId>>;

pub(super) fn unstaffed(problem: &Problem, open: &Places) -> Vec<Reason> {
    let mut by_cell: BTreeMap<CellId, BTreeMap<ResourceId, BTreeSet<ActivityId>>> = BTreeMap::new();
    for (group, week) in full_weeks(problem, open) {
        for (cell, lessons) in week {
            by_cell.entry(cell).or_default().insert(group, lessons);
        }
    }
    let away = away(problem);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (cell, groups) in by_cell {
        let nobody = BTreeSet::new();
        let away = away.get(&cell).unwrap_or(&nobody);
        if let Some((groups, people)) = short(problem, &groups, away)
            && seen.insert(groups.clone())
        {
            found.push(Reason::Unstaffed { cell, groups, people });
        }
    }
    // The fewest groups say most.
    found.sort_by_key(|reason| match reason {
        Reason::Unstaffed { groups, .. } => groups.len(),
        _ => 0,
    });
    found.truncate(3);
    found
}

/// Groups with as many lessons as times for them, and what they may have when.
fn full_weeks(problem: &Problem, open: &Places) -> BTreeMap<ResourceId, Week> {
    let mut lessons: BTreeMap<ResourceId, Vec<ActivityId>> = BTreeMap::new();
    for id in problem.activity_ids() {
        for need in &problem.activity(id).needs {
            if let Some(group) = need.given().filter(|r| problem.resource(*r).kind == ResourceKind::Group) {
                lessons.entry(group).or_default().push(id);
            }
        }
    }
    let mut full = BTreeMap::new();
    for (group, ids) in lessons {
        let (mut periods, mut times) = (0, BTreeSet::<(SlotId, u8)>::new());
        let mut week = Week::new();
        for id in ids {
            let activity = problem.activity(id);
            let Some(first) = activity.domain.first().map(|p| problem.placement(*p)) else { continue };
            // Lessons of some weeks only count as often as they are held.
            periods += activity.count * u32::from(first.length) * first.weeks.count_ones();
            for placement in open.of(id).iter().map(|index| problem.placement(activity.domain[*index])) {
                for part in 0..u32::from(placement.length) {
                    let weeks = (0..8).filter(|bit| placement.weeks & (1 << bit) != 0);
                    times.extend(weeks.map(|bit| (SlotId(placement.start.0 + part), bit)));
                }
                for cell in &placement.cells {
                    week.entry(*cell).or_default().insert(id);
                }
            }
        }
        if periods as usize >= times.len() && periods > 0 {
            full.insert(group, week);
        }
    }
    full
}

/// Who is certainly elsewhere, by moment: in something without pupils that can stand at one time only.
fn away(problem: &Problem) -> BTreeMap<CellId, BTreeSet<ResourceId>> {
    let mut away: BTreeMap<CellId, BTreeSet<ResourceId>> = BTreeMap::new();
    for activity in problem.activities.iter().filter(|activity| activity.domain.len() == activity.count as usize) {
        let given: Vec<_> = activity.needs.iter().filter_map(crate::problem::Need::given).collect();
        let of_kind = |r: &&ResourceId, kind| problem.resource(**r).kind == kind;
        if given.iter().any(|r| of_kind(&r, ResourceKind::Group)) {
            continue;
        }
        for cell in activity.domain.iter().flat_map(|p| &problem.placement(*p).cells) {
            away.entry(*cell).or_default().extend(given.iter().filter(|r| of_kind(r, ResourceKind::Person)));
        }
    }
    away
}

/// Groups that have fewer people than they are, and these people.
fn short(
    problem: &Problem,
    groups: &BTreeMap<ResourceId, BTreeSet<ActivityId>>,
    away: &BTreeSet<ResourceId>,
) -> Option<(Vec<ResourceId>, Vec<ResourceId>)> {
    let mut graph = UnGraph::<(), ()>::new_undirected();
    let (mut of_group, mut of_person) = (BTreeMap::new(), BTreeMap::new());
    let mut nodes: BTreeMap<ResourceId, NodeIndex> = BTreeMap::new();
    for (group, lessons) in groups {
        let Some(people) = lessons.iter().map(|id| teachers(problem, *id)).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let node = graph.add_node(());
        of_group.insert(node, *group);
        for person in people.into_iter().flatten().collect::<BTreeSet<_>>().difference(away) {
            let other = *nodes.entry(*person).or_insert_with(|| graph.add_node(()));
            of_person.insert(other, *person);
            graph.add_edge(node, other, ());
        }
    }
    let matching = maximum_matching(&graph);
    let left_out = of_group.keys().find(|node| matching.mate(**node).is_none())?;
    let (mut short, mut people) = (BTreeSet::from([*left_out]), BTreeSet::new());
    let mut queue = VecDeque::from([*left_out]);
    while let Some(node) = queue.pop_front() {
        for person in graph.neighbors(node) {
            people.insert(person);
            queue.extend(matching.mate(person).filter(|mate| short.insert(*mate)));
        }
    }
    let names = |nodes: BTreeSet<NodeIndex>, of: &BTreeMap<NodeIndex, ResourceId>| -> Vec<ResourceId> {
        let mut names: Vec<_> = nodes.iter().filter_map(|node| of.get(node).copied()).collect();
        names.sort_unstable();
        names
    };
    Some((names(short, &of_group), names(people, &of_person)))
}

/// Who may give this lesson, one of them being there whenever it is held; none when that is not so simple: nobody is needed,
/// several groups are in it, or somebody may be in several places.
fn teachers(problem: &Problem, id: ActivityId) -> Option<Vec<ResourceId>> {
    let needs = &problem.activity(id).needs;
    let kind = |need: &&crate::problem::Need, wanted| {
        need.candidates.first().is_some_and(|r| problem.resource(*r).kind == wanted)
    };
    if needs.iter().filter(|need| kind(need, ResourceKind::Group)).count() != 1 {
        return None;
    }
    let people = needs.iter().find(|need| kind(need, ResourceKind::Person))?;
    let single = people.candidates.iter().all(|r| problem.resource(*r).capacity == 1);
    single.then(|| people.candidates.clone())
}
