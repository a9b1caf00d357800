//! R113 research-blocks: each joint preparation block (教研) stands once, at one of its times, with all members free.
//!
//! For each block: exactly one research row, its time one of the block's choices, its teachers the block's, and no lesson of
//! a member meets it. Amount: one for each thing that is not so. Cases counted: blocks, rows of blocks, and members of a
//! block for each of its rows.

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
pub struct ResearchBlocks;

/// The rule, for the list.
pub static RULE: ResearchBlocks = ResearchBlocks;

static META: Meta = Meta {
    code: "R113",
    id: "research-blocks",
    name: Text::new("教研时间", "research blocks"),
    says: Text::new(
        "学科组教研时间全组教师无课",
        "all teachers of a subject group are free in its joint preparation block",
    ),
    breach: Text::new("{block}：{what}", "{block}: {what}"),
    action: Text::new(
        "把冲突的课移开，或给教研换一个可选时间",
        "move the lessons away, or the block to another of its times",
    ),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[
        Source { document: "004", clause: "W4", words: "设立每周三、四教研日" },
        Source { document: "004", clause: "W4", words: "以学科组为单位集中备课" },
    ],
};

impl Rule for ResearchBlocks {
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

const ONCE: Text = Text::new("应排一次，课表上有 {count} 次", "must stand once, the plan has it {count} times");
const ELSEWHEN: Text = Text::new("{day} {time} 不是可选时间", "{day} {time} is not one of its times");
const MEMBERS: Text = Text::new("参加教师应为 {teachers}", "its teachers must be {teachers}");
const BUSY: Text = Text::new("{day} {time} {teacher} 有课（{lesson}）", "{teacher} teaches {lesson} on {day} {time}");
