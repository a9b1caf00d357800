//! R206 evening-study: evenings are for voluntary self-study of junior grades at most.
//!
//! A slot is of the evening when its kind is evening self-study, or when it begins at `from` or later on some day and is neither
//! extended care nor the supervision of boarders. For each slot of the evening: every class is of a stage that may have evenings
//! (`primary`, `junior`), and the slot is voluntary. That it does not teach is another rule's. Amount: classes that may not; 1
//! for a slot that is not voluntary. Cases counted: slot x class; slots of the evening.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(EveningStudy);

static META: Meta = Meta {
    code: "R206",
    id: "evening-study",
    name: Text::new("晚自习", "evening self-study"),
    says: Text::new(
        "小学不安排晚自习；初中晚自习自愿参加",
        "no evening self-study in primary grades; voluntary in junior grades",
    ),
    breach: Text::new("“{slot}”：{what}", "`{slot}`: {what}"),
    action: Text::new(
        "取消小学的晚间时段，初中改为自愿参加",
        "take primary classes out of the evening, and make it voluntary for junior grades",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "primary",
            default: Default::Bool(false),
            says: Text::new("小学可否有晚自习", "whether primary grades may have evenings"),
        },
        Param {
            key: "junior",
            default: Default::Bool(true),
            says: Text::new("初中可否有晚自习", "whether junior grades may have evenings"),
        },
        Param {
            key: "from",
            default: Default::Time("18:30"),
            says: Text::new("从何时起算晚间", "when the evening begins"),
        },
    ],
    sources: &[
        Source { document: "000", clause: "X2", words: "初中学校工作日晚上可开设自习班" },
        Source {
            document: "001", clause: "X2", words: "义务教育学校不得安排学生晚自习,有寄宿生的学校只安排教师值日"
        },
    ],
};

const NOT_ALLOWED: Text =
    Text::new("{class}（{stage}）不得安排晚自习", "{class} ({stage}) may not have evening self-study");
const NOT_VOLUNTARY: Text = Text::new("晚间时段没有写明自愿参加", "an evening slot that is not voluntary");
