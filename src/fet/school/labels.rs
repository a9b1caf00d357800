//! Requirements -> rows of the requirements table, with subjects told apart where their times differ.
//!
//! A school states forbidden times and daily limits by subject. So a FET subject becomes as many subjects as it has
//! different limits: `Maths`, `Maths (2)`. No class has the same subject in two rows, be it
//! that of a group.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::names::{Names, plain};
use super::requirements::{Part, Requirement};
use crate::fet::model::{Fet, Slot};

/// What a subject's limits are.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Limits {
    pub(super) allowed: Option<BTreeSet<Slot>>,
    pub(super) unwanted: BTreeMap<Slot, u8>,
    pub(super) max_per_day: Option<usize>,
}

/// A subject of the school.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) name: String,
    base: String,
    pub(super) limits: Limits,
    /// The row in which each class has it: names in pins mean one row.
    used_by: BTreeMap<usize, usize>,
}

/// A group of a row; just one when nothing runs in parallel.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub(super) name: String,
    /// Its subject, when that is not the row's.
    pub(super) subject: String,
    pub(super) teachers: Vec<String>,
    pub(super) rooms: Vec<String>,
    pub(super) preferred: Vec<String>,
}

/// A requirement as it is written.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) classes: Vec<String>,
    pub(super) subject: String,
    pub(super) sections: Vec<Section>,
    pub(super) periods: usize,
    pub(super) doubles: usize,
    pub(super) pins: Vec<(Slot, usize)>,
}

/// A class that stands for nobody: lessons without students need one.
#[derive(Clone, Debug)]
pub(super) struct Extra {
    pub(super) name: String,
}

/// All rows and what had to be made up for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Labelled {
    pub(super) rows: Vec<Row>,
    pub(super) labels: Vec<Label>,
    /// Classes for lessons without students.
    pub(super) extra: Vec<Extra>,
    /// Teachers for lessons without any.
    pub(super) nobody: BTreeMap<usize, String>,
    /// A room for lessons that need none, when some do.
    pub(super) anywhere: Option<String>,
}

struct Labeller<'a> {
    fet: &'a Fet,
    facts: &'a mut Facts,
    names: Names,
    out: Labelled,
    extra_of: BTreeMap<BTreeSet<usize>, usize>,
}

/// Names subjects, sections, classes without students and teachers that are not there.
pub(super) fn label(fet: &Fet, facts: &mut Facts, requirements: Vec<Requirement>) -> Labelled {
    let mut labeller =
        Labeller { fet, facts, names: Names::default(), out: Labelled::default(), extra_of: BTreeMap::new() };
    for requirement in &requirements {
        let row = labeller.row(requirement);
        labeller.out.rows.push(row);
    }
    labeller.out
}

impl Labeller<'_> {
    fn row(&mut self, requirement: &Requirement) -> Row {
        let mut classes: Vec<usize> = requirement.classes().into_iter().collect();
        if classes.is_empty() {
            let teachers = requirement.parts.iter().flat_map(|part| part.teachers.iter().copied()).collect();
            classes.push(self.extra(&teachers));
        }
        let doubles = requirement.pieces.iter().filter(|piece| **piece == 2).count();
        // On a day at most one lesson, however long it is.
        let spread = requirement.spread.then_some(requirement.longest);
        let max_per_day = spread.into_iter().chain(requirement.daily).min().map(|max| max.max(1));
        let base = plain(&requirement.name(self.fet));
        let parallel = requirement.parts.len() > 1;
        let limits =
            |part: &Part| Limits { allowed: part.allowed.clone(), unwanted: part.unwanted.clone(), max_per_day };
        let own = match requirement.parts.as_slice() {
            [only] => limits(only),
            _ => Limits { max_per_day, ..Limits::default() },
        };
        let subject = self.subject(&base, own, &classes);
        let first = classes.first().copied().unwrap_or_default();
        let mut sections = Vec::new();
        for (number, part) in requirement.parts.iter().enumerate() {
            let mut section = self.section(part, first, parallel);
            if parallel {
                section.name = format!("{}组", number + 1);
                let base = plain(&self.fet.subjects[part.subject]);
                section.subject = self.subject(&base, limits(part), &classes);
            }
            sections.push(section);
        }
        let classes = classes.iter().map(|class| self.class_name(*class)).collect();
        Row { classes, subject, sections, periods: requirement.periods(), doubles, pins: requirement.pins.clone() }
    }

    /// A class that stands for nobody; lessons of the same teachers share it, for they never meet.
    fn extra(&mut self, teachers: &BTreeSet<usize>) -> usize {
        let known = self.facts.classes.len();
        if let Some(extra) = self.extra_of.get(teachers) {
            return known + extra;
        }
        let first = teachers.first().map_or("", |teacher| self.facts.teachers[*teacher].name.as_str());
        let name = format!("无学生 {first}");
        let name = self.facts.class_names.fresh(&name);
        self.extra_of.insert(teachers.clone(), self.out.extra.len());
        self.out.extra.push(Extra { name });
        known + self.out.extra.len() - 1
    }

    fn class_name(&self, class: usize) -> String {
        match self.facts.classes.get(class) {
            Some(class) => class.name.clone(),
            None => self.out.extra[class - self.facts.classes.len()].name.clone(),
        }
    }

    /// The subject called `base` with these limits that none of `classes` has in another row.
    fn subject(&mut self, base: &str, limits: Limits, classes: &[usize]) -> String {
        let row = self.out.rows.len();
        let fits = |label: &&mut Label| {
            let free = |class| label.used_by.get(class).is_none_or(|used| *used == row);
            label.base == base && label.limits == limits && classes.iter().all(free)
        };
        if let Some(label) = self.out.labels.iter_mut().find(fits) {
            label.used_by.extend(classes.iter().map(|class| (*class, row)));
            return label.name.clone();
        }
        let name = self.names.fresh(base);
        let used_by = classes.iter().map(|class| (*class, row)).collect();
        self.out.labels.push(Label { name: name.clone(), base: base.to_owned(), limits, used_by });
        name
    }

    fn section(&mut self, part: &Part, first: usize, parallel: bool) -> Section {
        let mut teachers: Vec<String> =
            part.teachers.iter().map(|teacher| self.facts.teachers[*teacher].name.clone()).collect();
        if teachers.is_empty() {
            let class = part.classes.first().copied().unwrap_or(first);
            let class_name = self.class_name(class);
            let names = &mut self.facts.teacher_names;
            let nobody = self.out.nobody.entry(class).or_insert_with(|| names.fresh(&format!("无教师 {class_name}")));
            teachers.push(nobody.clone());
        }
        let home = self.facts.classes.get(first).and_then(|class| class.home);
        let names = |rooms: &BTreeSet<usize>| -> Vec<String> {
            rooms.iter().map(|room| self.facts.rooms[*room].name.clone()).collect()
        };
        let preferred = names(&part.preferred);
        let rooms = match &part.rooms {
            Some(rooms) if !parallel && rooms.iter().eq(home.iter()) => Vec::new(),
            Some(rooms) => names(rooms),
            None if parallel || home.is_some() => {
                let room_names = &mut self.facts.room_names;
                vec![self.out.anywhere.get_or_insert_with(|| room_names.fresh("不需教室")).clone()]
            }
            None => Vec::new(),
        };
        Section { name: String::new(), subject: String::new(), teachers, rooms, preferred }
    }
}
