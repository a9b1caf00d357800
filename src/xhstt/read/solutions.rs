//! Solution groups.
//!
//! A solution is completed as the format's evaluator does: what an event lacks is one more part without a time, what is
//! preassigned is filled in.

use roxmltree::Node;

use super::instance::{Names, type_args};
use super::xml::{self, Reader};
use super::{Archive, Archived, Meta, SolutionGroup};
use crate::args;
use crate::text::xhstt as words;
use crate::xhstt::model::{EventId, Instance, ResourceId, Solution, SolutionEvent, TimeId};

/// Reads the solution group in `node` into `archive`.
pub(super) fn group<'a, 'i: 'a>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    archive: &mut Archive,
    names: &[Names],
) {
    reader.only_many(node, &["MetaData", "Solution"]);
    let id = reader.attribute(node, "Id").unwrap_or_default().to_owned();
    let text = |name| xml::child(node, "MetaData").and_then(|meta| xml::text_of(meta, name));
    let meta = Meta {
        contributor: text("Contributor").unwrap_or_default(),
        date: text("Date").unwrap_or_default(),
        description: text("Description").unwrap_or_default(),
        publication: text("Publication"),
        remarks: text("Remarks"),
    };
    let mut group = SolutionGroup { id, meta, solutions: Vec::new() };
    for child in xml::elements(node).filter(|child| child.tag_name().name() == "Solution") {
        reader.only(child, &["Description", "RunningTime", "Events", "Report"]);
        let Some(reference) = reader.attribute(child, "Reference") else { continue };
        let Some(index) = archive.instances.iter().position(|instance| instance.id == reference) else {
            reader.fault(&words::UNKNOWN_INSTANCE, args! { id: reference }, child);
            continue;
        };
        let (Some(instance), Some(names)) = (archive.instances.get(index), names.get(index)) else { continue };
        group.solutions.push(Archived {
            instance: index,
            solution: solution(reader, child, instance, names),
            description: xml::text_of(child, "Description"),
            running_time: xml::text_of(child, "RunningTime"),
        });
    }
    archive.groups.push(group);
}

fn solution<'a, 'i: 'a>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    instance: &Instance,
    names: &Names,
) -> Solution {
    let mut parts: Vec<Vec<SolutionEvent>> = vec![Vec::new(); instance.events.len()];
    if let Some(list) = xml::child(node, "Events") {
        reader.only_many(list, &["Event"]);
    }
    for child in xml::within(node, "Events") {
        if let Some(part) = part(reader, child, instance, names)
            && let Some(parts) = parts.get_mut(part.event.index())
        {
            parts.push(part);
        }
    }
    let mut solution = Solution::default();
    for (index, (parts, event)) in parts.into_iter().zip(&instance.events).enumerate() {
        if !reader.spend(1 + event.resources.len(), node) {
            return solution;
        }
        let total: u32 = parts.iter().map(|part| part.duration).fold(0, u32::saturating_add);
        solution.events.extend(parts);
        if total > event.duration {
            let args = args! { event: &event.named.id, total: total, duration: event.duration };
            reader.fault(&words::PARTS_LONG, args, node);
        } else if total < event.duration {
            solution.events.push(SolutionEvent {
                event: EventId::from_index(index),
                duration: event.duration - total,
                time: event.time,
                resources: event.resources.iter().map(|need| need.preassigned).collect(),
            });
        }
    }
    solution
}

fn part<'a, 'i: 'a>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    instance: &Instance,
    names: &Names,
) -> Option<SolutionEvent> {
    reader.only(node, &["Duration", "Time", "Resources", "ResourceGroups"]);
    let id = EventId::from_index(reader.reference(node, &names.events)?);
    let event = instance.events.get(id.index())?;
    let duration = match xml::child(node, "Duration") {
        Some(duration) => reader.duration_in(duration)?,
        None => event.duration,
    };
    let mut time = event.time;
    if let Some(child) = xml::child(node, "Time") {
        let start = TimeId::from_index(reader.reference(child, &names.times)?);
        let name = |time: TimeId| instance.times.get(time.index()).map_or("", |time| time.id.as_str());
        if let Some(wanted) = time.filter(|wanted| *wanted != start) {
            let args = args! { event: &event.named.id, wanted: name(wanted), time: name(start) };
            reader.fault(&words::OTHER_TIME, args, child);
        } else if start.index() + duration as usize > instance.times.len() {
            let args = args! { event: &event.named.id, time: name(start), duration: duration };
            reader.fault(&words::PAST_THE_END, args, child);
        }
        time = Some(start);
    }
    let mut resources: Vec<_> = event.resources.iter().map(|need| need.preassigned).collect();
    if let Some(list) = xml::child(node, "Resources") {
        reader.only_many(list, &["Resource"]);
    }
    for child in xml::within(node, "Resources") {
        reader.only(child, &["Role"]);
        let role = reader.need(child, "Role").map(xml::text)?;
        let Some(place) = event.resources.iter().position(|need| need.role.as_ref() == Some(&role)) else {
            reader.fault(&words::UNKNOWN_ROLE, args! { event: &event.named.id, role: role }, child);
            continue;
        };
        // A place may be named without being filled.
        if !child.has_attribute("Reference") {
            continue;
        }
        let Some(resource) = reader.reference(child, &names.resources) else { continue };
        let resource = ResourceId::from_index(resource);
        let wanted = event.resources.get(place).map(|need| need.kind);
        if instance.resources.get(resource.index()).map(|resource| resource.kind) != wanted {
            reader.fault(&words::TYPE_DIFFERS, type_args(instance, resource, wanted), child);
        }
        let name =
            |id: ResourceId| instance.resources.get(id.index()).map_or("", |resource| resource.named.id.as_str());
        match resources.get_mut(place) {
            Some(Some(other)) if *other != resource => {
                let args = args! {
                    event: &event.named.id, role: role, wanted: name(*other), resource: name(resource),
                };
                reader.fault(&words::OTHER_RESOURCE, args, child);
            }
            Some(filled) => *filled = Some(resource),
            None => {}
        }
    }
    Some(SolutionEvent { event: id, duration, time, resources })
}
