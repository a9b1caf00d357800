//! Students as classes: pupils who are in exactly the same activities are one class.
//!
//! FET divides a year into groups and groups into subgroups that may overlap. Every set is a union of atoms; atoms that no
//! activity and no stated absence tells apart have the same week and are one class here. So a year without divisions is one
//! class, and a class halved for some subjects is two, taught together in the others: the clashes are the same.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use crate::config::notation::grade_of;
use crate::fet::model::{Fet, Slot, StudentSet};

/// A class to be.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// Name.
    pub(super) name: String,
    /// Grade, 1 to 9.
    pub(super) grade: u8,
    /// Pupils; 0 when not known.
    pub(super) size: u32,
    /// Its home room, when there is just one.
    pub(super) home: Option<usize>,
    /// When it has no lessons.
    pub(super) closed: BTreeSet<Slot>,
}

/// The classes and the class of each atom that has lessons.
pub(super) fn classes(fet: &Fet, names: &mut Names) -> (Vec<Class>, BTreeMap<usize, usize>) {
    // For each atom the sets that tell it from others.
    let mut seen: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for activity in &fet.activities {
        for set in &activity.students {
            for atom in &fet.students.sets[*set].atoms {
                seen.entry(*atom).or_default().insert(*set);
            }
        }
    }
    for constraint in fet.constraints.iter().filter(|c| c.active && c.family.starts_with("StudentsSetNotAvailable")) {
        let Some(set) = fet.students.by_name.get(constraint.element.get(&["Students", "Students_Name"])) else {
            continue;
        };
        for atom in &fet.students.sets[*set].atoms {
            if let Some(sets) = seen.get_mut(atom) {
                sets.insert(*set);
            }
        }
    }
    let mut alike: BTreeMap<&BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
    for (atom, sets) in &seen {
        alike.entry(sets).or_default().push(*atom);
    }
    let mut groups: Vec<Vec<usize>> = alike.into_values().collect();
    groups.sort_unstable();
    let mut of_atom = BTreeMap::new();
    let mut found = Vec::new();
    for atoms in groups {
        for atom in &atoms {
            of_atom.insert(*atom, found.len());
        }
        found.push(class(fet, &seen, &atoms, names));
    }
    (found, of_atom)
}

fn class(fet: &Fet, seen: &BTreeMap<usize, BTreeSet<usize>>, atoms: &[usize], names: &mut Names) -> Class {
    // A set that, of the atoms with lessons, has just these gives the name: the one that most activities name.
    let just_these = |set: &&StudentSet| {
        set.atoms.contains(&atoms[0]) && set.atoms.iter().filter(|atom| seen.contains_key(atom)).count() == atoms.len()
    };
    let named_by = |set: &StudentSet| {
        let position = fet.students.by_name.get(&set.name);
        fet.activities.iter().filter(|activity| position.is_some_and(|set| activity.students.contains(set))).count()
    };
    let same = fet.students.sets.iter().filter(just_these).min_by_key(|set| std::cmp::Reverse(named_by(set)));
    let first = fet.students.by_name.get(&fet.students.atoms[atoms[0]]).map(|set| &fet.students.sets[*set]);
    let year = same.or(first).map_or(0, |set| set.year);
    let named = same.map_or(fet.students.atoms[atoms[0]].as_str(), |set| set.name.as_str());
    let year_name = fet.students.sets.iter().find(|set| set.year == year).map_or("", |set| set.name.as_str());
    let by_order = u8::try_from(year + 1).unwrap_or(9).min(9);
    let grade = grade_of(named).or_else(|_| grade_of(year_name)).unwrap_or(by_order);
    let sizes = || atoms.iter().filter_map(|atom| fet.students.by_name.get(&fet.students.atoms[*atom]));
    let size = same.map_or_else(|| sizes().map(|set| fet.students.sets[*set].size).sum(), |set| set.size);
    Class { name: names.fresh(named), grade, size, home: None, closed: BTreeSet::new() }
}
