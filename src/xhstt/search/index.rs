//! What never changes during a search, in flat arrays: the instance compiled for the counters of [`super::state`].
//!
//! An event of duration `D` has `D` *slots*, one for each part that it may be split into; a slot of duration 0 is unused.
//! A *point* is a point of application of a constraint with its price and cost function; its deviation lives in the state.
//! Costs that add up over parts (linear preferences for times) are one table look-up, `unary`.

use super::base::{Span, Sum};
use crate::xhstt::model::{CostFunction, Instance};

/// A point of application.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub price: Sum,
    pub function: CostFunction,
}

/// An event as the search sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct Event {
    pub duration: u16,
    /// Starts there, whatever happens.
    pub preset: Option<u16>,
    /// Its `duration` slots begin here.
    pub first_slot: u32,
    /// Resources that are preassigned, in [`Index::fixed`].
    pub fixed: Span,
    /// Places to fill, in [`Index::opens`].
    pub opens: Span,
    /// Row of duration 1 in [`Index::unary`]; row `d` stands `(d - 1) * (times + 1)` further.
    pub unary: u32,
    /// Costs of times that do not add up, in [`Index::odd`].
    pub odd: Span,
    /// In [`Index::spreads`].
    pub spreads: Span,
    /// In [`Index::link_refs`].
    pub links: Span,
    /// Row in the counters of running parts; only for events with links.
    pub running: u32,
    /// Events that share a link group, in [`Index::mates`].
    pub mates: Span,
    /// In [`Index::order_refs`].
    pub orders: Span,
    /// In [`Index::splits`].
    pub splits: Span,
    /// Span of duration 1 in [`Index::domains`].
    pub domains: u32,
    /// Whether other durations of parts are as good.
    pub flexible: bool,
    /// The best durations to begin with.
    pub parts: Vec<u16>,
}

/// A time cost of an event that is no plain sum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Odd {
    pub point: u32,
    pub kind: OddKind,
}

/// What makes it deviate, by the duration of the part.
#[derive(Clone, Copy, Debug)]
pub(super) enum OddKind {
    /// No time.
    Untimed,
    /// A start outside the mask (offset in [`Index::masks`]); only parts of the duration if there is one.
    Outside { mask: u32, duration: Option<u16> },
}

/// Spread of one group: where an event of it counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    pub point: u32,
    /// First of the group's counters.
    pub counters: u32,
    /// First of the constraint's limits, in [`Index::limits`].
    pub limits: u32,
    /// Row by time in [`Index::set_rows`], which holds offsets in [`Index::sets`].
    pub rows: u32,
}

/// A link group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub point: u32,
    /// Events in it.
    pub size: u16,
}

/// A pair in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    pub point: u32,
    pub first: u32,
    pub second: u32,
    pub limits: Bounds,
}

/// Limits in the arithmetic of the search.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    pub least: i32,
    pub most: i32,
}

impl Bounds {
    pub(super) fn deviation(self, value: i32) -> i32 {
        (self.least - value).max(value - self.most).max(0)
    }
}

/// A demand on the durations of an event's parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    pub point: u32,
    pub kind: SplitKind,
}

/// Which.
#[derive(Clone, Copy, Debug)]
pub(super) enum SplitKind {
    /// Durations within, number within.
    Parts { duration: Bounds, amount: Bounds },
    /// Number of parts of this duration within.
    Distribute { duration: u16, number: Bounds },
}

impl SplitKind {
    pub(super) fn deviation(self, parts: impl Iterator<Item = u16>) -> i32 {
        match self {
            Self::Parts { duration, amount } => {
                let (mut wrong, mut number) = (0, 0);
                for part in parts {
                    wrong += i32::from(duration.deviation(i32::from(part)) > 0);
                    number += 1;
                }
                wrong + amount.deviation(number)
            }
            Self::Distribute { duration, number } => {
                let counted = parts.filter(|part| *part == duration).count();
                number.deviation(i32::try_from(counted).unwrap_or(i32::MAX))
            }
        }
    }
}

/// A place to fill.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// Position in the event's resources.
    pub place: u32,
    /// Who may fill it without a needless breach, in [`Index::candidates`].
    pub candidates: Span,
    /// In [`Index::fills`].
    pub fills: Span,
    /// Avoid-split points, in [`Index::group_refs`].
    pub groups: Span,
    /// Load of one time, in units of `1 / Index::load_unit`.
    pub load: i64,
    /// Whether leaving it unfilled costs nothing.
    pub optional: bool,
}

/// A cost of who fills a place, by duration.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fill {
    pub point: u32,
    /// Set of the preferred ones (in [`Index::preferred`]); none: somebody must fill it.
    pub preferred: Option<u32>,
}

/// A demand on one resource.
#[derive(Clone, Copy, Debug)]
pub(super) struct Monitor {
    pub kind: MonitorKind,
    pub function: CostFunction,
    pub price: Sum,
    pub limits: Bounds,
    /// Masks of its groups, in [`Index::masks`], `words` each.
    pub masks: Span,
}

/// Which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonitorKind {
    Clash,
    Unavailable,
    Idle,
    Cluster,
    Busy,
    Workload,
}

/// The compiled instance.
#[derive(Debug)]
pub(super) struct Index<'i> {
    pub instance: &'i Instance,
    pub times: usize,
    /// Words of a mask of times.
    pub words: usize,
    pub events: Vec<Event>,
    /// Event of each slot.
    pub event_of: Vec<u32>,
    /// First entry of each slot among the filled places.
    pub first_fill: Vec<u32>,
    /// Slots' places to fill, in all.
    pub fill_slots: usize,
    pub points: Vec<Point>,
    /// Deviations of an empty plan.
    pub start: Vec<i32>,
    /// Linear costs of times by duration and time, the last column being no time.
    pub unary: Vec<Sum>,
    pub odd: Vec<Odd>,
    pub masks: Vec<u64>,
    pub fixed: Vec<u32>,
    pub opens: Vec<Open>,
    pub fills: Vec<Fill>,
    /// Resources in sets, one bit each.
    pub preferred: Vec<Vec<u64>>,
    pub candidates: Vec<u32>,
    /// Avoid-split groups of places.
    pub group_refs: Vec<u32>,
    /// Point of each avoid-split group.
    pub groups: Vec<u32>,
    /// Open places of each avoid-split group: event and position among its open places.
    pub group_places: Vec<Vec<(u32, u32)>>,
    /// Resources that preassigned places bring into each group.
    pub group_fixed: Vec<Vec<u32>>,
    pub spreads: Vec<Spread>,
    pub spread_counters: usize,
    pub limits: Vec<Bounds>,
    pub set_rows: Vec<u32>,
    pub sets: Vec<u32>,
    pub links: Vec<Link>,
    pub link_refs: Vec<u32>,
    pub linked_events: usize,
    pub mates: Vec<u32>,
    pub orders: Vec<Order>,
    pub order_refs: Vec<u32>,
    pub splits: Vec<Split>,
    /// Starting times without a needless breach by event and duration, in [`Index::starts`].
    pub domains: Vec<Span>,
    pub starts: Vec<u16>,
    pub monitors: Vec<Monitor>,
    /// Monitors of each resource.
    pub watched: Vec<Span>,
    /// Resources that should be busy in few sets of times.
    pub clustered: Vec<u32>,
    /// Whether clashes of the resource cost anything.
    pub clashes: Vec<bool>,
    /// What a clash of the resource costs at least; nothing where that is no sum.
    pub clash_price: Vec<Sum>,
    /// What being busy costs at each time: where the resource's row begins in `closed`, plus 1; 0 where it costs nothing.
    pub closed_row: Vec<u32>,
    pub closed: Vec<Sum>,
    /// Load of the preassigned places of each resource.
    pub base_load: Vec<i64>,
    pub load_unit: i64,
    /// Events in which each resource is preassigned.
    pub events_of: Vec<Vec<u32>>,
    /// Events whose time, durations or resources can change.
    pub movable: Vec<u32>,
    /// Open places: event and position among its open places.
    pub open_places: Vec<(u32, u32)>,
    /// Events of which the durations can change.
    pub flexible: Vec<u32>,
    /// The smallest price of an objective constraint.
    pub least_soft: i64,
}

impl Index<'_> {
    pub(super) fn slots(&self, event: u32) -> std::ops::Range<usize> {
        let event = &self.events[event as usize];
        event.first_slot as usize..event.first_slot as usize + usize::from(event.duration)
    }

    /// Starting times of the event's parts of `duration`.
    pub(super) fn domain(&self, event: u32, duration: u16) -> &[u16] {
        let row = self.events[event as usize].domains as usize + usize::from(duration) - 1;
        &self.starts[self.domains[row].range()]
    }

    pub(super) fn fixed(&self, event: u32) -> &[u32] {
        &self.fixed[self.events[event as usize].fixed.range()]
    }

    pub(super) fn opens(&self, event: u32) -> &[Open] {
        &self.opens[self.events[event as usize].opens.range()]
    }

    pub(super) fn mates(&self, event: u32) -> &[u32] {
        &self.mates[self.events[event as usize].mates.range()]
    }
}
