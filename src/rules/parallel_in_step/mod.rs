//! R148 parallel-in-step: a teacher's parallel classes keep pace.
//!
//! Two requirements are parallel when each is one undivided class's, of the same grade and subject, with the same weekly
//! periods (2 or more in some week), and one given teacher has both. For each parallel pair `a`, `b`, week `w` and day `d`:
//! periods of `a` and of `b` from the start of the week to the end of `d` differ by at most `apart`. Amount: difference
//! beyond it. Cases counted: pair x week x day.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, School, Section, Setting};
use crate::text::Text;
use crate::units::{RequirementId, TeacherId};

/// The rule.
pub struct ParallelInStep;

/// The rule, for the list.
pub static RULE: ParallelInStep = ParallelInStep;

static META: Meta = Meta {
    code: "R148",
    id: "parallel-in-step",
    name: Text::new("教案平齐", "parallel classes in step"),
    says: Text::new(
        "同一教师的平行班进度一致：每天放学时已上节数相差不超过规定",
        "a teacher's parallel classes keep pace: at the end of every day the periods given so far differ by no more than allowed",
    ),
    breach: Text::new(
        "{teacher} 教的 {first} 与 {second} {subject}进度不齐：到{day}放学分别上了 {given} 节和 {other} 节",
        "{teacher}'s parallel classes {first} and {second} are out of step in {subject}: {given} and {other} periods given by the end of {day}",
    ),
    action: Text::new(
        "把多上的一节后移，或把少上的一节前移",
        "move a period of the class ahead to a later day, or one of the class behind to an earlier day",
    ),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 3,
    params: &[Param {
        key: "apart",
        default: Default::Int(1),
        says: Text::new("平行班进度最多相差几节", "most periods by which parallel classes may differ"),
    }],
    sources: &[Source { document: "school", clause: "", words: "教案平齐" }],
};

impl Rule for ParallelInStep {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn lower(&self, lowering: &mut Lowering<'_>, setting: &Setting) {
        lower::lower(lowering, setting);
    }

    fn check(&self, view: &View<'_>, setting: &Setting) -> Checked {
        check::check(view, setting)
    }
}

/// The parallel pairs, each with the teacher who has both.
fn pairs(school: &School) -> Vec<(TeacherId, RequirementId, RequirementId)> {
    let given = |section: &Section| -> Vec<TeacherId> {
        let only = |candidates: &Vec<TeacherId>| (candidates.len() == 1).then(|| candidates[0]);
        section.teachers.iter().filter_map(|role| only(&role.candidates)).collect()
    };
    let mut pairs = Vec::new();
    for second in school.requirement_ids() {
        for first in (0..second.0).map(RequirementId) {
            let (a, b) = (school.requirement(first), school.requirement(second));
            let ([class_a], [class_b]) = (a.classes.as_slice(), b.classes.as_slice()) else { continue };
            let ([section_a], [section_b]) = (a.sections.as_slice(), b.sections.as_slice()) else { continue };
            let alike = a.subject == b.subject
                && a.weekly == b.weekly
                && class_a != class_b
                && school.class(*class_a).grade == school.class(*class_b).grade;
            if !alike || a.weekly.per_fortnight() <= 2 {
                continue;
            }
            let others = given(section_b);
            if let Some(teacher) = given(section_a).into_iter().find(|teacher| others.contains(teacher)) {
                pairs.push((teacher, first, second));
            }
        }
    }
    pairs
}

/// Most periods by which parallel classes may differ.
fn apart(setting: &Setting) -> i32 {
    i32::try_from(setting.int("apart").max(0)).unwrap_or(i32::MAX)
}
