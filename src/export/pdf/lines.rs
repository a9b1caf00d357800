//! Breaking words into lines of a width.
//!
//! A line ends at a space or after `、，；` where what follows fits on a line of its own, so that names and numbers stay whole;
//! else between Chinese characters, but no line begins with a closing mark or ends with an opening one (避头尾). A word that is
//! wider than the line is cut between its letters.

use super::fonts::Fonts;
use crate::export::grid::{Line, Size};

/// Distance of lines as a part of the size of letters.
pub(super) const LEADING: f32 = 1.28;
/// The widest stretch that is kept on one line, in sizes of letters: a name of six characters with what stands around it.
const WHOLE: f32 = 8.0;

/// A line that fits.
pub(super) struct Part {
    pub(super) text: String,
    pub(super) size: f32,
    pub(super) bold: bool,
}

/// The height of lines below each other.
pub(super) fn height(parts: &[Part]) -> f32 {
    parts.iter().map(|part| part.size * LEADING).sum()
}

/// The lines, none wider than `room`.
pub(super) fn broken(fonts: &Fonts, lines: &[Line], bold: bool, size: f32, room: f32) -> Vec<Part> {
    let mut parts = Vec::new();
    for line in lines {
        #[allow(clippy::cast_possible_truncation)] // a share of one
        let size = size * line.size.share() as f32;
        let bold = bold || line.size == Size::Strong;
        let wide = |text: &str| -> f32 { text.chars().map(|letter| fonts.glyph(letter, bold).width * size).sum() };
        let mut text = String::new();
        let mut used = 0.0;
        let mut add = |piece: &str, wide: f32| {
            if used > 0.0 && used + wide > room + 0.01 {
                parts.push(Part { text: text.trim_end().to_owned(), size, bold });
                text.clear();
                used = 0.0;
            }
            if used > 0.0 || !piece.trim().is_empty() {
                text.push_str(piece);
                used += wide;
            }
        };
        for stretch in line.text.split_inclusive([' ', '、', '，', '；']) {
            let all = wide(stretch.trim_end());
            if all <= room.min(WHOLE * size) {
                add(stretch, all);
                continue;
            }
            for piece in pieces(stretch) {
                let all = wide(piece);
                if all <= room {
                    add(piece, all);
                } else {
                    piece.char_indices().for_each(|(at, letter)| {
                        let letter = &piece[at..at + letter.len_utf8()];
                        add(letter, wide(letter));
                    });
                }
            }
        }
        parts.push(Part { text: text.trim_end().to_owned(), size, bold });
    }
    parts
}

/// The pieces between which a line may be broken: words of Latin letters and numbers, single Chinese characters with the
/// marks that belong to them.
fn pieces(text: &str) -> Vec<&str> {
    let latin = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | ':' | '-' | '–' | '@' | '_');
    let closing = |letter: char| "、，。；：！？）】》」』〕”’…—,;!?)]}%".contains(letter);
    let opening = |letter: char| "（【《「『〔“‘([{¥￥".contains(letter);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        let together = before.is_some_and(|before| {
            (latin(before) && latin(letter)) || (closing(letter) && before != ' ') || opening(before)
        });
        if !together && at > start {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(letter);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_with_their_words() {
        assert_eq!(pieces("体育（低）、08:30-09:10"), ["体", "育", "（低）、", "08:30-09:10"]);
        assert_eq!(pieces("50%，a@b c"), ["50%，", "a@b", " ", "c"]);
        assert_eq!(pieces(""), Vec::<&str>::new());
    }

    /// The lines of words, in letters of size 1; none on a machine without a Chinese font, where there is no PDF at all.
    fn lines(text: &str, room: f32) -> Option<Vec<String>> {
        let fonts = Fonts::of_system().ok()?;
        let parts = broken(&fonts, &[Line::new(text, Size::Normal)], false, 1.0, room);
        Some(parts.into_iter().map(|part| part.text).collect())
    }

    #[test]
    fn names_stay_whole_and_nothing_is_lost() {
        let Some(names) = lines("丁家薇、刘浩薇、李英、汪淑欣", 7.0) else { return };
        assert_eq!(names, ["丁家薇、", "刘浩薇、李英、", "汪淑欣"]);
        assert_eq!(lines("赵波 @一1班教室 30人", 8.5).unwrap(), ["赵波 @一1班教室", "30人"]);
        // A sentence is not broken at its commas only, and no line begins with a mark.
        let prose = "体育锻炼考勤（一年级）当日不值班，作业辅导考勤（二年级）当日不值班。";
        let broken = lines(prose, 9.0).unwrap();
        assert_eq!(broken.concat(), prose);
        assert!(broken.iter().all(|line| !line.starts_with(['、', '，', '。', '）'])), "{broken:?}");
        let long = "W".repeat(60);
        let broken = lines(&long, 5.0).unwrap();
        assert!(broken.len() > 5 && broken.concat() == long, "{broken:?}");
    }
}
