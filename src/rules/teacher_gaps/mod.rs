//! R144 teacher-gaps: few idle periods between a teacher's first and last lesson of a day.
//!
//! For each teacher `t` that is not in `except`, week `w` and day `d`: period numbers between the first and the last busy one in which `t` has no
//! lesson <= `free`. A period number is busy when a lesson covers it under its own class's bell schedule. Amount: idle
//! periods beyond it. With `lunch = false` the same of each stretch of the day without lunch in it (morning, afternoon,
//! evening), by the position of a period in its stretch; amounts of a day add up. Cases counted: teacher x week x day.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, School, Setting};
use crate::text::Text;
use crate::units::TeacherId;

/// The rule.
pub struct TeacherGaps;

/// The rule, for the list.
pub static RULE: TeacherGaps = TeacherGaps;

static META: Meta = Meta {
    code: "R144",
    id: "teacher-gaps",
    name: Text::new("教师空堂", "teacher gaps"),
    says: Text::new(
        "教师一天的课之间空堂不过多",
        "a teacher has few idle periods between the first and the last lesson of a day",
    ),
    breach: Text::new(
        "{teacher} {day} 的课之间有 {gaps} 节空堂，最多 {max} 节",
        "{teacher} has {gaps} idle periods between lessons on {day}; at most {max} wanted",
    ),
    action: Text::new(
        "把当天的课往中间靠拢，或移走最早、最晚的一节",
        "move that day's lessons closer together, or move the first or the last to another day",
    ),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 1,
    params: &[
        Param {
            key: "free",
            default: Default::Int(2),
            says: Text::new("每天不计的空堂节数", "idle periods a day that cost nothing"),
        },
        Param {
            key: "lunch",
            default: Default::Bool(true),
            says: Text::new(
                "午休前后连着算；否则上午、下午分开算",
                "whether the day counts as one; else morning and afternoon each for itself",
            ),
        },
        Param {
            key: "except",
            default: Default::Words(&[]),
            says: Text::new("不受此限的教师", "teachers not concerned"),
        },
    ],
    sources: &[Source { document: "school", clause: "", words: "教师课时相对集中" }],
};

impl Rule for TeacherGaps {
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

/// The teachers concerned.
fn concerned<'s>(school: &'s School, setting: &'s Setting) -> impl Iterator<Item = TeacherId> + 's {
    school.teacher_ids().filter(|teacher| setting.concerns(&school.teacher(*teacher).name))
}
