//! Where each line of a grid goes, and its drawing.
//!
//! A grid is scaled to the width of the paper; one that must be on one page also to its height. A grid that goes on repeats
//! its headings; a page ends before a line that no cell crosses. Words are broken to the width of their cell, and made smaller
//! until they fit its height.

use krilla::Document;
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::fonts::{Fonts, Glyph};
use crate::export::grid::{Cell, Grid, Line, Look, Paper, Size, Value, colour};

/// Points of a character of a column's width, at scale 1.
const CHARACTER: f32 = 5.25;
/// Margins: left and right, above and below.
const SIDE: f32 = 28.5;
const ABOVE: f32 = 34.0;
const TITLE: f32 = 30.0;
const FACTS: f32 = 16.0;
const NOTE: f32 = 11.0;
const PAGE_NUMBER: f32 = 12.0;
const INK: [u8; 3] = [0x1c, 0x23, 0x2b];
const SOFT: [u8; 3] = [0x59, 0x61, 0x6a];
const RULE: [u8; 3] = [0x8f, 0x98, 0x9f];
const HEAD: [u8; 3] = [0xe8, 0xed, 0xf1];
const BAD: [u8; 3] = [0xb0, 0x17, 0x22];
/// Smallest letters.
const LEAST: f32 = 4.0;

#[allow(clippy::cast_possible_truncation)] // points on a sheet of paper
fn points(value: f64) -> f32 {
    value as f32
}

/// The paper, and what is left for the table.
struct Sheet {
    width: f32,
    height: f32,
    scale: f32,
    left: f32,
}

/// Draws a grid; `pages` counts the pages of the document.
pub(super) fn draw(
    document: &mut Document,
    outline: &mut Outline,
    pages: &mut usize,
    grid: &Grid,
    fonts: &Fonts,
) -> Result<(), String> {
    let (width, height) = match grid.paper {
        Paper::Portrait => (595.28, 841.89),
        Paper::Landscape => (841.89, 595.28),
    };
    let natural: f32 = points(grid.columns.iter().sum()) * CHARACTER;
    let around = TITLE + if grid.facts.is_empty() { 0.0 } else { FACTS } + NOTE * notes(grid) + PAGE_NUMBER;
    let room = height - 2.0 * ABOVE - around;
    let tall: f32 = points(grid.rows.iter().sum());
    let mut scale = (width - 2.0 * SIDE) / natural.max(1.0);
    let mut stretch = 1.0;
    // Wide columns of a small table are not blown up further than they can be read well.
    scale = scale.min(1.25);
    if grid.one_page || tall * scale <= room * 1.08 {
        stretch = (room / (tall * scale).max(1.0)).min(1.0);
    }
    let sheet = Sheet { width, height, scale, left: (width - natural * scale) / 2.0 };
    let heights: Vec<f32> = grid.rows.iter().map(|row| points(*row) * scale * stretch).collect();
    let parts = parts(grid, &heights, room);
    let several = parts.len() > 1;
    for (nth, part) in parts.iter().enumerate() {
        let settings = PageSettings::from_wh(width, height).ok_or("page size")?;
        let mut page = document.start_page_with(settings);
        if nth == 0 {
            let place = XyzDestination::new(*pages, Point::from_xy(0.0, 0.0));
            outline.push_child(OutlineNode::new(grid.name.clone(), place));
        }
        *pages += 1;
        let mut surface = page.surface();
        let mut pen = Pen { surface: &mut surface, fonts };
        let last = nth + 1 == parts.len();
        let number = several.then(|| format!("{} / {}", nth + 1, parts.len()));
        paper(&mut pen, grid, &sheet, &heights, part, last, number);
        surface.finish();
        page.finish();
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss)] // a few lines
fn notes(grid: &Grid) -> f32 {
    grid.notes.len() as f32
}

/// The lines of each page, headings left out: cut where no cell is cut.
fn parts(grid: &Grid, heights: &[f32], room: f32) -> Vec<std::ops::Range<usize>> {
    let heads = grid.heads.min(heights.len());
    let head: f32 = heights[..heads].iter().sum();
    let crossed = |line: usize| grid.cells.iter().any(|cell| cell.row < line && line < cell.row + cell.rows);
    let mut parts = Vec::new();
    let (mut first, mut used) = (heads, head);
    let mut cut = heads;
    for line in heads..heights.len() {
        if line > first && !crossed(line) {
            cut = line;
        }
        if used + heights[line] > room && cut > first && !grid.one_page {
            parts.push(first..cut);
            first = cut;
            used = head + heights[first..line].iter().sum::<f32>();
        }
        used += heights[line];
    }
    parts.push(first..heights.len());
    parts
}

fn paper(
    pen: &mut Pen<'_, '_, '_>,
    grid: &Grid,
    sheet: &Sheet,
    heights: &[f32],
    part: &std::ops::Range<usize>,
    last: bool,
    number: Option<String>,
) {
    let middle = sheet.width / 2.0;
    let broad = sheet.width - 2.0 * SIDE;
    let mut top = ABOVE;
    pen.line_at(&grid.title, Align::Middle(middle), top + 20.0, 18.0, true, INK, broad);
    top += TITLE;
    if !grid.facts.is_empty() {
        pen.line_at(&grid.facts, Align::Middle(middle), top + 9.0, 10.5, false, SOFT, broad);
        top += FACTS;
    }
    let heads = grid.heads.min(heights.len());
    let shown: Vec<usize> = (0..heads).chain(part.clone()).collect();
    let mut tops = vec![None; heights.len() + 1];
    for line in &shown {
        tops[*line] = Some(top);
        top += heights[*line];
    }
    let columns: Vec<f32> = grid
        .columns
        .iter()
        .scan(sheet.left, |left, width| {
            let start = *left;
            *left += points(*width) * CHARACTER * sheet.scale;
            Some(start)
        })
        .collect();
    let right = |column: usize| {
        columns.get(column).copied().unwrap_or(sheet.left + points(grid.columns.iter().sum()) * CHARACTER * sheet.scale)
    };
    for cell in &grid.cells {
        let Some(y) = tops.get(cell.row).copied().flatten() else { continue };
        let tall: f32 = heights[cell.row..(cell.row + cell.rows).min(heights.len())].iter().sum();
        let x = right(cell.column);
        let wide = right(cell.column + cell.columns) - x;
        if let Some(rect) = Rect::from_xywh(x, y, wide.max(0.1), tall.max(0.1)) {
            pen.cell(cell, rect, points(grid.size) * sheet.scale.min(1.15));
        }
    }
    if last {
        top += 3.0;
        for note in &grid.notes {
            top += NOTE;
            pen.line_at(note, Align::Left(sheet.left), top - 2.0, 8.0, false, SOFT, broad);
        }
    }
    if let Some(number) = number {
        pen.line_at(&number, Align::Middle(middle), sheet.height - ABOVE + PAGE_NUMBER, 8.0, false, SOFT, broad);
    }
}

#[derive(Clone, Copy)]
enum Align {
    Left(f32),
    Middle(f32),
    Right(f32),
}

/// Draws on a page.
struct Pen<'p, 's, 'f> {
    surface: &'p mut Surface<'s>,
    fonts: &'f Fonts,
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
    fn cell(&mut self, cell: &Cell, rect: Rect, size: f32) {
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
        let ink = match cell.look {
            Look::Over => BAD,
            Look::Pause => SOFT,
            _ => INK,
        };
        let bold = matches!(cell.look, Look::Head | Look::Total);
        let pad = (rect.width() * 0.04).clamp(1.0, 4.0);
        let (room, tall) = (rect.width() - 2.0 * pad, rect.height() - 1.0);
        let lines: Vec<Line> = cell.value.lines().into_iter().filter(|line| !line.text.is_empty()).collect();
        let mut size = size;
        let mut broken = self.broken(&lines, bold, size, room);
        while size > LEAST && height(&broken) > tall {
            size = (size * 0.93).max(LEAST);
            broken = self.broken(&lines, bold, size, room);
        }
        let align = match (&cell.value, cell.look) {
            (_, Look::Left) => Align::Left(rect.left() + pad),
            (Value::Money(_), _) => Align::Right(rect.right() - pad),
            (Value::Sum(_, value), _) if matches!(**value, Value::Money(_)) => Align::Right(rect.right() - pad),
            _ => Align::Middle((rect.left() + rect.right()) / 2.0),
        };
        let mut y = rect.top() + (rect.height() - height(&broken)) / 2.0;
        for part in broken {
            if y + part.size > rect.bottom() + 1.0 {
                break;
            }
            self.line_at(&part.text, align, y + part.size * 1.02, part.size, part.bold, ink, room);
            y += part.size * LEADING;
        }
    }

    /// The lines broken to a width.
    fn broken(&self, lines: &[Line], bold: bool, size: f32, room: f32) -> Vec<Part> {
        let mut parts = Vec::new();
        for line in lines {
            let size = size * points(line.size.share());
            let bold = bold || line.size == Size::Strong;
            let mut text = String::new();
            let mut used = 0.0;
            for word in words(&line.text) {
                let wide: f32 = word.chars().map(|letter| self.fonts.glyph(letter, bold).width * size).sum();
                if used > 0.0 && used + wide > room {
                    parts.push(Part { text: text.trim_end().to_owned(), size, bold });
                    text.clear();
                    used = 0.0;
                }
                if used == 0.0 && word.trim().is_empty() {
                    continue;
                }
                text.push_str(word);
                used += wide;
            }
            parts.push(Part { text: text.trim_end().to_owned(), size, bold });
        }
        parts
    }

    /// One line of letters, made smaller where it is wider than `room`.
    #[allow(clippy::too_many_arguments)]
    fn line_at(&mut self, text: &str, align: Align, y: f32, size: f32, bold: bool, ink: [u8; 3], room: f32) {
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
            let font = font.clone();
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

/// Distance of lines as a part of the size of letters.
const LEADING: f32 = 1.28;

/// A line that fits.
struct Part {
    text: String,
    size: f32,
    bold: bool,
}

fn height(parts: &[Part]) -> f32 {
    parts.iter().map(|part| part.size * LEADING).sum()
}

/// The pieces between which a line may be broken: words of Latin letters and numbers, single Chinese characters, spaces.
fn words(text: &str) -> Vec<&str> {
    let latin = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | ':' | '-' | ',' | '–' | '%');
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        let together = before.is_some_and(|before| latin(before) && latin(letter));
        if !together && at > start {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(letter);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}
