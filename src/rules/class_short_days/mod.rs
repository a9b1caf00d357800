//! R157 class-short-days: a class that has lessons on a day has at least a few.
//!
//! For each class `c` that is not in `except`, week `w` and day `d`: period numbers of `d` at which `c` has a lesson are 0 or at
//! least `least`. With `lunch = false` the same of each stretch of the day without lunch in it. Amount: periods missing.
//! Cases counted: class x week x day.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{DayBell, Level, School, Setting};
use crate::text::Text;
use crate::units::{ClassId, PeriodIndex};

/// The rule.
pub struct ClassShortDays;

/// The rule, for the list.
pub static RULE: ClassShortDays = ClassShortDays;

static META: Meta = Meta {
    code: "R157",
    id: "class-short-days",
    name: Text::new("班级课少的日子", "short days of classes"),
    says: Text::new("班级有课的日子不只一两节课", "a class that has lessons on a day has at least a few"),
    breach: Text::new(
        "{class} {day} 只有 {count} 节课，至少 {least} 节",
        "{class} has only {count} periods on {day}; at least {least} wanted",
    ),
    action: Text::new("把这些课并到别的日子，或再移来几节", "move these lessons to other days, or others to this day"),
    stage: Stage::Timetable,
    level: Level::Off,
    may_be_soft: true,
    physics: false,
    weight: 2,
    params: &[
        Param {
            key: "least",
            default: Default::Int(2),
            says: Text::new("有课的日子至少几节", "fewest periods of a day with lessons"),
        },
        Param {
            key: "lunch",
            default: Default::Bool(true),
            says: Text::new(
                "一天合起来算；否则上午、下午分开算",
                "whether the day counts as one; else morning and afternoon each for itself",
            ),
        },
        Param {
            key: "except",
            default: Default::Words(&[]),
            says: Text::new("不受此限的班级", "classes not concerned"),
        },
    ],
    sources: &[Source { document: "school", clause: "", words: "学生到校不只上一两节课" }],
};

impl Rule for ClassShortDays {
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

/// The classes concerned.
fn concerned<'s>(school: &'s School, setting: &'s Setting) -> impl Iterator<Item = ClassId> + 's {
    school.class_ids().filter(|class| setting.concerns(&school.class(*class).name))
}

/// In which part of the day a period counts: 0 where the day counts as one.
fn part(setting: &Setting, bell: &DayBell, period: PeriodIndex) -> Option<usize> {
    if setting.flag("lunch") { Some(0) } else { bell.position(period).map(|(stretch, _)| stretch) }
}
