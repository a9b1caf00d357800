//! PDF files: a booklet on A4, ready to print, with a bookmark a grid. Letters are embedded as a subset of the font, and can be
//! searched and copied, and every table is tagged as one, for screen readers.
//!
//! | file | what |
//! |---|---|
//! | `letters.rs` | the character map and widths of a font file |
//! | `fonts.rs` | the fonts of this machine that have Chinese characters |
//! | `lines.rs` | words broken into lines of a width |
//! | `page.rs` | where each line of a grid goes |
//! | `pen.rs` | drawing of cells and words |
//! | `tags.rs` | what the parts of a page are, for screen readers |

pub mod fonts;
mod letters;
mod lines;
mod page;
mod pen;
mod tags;

use chrono::{Datelike, NaiveDate};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::Outline;
use krilla::tagging::TagTree;
use krilla::{Document, SerializeSettings};

use super::grid::Booklet;
use crate::text::{Lang, ui};
pub use fonts::Fonts;

/// The PDF of `booklet`, which bears the date `made`.
///
/// # Errors
///
/// What the font or the file format does not allow, in words.
pub fn write(booklet: &Booklet, fonts: &Fonts, made: Option<NaiveDate>, lang: Lang) -> Result<Vec<u8>, String> {
    let language = ui::LANGUAGE_TAG.get(lang).to_owned();
    let mut pages = page::Pages {
        document: Document::new_with(SerializeSettings { enable_tagging: true, ..SerializeSettings::default() }),
        outline: Outline::new(),
        tags: TagTree::new().with_lang(Some(language.clone())),
        fonts,
        count: 0,
    };
    for grid in &booklet.grids {
        pages.draw(grid)?;
    }
    let page::Pages { mut document, outline, tags, .. } = pages;
    document.set_outline(outline);
    document.set_tag_tree(tags);
    let metadata =
        Metadata::new().title(booklet.title.clone()).creator(env!("CARGO_PKG_NAME").to_owned()).language(language);
    let metadata = match made {
        Some(day) => {
            let year = DateTime::new(u16::try_from(day.year()).unwrap_or(2000));
            let month = u8::try_from(day.month()).unwrap_or(1);
            metadata.creation_date(year.month(month).day(u8::try_from(day.day()).unwrap_or(1)))
        }
        None => metadata,
    };
    document.set_metadata(metadata);
    document.finish().map_err(|error| format!("{error:?}"))
}

#[cfg(test)]
pub(in crate::export) mod tests;
