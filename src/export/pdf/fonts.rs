//! The fonts of this machine that have Chinese characters, or a file that was named.
//!
//! A list of families is gone through in order; the first with the characters of a timetable is taken, with its bold face if
//! there is one. A character that it lacks is written with the next that has it; what none has is remembered.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fontdb::{Database, Source, Weight};
use krilla::text::Font;

use super::letters::Letters;

/// Families with Chinese characters, the best for small print first.
const FAMILIES: [&str; 22] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "DengXian",
    "SimHei",
    "Heiti SC",
    "STHeiti",
    "Noto Serif CJK SC",
    "SimSun",
    "NSimSun",
    "Songti SC",
    "STSong",
    "AR PL UMing CN",
    "Arial Unicode MS",
];
/// What a font must have to be of use.
const NEEDED: &str = "第一节周班课程表语数";

/// A font and its letters.
struct Face {
    data: Arc<Vec<u8>>,
    font: Font,
    letters: Letters,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("letters", &self.letters).finish_non_exhaustive()
    }
}

/// Why there is no font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoFont {
    /// This machine has none.
    None,
    /// The file that was named is none, or has no Chinese characters.
    Bad(String),
}

/// The fonts in which a PDF is written.
#[derive(Debug)]
pub struct Fonts {
    /// The normal face, then those that help out.
    normal: Vec<Face>,
    /// The bold face, when there is one.
    bold: Option<Face>,
    missing: RefCell<BTreeSet<char>>,
}

/// A glyph with its width as a part of the size of letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) face: usize,
    pub(super) glyph: u16,
    pub(super) width: f32,
}

impl Fonts {
    /// The fonts of this machine.
    ///
    /// # Errors
    ///
    /// None has Chinese characters.
    pub fn of_system() -> Result<Self, NoFont> {
        let mut database = Database::new();
        database.load_system_fonts();
        Self::of(&database).ok_or(NoFont::None)
    }

    /// The font in `path`.
    ///
    /// # Errors
    ///
    /// It is none, or has no Chinese characters.
    pub fn of_file(path: &Path) -> Result<Self, NoFont> {
        let data = std::fs::read(path).map_err(|error| NoFont::Bad(error.to_string()))?;
        let data = Arc::new(data);
        let face = (0..16).find_map(|index| face(&data, index).filter(Face::has_chinese));
        let face = face.ok_or_else(|| NoFont::Bad("no font with Chinese characters / 没有中文字".to_owned()))?;
        Ok(Self { normal: vec![face], bold: None, missing: RefCell::default() })
    }

    fn of(database: &Database) -> Option<Self> {
        let mut faces = Vec::new();
        let mut bold = None;
        for family in FAMILIES {
            if faces.len() > 2 {
                break;
            }
            let Some(found) = of_family(database, family, false).filter(Face::has_chinese) else { continue };
            if faces.is_empty() {
                bold = of_family(database, family, true).filter(Face::has_chinese);
            }
            faces.push(found);
        }
        (!faces.is_empty()).then_some(Self { normal: faces, bold, missing: RefCell::default() })
    }

    /// The characters that no font had, so far.
    #[must_use]
    pub fn missing(&self) -> String {
        self.missing.borrow().iter().collect()
    }

    /// The glyph of a character; an empty box when no font has it.
    pub(super) fn glyph(&self, letter: char, strong: bool) -> Glyph {
        let bold = self.bold.as_ref().filter(|_| strong).map(|face| (self.normal.len(), face));
        for (index, face) in bold.into_iter().chain(self.normal.iter().enumerate()) {
            if let Some(glyph) = face.letters.glyph(&face.data, letter) {
                return Glyph { face: index, glyph, width: face.letters.width(&face.data, glyph) };
            }
        }
        self.missing.borrow_mut().insert(letter);
        Glyph { face: 0, glyph: 0, width: 1.0 }
    }

    /// The font of a glyph.
    pub(super) fn font(&self, face: usize) -> Option<&Font> {
        self.normal.get(face).or(self.bold.as_ref()).map(|face| &face.font)
    }

    /// Whether bold letters must be made from normal ones.
    pub(super) fn lacks_bold(&self) -> bool {
        self.bold.is_none()
    }
}

impl Face {
    fn has_chinese(&self) -> bool {
        NEEDED.chars().all(|letter| self.letters.glyph(&self.data, letter).is_some())
    }
}

fn face(data: &Arc<Vec<u8>>, index: u32) -> Option<Face> {
    let letters = Letters::of(data, index)?;
    let font = Font::new(Arc::clone(data).into(), index)?;
    Some(Face { data: Arc::clone(data), font, letters })
}

/// The upright face of a family, normal or bold, by the order of files so that the choice is always the same.
fn of_family(database: &Database, family: &str, bold: bool) -> Option<Face> {
    let mut found: Vec<(PathBuf, u32)> = database
        .faces()
        .filter(|face| face.style == fontdb::Style::Normal && face.families.iter().any(|(name, _)| name == family))
        .filter(|face| if bold { face.weight == Weight::BOLD } else { face.weight == Weight::NORMAL })
        .filter_map(|face| match &face.source {
            Source::File(path) | Source::SharedFile(path, _) => Some((path.clone(), face.index)),
            Source::Binary(_) => None,
        })
        .collect();
    found.sort();
    let (path, index) = found.into_iter().next()?;
    face(&Arc::new(std::fs::read(path).ok()?), index)
}
