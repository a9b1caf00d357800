//! Why a problem has no solution, where counting shows it: lessons without enough places, and groups of lessons that
//! share too few places (Hall violators of a bipartite matching).
//!
//! For each resource of capacity `c` and each week: the periods of the lessons that certainly use the resource in that
//! week stand on one side, `c` copies of each slot on the other, joined where a lesson may stand. Two lessons of one slot
//! and week always meet, so a solution is a matching that covers every period. When the largest matching leaves a period
//! out, the periods and slots that alternating paths reach from it are a violator: more periods than places, each of
//! them needed. The condition is necessary only: no violator does not mean that a solution exists.

mod people;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::algo::maximum_matching;
use petgraph::graph::{NodeIndex, UnGraph};

use crate::problem::{ActivityId, CellId, ConstraintId, Problem, ResourceId, SlotId, Tag};

/// A reason that no solution exists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// An activity has fewer places than lessons.
    NoPlace {
        /// Which.
        activity: ActivityId,
        /// Lessons that it has.
        lessons: usize,
        /// Places that are left to it.
        places: usize,
        /// Codes of the rules that took places away, the most effective first.
        rules: Vec<&'static str>,
        /// Resources that are unavailable at places left by the rules.
        closed: Vec<ResourceId>,
    },
    /// These activities' periods, all of one resource, fit fewer slots than there are periods.
    Crowded {
        /// Whose periods.
        resource: ResourceId,
        /// Number of periods.
        periods: usize,
        /// Number of places for them.
        places: usize,
        /// The activities that they belong to.
        activities: Vec<ActivityId>,
    },
    /// Nobody is left for a need.
    NoCandidate {
        /// Whose need.
        activity: ActivityId,
        /// Position in its needs.
        need: u8,
        /// Why candidates were barred.
        barred: Vec<Tag>,
        /// Candidates who are unavailable then.
        closed: Vec<ResourceId>,
    },
    /// At one moment more posts than people.
    Short {
        /// When.
        cell: CellId,
        /// Number of posts.
        needed: usize,
        /// How many of them people can take.
        places: usize,
        /// The posts: activity and position in its needs.
        posts: Vec<(ActivityId, u8)>,
        /// All who can take any of them.
        people: Vec<ResourceId>,
        /// Why others were barred from them.
        barred: Vec<Tag>,
    },
    /// A rule's limits leave too little for these posts.
    Overfull {
        /// Code of the rule.
        rule: &'static str,
        /// What the posts amount to (minutes, times).
        needed: u64,
        /// What the limits of all who can take them add up to.
        limit: u64,
        /// The posts: activity and position in its needs.
        posts: Vec<(ActivityId, u8)>,
        /// All who can take any of them.
        people: Vec<ResourceId>,
        /// Why others were barred from them.
        barred: Vec<Tag>,
    },
    /// A limit on a sum that no choice can keep.
    OutOfReach {
        /// The constraint.
        constraint: ConstraintId,
        /// Its limit.
        limit: i64,
        /// The nearest that can be reached.
        reach: i64,
    },
}

/// Every reason that counting finds: activities without places or people first; what they share only when there are none
/// of those.
#[must_use]
pub fn reasons(problem: &Problem) -> Vec<Reason> {
    let mut without: Vec<_> = problem.activity_ids().filter_map(|id| no_place(problem, id)).collect();
    let placeless: BTreeSet<ActivityId> = without
        .iter()
        .filter_map(|reason| match reason {
            Reason::NoPlace { activity, .. } => Some(*activity),
            _ => None,
        })
        .collect();
    let nobody = people::no_candidate(problem);
    without.extend(
        nobody
            .into_iter()
            .filter(|reason| !matches!(reason, Reason::NoCandidate { activity, .. } if placeless.contains(activity))),
    );
    if !without.is_empty() {
        return without;
    }
    let mut crowded: Vec<_> = (0..problem.resources.len())
        .map(ResourceId::from_index)
        .filter_map(|resource| (0..problem.weeks.max(1)).find_map(|week| crowded(problem, resource, week)))
        .collect();
    // A teacher's trouble is often a class's too: the smaller statement says more.
    crowded.sort_by_key(|reason| match reason {
        Reason::Crowded { periods, .. } => *periods,
        _ => 0,
    });
    // The same lessons in the class's week and in its room are one reason.
    let mut seen = BTreeSet::new();
    crowded.retain(|reason| match reason {
        Reason::Crowded { activities, .. } => seen.insert(activities.clone()),
        _ => true,
    });
    if crowded.is_empty() { people::reasons(problem) } else { crowded }
}

/// Placements of the activity at which all its given resources are available.
fn open_places(problem: &Problem, id: ActivityId) -> Vec<usize> {
    let activity = problem.activity(id);
    let given: Vec<_> = activity.needs.iter().filter_map(crate::problem::Need::given).collect();
    let free = |placement: &crate::problem::Placement| {
        given.iter().all(|r| {
            let closed = &problem.resource(*r).unavailable;
            placement.cells.iter().all(|cell| closed.binary_search(cell).is_err())
        })
    };
    (0..activity.domain.len()).filter(|index| free(problem.placement(activity.domain[*index]))).collect()
}

fn no_place(problem: &Problem, id: ActivityId) -> Option<Reason> {
    let activity = problem.activity(id);
    let places = open_places(problem, id).len();
    let lessons = activity.count as usize;
    if places >= lessons {
        return None;
    }
    let mut taken: BTreeMap<&'static str, usize> = BTreeMap::new();
    for exclusion in problem.exclusions.iter().filter(|exclusion| exclusion.activity == id) {
        *taken.entry(exclusion.tag.rule).or_default() += 1;
    }
    let mut rules: Vec<_> = taken.into_iter().collect();
    rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
    let closes = |resource: &ResourceId| {
        let closed = &problem.resource(*resource).unavailable;
        let meets = |p: &crate::problem::PlacementId| {
            problem.placement(*p).cells.iter().any(|cell| closed.binary_search(cell).is_ok())
        };
        activity.domain.iter().any(meets)
    };
    let given = activity.needs.iter().filter_map(crate::problem::Need::given);
    Some(Reason::NoPlace {
        activity: id,
        lessons,
        places,
        rules: rules.into_iter().map(|(rule, _)| rule).collect(),
        closed: given.filter(closes).collect(),
    })
}

/// A violator among the lessons that certainly use `resource` in `week`.
fn crowded(problem: &Problem, resource: ResourceId, week: u8) -> Option<Reason> {
    let capacity = problem.resource(resource).capacity as usize;
    let mut graph = UnGraph::<(), ()>::new_undirected();
    let mut slots: BTreeMap<SlotId, Vec<NodeIndex>> = BTreeMap::new();
    let mut owners: BTreeMap<NodeIndex, ActivityId> = BTreeMap::new();
    for id in problem.activity_ids() {
        let activity = problem.activity(id);
        let uses = activity.needs.iter().any(|need| need.given() == Some(resource));
        let certain = activity.domain.iter().all(|p| problem.placement(*p).weeks & (1 << week) != 0);
        if !uses || !certain {
            continue;
        }
        let length = activity.domain.first().map_or(1, |p| problem.placement(*p).length);
        let open = open_places(problem, id);
        for part in 0..u32::from(length) {
            let at: BTreeSet<_> =
                open.iter().map(|i| SlotId(problem.placement(activity.domain[*i]).start.0 + part)).collect();
            for _ in 0..activity.count {
                let unit = graph.add_node(());
                owners.insert(unit, id);
                for slot in &at {
                    let copies = slots
                        .entry(*slot)
                        .or_insert_with(|| (0..capacity.min(64)).map(|_| graph.add_node(())).collect());
                    for copy in copies.clone() {
                        graph.add_edge(unit, copy, ());
                    }
                }
            }
        }
    }
    // With this many copies of a slot nothing is ever crowded.
    if capacity > 64 || owners.is_empty() {
        return None;
    }
    let matching = maximum_matching(&graph);
    let left_out = owners.keys().find(|unit| matching.mate(**unit).is_none())?;
    let (mut units, mut places) = (BTreeSet::from([*left_out]), BTreeSet::new());
    let mut queue = VecDeque::from([*left_out]);
    while let Some(unit) = queue.pop_front() {
        for place in graph.neighbors(unit) {
            places.insert(place);
            if let Some(mate) = matching.mate(place).filter(|mate| units.insert(*mate)) {
                queue.push_back(mate);
            }
        }
    }
    let activities: BTreeSet<_> = units.iter().map(|unit| owners[unit]).collect();
    Some(Reason::Crowded {
        resource,
        periods: units.len(),
        places: places.len(),
        activities: activities.into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lowering::lower;
    use crate::school::TimeSpan;
    use crate::school::sample::{Sample, small};
    use crate::units::{Interval, Weekday, Weeks};

    fn found(school: Sample) -> Vec<String> {
        let school = school.plan("").school;
        let problem = lower(&school).problem;
        let names =
            |ids: &[ActivityId]| -> Vec<_> { ids.iter().map(|id| problem.activity(*id).name.clone()).collect() };
        reasons(&problem)
            .iter()
            .map(|reason| match reason {
                Reason::NoPlace { activity, lessons, places, rules, .. } => {
                    format!("{} {lessons}/{places} {}", problem.activity(*activity).name, rules.join(" "))
                }
                Reason::Crowded { resource, periods, places, activities } => {
                    format!("{} {periods}/{places} {:?}", problem.resource(*resource).name, names(activities))
                }
                other => format!("{other:?}"),
            })
            .collect()
    }

    fn span(day: u8, time: &str) -> TimeSpan {
        let time = Interval::parse(time).unwrap();
        TimeSpan { weeks: Weeks::All, weekday: Weekday::new(day).unwrap(), time }
    }

    #[test]
    fn a_possible_school_has_none() {
        let school = small().requires("一1班", "语文", "张芳", 8).requires("一2班", "语文", "张芳", 8);
        assert_eq!(found(school), Vec::<String>::new());
    }

    #[test]
    fn a_teacher_with_more_lessons_than_free_periods() {
        // Away from Tuesday to Friday: six periods on Monday for seven lessons of two classes.
        let school = small().requires("一1班", "语文", "张芳", 4).requires("一2班", "语文", "张芳", 3).with(|school| {
            school.teachers[0].unavailable = (2..=5).map(|day| span(day, "08:00-16:00")).collect();
        });
        assert_eq!(found(school), ["张芳 7/6 [\"一1班 语文\", \"一2班 语文\"]"]);
    }

    #[test]
    fn two_lessons_for_one_period_are_found_beside_many_free_ones() {
        let school = small()
            .requires("一1班", "语文", "张芳", 5)
            .requires("一1班", "体育", "王静", 1)
            .requires("一1班", "音乐", "赵敏", 1);
        let school = school.with(|school| {
            for teacher in [2, 3] {
                school.teachers[teacher].unavailable =
                    vec![span(1, "09:15-16:00"), span(2, "08:00-16:00"), span(3, "08:00-16:00")];
                school.teachers[teacher].unavailable.extend([span(4, "08:00-16:00"), span(5, "08:00-16:00")]);
            }
        });
        let school = school.setting("R108", |setting| setting.level = crate::school::Level::Off);
        assert_eq!(found(school), ["一1班 2/1 [\"一1班 体育\", \"一1班 音乐\"]"]);
    }

    #[test]
    fn a_lesson_that_may_stand_nowhere_names_the_rules() {
        let school = small().requires("一1班", "体育", "王静", 1).with(|school| {
            use crate::school::{PeriodSet, Which};
            school.subjects[3].forbidden = vec![PeriodSet { weekdays: Vec::new(), which: Which::All }];
        });
        assert_eq!(found(school), ["一1班 体育 1/0 R108"]);
    }
}
