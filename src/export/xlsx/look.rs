//! Formats of cells, each made once.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern, FormatUnderline};

use super::{small, strong};
use crate::export::grid::{Cell, Look, Size, colour};

/// The face that every office program has, or replaces, for Chinese.
const FACE: &str = "宋体";
const LINE: u32 = 0x00a0_a8b0;
const HEAD: u32 = 0x00e8_edf1;
const SOFT: u32 = 0x0059_616a;

/// How numbers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Numbers {
    General,
    Money,
    Date,
}

/// The formats that were needed so far.
#[derive(Default)]
pub(super) struct Looks(BTreeMap<(Look, Numbers, bool, bool, bool, u32), Format>);

impl Looks {
    /// The format of a cell in a grid with letters of this size.
    pub(super) fn of(&mut self, cell: &Cell, size: f64) -> Format {
        let numbers = Numbers::of(&cell.value);
        let (strong, small) = (strong(&cell.value), small(&cell.value));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a size of letters
        let key = (cell.look, numbers, cell.value.is_number(), strong, small, (size * 10.0) as u32);
        let made = || make(cell.look, numbers, cell.value.is_number(), strong, if small { size * 0.8 } else { size });
        self.0.entry(key).or_insert_with(made).clone()
    }

    /// The format of a part of the words of a cell.
    #[allow(clippy::unused_self)]
    pub(super) fn run(&self, part: Size, size: f64) -> Format {
        let format = Format::new().set_font_name(FACE).set_font_size(round(size * part.share()));
        if part == Size::Strong { format.set_bold() } else { format }
    }

    #[allow(clippy::unused_self)]
    pub(super) fn title(&self) -> Format {
        plain(18.0).set_bold().set_align(FormatAlign::Center)
    }

    #[allow(clippy::unused_self)]
    pub(super) fn facts(&self) -> Format {
        plain(11.0).set_align(FormatAlign::Center).set_font_color(SOFT)
    }

    #[allow(clippy::unused_self)]
    pub(super) fn note(&self) -> Format {
        plain(9.0).set_align(FormatAlign::Left).set_text_wrap().set_font_color(SOFT)
    }

    #[allow(clippy::unused_self)]
    pub(super) fn link(&self) -> Format {
        plain(11.0).set_font_color(0x0017_5e8c_u32).set_underline(FormatUnderline::Single)
    }
}

fn round(size: f64) -> f64 {
    (size * 2.0).round() / 2.0
}

fn plain(size: f64) -> Format {
    Format::new().set_font_name(FACE).set_font_size(round(size)).set_align(FormatAlign::VerticalCenter)
}

fn make(look: Look, numbers: Numbers, number: bool, strong: bool, size: f64) -> Format {
    let mut format = plain(size).set_border(FormatBorder::Thin).set_border_color(LINE).set_text_wrap();
    format = match (number, look) {
        (true, Look::Head) => format.set_align(FormatAlign::Center),
        (true, _) if numbers == Numbers::Money => format.set_align(FormatAlign::Right),
        (_, Look::Left) => format.set_align(FormatAlign::Left).set_indent(1),
        _ => format.set_align(FormatAlign::Center),
    };
    format = match numbers {
        Numbers::General => format,
        Numbers::Money => format.set_num_format("#,##0.00"),
        Numbers::Date => format.set_num_format("yyyy-mm-dd"),
    };
    if strong || matches!(look, Look::Head | Look::Total) {
        format = format.set_bold();
    }
    match look {
        Look::Head | Look::Label => format.set_background_color(HEAD),
        Look::Total => format.set_border_top(FormatBorder::Medium).set_background_color(0x00f6_f7f9_u32),
        Look::Pause => format.set_font_color(SOFT).set_background_color(0x00fa_fafb_u32),
        Look::Absent => format
            .set_pattern(FormatPattern::LightUp)
            .set_foreground_color(0x00c8_ced4_u32)
            .set_background_color(Color::White),
        Look::Over => format.set_font_color(0x00b0_1722_u32).set_bold(),
        Look::Entry(class) => match colour(class) {
            Some([red, green, blue]) => format.set_background_color(u32::from_be_bytes([0, red, green, blue])),
            None => format,
        },
        Look::Plain | Look::Left => format,
    }
}
