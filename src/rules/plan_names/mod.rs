//! R100 plan-names: the plan speaks of this school only.
//!
//! Every class, teacher, room, subject and research block that a row names exists, no name stands twice in a row, and each
//! lesson row is one that some requirement asks for (same classes, subject and group). Amount: names and rows that are not
//! so. Cases counted: names, and one for each row.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;
#[cfg(test)]
mod tests;
use super::{Meta, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, Setting};
use crate::text::Text;

/// The rule.
pub struct PlanNames;

/// The rule, for the list.
pub static RULE: PlanNames = PlanNames;

static META: Meta = Meta {
    code: "R100",
    id: "plan-names",
    name: Text::new("课表与配置一致", "plan names"),
    says: Text::new(
        "课表中的班级、教师、教室、学科都在配置中，每一行都有对应的任课要求",
        "all classes, teachers, rooms and subjects of the plan are in the configuration, and every row is asked for",
    ),
    breach: Text::new("{row}（{day} {time}）：{what}", "{row} ({day} {time}): {what}"),
    action: Text::new(
        "改正名称，或删去这一行，或在任课表中补上",
        "correct the name, delete the row, or add it to the requirements",
    ),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: true,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "school", clause: "", words: "课表只写本校的班级、教师和教室" },
        Source { document: "001", clause: "P1", words: "严禁公示、教室张贴的课程表与实际执行不同" },
    ],
};

impl Rule for PlanNames {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, _: &Setting) {
        lower::lower(lowering);
    }

    fn check(&self, view: &View<'_>, _: &Setting) -> Checked {
        check::check(view)
    }
}

const UNKNOWN: Text = Text::new("配置中没有{column}“{name}”", "the configuration has no {column} “{name}”");
const TWICE: Text = Text::new("“{name}”重复出现", "“{name}” is named twice");
const NOT_ASKED: Text = Text::new("任课表没有要求这节课", "no requirement asks for this lesson");
const NO_BLOCK: Text = Text::new("配置中没有这个教研活动", "the configuration has no such research block");

/// A column of the plan, for people.
fn column_name(column: &str) -> Text {
    match column {
        "class" => Text::new("班级", "class"),
        "teachers" => Text::new("教师", "teacher"),
        "subject" => Text::new("学科", "subject"),
        _ => Text::new("教室", "room"),
    }
}
