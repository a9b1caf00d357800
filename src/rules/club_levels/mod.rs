//! R214 club-levels: the menu has levels.
//!
//! When there are clubs: some are basic and some advanced; and each advanced club names the club that comes before it. Amount:
//! levels missing, advanced clubs without. Cases counted: 2, and the advanced clubs.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(ClubLevels);

static META: Meta = Meta {
    code: "R214",
    id: "club-levels",
    name: Text::new("社团分层", "club levels"),
    says: Text::new(
        "社团菜单分基础班和高级班，高级班写明先修",
        "the menu has basic and advanced clubs, and advanced ones name what comes before",
    ),
    breach: Text::new("{what}", "{what}"),
    action: Text::new(
        "给社团写明层次；高级班写明先修的社团",
        "state levels; let advanced clubs name the club that comes before",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "002", clause: "A11", words: "基础班和高级班" },
        Source { document: "003", clause: "A11", words: "菜单式" },
    ],
};

const MISSING: Text = Text::new("社团菜单里没有{level}", "no club on the menu is {level}");
const NOTHING_BEFORE: Text =
    Text::new("高级班“{club}”没有写明先修的社团", "the advanced club `{club}` names no club that comes before it");
