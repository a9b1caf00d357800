//! The fonts of this machine that have Chinese characters, or a file that was named.
//!
//! A list of families is gone through in order; the first with the characters of a timetable is taken, with its bold face if
//! there is one. A character that it lacks is written with the next that has it, then with any font of the machine that has it
//! as an outline, those for rare characters first; what none has is remembered.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
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
/// Families with rare characters, which may lack the common ones.
const RARE: [&str; 9] = [
    "SimSun-ExtB",
    "SimSun-ExtG",
    "HanaMinB",
    "Hanazono Mincho B",
    "Plangothic P1",
    "Jigmo2",
    "BabelStone Han",
    "MingLiU-ExtB",
    "Segoe UI Symbol",
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
    /// Files and numbers of other fonts, in the order in which they are asked for characters that these lack.
    others: Vec<(PathBuf, u32)>,
    /// Those of them that were of use.
    found: RefCell<Vec<Face>>,
    /// The characters that were looked for in them.
    asked: RefCell<BTreeMap<char, Option<Glyph>>>,
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
        let (normal, bold) = Self::of(&database).ok_or(NoFont::None)?;
        Ok(Self::with(normal, bold, &database))
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
        let mut database = Database::new();
        database.load_system_fonts();
        Ok(Self::with(vec![face], None, &database))
    }

    fn with(normal: Vec<Face>, bold: Option<Face>, database: &Database) -> Self {
        let others = others(database);
        Self { normal, bold, others, found: RefCell::default(), asked: RefCell::default() }
    }

    /// The faces with Chinese characters, and the bold one.
    fn of(database: &Database) -> Option<(Vec<Face>, Option<Face>)> {
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
        (!faces.is_empty()).then_some((faces, bold))
    }

    /// The characters that no font had, so far.
    #[must_use]
    pub fn missing(&self) -> BTreeSet<char> {
        self.asked.borrow().iter().filter(|(_, glyph)| glyph.is_none()).map(|(letter, _)| *letter).collect()
    }

    /// The glyph of a character; an empty box when no font has it.
    pub(super) fn glyph(&self, letter: char, strong: bool) -> Glyph {
        let bold = self.bold.as_ref().filter(|_| strong).map(|face| (self.normal.len(), face));
        for (index, face) in bold.into_iter().chain(self.normal.iter().enumerate()) {
            if let Some(glyph) = face.letters.glyph(&face.data, letter) {
                return Glyph { face: index, glyph, width: face.letters.width(&face.data, glyph) };
            }
        }
        let asked = self.asked.borrow().get(&letter).copied();
        let found = asked.unwrap_or_else(|| {
            let found = self.elsewhere(letter);
            self.asked.borrow_mut().insert(letter, found);
            found
        });
        found.unwrap_or(Glyph { face: 0, glyph: 0, width: 1.0 })
    }

    /// The glyph of a character in one of the other fonts of this machine.
    fn elsewhere(&self, letter: char) -> Option<Glyph> {
        let first = self.normal.len() + 1;
        let of = |index: usize, face: &Face| {
            let glyph = face.letters.glyph(&face.data, letter)?;
            Some(Glyph { face: first + index, glyph, width: face.letters.width(&face.data, glyph) })
        };
        let mut found = self.found.borrow_mut();
        if let Some(glyph) = found.iter().enumerate().find_map(|(index, face)| of(index, face)) {
            return Some(glyph);
        }
        self.others.iter().find_map(|(path, number)| {
            let data = std::fs::read(path).ok()?;
            // A font is only kept when it has the character; most are put away again unread.
            let letters = Letters::of(&data, *number).filter(Letters::has_outlines)?;
            letters.glyph(&data, letter)?;
            let face = face(&Arc::new(data), *number)?;
            let glyph = of(found.len(), &face)?;
            found.push(face);
            Some(glyph)
        })
    }

    /// The font of a glyph.
    pub(super) fn font(&self, face: usize) -> Option<Font> {
        let own = || if face == self.normal.len() { self.bold.as_ref() } else { self.normal.get(face) };
        match face.checked_sub(self.normal.len() + 1) {
            Some(other) => self.found.borrow().get(other).map(|face| face.font.clone()),
            None => own().map(|face| face.font.clone()),
        }
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

/// All fonts of the machine in the order in which they are asked for a rare character: those made for such ones first.
fn others(database: &Database) -> Vec<(PathBuf, u32)> {
    let mut faces: Vec<(usize, PathBuf, u32)> = database
        .faces()
        .filter(|face| face.style == fontdb::Style::Normal && face.weight == Weight::NORMAL)
        .filter_map(|face| {
            let place = |name: &String| RARE.iter().chain(&FAMILIES).position(|family| family == name);
            let place = face.families.iter().find_map(|(name, _)| place(name)).unwrap_or(usize::MAX);
            match &face.source {
                Source::File(path) | Source::SharedFile(path, _) => Some((place, path.clone(), face.index)),
                Source::Binary(_) => None,
            }
        })
        .collect();
    faces.sort();
    // The fonts of a collection mostly share their characters.
    faces.dedup_by(|a, b| a.1 == b.1);
    faces.into_iter().map(|(_, path, index)| (path, index)).collect()
}
