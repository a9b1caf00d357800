//! Names as a school's folder takes them: FET allows any text, lists in cells do not.

use std::collections::BTreeSet;

use crate::config::notation::clean;

/// Gives names, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// How many had to be changed.
    pub(super) changed: usize,
}

/// Words that mean something else where a name is expected.
const RESERVED: [&str; 12] =
    ["all", "全体", "全校", "全部", "所有", "class-teachers", "班主任", "leaders", "干部", "?", "？", super::ROOM_KIND];

impl Names {
    /// `text` as a name that was not given before.
    pub(super) fn fresh(&mut self, text: &str) -> String {
        let plain = plain(text);
        let mut name = plain.clone();
        let mut number = 2;
        while self.taken.contains(&name) {
            name = format!("{plain} ({number})");
            number += 1;
        }
        self.changed += usize::from(name != text);
        self.taken.insert(name.clone());
        name
    }
}

/// Without what separates names in a cell, what a spreadsheet would run, and what means a set of classes.
pub(super) fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| match c {
            '+' | '＋' => '&',
            '、' | ';' | '；' | ',' | '，' => '.',
            '|' | '｜' => '/',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let text = clean(&text);
    let lower = text.to_lowercase();
    let formula = text.starts_with(['=', '-', '@', '#']);
    let set = lower.starts_with("grade") || text.ends_with("年级") || RESERVED.contains(&text.as_str());
    if text.is_empty() || formula || set { format!("_{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::notation::name;

    #[test]
    fn names_are_given_once_and_can_be_read_back() {
        let mut names = Names::default();
        let given: Vec<_> = ["A+B", "A&B", "=cmd()", "grade 3", "  x ", "", "?"].map(|text| names.fresh(text)).into();
        assert_eq!(given, ["A&B", "A&B (2)", "_=cmd()", "_grade 3", "x", "_", "_?"]);
        assert_eq!(names.changed, 7);
    }

    proptest::proptest! {
        #[test]
        fn every_text_becomes_a_name(text in "\\PC{0,20}|[+、;,|= \t\n-]{0,6}") {
            let given = Names::default().fresh(&text);
            proptest::prop_assert_eq!(name(&given), Ok(given.clone()));
        }
    }
}
