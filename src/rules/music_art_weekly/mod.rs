//! R517 music-art-weekly: music and art often enough in primary grades.
//!
//! For each class of grades 1 to 6: music periods over two weeks >= 2 x `music`, art periods (without
//! handwriting) >= 2 x `art`. Amount: periods a week missing, rounded up. Cases counted: classes x 2.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(MusicArtWeekly);

static META: Meta = Meta {
    code: "R517",
    id: "music-art-weekly",
    name: Text::new("音乐、美术周节数", "weekly music and art"),
    says: Text::new(
        "一至六年级每周音乐、美术各不少于规定节数",
        "grades 1-6 have at least the weekly lessons of music and of art",
    ),
    breach: Text::new(
        "{classes}每周{subject} {found} 节，应有 {due} 节",
        "{classes}: {found} lessons of {subject} a week; {due} required",
    ),
    action: Text::new("在任课表中补足", "add the missing lessons"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "music",
            default: Default::Int(2),
            says: Text::new("音乐每周最少节数", "fewest weekly lessons of music"),
        },
        Param {
            key: "art",
            default: Default::Int(2),
            says: Text::new("美术每周最少节数", "fewest weekly lessons of art"),
        },
        Param {
            key: "not_art",
            default: Default::Words(&["写字", "书法"]),
            says: Text::new("不算美术的学科名", "subjects that do not count as art"),
        },
    ],
    sources: &[Source { document: "001", clause: "C6", words: "一至六年级每周安排音乐、美术课各2节" }],
};
