//! Where each line of a grid goes, and its drawing.
//!
//! A grid is scaled to the width of the paper; one that must be on one page also to its height. A grid that goes on repeats
//! its headings; a page ends before a line that no cell crosses, and the pages are filled alike when the last one would be
//! nearly empty.

use krilla::Document;
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{ArtifactType, TagTree};

use super::fonts::Fonts;
use super::lines::{LEADING, Part, broken};
use super::pen::{Align, INK, Pen, SOFT, points};
use super::tags::{Tags, What};
use crate::export::grid::{Cell, Grid, Line, Paper, Size};

/// Points of a character of a column's width, at scale 1.
const CHARACTER: f32 = 5.25;
/// Margins: left and right, above and below.
const SIDE: f32 = 28.5;
const ABOVE: f32 = 34.0;
const TITLE: f32 = 30.0;
const FACTS: f32 = 16.0;
const NOTE: f32 = 8.0;
/// Between table and notes.
const GAP: f32 = 3.0;
const PAGE_NUMBER: f32 = 12.0;
/// What of the room of a page the last page fills at least, when a grid goes on over several.
const LAST: f32 = 0.5;

/// The paper, and what is left for the table.
struct Sheet {
    width: f32,
    height: f32,
    scale: f32,
    left: f32,
}

/// A document in the making.
pub(super) struct Pages<'f> {
    pub(super) document: Document,
    pub(super) outline: Outline,
    pub(super) tags: TagTree,
    pub(super) fonts: &'f Fonts,
    /// Pages so far.
    pub(super) count: usize,
}

impl Pages<'_> {
    /// Draws a grid.
    pub(super) fn draw(&mut self, grid: &Grid) -> Result<(), String> {
        let (width, height) = match grid.paper {
            Paper::Portrait => (595.28, 841.89),
            Paper::Landscape => (841.89, 595.28),
        };
        let natural: f32 = points(grid.columns.iter().sum()) * CHARACTER;
        let broad = width - 2.0 * SIDE;
        let notes = notes(grid, self.fonts, broad);
        let tail = if notes.is_empty() { 0.0 } else { GAP + super::lines::height(&notes) };
        let around = TITLE + if grid.facts.is_empty() { 0.0 } else { FACTS } + PAGE_NUMBER;
        let room = height - 2.0 * ABOVE - around;
        let tall: f32 = points(grid.rows.iter().sum());
        // Wide columns of a small table are not blown up further than they can be read well.
        let scale = (broad / natural.max(1.0)).min(1.25);
        let mut stretch = 1.0;
        if grid.one_page || tall * scale <= (room - tail) * 1.08 {
            stretch = ((room - tail) / (tall * scale).max(1.0)).min(1.0);
        }
        let sheet = Sheet { width, height, scale, left: (width - natural * scale) / 2.0 };
        let heights: Vec<f32> = grid.rows.iter().map(|row| points(*row) * scale * stretch).collect();
        let parts = parts(grid, &heights, room, tail);
        let mut tags = Tags::default();
        for (nth, part) in parts.iter().enumerate() {
            let settings = PageSettings::from_wh(width, height).ok_or("page size")?;
            let mut page = self.document.start_page_with(settings);
            if nth == 0 {
                let place = XyzDestination::new(self.count, Point::from_xy(0.0, 0.0));
                self.outline.push_child(OutlineNode::new(grid.name.clone(), place));
            }
            self.count += 1;
            let mut surface = page.surface();
            let mut pen = Pen { surface: &mut surface, fonts: self.fonts };
            let turn = Turn { nth, all: parts.len() };
            paper(&mut pen, &mut tags, grid, &sheet, &heights, part, &turn, &notes);
            surface.finish();
            page.finish();
        }
        self.tags.push(tags.finish(grid));
        Ok(())
    }
}

/// The notes below a grid, in lines.
fn notes(grid: &Grid, fonts: &Fonts, broad: f32) -> Vec<Part> {
    let notes = grid.notes.iter().filter(|note| !note.is_empty());
    let notes: Vec<Line> = notes.map(|note| Line::new(note.as_str(), Size::Normal)).collect();
    broken(fonts, &notes, false, NOTE, broad)
}

/// The lines of each page, headings left out: cut where no cell is cut; `tail` is what the notes take of the last page.
fn parts(grid: &Grid, heights: &[f32], room: f32, tail: f32) -> Vec<std::ops::Range<usize>> {
    let heads = grid.heads.min(heights.len());
    if grid.one_page {
        return std::iter::once(heads..heights.len()).collect();
    }
    let greedy = cut(grid, heights, room, tail);
    let filled = |part: &std::ops::Range<usize>| heights[part.clone()].iter().sum::<f32>();
    if greedy.len() < 2 || greedy.last().is_none_or(|last| filled(last) + tail > room * LAST) {
        return greedy;
    }
    // As many pages, filled alike: the least room that still does.
    let (mut low, mut high) = (room / 2.0, room);
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        if cut(grid, heights, middle, tail).len() > greedy.len() { low = middle } else { high = middle }
    }
    cut(grid, heights, high, tail)
}

/// The lines of each page when every page is filled as far as it goes.
fn cut(grid: &Grid, heights: &[f32], room: f32, tail: f32) -> Vec<std::ops::Range<usize>> {
    let heads = grid.heads.min(heights.len());
    let head: f32 = heights[..heads].iter().sum();
    let crossed = |line: usize| grid.cells.iter().any(|cell| cell.row < line && line < cell.row + cell.rows);
    let free: Vec<bool> = (0..=heights.len()).map(|line| !crossed(line)).collect();
    let mut parts = Vec::new();
    let (mut first, mut used) = (heads, head);
    let mut cut = heads;
    for line in heads..heights.len() {
        if line > first && free[line] {
            cut = line;
        }
        if used + heights[line] > room && cut > first {
            parts.push(first..cut);
            first = cut;
            used = head + heights[first..line].iter().sum::<f32>();
        }
        used += heights[line];
    }
    if used + tail > room {
        // The notes take some lines with them to the next page.
        let fits = |line: &usize| head + heights[*line..].iter().sum::<f32>() + tail <= room;
        let moved = (first + 1..heights.len()).filter(|line| free[*line]).find(fits);
        let moved = moved.unwrap_or(heights.len());
        parts.push(first..moved);
        first = moved;
    }
    parts.push(first..heights.len());
    parts
}

/// Which page of a grid it is.
struct Turn {
    nth: usize,
    all: usize,
}

impl Turn {
    fn first(&self) -> bool {
        self.nth == 0
    }

    fn last(&self) -> bool {
        self.nth + 1 == self.all
    }
}

#[allow(clippy::too_many_arguments)]
fn paper(
    pen: &mut Pen<'_, '_, '_>,
    tags: &mut Tags,
    grid: &Grid,
    sheet: &Sheet,
    heights: &[f32],
    part: &std::ops::Range<usize>,
    turn: &Turn,
    notes: &[Part],
) {
    let fonts = pen.fonts;
    let middle = sheet.width / 2.0;
    let broad = sheet.width - 2.0 * SIDE;
    let of = |what: What| if turn.first() { what } else { What::Decoration(ArtifactType::Header) };
    let mut top = ABOVE;
    tags.draw(pen.surface, of(What::Title), |surface| {
        Pen { surface, fonts }.line_at(&grid.title, Align::Middle(middle), top + 20.0, 18.0, true, INK, broad);
    });
    top += TITLE;
    if !grid.facts.is_empty() {
        tags.draw(pen.surface, of(What::Facts), |surface| {
            Pen { surface, fonts }.line_at(&grid.facts, Align::Middle(middle), top + 9.0, 10.5, false, SOFT, broad);
        });
        top += FACTS;
    }
    // A page with nothing but notes has no headings.
    let heads = if part.is_empty() && !turn.first() { 0 } else { grid.heads.min(heights.len()) };
    let mut tops = vec![None; heights.len() + 1];
    for line in (0..heads).chain(part.clone()) {
        tops[line] = Some(top);
        top += heights[line];
    }
    let all = sheet.left + points(grid.columns.iter().sum()) * CHARACTER * sheet.scale;
    let columns: Vec<f32> = grid
        .columns
        .iter()
        .scan(sheet.left, |left, width| {
            let start = *left;
            *left += points(*width) * CHARACTER * sheet.scale;
            Some(start)
        })
        .collect();
    let right = |column: usize| columns.get(column).copied().unwrap_or(all);
    let mut cells: Vec<&Cell> = grid.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    for cell in cells {
        let Some(y) = tops.get(cell.row).copied().flatten() else { continue };
        let tall: f32 = heights[cell.row..(cell.row + cell.rows).min(heights.len())].iter().sum();
        let x = right(cell.column);
        let wide = right(cell.column + cell.columns) - x;
        if let Some(rect) = Rect::from_xywh(x, y, wide.max(0.1), tall.max(0.1)) {
            let size = points(grid.size) * sheet.scale.min(1.15);
            if cell.row < grid.heads && !turn.first() {
                let again = What::Decoration(ArtifactType::Header);
                tags.draw(pen.surface, again, |surface| Pen { surface, fonts }.bare_cell(cell, rect, size));
            } else {
                let drawn = pen.cell(cell, rect, size);
                tags.cell(grid, cell, drawn);
            }
        }
    }
    if turn.last() {
        top += GAP;
        for note in notes {
            let y = top + note.size * 1.02;
            tags.draw(pen.surface, What::Note, |surface| {
                Pen { surface, fonts }.line_at(
                    &note.text,
                    Align::Left(sheet.left),
                    y,
                    note.size,
                    note.bold,
                    SOFT,
                    broad,
                );
            });
            top += note.size * LEADING;
        }
    }
    if turn.all > 1 {
        let number = format!("{} / {}", turn.nth + 1, turn.all);
        let y = sheet.height - ABOVE + PAGE_NUMBER;
        tags.draw(pen.surface, What::Decoration(ArtifactType::Footer), |surface| {
            Pen { surface, fonts }.line_at(&number, Align::Middle(middle), y, 8.0, false, SOFT, broad);
        });
    }
}
