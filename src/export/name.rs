//! File names from the names of classes, teachers and rooms, safe on every system.
//!
//! Characters that Windows forbids become their full-width twins (`1/2班` is `1／2班`), control characters spaces; a name
//! that Windows keeps for devices, starts with a dot or ends in one gets an underscore; names that differ only in case,
//! or that became equal, get a number.

use std::collections::BTreeSet;

/// The forbidden characters and what stands for them.
const TWINS: [(char, char); 9] = [
    ('/', '／'),
    ('\\', '＼'),
    (':', '：'),
    ('*', '＊'),
    ('?', '？'),
    ('"', '＂'),
    ('<', '＜'),
    ('>', '＞'),
    ('|', '｜'),
];

/// Most bytes of a file name without its extension; systems allow 255 with it.
const MOST_BYTES: usize = 200;

/// One file stem for each name, all different, in the same order.
#[must_use]
pub fn stems<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names
        .into_iter()
        .map(|name| {
            let stem = safe(name);
            let numbered = (2..).map(|n| format!("{stem}-{n}"));
            let free = std::iter::once(stem.clone()).chain(numbered).find(|stem| taken.insert(stem.to_lowercase()));
            free.unwrap_or(stem)
        })
        .collect()
}

fn safe(name: &str) -> String {
    let twin = |letter: char| TWINS.iter().find(|(bad, _)| *bad == letter).map_or(letter, |(_, good)| *good);
    let clean: String = name.chars().map(|c| if c.is_control() { ' ' } else { twin(c) }).collect();
    let mut stem = String::new();
    for letter in clean.trim().chars() {
        if stem.len() + letter.len_utf8() > MOST_BYTES {
            break;
        }
        stem.push(letter);
    }
    let device = stem.split('.').next().unwrap_or("").to_ascii_uppercase();
    let reserved = matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (device.len() == 4 && (device.starts_with("COM") || device.starts_with("LPT")));
    if stem.is_empty() || stem.starts_with('.') || reserved {
        stem.insert(0, '_');
    }
    if stem.ends_with(['.', ' ']) {
        stem.push('_');
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_safe_and_stay_apart() {
        let names = ["一（1）班", "1/2班", "../../etc", "CON", "a班", "A班", "", "张 三.", "nul.txt", "x\n\ty"];
        let expected =
            ["一（1）班", "1／2班", "_..／..／etc", "_CON", "a班", "A班-2", "_", "张 三._", "_nul.txt", "x  y"];
        assert_eq!(stems(names), expected);
        let long = "班".repeat(300);
        let stems = stems([long.as_str(), long.as_str()]);
        assert!(stems[0].len() <= MOST_BYTES && stems[1].ends_with("-2"));
    }
}
