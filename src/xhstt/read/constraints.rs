//! The sixteen kinds of constraints, their points of application expanded.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::instance::{Names, named, type_args};
use super::xml::{self, Reader};
use crate::args;
use crate::text::xhstt as words;
use crate::xhstt::model::{
    Constraint, CostFunction, Demand, EventGroupId, EventId, Instance, ResourceId, TimeGroupId, TimeId,
};

/// Children that every constraint has.
const COMMON: [&str; 5] = ["Name", "Required", "Weight", "CostFunction", "AppliesTo"];
/// How groups of times and of events are called in a list of references.
const TIME_GROUPS: [&str; 3] = ["TimeGroup", "Day", "Week"];
const EVENT_GROUPS: [&str; 2] = ["EventGroup", "Course"];

/// Reads all constraints.
pub(super) fn read<'a, 'i: 'a>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    instance: &mut Instance,
    names: &mut Names,
) {
    for constraint in xml::elements(node) {
        let common = Common::read(reader, constraint);
        let named = named(reader, constraint, &mut names.constraints, instance.constraints.len());
        let Some(applies) = reader.need(constraint, "AppliesTo") else { continue };
        let mut one = Kind { reader, node: constraint, applies, instance, names };
        let (Some(demand), Some(named), Some(common)) = (one.demand(), named, common) else { continue };
        let Common { required, weight, cost } = common;
        instance.constraints.push(Constraint { named, required, weight, cost, demand });
    }
}

/// What all kinds have.
struct Common {
    required: bool,
    weight: u32,
    cost: CostFunction,
}

impl Common {
    fn read<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, node: Node<'a, 'i>) -> Option<Self> {
        let required = choice(reader, node, "Required", &[("true", true), ("false", false)]);
        let weight = reader.number_of(node, "Weight");
        let functions =
            [("Linear", CostFunction::Linear), ("Quadratic", CostFunction::Quadratic), ("Step", CostFunction::Step)];
        let cost = choice(reader, node, "CostFunction", &functions);
        Some(Self { required: required?, weight: weight?, cost: cost? })
    }
}

/// One of a few words.
fn choice<'a, 'i: 'a, T: Copy>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    name: &str,
    choices: &[(&str, T)],
) -> Option<T> {
    let child = reader.need(node, name)?;
    let value = xml::text(child);
    let found = choices.iter().find(|(word, _)| *word == value).map(|(_, choice)| *choice);
    if found.is_none() {
        let allowed = choices.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("、");
        reader.fault(&words::BAD_VALUE, args! { element: name, value: value, allowed: allowed }, child);
    }
    found
}

/// A constraint being read.
struct Kind<'r, 'a, 'i> {
    reader: &'r mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    applies: Node<'a, 'i>,
    instance: &'r Instance,
    names: &'r Names,
}

impl<'a, 'i: 'a> Kind<'_, 'a, 'i> {
    fn demand(&mut self) -> Option<Demand> {
        let tag = self.node.tag_name().name();
        Some(match tag {
            "AssignResourceConstraint" => {
                self.own(&["Role"]);
                Demand::AssignResource { places: self.places()? }
            }
            "AssignTimeConstraint" => {
                self.own(&[]);
                Demand::AssignTime { events: self.events()? }
            }
            "SplitEventsConstraint" => {
                self.own(&["MinimumDuration", "MaximumDuration", "MinimumAmount", "MaximumAmount"]);
                let events = self.events();
                let duration = self.reader.limits(self.node, "MinimumDuration", "MaximumDuration");
                let amount = self.reader.limits(self.node, "MinimumAmount", "MaximumAmount");
                Demand::SplitEvents { events: events?, duration: duration?, amount: amount? }
            }
            "DistributeSplitEventsConstraint" => {
                self.own(&["Duration", "Minimum", "Maximum"]);
                let events = self.events();
                let duration = self.reader.number_of(self.node, "Duration");
                let number = self.reader.limits(self.node, "Minimum", "Maximum");
                Demand::DistributeSplitEvents { events: events?, duration: duration?, number: number? }
            }
            "PreferResourcesConstraint" => {
                self.own(&["ResourceGroups", "Resources", "Role"]);
                let resources = self.resources_in(self.node);
                let places = self.places()?;
                self.types(&places, &resources);
                Demand::PreferResources { places, resources: sorted(resources) }
            }
            "PreferTimesConstraint" => {
                self.own(&["TimeGroups", "Times", "Duration"]);
                let times = self.times();
                let duration = self.reader.number_if(self.node, "Duration");
                Demand::PreferTimes { events: self.events()?, times, duration }
            }
            "AvoidSplitAssignmentsConstraint" => {
                self.own(&["Role"]);
                let role = self.reader.need(self.node, "Role").map(xml::text)?;
                let groups = self.event_groups()?;
                let groups: Vec<_> = groups.into_iter().map(|group| (group, self.places_of(group, &role))).collect();
                self.reader.spend(groups.iter().map(|(_, places)| places.len()).sum(), self.node);
                Demand::AvoidSplitAssignments { groups }
            }
            "SpreadEventsConstraint" => {
                self.own(&["TimeGroups"]);
                let times = self.limited_time_groups();
                Demand::SpreadEvents { groups: self.event_groups()?, times }
            }
            "LinkEventsConstraint" => {
                self.own(&[]);
                Demand::LinkEvents { groups: self.event_groups()? }
            }
            "OrderEventsConstraint" => {
                self.own(&[]);
                Demand::OrderEvents { pairs: self.pairs()? }
            }
            "AvoidClashesConstraint" => {
                self.own(&[]);
                Demand::AvoidClashes { resources: self.resources()? }
            }
            "AvoidUnavailableTimesConstraint" => {
                self.own(&["TimeGroups", "Times"]);
                let times = self.times();
                Demand::AvoidUnavailableTimes { resources: self.resources()?, times }
            }
            "LimitIdleTimesConstraint" | "ClusterBusyTimesConstraint" | "LimitBusyTimesConstraint" => {
                self.own(&["TimeGroups", "Minimum", "Maximum"]);
                let resources = self.resources();
                let times = self.time_groups();
                let limits = self.reader.limits(self.node, "Minimum", "Maximum");
                let (resources, limits) = (resources?, limits?);
                match tag {
                    "LimitIdleTimesConstraint" => Demand::LimitIdleTimes { resources, times, limits },
                    "ClusterBusyTimesConstraint" => Demand::ClusterBusyTimes { resources, times, limits },
                    _ => Demand::LimitBusyTimes { resources, times, limits },
                }
            }
            "LimitWorkloadConstraint" => {
                self.own(&["Minimum", "Maximum"]);
                let resources = self.resources();
                let limits = self.reader.limits(self.node, "Minimum", "Maximum");
                Demand::LimitWorkload { resources: resources?, limits: limits? }
            }
            _ => {
                let args = args! { parent: "Constraints", element: tag, allowed: "AssignTimeConstraint、..." };
                self.reader.fault(&words::ELEMENT_UNKNOWN, args, self.node);
                return None;
            }
        })
    }

    /// What this kind may contain beyond the common children.
    fn own(&mut self, own: &[&str]) {
        let allowed: Vec<&str> = COMMON.iter().chain(own).copied().collect();
        self.reader.only(self.node, &allowed);
    }

    /// `points`, if there are any and not too many.
    fn some<T>(&mut self, points: Vec<T>) -> Option<Vec<T>> {
        if points.is_empty() {
            // Unknown references have been complained of already.
            if !self.applies.descendants().any(|node| node.has_attribute("Reference")) {
                self.reader.fault(&words::NO_POINTS, args! { element: self.node.tag_name().name() }, self.node);
                return None;
            }
            return Some(points);
        }
        self.reader.spend(points.len(), self.node).then_some(points)
    }

    /// The events of event groups, then events; each once.
    fn events(&mut self) -> Option<Vec<EventId>> {
        self.reader.only(self.applies, &["EventGroups", "Events"]);
        let groups = self.reader.references(self.applies, "EventGroups", &EVENT_GROUPS, &self.names.event_groups);
        let single = self.reader.references(self.applies, "Events", &["Event"], &self.names.events);
        let members = groups.into_iter().filter_map(|group| self.instance.event_groups.get(group));
        let all = members.flat_map(|group| group.members.iter().copied());
        let points = distinct(all.chain(single.into_iter().map(EventId::from_index)));
        self.some(points)
    }

    /// The places of the constraint's role in its events that nobody fills beforehand.
    fn places(&mut self) -> Option<Vec<(EventId, usize)>> {
        let role = self.reader.need(self.node, "Role").map(xml::text);
        let (events, role) = (self.events()?, role?);
        let open = |event: EventId| {
            let resources = &self.instance.events.get(event.index())?.resources;
            let place = resources.iter().position(|need| need.role.as_deref() == Some(role.as_str()))?;
            resources.get(place).is_some_and(|need| need.preassigned.is_none()).then_some((event, place))
        };
        Some(events.into_iter().filter_map(open).collect())
    }

    /// The places of `role` in the events of a group, filled beforehand or not.
    fn places_of(&self, group: EventGroupId, role: &str) -> Vec<(EventId, usize)> {
        let members = self.instance.event_groups.get(group.index()).map_or(&[][..], |group| &group.members);
        let place = |event: &EventId| {
            let resources = &self.instance.events.get(event.index())?.resources;
            Some((*event, resources.iter().position(|need| need.role.as_deref() == Some(role))?))
        };
        members.iter().filter_map(place).collect()
    }

    fn event_groups(&mut self) -> Option<Vec<EventGroupId>> {
        self.reader.only(self.applies, &["EventGroups"]);
        let groups = self.reader.references(self.applies, "EventGroups", &EVENT_GROUPS, &self.names.event_groups);
        self.some(groups.into_iter().map(EventGroupId::from_index).collect())
    }

    fn pairs(&mut self) -> Option<Vec<(EventId, EventId, crate::xhstt::model::Limits)>> {
        self.reader.only(self.applies, &["EventPairs"]);
        let mut pairs = Vec::new();
        if let Some(list) = xml::child(self.applies, "EventPairs") {
            self.reader.only_many(list, &["EventPair"]);
        }
        for pair in xml::within(self.applies, "EventPairs") {
            self.reader.only(pair, &["FirstEvent", "SecondEvent", "MinSeparation", "MaxSeparation"]);
            let mut event = |name| {
                let event = self.reader.need(pair, name)?;
                self.reader.reference(event, &self.names.events).map(EventId::from_index)
            };
            let (first, second) = (event("FirstEvent"), event("SecondEvent"));
            let limits = self.reader.limits_if(pair, "MinSeparation", "MaxSeparation");
            pairs.extend(first.zip(second).zip(limits).map(|((first, second), limits)| (first, second, limits)));
        }
        self.some(pairs)
    }

    /// The resources that the constraint applies to.
    fn resources(&mut self) -> Option<Vec<ResourceId>> {
        self.reader.only(self.applies, &["ResourceGroups", "Resources"]);
        let resources = self.resources_in(self.applies);
        self.some(resources)
    }

    /// The resources of resource groups, then resources; each once.
    fn resources_in(&mut self, node: Node<'a, 'i>) -> Vec<ResourceId> {
        let groups = self.reader.references(node, "ResourceGroups", &["ResourceGroup"], &self.names.resource_groups);
        let single = self.reader.references(node, "Resources", &["Resource"], &self.names.resources);
        let members = groups.into_iter().filter_map(|group| self.instance.resource_groups.get(group));
        let all = members.flat_map(|group| group.members.iter().copied());
        distinct(all.chain(single.into_iter().map(ResourceId::from_index)))
    }

    /// Preferred resources must be of the type that the places take.
    fn types(&mut self, places: &[(EventId, usize)], resources: &[ResourceId]) {
        let kind = |(event, place): &(EventId, usize)| {
            Some(self.instance.events.get(event.index())?.resources.get(*place)?.kind)
        };
        let Some(wanted) = places.first().and_then(kind) else { return };
        let other = resources.iter().find(|resource| {
            self.instance.resources.get(resource.index()).is_some_and(|resource| resource.kind != wanted)
        });
        if let Some(other) = other {
            let args = type_args(self.instance, *other, Some(wanted));
            self.reader.fault(&words::TYPE_DIFFERS, args, self.node);
        }
    }

    /// The times of time groups, and times; sorted.
    fn times(&mut self) -> Vec<TimeId> {
        let groups = self.reader.references(self.node, "TimeGroups", &TIME_GROUPS, &self.names.time_groups);
        let single = self.reader.references(self.node, "Times", &["Time"], &self.names.times);
        let members = groups.into_iter().filter_map(|group| self.instance.time_groups.get(group));
        let all = members.flat_map(|group| group.members.iter().copied());
        sorted(distinct(all.chain(single.into_iter().map(TimeId::from_index))))
    }

    fn time_groups(&mut self) -> Vec<TimeGroupId> {
        if self.reader.need(self.node, "TimeGroups").is_none() {
            return Vec::new();
        }
        let groups = self.reader.references(self.node, "TimeGroups", &TIME_GROUPS, &self.names.time_groups);
        groups.into_iter().map(TimeGroupId::from_index).collect()
    }

    /// Time groups, each with its own limits.
    fn limited_time_groups(&mut self) -> Vec<(TimeGroupId, crate::xhstt::model::Limits)> {
        let Some(list) = self.reader.need(self.node, "TimeGroups") else { return Vec::new() };
        self.reader.only_many(list, &TIME_GROUPS);
        let mut found = Vec::new();
        for group in xml::elements(list) {
            self.reader.only(group, &["Minimum", "Maximum"]);
            let id = self.reader.reference(group, &self.names.time_groups);
            let limits = self.reader.limits(group, "Minimum", "Maximum");
            found.extend(id.zip(limits).map(|(id, limits)| (TimeGroupId::from_index(id), limits)));
        }
        found
    }
}

/// Each once, in the order of their first appearance.
fn distinct<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(*one)).collect()
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all
}
