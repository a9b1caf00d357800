//! Why nobody can be found: reasons of problems whose times are given and whose people are chosen.
//!
//! A *post* is a need of an activity all of whose placements are certain. Each reason is a necessary condition that fails:
//!
//! - a post needs a candidate who is available;
//! - at any moment there is a matching of posts to people (with their capacities): when there is none, the posts and people
//!   that alternating paths reach from a post left out are more posts than places;
//! - for the hard limits of one rule, over all posts or those of one day, the loads flow from posts to people within their
//!   maxima: when the greatest flow leaves something, the cut shows posts whose loads exceed all maxima of who can take them;
//! - a limit on a sum is within what the sum can reach when each post is looked at alone.
//!
//! Each names the candidates who were [barred](crate::problem::Problem::barred) from its posts: the earlier choices in the
//! way.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::Direction;
use petgraph::algo::{dinics, maximum_matching};
use petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;

use super::Reason;
use crate::problem::{
    ActivityId, CellId, ConstraintId, Form, Measure, PlacementId, Problem, ResourceId, Strength, Tag,
};

/// Activity and position in its needs.
type Post = (ActivityId, u8);

/// More places of one person at once than this are as good as no limit.
const MANY: u32 = 64;

/// Needs and who is available for them, by activity and position.
struct Posts<'a> {
    problem: &'a Problem,
    /// Candidates available in every cell of all certain lessons of a shared need; all candidates where times are open.
    able: BTreeMap<Post, Vec<ResourceId>>,
}

pub(super) fn reasons(problem: &Problem) -> Vec<Reason> {
    let posts = Posts::new(problem);
    let mut found = posts.short();
    found.extend(posts.overfull());
    found.extend(posts.out_of_reach());
    found
}

/// Needs without anybody who is available.
pub(super) fn no_candidate(problem: &Problem) -> Vec<Reason> {
    let mut found = Vec::new();
    for (activity, need) in needs(problem) {
        let stated = &problem.activity(activity).needs[usize::from(need)];
        let nobody = |placement: &PlacementId| !stated.candidates.iter().any(|r| free(problem, *r, [*placement]));
        let domain = &problem.activity(activity).domain;
        if domain.is_empty() || (stated.candidates.len() == 1 && !certain(problem, activity)) {
            continue;
        }
        let short = match (certain(problem, activity), stated.shared) {
            (true, true) => !stated.candidates.iter().any(|r| free(problem, *r, domain.iter().copied())),
            (true, false) => domain.iter().any(nobody),
            (false, _) => domain.iter().all(nobody),
        };
        if short {
            found.push(Reason::NoCandidate {
                activity,
                need,
                barred: barred(problem, &BTreeSet::from([(activity, need)]), &BTreeSet::new()),
                closed: stated.candidates.clone(),
            });
        }
    }
    found
}

fn needs(problem: &Problem) -> impl Iterator<Item = Post> + '_ {
    let of_activity = |id: ActivityId| {
        let activity = problem.activity(id);
        (0..u8::try_from(activity.needs.len()).unwrap_or(u8::MAX)).filter(|_| activity.count > 0).map(move |n| (id, n))
    };
    problem.activity_ids().flat_map(of_activity)
}

/// Whether all placements of an activity are taken by its lessons.
fn certain(problem: &Problem, activity: ActivityId) -> bool {
    let activity = problem.activity(activity);
    activity.count > 0 && activity.domain.len() == activity.count as usize
}

fn free(problem: &Problem, resource: ResourceId, placements: impl IntoIterator<Item = PlacementId>) -> bool {
    let resource = problem.resource(resource);
    resource.capacity > 0
        && placements.into_iter().all(|placement| {
            problem.placement(placement).cells.iter().all(|cell| resource.unavailable.binary_search(cell).is_err())
        })
}

/// Who was barred from these posts and is not among `known`, and why.
fn barred(problem: &Problem, posts: &BTreeSet<Post>, known: &BTreeSet<ResourceId>) -> Vec<Tag> {
    let of_posts =
        problem.barred.iter().filter(|b| posts.contains(&(b.activity, b.need)) && !known.contains(&b.resource));
    of_posts.map(|barred| barred.tag.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// A limit on what one person takes on: load of each post, maximum.
struct Limit {
    loads: BTreeMap<Post, i64>,
    max: i64,
}

impl<'a> Posts<'a> {
    fn new(problem: &'a Problem) -> Self {
        let able = needs(problem).map(|(id, need)| {
            let activity = problem.activity(id);
            let stated = &activity.needs[usize::from(need)];
            let whole = stated.shared && certain(problem, id);
            let can = |r: &ResourceId| !whole || free(problem, *r, activity.domain.iter().copied());
            let able: BTreeSet<ResourceId> = stated.candidates.iter().copied().filter(can).collect();
            ((id, need), able.into_iter().collect())
        });
        Self { problem, able: able.collect() }
    }

    fn able(&self, post: Post) -> &[ResourceId] {
        self.able.get(&post).map_or(&[][..], Vec::as_slice)
    }

    /// Posts that one person fills whatever is chosen: at certain times, for all lessons.
    fn whole(&self) -> impl Iterator<Item = Post> + '_ {
        let one = |(id, need): &Post| {
            let activity = self.problem.activity(*id);
            certain(self.problem, *id) && (activity.count == 1 || activity.needs[usize::from(*need)].shared)
        };
        self.able.keys().copied().filter(one)
    }

    /// Moments with more posts than people.
    fn short(&self) -> Vec<Reason> {
        let mut at: BTreeMap<CellId, BTreeSet<(Post, PlacementId)>> = BTreeMap::new();
        for post in self.able.keys().filter(|post| certain(self.problem, post.0)) {
            for placement in &self.problem.activity(post.0).domain {
                for cell in &self.problem.placement(*placement).cells {
                    at.entry(*cell).or_default().insert((*post, *placement));
                }
            }
        }
        let mut seen = BTreeSet::new();
        let mut found: Vec<Reason> = Vec::new();
        for (cell, posts) in at {
            if !seen.insert(posts.clone()) {
                continue;
            }
            let reason = self.short_at(cell, &posts);
            // Two pieces of one hour say the same.
            let posts_of = |reason: &Reason| match reason {
                Reason::Short { posts, .. } => posts.clone(),
                _ => Vec::new(),
            };
            found.extend(reason.filter(|reason| !found.iter().any(|known| posts_of(known) == posts_of(reason))));
        }
        found
    }

    fn short_at(&self, cell: CellId, posts: &BTreeSet<(Post, PlacementId)>) -> Option<Reason> {
        let mut graph = UnGraph::<(), ()>::new_undirected();
        let mut copies: BTreeMap<ResourceId, Vec<NodeIndex>> = BTreeMap::new();
        let (mut owners, mut people) = (BTreeMap::new(), BTreeMap::new());
        for (post, placement) in posts {
            let able: Vec<ResourceId> =
                self.able(*post).iter().copied().filter(|r| free(self.problem, *r, [*placement])).collect();
            if able.iter().any(|r| self.problem.resource(*r).capacity > MANY) {
                continue;
            }
            let unit = graph.add_node(());
            owners.insert(unit, *post);
            for resource in able {
                let places = copies.entry(resource).or_insert_with(|| {
                    let places: Vec<_> =
                        (0..self.problem.resource(resource).capacity).map(|_| graph.add_node(())).collect();
                    people.extend(places.iter().map(|place| (*place, resource)));
                    places
                });
                for place in places.iter() {
                    graph.add_edge(unit, *place, ());
                }
            }
        }
        let matching = maximum_matching(&graph);
        let left_out = owners.keys().find(|unit| matching.mate(**unit).is_none())?;
        let (mut units, mut places) = (BTreeSet::from([*left_out]), BTreeSet::new());
        let mut queue = VecDeque::from([*left_out]);
        while let Some(unit) = queue.pop_front() {
            for place in graph.neighbors(unit) {
                places.insert(place);
                queue.extend(matching.mate(place).filter(|mate| units.insert(*mate)));
            }
        }
        let posts: BTreeSet<Post> = units.iter().map(|unit| owners[unit]).collect();
        let people: BTreeSet<ResourceId> = places.iter().map(|place| people[place]).collect();
        Some(Reason::Short {
            cell,
            needed: units.len(),
            places: places.len(),
            barred: barred(self.problem, &posts, &people),
            posts: posts.into_iter().collect(),
            people: people.into_iter().collect(),
        })
    }

    /// Hard limits of people, by rule.
    fn limits(&self) -> BTreeMap<&'static str, BTreeMap<ResourceId, Vec<Limit>>> {
        let whole: BTreeSet<Post> = self.whole().collect();
        let mut limits: BTreeMap<&'static str, BTreeMap<ResourceId, Vec<Limit>>> = BTreeMap::new();
        for constraint in self.problem.constraints.iter().filter(|c| c.strength == Strength::Hard) {
            let mut loads: BTreeMap<Post, i64> = BTreeMap::new();
            let (resource, max) = match &constraint.form {
                Form::Workload { resource, loads: stated, max, .. } if *max < u32::MAX => {
                    for (activity, need, load) in stated {
                        *loads.entry((*activity, *need)).or_default() += i64::from(*load);
                    }
                    (*resource, i64::from(*max))
                }
                Form::Count { terms, max, .. } => {
                    let Some((_, resource)) = terms.first().and_then(|term| term.given) else { continue };
                    let alike = |term: &&crate::problem::Term| {
                        term.weight >= 0 && term.given.is_some_and(|(_, given)| given == resource)
                    };
                    let known = |term: &&crate::problem::Term| {
                        self.problem.activity(term.activity).domain.contains(&term.placement)
                    };
                    if !terms.iter().all(|term| alike(&term)) {
                        continue;
                    }
                    for term in terms.iter().filter(known) {
                        if let Some((need, _)) = term.given {
                            *loads.entry((term.activity, need)).or_default() += i64::from(term.weight);
                        }
                    }
                    (resource, i64::from(*max))
                }
                _ => continue,
            };
            loads.retain(|post, load| *load > 0 && whole.contains(post));
            limits.entry(constraint.tag.rule).or_default().entry(resource).or_default().push(Limit { loads, max });
        }
        limits
    }

    /// Rules whose limits leave too little for all posts, or for those of one day.
    fn overfull(&self) -> Vec<Reason> {
        let all: BTreeSet<Post> = self.whole().collect();
        let mut by_day: BTreeMap<(u8, u8), BTreeSet<Post>> = BTreeMap::new();
        for post in &all {
            for placement in &self.problem.activity(post.0).domain {
                for cell in &self.problem.placement(*placement).cells {
                    let cell = self.problem.cells[cell.index()];
                    by_day.entry((cell.week, cell.day)).or_default().insert(*post);
                }
            }
        }
        let mut found = Vec::new();
        for (rule, limits) in self.limits() {
            let of_days = by_day.values().filter_map(|posts| self.overfull_in(rule, &limits, posts));
            let before = found.len();
            found.extend(of_days);
            // A week is too full whenever a day is: the day says more.
            if found.len() == before {
                found.extend(self.overfull_in(rule, &limits, &all));
            }
        }
        found
    }

    fn overfull_in(
        &self,
        rule: &'static str,
        limits: &BTreeMap<ResourceId, Vec<Limit>>,
        posts: &BTreeSet<Post>,
    ) -> Option<Reason> {
        let mut mine: BTreeMap<ResourceId, Vec<Post>> = BTreeMap::new();
        for post in posts {
            for resource in self.able(*post) {
                mine.entry(*resource).or_default().push(*post);
            }
        }
        // The tightest limit that counts all the posts that a person may get here.
        let limit = |resource: &ResourceId, mine: &Vec<Post>| {
            let counts = |limit: &&Limit| mine.iter().all(|post| limit.loads.contains_key(post));
            limits.get(resource)?.iter().filter(counts).min_by_key(|limit| limit.max)
        };
        let tight: BTreeMap<ResourceId, &Limit> =
            mine.iter().filter_map(|(resource, mine)| Some((*resource, limit(resource, mine)?))).collect();
        let mut graph: DiGraph<(), u64> = DiGraph::new();
        let (source, sink) = (graph.add_node(()), graph.add_node(()));
        let mut nodes: BTreeMap<ResourceId, NodeIndex> = BTreeMap::new();
        let (mut people, mut owners) = (BTreeMap::new(), BTreeMap::new());
        let mut total: u64 = 0;
        for post in posts {
            // The least that the post is for anybody; nothing when somebody has no limit.
            let loads: Option<Vec<i64>> =
                self.able(*post).iter().map(|r| tight.get(r)?.loads.get(post).copied()).collect();
            let least = loads.and_then(|loads| loads.into_iter().min());
            let Some(load) = least.and_then(|least| u64::try_from(least).ok()) else { continue };
            total += load;
            let node = graph.add_node(());
            owners.insert(node, (*post, load));
            graph.add_edge(source, node, load);
            for resource in self.able(*post) {
                let person = *nodes.entry(*resource).or_insert_with(|| {
                    let person = graph.add_node(());
                    let max = tight.get(resource).map_or(0, |limit| u64::try_from(limit.max).unwrap_or(0));
                    people.insert(person, (*resource, max));
                    graph.add_edge(person, sink, max);
                    person
                });
                graph.add_edge(node, person, load);
            }
        }
        let (flow, flows) = dinics(&graph, source, sink);
        if flow >= total {
            return None;
        }
        let mut reached = BTreeSet::from([source]);
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            let on = graph.edges(node).filter(|edge| flows[edge.id().index()] < *edge.weight()).map(|e| e.target());
            let back = graph.edges_directed(node, Direction::Incoming);
            let back = back.filter(|edge| flows[edge.id().index()] > 0).map(|edge| edge.source());
            let next: Vec<NodeIndex> = on.chain(back).filter(|node| !reached.contains(node)).collect();
            reached.extend(next.iter().copied());
            queue.extend(next);
        }
        let owners: Vec<(Post, u64)> = reached.iter().filter_map(|node| owners.get(node)).copied().collect();
        let people: BTreeMap<ResourceId, u64> = reached.iter().filter_map(|node| people.get(node)).copied().collect();
        let posts: BTreeSet<Post> = owners.iter().map(|(post, _)| *post).collect();
        Some(Reason::Overfull {
            rule,
            needed: owners.iter().map(|(_, load)| load).sum(),
            limit: people.values().sum(),
            barred: barred(self.problem, &posts, &people.keys().copied().collect()),
            posts: posts.into_iter().collect(),
            people: people.into_keys().collect(),
        })
    }

    /// Hard limits that no choice can keep, each post looked at alone.
    fn out_of_reach(&self) -> Vec<Reason> {
        let mut found = Vec::new();
        for (index, constraint) in self.problem.constraints.iter().enumerate() {
            if constraint.strength != Strength::Hard {
                continue;
            }
            let ((low, high), min, max) = match &constraint.form {
                Form::Count { terms, min, max } => (self.count(terms), i64::from(*min), i64::from(*max)),
                Form::Workload { resource, loads, min, max } => {
                    (self.load(*resource, loads), i64::from(*min), i64::from(*max))
                }
                // What is busy whatever is chosen; fewer busy slots never cost more.
                Form::Pattern { slots, measure: measure @ (Measure::AtMost { max } | Measure::Run { max }) } => {
                    let busy: Vec<bool> = slots.iter().map(|slot| self.count(slot).0 > 0).collect();
                    let max = i64::from(*max);
                    ((max + i64::from(measure.amount(&busy)), 0), i64::MIN, max)
                }
                _ => continue,
            };
            let constraint = ConstraintId::from_index(index);
            if low > max {
                found.push(Reason::OutOfReach { constraint, limit: max, reach: low });
            } else if high < min {
                found.push(Reason::OutOfReach { constraint, limit: min, reach: high });
            }
        }
        found
    }

    fn count(&self, terms: &[crate::problem::Term]) -> (i64, i64) {
        let (mut low, mut high) = (0, 0);
        let mut chosen: BTreeMap<(Post, Option<PlacementId>), BTreeMap<ResourceId, i64>> = BTreeMap::new();
        for term in terms {
            let activity = self.problem.activity(term.activity);
            let weight = i64::from(term.weight);
            if activity.count == 0 || !activity.domain.contains(&term.placement) {
                continue;
            }
            match term.given {
                _ if !certain(self.problem, term.activity) => {
                    low += weight.min(0);
                    high += weight.max(0);
                }
                None => {
                    low += weight;
                    high += weight;
                }
                Some((need, resource)) => {
                    let Some(stated) = activity.needs.get(usize::from(need)) else { continue };
                    let at = (!stated.shared).then_some(term.placement);
                    *chosen.entry(((term.activity, need), at)).or_default().entry(resource).or_default() += weight;
                }
            }
        }
        for ((post, _), weights) in chosen {
            let of_people = self.able(post).iter().map(|r| weights.get(r).copied().unwrap_or(0));
            low += of_people.clone().min().unwrap_or(0);
            high += of_people.max().unwrap_or(0);
        }
        (low, high)
    }

    fn load(&self, resource: ResourceId, loads: &[(ActivityId, u8, u32)]) -> (i64, i64) {
        let (mut low, mut high) = (0, 0);
        for (activity, need, load) in loads {
            let able = self.able((*activity, *need));
            if able.contains(&resource) {
                high += i64::from(*load);
                low += if able.len() == 1 { i64::from(*load) } else { 0 };
            }
        }
        (low, high)
    }
}

#[cfg(test)]
mod tests;
