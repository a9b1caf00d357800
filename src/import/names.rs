//! Names as schools write them: which spellings are one class, one person.
//!
//! A class is a grade and a number: `一(1)班`, `一（1）班`, `一年级1班`, `1.1`, `101` and `一1班` have the same [`ClassKey`]. People have
//! no such key: a space inside a name of Chinese characters is padding, and names that look alike are only asked about.

use crate::config::notation::clean;

/// What a class's name means: the grade, and the class in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassKey {
    /// Grade, 1 to 9.
    pub grade: u8,
    /// The class's number, or its letter in upper case.
    pub number: String,
}

/// The key of a class's name; none when it does not state grade and number.
#[must_use]
pub fn class_key(name: &str) -> Option<ClassKey> {
    let name = bare(name);
    let (grade, rest) = stage(&name)?;
    let by_digit = name.starts_with(|c: char| c.is_ascii_digit());
    let marked = rest.starts_with("年级") || rest.starts_with('级') || rest.starts_with('年');
    let rest = ["年级", "级", "年"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let separated = rest.starts_with(['.', '-', '_', '—', '·', '(', '/']);
    let rest = rest.trim_start_matches(['.', '-', '_', '—', '·', '(', '第', '/']);
    let has_ban = rest.contains('班');
    let number = rest.trim_end_matches("级").trim_end_matches('班').trim_end_matches(')');
    let number = number.strip_suffix("班)").unwrap_or(number).replace([')', '('], "");
    let key = |number: String| Some(ClassKey { grade, number });
    if !number.is_empty() && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit()) {
        let value: u8 = number.parse().ok()?;
        // 12 is a number; 101 and 1.1 are classes.
        let fits = marked || separated || !by_digit || has_ban && number.len() == 2 || number.len() == 2;
        return if fits && value > 0 { key(value.to_string()) } else { None };
    }
    // 三十二班 may be class 32 as well as class 12 of grade three.
    let plain = !number.starts_with('十') || marked || separated;
    if let Some(value) = chinese_number(&number).filter(|_| plain && (marked || separated || !by_digit || has_ban)) {
        return key(value.to_string());
    }
    let mut letters = number.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() => key(letter.to_ascii_uppercase().to_string()),
        (Some(letter @ ('甲' | '乙' | '丙' | '丁' | '戊' | '己')), None) if !by_digit || marked => {
            key(letter.to_string())
        }
        _ => None,
    }
}

/// The number of a class within its grade: `1班`, `(1)班`, `一班`, `1`.
#[must_use]
pub fn class_number(text: &str) -> Option<String> {
    let text = bare(text);
    let number = text.trim_start_matches(['第', '(']).trim_end_matches('班').trim_end_matches(')');
    let number = number.trim_end_matches(')');
    if !number.is_empty() && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit()) {
        return number.parse::<u8>().ok().filter(|value| *value > 0).map(|value| value.to_string());
    }
    chinese_number(number).map(|value| value.to_string())
}

/// The grade that a text names and nothing else: `一年级`, `1年级`, `七年级`, `初一`, `一`.
#[must_use]
pub fn grade_only(text: &str) -> Option<u8> {
    let text = bare(text);
    let (grade, rest) = stage(&text)?;
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    match rest {
        "年级" | "年" | "级" => Some(grade),
        "" => (!digit || text.starts_with('初')).then_some(grade),
        _ => None,
    }
}

/// The grade that a cell below 年级 states: `一年级`, `初一`, or a bare number.
#[must_use]
pub fn stated_grade(text: &str) -> Option<u8> {
    grade_only(text).or_else(|| text.parse().ok().filter(|grade| (1..=9).contains(grade)))
}

/// The one grade that a title names: `三年级任课表`, `初一年级`, `一年级(1-3班)`; none for `一至六年级` and for a text with two.
#[must_use]
pub fn grade_in(text: &str) -> Option<u8> {
    let text = bare(text);
    if let Some(grade) = grade_only(&text) {
        return Some(grade);
    }
    let mut found = None;
    for (at, _) in text.match_indices("年级") {
        let before = &text[..at];
        let letter = before.chars().next_back()?;
        let rest = &before[..before.len() - letter.len_utf8()];
        if rest.ends_with(['至', '到', '-', '~', '—', '、', '和']) {
            return None;
        }
        let junior = if rest.ends_with('初') { "初" } else { "" };
        let grade = grade_only(&format!("{junior}{letter}年级"))?;
        if found.is_some_and(|known| known != grade) {
            return None;
        }
        found = Some(grade);
    }
    found
}

/// A grade as printed.
#[must_use]
pub fn grade_name(grade: u8) -> String {
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    numerals
        .get(usize::from(grade).wrapping_sub(1))
        .map_or_else(|| grade.to_string(), |numeral| format!("{numeral}年级"))
}

/// The grade at the start of a name, and the rest.
fn stage(name: &str) -> Option<(u8, &str)> {
    let junior = ["初中", "初"].iter().find_map(|word| name.strip_prefix(word));
    let name = match junior {
        Some(rest) => rest,
        None => ["小学", "小"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name),
    };
    let first = name.chars().next()?;
    let place = |digits: &str| digits.chars().position(|c| c == first);
    let grade = u8::try_from(place("123456789").or_else(|| place("一二三四五六七八九"))? + 1).ok()?;
    let rest = &name[first.len_utf8()..];
    match junior {
        Some(_) if grade <= 3 => Some((grade + 6, rest)),
        Some(_) => None,
        None => Some((grade, rest)),
    }
}

/// A Chinese number from 一 to 三十九.
fn chinese_number(text: &str) -> Option<u8> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).and_then(|at| u8::try_from(at + 1).ok());
    let letters: Vec<char> = text.chars().collect();
    match letters.as_slice() {
        ['十'] => Some(10),
        [one] => digit(*one),
        ['十', unit] => digit(*unit).map(|unit| 10 + unit),
        [ten, '十'] => digit(*ten).filter(|ten| *ten <= 3).map(|ten| 10 * ten),
        [ten, '十', unit] => digit(*ten).filter(|ten| *ten <= 3).zip(digit(*unit)).map(|(ten, unit)| 10 * ten + unit),
        _ => None,
    }
}

/// The text without spaces, with ordinary brackets and points.
fn bare(text: &str) -> String {
    clean(text)
        .chars()
        .filter(|c| *c != ' ')
        .map(|c| match c {
            '（' | '【' | '[' | '〔' => '(',
            '）' | '】' | ']' | '〕' => ')',
            '．' | '。' => '.',
            '－' | '–' => '-',
            other => other,
        })
        .collect()
}

/// The classes that a text lists: `一(1)、一(2)`, `一(1)(2)班`, `一年级1-3班`, `101,102`. None when part of it is no class.
#[must_use]
pub fn class_list(text: &str) -> Option<Vec<String>> {
    let text = bare(text).replace([',', '，', ';', '；', '/', '\n'], "、").replace(")(", ")、(");
    let mut found: Vec<String> = Vec::new();
    let mut grade: Option<u8> = None;
    for part in text.split('、').filter(|part| !part.is_empty()) {
        let whole = class_key(part);
        let (head, range) = match part.split_once(['~', '至']).or_else(|| part.rsplit_once('-')) {
            Some((head, last)) if whole.is_none() || part.contains(['~', '至']) => (head, Some(last)),
            _ => (part, None),
        };
        let (of, number) = match class_key(head) {
            Some(key) => (key.grade, key.number),
            None => (grade?, class_number(head)?),
        };
        grade = Some(of);
        let name = |number: &str| format!("{}{number}班", grade_name(of));
        match range {
            None => found.push(name(&number)),
            Some(last) => {
                let (first, last): (u8, u8) = (number.parse().ok()?, class_number(last)?.parse().ok()?);
                found.extend((first..=last.min(99)).map(|number| name(&number.to_string())));
            }
        }
    }
    (!found.is_empty()).then_some(found)
}

/// A person's name without the padding that Chinese tables put into names of two characters, and without a title.
#[must_use]
pub fn unpadded(name: &str) -> String {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '·');
    if name.chars().all(|c| c == ' ' || han(c)) { name.replace(' ', "") } else { name.to_owned() }
}

/// The name without 老师 or 教师 after it; none when there is no such title.
#[must_use]
pub fn untitled(name: &str) -> Option<&str> {
    ["老师", "教师"].iter().find_map(|title| name.strip_suffix(title)).filter(|rest| rest.chars().count() >= 2)
}

/// Characters that are mixed up in names: they look or sound alike.
const ALIKE: &str = "芳方坊 丽莉俪 燕艳雁 静靖婧 敏闵 洁杰 玲铃伶 婷停亭 颖颍莹 萍平苹 红虹宏 霞侠 娟鹃绢 梅玫 晴晴睛 \
                     佳嘉家 琳林霖 雪学 建健 伟玮炜纬 军君均 强祥 辉晖慧惠 涛滔 波博 明铭鸣 华桦 志智 国囯 文雯 \
                     芝之 珍真 云芸 英瑛 秀绣 兰岚 凤风 娜哪 媛缘 欣心鑫馨 怡宜仪 瑶遥 倩茜 蕾雷 晓小 宇雨 \
                     已己巳 末未 王汪 张章 李黎 刘留 陈程 杨扬 吴武 徐许 朱祝 何贺 余俞于 蒋姜江 沈申 詹占 肖萧 阎闫 付傅";

/// Whether two names are so alike that one may be a slip for the other: one character differs, and the two are often mixed up.
#[must_use]
pub fn look_alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let mut differing = a.iter().zip(&b).filter(|(x, y)| x != y);
    match (differing.next(), differing.next()) {
        (Some((x, y)), None) => ALIKE.split_whitespace().any(|group| group.contains(*x) && group.contains(*y)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_class() {
        for name in [
            "一(1)班",
            "一（１）班",
            "1.1",
            "101",
            "一1班",
            "一年级1班",
            "1年级1班",
            "一年级(1)班",
            "一（一）班",
            "一年级一班",
            "1-1",
            "一 1 班",
            "1(1)班",
            "小一1班",
            "一年1班",
            "１．１",
        ] {
            assert_eq!(class_key(name), Some(ClassKey { grade: 1, number: "1".into() }), "{name}");
        }
        let key = |name: &str| class_key(name).map(|key| (key.grade, key.number));
        assert_eq!(key("二年级11班"), Some((2, "11".into())));
        assert_eq!(key("七(12)班"), Some((7, "12".into())));
        assert_eq!(key("初二3班"), Some((8, "3".into())));
        assert_eq!(key("912"), Some((9, "12".into())));
        assert_eq!(key("五A班"), Some((5, "A".into())));
        assert_eq!(key("三十二班"), None);
        for no in [
            "",
            "8",
            "12",
            "0.5",
            "语文",
            "一年级",
            "一",
            "张芳",
            "1班",
            "100",
            "3/0",
            "合计",
            "一等奖",
            "三好学生",
            "2024级1班",
            "1008",
        ] {
            assert_eq!(key(no), None, "{no}");
        }
    }

    #[test]
    fn grades_in_titles() {
        assert_eq!(
            (grade_in("三年级任课表"), grade_in("2026春 七年级"), grade_in("初一年级")),
            (Some(3), Some(7), Some(7))
        );
        assert_eq!((grade_in("一至六年级任课表"), grade_in("一年级、二年级"), grade_in("任课表")), (None, None, None));
        assert_eq!(class_key("一年级甲班").map(|key| key.number), Some("甲".into()));
    }

    #[test]
    fn lists_of_classes() {
        let list = |text: &str| class_list(text).map(|names| names.join(" ")).unwrap_or_default();
        assert_eq!(list("一(1)、一(2)"), "一年级1班 一年级2班");
        assert_eq!(list("一（1）（2）班"), "一年级1班 一年级2班");
        assert_eq!(list("三年级1-3班"), "三年级1班 三年级2班 三年级3班");
        assert_eq!(list("101,102，203"), "一年级1班 一年级2班 二年级3班");
        assert_eq!(list("1.1 "), "一年级1班");
        assert_eq!((list("语文"), list("全校")), (String::new(), String::new()));
    }

    #[test]
    fn people() {
        assert_eq!((unpadded("张 芳"), unpadded("Wang Fang")), ("张芳".into(), "Wang Fang".into()));
        assert_eq!((untitled("张芳老师"), untitled("老师"), untitled("张芳")), (Some("张芳"), None, None));
        assert!(look_alike("张芳", "张方") && look_alike("肖洋玲", "萧洋玲"));
        assert!(!look_alike("张芳", "张芳") && !look_alike("张芳", "张雷") && !look_alike("张芳", "李方"));
    }

    proptest::proptest! {
        #[test]
        fn no_name_panics(text in "[0-9一二三十年级班()（）.初小、~至-]{0,8}|\\PC*") {
            let _ = (class_key(&text), class_number(&text), grade_only(&text), class_list(&text), unpadded(&text));
        }
    }
}
