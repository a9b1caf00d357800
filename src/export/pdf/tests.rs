//! PDF files: the reading of fonts on files made by hand, and on a machine with a Chinese font what the pages say.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::fonts::{Fonts, NoFont};
use super::letters::Letters;
use super::write;
use crate::export::booklets::{Source, Use};
use crate::report::{quality, sample};
use crate::school::sample::Case;
use crate::text::Lang;
use crate::verify::verify;

/// A font file with the tables that are read: 1000 units an em; glyph 1 is 500 wide, all others 1000.
fn font(map: &[u8]) -> Vec<u8> {
    let mut head = vec![0; 54];
    head[18..20].copy_from_slice(&1000_u16.to_be_bytes());
    let mut hhea = vec![0; 36];
    hhea[34..36].copy_from_slice(&3_u16.to_be_bytes());
    let hmtx: Vec<u8> = [1000_u16, 0, 500, 0, 1000, 0].iter().flat_map(|number| number.to_be_bytes()).collect();
    let platform: u16 = if map.starts_with(&[0, 12]) { 10 } else { 1 };
    let mut cmap: Vec<u8> = [0_u16, 1, 3, platform, 0, 12].iter().flat_map(|number| number.to_be_bytes()).collect();
    cmap.extend_from_slice(map);
    let tables: [(&[u8; 4], Vec<u8>); 4] = [(b"cmap", cmap), (b"head", head), (b"hhea", hhea), (b"hmtx", hmtx)];
    let mut file = vec![0, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0];
    let mut at = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        file.extend_from_slice(*tag);
        file.extend_from_slice(&[0; 4]);
        file.extend_from_slice(&u32::try_from(at).unwrap().to_be_bytes());
        file.extend_from_slice(&u32::try_from(table.len()).unwrap().to_be_bytes());
        at += table.len();
    }
    tables.iter().for_each(|(_, table)| file.extend_from_slice(table));
    file
}

/// `A` to `C` are glyphs 1 to 3, `一` is glyph 7.
fn segments() -> Vec<u8> {
    let delta = |glyph: u16, first: u16| glyph.wrapping_sub(first);
    let numbers =
        [4, 40, 0, 6, 0, 0, 0, 67, 0x4e00, 0xffff, 0, 65, 0x4e00, 0xffff, delta(1, 65), delta(7, 0x4e00), 1, 0, 0, 0];
    numbers.iter().flat_map(|number: &u16| number.to_be_bytes()).collect()
}

/// The same, and `𠮷` is glyph 9.
fn groups() -> Vec<u8> {
    let mut table = vec![0, 12, 0, 0];
    let numbers: [u32; 12] = [52, 0, 3, 65, 67, 1, 0x4e00, 0x4e00, 7, 0x2_0bb7, 0x2_0bb7, 9];
    table.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    table
}

#[test]
fn letters_are_found_in_both_kinds_of_maps() {
    for (map, rare) in [(segments(), None), (groups(), Some(9))] {
        let file = font(&map);
        let letters = Letters::of(&file, 0).unwrap();
        let glyphs = ['A', 'C', 'D', '@', '一', '丁', '𠮷'].map(|letter| letters.glyph(&file, letter));
        assert_eq!(glyphs, [Some(1), Some(3), None, None, Some(7), None, rare]);
        assert_eq!([letters.width(&file, 1), letters.width(&file, 7)], [0.5, 1.0]);
        for cut in 0..file.len() {
            // A file that was cut off has fewer letters, or none; it is never a crash.
            if let Some(letters) = Letters::of(&file[..cut], 0) {
                letters.glyph(&file[..cut], '一');
            }
        }
    }
    assert!(Letters::of(b"ttcf", 0).is_none() && Letters::of(&[], 3).is_none());
}

#[test]
fn a_file_that_is_no_font_is_refused() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("x.ttf");
    std::fs::write(&path, "not a font").unwrap();
    assert!(matches!(Fonts::of_file(&path), Err(NoFont::Bad(_))));
    assert!(matches!(Fonts::of_file(&temp.path().join("none.ttf")), Err(NoFont::Bad(_))));
    std::fs::write(&path, font(&segments())).unwrap();
    assert!(matches!(Fonts::of_file(&path), Err(NoFont::Bad(_))), "without the characters of a timetable");
}

/// The words of a PDF by `pdftotext`; none where that is not installed.
pub(in crate::export) fn words(pdf: &[u8]) -> Option<String> {
    let mut child =
        Command::new("pdftotext").args(["-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    child.stdin.take()?.write_all(pdf).ok()?;
    Some(String::from_utf8_lossy(&child.wait_with_output().ok()?.stdout).into_owned())
}

fn papers(case: &Case, fonts: &Fonts) -> Vec<(String, Vec<u8>)> {
    let verdict = verify(&case.school, &case.plan);
    let quality = quality::measure(&case.school, &case.plan, &verdict);
    let booklets = Source::new(&case.school, &case.plan, &quality, Lang::Zh).booklets(Use::Paper);
    booklets.iter().map(|one| (one.file.clone(), write(one, fonts, None, Lang::Zh).unwrap())).collect()
}

#[test]
fn pages_say_what_the_sheets_say() {
    // A machine without a Chinese font says so, which the program reports as an error of its own.
    let fonts = match Fonts::of_system() {
        Ok(fonts) => fonts,
        Err(error) => return assert_eq!(error, NoFont::None),
    };
    let case = sample::busy::busy(2, 1);
    let papers = papers(&case, &fonts);
    assert_eq!(papers, self::papers(&case, &fonts), "the same plan gives the same bytes");
    let has = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    for (file, bytes) in &papers {
        // A title, a language, and tables that are marked as such.
        for part in [&b"/MarkInfo"[..], b"/Marked true", b"/StructTreeRoot", b"/Lang(zh-CN)", b"/Title"] {
            let spaced = String::from_utf8_lossy(part).replace("(", " (");
            assert!(has(bytes, part) || has(bytes, spaced.as_bytes()), "{file}: {}", String::from_utf8_lossy(part));
        }
    }
    let find = |name: &str| &papers.iter().find(|(file, _)| file == name).unwrap().1;
    assert!(papers.iter().all(|(_, bytes)| bytes.starts_with(b"%PDF-")));
    let Some(classes) = words(find("班级课表")) else { return };
    for class in &case.school.classes {
        assert!(classes.contains(&format!("{} 课程表", class.name)), "{}", class.name);
    }
    let spaced = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let (whole, teachers) = (spaced(&words(find("总课表")).unwrap()), spaced(&words(find("教师课表")).unwrap()));
    for row in &case.plan.rows {
        let teacher = spaced(&row.teachers.join("、"));
        assert!(whole.contains(&teacher) && teachers.contains(&teacher), "{teacher}");
    }
}
