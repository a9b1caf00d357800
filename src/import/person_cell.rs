//! What a cell of a teacher's timetable says: class and subject in either order (`一1数学`, `数学` over `一(1)班`), or the class alone.

use super::Known;
use super::cell::{by_weeks, is_room};
use super::names::class_list;
use super::subject_names::is_short;
use crate::config::notation::{clean, well_known};
use crate::units::Weeks;

/// What a cell says: classes, the subject (empty where it does not say), weeks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) classes: Vec<String>,
    pub(super) subject: String,
    /// The room, where the cell says one.
    pub(super) room: String,
    pub(super) weeks: Option<Weeks>,
}

/// Reads a cell; none when it names no class.
pub(super) fn said(text: &str, known: &Known) -> Option<Vec<Said>> {
    let groups = by_weeks(text);
    if groups.len() > 1 {
        let each: Option<Vec<Vec<Said>>> = groups.iter().map(|group| said(group, known)).collect();
        return each.map(|each| each.into_iter().flatten().collect());
    }
    let whole = one(&text.replace('\n', " "), known);
    if let Some(found) = whole.filter(|found| found.classes.len() == 1) {
        return Some(vec![found]);
    }
    // Two lessons in odd and even weeks, or two classes together.
    let parts: Vec<&str> = text.split(['\n', '/', '／']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let each: Option<Vec<Said>> = parts.iter().map(|part| one(part, known)).collect();
    let weeks = |all: &[Said]| all.iter().all(|one| one.weeks.is_some());
    match each {
        Some(all) if parts.len() > 1 && weeks(&all) => Some(all),
        _ => one(&text.replace('\n', " "), known).map(|found| vec![found]),
    }
}

/// One lesson: class and subject in either order, with or without something between.
fn one(text: &str, known: &Known) -> Option<Said> {
    let (text, weeks) = without_weeks(&clean(text));
    let (rooms, words): (Vec<&str>, Vec<&str>) =
        text.split(' ').partition(|word| is_room(word) && class_list(word).is_none());
    let (text, room) = (words.join(" "), rooms.join(" "));
    let classes = |part: &str| -> Option<Vec<String>> {
        let part = part.trim_matches([' ', ':', '：', '-', '、']);
        if known.classes.contains(part) {
            return Some(vec![part.to_owned()]);
        }
        class_list(part)
    };
    let subject = |part: &str| -> String {
        part.trim_matches([' ', ':', '：', '-', '、', '(', ')', '（', '）', '课']).replace(' ', "")
    };
    let sure = |name: &str| known.subjects.contains(name) || well_known(name).is_some() || is_short(name);
    let found = |classes: Vec<String>, subject: String| Some(Said { classes, subject, room: room.clone(), weeks });
    if let Some(all) = classes(&text) {
        return found(all, String::new());
    }
    let mut fallback = None;
    // The longest subject first: 班会 of 三2 before 会 of 三2班.
    for at in text.char_indices().map(|(at, _)| at).skip(1) {
        let (before, after) = text.split_at(at);
        for (of_class, of_subject, first) in [(before, after, true), (after, before, false)] {
            let Some(all) = classes(of_class) else { continue };
            let name = subject(of_subject);
            if sure(&name) {
                return found(all, name);
            }
            let plain = !name.is_empty() && name.chars().count() <= 8 && !name.contains(|c: char| c.is_ascii_digit());
            if plain && first {
                fallback = found(all, name);
            }
        }
    }
    fallback
}

/// Classes and subject of a text that names both.
pub(super) fn class_and_subject(text: &str) -> Option<(Vec<String>, String)> {
    one(text, &Known::default()).map(|said| (said.classes, said.subject)).filter(|(_, subject)| !subject.is_empty())
}

/// The text without 【单】 and 【双】 (or (odd), (even)). Other brackets belong to the class: 一(1).
fn without_weeks(text: &str) -> (String, Option<Weeks>) {
    for (word, weeks) in [("单", Weeks::Odd), ("双", Weeks::Even), ("odd", Weeks::Odd), ("even", Weeks::Even)] {
        for (open, close) in [("【", "】"), ("(", ")"), ("（", "）"), ("[", "]")] {
            for marker in [format!("{open}{word}{close}"), format!("{open}{word}周{close}")] {
                if text.contains(&marker) {
                    return (text.replace(&marker, "").trim().to_owned(), Some(weeks));
                }
            }
        }
        let bare = format!("{word}周");
        if let Some(rest) = text.strip_prefix(&bare).or_else(|| text.strip_suffix(&bare)) {
            return (rest.trim().to_owned(), Some(weeks));
        }
    }
    (text.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_name_class_and_subject() {
        let of = |text: &str| {
            let all = said(text, &Known::default()).unwrap_or_default();
            let show =
                |one: &Said| format!("{} {}{}", one.classes.join("+"), one.subject, one.weeks.map_or("", Weeks::word));
            all.iter().map(show).collect::<Vec<_>>().join("; ")
        };
        for text in [
            "一1数学",
            "一(1)\n数学",
            "数学\n一（1）班",
            "数学一1",
            "1.1数学",
            "101 数学",
            "一年级1班数学",
            "数学(一1)",
        ] {
            assert_eq!(of(text), "一年级1班 数学", "{text}");
        }
        assert_eq!(of("三2班班会"), "三年级2班 班会");
        assert_eq!(said("体育\n一1班 操场", &Known::default()).unwrap()[0].room, "操场");
        assert_eq!(of("体育\n一1班 操场"), "一年级1班 体育");
        assert_eq!(of("三2班会"), "三年级2班 班会");
        assert_eq!(of("语1.1"), "一年级1班 语");
        assert_eq!((of("三（2）"), of("302")), ("三年级2班 ".into(), "三年级2班 ".into()));
        assert_eq!(of("一1、一2体育"), "一年级1班+一年级2班 体育");
        assert_eq!(of("【单】三1心理/【双】三2心理"), "三年级1班 心理odd; 三年级2班 心理even");
        assert_eq!(of("【单】七1班\n地方\n【双】八1班\n心理"), "七年级1班 地方odd; 八年级1班 心理even");
        assert_eq!((of("教研"), of("值班"), of("")), (String::new(), String::new(), String::new()));
        assert_eq!(of("三1围棋"), "三年级1班 围棋");
    }
}
