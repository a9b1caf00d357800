//! Where TOML goes wrong, as a person would say it.
//!
//! A parser notices a bracket without its pair only lines later, and then stumbles over everything that follows. This
//! walk over the text knows strings, comments and brackets only, and finds the mistakes that people make most: a bracket
//! or quotation mark that is never closed, and Chinese punctuation in place of the ASCII one.

use std::ops::Range;

use super::source::Source;
use super::{Diagnostics, Location};
use crate::args;
use crate::text::{Arg, Text, input};

/// Chinese punctuation and what TOML wants instead.
const CHINESE: [(char, &str); 11] = [
    ('“', "\""),
    ('”', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('，', ","),
    ('、', ","),
    ('【', "["),
    ('】', "]"),
    ('［', "["),
    ('］', "]"),
    ('＝', "="),
];

/// Words of the parser for its commonest complaints.
const REASONS: [(&str, Text); 5] = [
    ("missing comma", input::NO_COMMA),
    ("extra comma", input::COMMA_TOO_MANY),
    ("key with no value", input::NO_VALUE),
    ("missing value", input::NO_VALUE),
    ("string values must be quoted", input::NO_VALUE),
];

/// Reports the first of the parser's `errors` (each a place and a message): what follows a mistake is mostly its echo.
pub(super) fn report(
    source: &Source,
    errors: impl IntoIterator<Item = (Range<usize>, String)>,
    diagnostics: &mut Diagnostics,
) {
    let Some((span, message)) = errors.into_iter().min_by_key(|(span, _)| span.start) else { return };
    let (reason, at) = match slip(&source.text) {
        Some(slip) if source.position(slip.at).0 <= source.position(span.start).0 => slip.told(source),
        _ => (reason(&source.text, &span, &message), source.locate(span)),
    };
    diagnostics.push(&input::SYNTAX, args! { reason: reason }, at);
}

fn reason(text: &str, span: &Range<usize>, message: &str) -> Arg {
    if message.contains("duplicate key") {
        return input::KEY_TWICE.arg(&args! { key: text.get(span.clone()).unwrap_or("") });
    }
    let known = REASONS.iter().find(|(start, _)| message.starts_with(start));
    known.map_or_else(|| Arg::from(message.replace('\n', " ")), |(_, text)| Arg::from(*text))
}

/// A mistake and where it is.
struct Slip {
    at: usize,
    character: char,
    /// Whether the character is never closed; otherwise it is Chinese.
    open: bool,
}

impl Slip {
    fn told(&self, source: &Source) -> (Arg, Location) {
        let at =
            source.locate(self.at..source.text[self.at..].find('\n').map_or(source.text.len(), |end| self.at + end));
        let args = args! { character: self.character.to_string() };
        let instead = CHINESE.iter().find(|(chinese, _)| *chinese == self.character).map_or("", |(_, ascii)| ascii);
        let reason = if self.open {
            input::NEVER_CLOSED.arg(&args)
        } else {
            input::CHINESE_MARK.arg(&args! { character: self.character.to_string(), instead: instead })
        };
        (reason, at)
    }
}

/// The first such mistake in `text`.
fn slip(text: &str) -> Option<Slip> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut offset = 0;
    let mut line_start = true;
    while let Some(character) = text[offset..].chars().next() {
        let rest = &text[offset..];
        let never_closed = |(at, character): (usize, char)| Some(Slip { at, character, open: true });
        if line_start && !open.is_empty() && starts_statement(rest, open.last()) {
            return open.last().copied().and_then(never_closed);
        }
        if !character.is_whitespace() || character == '\n' {
            line_start = character == '\n';
        }
        offset += match character {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => match string(rest, character) {
                Some(length) => length,
                None => {
                    let line = rest.lines().next().unwrap_or("");
                    return match line.char_indices().find(|(_, c)| matches!(c, '“' | '”' | '‘' | '’')) {
                        Some((at, character)) => Some(Slip { at: offset + at, character, open: false }),
                        None => never_closed((offset, character)),
                    };
                }
            },
            '[' | '{' => {
                open.push((offset, character));
                1
            }
            ']' | '}' => match open.pop() {
                Some(last) if (last.1 == '[') != (character == ']') => return never_closed(last),
                _ => 1,
            },
            _ if CHINESE.iter().any(|(chinese, _)| *chinese == character) => {
                return Some(Slip { at: offset, character, open: false });
            }
            _ => character.len_utf8(),
        };
    }
    open.last().map(|(at, character)| Slip { at: *at, character: *character, open: true })
}

/// Length of the string that `rest` starts with; none when it is not closed.
fn string(rest: &str, quote: char) -> Option<usize> {
    let triple = if quote == '"' { "\"\"\"" } else { "'''" };
    let (mark, first) = if rest.starts_with(triple) { (triple, 3) } else { (&triple[..1], 1) };
    let mut at = first;
    loop {
        let next = rest.get(at..)?.chars().next()?;
        if rest[at..].starts_with(mark) {
            return Some(at + mark.len());
        }
        match next {
            '\n' if first == 1 => return None,
            '\\' if quote == '"' => at += 1 + rest[at + 1..].chars().next()?.len_utf8(),
            _ => at += next.len_utf8(),
        }
    }
}

/// Whether a line within the bracket `open` can only be a new statement: `key =` within an array, or a table's header.
fn starts_statement(line: &str, open: Option<&(usize, char)>) -> bool {
    let line = line.lines().next().unwrap_or("");
    let word =
        |text: &str| text.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')).count();
    let inner = line.trim_start_matches('[');
    let header = inner.len() < line.len()
        && inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner[word(inner)..].starts_with(']')
        && !["true", "false", "inf", "nan"].contains(&&inner[..word(inner)]);
    let key = word(line);
    let pair = key > 0 && line[key..].trim_start().starts_with('=');
    header || pair && open.is_some_and(|(_, bracket)| *bracket == '[')
}

/// `text` with everything but its `[name]` section blanked, line for line: what can be read of a section when the text
/// around it cannot.
pub(super) fn only_section(text: &str, name: &str) -> String {
    let mut within = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            within = line.trim_end().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) == Some(name);
        }
        match within {
            true => kept.push_str(line),
            false => kept.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' })),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(u32, u32, char, bool)> {
        let source = Source::from_text(std::path::Path::new("school.toml"), text.into());
        slip(text).map(|slip| {
            let (line, column) = source.position(slip.at);
            (line, column, slip.character, slip.open)
        })
    }

    #[test]
    fn what_is_right_has_no_slip() {
        let right = "a = [\n  [1, 2],\n  [\"x = ]\", 'y“'], # ,，[\n]\nb = { c = \"\\\"\", d = '''\n[''' }\n[t]\n[[u.v]]\nc = \"\"\"“\n\"\"\"\n";
        assert_eq!(found(right), None);
        assert_eq!(found(include_str!("init/school.zh.toml")), None);
    }

    #[test]
    fn brackets_and_quotes_are_found_where_they_open() {
        assert_eq!(found("a = 1\nb = [1,\n  2\nc = 3\n"), Some((2, 5, '[', true)));
        assert_eq!(found("b = [1, [2], 3\n[tables]\nc = 3\n"), Some((1, 5, '[', true)));
        assert_eq!(found("b = { x = [1 }\nc = 3\n"), Some((1, 11, '[', true)));
        assert_eq!(found("[[bell]\nname = 1\n"), Some((1, 1, '[', true)));
        assert_eq!(found("a = [1,\n"), Some((1, 5, '[', true)));
        assert_eq!(found("a = \"x\nb = \"y\"\n"), Some((1, 5, '"', true)));
        assert_eq!(found("a = '''x\nb"), Some((1, 5, '\'', true)));
    }

    #[test]
    fn chinese_punctuation_is_found() {
        assert_eq!(found("name = “试验”\n"), Some((1, 8, '“', false)));
        assert_eq!(found("name = \"试验”\nb = 1\n"), Some((1, 11, '”', false)));
        assert_eq!(found("a = [1，2]\n"), Some((1, 7, '，', false)));
    }

    #[test]
    fn a_section_is_kept_in_its_place() {
        let text = "名 = [\n[tables]\nrooms = \"r.csv\"\n[[bell]]\nx = 1\n";
        let kept = only_section(text, "tables");
        assert_eq!(kept.len(), text.len());
        assert_eq!(kept.trim(), "[tables]\nrooms = \"r.csv\"");
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[\\[\\]{}\"'\\\\\n=a1#，“ ]{0,60}|\\PC*") {
            if let Some(slip) = slip(&text) {
                proptest::prop_assert!(text[slip.at..].starts_with(slip.character));
            }
        }
    }
}
