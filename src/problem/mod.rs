//! The waist: activities, placements, resources, cells and weighted constraints; nothing of schools in it.
//!
//! An [`Activity`] stands for `count` identical lessons. Each lesson chooses one [`Placement`] of the activity's domain
//! (two lessons of one activity never the same) and, for each [`Need`], one candidate [`Resource`]. A placement covers
//! a set of atomic [`Cell`]s (week x day x clock interval), so that two bell schedules overlap exactly as the wall
//! clock says. A resource holds at most `capacity` lessons in a cell.
//!
//! A [`Constraint`] has a [`Kind`], the field's (XHSTT's) name for what it demands, and a [`Form`], which of the few
//! mathematical shapes it takes. Kind is for people and statistics; evaluation and search look at the form only.
//!
//! | kind (XHSTT)                                     | form                                                     |
//! |--------------------------------------------------|----------------------------------------------------------|
//! | assign time, assign resource                     | structure: every lesson has a placement and its resources |
//! | avoid clashes                                    | structure: `Resource::capacity`                          |
//! | avoid unavailable times                          | structure: `Resource::unavailable`; soft: [`Form::Count`] |
//! | split events, distribute split events            | structure: an activity's `count` and its placements' length |
//! | prefer times, spread events, link events,        | [`Form::Count`]                                          |
//! |   limit busy times (maximum), balance, travel    |                                                          |
//! | limit idle times, cluster busy times,            | [`Form::Pattern`]                                        |
//! |   limit busy times (minimum), limit runs         |                                                          |
//! | avoid split assignments                          | [`Form::SameResource`]                                   |
//! | limit workload                                   | [`Form::Workload`]                                       |
//! | prefer resources, few resources                  | [`Form::PreferResource`], [`Form::FewResources`]          |

pub mod differ;
pub mod park;

use std::fmt;

indices! {
    /// An atomic cell in [`Problem::cells`].
    CellId;
    /// A starting slot in [`Problem::slots`].
    SlotId;
    /// A placement in [`Problem::placements`].
    PlacementId;
    /// A resource in [`Problem::resources`].
    ResourceId;
    /// An activity in [`Problem::activities`].
    ActivityId;
    /// A constraint in [`Problem::constraints`].
    ConstraintId;
}

/// A scheduling problem.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// How many different weeks the cycle has: 1, or 2 with odd and even weeks.
    pub weeks: u8,
    /// Atomic pieces of time.
    pub cells: Vec<Cell>,
    /// Starting slots: the grid on which lessons of one clock trade places.
    pub slots: Vec<Slot>,
    /// All placements that some activity may choose.
    pub placements: Vec<Placement>,
    /// People, groups of people, rooms.
    pub resources: Vec<Resource>,
    /// What is to be placed.
    pub activities: Vec<Activity>,
    /// What makes a solution good.
    pub constraints: Vec<Constraint>,
    /// Placements that a constraint took out of an activity's domain, with the reason; kept for explanations.
    pub exclusions: Vec<Exclusion>,
    /// Candidates that were taken out of a need, with the reason (an earlier choice, most often); kept for explanations.
    pub barred: Vec<Barred>,
    /// No solution costs less: known beforehand, from the same problem with fewer constraints. 0 when nothing is known.
    pub floor: i64,
}

/// An atomic piece of time: no placement covers it in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Week of the cycle, from 0.
    pub week: u8,
    /// Day, from 0.
    pub day: u8,
    /// First minute.
    pub start: u16,
    /// First minute after.
    pub end: u16,
}

/// A starting slot of one grid (one bell schedule).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// Grid (bell schedule).
    pub grid: u16,
    /// Day, from 0.
    pub day: u8,
    /// Position in the day, from 0; the next slot of the same day and grid is one more.
    pub ordinal: u8,
}

/// A place in time that a lesson may take.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placement {
    /// First slot.
    pub start: SlotId,
    /// How many slots it covers: `start` and the following of the same grid and day.
    pub length: u8,
    /// Weeks of the cycle, bit `w` for week `w`.
    pub weeks: u8,
    /// Everything that it covers, sorted.
    pub cells: Vec<CellId>,
}

/// What a resource is, for those who look at whole columns of the timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceKind {
    /// A group of pupils whose whole week is scheduled: lessons of one such group trade places.
    Group,
    /// A person.
    Person,
    /// A room.
    Room,
    /// Something that only limits (a mutual exclusion).
    Token,
}

/// Somebody or something that lessons use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Name for messages.
    pub name: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Lessons at once; `u32::MAX` for no limit.
    pub capacity: u32,
    /// Cells in which it cannot be used, sorted.
    pub unavailable: Vec<CellId>,
}

/// `count` identical lessons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Name for messages.
    pub name: String,
    /// How many lessons; each takes a different placement.
    pub count: u32,
    /// Placements that may be chosen, sorted; already without those in [`Problem::exclusions`].
    pub domain: Vec<PlacementId>,
    /// Resources of every lesson.
    pub needs: Vec<Need>,
}

/// A resource that each lesson of an activity uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Who or what may fill it; one candidate means that it is given; none (all of them are in [`Problem::barred`])
    /// that there is no solution.
    pub candidates: Vec<ResourceId>,
    /// Whether all lessons of the activity have the same one.
    pub shared: bool,
}

impl Need {
    /// The only candidate, when there is no choice.
    #[must_use]
    pub fn given(&self) -> Option<ResourceId> {
        match self.candidates.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// Whether a constraint must hold or costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Must hold.
    Hard,
    /// Costs `weight` times the amount of the violation.
    Soft {
        /// Cost of one unit.
        weight: u32,
    },
}

/// The field's name of what a constraint demands (XHSTT's sixteen kinds, and the few that schools need beyond them).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    AssignTime,
    AssignResource,
    PreferTimes,
    PreferResources,
    SplitEvents,
    DistributeSplitEvents,
    AvoidClashes,
    AvoidSplitAssignments,
    SpreadEvents,
    LinkEvents,
    OrderEvents,
    AvoidUnavailableTimes,
    LimitIdleTimes,
    ClusterBusyTimes,
    LimitBusyTimes,
    LimitWorkload,
    /// At most so many busy slots in a row.
    LimitRuns,
    /// Two sets of lessons keep pace with each other.
    BalanceEvents,
    /// Two sets of lessons keep apart.
    SeparateEvents,
    /// Time to change places.
    TravelTime,
}

/// Who demands it: the rule and the people it is about, for explanations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// Code of the rule.
    pub rule: &'static str,
    /// Names of what it is about.
    pub about: Vec<String>,
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.rule, self.about.join(" "))
    }
}

/// One lesson of `activity` at `placement` counts `weight`, if its need `given.0` (when stated) is filled by `given.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// Activity.
    pub activity: ActivityId,
    /// Placement.
    pub placement: PlacementId,
    /// What it counts; may be negative.
    pub weight: i32,
    /// Condition on an open need: its position in [`Activity::needs`] and the resource that must fill it.
    pub given: Option<(u8, ResourceId)>,
}

/// What a [`Form::Pattern`] measures on its row of busy and free slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Free slots between the first and the last busy one, beyond `max`.
    Idle {
        /// Free of charge.
        max: u8,
    },
    /// For each run of busy slots its length beyond `max` (the number of windows of `max + 1` busy slots).
    Run {
        /// Free of charge.
        max: u8,
    },
    /// Shortfall below `min` if any slot is busy.
    AtLeast {
        /// Wanted.
        min: u8,
    },
    /// Busy slots beyond `max`.
    AtMost {
        /// Allowed.
        max: u8,
    },
}

impl Measure {
    /// The amount of violation of a row of slots, `busy` in order.
    #[must_use]
    pub fn amount(self, busy: &[bool]) -> u32 {
        let count = |total: usize| u32::try_from(total).unwrap_or(u32::MAX);
        let total = busy.iter().filter(|b| **b).count();
        match self {
            Self::Idle { max } => {
                let (Some(first), Some(last)) = (busy.iter().position(|b| *b), busy.iter().rposition(|b| *b)) else {
                    return 0;
                };
                count(last + 1 - first - total).saturating_sub(u32::from(max))
            }
            Self::Run { max } => busy.split(|b| !*b).map(|run| count(run.len()).saturating_sub(u32::from(max))).sum(),
            Self::AtLeast { min } if total > 0 => u32::from(min).saturating_sub(count(total)),
            Self::AtLeast { .. } => 0,
            Self::AtMost { max } => count(total).saturating_sub(u32::from(max)),
        }
    }
}

/// The mathematical shape of a constraint. The amount of its violation is a non-negative whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// `S` = sum of the weights of the terms that hold; amount = `max(0, min - S, S - max)`.
    Count {
        /// What is counted.
        terms: Vec<Term>,
        /// Lower limit.
        min: i32,
        /// Upper limit.
        max: i32,
    },
    /// Slot `i` is busy when any term of `slots[i]` holds; amount = `measure` of the row. At most 16 slots.
    Pattern {
        /// The row of slots; the weights of the terms are not used.
        slots: Vec<Vec<Term>>,
        /// What is measured.
        measure: Measure,
    },
    /// All the needs are filled by the same resource; amount = number of different ones less 1. Needs must be shared.
    SameResource {
        /// Activity and position in its needs.
        needs: Vec<(ActivityId, u8)>,
    },
    /// Sum of `load` over the shared needs that `resource` fills; amount = `max(0, min - sum, sum - max)`.
    Workload {
        /// Whose load.
        resource: ResourceId,
        /// Activity, position in its needs, load when `resource` fills it.
        loads: Vec<(ActivityId, u8, u32)>,
        /// Lower limit.
        min: u32,
        /// Upper limit.
        max: u32,
    },
    /// Amount = sum of `costs` of the resources chosen, over the lessons of the activity (once, for a shared need).
    PreferResource {
        /// Activity and position in its needs.
        need: (ActivityId, u8),
        /// Cost of each candidate that costs anything.
        costs: Vec<(ResourceId, u32)>,
    },
    /// Amount = number of different resources that fill the needs, beyond `max`.
    FewResources {
        /// Activity and position in its needs.
        needs: Vec<(ActivityId, u8)>,
        /// Free of charge.
        max: u32,
    },
}

/// Something demanded of a solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// The field's name for it.
    pub kind: Kind,
    /// Its mathematics.
    pub form: Form,
    /// Hard, or its cost.
    pub strength: Strength,
    /// Who demands it.
    pub tag: Tag,
}

/// A placement that was taken out of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// From whose domain.
    pub activity: ActivityId,
    /// What was taken out.
    pub placement: PlacementId,
    /// Why.
    pub tag: Tag,
}

/// A candidate that was taken out of a need. Search ignores it; explanations say which earlier choice is in the way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Barred {
    /// Whose need.
    pub activity: ActivityId,
    /// Position in [`Activity::needs`].
    pub need: u8,
    /// Who was taken out.
    pub resource: ResourceId,
    /// Why: the rule, and what stands in the way in the words of the school ("Monday period 6, 2-1 Chinese").
    pub tag: Tag,
}

/// Where one lesson stands and who fills its needs, in the order of [`Activity::needs`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// Placement, from the activity's domain.
    pub placement: PlacementId,
    /// One resource a need.
    pub resources: Vec<ResourceId>,
}

/// A full answer: for each activity its `count` lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Solution {
    /// Lessons by activity, sorted by placement.
    pub lessons: Vec<Vec<Choice>>,
}

impl Problem {
    /// The activity `id`.
    #[must_use]
    pub fn activity(&self, id: ActivityId) -> &Activity {
        &self.activities[id.index()]
    }

    /// The placement `id`.
    #[must_use]
    pub fn placement(&self, id: PlacementId) -> &Placement {
        &self.placements[id.index()]
    }

    /// The resource `id`.
    #[must_use]
    pub fn resource(&self, id: ResourceId) -> &Resource {
        &self.resources[id.index()]
    }

    /// Resources of a kind that every lesson of an activity has, without a choice; sorted, each once.
    #[must_use]
    pub fn given(&self, activity: ActivityId, kind: ResourceKind) -> Vec<ResourceId> {
        let given = self.activity(activity).needs.iter().filter_map(Need::given);
        let mut given: Vec<ResourceId> = given.filter(|resource| self.resource(*resource).kind == kind).collect();
        given.sort_unstable();
        given.dedup();
        given
    }

    /// All activity identifiers in order.
    pub fn activity_ids(&self) -> impl Iterator<Item = ActivityId> + use<> {
        (0..self.activities.len()).map(ActivityId::from_index)
    }

    /// Number of lessons to place.
    #[must_use]
    pub fn lesson_count(&self) -> usize {
        self.activities.iter().map(|activity| activity.count as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_of_a_day() {
        let row = |text: &str| text.bytes().map(|b| b == b'#').collect::<Vec<_>>();
        assert_eq!(Measure::Idle { max: 0 }.amount(&row("#..#.#.")), 3);
        assert_eq!(Measure::Idle { max: 1 }.amount(&row("#..#.#.")), 2);
        assert_eq!(Measure::Idle { max: 0 }.amount(&row("......")), 0);
        assert_eq!(Measure::Run { max: 3 }.amount(&row("#####.#")), 2);
        assert_eq!(Measure::AtLeast { min: 2 }.amount(&row("...#...")), 1);
        assert_eq!(Measure::AtLeast { min: 2 }.amount(&row(".......")), 0);
        assert_eq!(Measure::AtMost { max: 4 }.amount(&row("######.")), 2);
        // The first busy slot is not the day's first: what lies before it is no gap.
        assert_eq!(Measure::Idle { max: 0 }.amount(&row("..#.#..")), 1);
        assert_eq!(Measure::Idle { max: 0 }.amount(&row(".###...")), 0);
    }

    #[test]
    fn only_a_need_without_a_choice_is_given() {
        let need = |candidates: &[u32]| Need {
            candidates: candidates.iter().copied().map(ResourceId).collect(),
            shared: true,
        };
        assert_eq!(need(&[7]).given(), Some(ResourceId(7)));
        assert_eq!(need(&[7, 8]).given(), None);
        assert_eq!(need(&[]).given(), None);
    }

    #[test]
    fn lessons_are_counted_by_activity() {
        let activity = |count| Activity { name: String::new(), count, domain: Vec::new(), needs: Vec::new() };
        let problem = Problem { activities: vec![activity(3), activity(4)], ..Problem::default() };
        assert_eq!(problem.lesson_count(), 7);
    }

    #[test]
    fn a_tag_names_its_rule_and_whom_it_is_about() {
        let tag = Tag { rule: "R108", about: vec!["张芳".to_owned(), "一1班".to_owned()] };
        assert_eq!(tag.to_string(), "R108 张芳 一1班");
    }
}
