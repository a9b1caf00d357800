//! The words of each item.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let clause = META.sources.iter().map(|source| source.words).collect::<Vec<_>>().join("；");
    for item in &school.pay.items {
        let text = format!("{} {}", item.name, item.purpose).to_lowercase();
        let found = setting.words("words").iter().find(|word| !word.is_empty() && text.contains(&word.to_lowercase()));
        checked.case(META.code, i64::from(found.is_some()), || {
            let word = found.map_or("", String::as_str);
            (args! { item: &item.name, word: word, clause: &clause }, Vec::new())
        });
    }
    checked
}
