//! R110 teacher-run-max: a teacher has at most so many lessons in a row.
//!
//! Two lessons of a teacher are in a row when less than `pause` minutes lie between them by the clock: a free period or lunch
//! ends a run, long recess does not, and lessons under different bell schedules can be in a row. For each run: length <=
//! `max(t)`, the teacher's own `max_in_row` if stated, else the parameter. Amount: periods beyond it. Cases counted: runs, in
//! each week.

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
use crate::school::{Level, School, Setting};
use crate::text::Text;
use crate::units::TeacherId;

/// The rule.
pub struct TeacherRunMax;

/// The rule, for the list.
pub static RULE: TeacherRunMax = TeacherRunMax;

static META: Meta = Meta {
    code: "R110",
    id: "teacher-run-max",
    name: Text::new("教师连上节数上限", "teacher run maximum"),
    says: Text::new(
        "一位教师连续上课不超过规定节数（隔午休不算连续）",
        "a teacher has at most so many periods in a row; lunch ends a run",
    ),
    breach: Text::new(
        "{teacher} {day} {time} 连上 {count} 节，上限 {max} 节",
        "{teacher} has {count} periods in a row on {day} {time}; at most {max} allowed",
    ),
    action: Text::new("把其中一节移开，让教师中间有空节", "move one of them so that the teacher has a break"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "max",
            default: Default::Int(4),
            says: Text::new("教师最多连上节数", "most periods of a teacher in a row"),
        },
        Param {
            key: "pause",
            default: Default::Int(35),
            says: Text::new("间隔多少分钟以上不算连上", "minutes between two lessons from which they are not in a row"),
        },
    ],
    sources: &[Source { document: "001", clause: "L1", words: "不得随意增加教师的课时和工作负担" }],
};

impl Rule for TeacherRunMax {
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

/// The most periods in a row of `teacher`.
fn limit(school: &School, setting: &Setting, teacher: TeacherId) -> i64 {
    school.teacher(teacher).max_in_row.map_or(setting.int("max"), i64::from)
}
