//! R208 menu-vetting: everybody listed from outside is vetted until the term ends.
//!
//! For each person from outside who is listed as a supervisor, instructor or holder of a post: the vetting is stated and, with a
//! term, valid on its last day. Amount: people without. Cases counted: people from outside who are listed.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(MenuVetting);

static META: Meta = Meta {
    code: "R208",
    id: "menu-vetting",
    name: Text::new("名单上的校外人员资质有效", "vetting of those listed"),
    says: Text::new(
        "名单上的校外人员都通过资质审查，有效期到学期末",
        "everybody listed from outside is vetted until the term ends",
    ),
    breach: Text::new("{who}（{sort}）：{state}", "{who} ({sort}): {state}"),
    action: Text::new(
        "补办资质审查并写上有效期，或从名单中去掉",
        "have the person vetted and state the date, or take the person off the lists",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "002", clause: "A10", words: "具备资质的社会专业人员" },
        Source { document: "004", clause: "A10", words: "有资质的非学科类培训机构" },
    ],
};

const NONE: Text = Text::new("没有写明资质审查有效期", "no vetting is stated");
const ENDS: Text =
    Text::new("资质审查 {until} 到期，学期到 {last}", "the vetting ends on {until}, the term lasts until {last}");
