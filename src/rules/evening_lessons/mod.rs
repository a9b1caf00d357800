//! R506 evening-lessons: no evenings in primary grades; in junior grades voluntary self-study at most, never
//! teaching.
//!
//! For each bell schedule `b` and stage `s` with evening periods: they are allowed for `s`. For each lesson of a
//! class in an evening period: its subject is self-study. Amount: evening periods a week that are not allowed; 1
//! for a lesson. Cases counted: schedule x stage; lesson rows in the evening. The second half is lowered, so that
//! the solver keeps it too.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, Setting};
use crate::text::Text;

/// The rule.
pub struct EveningLessons;

/// The rule, for the list.
pub static RULE: EveningLessons = EveningLessons;

static META: Meta = Meta {
    code: "R506",
    id: "evening-lessons",
    name: Text::new("晚间不上课", "no lessons in the evening"),
    says: Text::new(
        "小学晚间不安排；初中至多开设自愿的自习，不得上课",
        "nothing in the evening in primary grades; at most voluntary self-study in junior grades",
    ),
    breach: Text::new("{who}：{what}", "{who}: {what}"),
    action: Text::new(
        "去掉晚间节次，或只排自习",
        "take the evening periods out of the bell schedule, or use them for self-study only",
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
            says: Text::new("小学可否有晚间节次", "whether primary grades may have evening periods"),
        },
        Param {
            key: "junior",
            default: Default::Bool(true),
            says: Text::new("初中可否有晚间自习", "whether junior grades may have evening self-study"),
        },
    ],
    sources: &[
        Source { document: "000", clause: "X2", words: "初中学校工作日晚上可开设自习班" },
        Source { document: "001", clause: "X2", words: "严禁利用晚自习统一教学" },
        Source {
            document: "001", clause: "X2", words: "义务教育学校不得安排学生晚自习,有寄宿生的学校只安排教师值日"
        },
    ],
};

const NOT_ALLOWED: Text =
    Text::new("{stage}每周有 {count} 个晚间节次", "{count} evening periods a week for {stage} classes");
const TAUGHT: Text =
    Text::new("{day}{period}（晚间）上{subject}", "{subject} is taught on {day} {period}, in the evening");

impl Rule for EveningLessons {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, _: &Setting) {
        lower::lower(lowering);
    }

    fn check(&self, view: &View<'_>, setting: &Setting) -> Checked {
        check::check(view, setting)
    }
}
