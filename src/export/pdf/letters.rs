//! The character map and the widths of a font file (TrueType, OpenType or a collection of them), read just as far as laying out
//! words needs: the tables `cmap` (formats 4 and 12), `head`, `hhea` and `hmtx`.
//!
//! Everything is read with bounds checked: a damaged file has no letters.

/// Where a font's letters are.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    /// The character map: format and start of its table.
    map: Map,
    units_per_em: u16,
    /// Number of widths in `hmtx`.
    widths: u16,
    /// Start of `hmtx`.
    metrics: usize,
    /// Whether glyphs are outlines, and not coloured pictures.
    outlines: bool,
}

#[derive(Clone, Copy, Debug)]
enum Map {
    /// Format 4: segments of the first 65,536 characters.
    Segments(usize),
    /// Format 12: groups of all characters.
    Groups(usize),
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn at(offset: u32) -> Option<usize> {
    usize::try_from(offset).ok()
}

impl Letters {
    /// The letters of the font at `index` of the file; none when it is no such font.
    pub(super) fn of(data: &[u8], index: u32) -> Option<Self> {
        let start = if data.starts_with(b"ttcf") {
            at(u32_at(data, 12_usize.checked_add(at(index)?.checked_mul(4)?)?)?)?
        } else {
            0
        };
        let table = |tag: &[u8; 4]| -> Option<usize> {
            let count = usize::from(u16_at(data, start.checked_add(4)?)?);
            let mut records = (0..count).map(|record| start + 12 + 16 * record);
            let record = records.find(|record| data.get(*record..record + 4) == Some(tag))?;
            at(u32_at(data, record + 8)?)
        };
        let head = table(b"head")?;
        let cmap = table(b"cmap")?;
        Some(Self {
            map: map(data, cmap)?,
            units_per_em: u16_at(data, head + 18).filter(|units| *units > 0)?,
            widths: u16_at(data, table(b"hhea")? + 34).filter(|widths| *widths > 0)?,
            metrics: table(b"hmtx")?,
            outlines: [b"glyf", b"CFF ", b"CFF2"].into_iter().any(|tag| table(tag).is_some())
                && ![b"COLR", b"CBDT", b"sbix", b"SVG "].into_iter().any(|tag| table(tag).is_some()),
        })
    }

    /// Whether the glyphs can be drawn in black.
    pub(super) fn has_outlines(&self) -> bool {
        self.outlines
    }

    /// The glyph of a character; none when the font has none.
    pub(super) fn glyph(&self, data: &[u8], letter: char) -> Option<u16> {
        let code = u32::from(letter);
        let glyph = match self.map {
            Map::Segments(table) => segment(data, table, u16::try_from(code).ok()?)?,
            Map::Groups(table) => group(data, table, code)?,
        };
        (glyph != 0).then_some(glyph)
    }

    /// The width of a glyph as a part of the size of letters.
    pub(super) fn width(&self, data: &[u8], glyph: u16) -> f32 {
        let nth = usize::from(glyph.min(self.widths - 1));
        let width = u16_at(data, self.metrics + 4 * nth).unwrap_or(self.units_per_em);
        f32::from(width) / f32::from(self.units_per_em)
    }
}

/// The best character map: all characters if there is one, else the first 65,536.
fn map(data: &[u8], cmap: usize) -> Option<Map> {
    let count = usize::from(u16_at(data, cmap + 2)?);
    let tables = (0..count).filter_map(|record| {
        let record = cmap + 4 + 8 * record;
        let platform = (u16_at(data, record)?, u16_at(data, record + 2)?);
        let table = cmap.checked_add(at(u32_at(data, record + 4)?)?)?;
        match (platform, u16_at(data, table)?) {
            ((0, _) | (3, 10), 12) => Some(Map::Groups(table)),
            ((0, _) | (3, 1), 4) => Some(Map::Segments(table)),
            _ => None,
        }
    });
    let tables: Vec<Map> = tables.collect();
    let all = tables.iter().find(|map| matches!(map, Map::Groups(_)));
    all.or_else(|| tables.first()).copied()
}

fn group(data: &[u8], table: usize, code: u32) -> Option<u16> {
    let count = at(u32_at(data, table + 12)?)?;
    let start = |group: usize| u32_at(data, table + 16 + 12 * group);
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if u32_at(data, table + 16 + 12 * middle + 4)? < code { low = middle + 1 } else { high = middle }
    }
    let first = start(low).filter(|first| low < count && *first <= code)?;
    u16::try_from(u32_at(data, table + 16 + 12 * low + 8)?.checked_add(code - first)?).ok()
}

fn segment(data: &[u8], table: usize, code: u16) -> Option<u16> {
    let twice = usize::from(u16_at(data, table + 6)?);
    let ends = table + 14;
    let (starts, deltas, ranges) = (ends + twice + 2, ends + 2 * twice + 2, ends + 3 * twice + 2);
    let nth = (0..twice / 2).find(|nth| u16_at(data, ends + 2 * nth).is_some_and(|end| end >= code))?;
    let first = u16_at(data, starts + 2 * nth).filter(|first| *first <= code)?;
    let delta = u16_at(data, deltas + 2 * nth)?;
    let range = ranges + 2 * nth;
    match usize::from(u16_at(data, range)?) {
        0 => Some(code.wrapping_add(delta)),
        offset => {
            let glyph = u16_at(data, range + offset + 2 * usize::from(code - first))?;
            Some(if glyph == 0 { 0 } else { glyph.wrapping_add(delta) })
        }
    }
}
