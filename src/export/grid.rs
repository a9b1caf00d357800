//! Tables laid out on paper once, for every format that draws them: XLSX, PDF and a plain page.
//!
//! A [`Booklet`] is a file of [`Grid`]s, a grid is a table with a title on A4. Column widths are in characters (a Chinese
//! character is two wide), heights and letters in points. What a cell holds keeps its kind: words, number, money in fen, date,
//! sum of other cells with its value; the format decides how that is written.
//!
//! | file | grids |
//! |---|---|
//! | `week.rs` | the week of a class, teacher or room |
//! | `whole.rs` | the whole school, and its rows as a list |
//! | `service.rs` | after-school sessions, clubs and their members |
//! | `duty.rs` | duty chart, weekly duty, dates that differ |
//! | `pay.rs` | pay by person and month, by item and month, the ledgers |
//! | `head.rs` | one page for the head |
//! | `person.rs` | a person's hours, dates and pay |

pub(super) mod duty;
pub(super) mod head;
pub(super) mod pay;
pub(super) mod person;
pub(super) mod service;
pub(super) mod week;
pub(super) mod whole;

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use crate::units::Fen;

/// A file of grids.
#[derive(Clone, Debug, Default)]
pub struct Booklet {
    /// File name without extension.
    pub file: String,
    /// What it is.
    pub title: String,
    /// The tables, in order.
    pub grids: Vec<Grid>,
}

/// How the paper lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// A4 upright.
    #[default]
    Portrait,
    /// A4 across.
    Landscape,
}

impl Paper {
    /// Width and height of what can be printed on, in points: A4 less margins of 10 mm at the sides, 12 mm above and below.
    #[must_use]
    pub fn printable(self) -> (f64, f64) {
        match self {
            Self::Portrait => (538.0, 774.0),
            Self::Landscape => (785.0, 527.0),
        }
    }
}

/// A table with its title.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Short name: the tab of a workbook, the bookmark of a PDF.
    pub name: String,
    /// Title above the table.
    pub title: String,
    /// Line under the title; may be empty.
    pub facts: String,
    /// Paper.
    pub paper: Paper,
    /// Whether it must be on one sheet of paper; else it goes on, with its heading repeated.
    pub one_page: bool,
    /// Width of each column, in characters.
    pub columns: Vec<f64>,
    /// Height of each line, in points.
    pub rows: Vec<f64>,
    /// The first lines that are headings.
    pub heads: usize,
    /// The first columns that are headings.
    pub labels: usize,
    /// Size of letters, in points.
    pub size: f64,
    /// The cells; those that they cover are left out.
    pub cells: Vec<Cell>,
    /// Lines below the table.
    pub notes: Vec<String>,
    /// A list to be sorted and filtered: left out of what is printed.
    pub list: bool,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Line, 0-based.
    pub row: usize,
    /// Column, 0-based.
    pub column: usize,
    /// Lines that it covers.
    pub rows: usize,
    /// Columns that it covers.
    pub columns: usize,
    /// What it looks like.
    pub look: Look,
    /// What it holds.
    pub value: Value,
}

/// What a cell looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Look {
    /// Words in the middle.
    #[default]
    Plain,
    /// Words from the left.
    Left,
    /// Heading of a column.
    Head,
    /// Heading of a line.
    Label,
    /// A break.
    Pause,
    /// There is no such period.
    Absent,
    /// In the colour of this style class, as on the page.
    Entry(&'static str),
    /// A sum.
    Total,
    /// More than there should be.
    Over,
}

/// What a cell is to those who hear the table read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Heading of a column.
    Column,
    /// Heading of a line.
    Row,
    /// What stands in the table.
    Data,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words, line by line.
    Words(Vec<Line>),
    /// A whole number.
    Number(i64),
    /// A number of halves (periods in two weeks).
    Halves(u32),
    /// Money.
    Money(Fen),
    /// A date.
    Date(NaiveDate),
    /// The sum of the cells from the first line and column to the last; and what it is.
    Sum([usize; 4], Box<Value>),
}

/// A line of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub text: String,
    /// How large.
    pub size: Size,
}

/// How large words are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// As the grid says, bold.
    Strong,
    /// As the grid says.
    #[default]
    Normal,
    /// A fifth smaller.
    Small,
}

impl Size {
    /// Share of the grid's size.
    #[must_use]
    pub fn share(self) -> f64 {
        match self {
            Self::Strong | Self::Normal => 1.0,
            Self::Small => 0.8,
        }
    }
}

impl Line {
    /// A line of this size.
    #[must_use]
    pub fn new(text: impl Into<String>, size: Size) -> Self {
        Self { text: clean(&text.into()), size }
    }
}

impl Value {
    /// One line of words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Words(vec![Line::new(text, Size::Normal)])
    }

    /// One bold line.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Words(vec![Line::new(text, Size::Strong)])
    }

    /// Nothing.
    #[must_use]
    pub fn nothing() -> Self {
        Self::Words(Vec::new())
    }

    /// The lines in which it is shown.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let one = |text: String| vec![Line { text, size: Size::Normal }];
        match self {
            Self::Words(lines) => lines.clone(),
            Self::Number(number) => one(number.to_string()),
            Self::Halves(halves) => one(crate::report::loads::weekly(*halves)),
            Self::Money(amount) => one(crate::report::service::money(*amount)),
            Self::Date(date) => one(date.to_string()),
            Self::Sum(_, value) => value.lines(),
        }
    }

    /// Whether it stands at the right of its cell.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Halves(_) | Self::Money(_) | Self::Sum(..))
    }
}

/// Words without control characters and without marks that turn the direction of writing, which would hide what follows.
#[must_use]
pub fn clean(text: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}');
    let spaced = text.chars().filter(|c| !hidden(*c)).map(|c| if c.is_control() { ' ' } else { c });
    spaced.collect::<String>().trim().to_owned()
}

impl Grid {
    /// A grid without lines.
    #[must_use]
    pub fn new(name: impl Into<String>, title: impl Into<String>, paper: Paper, columns: &[f64]) -> Self {
        Self {
            name: clean(&name.into()),
            title: clean(&title.into()),
            paper,
            columns: columns.to_vec(),
            labels: 1,
            size: 10.5,
            ..Self::default()
        }
    }

    /// A table with one line of headings, each with the width of its column.
    #[must_use]
    pub fn table(name: impl Into<String>, title: impl Into<String>, paper: Paper, heads: &[(&str, f64)]) -> Self {
        let widths: Vec<f64> = heads.iter().map(|(_, width)| *width).collect();
        let mut grid = Self::new(name, title, paper, &widths);
        grid.heads = 1;
        grid.line(Look::Head, heads.iter().map(|(head, _)| Value::strong(*head)));
        grid
    }

    /// What a cell of this grid is.
    #[must_use]
    pub fn role(&self, cell: &Cell) -> Role {
        match cell.look {
            _ if cell.row < self.heads => Role::Column,
            Look::Head => Role::Column,
            Look::Label => Role::Row,
            Look::Total if cell.column == 0 => Role::Row,
            _ => Role::Data,
        }
    }

    /// Puts a cell.
    pub fn put(&mut self, at: (usize, usize), look: Look, value: Value) {
        self.span(at, (1, 1), look, value);
    }

    /// Puts a cell that covers lines and columns.
    pub fn span(&mut self, at: (usize, usize), over: (usize, usize), look: Look, value: Value) {
        let ((row, column), (rows, columns)) = (at, over);
        self.cells.push(Cell { row, column, rows, columns, look, value });
    }

    /// Adds a line of cells that look alike, as high as its words need.
    pub fn line(&mut self, look: Look, values: impl IntoIterator<Item = Value>) {
        self.cells_of_line(values.into_iter().map(|value| (look, value)));
    }

    /// Adds a line of cells, as high as its words need.
    pub fn cells_of_line(&mut self, values: impl IntoIterator<Item = (Look, Value)>) {
        let row = self.rows.len();
        let mut height: f64 = 0.0;
        for (column, (look, value)) in values.into_iter().enumerate() {
            let width = self.columns.get(column).copied().unwrap_or(10.0);
            height = height.max(self.height(&value, width));
            self.put((row, column), look, value);
        }
        self.rows.push(height.max(self.size * 1.75));
    }

    /// A line under the table over all columns.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(clean(&note.into()));
    }

    /// The height that words need in a cell of this width.
    fn height(&self, value: &Value, width: f64) -> f64 {
        let lines = value.lines();
        let needed = |line: &Line| {
            // Letters are as wide as in the default font of 11 points.
            let letters = f64::from(u32::try_from(line.text.width()).unwrap_or(u32::MAX));
            let wide = letters * line.size.share() * self.size / 11.0;
            (wide / (width - 1.0).max(1.0)).ceil().max(1.0) * line.size.share() * self.size * 1.35
        };
        lines.iter().map(needed).sum::<f64>() + self.size * 0.5
    }
}

/// Colours of style classes, as in the style sheet of the page: red, green, blue.
#[must_use]
pub fn colour(class: &str) -> Option<[u8; 3]> {
    let found = COLOURS.iter().find(|(name, _)| *name == class)?;
    let [_, red, green, blue] = found.1.to_be_bytes();
    Some([red, green, blue])
}

const COLOURS: [(&str, u32); 22] = [
    ("k-chinese", 0x00fd_e6e4),
    ("k-maths", 0x00df_ebfb),
    ("k-english", 0x00e8_e3fa),
    ("k-morality", 0x00fb_e9d3),
    ("k-science", 0x00d9_f1ea),
    ("k-humanities", 0x00f2_ead8),
    ("k-pe", 0x00e0_f2d9),
    ("k-music", 0x00fa_e2ef),
    ("k-art", 0x00fd_f0cc),
    ("k-technology", 0x00d9_eff7),
    ("k-labour", 0x00ec_e5d8),
    ("k-practice", 0x00e9_f0cf),
    ("k-class-meeting", 0x00e6_e9ee),
    ("k-self-study", 0x00f3_f4f6),
    ("k-other", 0x00ec_ecf4),
    ("s-study", 0x00ff_f4d6),
    ("s-club", 0x00dc_efff),
    ("s-care", 0x00ef_e8fb),
    ("s-other", 0x00e3_f5ea),
    ("duty", 0x00fb_e7ea),
    ("research", 0x00ff_ffff),
    ("event", 0x00ff_ffff),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_page() {
        let style = crate::export::html::STYLE;
        for (class, _) in COLOURS {
            let [red, green, blue] = colour(class).unwrap();
            let full = format!("#{red:02x}{green:02x}{blue:02x}");
            let short = full.replace("#ffffff", "#fff");
            let rule = style
                .lines()
                .find(|line| line.contains(&format!(".{class}{{")) || line.contains(&format!(".{class},")));
            assert!(rule.is_some_and(|rule| rule.contains(&short)), "{class} {full}");
        }
        assert_eq!(colour("unknown"), None);
    }

    #[test]
    fn words_lose_what_would_hide_others() {
        assert_eq!(clean(" 张\u{0}三\r\n\u{202e}四\u{fffe} "), "张 三  四");
        assert_eq!(Value::text("a\tb").lines()[0].text, "a b");
    }

    #[test]
    fn lines_are_as_high_as_their_words() {
        let mut grid = Grid::table("x", "x", Paper::Portrait, &[("a", 10.0), ("b", 10.0)]);
        grid.line(Look::Left, [Value::text("短"), Value::Number(3)]);
        grid.line(Look::Left, [Value::text("很长很长很长很长很长很长很长很长的一句话"), Value::Number(3)]);
        assert!(grid.rows[2] > 3.0 * grid.rows[1], "{:?}", grid.rows);
        assert_eq!((grid.rows.len(), grid.cells.len()), (3, 6));
    }
}
