//! Merged regions: what is written in the top left cell stands in each cell, since that is what people mean by it.

use super::{Cell, Sheet, a1};
use crate::args;
use crate::config::Diagnostics;
use crate::text::workbook::MERGED_OVERLAP;

/// A merged region, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// First row and column.
    pub first: (usize, usize),
    /// Last row and column.
    pub last: (usize, usize),
}

impl Region {
    /// The region with rows and columns exchanged.
    #[must_use]
    pub fn transposed(self) -> Self {
        Self { first: (self.first.1, self.first.0), last: (self.last.1, self.last.0) }
    }

    /// Whether two regions share a cell.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first.0 <= other.last.0
            && other.first.0 <= self.last.0
            && self.first.1 <= other.last.1
            && other.first.1 <= self.last.1
    }

    /// The region as spreadsheets show it: `A1:B3`.
    #[must_use]
    pub fn a1(self) -> String {
        format!("{}:{}", a1(self.first.0, self.first.1), a1(self.last.0, self.last.1))
    }
}

/// Most regions that are compared with each other.
const MOST: usize = 100_000;

/// Puts the text of each region's top left cell into all its cells of the used part; regions that contradict each other go
/// to `diagnostics`. A region without text changes nothing.
pub(super) fn fill(sheet: &mut Sheet, mut regions: Vec<Region>, diagnostics: &mut Diagnostics) {
    regions.sort_unstable();
    regions.dedup();
    regions.truncate(MOST);
    regions.retain(|region| region.first != region.last);
    // Sorted by first row: a rival begins before this one ends.
    for (index, region) in regions.iter().enumerate() {
        let rivals = regions.iter().skip(index + 1).take_while(|other| other.first.0 <= region.last.0).take(2000);
        if let Some(rival) = rivals.filter(|other| region.overlaps(**other)).copied().next() {
            let args = args! { sheet: &sheet.name, first: region.a1(), second: rival.a1() };
            let at = sheet.at(rival.first.0, rival.first.1);
            diagnostics.push(&MERGED_OVERLAP, args, at);
        }
    }
    for region in &regions {
        let (row, column) = region.first;
        let Some(anchor) = sheet.cell(row, column).filter(|cell| !cell.text.is_empty()).cloned() else { continue };
        for cells in sheet.rows.iter_mut().take(region.last.0 + 1).skip(row) {
            for cell in cells.iter_mut().take(region.last.1 + 1).skip(column) {
                *cell = Cell { of: Some(region.first), ..anchor.clone() };
            }
        }
        if let Some(cell) = sheet.rows.get_mut(row).and_then(|cells| cells.get_mut(column)) {
            cell.of = None;
        }
    }
    sheet.merged = regions;
}
