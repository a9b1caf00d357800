//! Draws cells and lines of words on a page. Words are broken to the width of their cell, and made smaller until they fit its
//! height; what does not fit at the smallest size ends in `…`.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

use super::fonts::{Fonts, Glyph};
use super::lines::{LEADING, Part, broken, height};
use crate::export::grid::{Cell, Line, Look, Value, colour};

pub(super) const INK: [u8; 3] = [0x1c, 0x23, 0x2b];
pub(super) const SOFT: [u8; 3] = [0x59, 0x61, 0x6a];
const RULE: [u8; 3] = [0x8f, 0x98, 0x9f];
const HEAD: [u8; 3] = [0xe8, 0xed, 0xf1];
const BAD: [u8; 3] = [0xb0, 0x17, 0x22];
/// Smallest letters.
const LEAST: f32 = 4.0;

#[allow(clippy::cast_possible_truncation)] // points on a sheet of paper
pub(super) fn points(value: f64) -> f32 {
    value as f32
}

/// Where a line of words stands.
#[derive(Clone, Copy)]
pub(super) enum Align {
    Left(f32),
    Middle(f32),
    Right(f32),
}

/// Draws on a page.
pub(super) struct Pen<'p, 's, 'f> {
    pub(super) surface: &'p mut Surface<'s>,
    pub(super) fonts: &'f Fonts,
}

fn fill(colour: [u8; 3]) -> Fill {
    let [red, green, blue] = colour;
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

fn stroke(colour: [u8; 3], width: f32) -> Stroke {
    let [red, green, blue] = colour;
    Stroke { paint: rgb::Color::new(red, green, blue).into(), width, ..Stroke::default() }
}

impl Pen<'_, '_, '_> {
    /// A cell; gives what was drawn of it: its words, or its ground when it has none, so that it keeps its place in the table.
    pub(super) fn cell(&mut self, cell: &Cell, rect: Rect, size: f32) -> Vec<Identifier> {
        let (parts, align) = self.fitted(cell, rect, size);
        let bare = parts.is_empty();
        let ground = if bare { ContentTag::Other } else { ContentTag::Artifact(ArtifactType::Other) };
        let id = self.surface.start_tagged(ground);
        self.ground(cell, rect);
        self.surface.end_tagged();
        if bare {
            return vec![id];
        }
        let mut drawn = Vec::new();
        self.words(cell, rect, &parts, align, |pen, draw| {
            drawn.push(pen.surface.start_tagged(ContentTag::Span(SpanTag::empty())));
            draw(pen);
            pen.surface.end_tagged();
        });
        drawn
    }

    /// A cell that is no part of the table for readers.
    pub(super) fn bare_cell(&mut self, cell: &Cell, rect: Rect, size: f32) {
        let (parts, align) = self.fitted(cell, rect, size);
        self.ground(cell, rect);
        self.words(cell, rect, &parts, align, |pen, draw| draw(pen));
    }

    fn ground(&mut self, cell: &Cell, rect: Rect) {
        let ground = match cell.look {
            Look::Head | Look::Label => Some(HEAD),
            Look::Total => Some([0xf6, 0xf7, 0xf9]),
            Look::Pause => Some([0xfa, 0xfa, 0xfb]),
            Look::Absent => Some([0xe6, 0xea, 0xed]),
            Look::Entry(class) => colour(class),
            Look::Plain | Look::Left | Look::Over => None,
        };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        if let Some(path) = path.finish() {
            self.surface.set_fill(ground.map(fill));
            self.surface.set_stroke(Some(stroke(RULE, 0.6)));
            self.surface.draw_path(&path);
            self.surface.set_stroke(None);
        }
    }

    /// The words of a cell in lines that fit into it, and where they stand.
    fn fitted(&self, cell: &Cell, rect: Rect, size: f32) -> (Vec<Part>, Align) {
        let bold = matches!(cell.look, Look::Head | Look::Total);
        let pad = pad(rect);
        let (room, tall) = (rect.width() - 2.0 * pad, rect.height() - 1.0);
        let lines: Vec<Line> = cell.value.lines().into_iter().filter(|line| !line.text.is_empty()).collect();
        let mut size = size;
        let mut parts = broken(self.fonts, &lines, bold, size, room);
        while size > LEAST && height(&parts) > tall {
            size = (size * 0.93).max(LEAST);
            parts = broken(self.fonts, &lines, bold, size, room);
        }
        // What does not fit is not left out in silence.
        let fit = (1..=parts.len()).take_while(|count| height(&parts[..*count]) <= tall + 2.0).count().max(1);
        if fit < parts.len() {
            parts.truncate(fit);
            if let Some(last) = parts.last_mut() {
                last.text.pop();
                last.text.push('…');
            }
        }
        let align = match (&cell.value, cell.look) {
            (_, Look::Left) => Align::Left(rect.left() + pad),
            (Value::Money(_), _) => Align::Right(rect.right() - pad),
            (Value::Sum(_, value), _) if matches!(**value, Value::Money(_)) => Align::Right(rect.right() - pad),
            _ => Align::Middle((rect.left() + rect.right()) / 2.0),
        };
        (parts, align)
    }

    /// Draws lines of words in the middle of the height of a cell, each as `each` says.
    fn words(
        &mut self,
        cell: &Cell,
        rect: Rect,
        parts: &[Part],
        align: Align,
        mut each: impl FnMut(&mut Self, &dyn Fn(&mut Self)),
    ) {
        let ink = match cell.look {
            Look::Over => BAD,
            Look::Pause => SOFT,
            _ => INK,
        };
        let room = rect.width() - 2.0 * pad(rect);
        let mut y = rect.top() + (rect.height() - height(parts)) / 2.0;
        for part in parts {
            let base = y + part.size * 1.02;
            each(self, &|pen| pen.line_at(&part.text, align, base, part.size, part.bold, ink, room));
            y += part.size * LEADING;
        }
    }

    /// One line of letters, made smaller where it is wider than `room`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn line_at(&mut self, text: &str, align: Align, y: f32, size: f32, bold: bool, ink: [u8; 3], room: f32) {
        let glyphs: Vec<(std::ops::Range<usize>, Glyph)> = text
            .char_indices()
            .map(|(at, letter)| (at..at + letter.len_utf8(), self.fonts.glyph(letter, bold)))
            .collect();
        let ems: f32 = glyphs.iter().map(|(_, glyph)| glyph.width).sum();
        let size = if ems * size > room { (room / ems).max(LEAST * 0.6) } else { size };
        let wide = ems * size;
        let mut x = match align {
            Align::Left(x) => x,
            Align::Middle(x) => x - wide / 2.0,
            Align::Right(x) => x - wide,
        };
        self.surface.set_fill(Some(fill(ink)));
        if bold && self.fonts.lacks_bold() {
            self.surface.set_stroke(Some(stroke(ink, size * 0.03)));
        }
        for run in glyphs.chunk_by(|a, b| a.1.face == b.1.face) {
            let Some(font) = run.first().and_then(|(_, glyph)| self.fonts.font(glyph.face)) else { continue };
            let shaped: Vec<KrillaGlyph> = run
                .iter()
                .map(|(range, glyph)| {
                    let id = GlyphId::new(u32::from(glyph.glyph));
                    KrillaGlyph::new(id, glyph.width, 0.0, 0.0, 0.0, range.clone(), None)
                })
                .collect();
            self.surface.draw_glyphs(Point::from_xy(x, y), &shaped, font, text, size, false);
            x += run.iter().map(|(_, glyph)| glyph.width * size).sum::<f32>();
        }
        self.surface.set_stroke(None);
    }
}

/// Room left free at the sides of a cell.
fn pad(rect: Rect) -> f32 {
    (rect.width() * 0.04).clamp(1.0, 4.0)
}
