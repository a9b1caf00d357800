//! Elements as text.

use std::fmt::Write;

/// A document being written.
#[derive(Debug, Default)]
pub(super) struct Xml {
    pub(super) text: String,
}

impl Xml {
    pub(super) fn head(&mut self, version: &str) {
        self.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n");
        // Writing into a string does not fail, here and below.
        let _ = writeln!(self.text, "<fet version=\"{version}\">");
    }

    pub(super) fn open(&mut self, name: &str) {
        let _ = writeln!(self.text, "<{name}>");
    }

    pub(super) fn close(&mut self, name: &str) {
        let _ = writeln!(self.text, "</{name}>");
    }

    /// An element with a text.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        let _ = writeln!(self.text, "<{name}>{}</{name}>", escaped(text));
    }

    /// An element with a name inside.
    pub(super) fn named(&mut self, element: &str, name: &str) {
        let _ = writeln!(self.text, "<{element}><Name>{}</Name><Comments></Comments></{element}>", escaped(name));
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
