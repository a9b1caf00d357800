//! What stands over a column of assignments: a subject, perhaps with its weekly periods (`语文(7)`, `语文8节`, `语文` over `8`).

use super::cell::marks;
use crate::config::notation::{weekly, well_known};

/// A subject over a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) name: String,
    /// (0.5): half a period a week.
    pub(super) half: bool,
    /// Weekly periods of every class below.
    pub(super) periods: Option<String>,
}

/// Reads a header that names a subject.
pub(super) fn subject(text: &str) -> Heading {
    let text = text.replace('\n', " ");
    let (name, marks) = marks(&text);
    let (name, stated) = with_unit(&name);
    Heading { name, half: marks.half, periods: marks.periods.or(stated) }
}

/// `语文8节`, `语文 8`: the name, and the periods where the text says that the number is one. `体育2` is a name.
fn with_unit(text: &str) -> (String, Option<String>) {
    let bare = text.strip_suffix('节').unwrap_or(text).trim_end();
    let start = bare
        .rfind(|c: char| !(c.is_ascii_digit() || c == '.' || c == '/'))
        .map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8));
    let (name, number) = bare.split_at(start);
    let said = bare.len() < text.len() || name.ends_with([' ', ':', '：']);
    let plain = name.trim_end_matches([' ', ':', '：', '/', '每', '周']).trim_end();
    if said && !plain.is_empty() && weekly(number).is_ok() {
        return (plain.to_owned(), Some(number.to_owned()));
    }
    (text.to_owned(), None)
}

/// Where nearly all subjects of a header end in a number (`语文8`, `数学4`) or state periods otherwise, the numbers are periods;
/// `体育1` beside `体育2` is not. `stated` is how many state them otherwise.
pub(super) fn numbered(names: &[&str], stated: usize) -> bool {
    let split = |name: &&str| {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        (stem.len() < name.len() && well_known(stem).is_some()).then(|| stem.to_owned())
    };
    let stems: Vec<String> = names.iter().filter_map(split).collect();
    let known = names.iter().filter(|name| well_known(name).is_some()).count();
    let different: std::collections::BTreeSet<&String> = stems.iter().collect();
    let periods = stems.len() + stated;
    !stems.is_empty() && periods >= 3 && periods * 3 >= known * 2 && different.len() == stems.len()
}

/// `语文8` as 语文 and 8.
pub(super) fn split_number(name: &str) -> Option<(String, String)> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &name[stem.len()..];
    (!stem.is_empty() && weekly(number).is_ok()).then(|| (stem.to_owned(), number.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_subject_and_periods() {
        let of = |text: &str| {
            let heading = subject(text);
            (heading.name, heading.periods.unwrap_or_default(), heading.half)
        };
        assert_eq!(of("语文(7)"), ("语文".into(), "7".into(), false));
        assert_eq!(of("语文（7节）"), ("语文".into(), "7".into(), false));
        assert_eq!(of("语文\n8节"), ("语文".into(), "8".into(), false));
        assert_eq!(of("语文 3/2"), ("语文".into(), "3/2".into(), false));
        assert_eq!(of("心理(0.5)"), ("心理".into(), String::new(), true));
        assert_eq!(
            (of("体育2"), of("体育一")),
            (("体育2".into(), String::new(), false), ("体育一".into(), String::new(), false))
        );
        assert!(numbered(&["语文8", "数学4", "体育3", "班会"], 0));
        assert!(numbered(&["语文8", "数学", "体育"], 2));
        assert!(!numbered(&["语文", "数学", "体育1", "体育2", "体育3"], 0));
        assert!(!numbered(&["体育1", "体育2", "体育"], 0));
        assert_eq!(split_number("语文8"), Some(("语文".into(), "8".into())));
    }
}
