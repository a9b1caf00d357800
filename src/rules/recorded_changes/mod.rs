//! R522 recorded-changes: lessons are swapped only by an approved, recorded change that keeps the weekly counts.
//!
//! The school states where it records changes (`record`). Amount: 1 when it does not. Cases counted: 1. That the
//! counts are kept is rule R104's to see in any plan, edited ones included.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(RecordedChanges);

static META: Meta = Meta {
    code: "R522",
    id: "recorded-changes",
    name: Text::new("调课须登记", "recorded changes"),
    says: Text::new(
        "不随意调课、占课；确需调整的经批准、有登记、不改变周节数",
        "lessons change places only with approval and record, and weekly counts stay",
    ),
    breach: Text::new(
        "没有写明调课登记在哪里（{parameter}）",
        "it is not stated where changes are recorded ({parameter})",
    ),
    action: Text::new(
        "把调课登记簿的名称或编号写入参数 record",
        "state the name or number of the record in the parameter record",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[Param {
        key: "record",
        default: Default::Words(&[]),
        says: Text::new("调课登记簿", "where changes are recorded"),
    }],
    sources: &[
        Source { document: "000", clause: "C13", words: "不得随意调课、占课" },
        Source { document: "001", clause: "C13", words: "严禁教师私自调课" },
    ],
};
