//! Names of sheets: what Excel allows, all different.
//!
//! At most 31 UTF-16 units; `: \ / ? * [ ]` become their full-width twins; no apostrophe at either end; not empty; not the
//! name that Excel keeps for itself; names that differ only in case are one.

use std::collections::BTreeSet;

const TWINS: [(char, char); 7] =
    [(':', '：'), ('\\', '＼'), ('/', '／'), ('?', '？'), ('*', '＊'), ('[', '［'), (']', '］')];
const MOST: usize = 31;

/// A name of a sheet for each of `names`, in the same order.
#[must_use]
pub fn tabs<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let key = |name: &str| name.to_lowercase().to_uppercase();
    names
        .into_iter()
        .map(|name| {
            let name = legal(name);
            let numbered = (2..).map(|n: u32| {
                let end = format!("-{n}");
                format!("{}{end}", cut(&name, MOST - end.len()).trim_end_matches('\''))
            });
            let free = std::iter::once(name.clone()).chain(numbered).find(|name| taken.insert(key(name)));
            free.unwrap_or(name)
        })
        .collect()
}

fn legal(name: &str) -> String {
    let twin = |letter: char| TWINS.iter().find(|(bad, _)| *bad == letter).map_or(letter, |(_, good)| *good);
    let name: String = crate::export::grid::clean(name).chars().map(twin).collect();
    let name = cut(name.trim().trim_matches('\''), MOST).trim_end_matches(['\'', ' ']);
    match name {
        "" => "_".to_owned(),
        kept if kept.eq_ignore_ascii_case("history") => format!("{kept}_"),
        name => name.to_owned(),
    }
}

/// The start of `name` with at most this many UTF-16 units.
fn cut(name: &str, most: usize) -> &str {
    let mut units = 0;
    for (at, letter) in name.char_indices() {
        units += letter.len_utf16();
        if units > most {
            return &name[..at];
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_legal_and_stay_apart() {
        let names = ["一（1）班", "1/2班", "a班", "A班", "", "''", "'x'", "History", "[=1+1]", "一（1）班", "x\u{0}y"];
        let expected =
            ["一（1）班", "1／2班", "a班", "A班-2", "_", "_-2", "x", "History_", "［=1+1］", "一（1）班-2", "x y"];
        assert_eq!(tabs(names), expected);
        let long = "社".repeat(40);
        let made = tabs([long.as_str(), long.as_str()]);
        assert_eq!((made[0].chars().count(), made[1].chars().count()), (31, 31));
        assert!(made[1].ends_with("-2"));
        let wide = "𠮷".repeat(20);
        assert_eq!(tabs([wide.as_str()])[0].encode_utf16().count(), 30);
    }
}
