//! The small notations inside a cell or a value: weekly periods, times, lists, teachers, class names.
//!
//! All are pure functions of the text; an error is a [`Fault`], to which the caller adds the place.

mod class_name;
mod date;
mod subject;
mod time;
mod weekdays;

pub use class_name::grade_of;
pub use date::date;
pub use subject::{WellKnown, kind_word, subject_kind, well_known};
pub use time::{TimeStatement, When, times};
pub use weekdays::{Chosen, grades, weekdays};

use super::{Diagnostics, Location};
use crate::args;
use crate::school::Weekly;
use crate::text::Args;
use crate::text::input::{BAD_COUNT, BAD_NAME, BAD_WEEKLY, BAD_YES_NO, EMPTY_IN_LIST, InputError};

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The error.
    pub error: &'static InputError,
    /// Arguments of its message.
    pub args: Args,
}

impl Fault {
    pub(crate) fn new(error: &'static InputError, args: Args) -> Self {
        Self { error, args }
    }

    /// Reports the fault at a place.
    pub fn report(self, at: &Location, diagnostics: &mut Diagnostics) {
        diagnostics.push(self.error, self.args, at.clone());
    }
}

/// What a notation means, or what is wrong with it.
pub type Parsed<T> = Result<T, Fault>;

/// The text as people mean it: trimmed; full-width digits, letters and spaces as ordinary ones, runs of spaces as one;
/// no invisible characters. Names are compared in this form.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let plain = match character {
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => continue,
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
            }
            _ if character.is_whitespace() => ' ',
            _ => character,
        };
        if plain != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(plain);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a spreadsheet may take `cell` for a formula, apostrophes before it not counted.
#[must_use]
pub fn guarded(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    let number = bare.strip_prefix('-').is_some_and(|digits| {
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    !number && bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])
}

/// The cell without the apostrophe that keeps it from being one.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if guarded(rest) => rest,
        _ => cell,
    }
}

/// A whole number in `min..=max`.
pub fn count(text: &str, min: u16, max: u16) -> Parsed<u16> {
    let text = clean(text);
    text.parse::<u16>()
        .ok()
        .filter(|value| (min..=max).contains(value) && !text.starts_with('+'))
        .ok_or_else(|| Fault::new(&BAD_COUNT, args! { text: text, min: min, max: max }))
}

/// Weekly periods: `5`, `3/2` (odd/even weeks), `0.5` (odd or even weeks), `2.5`; at most 60.
pub fn weekly(text: &str) -> Parsed<Weekly> {
    let text = clean(text);
    let bare = text.strip_suffix('节').unwrap_or(&text).trim_end();
    let number = |part: &str| {
        let part = part.trim();
        (!part.starts_with('+')).then(|| part.parse::<u8>().ok()).flatten().filter(|value| *value <= 60)
    };
    let parsed = if let Some((odd, even)) = bare.split_once(['/', '／']) {
        number(odd).zip(number(even)).map(|(odd, even)| {
            let every = odd.min(even);
            Weekly { every, odd: odd - every, even: even - every, either: 0 }
        })
    } else if let Some((whole, part)) = bare.split_once('.') {
        let half = match part {
            "5" | "50" => Some(1),
            "0" | "00" => Some(0),
            _ => None,
        };
        number(whole).zip(half).map(|(every, either)| Weekly { every, either, ..Weekly::default() })
    } else {
        number(bare).map(|every| Weekly { every, ..Weekly::default() })
    };
    parsed.ok_or_else(|| Fault::new(&BAD_WEEKLY, args! { text: text }))
}

/// `是`/`否`, `yes`/`no`, `true`/`false`, `√`, `1`/`0`.
pub fn yes_no(text: &str) -> Parsed<bool> {
    let text = clean(text);
    match text.to_lowercase().as_str() {
        "是" | "yes" | "y" | "true" | "1" | "√" | "✓" | "有" => Ok(true),
        "否" | "no" | "n" | "false" | "0" | "×" | "无" => Ok(false),
        _ => Err(Fault::new(&BAD_YES_NO, args! { text: text })),
    }
}

/// Characters that separate the items of a list or of a teacher expression, and so cannot be part of a name.
const SEPARATORS: [char; 8] = ['、', ';', '；', ',', '，', '+', '|', '＋'];

/// A name: not empty, without separators and control characters.
pub fn name(text: &str) -> Parsed<String> {
    let text = clean(text);
    if text.is_empty() {
        return Err(Fault::new(&EMPTY_IN_LIST, args! { text: text }));
    }
    match text.chars().find(|c| SEPARATORS.contains(c) || c.is_control()) {
        Some(found) => Err(Fault::new(&BAD_NAME, args! { text: text, character: found.to_string() })),
        None => Ok(text),
    }
}

/// A list of names separated by `、`, `;` or `+` (full-width too); none for an empty text.
pub fn names(text: &str) -> Parsed<Vec<String>> {
    items(text, &['、', ';', '；', '+', '＋'])
}

fn items(text: &str, separators: &[char]) -> Parsed<Vec<String>> {
    let text = clean(text);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    text.split(separators)
        .map(|item| {
            if item.trim().is_empty() {
                return Err(Fault::new(&EMPTY_IN_LIST, args! { text: &text }));
            }
            name(item)
        })
        .collect()
}

/// One teacher of a lesson: the possible ones; empty for any who teaches the subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// Names; empty for `?`.
    pub candidates: Vec<String>,
}

/// Teachers of a lesson: `王芳`, `王芳+李强` (both), `王芳|李强` (one of them), `?` or nothing (any who teaches it).
pub fn teachers(text: &str) -> Parsed<Vec<Role>> {
    let text = clean(text);
    if text.is_empty() {
        return Ok(vec![Role::default()]);
    }
    text.split(['+', '＋', '、', ';', '；'])
        .map(|role| match role.trim() {
            "" => Err(Fault::new(&EMPTY_IN_LIST, args! { text: &text })),
            "?" | "？" => Ok(Role::default()),
            role => Ok(Role { candidates: items(role, &['|', '｜'])? }),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn code<T: std::fmt::Debug>(parsed: Parsed<T>) -> &'static str {
        let fault = parsed.unwrap_err();
        for lang in [Lang::Zh, Lang::En] {
            assert!(!fault.error.cause.fill(lang, &fault.args).contains('{'));
            assert!(!fault.error.action.fill(lang, &fault.args).contains('{'));
        }
        fault.error.code
    }

    #[test]
    fn weekly_periods() {
        let of = |every, odd, even, either| Ok(Weekly { every, odd, even, either });
        for (text, expected) in [
            ("5", of(5, 0, 0, 0)),
            ("０", of(0, 0, 0, 0)),
            (" 5节 ", of(5, 0, 0, 0)),
            ("3/2", of(2, 1, 0, 0)),
            ("1/3", of(1, 0, 2, 0)),
            ("0.5", of(0, 0, 0, 1)),
            ("2.5", of(2, 0, 0, 1)),
            ("2.0", of(2, 0, 0, 0)),
        ] {
            assert_eq!(weekly(text), expected, "{text}");
        }
        for bad in ["", "五", "-1", "+5", "3/", "/", "2.25", ".5.", "61", "5 5", "3/2/1", "1e3"] {
            assert_eq!(code(weekly(bad)), "E120", "{bad}");
        }
    }

    #[test]
    fn counts_and_answers() {
        assert_eq!(count("１２", 0, 45), Ok(12));
        for bad in ["46", "-1", "x", "", "+3", "70000"] {
            assert_eq!(code(count(bad, 0, 45)), "E121", "{bad}");
        }
        assert_eq!((yes_no("是"), yes_no("NO")), (Ok(true), Ok(false)));
        assert_eq!(code(yes_no("可能")), "E125");
    }

    #[test]
    fn lists_and_teachers() {
        assert_eq!(names("语文、 数学；英语+音乐").unwrap(), ["语文", "数学", "英语", "音乐"]);
        assert!(names("　").unwrap().is_empty());
        assert_eq!(code(names("语文、、数学")), "E128");
        assert_eq!(code(names("语文,数学")), "E127");
        assert_eq!(code(name("张|三")), "E127");
        let role = |names: &[&str]| Role { candidates: names.iter().map(|n| (*n).to_owned()).collect() };
        assert_eq!(teachers("王芳"), Ok(vec![role(&["王芳"])]));
        assert_eq!(teachers("王芳+李强|赵敏"), Ok(vec![role(&["王芳"]), role(&["李强", "赵敏"])]));
        assert_eq!(teachers(""), Ok(vec![role(&[])]));
        assert_eq!(teachers("？"), Ok(vec![role(&[])]));
        assert_eq!(code(teachers("王芳+")), "E128");
        assert_eq!(code(teachers("王芳||李强")), "E128");
    }

    #[test]
    fn cleaning_keeps_names_and_drops_what_is_invisible() {
        assert_eq!(clean("\u{FEFF}　三（２）班\u{200B} "), "三（2）班");
        assert_eq!(clean("Ａ 　 b"), "A b");
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[0-9０-９/.+|、；;一二三四五六七八九年级班周单双第节上下午:：()（） a-zA-Z?？-]{0,12}|\\PC*") {
            let _ = (weekly(&text), count(&text, 0, 9), yes_no(&text), name(&text), names(&text), teachers(&text));
            let _ = (times(&text), grade_of(&text), subject_kind(&text), well_known(&text));
            proptest::prop_assert_eq!(clean(&clean(&text)), clean(&text));
        }
    }
}
