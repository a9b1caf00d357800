//! `school.toml` while it is written.

use std::fmt::Write as _;

use super::folder::Table;
use crate::text::{Lang, Text};

/// A text as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// `school.toml` while it is written.
pub(super) struct Toml {
    pub(super) lang: Lang,
    pub(super) head: String,
    pub(super) profile: &'static str,
    pub(super) body: String,
}

impl Toml {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, head: String::new(), profile: crate::preset::DEFAULT, body: String::new() }
    }

    pub(super) fn top(&mut self, name: &str) {
        self.head = format!("name = {}\n", quoted(name));
    }

    pub(super) fn tables(&mut self, tables: &[Table<'_>]) {
        self.push("\n[tables]\n");
        for table in tables {
            self.push(&format!("{} = {}\n", table.kind.key, quoted(&table.name)));
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        self.body.push_str(text);
    }

    pub(super) fn comment(&mut self, text: Text) {
        let _ = writeln!(self.body, "# {}", text.get(self.lang));
    }

    pub(super) fn has(&self, section: &str) -> bool {
        self.body.contains(&format!("[{section}]")) || self.body.contains(&format!("[{section}."))
    }

    pub(super) fn settings(&mut self, mut settings: toml::Table) {
        for key in ["format", "name", "tables"] {
            settings.remove(key);
        }
        // Plain values first: in TOML they belong to the last section that was opened.
        let (tables, plain): (toml::Table, toml::Table) = settings.into_iter().partition(|(_, value)| {
            value.is_table() || value.as_array().is_some_and(|items| items.iter().any(toml::Value::is_table))
        });
        self.head.push_str(&plain.to_string());
        self.body.push_str(&tables.to_string());
    }

    pub(super) fn text(&self) -> String {
        let comment = Text::new(
            "由 kebiao import 从工作簿生成；# 开头的是说明，请核对后修改。",
            "Made by kebiao import from a workbook; lines that begin with # explain. Please check.",
        );
        let stated = self.body.lines().any(|line| line == "[policy]");
        let policy = if stated { String::new() } else { format!("\n[policy]\nprofile = \"{}\"\n", self.profile) };
        format!("# {}\nformat = 1\n{}{policy}{}", comment.get(self.lang), self.head, self.body)
    }
}
