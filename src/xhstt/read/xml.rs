//! Elements, numbers, references; faults with their places.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::Fault;
use crate::args;
use crate::text::input::InputError;
use crate::text::{Args, xhstt as words};
use crate::xhstt::model::Limits;
use crate::xml::excerpt;
pub(super) use crate::xml::{child, elements, shortened, text};

/// Most mistakes that are reported.
const MOST_FAULTS: usize = 100;
/// Most things that groups, points of application and solutions may expand to: far below what memory holds.
const BUDGET: usize = if cfg!(test) { 2_000_000 } else { 10_000_000 };
/// Largest number in a file: sums of squares of deviations stay far below the largest cost.
const LARGEST: u32 = 1_000_000;

/// What is read, and what is wrong with it.
pub(super) struct Reader<'a, 'i> {
    text: &'i str,
    document: &'a Document<'i>,
    /// Mistakes so far.
    pub(super) faults: Vec<Fault>,
    /// What may still be expanded; none once it was not enough.
    budget: Option<usize>,
}

/// Positions by `Id`.
#[derive(Clone, Debug, Default)]
pub(super) struct Table(BTreeMap<String, usize>);

impl Table {
    /// The table of what has these names, in order.
    pub(super) fn of<'n>(ids: impl Iterator<Item = &'n str>) -> Self {
        Self(ids.enumerate().map(|(index, id)| (id.to_owned(), index)).collect())
    }

    pub(super) fn get(&self, id: &str) -> Option<usize> {
        self.0.get(id).copied()
    }
}

/// Child elements of the child called `name`.
pub(super) fn within<'a, 'i: 'a>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    child(node, name).map_or_else(Vec::new, |list| elements(list).collect())
}

/// The text of the child called `name`, if there is one.
pub(super) fn text_of(node: Node<'_, '_>, name: &str) -> Option<String> {
    child(node, name).map(text)
}

impl<'a, 'i: 'a> Reader<'a, 'i> {
    pub(super) fn new(text: &'i str, document: &'a Document<'i>) -> Self {
        Self { text, document, faults: Vec::new(), budget: Some(BUDGET) }
    }

    /// The element as it stands in the file.
    pub(super) fn source(&self, node: Node<'a, 'i>) -> String {
        self.text.get(node.range()).unwrap_or_default().to_owned()
    }

    /// Notes a mistake at `node`.
    pub(super) fn fault(&mut self, error: &'static InputError, args: Args, node: Node<'a, 'i>) {
        if self.faults.len() >= MOST_FAULTS {
            return;
        }
        let (at, text) = excerpt(self.text, self.document, node);
        self.faults.push(Fault { error, args, line: at.row, column: at.col, text });
    }

    /// Takes `count` from what may be expanded; false (and a fault once) when it is used up.
    pub(super) fn spend(&mut self, count: usize, node: Node<'a, 'i>) -> bool {
        let left = self.budget.and_then(|left| left.checked_sub(count));
        if left.is_none() && self.budget.is_some() {
            self.fault(&words::TOO_LARGE, args! { limit: BUDGET }, node);
        }
        self.budget = left;
        left.is_some()
    }

    /// Every child must have one of these names, each at most once.
    pub(super) fn only(&mut self, node: Node<'a, 'i>, allowed: &[&str]) {
        self.only_many(node, allowed);
        let mut seen = BTreeSet::new();
        for child in elements(node) {
            let element = child.tag_name().name();
            if !seen.insert(element) {
                self.fault(&words::ELEMENT_TWICE, args! { parent: node.tag_name().name(), element: element }, child);
            }
        }
    }

    /// Every child must have one of these names.
    pub(super) fn only_many(&mut self, node: Node<'a, 'i>, allowed: &[&str]) {
        for child in elements(node) {
            let element = child.tag_name().name();
            if !allowed.contains(&element) {
                let parent = node.tag_name().name();
                let args = args! { parent: parent, element: element, allowed: allowed.join("、") };
                self.fault(&words::ELEMENT_UNKNOWN, args, child);
            }
        }
    }

    /// The child called `name`, which must be there.
    pub(super) fn need(&mut self, node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
        let found = child(node, name);
        if found.is_none() {
            self.fault(&words::ELEMENT_MISSING, args! { parent: node.tag_name().name(), element: name }, node);
        }
        found
    }

    /// An attribute, which must be there.
    pub(super) fn attribute(&mut self, node: Node<'a, 'i>, name: &str) -> Option<&'a str> {
        let found = node.attribute(name);
        if found.is_none() {
            self.fault(&words::ATTRIBUTE_MISSING, args! { element: node.tag_name().name(), attribute: name }, node);
        }
        found
    }

    /// The `Id`, entered into `table` at `index`; false if it is not there or taken.
    pub(super) fn identify(&mut self, node: Node<'a, 'i>, table: &mut Table, index: usize) -> Option<String> {
        let id = self.attribute(node, "Id")?;
        if table.0.contains_key(id) {
            self.fault(&words::ID_TWICE, args! { element: node.tag_name().name(), id: id }, node);
            return None;
        }
        table.0.insert(id.to_owned(), index);
        Some(id.to_owned())
    }

    /// What the attribute `Reference` refers to.
    pub(super) fn reference(&mut self, node: Node<'a, 'i>, table: &Table) -> Option<usize> {
        let id = self.attribute(node, "Reference")?;
        let found = table.get(id);
        if found.is_none() {
            self.fault(&words::UNKNOWN_REFERENCE, args! { element: node.tag_name().name(), id: id }, node);
        }
        found
    }

    /// The references in the child called `list`, whose elements are called one of `names`; each once, in order.
    pub(super) fn references(&mut self, node: Node<'a, 'i>, list: &str, names: &[&str], table: &Table) -> Vec<usize> {
        let Some(list) = child(node, list) else { return Vec::new() };
        self.only_many(list, names);
        let mut seen = BTreeSet::new();
        let found: Vec<usize> = elements(list).filter_map(|one| self.reference(one, table)).collect();
        found.into_iter().filter(|one| seen.insert(*one)).collect()
    }

    /// The whole number in an element.
    pub(super) fn number(&mut self, node: Node<'a, 'i>) -> Option<u32> {
        let value = text(node);
        let number = value.parse().ok().filter(|number| *number <= LARGEST);
        if number.is_none() {
            let args = args! { element: node.tag_name().name(), value: value, max: LARGEST };
            self.fault(&words::NOT_A_NUMBER, args, node);
        }
        number
    }

    /// The number in the child called `name`, which must be there.
    pub(super) fn number_of(&mut self, node: Node<'a, 'i>, name: &str) -> Option<u32> {
        let child = self.need(node, name)?;
        self.number(child)
    }

    /// The number in the child called `name`, if it is there.
    pub(super) fn number_if(&mut self, node: Node<'a, 'i>, name: &str) -> Option<u32> {
        child(node, name).and_then(|child| self.number(child))
    }

    /// A duration, which must be there and at least 1.
    pub(super) fn duration_in(&mut self, node: Node<'a, 'i>) -> Option<u32> {
        let duration = self.number(node)?;
        if duration == 0 {
            self.fault(&words::ZERO_DURATION, args! { element: node.tag_name().name() }, node);
            return None;
        }
        Some(duration)
    }

    /// Two limits in order.
    pub(super) fn limits(&mut self, node: Node<'a, 'i>, minimum: &str, maximum: &str) -> Option<Limits> {
        let (least, most) = (self.number_of(node, minimum), self.number_of(node, maximum));
        self.ordered(node, least?, most?)
    }

    /// Two limits that may be left out: 0 and no limit.
    pub(super) fn limits_if(&mut self, node: Node<'a, 'i>, minimum: &str, maximum: &str) -> Option<Limits> {
        let (least, most) = (self.number_if(node, minimum), self.number_if(node, maximum));
        self.ordered(node, least.unwrap_or(0), most.unwrap_or(u32::MAX))
    }

    fn ordered(&mut self, node: Node<'a, 'i>, minimum: u32, maximum: u32) -> Option<Limits> {
        if minimum > maximum {
            self.fault(&words::LIMITS_CROSSED, args! { min: minimum, max: maximum }, node);
            return None;
        }
        Some(Limits { minimum, maximum })
    }
}
