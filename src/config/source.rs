//! Loading a file: size limit, encoding, positions.
//!
//! Nothing is read before the file's kind and size are known. Text is UTF-8 with or without a byte order mark; a table may
//! also be GBK (read as GB18030, its superset). A file that is neither is refused at the first byte that does not fit,
//! with its line and column, because guessing would corrupt names.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Diagnostic, Diagnostics, Location};
use crate::args;
use crate::text::input::{
    self, FILE_EMPTY, FILE_FOREIGN, FILE_IS_DIRECTORY, FILE_MISSING, FILE_MIXED_ENCODING, FILE_NOT_TEXT, FILE_NOT_UTF8,
    FILE_TOO_LARGE, FILE_UNREADABLE,
};
use crate::text::{Arg, Text};

/// Largest file that is read.
pub const MAX_BYTES: u64 = 32 << 20;

/// How files start that people take for text.
const FOREIGN: [(&[u8], Text); 4] = [
    (b"PK\x03\x04", input::A_WORKBOOK),
    (b"\xD0\xCF\x11\xE0", input::A_WORKBOOK),
    (b"\xFF\xFE", input::UTF_16),
    (b"\xFE\xFF", input::UTF_16),
];

/// Encodings that a file may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encodings {
    /// UTF-8 only.
    Utf8,
    /// UTF-8, else GBK/GB18030.
    Utf8OrGbk,
}

/// A text with positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// The text, without byte order mark.
    pub text: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// Byte offset of the start of each line.
    lines: Vec<usize>,
}

impl Source {
    /// Reads `path`; what is wrong goes to `diagnostics`.
    pub fn load(path: &Path, encodings: Encodings, diagnostics: &mut Diagnostics) -> Option<Self> {
        match read(path, MAX_BYTES) {
            Ok(bytes) => Self::decode(path, &bytes, encodings, diagnostics),
            Err((error, args)) => {
                diagnostics.push(error, args, whole(path));
                None
            }
        }
    }

    /// Decodes the bytes of the file called `path`; what is wrong goes to `diagnostics`.
    pub fn decode(path: &Path, bytes: &[u8], encodings: Encodings, diagnostics: &mut Diagnostics) -> Option<Self> {
        if let Some((_, what)) = FOREIGN.iter().find(|(start, _)| bytes.starts_with(start)) {
            diagnostics.push(&FILE_FOREIGN, args! { what: *what }, whole(path));
            return None;
        }
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if body.iter().all(u8::is_ascii_whitespace) {
            diagnostics.push(&FILE_EMPTY, args! { remedy: remedy(path) }, whole(path));
            return None;
        }
        let text = match std::str::from_utf8(body) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let marked = body.len() < bytes.len();
                match encodings {
                    Encodings::Utf8OrGbk if !marked => gbk(path, body, error.valid_up_to(), diagnostics)?,
                    _ => {
                        let (good, bad) = body.split_at(error.valid_up_to());
                        let good = String::from_utf8_lossy(good);
                        diagnostics.push(&FILE_NOT_UTF8, args! { byte: hex(bad) }, end_of(path, &good));
                        return None;
                    }
                }
            }
        };
        let source = Self { sha256: sha256(bytes), ..Self::from_text(path, text) };
        if let Some((offset, control)) = source.text.char_indices().find(|(_, c)| is_forbidden_control(*c)) {
            let at = source.locate(offset..offset);
            diagnostics.push(&FILE_NOT_TEXT, args! { byte: format!("U+{:04X}", u32::from(control)) }, at);
            return None;
        }
        Some(source)
    }

    /// A text as it stands.
    #[must_use]
    pub fn from_text(path: &Path, text: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(offset, _)| offset + 1)).collect();
        Self { file: path.to_owned(), sha256: sha256(text.as_bytes()), text, lines }
    }

    /// Line and column (in characters) of a byte offset, both 1-based; offsets within a character count as its start.
    #[must_use]
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let offset = self.floor(offset);
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        (number(line), number(column + 1))
    }

    /// The location of a byte range, with its text (the first line of it, at most 60 characters).
    #[must_use]
    pub fn locate(&self, span: Range<usize>) -> Location {
        let (line, column) = self.position(span.start);
        let text = self.text.get(self.floor(span.start)..self.floor(span.end)).unwrap_or("");
        Location { file: self.file.clone(), line, column, text: shortened(text) }
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// The first line of `text`, at most 60 characters of it.
#[must_use]
pub fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    let mut short: String = line.chars().take(60).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

type Refusal = (&'static input::InputError, crate::text::Args);

/// The bytes of the regular file at `path`, at most `most`.
///
/// # Errors
/// It is not there, no file, too large, or cannot be read.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Diagnostic> {
    read(path, most).map_err(|(error, args)| Diagnostic { error, args, at: whole(path) })
}

fn read(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let refuse = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => (&FILE_MISSING, args! { remedy: remedy(path) }),
        ErrorKind::IsADirectory => (&FILE_IS_DIRECTORY, args! { remedy: remedy(path) }),
        kind => (&FILE_UNREADABLE, args! { reason: reason(kind, &error) }),
    };
    // Asked by name first: opening a pipe would wait for a writer.
    let kind = std::fs::metadata(path).map_err(refuse)?;
    if kind.is_dir() {
        return Err((&FILE_IS_DIRECTORY, args! { remedy: remedy(path) }));
    }
    if !kind.is_file() {
        let reason = Arg::Both { zh: "不是普通文件".into(), en: "not a regular file".into() };
        return Err((&FILE_UNREADABLE, args! { reason: reason }));
    }
    let too_large = |size: u64| (&FILE_TOO_LARGE, args! { size: size.div_ceil(1 << 20), limit: most >> 20 });
    if kind.len() > most {
        return Err(too_large(kind.len()));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(refuse)?;
    if bytes.len() as u64 > most {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// What to do about a file that is not there or has nothing in it; [`super::document`] knows better about tables.
fn remedy(path: &Path) -> Text {
    let ends = |ending: &str| path.extension().is_some_and(|extension| extension == ending);
    if ends("csv") {
        input::REMEDY_TIMETABLE
    } else if ends("xml") {
        input::REMEDY_XML
    } else {
        input::REMEDY_SCHOOL
    }
}

fn reason(kind: ErrorKind, error: &std::io::Error) -> Arg {
    let zh = match kind {
        ErrorKind::PermissionDenied => "没有读取权限".to_owned(),
        ErrorKind::InvalidInput | ErrorKind::InvalidFilename => "文件名无效".to_owned(),
        _ => error.to_string(),
    };
    Arg::Both { zh, en: error.to_string() }
}

/// Decodes GB18030 strictly. `valid_utf8` is how far the bytes are UTF-8.
///
/// GBK text may start like UTF-8 by accident (一 is D2 BB, a valid UTF-8 character of two bytes), and nearly any UTF-8
/// text is GBK by accident, as nonsense. Chinese in UTF-8 takes three bytes a character; GBK hits that pattern twice
/// running only with rare characters. So two such characters before the first byte that is not UTF-8, or in a line that
/// is UTF-8 as a whole, mean that part of the file is UTF-8, and the file a mix.
fn gbk(path: &Path, bytes: &[u8], valid_utf8: usize, diagnostics: &mut Diagnostics) -> Option<String> {
    let utf8 = std::str::from_utf8(&bytes[..valid_utf8]).unwrap_or("");
    let utf8_line = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .scan(0, |start, line| {
            let at = *start;
            *start += line.len();
            Some((at, line))
        })
        .find(|(_, line)| std::str::from_utf8(line).is_ok_and(|line| chinese(line) > 1));
    let (good, bad) = if chinese(utf8) > 1 {
        (utf8.to_owned(), &bytes[valid_utf8..])
    } else if let Some((start, _)) = utf8_line {
        let start = start + bytes[start..].iter().take_while(|byte| byte.is_ascii()).count();
        (encoding_rs::GB18030.decode_without_bom_handling(&bytes[..start]).0.into_owned(), &bytes[start..])
    } else {
        let decoded = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
        if let Some(text) = decoded.filter(|text| !text.chars().any(looks_wrong)) {
            return Some(text.into_owned());
        }
        gbk_prefix(bytes)
    };
    diagnostics.push(&FILE_MIXED_ENCODING, args! { byte: hex(bad) }, end_of(path, &good));
    None
}

/// Chinese characters and punctuation in `text`.
fn chinese(text: &str) -> usize {
    text.chars()
        .filter(|c| matches!(c, '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}'))
        .count()
}

/// The part of `bytes`, by whole lines and then characters, that is GB18030, and the rest.
fn gbk_prefix(bytes: &[u8]) -> (String, &[u8]) {
    let mut decoder = encoding_rs::GB18030.new_decoder_without_bom_handling();
    let mut good = String::with_capacity(bytes.len() * 2 + 16);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut good, true);
    let bad = match result {
        encoding_rs::DecoderResult::Malformed(length, after) => {
            read.saturating_sub(usize::from(length) + usize::from(after))
        }
        _ => read,
    };
    if let Some(odd) = good.find(looks_wrong) {
        let bad = encoding_rs::GB18030.encode(&good[..odd]).0.len();
        good.truncate(odd);
        return (good, bytes.get(bad..).unwrap_or(&[]));
    }
    (good, bytes.get(bad..).unwrap_or(&[]))
}

/// Characters that no school types: private use, and those that stand for undecodable bytes.
fn looks_wrong(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\u{80}'..='\u{9F}')
}

fn is_forbidden_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}

fn whole(path: &Path) -> Location {
    Location { file: path.to_owned(), ..Location::default() }
}

/// The place right after `good`.
fn end_of(path: &Path, good: &str) -> Location {
    let line = good.rsplit('\n').next().unwrap_or("");
    Location {
        file: path.to_owned(),
        line: number(good.matches('\n').count() + 1),
        column: number(line.chars().count() + 1),
        text: shortened(line.trim_end_matches('\r')),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.first().map_or_else(String::new, |byte| format!("0x{byte:02X}"))
}

/// The SHA-256 of `bytes`, in lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn decode(bytes: &[u8], encodings: Encodings) -> Result<Source, (String, u32, u32)> {
        let mut diagnostics = Diagnostics::default();
        let source = Source::decode(Path::new("表.csv"), bytes, encodings, &mut diagnostics);
        match (source, diagnostics.0.as_slice()) {
            (Some(source), []) => Ok(source),
            (None, [one]) => {
                assert!(!one.render(Lang::Zh).contains('{') && !one.render(Lang::En).contains('{'));
                Err((one.error.code.into(), one.at.line, one.at.column))
            }
            other => panic!("{other:?}"),
        }
    }

    fn load(path: &Path) -> String {
        let mut diagnostics = Diagnostics::default();
        assert_eq!(Source::load(path, Encodings::Utf8OrGbk, &mut diagnostics), None);
        diagnostics.0[0].error.code.into()
    }

    fn gbk_bytes(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn utf8_with_and_without_mark_and_gbk_read_the_same() {
        let text = "班级,班主任\n一1班,王芳\n二2班,李强㐀\n";
        for bytes in [text.as_bytes().to_vec(), ["\u{FEFF}", text].concat().into_bytes(), gbk_bytes(text)] {
            assert_eq!(decode(&bytes, Encodings::Utf8OrGbk).unwrap().text, text);
        }
        assert_eq!(decode(&gbk_bytes(text), Encodings::Utf8), Err(("E106".into(), 1, 1)));
    }

    #[test]
    fn gbk_that_starts_like_utf8_is_gbk() {
        for text in ["class,subject\n一1班,语文\n", "a,一\n二,三\n", "class,teacher\n1,淇班\n2,闫婷钰\n3,魏娜\n"]
        {
            assert_eq!(decode(&gbk_bytes(text), Encodings::Utf8OrGbk).unwrap().text, text);
        }
    }

    #[test]
    fn a_mix_of_encodings_is_refused_where_it_starts() {
        let mut mixed = "班级,班主任\n一1班,".as_bytes().to_vec();
        mixed.extend(gbk_bytes("王芳\n"));
        assert_eq!(decode(&mixed, Encodings::Utf8OrGbk), Err(("E107".into(), 2, 5)));
        let mut broken = gbk_bytes("班级\n一1班");
        broken.push(0xFF);
        assert_eq!(decode(&broken, Encodings::Utf8OrGbk), Err(("E107".into(), 2, 4)));
        let late = [gbk_bytes("班级,班主任\n一1班,王芳\n").as_slice(), "一2班,李强\n".as_bytes()].concat();
        assert_eq!(decode(&late, Encodings::Utf8OrGbk), Err(("E107".into(), 3, 1)));
        assert_eq!(decode(&[b'a', b'\n', 0xFF], Encodings::Utf8), Err(("E106".into(), 2, 1)));
        assert_eq!(decode("\u{FEFF}a\nb".as_bytes(), Encodings::Utf8).unwrap().text, "a\nb");
        assert_eq!(decode(b"\xEF\xBB\xBFa\xB0\xE0", Encodings::Utf8OrGbk), Err(("E106".into(), 1, 2)));
    }

    #[test]
    fn binary_and_empty_files_are_refused() {
        assert_eq!(decode(b"a\nbc\x03\x04", Encodings::Utf8OrGbk), Err(("E108".into(), 2, 3)));
        for start in [&b"PK\x03\x04"[..], b"\xD0\xCF\x11\xE0\xA1", b"\xFF\xFE\xED\x73", b"\xFE\xFF\x73\xED"] {
            assert_eq!(decode(start, Encodings::Utf8OrGbk), Err(("E100".into(), 0, 0)));
        }
        for empty in ["", "\u{FEFF}", " \r\n\n"] {
            assert_eq!(decode(empty.as_bytes(), Encodings::Utf8), Err(("E105".into(), 0, 0)));
        }
    }

    #[test]
    fn missing_directory_and_huge_files_are_refused_unread() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(load(dir.path()), "E103");
        assert_eq!(load(&dir.path().join("no.csv")), "E101");
        assert_eq!(load(Path::new("a\0b")), "E102");
        let huge = dir.path().join("huge.csv");
        File::create(&huge).unwrap().set_len(100 << 20).unwrap();
        assert_eq!(load(&huge), "E104");
    }

    #[test]
    fn positions_count_characters() {
        let source = Source::from_text(Path::new("a"), "班级,x\r\n王芳,y\n".into());
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(7), (1, 4));
        assert_eq!(source.position(10), (2, 1));
        assert_eq!(source.position(11), (2, 1));
        assert_eq!(source.position(13), (2, 2));
        assert_eq!(source.position(999), (3, 1));
        assert_eq!(source.locate(10..16).text, "王芳");
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic(bytes: Vec<u8>, offset: usize) {
            for encodings in [Encodings::Utf8, Encodings::Utf8OrGbk] {
                let mut diagnostics = Diagnostics::default();
                match Source::decode(Path::new("x"), &bytes, encodings, &mut diagnostics) {
                    Some(source) => drop(source.position(offset)),
                    None => proptest::prop_assert_eq!(diagnostics.0.len(), 1),
                }
            }
        }
    }
}
