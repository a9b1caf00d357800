//! R518 handwriting: handwriting lessons in the first grades.
//!
//! For each of grades 1 and 2, the class with the fewest: periods over two weeks of subjects whose name contains one of
//! `subjects` >= 2 x `periods`. Amount: periods a week missing, rounded up. Cases counted: those grades. Plans that keep
//! handwriting within Chinese have nothing of it in the timetable, so most profiles only note it.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(Handwriting);

static META: Meta = Meta {
    code: "R518",
    id: "handwriting",
    name: Text::new("写字课", "handwriting"),
    says: Text::new("一、二年级每周安排写字课", "grades 1 and 2 have handwriting lessons every week"),
    breach: Text::new(
        "{grade}年级每周写字 {found} 节，应有 {due} 节；若含在语文课内，课表上看不出",
        "grade {grade} has {found} handwriting lessons a week; {due} required (if they are within Chinese, \
            the timetable does not show them)",
    ),
    action: Text::new(
        "单列写字课，或在语文课内落实并备案",
        "list handwriting as a subject, or give it within Chinese and record that",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "periods", default: Default::Int(2), says: Text::new("每周最少节数", "fewest weekly lessons")
        },
        Param {
            key: "subjects",
            default: Default::Words(&["写字", "书法"]),
            says: Text::new("写字课的学科名", "names of handwriting subjects"),
        },
    ],
    sources: &[Source { document: "001", clause: "C7", words: "一、二年级每周安排2节写字课" }],
};
