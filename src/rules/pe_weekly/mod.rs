//! R514 pe-weekly: PE often enough every week.
//!
//! For each class: PE periods over two weeks >= 2 x the weekly number of its grade. Amount: periods a week missing,
//! rounded up. Cases counted: classes.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(PeWeekly);

static META: Meta = Meta {
    code: "R514",
    id: "pe-weekly",
    name: Text::new("体育课周节数", "weekly PE"),
    says: Text::new("每班每周体育课不少于规定节数", "every class has at least the weekly PE lessons of its grade"),
    breach: Text::new(
        "{classes}每周体育 {found} 节，应有 {due} 节",
        "{classes}: {found} PE lessons a week; {due} required",
    ),
    action: Text::new("在任课表中补足体育课", "add the missing PE lessons"),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "grades_1_2",
            default: Default::Int(4),
            says: Text::new("一、二年级每周最少节数", "fewest weekly lessons in grades 1-2"),
        },
        Param {
            key: "grades_3_6",
            default: Default::Int(3),
            says: Text::new("三至六年级每周最少节数", "fewest weekly lessons in grades 3-6"),
        },
        Param {
            key: "grades_7_9",
            default: Default::Int(3),
            says: Text::new("七至九年级每周最少节数", "fewest weekly lessons in grades 7-9"),
        },
    ],
    sources: &[
        Source {
            document: "001", clause: "C3", words: "小学1-2年级每周4课时,小学3-6年级和初中每周3课时"
        },
        Source { document: "001", clause: "X4", words: "每周开设4节体育课" },
    ],
};
