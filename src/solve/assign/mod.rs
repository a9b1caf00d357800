//! Problems whose times are given and whose people are chosen: rosters.
//!
//! Every activity has exactly as many placements as lessons, so all that is open is who fills the needs. A *post* is what
//! one person fills: a need of an activity (of one lesson, when lessons may have different people); needs that must have
//! the same person are one post. `x[p, r] = 1`: resource `r` fills post `p`; `sum(x[p, r], r) = 1`.
//!
//! This is the same mathematics as choosing times, with people in the place of times: so a roster is stated as a
//! [`Compiled`] in which "activity" `p` is a post and "placement" `r` a resource, and the engine's MILP, its counters and
//! its conductor serve both. Only local search has moves (`turns.rs`) and neighbourhoods (`improve.rs`) of its own, and plans
//! need no rooms.
//!
//! | form | rows |
//! |---|---|
//! | capacity | `sum(x of posts in the cell) <= capacity` for each resource and each maximal set of posts that meet in a cell; sets of which a person has one at most grow to maximal cliques (`packs.rs`) |
//! | unavailable, hard preferences | candidates taken out beforehand |
//! | count, workload, preferences | a limit on a weighted sum; hard ones divided by the common divisor of their weights |
//! | same resource | hard: one post; soft: at most one group in use |
//! | few resources | `used[r] >= x[p, r]`, at most so many in use |
//! | pattern | the table of its slots, as for times |
//!
//! Every form is stated exactly, so HiGHS's bound plus what is settled is a bound of the problem, and a roster without a
//! solution is proved to have none.

mod bits;
mod compile;
mod followers;
mod improve;
mod packs;
mod part;
mod posts;
mod search;
mod spreads;
mod state;
#[cfg(test)]
mod tests;
mod turns;

use std::sync::Arc;

use self::posts::{Fill, Posts};
use super::compiled::{Compiled, Var};
use crate::problem::{ActivityId, Choice, PlacementId, Problem, ResourceId, Solution};

pub(super) use self::improve::{Pace, improve};
pub(super) use self::search::{cost, search};

/// What a problem is.
#[derive(Debug)]
pub(super) enum Reading {
    /// Times are to be chosen, or something is stated that a roster cannot say.
    Times,
    /// A roster that counting shows to have no solution.
    Impossible,
    /// A roster.
    Roster(Box<Roster>),
}

/// A problem in which only people are chosen.
#[derive(Debug)]
pub(super) struct Roster {
    /// The rows, with posts as activities and resources as placements.
    pub compiled: Arc<Compiled>,
    /// Soft cost of everything that has no choice.
    pub settled: i64,
    /// All other costs are multiples of it.
    step: i64,
    posts: Posts,
    followers: followers::Followers,
    /// Posts that share a cell with each post or exclude it for somebody, sorted.
    meets: Vec<Vec<u32>>,
    /// Day of each post's beginning: its number among those of the cycle.
    days: Vec<u32>,
    /// Whether each resource can do only one thing at a time.
    single: Vec<bool>,
}

/// Reads `problem` as a roster.
pub(super) fn read(problem: &Problem) -> Reading {
    let given = |activity: &crate::problem::Activity| {
        let mut domain = activity.domain.clone();
        domain.sort_unstable();
        domain.dedup();
        activity.count == 0 || domain.len() == activity.count as usize
    };
    let open = |activity: &crate::problem::Activity| {
        activity.count > 0 && activity.needs.iter().any(|need| need.candidates.len() > 1)
    };
    if !problem.activities.iter().all(given) || !problem.activities.iter().any(open) {
        return Reading::Times;
    }
    let Some(posts) = Posts::new(problem) else { return Reading::Impossible };
    compile::roster(problem, posts)
}

impl Roster {
    /// The least cost not below `bound` that a plan can have; without what is settled.
    pub(super) fn possible(&self, bound: i64) -> i64 {
        bound.saturating_add(self.step - 1).div_euclid(self.step).saturating_mul(self.step)
    }

    /// The plan in which these variables are 1.
    pub(super) fn solution(&self, ones: &[Var]) -> Solution {
        let mut filled: Vec<Option<ResourceId>> = vec![None; self.posts.open.len()];
        for variable in ones.iter().filter_map(|var| self.compiled.variables.get(var.0 as usize)) {
            if let Some(entry) = filled.get_mut(variable.activity.index()) {
                *entry = Some(ResourceId(variable.placement.0));
            }
        }
        let who = |fill: &Fill| match fill {
            Fill::Given(resource) => Some(*resource),
            Fill::Post(post) => filled.get(*post as usize).copied().flatten(),
        };
        let lessons = self.posts.fills.iter().zip(&self.posts.lessons).map(|(needs, lessons)| {
            let choice = |(lesson, placement): (usize, &PlacementId)| Choice {
                placement: *placement,
                resources: needs.iter().filter_map(|fills| fills.get(lesson).and_then(who)).collect(),
            };
            lessons.iter().enumerate().map(choice).collect()
        });
        Solution { lessons: lessons.collect() }
    }

    /// The variables that are 1 in `solution`, by post; a post that it fills with nobody who can takes its first candidate.
    /// None when some post has no candidate.
    pub(super) fn ones(&self, solution: &Solution) -> Option<Vec<Var>> {
        let posts = u32::try_from(self.posts.open.len()).unwrap_or(u32::MAX);
        let chosen = |post: u32| {
            let (activity, need, lesson) = self.posts.open[post as usize].first()?;
            let placement = self.posts.lessons.get(activity.index())?.get(lesson)?;
            let lessons = solution.lessons.get(activity.index())?;
            let choice = lessons.iter().find(|choice| choice.placement == *placement)?;
            self.find(post, choice.resources.get(need)?.0)
        };
        let first = |post: u32| {
            let range = self.compiled.range(post as usize);
            (!range.is_empty()).then_some(self.compiled.first[post as usize])
        };
        (0..posts).map(|post| chosen(post).or_else(|| first(post)).map(Var)).collect()
    }

    /// The post and the resource of a variable.
    fn choice(&self, var: u32) -> (u32, u32) {
        self.compiled.variables.get(var as usize).map_or((0, 0), |v| (v.activity.0, v.placement.0))
    }

    /// The variable of a post and a resource, unless it is no candidate.
    fn find(&self, post: u32, resource: u32) -> Option<u32> {
        self.compiled.find(ActivityId(post), PlacementId(resource)).map(|var| var.0)
    }
}
