//! What kind of file it is, and whether it is safe to open.
//!
//! A ZIP may hold thousands of times its size. Entries are inflated here first, counting, and never past the limit: what
//! the archive says about its sizes is not believed. So the reader behind this gate handles at most [`MAX_INFLATED`] bytes.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::args;
use crate::config::{Diagnostics, Location};
use crate::text::Text;
use crate::text::workbook as errors;

/// Most bytes of all entries together.
const MAX_INFLATED: u64 = 512 << 20;

/// Entries below this much are not judged by their ratio.
const SMALL: u64 = 32 << 20;

/// Largest ratio of inflated to packed bytes of an archive that is not small.
const MAX_RATIO: u64 = 200;

/// Most entries.
const MAX_ENTRIES: usize = 20_000;

/// Kinds of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Office Open XML.
    Xlsx,
    /// The older binary format.
    Xls,
    /// OpenDocument.
    Ods,
}

/// What is known before the workbook is opened.
#[derive(Debug)]
pub(super) struct Safe {
    pub(super) format: Format,
    /// `content.xml` of an OpenDocument file.
    pub(super) content: Option<String>,
    /// Relations of the sheets of an XLSX file that name a drawing: the sheet's part, without folder and ending.
    pub(super) drawings: Vec<String>,
}

/// Kinds of files that people take for workbooks, by how they start.
const OTHERS: [(&[u8], Text); 7] = [
    (b"%PDF", errors::A_PDF),
    (b"\x89PNG", errors::A_PICTURE),
    (b"\xFF\xD8\xFF", errors::A_PICTURE),
    (b"GIF8", errors::A_PICTURE),
    (b"BM", errors::A_PICTURE),
    (b"<html", errors::A_WEB_PAGE),
    (b"<!DOCTYPE", errors::A_WEB_PAGE),
];

/// Looks at the bytes of a file; what is wrong goes to `diagnostics`.
pub(super) fn inspect(bytes: &[u8], at: &Location, diagnostics: &mut Diagnostics) -> Option<Safe> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        if holds_utf16(bytes, "EncryptedPackage") {
            diagnostics.push(&errors::PASSWORD, args! {}, at.clone());
            return None;
        }
        return Some(Safe { format: Format::Xls, content: None, drawings: Vec::new() });
    }
    if !bytes.starts_with(b"PK") {
        let what = match OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
            Some((_, what)) => *what,
            None if bytes.is_empty() => errors::NOTHING,
            None if std::str::from_utf8(bytes).is_ok()
                || encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some() =>
            {
                errors::A_TEXT
            }
            None => errors::UNKNOWN,
        };
        diagnostics.push(&errors::NOT_A_WORKBOOK, args! { what: what }, at.clone());
        return None;
    }
    let damaged = |reason: String, diagnostics: &mut Diagnostics| {
        diagnostics.push(&errors::DAMAGED, args! { reason: reason }, at.clone());
    };
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => {
            damaged(error.to_string(), diagnostics);
            return None;
        }
    };
    if archive.len() > MAX_ENTRIES {
        let args = args! { what: format!("{} 个部件 / parts", archive.len()) };
        diagnostics.push(&errors::BOMB, args, at.clone());
        return None;
    }
    let mut budget = Budget { left: MAX_INFLATED, packed: bytes.len() as u64, inflated: 0 };
    let mut content = None;
    let (mut names, mut drawings) = (Vec::new(), Vec::new());
    for index in 0..archive.len() {
        let mut entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(error) => {
                damaged(error.to_string(), diagnostics);
                return None;
            }
        };
        let name = entry.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let wanted = name == "content.xml" || (name.starts_with("xl/worksheets/_rels/") && name.ends_with(".rels"));
        match budget.inflate(&mut entry, wanted) {
            Ok(text) if name == "content.xml" => content = Some(text),
            Ok(text) if wanted && text.contains("/drawing\"") => drawings.push(part(&name)),
            Ok(_) => {}
            Err(Over::Limit) => {
                let args = args! { what: format!("{name}: > {} MB", budget.inflated >> 20) };
                diagnostics.push(&errors::BOMB, args, at.clone());
                return None;
            }
            Err(Over::Broken(reason)) => {
                damaged(format!("{name}: {reason}"), diagnostics);
                return None;
            }
        }
        names.push(name);
    }
    let has = |name: &str| names.iter().any(|known| known == name);
    let worksheets = names.iter().any(|name| name.contains("worksheets/"));
    let format = if has("xl/workbook.xml") || has("[Content_Types].xml") && worksheets && !has("xl/workbook.bin") {
        Format::Xlsx
    } else if content.is_some() && has("mimetype") {
        Format::Ods
    } else {
        let what = if has("word/document.xml") {
            errors::A_DOCUMENT
        } else if has("xl/workbook.bin") {
            errors::AN_XLSB
        } else {
            errors::AN_ARCHIVE
        };
        diagnostics.push(&errors::NOT_A_WORKBOOK, args! { what: what }, at.clone());
        return None;
    };
    Some(Safe { format, content: content.filter(|_| format == Format::Ods), drawings })
}

/// `xl/worksheets/_rels/sheet1.xml.rels` is about `sheet1`.
fn part(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.trim_end_matches(".rels").trim_end_matches(".xml").to_owned()
}

/// Whether a compound file has an entry of this name, which it keeps in UTF-16.
fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Why inflating stopped.
enum Over {
    Limit,
    Broken(String),
}

struct Budget {
    left: u64,
    packed: u64,
    inflated: u64,
}

impl Budget {
    /// Inflates an entry as far as the limit; returns its text when `wanted`.
    fn inflate(&mut self, entry: &mut impl Read, wanted: bool) -> Result<String, Over> {
        let mut kept = Vec::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = entry.read(&mut buffer).map_err(|error| Over::Broken(error.to_string()))?;
            if read == 0 {
                break;
            }
            self.inflated += read as u64;
            let ratio = self.inflated / self.packed.max(1);
            if self.inflated > self.left || (self.inflated > SMALL && ratio > MAX_RATIO) {
                return Err(Over::Limit);
            }
            if wanted {
                kept.extend_from_slice(buffer.get(..read).unwrap_or(&[]));
            }
        }
        Ok(String::from_utf8_lossy(&kept).into_owned())
    }
}
