//! What the constraints say, gathered by lesson, teacher, room and class; each constraint's fate is noted on the way.

use std::collections::{BTreeMap, BTreeSet};

use super::classes::{Class, classes};
use super::names::Names;
use super::{people, rooms, times};
use crate::fet::model::{Activity, Constraint, Element, Fet, Slot, Weight};
use crate::fet::report::{Fate, Report};
use crate::text::Text;
use crate::text::fet as words;

/// What is known of one activity.
#[derive(Clone, Debug, Default)]
pub(super) struct Lesson {
    /// Slots at which it may start, without regard to `pin`.
    pub(super) starts: BTreeSet<Slot>,
    /// Slots in which it is better not, with their costs.
    pub(super) unwanted: BTreeMap<Slot, u8>,
    /// Where it must start.
    pub(super) pin: Option<Slot>,
    /// Rooms of which it must have one.
    pub(super) rooms: Option<BTreeSet<usize>>,
    /// Rooms that it had better have.
    pub(super) preferred: BTreeSet<usize>,
}

/// What is known of a teacher.
#[derive(Clone, Debug, Default)]
pub(super) struct Teacher {
    pub(super) name: String,
    pub(super) closed: BTreeSet<Slot>,
    pub(super) max_per_day: Option<usize>,
    pub(super) max_in_row: Option<usize>,
    pub(super) max_days: Option<usize>,
}

/// What is known of a room.
#[derive(Clone, Debug, Default)]
pub(super) struct RoomFacts {
    pub(super) name: String,
    pub(super) closed: BTreeSet<Slot>,
}

/// A rule of the school: whether it must hold, its weight, its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) hard: bool,
    pub(super) weight: u32,
    pub(super) params: BTreeMap<&'static str, usize>,
    pub(super) flags: BTreeMap<&'static str, bool>,
    /// The classes that it concerns, where it does not concern all.
    pub(super) concerns: Option<BTreeSet<usize>>,
}

/// Everything gathered.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) classes: Vec<Class>,
    /// Classes by atom.
    pub(super) class_of: BTreeMap<usize, usize>,
    /// By activity.
    pub(super) lessons: Vec<Lesson>,
    /// Position of the activity by its identifier.
    pub(super) by_id: BTreeMap<u32, usize>,
    pub(super) teachers: Vec<Teacher>,
    pub(super) rooms: Vec<RoomFacts>,
    /// Rules that are on, by name.
    pub(super) rules: BTreeMap<&'static str, Rule>,
    pub(super) report: Report,
    /// Names of classes, for those that are made up later.
    pub(super) class_names: Names,
    /// Names of teachers, likewise.
    pub(super) teacher_names: Names,
    /// Names of rooms, likewise.
    pub(super) room_names: Names,
}

/// Reads all constraints but those about the whole week of classes and about several requirements.
pub(super) fn gather(fet: &Fet) -> Facts {
    let [mut class_names, mut teacher_names, mut room_names] = [Names::default(), Names::default(), Names::default()];
    let (classes, class_of) = classes(fet, &mut class_names);
    let teachers = fet.teachers.iter().map(|name| Teacher { name: teacher_names.fresh(name), ..Teacher::default() });
    let teachers = teachers.collect();
    let rooms = fet.rooms.iter().map(|room| RoomFacts { name: room_names.fresh(&room.name), ..RoomFacts::default() });
    let rooms = rooms.collect();
    let starts = |activity: &Activity| {
        let fits = |slot: &Slot| fet.fits(*slot, activity.duration);
        Lesson { starts: fet.slots().filter(fits).collect(), ..Lesson::default() }
    };
    let mut facts = Facts {
        classes,
        class_of,
        lessons: fet.activities.iter().map(starts).collect(),
        by_id: fet.activities.iter().enumerate().map(|(index, activity)| (activity.id, index)).collect(),
        teachers,
        rooms,
        rules: BTreeMap::new(),
        report: Report::default(),
        class_names,
        teacher_names,
        room_names,
    };
    facts.missing(fet);
    for constraint in &fet.constraints {
        if constraint.active {
            let known = match constraint.family.as_str() {
                "BasicCompulsoryTime" | "BasicCompulsorySpace" => {
                    facts.note(constraint, Fate::Carried, words::NOTHING);
                    true
                }
                _ => times::apply(fet, &mut facts, constraint) || people::apply(fet, &mut facts, constraint),
            };
            if !known && !super::week::knows(&constraint.plain().0) && !rooms::knows(&constraint.family) {
                facts.note(constraint, Fate::NotCarried, words::NO_COUNTERPART);
            }
        } else {
            facts.note(constraint, Fate::Inactive, words::NOTHING);
        }
    }
    people::soft_beside_hard(fet, &mut facts);
    rooms::apply(fet, &mut facts);
    facts
}

impl Facts {
    pub(super) fn note(&mut self, constraint: &Constraint, fate: Fate, note: Text) {
        self.report.add(constraint, fate, note);
    }

    /// Hours that the week would have, were all days equally long: nobody has lessons in them.
    fn missing(&mut self, fet: &Fet) {
        let there: BTreeSet<Slot> = fet.slots().collect();
        let all = (0..fet.day_count()).flat_map(|day| (0..fet.day_length()).map(move |hour| Slot { day, hour }));
        let missing: BTreeSet<Slot> = all.filter(|slot| !there.contains(slot)).collect();
        if !missing.is_empty() {
            self.classes.iter_mut().for_each(|class| class.closed.extend(&missing));
            self.rule("unavailable-times", Weight::HARD);
        }
    }

    /// The classes of an activity.
    pub(super) fn classes_of(&self, fet: &Fet, activity: usize) -> BTreeSet<usize> {
        let atoms = fet.atoms_of(&fet.activities[activity]);
        atoms.iter().filter_map(|atom| self.class_of.get(atom).copied()).collect()
    }

    /// The classes of the set called `name`; `None` when there is no such set.
    pub(super) fn classes_in(&self, fet: &Fet, name: &str) -> Option<BTreeSet<usize>> {
        let set = &fet.students.sets[*fet.students.by_name.get(name)?];
        Some(set.atoms.iter().filter_map(|atom| self.class_of.get(atom).copied()).collect())
    }

    /// The active activities named in a constraint; those that are switched off are left out.
    pub(super) fn activities_in(&self, element: &Element) -> Vec<usize> {
        element.all(&["Activity_Id"]).filter_map(|id| self.by_id.get(&id.trim().parse().ok()?).copied()).collect()
    }

    /// Turns a rule on.
    pub(super) fn rule(&mut self, name: &'static str, weight: Weight) -> &mut Rule {
        let rule = self.rules.entry(name).or_default();
        if weight.is_hard() {
            rule.hard = true;
        }
        rule.weight = rule.weight.max(cost(weight));
        rule
    }
}

/// What a wish of this weight costs: 1 to 10.
pub(super) fn cost(weight: Weight) -> u32 {
    (weight.0 / 10_000).max(1)
}

/// The slots listed in a constraint: children with a day and an hour inside. `None` when one of them is not known.
pub(super) fn slots(fet: &Fet, element: &Element) -> Option<BTreeSet<Slot>> {
    let inside = |child: &&Element| child.children.len() >= 2;
    element.children.iter().filter(inside).map(|child| slot(fet, child)).collect()
}

/// The slot that an element names by its day and hour.
pub(super) fn slot(fet: &Fet, element: &Element) -> Option<Slot> {
    let named = |end: &str| element.children.iter().find(|child| child.name.ends_with(end)).map(|child| &child.text);
    fet.slot(named("Day")?, named("Hour")?)
}
