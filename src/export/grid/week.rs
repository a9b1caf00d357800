//! The week of a class, a teacher or a room, as it hangs on a door: the page's sheet, filling a sheet of A4.

use super::{Grid, Line, Look, Paper, Size, Value};
use crate::export::html::view::{BandView, CellView, EntryView, SheetView};
use crate::text::{Lang, ui};

/// Height of a break or event, of a slot of the service, of a heading, in points.
const PAUSE: f64 = 22.0;
const SLOT: f64 = 44.0;
const HEAD: f64 = 24.0;
/// Lowest and highest period.
const PERIOD: [f64; 2] = [30.0, 90.0];
/// What title, facts and notes take of the paper's height.
const AROUND: f64 = 96.0;

/// The sheet called `name`; `foot` stands below it.
#[allow(clippy::cast_precision_loss)] // a week has few days and lines
pub(in crate::export) fn grid(name: &str, sheet: &SheetView, foot: &str, lang: Lang) -> Grid {
    let paper = if sheet.paper == "wide" { Paper::Landscape } else { Paper::Portrait };
    let (width, height) = paper.printable();
    // A character of a column is seven pixels of three quarters of a point.
    let all = width / 5.25 - 2.0;
    let label = 16.0;
    let day = (all - label) / sheet.days.len().max(1) as f64;
    let mut columns = vec![label];
    columns.extend(sheet.days.iter().map(|_| day));
    let mut grid = Grid::new(name, sheet.title.as_str(), paper, &columns);
    let facts = sheet.facts.iter().map(|(label, value)| format!("{label} {value}"));
    grid.facts = super::clean(&facts.collect::<Vec<_>>().join("　"));
    grid.one_page = true;
    grid.heads = 1;
    grid.size = 12.0;
    let heads = [ui::PERIOD.get(lang)].into_iter().chain(sheet.days.iter().copied());
    grid.line(Look::Head, heads.map(Value::strong));
    let fixed = HEAD + sheet.others as f64 * PAUSE + sheet.slots as f64 * SLOT;
    let period = ((height - AROUND - fixed) / sheet.periods.max(1) as f64).clamp(PERIOD[0], PERIOD[1]);
    grid.rows = vec![HEAD];
    let mut covered = vec![0_usize; sheet.days.len()];
    for (index, band) in sheet.bands.iter().enumerate() {
        let least = match band.class.split(' ').next() {
            Some("period") => period,
            Some("slot") => SLOT,
            _ => PAUSE,
        };
        let from = grid.cells.len();
        band_cells(&mut grid, index + 1, band, &mut covered);
        let single = grid.cells[from..].iter().filter(|cell| cell.rows == 1);
        let needed = single.map(|cell| grid.height(&cell.value, day * cell.columns as f64) - grid.size * 0.4);
        let height = needed.fold(least, f64::max);
        grid.rows.push(height);
    }
    grid.note(foot);
    if sheet.parity {
        grid.note(ui::PARITY_NOTE.get(lang));
    }
    grid
}

/// The cells of a line; `covered` counts for each day the lines below that a tall cell still covers.
fn band_cells(grid: &mut Grid, row: usize, band: &BandView, covered: &mut [usize]) {
    let mut label = vec![Line::new(band.label.as_str(), Size::Strong)];
    if !band.start.is_empty() {
        label.push(Line::new(format!("{}–{}", band.start, band.end), Size::Small));
    }
    // A low line has room for one line of words.
    if !band.class.starts_with("period") && !band.class.starts_with("slot") && label.len() == 2 {
        let words = label.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        label = vec![Line::new(words, Size::Small)];
    }
    grid.put((row, 0), Look::Label, Value::Words(label));
    let mut cells = band.cells.iter();
    let mut day = 0;
    while day < covered.len() {
        if covered[day] > 0 {
            covered[day] -= 1;
            day += 1;
            continue;
        }
        let Some(cell) = cells.next() else { return };
        let columns = cell.columns.clamp(1, covered.len() - day);
        grid.span((row, day + 1), (cell.rows.max(1), columns), look(cell), Value::Words(words(cell)));
        covered[day..day + columns].fill(cell.rows.saturating_sub(1));
        day += columns;
    }
}

fn look(cell: &CellView) -> Look {
    match (cell.class.as_str(), cell.entries.as_slice()) {
        ("none", _) => Look::Absent,
        (_, [only]) => Look::Entry(only.class),
        (_, []) if !cell.text.is_empty() => Look::Pause,
        _ => Look::Plain,
    }
}

fn words(cell: &CellView) -> Vec<Line> {
    let several = cell.entries.len() > 1;
    let mut lines: Vec<Line> = cell.entries.iter().flat_map(|entry| entry_lines(entry, several)).collect();
    if !cell.text.is_empty() {
        lines.push(Line::new(cell.text.as_str(), Size::Small));
    }
    if !cell.time.is_empty() {
        lines.push(Line::new(cell.time.as_str(), Size::Small));
    }
    lines
}

/// An entry in lines; in one line where several share a cell.
pub(super) fn entry_lines(entry: &EntryView, several: bool) -> Vec<Line> {
    let mark = if entry.parity.is_empty() { String::new() } else { format!("【{}】", entry.parity) };
    let main = format!("{mark}{}", entry.main);
    let mut under = vec![entry.section.clone(), entry.people.join(" "), entry.room.clone()];
    under.extend([entry.count.clone(), entry.time.clone()]);
    under.retain(|part| !part.is_empty());
    let under = under.join(" ");
    match (several, under.is_empty()) {
        (_, true) => vec![Line::new(main, Size::Strong)],
        (true, false) => vec![Line::new(format!("{main} {under}"), Size::Small)],
        (false, false) => vec![Line::new(main, Size::Strong), Line::new(under, Size::Small)],
    }
}
