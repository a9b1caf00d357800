//! An input error with code, place, cause and action; all of them are collected, none stops the reading.

use std::path::PathBuf;

use crate::text::input::InputError;
use crate::text::{Args, Lang};

/// Where in the input something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// Line, 1-based; 0 when the file as a whole is meant.
    pub line: u32,
    /// Column in characters, 1-based (in a table: the position of the cell's text in its line); 0 when unknown.
    pub column: u32,
    /// The offending text; may be empty.
    pub text: String,
}

/// One input error (or warning).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong: an entry of the catalogue in [`crate::text::input`].
    pub error: &'static InputError,
    /// Arguments of its message.
    pub args: Args,
    /// Where.
    pub at: Location,
}

impl PartialEq for InputError {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for InputError {}

impl Diagnostic {
    /// The error as people read it: place, code, cause, offending text, action.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        let mut out = self.at.file.display().to_string();
        if self.at.line > 0 {
            out.push_str(&format!(":{}", self.at.line));
            if self.at.column > 0 {
                out.push_str(&format!(":{}", self.at.column));
            }
        }
        out.push_str(&format!(": {} {}", self.error.code, self.error.cause.fill(lang, &self.args)));
        if !self.at.text.is_empty() {
            out.push_str(&format!("\n    | {}", self.at.text));
        }
        let hint = match lang {
            Lang::Zh => "办法",
            Lang::En => "hint",
        };
        out.push_str(&format!("\n    {hint}: {}", self.error.action.fill(lang, &self.args)));
        out
    }
}

/// All errors of a reading, in the order of files and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds an error.
    pub fn push(&mut self, error: &'static InputError, args: Args, at: Location) {
        self.0.push(Diagnostic { error, args, at });
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
