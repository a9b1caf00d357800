//! The lists of a file: days, hours, people, rooms, activities, constraints.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::halves::{halves, is_old, renamed};
use super::xml::{Reader, child, children, elements, kept, raw, shortened, text, text_of, yes};
use super::{MOST_DAYS, MOST_HOURS};
use crate::args;
use crate::fet::model::{Activity, Constraint, Fet, Room, StudentSet, Students, Weight};
use crate::text::fet as words;

/// Modes that are read; old files have none.
const MODES: [&str; 3] = ["", "Official", "Mornings_Afternoons"];
/// Most students in a set, largest identifier and capacity: far beyond any school.
const LARGEST: u32 = 1_000_000_000;

pub(super) fn read<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, root: Node<'a, 'i>) -> Fet {
    let mut fet = Fet::default();
    if !root.tag_name().name().eq_ignore_ascii_case("fet") {
        reader.fault(&words::NOT_FET, args! { found: shortened(root.tag_name().name()) }, root);
        return fet;
    }
    root.attribute("version").unwrap_or_default().clone_into(&mut fet.version);
    fet.name = text_of(root, "Institution_Name");
    let mode = child(root, "Mode").map(text).unwrap_or_default();
    if let Some(node) = child(root, "Mode")
        && !MODES.contains(&mode.as_str())
    {
        reader.fault(&words::MODE, args! { mode: shortened(&mode) }, node);
        return fet;
    }
    fet.days = axis(reader, root, "Days_List", "Day");
    fet.hours = axis(reader, root, "Hours_List", "Hour");
    fet.halves = halves(&mode, &fet.version, &fet.days);
    for (list, count, most, too_many) in [
        ("Days_List", fet.day_count(), MOST_DAYS, &words::TOO_MANY_DAYS),
        ("Hours_List", fet.day_length(), MOST_HOURS, &words::TOO_MANY_HOURS),
    ] {
        if let Some(list) = child(root, list).filter(|_| count > most) {
            reader.fault(too_many, args! { count: count, limit: most }, list);
        }
    }
    fet.old_limits = mode.is_empty() && is_old(&fet.version);
    let subjects = named(reader, root, "Subjects_List", "Subject", &mut fet.subjects);
    let tags = named(reader, root, "Activity_Tags_List", "Activity_Tag", &mut fet.tags);
    let teachers = named(reader, root, "Teachers_List", "Teacher", &mut fet.teachers);
    fet.students = students(reader, root);
    rooms(reader, root, &mut fet.rooms);
    if !reader.diagnostics.is_empty() {
        // What follows would only repeat that names are not known.
        return fet;
    }
    let tables = Tables { subjects, tags, teachers };
    activities(reader, root, &tables, &mut fet);
    for list in ["Time_Constraints_List", "Space_Constraints_List"] {
        let Some(list) = child(root, list) else { continue };
        for node in elements(list) {
            let mut constraint = constraint(reader, node);
            if fet.old_limits
                && let Some(constraint) = &mut constraint
            {
                constraint.family = renamed(&constraint.family);
            }
            fet.constraints.extend(constraint);
        }
    }
    fet
}

struct Tables {
    subjects: BTreeMap<String, usize>,
    tags: BTreeMap<String, usize>,
    teachers: BTreeMap<String, usize>,
}

/// The names of days or hours; old files have the names without an element around each.
fn axis<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, root: Node<'a, 'i>, list: &str, element: &str) -> Vec<String> {
    let Some(list) = reader.need(root, list) else { return Vec::new() };
    let mut table = BTreeMap::new();
    let mut names = Vec::new();
    for node in elements(list) {
        let tag = node.tag_name().name();
        let name = if tag == element { reader.name_in(node) } else { (tag == "Name").then(|| raw(node)) };
        if let Some(name) = name
            && reader.enter(&mut table, &name, names.len(), node)
        {
            names.push(name);
        }
    }
    if names.is_empty() {
        reader.fault(&words::ELEMENT_MISSING, args! { parent: list.tag_name().name(), element: element }, list);
    }
    names
}

fn named<'a, 'i: 'a>(
    reader: &mut Reader<'a, 'i>,
    root: Node<'a, 'i>,
    list: &str,
    element: &'static str,
    names: &mut Vec<String>,
) -> BTreeMap<String, usize> {
    let mut table = BTreeMap::new();
    let Some(list) = child(root, list) else { return table };
    for node in children(list, element) {
        if let Some(name) = reader.name_in(node)
            && reader.enter(&mut table, &name, names.len(), node)
        {
            names.push(name);
        }
    }
    table
}

/// Years, groups, subgroups. A group or subgroup may stand in several places: it is the same one everywhere.
fn students<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, root: Node<'a, 'i>) -> Students {
    let mut students = Students::default();
    let Some(list) = child(root, "Students_List") else { return students };
    let mut atoms = BTreeMap::new();
    let mut years = BTreeMap::new();
    for (index, year) in children(list, "Year").enumerate() {
        if let Some(name) = reader.name_in(year) {
            reader.enter(&mut years, &name, index, year);
        }
        set(reader, year, index, &["Group", "Subgroup"], &mut students, &mut atoms);
    }
    students
}

/// Reads one set and what is inside; says of which atoms it consists.
fn set<'a, 'i: 'a>(
    reader: &mut Reader<'a, 'i>,
    node: Node<'a, 'i>,
    year: usize,
    below: &[&'static str],
    students: &mut Students,
    atoms: &mut BTreeMap<String, usize>,
) -> BTreeSet<usize> {
    let Some(name) = reader.name_in(node) else { return BTreeSet::new() };
    let mut inside = BTreeSet::new();
    if let [kind, rest @ ..] = below {
        for child in children(node, kind) {
            inside.extend(set(reader, child, year, rest, students, atoms));
        }
    }
    if inside.is_empty() {
        let next = atoms.len();
        let atom = *atoms.entry(name.clone()).or_insert(next);
        if atom == next {
            students.atoms.push(name.clone());
        }
        inside.insert(atom);
    }
    let size = text_of(node, "Number_of_Students").parse().unwrap_or(0);
    match students.by_name.get(&name) {
        Some(known) => {
            let known = &mut students.sets[*known];
            known.atoms.extend(&inside);
        }
        None => {
            students.by_name.insert(name.clone(), students.sets.len());
            students.sets.push(StudentSet { name, size, year, atoms: inside.clone() });
        }
    }
    inside
}

fn rooms<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, root: Node<'a, 'i>, rooms: &mut Vec<Room>) {
    let Some(list) = child(root, "Rooms_List") else { return };
    let mut table = BTreeMap::new();
    for node in children(list, "Room") {
        let Some(name) = reader.name_in(node) else { continue };
        if reader.enter(&mut table, &name, rooms.len(), node) {
            let capacity = text_of(node, "Capacity").parse().unwrap_or(u32::MAX).min(LARGEST);
            rooms.push(Room {
                name,
                building: text_of(node, "Building"),
                capacity,
                is_virtual: yes(node, "Virtual", false),
            });
        }
    }
}

fn activities<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, root: Node<'a, 'i>, tables: &Tables, fet: &mut Fet) {
    let Some(list) = reader.need(root, "Activities_List") else { return };
    let mut ids = BTreeMap::new();
    for node in children(list, "Activity") {
        let (Some(id), Some(subject)) = (reader.number(node, "Id", LARGEST), reader.need(node, "Subject")) else {
            continue;
        };
        if !reader.enter(&mut ids, &id.to_string(), 0, node) {
            continue;
        }
        if !yes(node, "Active", true) {
            fet.inactive.insert(id);
            continue;
        }
        let duration = reader.number(node, "Duration", u32::try_from(MOST_HOURS).unwrap_or(16)).unwrap_or(1);
        if duration == 0 || usize::try_from(duration).is_ok_and(|duration| duration > fet.hours.len()) {
            let args = args! { id: id, duration: duration, hours: fet.hours.len() };
            reader.fault(&words::DURATION, args, node);
            continue;
        }
        let mut many = |element, table: &BTreeMap<String, usize>| -> BTreeSet<usize> {
            let named: Vec<_> = children(node, element).filter(|child| !raw(*child).is_empty()).collect();
            named.into_iter().filter_map(|child| reader.known(child, table)).collect()
        };
        let teachers = many("Teacher", &tables.teachers);
        let tags = many("Activity_Tag", &tables.tags);
        let students = many("Students", &fet.students.by_name);
        let group = text_of(node, "Activity_Group_Id").parse().unwrap_or(0);
        let size = text_of(node, "Number_Of_Students").parse().ok();
        let Some(subject) = reader.known(subject, &tables.subjects) else { continue };
        let duration = usize::try_from(duration).unwrap_or(1);
        fet.activities.push(Activity { id, group, teachers, subject, tags, students, duration, size });
    }
    if fet.activities.is_empty() && reader.diagnostics.is_empty() {
        reader.fault(&words::NOTHING_TO_PLACE, args! {}, list);
    }
}

fn constraint<'a, 'i: 'a>(reader: &mut Reader<'a, 'i>, node: Node<'a, 'i>) -> Option<Constraint> {
    let family = node.tag_name().name().strip_prefix("Constraint").unwrap_or(node.tag_name().name()).to_owned();
    let stated = ["Weight_Percentage", "Weight"].iter().find_map(|name| child(node, name));
    let weight = match stated {
        None => Weight::HARD,
        Some(stated) => {
            let value = text(stated);
            let Some(weight) = Weight::parse(&value) else {
                reader.fault(&words::BAD_WEIGHT, args! { value: shortened(&value) }, stated);
                return None;
            };
            weight
        }
    };
    let line = reader.line(node);
    Some(Constraint { family, weight, active: yes(node, "Active", true), line, element: kept(node, 0) })
}
