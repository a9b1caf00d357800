//! An XHSTT instance and its solutions, in the format's own terms; every reference is an index.
//!
//! Points of application are expanded: a constraint that applies to a group of events holds the events themselves, each
//! once, in the order of the file. What belongs to a point that is a whole event group (spread, link, avoid split
//! assignments) stays a group.

indices! {
    /// A time in [`Instance::times`]; the times are consecutive in the order of the file.
    TimeId;
    /// A time group in [`Instance::time_groups`].
    TimeGroupId;
    /// A resource type in [`Instance::resource_types`].
    TypeId;
    /// A resource in [`Instance::resources`].
    ResourceId;
    /// A resource group in [`Instance::resource_groups`].
    ResourceGroupId;
    /// An event in [`Instance::events`].
    EventId;
    /// An event group in [`Instance::event_groups`].
    EventGroupId;
    /// A constraint in [`Instance::constraints`].
    ConstraintId;
}

/// An instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instance {
    /// `Id` of the instance.
    pub id: String,
    /// Its `Name` in the meta data.
    pub name: String,
    /// Times in order.
    pub times: Vec<Named>,
    /// Sets of times: days, weeks and others.
    pub time_groups: Vec<Group<TimeId>>,
    /// Kinds of resources: teachers, classes, rooms, ...
    pub resource_types: Vec<Named>,
    /// Resources.
    pub resources: Vec<Resource>,
    /// Sets of resources.
    pub resource_groups: Vec<Group<ResourceId>>,
    /// Events.
    pub events: Vec<Event>,
    /// Sets of events (courses too).
    pub event_groups: Vec<Group<EventId>>,
    /// Constraints in the order of the file.
    pub constraints: Vec<Constraint>,
}

/// Something with an `Id` and a `Name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// `Id`.
    pub id: String,
    /// `Name`.
    pub name: String,
}

/// What a set of times is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupKind {
    /// A plain group.
    #[default]
    Plain,
    /// A `Day` (of times).
    Day,
    /// A `Week` (of times).
    Week,
    /// A `Course` (of events).
    Course,
}

/// A named set; its members in the order of the file, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<M> {
    /// `Id` and `Name`.
    pub named: Named,
    /// Plain, or what it is called in the file.
    pub kind: GroupKind,
    /// Members.
    pub members: Vec<M>,
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// `Id` and `Name`.
    pub named: Named,
    /// Its type.
    pub kind: TypeId,
}

/// An event: `duration` times' worth of meeting, to be split into [`SolutionEvent`]s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// `Id` and `Name`.
    pub named: Named,
    /// Total duration, in times.
    pub duration: u32,
    /// Workload of the whole event; of an event resource that states none.
    pub workload: u32,
    /// Preassigned starting time; such an event is one solution event that starts there.
    pub time: Option<TimeId>,
    /// What it needs.
    pub resources: Vec<EventResource>,
}

/// A resource that an event needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventResource {
    /// How constraints and solutions name it; a preassigned one may have none.
    pub role: Option<String>,
    /// Type of what may fill it.
    pub kind: TypeId,
    /// Filled beforehand.
    pub preassigned: Option<ResourceId>,
    /// Workload for whoever fills it.
    pub workload: u32,
}

/// From a deviation to what its weight multiplies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostFunction {
    /// The deviation.
    Linear,
    /// Its square.
    Quadratic,
    /// 1 if there is any.
    Step,
}

impl CostFunction {
    /// `f(deviation)`.
    #[must_use]
    pub fn of(self, deviation: i64) -> i64 {
        match self {
            Self::Linear => deviation,
            Self::Quadratic => deviation.saturating_mul(deviation),
            Self::Step => i64::from(deviation > 0),
        }
    }
}

/// A constraint: its cost is the sum over its points of application of `weight * f(deviation)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// `Id` and `Name`.
    pub named: Named,
    /// Whether its cost is infeasibility (else objective).
    pub required: bool,
    /// Cost of one unit.
    pub weight: u32,
    /// Of each point's deviation.
    pub cost: CostFunction,
    /// What it demands, and of whom.
    pub demand: Demand,
}

/// Lower and upper limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Least.
    pub minimum: u32,
    /// Most.
    pub maximum: u32,
}

impl Limits {
    /// How far `value` is outside.
    #[must_use]
    pub fn deviation(self, value: i64) -> i64 {
        (i64::from(self.minimum) - value).max(value - i64::from(self.maximum)).max(0)
    }
}

/// The sixteen kinds. A point of application is one event (of `events`), one event resource (event and position in its
/// resources, of `places`), one event group, one pair, or one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Duration of an event resource's solution events that nobody fills.
    AssignResource {
        /// Points.
        places: Vec<(EventId, usize)>,
    },
    /// Duration of an event's solution events without a time.
    AssignTime {
        /// Points.
        events: Vec<EventId>,
    },
    /// Solution events whose duration is outside `duration`, plus the distance of their number from `amount`.
    SplitEvents {
        /// Points.
        events: Vec<EventId>,
        /// Of one solution event.
        duration: Limits,
        /// How many solution events.
        amount: Limits,
    },
    /// Distance of the number of solution events of `duration` from `number`.
    DistributeSplitEvents {
        /// Points.
        events: Vec<EventId>,
        /// Of the solution events that are counted.
        duration: u32,
        /// How many.
        number: Limits,
    },
    /// Duration of solution events whose resource is none of `resources` (an unfilled one deviates nothing).
    PreferResources {
        /// Points.
        places: Vec<(EventId, usize)>,
        /// Preferred; sorted.
        resources: Vec<ResourceId>,
    },
    /// Duration of solution events (of `duration` only, when stated) that start at none of `times`.
    PreferTimes {
        /// Points.
        events: Vec<EventId>,
        /// Preferred starting times; sorted.
        times: Vec<TimeId>,
        /// Only solution events of this duration.
        duration: Option<u32>,
    },
    /// Number of different resources that fill the places of one group, less 1.
    AvoidSplitAssignments {
        /// Points: one set of event resources a group.
        groups: Vec<(EventGroupId, Vec<(EventId, usize)>)>,
    },
    /// For each of `times`: distance of the number of the group's solution events that start in it from its limits.
    SpreadEvents {
        /// Points.
        groups: Vec<EventGroupId>,
        /// Sets of times with limits.
        times: Vec<(TimeGroupId, Limits)>,
    },
    /// Number of times at which some but not all events of the group are running.
    LinkEvents {
        /// Points.
        groups: Vec<EventGroupId>,
    },
    /// The second event starts `separation` times after the end of the first.
    OrderEvents {
        /// Points: first, second, allowed separation.
        pairs: Vec<(EventId, EventId, Limits)>,
    },
    /// For each time the number of solution events that use the resource then, less 1.
    AvoidClashes {
        /// Points.
        resources: Vec<ResourceId>,
    },
    /// Number of `times` at which the resource is busy.
    AvoidUnavailableTimes {
        /// Points.
        resources: Vec<ResourceId>,
        /// Times; sorted.
        times: Vec<TimeId>,
    },
    /// Distance of the number of idle times (free between the first and the last busy one of a group), over all groups.
    LimitIdleTimes {
        /// Points.
        resources: Vec<ResourceId>,
        /// Sets of times.
        times: Vec<TimeGroupId>,
        /// Allowed in all.
        limits: Limits,
    },
    /// Distance of the number of groups in which the resource is busy at all.
    ClusterBusyTimes {
        /// Points.
        resources: Vec<ResourceId>,
        /// Sets of times.
        times: Vec<TimeGroupId>,
        /// Allowed.
        limits: Limits,
    },
    /// For each group in which the resource is busy at all: distance of its number of busy times; summed.
    LimitBusyTimes {
        /// Points.
        resources: Vec<ResourceId>,
        /// Sets of times.
        times: Vec<TimeGroupId>,
        /// Allowed in each.
        limits: Limits,
    },
    /// Distance of the resource's total workload, rounded up.
    LimitWorkload {
        /// Points.
        resources: Vec<ResourceId>,
        /// Allowed.
        limits: Limits,
    },
}

impl Demand {
    /// The kind's name in the format.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::AssignResource { .. } => "AssignResourceConstraint",
            Self::AssignTime { .. } => "AssignTimeConstraint",
            Self::SplitEvents { .. } => "SplitEventsConstraint",
            Self::DistributeSplitEvents { .. } => "DistributeSplitEventsConstraint",
            Self::PreferResources { .. } => "PreferResourcesConstraint",
            Self::PreferTimes { .. } => "PreferTimesConstraint",
            Self::AvoidSplitAssignments { .. } => "AvoidSplitAssignmentsConstraint",
            Self::SpreadEvents { .. } => "SpreadEventsConstraint",
            Self::LinkEvents { .. } => "LinkEventsConstraint",
            Self::OrderEvents { .. } => "OrderEventsConstraint",
            Self::AvoidClashes { .. } => "AvoidClashesConstraint",
            Self::AvoidUnavailableTimes { .. } => "AvoidUnavailableTimesConstraint",
            Self::LimitIdleTimes { .. } => "LimitIdleTimesConstraint",
            Self::ClusterBusyTimes { .. } => "ClusterBusyTimesConstraint",
            Self::LimitBusyTimes { .. } => "LimitBusyTimesConstraint",
            Self::LimitWorkload { .. } => "LimitWorkloadConstraint",
        }
    }
}

/// A part of an event in a solution.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SolutionEvent {
    /// Whose part.
    pub event: EventId,
    /// How many times it runs.
    pub duration: u32,
    /// Starting time.
    pub time: Option<TimeId>,
    /// Who fills the event's resources, in their order; preassigned ones are filled.
    pub resources: Vec<Option<ResourceId>>,
}

/// A solution: the durations of an event's parts add up to its duration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Solution {
    /// Parts, sorted by event.
    pub events: Vec<SolutionEvent>,
}

/// What a solution costs; cheaper ones first, any infeasibility being worse than every objective.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cost {
    /// Cost of the required constraints.
    pub infeasibility: i64,
    /// Cost of the others.
    pub objective: i64,
}

/// What a search may use, and whom it tells.
pub struct Control<'a> {
    /// Ends it.
    pub deadline: std::time::Instant,
    /// Seed of everything random.
    pub seed: u64,
    /// Ends it, too; asked often.
    pub stop: &'a dyn Fn() -> bool,
    /// Ends it after so many moves (or neighbourhoods); then the answer depends on nothing but instance, start and seed.
    pub moves: Option<u64>,
    /// The best that anybody else has found, asked now and then; a search takes it over when it is better.
    pub other: &'a dyn Fn() -> Option<(Solution, Cost)>,
    /// Told of every annealing that begins, so that other threads may [`help`](super::search::help).
    pub share: Option<&'a dyn Fn(&std::sync::Arc<super::search::Chain>)>,
    /// Told of every better solution.
    pub improved: &'a mut dyn FnMut(&Solution, Cost),
    /// What of the objective neighbourhoods have gained that were solved, not walks between them.
    pub gained: i64,
}
