//! A cause: what was written where, and what it is about.

use serde::{Deserialize, Serialize};

use super::strip::Files;

/// The file beside the school that says what was planted.
pub const SIDECAR: &str = "planted.toml";

/// A cell of a table that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// File.
    pub file: String,
    /// First cell of the row.
    pub row: String,
    /// Header of the column.
    pub column: String,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub now: String,
}

/// A planted cause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// What kind.
    pub kind: String,
    /// What it is, in words.
    pub says: String,
    /// What was added to `school.toml`; empty for nothing.
    #[serde(default)]
    pub added: String,
    /// Codes of the rules that cannot hold together.
    pub rules: Vec<String>,
    /// Who or what the planted statements are about, or the code of the rule that they change. Without them there is a
    /// timetable, so whoever explains why there is none has to name one of these.
    pub names: Vec<String>,
    /// Further names that it is about.
    #[serde(default)]
    pub about: Vec<String>,
    /// Lessons that need a place.
    pub lessons: usize,
    /// Places for them: fewer.
    pub places: usize,
    /// Cells of tables that were changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edit: Vec<Edit>,
}

/// What stands in the sidecar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sidecar {
    /// The command that makes the folder again (with `-o`).
    pub command: String,
    /// What was planted.
    pub cause: Vec<Cause>,
}

impl Sidecar {
    /// The sidecar as text.
    #[must_use]
    pub fn show(&self) -> String {
        // Strings and numbers always have a TOML form.
        toml::to_string_pretty(self).unwrap_or_default()
    }
}

impl Cause {
    /// The files with the cause written into them.
    pub(super) fn write(&self, files: &Files) -> Files {
        let mut files = files.clone();
        for (name, content) in &mut files {
            if name == "school.toml" && !self.added.is_empty() {
                content.push('\n');
                content.push_str(&self.added);
            }
            for edit in self.edit.iter().filter(|edit| edit.file == *name) {
                *content = replace(content, edit, &edit.now);
            }
        }
        files
    }

    /// The files without it.
    #[must_use]
    pub fn undo(&self, files: &Files) -> Files {
        let mut files = files.clone();
        for (name, content) in &mut files {
            if name == "school.toml" && !self.added.is_empty() {
                *content = content.replacen(&format!("\n{}", self.added), "", 1);
            }
            for edit in self.edit.iter().filter(|edit| edit.file == *name) {
                *content = replace(content, edit, &edit.was);
            }
        }
        files
    }
}

/// The table with another value in the cell; tables without quotes only.
fn replace(table: &str, edit: &Edit, value: &str) -> String {
    let column = table.lines().next().and_then(|header| header.split(',').position(|cell| cell == edit.column));
    let line = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if let Some(cell) = column.and_then(|column| cells.get_mut(column))
            && line.split(',').next() == Some(edit.row.as_str())
        {
            *cell = value;
        }
        cells.join(",") + "\n"
    };
    table.lines().map(line).collect()
}

/// The value of a cell of a table without quotes, when there is such a cell.
pub(super) fn cell(files: &Files, file: &str, row: &str, column: &str) -> Option<String> {
    let (_, content) = files.iter().find(|(name, _)| name == file)?;
    if content.contains('"') {
        return None;
    }
    let position = content.lines().next()?.split(',').position(|cell| cell == column)?;
    let line = content.lines().find(|line| line.split(',').next() == Some(row))?;
    line.split(',').nth(position).map(str::to_owned)
}
