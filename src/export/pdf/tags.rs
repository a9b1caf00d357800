//! What the parts of a page are, for screen readers and for programs that read tables out of a PDF file (tagged PDF): a
//! section a grid, with its title as a heading, the table with its rows and headings, and what stands around it. Lines,
//! colours, page numbers and headings that are repeated on the next page are marked as decoration.

use std::collections::BTreeMap;
use std::num::{NonZeroU16, NonZeroU32};

use krilla::surface::Surface;
use krilla::tagging::{ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup};

use crate::export::grid::{Cell, Grid, Role};

/// The parts of a grid, gathered while it is drawn.
#[derive(Default)]
pub(super) struct Tags {
    title: Vec<Identifier>,
    facts: Vec<Identifier>,
    /// Cells by line and column.
    cells: BTreeMap<(usize, usize), TagGroup>,
    notes: Vec<Identifier>,
}

/// What is being drawn.
#[derive(Clone, Copy)]
pub(super) enum What {
    Title,
    Facts,
    Note,
    /// Drawn again, or drawn to please the eye.
    Decoration(ArtifactType),
}

impl Tags {
    /// Draws something that is one of these parts.
    pub(super) fn draw(&mut self, surface: &mut Surface<'_>, what: What, draw: impl FnOnce(&mut Surface<'_>)) {
        let tag = match what {
            What::Decoration(kind) => ContentTag::Artifact(kind),
            What::Title | What::Facts | What::Note => ContentTag::Span(SpanTag::empty()),
        };
        let id = surface.start_tagged(tag);
        draw(surface);
        surface.end_tagged();
        match what {
            What::Title => self.title.push(id),
            What::Facts => self.facts.push(id),
            What::Note => self.notes.push(id),
            What::Decoration(_) => {}
        }
    }

    /// A cell and what was drawn of it.
    pub(super) fn cell(&mut self, grid: &Grid, cell: &Cell, drawn: Vec<Identifier>) {
        let span = |count: usize| u32::try_from(count).ok().filter(|count| *count > 1).and_then(NonZeroU32::new);
        let (rows, columns) = (span(cell.rows), span(cell.columns));
        let scope = match grid.role(cell) {
            Role::Column => Some(TableHeaderScope::Column),
            Role::Row => Some(TableHeaderScope::Row),
            Role::Data => None,
        };
        let children = drawn.into_iter().map(Into::into).collect();
        let group = match scope {
            Some(scope) => {
                let tag = Tag::TH(scope).with_row_span(rows).with_col_span(columns);
                TagGroup::with_children(tag, children)
            }
            None => TagGroup::with_children(Tag::TD.with_row_span(rows).with_col_span(columns), children),
        };
        self.cells.insert((cell.row, cell.column), group);
    }

    /// The section of the grid.
    pub(super) fn finish(self, grid: &Grid) -> TagGroup {
        let paragraph =
            |ids: Vec<Identifier>| TagGroup::with_children(Tag::P, ids.into_iter().map(Into::into).collect());
        let mut section = TagGroup::new(Tag::Section);
        let title = self.title.into_iter().map(Into::into).collect();
        section.push(TagGroup::with_children(Tag::Hn(NonZeroU16::MIN, Some(grid.title.clone())), title));
        if !self.facts.is_empty() {
            section.push(paragraph(self.facts));
        }
        let mut rows: BTreeMap<usize, TagGroup> = BTreeMap::new();
        for ((row, _), cell) in self.cells {
            rows.entry(row).or_insert_with(|| TagGroup::new(Tag::TR)).push(cell);
        }
        let (mut head, mut body) = (TagGroup::new(Tag::THead), TagGroup::new(Tag::TBody));
        for (row, group) in rows {
            if row < grid.heads { head.push(group) } else { body.push(group) }
        }
        let mut table = TagGroup::new(Tag::Table);
        for part in [head, body] {
            if !part.children.is_empty() {
                table.push(part);
            }
        }
        section.push(table);
        for note in self.notes {
            section.push(paragraph(vec![note]));
        }
        section
    }
}
