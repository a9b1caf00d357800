//! Writing: an [`Archive`] -> XML text that evaluators of the format accept.
//!
//! Instances are copied as they were read. Of a solution only decisions are written: nothing that is preassigned, and no
//! part that says nothing (a whole event without a decision), since whoever reads completes them.

use super::model::{Event, Instance, Solution, SolutionEvent};
use super::read::{Archive, SolutionGroup};

/// The text of an archive.
#[must_use]
pub fn archive(archive: &Archive) -> String {
    let mut out = Xml::default();
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.open("HighSchoolTimetableArchive", &[]);
    out.open("Instances", &[]);
    for source in &archive.sources {
        out.raw(&format!("    {}\n", source.trim()));
    }
    out.close("Instances");
    out.open("SolutionGroups", &[]);
    for one in &archive.groups {
        group(&mut out, one, &archive.instances);
    }
    out.close("SolutionGroups");
    out.close("HighSchoolTimetableArchive");
    out.text
}

fn group(out: &mut Xml, group: &SolutionGroup, instances: &[Instance]) {
    out.open("SolutionGroup", &[("Id", &group.id)]);
    out.open("MetaData", &[]);
    out.leaf("Contributor", &group.meta.contributor);
    out.leaf("Date", &group.meta.date);
    out.leaf("Description", &group.meta.description);
    for (name, text) in [("Publication", &group.meta.publication), ("Remarks", &group.meta.remarks)] {
        if let Some(text) = text {
            out.leaf(name, text);
        }
    }
    out.close("MetaData");
    for one in &group.solutions {
        let Some(instance) = instances.get(one.instance) else { continue };
        out.open("Solution", &[("Reference", &instance.id)]);
        for (name, text) in [("Description", &one.description), ("RunningTime", &one.running_time)] {
            if let Some(text) = text {
                out.leaf(name, text);
            }
        }
        solution(out, &one.solution, instance);
        out.close("Solution");
    }
    out.close("SolutionGroup");
}

fn solution(out: &mut Xml, solution: &Solution, instance: &Instance) {
    out.open("Events", &[]);
    for part in &solution.events {
        let Some(event) = instance.events.get(part.event.index()) else { continue };
        if decides(part, event) {
            self::part(out, part, event, instance);
        }
    }
    out.close("Events");
}

/// Whether a part says anything that its event does not.
fn decides(part: &SolutionEvent, event: &Event) -> bool {
    part.duration != event.duration
        || part.time != event.time
        || part.resources.iter().zip(&event.resources).any(|(who, need)| *who != need.preassigned)
}

fn part(out: &mut Xml, part: &SolutionEvent, event: &Event, instance: &Instance) {
    out.open("Event", &[("Reference", &event.named.id)]);
    out.leaf("Duration", &part.duration.to_string());
    if let Some(time) = part.time.filter(|_| event.time.is_none()).and_then(|time| instance.times.get(time.index())) {
        out.empty("Time", &[("Reference", &time.id)]);
    }
    let chosen: Vec<(&str, &str)> = part
        .resources
        .iter()
        .zip(&event.resources)
        .filter(|(_, need)| need.preassigned.is_none())
        .filter_map(|(who, need)| {
            let who = instance.resources.get(who.as_ref()?.index())?;
            Some((who.named.id.as_str(), need.role.as_deref()?))
        })
        .collect();
    if !chosen.is_empty() {
        out.open("Resources", &[]);
        for (who, role) in chosen {
            out.open("Resource", &[("Reference", who)]);
            out.leaf("Role", role);
            out.close("Resource");
        }
        out.close("Resources");
    }
    out.close("Event");
}

/// XML text, indented.
#[derive(Default)]
struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// An opening tag up to its bracket.
    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push_str(&"  ".repeat(self.depth));
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            self.text.push_str(&format!(" {key}=\"{}\"", escaped(value)));
        }
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str(">\n");
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.text.push_str(&format!("{}</{name}>\n", "  ".repeat(self.depth)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str("/>\n");
    }

    fn leaf(&mut self, name: &str, text: &str) {
        self.tag(name, &[]);
        self.text.push_str(&format!(">{}</{name}>\n", escaped(text)));
    }
}

/// Text that stands for itself within elements and attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
