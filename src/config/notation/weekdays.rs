//! Weekdays and grades as lists: `周一、周三`, `一三五`, `周一至周五`, `Mon-Fri`; `3-6`, `一、二年级`.

use std::collections::BTreeSet;

use super::{Fault, Parsed, clean};
use crate::args;
use crate::text::input::after_school::{BAD_DAYS, BAD_GRADES};
use crate::units::Weekday;

/// Weekdays as stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// All that there are (全部, all).
    All,
    /// These; none for 无, none.
    These(BTreeSet<Weekday>),
}

/// What separates the items of such lists.
const SEPARATORS: [char; 8] = ['、', ',', '，', ';', '；', '/', '+', ' '];

/// What stands between the ends of a range.
const DASHES: [char; 7] = ['至', '到', '-', '~', '～', '–', '—'];

/// A list of weekdays.
pub fn weekdays(text: &str) -> Parsed<Chosen> {
    let text = clean(text);
    match text.to_lowercase().as_str() {
        "全部" | "每天" | "每日" | "天天" | "all" | "daily" => return Ok(Chosen::All),
        "无" | "不参加" | "none" => return Ok(Chosen::These(BTreeSet::new())),
        _ => {}
    }
    let mut days = BTreeSet::new();
    for part in text.split(SEPARATORS).filter(|part| !part.is_empty()) {
        days.extend(some_days(part).ok_or_else(|| Fault::new(&BAD_DAYS, args! { text: &text }))?);
    }
    if days.is_empty() {
        return Err(Fault::new(&BAD_DAYS, args! { text: text }));
    }
    Ok(Chosen::These(days))
}

/// A weekday, a range of them, or several without separators (周一三五, 135).
fn some_days(text: &str) -> Option<Vec<Weekday>> {
    if let Some(day) = Weekday::parse(text) {
        return Some(vec![day]);
    }
    if let Some((first, last)) = text.split_once(DASHES) {
        let (first, last) = (one_day(first)?, one_day(last)?);
        return (first < last).then(|| (first.number()..=last.number()).filter_map(Weekday::new).collect());
    }
    let plain = text.replace("星期", "").replace("礼拜", "").replace('周', "");
    let days: Option<Vec<_>> = plain.chars().map(|day| one_day(day.encode_utf8(&mut [0; 4]))).collect();
    days.filter(|days| !days.is_empty())
}

/// A weekday with or without 周 before it.
fn one_day(text: &str) -> Option<Weekday> {
    Weekday::parse(text).or_else(|| Weekday::parse(&["周", text].concat()))
}

/// A list of grades, sorted.
pub fn grades(text: &str) -> Parsed<BTreeSet<u8>> {
    let text = clean(text);
    let mut grades = BTreeSet::new();
    for part in text.split(SEPARATORS) {
        let part = part.trim_start_matches("grades").trim_start_matches("grade").trim_end_matches("年级");
        if part.is_empty() {
            continue;
        }
        let (first, last) = part.split_once(DASHES).unwrap_or((part, part));
        let range = one_grade(first).zip(one_grade(last)).filter(|(first, last)| first <= last);
        let (first, last) = range.ok_or_else(|| Fault::new(&BAD_GRADES, args! { text: &text }))?;
        grades.extend(first..=last);
    }
    if grades.is_empty() { Err(Fault::new(&BAD_GRADES, args! { text: text })) } else { Ok(grades) }
}

fn one_grade(text: &str) -> Option<u8> {
    let mut characters = text.trim().trim_end_matches("年级").chars();
    let (digit, rest) = (characters.next()?, characters.next());
    let place = |digits: &str| digits.chars().position(|c| c == digit);
    let place = place("123456789").or_else(|| place("一二三四五六七八九"))?;
    u8::try_from(place + 1).ok().filter(|_| rest.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match weekdays(text) {
            Ok(Chosen::All) => "all".into(),
            Ok(Chosen::These(days)) => days.iter().map(|day| day.number().to_string()).collect(),
            Err(fault) => fault.error.code.into(),
        }
    }

    #[test]
    fn weekdays_are_read() {
        for (text, expected) in [
            ("全部", "all"),
            ("All", "all"),
            ("无", ""),
            ("周二", "2"),
            ("周一、周三", "13"),
            ("一三五", "135"),
            ("周一三五", "135"),
            ("周五周一", "15"),
            ("１３５", "135"),
            ("1-5", "12345"),
            ("周一至周五", "12345"),
            ("星期二到星期四", "234"),
            ("Mon-Fri", "12345"),
            ("Tue;Thu", "24"),
            ("1,2, 4", "124"),
            ("星期天", "7"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        for bad in ["", "周", "周八", "0", "8", "x", "五至一", "一、x", "周一x"] {
            assert_eq!(shown(bad), "E251", "{bad}");
        }
    }

    #[test]
    fn grades_are_read() {
        let shown = |text: &str| grades(text).map(|grades| grades.into_iter().collect::<Vec<_>>()).unwrap_or_default();
        for (text, expected) in [
            ("3", vec![3]),
            ("3-6", vec![3, 4, 5, 6]),
            ("grade 1-2", vec![1, 2]),
            ("一、二年级", vec![1, 2]),
            ("三年级", vec![3]),
            ("七至九年级", vec![7, 8, 9]),
            ("6年级、5年级", vec![5, 6]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        for bad in ["", "0", "10", "6-3", "x", "年级"] {
            assert_eq!(grades(bad).map_err(|fault| fault.error.code), Err("E273"), "{bad}");
        }
    }
}
