//! Why a problem has no solution, where counting shows it: lessons without enough places, groups of lessons that share too few
//! places (Hall violators of a bipartite matching), and moments with too few people for all who must have a lesson.
//!
//! For each resource of capacity `c` (or set of rooms that lessons choose from, of `c` together where they are open) and each week: the periods of the lessons that certainly use the resource in that
//! week stand on one side, `c` copies of each slot on the other, joined where a lesson may stand. Two lessons of one slot
//! and week always meet, so a solution is a matching that covers every period. When the largest matching leaves a period
//! out, the periods and slots that alternating paths reach from it are a violator: more periods than places, each of
//! them needed. The condition is necessary only: no violator does not mean that a solution exists.

mod moments;
mod people;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::algo::maximum_matching;
use petgraph::graph::{NodeIndex, UnGraph};

use crate::problem::{ActivityId, CellId, ConstraintId, Problem, ResourceId, ResourceKind, SlotId, Tag};

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
        /// Whose periods; several rooms when the lessons choose from them.
        resources: Vec<ResourceId>,
        /// Number of periods.
        periods: usize,
        /// Number of places for them.
        places: usize,
        /// The activities that they belong to.
        activities: Vec<ActivityId>,
    },
    /// At one moment more groups have a lesson, whatever is chosen, than people are free to give it.
    Unstaffed {
        /// When.
        cell: CellId,
        /// The groups: each has as many lessons as times for them.
        groups: Vec<ResourceId>,
        /// All who are free to teach any of them then.
        people: Vec<ResourceId>,
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
    let open = Places::new(problem);
    let mut without: Vec<_> = problem.activity_ids().filter_map(|id| no_place(problem, &open, id)).collect();
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
    let weeks = 0..problem.weeks.max(1);
    let slots: Vec<_> = weeks.clone().map(|week| alike(problem, week)).collect();
    let find = |shared: &[ResourceId]| {
        weeks.clone().zip(&slots).find_map(|(week, alike)| crowded(problem, &open, shared, week, alike))
    };
    let mut crowded: Vec<_> = shared(problem).iter().filter_map(|resources| find(resources)).collect();
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
    if crowded.is_empty() {
        crowded = moments::unstaffed(problem, &open);
    }
    if crowded.is_empty() { people::reasons(problem) } else { crowded }
}

/// For each activity the positions in its domain at which all its given resources are available.
struct Places(Vec<Vec<usize>>);

impl Places {
    fn new(problem: &Problem) -> Self {
        Self(problem.activity_ids().map(|id| open_places(problem, id)).collect())
    }

    fn of(&self, id: ActivityId) -> &[usize] {
        self.0.get(id.index()).map_or(&[], Vec::as_slice)
    }
}

/// Every resource by itself, and the sets of rooms that lessons choose from.
fn shared(problem: &Problem) -> Vec<Vec<ResourceId>> {
    let mut sets: BTreeSet<Vec<ResourceId>> = BTreeSet::new();
    for need in problem.activities.iter().flat_map(|activity| &activity.needs) {
        let mut candidates = need.candidates.clone();
        candidates.sort_unstable();
        let rooms = candidates.iter().all(|r| problem.resource(*r).kind == ResourceKind::Room);
        if candidates.len() == 1 || (rooms && !candidates.is_empty()) {
            sets.insert(candidates);
        }
    }
    sets.into_iter().collect()
}

/// For each slot the first one that covers the same cells in `week`: the same hour under another bell.
fn alike(problem: &Problem, week: u8) -> BTreeMap<SlotId, SlotId> {
    let mut first: BTreeMap<Vec<CellId>, SlotId> = BTreeMap::new();
    let mut alike = BTreeMap::new();
    for placement in problem.placements.iter().filter(|p| p.length == 1 && p.weeks & (1 << week) != 0) {
        let of_week = |cell: &&CellId| problem.cells.get(cell.index()).is_some_and(|cell| cell.week == week);
        let cells: Vec<CellId> = placement.cells.iter().filter(of_week).copied().collect();
        let known = *first.entry(cells).or_insert(placement.start);
        alike.insert(placement.start, known);
    }
    alike
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

fn no_place(problem: &Problem, open: &Places, id: ActivityId) -> Option<Reason> {
    let activity = problem.activity(id);
    let places = open.of(id).len();
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

/// A violator among the lessons that certainly use one of `shared` in `week`; `alike` are slots of one hour.
fn crowded(
    problem: &Problem,
    open: &Places,
    shared: &[ResourceId],
    week: u8,
    alike: &BTreeMap<SlotId, SlotId>,
) -> Option<Reason> {
    let mut graph = UnGraph::<(), ()>::new_undirected();
    let mut slots: BTreeMap<SlotId, Vec<NodeIndex>> = BTreeMap::new();
    let mut owners: BTreeMap<NodeIndex, ActivityId> = BTreeMap::new();
    let capacity: usize = shared.iter().map(|r| problem.resource(*r).capacity.min(MANY + 1) as usize).sum();
    // With this many places at once nothing is ever crowded.
    if capacity > MANY as usize {
        return None;
    }
    // How many of them are open at a slot.
    let places = |cells: &[CellId]| -> usize {
        let covered = cells.iter().filter(|cell| problem.cells.get(cell.index()).is_some_and(|c| c.week == week));
        let covered: Vec<&CellId> = covered.collect();
        let free = |r: &&ResourceId| {
            let closed = &problem.resource(**r).unavailable;
            covered.iter().all(|cell| closed.binary_search(cell).is_err())
        };
        shared.iter().filter(free).map(|r| problem.resource(*r).capacity as usize).sum()
    };
    let mut cells_of: BTreeMap<SlotId, &[CellId]> = BTreeMap::new();
    for placement in problem.placements.iter().filter(|p| p.length == 1 && p.weeks & (1 << week) != 0) {
        cells_of.insert(placement.start, &placement.cells);
    }
    for id in problem.activity_ids() {
        let activity = problem.activity(id);
        let uses = activity.needs.iter().filter(|need| within(&need.candidates, shared)).count();
        let certain = activity.domain.iter().all(|p| problem.placement(*p).weeks & (1 << week) != 0);
        if uses == 0 || !certain {
            continue;
        }
        let length = activity.domain.first().map_or(1, |p| problem.placement(*p).length);
        for part in 0..u32::from(length) {
            let at: BTreeSet<_> = open
                .of(id)
                .iter()
                .map(|i| SlotId(problem.placement(activity.domain[*i]).start.0 + part))
                .map(|slot| alike.get(&slot).copied().unwrap_or(slot))
                .collect();
            for _ in 0..activity.count {
                let unit = graph.add_node(());
                owners.insert(unit, id);
                for slot in &at {
                    let count = cells_of.get(slot).map_or(capacity, |cells| places(cells));
                    let copies = slots.entry(*slot).or_insert_with(|| (0..count).map(|_| graph.add_node(())).collect());
                    for copy in copies.clone() {
                        graph.add_edge(unit, copy, ());
                    }
                }
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
            if let Some(mate) = matching.mate(place).filter(|mate| units.insert(*mate)) {
                queue.push_back(mate);
            }
        }
    }
    let activities: BTreeSet<_> = units.iter().map(|unit| owners[unit]).collect();
    Some(Reason::Crowded {
        resources: shared.to_vec(),
        periods: units.len(),
        places: places.len(),
        activities: activities.into_iter().collect(),
    })
}

/// More places at once than this are as good as no limit.
const MANY: u32 = 64;

/// Whether a need takes one of `shared`, whoever is chosen.
fn within(candidates: &[ResourceId], shared: &[ResourceId]) -> bool {
    !candidates.is_empty() && candidates.iter().all(|candidate| shared.contains(candidate))
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
                Reason::Crowded { resources, periods, places, activities } => {
                    let of: Vec<_> = resources.iter().map(|r| problem.resource(*r).name.as_str()).collect();
                    format!("{} {periods}/{places} {:?}", of.join("+"), names(activities))
                }
                Reason::Unstaffed { groups, people, .. } => {
                    let of = |ids: &[ResourceId]| -> Vec<_> {
                        ids.iter().map(|r| problem.resource(*r).name.clone()).collect()
                    };
                    format!("{:?} {:?}", of(groups), of(people))
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
