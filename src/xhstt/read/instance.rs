//! An instance: times, resources, events; the constraints are read next door.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::xml::{self, Reader, Table};
use super::{Archive, constraints};
use crate::args;
use crate::text::xhstt as words;
use crate::xhstt::model::{
    Event, EventResource, Group, GroupKind, Instance, Named, Resource, ResourceId, TimeId, TypeId,
};

/// What references of an instance mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) times: Table,
    pub(super) time_groups: Table,
    pub(super) types: Table,
    pub(super) resources: Table,
    pub(super) resource_groups: Table,
    pub(super) events: Table,
    pub(super) event_groups: Table,
    pub(super) constraints: Table,
}

impl Names {
    /// The names of an instance that was read before.
    pub(super) fn of(instance: &Instance) -> Self {
        fn table<'n>(named: impl Iterator<Item = &'n Named>) -> Table {
            Table::of(named.map(|named| named.id.as_str()))
        }
        Self {
            times: table(instance.times.iter()),
            time_groups: table(instance.time_groups.iter().map(|group| &group.named)),
            types: table(instance.resource_types.iter()),
            resources: table(instance.resources.iter().map(|resource| &resource.named)),
            resource_groups: table(instance.resource_groups.iter().map(|group| &group.named)),
            events: table(instance.events.iter().map(|event| &event.named)),
            event_groups: table(instance.event_groups.iter().map(|group| &group.named)),
            constraints: table(instance.constraints.iter().map(|constraint| &constraint.named)),
        }
    }
}

/// Reads the instance in `node` into `archive`, unless it is one of the `known` first ones once more.
pub(super) fn read<'a, 'i: 'a>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    archive: &mut Archive,
    all: &mut Vec<Names>,
    known: usize,
) {
    reader.only(node, &["MetaData", "Times", "Resources", "Events", "Constraints"]);
    let mut instance =
        Instance { id: reader.attribute(node, "Id").unwrap_or_default().to_owned(), ..Instance::default() };
    instance.name = xml::child(node, "MetaData").and_then(|meta| xml::text_of(meta, "Name")).unwrap_or_default();
    let mut names = Names::default();
    if let Some(node) = reader.need(node, "Times") {
        times(reader, node, &mut instance, &mut names);
    }
    if let Some(node) = reader.need(node, "Resources") {
        resources(reader, node, &mut instance, &mut names);
    }
    if let Some(node) = reader.need(node, "Events") {
        events(reader, node, &mut instance, &mut names);
    }
    if let Some(node) = reader.need(node, "Constraints") {
        constraints::read(reader, node, &mut instance, &mut names);
    }
    if let Some(other) = archive.instances.iter().position(|other| other.id == instance.id) {
        // A file of solutions may repeat its instance.
        if other >= known || archive.instances.get(other) != Some(&instance) {
            reader.fault(&words::ID_TWICE, args! { element: "Instance", id: &instance.id }, node);
        }
        return;
    }
    archive.sources.push(reader.source(node));
    archive.instances.push(instance);
    all.push(names);
}

/// `Id` and `Name` of `node`, entered at `index`.
pub(super) fn named<'a, 'i: 'a>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    table: &mut Table,
    index: usize,
) -> Option<Named> {
    let id = reader.identify(node, table, index);
    let name = reader.need(node, "Name").map(xml::text);
    Some(Named { id: id?, name: name? })
}

/// Reads the groups declared in the child `list`.
fn groups<'a, 'i: 'a, M>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    list: &str,
    kinds: &[(&str, GroupKind)],
    table: &mut Table,
    allowed: &[&str],
) -> Vec<Group<M>> {
    let mut found = Vec::new();
    let Some(list) = xml::child(node, list) else { return found };
    reader.only_many(list, &kinds.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for group in xml::elements(list) {
        reader.only(group, allowed);
        let tag = group.tag_name().name();
        let kind = kinds.iter().find(|(name, _)| *name == tag).map_or(GroupKind::Plain, |(_, kind)| *kind);
        if let Some(named) = named(reader, group, table, found.len()) {
            found.push(Group { named, kind, members: Vec::new() });
        }
    }
    found
}

/// Enters `member` into the groups that its children refer to, into each once.
fn join<'a, 'i: 'a, M: Copy>(
    reader: &mut Reader<'a, 'i>,
    references: Vec<Node<'a, 'i>>,
    table: &Table,
    groups: &mut [Group<M>],
    member: M,
) {
    let joined: BTreeSet<usize> = references.into_iter().filter_map(|one| reader.reference(one, table)).collect();
    for index in joined {
        if let Some(group) = groups.get_mut(index) {
            group.members.push(member);
        }
    }
}

fn times<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, node: Node<'a, 'i>, instance: &mut Instance, names: &mut Names) {
    reader.only_many(node, &["TimeGroups", "Time"]);
    let kinds = [("Day", GroupKind::Day), ("Week", GroupKind::Week), ("TimeGroup", GroupKind::Plain)];
    instance.time_groups = groups(reader, node, "TimeGroups", &kinds, &mut names.time_groups, &["Name"]);
    for time in xml::elements(node).filter(|child| child.tag_name().name() == "Time") {
        reader.only(time, &["Name", "Day", "Week", "TimeGroups"]);
        let Some(named) = named(reader, time, &mut names.times, instance.times.len()) else { continue };
        let id = TimeId::from_index(instance.times.len());
        instance.times.push(named);
        let mut joins: Vec<_> = ["Day", "Week"].into_iter().filter_map(|tag| xml::child(time, tag)).collect();
        joins.extend(xml::within(time, "TimeGroups"));
        join(reader, joins, &names.time_groups, &mut instance.time_groups, id);
    }
}

fn resources<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, node: Node<'a, 'i>, instance: &mut Instance, names: &mut Names) {
    reader.only_many(node, &["ResourceTypes", "ResourceGroups", "Resource"]);
    for kind in xml::within(node, "ResourceTypes") {
        reader.only(kind, &["Name"]);
        if let Some(named) = named(reader, kind, &mut names.types, instance.resource_types.len()) {
            instance.resource_types.push(named);
        }
    }
    let kinds = [("ResourceGroup", GroupKind::Plain)];
    let allowed = ["Name", "ResourceType"];
    instance.resource_groups = groups(reader, node, "ResourceGroups", &kinds, &mut names.resource_groups, &allowed);
    for resource in xml::elements(node).filter(|child| child.tag_name().name() == "Resource") {
        reader.only(resource, &["Name", "ResourceType", "ResourceGroups"]);
        let kind = reader.need(resource, "ResourceType").and_then(|kind| reader.reference(kind, &names.types));
        let named = named(reader, resource, &mut names.resources, instance.resources.len());
        let (Some(named), Some(kind)) = (named, kind) else { continue };
        let id = ResourceId::from_index(instance.resources.len());
        instance.resources.push(Resource { named, kind: TypeId::from_index(kind) });
        let joins = xml::within(resource, "ResourceGroups");
        join(reader, joins, &names.resource_groups, &mut instance.resource_groups, id);
    }
}

fn events<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, node: Node<'a, 'i>, instance: &mut Instance, names: &mut Names) {
    reader.only_many(node, &["EventGroups", "Event"]);
    let kinds = [("Course", GroupKind::Course), ("EventGroup", GroupKind::Plain)];
    instance.event_groups = groups(reader, node, "EventGroups", &kinds, &mut names.event_groups, &["Name"]);
    for event in xml::elements(node).filter(|child| child.tag_name().name() == "Event") {
        let allowed = ["Name", "Duration", "Workload", "Course", "Time", "Resources", "ResourceGroups", "EventGroups"];
        reader.only(event, &allowed);
        let duration = reader.need(event, "Duration").and_then(|duration| reader.duration_in(duration));
        let workload = reader.number_if(event, "Workload");
        let time = xml::child(event, "Time").and_then(|time| reader.reference(time, &names.times));
        let named = named(reader, event, &mut names.events, instance.events.len());
        let (Some(named), Some(duration)) = (named, duration) else { continue };
        let id = crate::xhstt::model::EventId::from_index(instance.events.len());
        let mut read = Event {
            named,
            duration,
            workload: workload.unwrap_or(duration),
            time: time.map(TimeId::from_index),
            resources: Vec::new(),
        };
        if let Some(time) = read.time
            && time.index() + duration as usize > instance.times.len()
        {
            let time = instance.times.get(time.index()).map_or("", |time| time.id.as_str());
            let args = args! { event: &read.named.id, time: time, duration: duration };
            reader.fault(&words::PAST_THE_END, args, event);
        }
        needs(reader, event, instance, names, &mut read);
        instance.events.push(read);
        let mut joins: Vec<_> = xml::child(event, "Course").into_iter().collect();
        joins.extend(xml::within(event, "EventGroups"));
        join(reader, joins, &names.event_groups, &mut instance.event_groups, id);
    }
}

/// What an event needs: its resources, then everybody in its resource groups.
fn needs<'a, 'i: 'a>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    instance: &Instance,
    names: &Names,
    event: &mut Event,
) {
    if let Some(list) = xml::child(node, "Resources") {
        reader.only_many(list, &["Resource"]);
    }
    let mut roles = BTreeSet::new();
    for need in xml::within(node, "Resources") {
        reader.only(need, &["Role", "ResourceType", "Workload"]);
        let role = xml::text_of(need, "Role");
        let kind = xml::child(need, "ResourceType").and_then(|kind| reader.reference(kind, &names.types));
        let workload = reader.number_if(need, "Workload").unwrap_or(event.workload);
        if let Some(role) = &role
            && !roles.insert(role.clone())
        {
            reader.fault(&words::ROLE_TWICE, args! { event: &event.named.id, role: role }, need);
        }
        let mut kind = kind.map(TypeId::from_index);
        let mut preassigned = None;
        if need.has_attribute("Reference") {
            let Some(resource) = reader.reference(need, &names.resources) else { continue };
            let resource = ResourceId::from_index(resource);
            let found = instance.resources.get(resource.index()).map(|resource| resource.kind);
            if kind.is_some() && kind != found {
                reader.fault(&words::TYPE_DIFFERS, type_args(instance, resource, kind), need);
            }
            kind = found;
            preassigned = Some(resource);
        } else {
            if role.is_none() {
                reader.fault(&words::ROLE_MISSING, args! {}, need);
            }
            if xml::child(need, "ResourceType").is_none() {
                reader.fault(&words::TYPE_MISSING, args! {}, need);
            }
        }
        if let Some(kind) = kind {
            event.resources.push(EventResource { role, kind, preassigned, workload });
        }
    }
    for group in reader.references(node, "ResourceGroups", &["ResourceGroup"], &names.resource_groups) {
        let members = instance.resource_groups.get(group).map_or(&[][..], |group| &group.members);
        if !reader.spend(members.len(), node) {
            return;
        }
        event.resources.extend(members.iter().filter_map(|member| {
            let kind = instance.resources.get(member.index())?.kind;
            Some(EventResource { role: None, kind, preassigned: Some(*member), workload: event.workload })
        }));
    }
}

/// Arguments of a message about a resource of a wrong type.
pub(super) fn type_args(instance: &Instance, resource: ResourceId, wanted: Option<TypeId>) -> crate::text::Args {
    let type_name = |kind: Option<TypeId>| {
        let kind = kind.and_then(|kind| instance.resource_types.get(kind.index()));
        kind.map_or_else(String::new, |kind| kind.id.clone())
    };
    let found = instance.resources.get(resource.index());
    args! {
        resource: found.map_or_else(String::new, |resource| resource.named.id.clone()),
        found: type_name(found.map(|resource| resource.kind)),
        wanted: type_name(wanted),
    }
}
