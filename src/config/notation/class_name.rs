//! The grade in a class's name.

use super::{Fault, Parsed, clean};
use crate::args;
use crate::text::input::BAD_CLASS_GRADE;

/// The grade (1 to 9) that a class name states: `一年级1班`, `三(2)班`, `七1班`, `初二3班`, `小三2班`, `701`, `1.1`, `7-2`.
pub fn grade_of(name: &str) -> Parsed<u8> {
    let name = clean(name);
    grade(&name).ok_or_else(|| Fault::new(&BAD_CLASS_GRADE, args! { text: name }))
}

fn grade(name: &str) -> Option<u8> {
    if let Some(rest) = name.strip_prefix("初中").or_else(|| name.strip_prefix('初')) {
        let (grade, rest) = numeral(rest)?;
        return (grade <= 3 && says_more(rest)).then_some(grade + 6);
    }
    let (stage, most) = match name.strip_prefix("小学").or_else(|| name.strip_prefix('小')) {
        Some(rest) => (rest, 6),
        None => (name, 9),
    };
    let (grade, rest) = numeral(stage)?;
    if grade > most {
        return None;
    }
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let by_digit = stage.starts_with(|c: char| c.is_ascii_digit());
    let fits = match (by_digit, digits) {
        // 701: grade and two digits of the class.
        (true, 2) => rest[2..].is_empty() || rest[2..].starts_with('班'),
        (true, 0) => says_more(rest) && !rest.starts_with('班'),
        (true, _) => false,
        (false, _) => says_more(rest) && !rest.starts_with('班'),
    };
    fits.then_some(grade)
}

/// A digit or Chinese numeral 1 to 9 and what follows.
fn numeral(text: &str) -> Option<(u8, &str)> {
    let first = text.chars().next()?;
    let position =
        "123456789".chars().position(|c| c == first).or_else(|| "一二三四五六七八九".chars().position(|c| c == first));
    Some((u8::try_from(position? + 1).ok()?, &text[first.len_utf8()..]))
}

/// Whether a class follows the grade.
fn says_more(rest: &str) -> bool {
    let rest = rest.strip_prefix("年级").unwrap_or(rest);
    rest.chars().any(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_read_from_names() {
        for (name, expected) in [
            ("一年级1班", 1),
            ("二年级11班", 2),
            ("三(2)班", 3),
            ("三（２）班", 3),
            ("四年级（12）班", 4),
            ("七1班", 7),
            ("初二3班", 8),
            ("初三(1)班", 9),
            ("小六2班", 6),
            ("701", 7),
            ("911班", 9),
            ("1.1", 1),
            ("7-2", 7),
            ("6年级2班", 6),
            ("5A", 5),
        ] {
            assert_eq!(grade_of(name), Ok(expected), "{name}");
        }
        for name in [
            "",
            "1班",
            "一班",
            "11班",
            "高一1班",
            "初四1班",
            "小七1班",
            "1",
            "7",
            "一年级",
            "实验班",
            "1001",
            "0.1",
            "2024级1班",
        ] {
            assert!(grade_of(name).is_err(), "{name}");
        }
    }
}
