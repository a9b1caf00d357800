//! Elements, numbers, names; mistakes with their places.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};

use crate::args;
use crate::config::{Diagnostics, Location};
use crate::fet::model::Element;
use crate::text::Args;
use crate::text::fet as words;
use crate::text::input::InputError;
use crate::xml::excerpt;
pub(super) use crate::xml::{child, elements, raw, shortened, text};

/// Most mistakes that are reported.
const MOST_FAULTS: usize = 100;
/// Deepest nesting of elements inside a constraint.
const DEEPEST: usize = 8;

/// What is read, and what is wrong with it.
pub(super) struct Reader<'a, 'i> {
    text: &'i str,
    name: PathBuf,
    document: &'a Document<'i>,
    pub(super) diagnostics: Diagnostics,
}

/// Child elements called `name`.
pub(super) fn children<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    elements(node).filter(move |child| child.tag_name().name() == name)
}

/// The text of the child called `name`; empty when there is none.
pub(super) fn text_of(node: Node<'_, '_>, name: &str) -> String {
    child(node, name).map(text).unwrap_or_default()
}

/// An element with all that it holds, down to a few levels.
pub(super) fn kept(node: Node<'_, '_>, depth: usize) -> Element {
    let below =
        |node| if depth < DEEPEST { elements(node).map(|child| kept(child, depth + 1)).collect() } else { Vec::new() };
    let children = below(node);
    // Between elements there is only the layout of the file.
    // Names may begin or end with spaces, or be nothing else.
    let text = if children.is_empty() { raw(node) } else { String::new() };
    Element { name: node.tag_name().name().to_owned(), text, children }
}

/// Whether FET's word means yes; `default` when it is not there.
pub(super) fn yes(node: Node<'_, '_>, name: &str, default: bool) -> bool {
    match text_of(node, name).to_ascii_lowercase().as_str() {
        "" => default,
        word => matches!(word, "true" | "yes" | "1"),
    }
}

impl<'a, 'i: 'a> Reader<'a, 'i> {
    pub(super) fn new(text: &'i str, name: &Path, document: &'a Document<'i>) -> Self {
        Self { text, name: name.to_owned(), document, diagnostics: Diagnostics::default() }
    }

    pub(super) fn line(&self, node: Node<'a, 'i>) -> u32 {
        self.document.text_pos_at(node.range().start).row
    }

    /// Notes a mistake at `node`.
    pub(super) fn fault(&mut self, error: &'static InputError, args: Args, node: Node<'a, 'i>) {
        if self.diagnostics.0.len() >= MOST_FAULTS {
            return;
        }
        let (at, text) = excerpt(self.text, self.document, node);
        let at = Location { file: self.name.clone(), line: at.row, column: at.col, text };
        self.diagnostics.push(error, args, at);
    }

    /// The child called `name`, which must be there.
    pub(super) fn need(&mut self, node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
        let found = child(node, name);
        if found.is_none() {
            self.fault(&words::ELEMENT_MISSING, args! { parent: node.tag_name().name(), element: name }, node);
        }
        found
    }

    /// The text of the child called `name`, which must be there and not empty.
    pub(super) fn name_in(&mut self, node: Node<'a, 'i>) -> Option<String> {
        let name = self.need(node, "Name")?;
        let found = raw(name);
        if found.is_empty() {
            self.fault(&words::NAME_EMPTY, args! { element: node.tag_name().name() }, name);
            return None;
        }
        Some(found)
    }

    /// The whole number in the child called `name`, which must be there.
    pub(super) fn number(&mut self, node: Node<'a, 'i>, name: &str, max: u32) -> Option<u32> {
        let child = self.need(node, name)?;
        let value = text(child);
        let number = value.parse::<u32>().ok().filter(|number| *number <= max);
        if number.is_none() {
            self.fault(&words::NOT_A_NUMBER, args! { element: name, value: shortened(&value), max: max }, child);
        }
        number
    }

    /// The position of the name in an element, which must be known.
    pub(super) fn known(&mut self, node: Node<'a, 'i>, table: &BTreeMap<String, usize>) -> Option<usize> {
        let name = raw(node);
        let found = table.get(&name).copied();
        if found.is_none() {
            let args = args! { element: node.tag_name().name(), name: shortened(&name) };
            self.fault(&words::UNKNOWN_NAME, args, node);
        }
        found
    }

    /// Enters a name into a table; a mistake when it is there already.
    pub(super) fn enter(
        &mut self,
        table: &mut BTreeMap<String, usize>,
        name: &str,
        index: usize,
        node: Node<'a, 'i>,
    ) -> bool {
        if table.contains_key(name) {
            let args = args! { element: node.tag_name().name(), name: shortened(name) };
            self.fault(&words::NAME_TWICE, args, node);
            return false;
        }
        table.insert(name.to_owned(), index);
        true
    }
}
