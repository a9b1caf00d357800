//! R156 class-gaps: a class's lessons of a day follow each other.
//!
//! For each class `c` that is not in `except`, week `w` and day `d`, over the row of periods in which `c` is not away (closed
//! in some week is closed here), a period being busy when a lesson of `c` stands at its number: free periods between the
//! first and the last busy one <= `free`; and with `start = s > 0`: if any is busy, one of the first `s`
//! is. With `lunch = false` the same of each stretch of the day without lunch in it. Amount: free periods beyond `free`, and
//! the lessons of a row that begins too late. Cases counted: class x week x day.
//!
//! Where every period of a class's week has its lesson the rule says nothing; it is for weeks that are not full.

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
use crate::units::{ClassId, PeriodIndex, Weekday};

/// The rule.
pub struct ClassGaps;

/// The rule, for the list.
pub static RULE: ClassGaps = ClassGaps;

static META: Meta = Meta {
    code: "R156",
    id: "class-gaps",
    name: Text::new("班级空堂", "class gaps"),
    says: Text::new(
        "班级一天的课前后相连，中间不空堂",
        "the lessons of a class follow each other without idle periods",
    ),
    breach: Text::new(
        "{class} {day} 的课之间空 {gaps} 节（最多 {max} 节），第一节课之前空 {before} 节",
        "{class} has {gaps} idle periods between lessons on {day} (at most {max}) and {before} before the first",
    ),
    action: Text::new("把当天的课往前、往中间靠拢", "move that day's lessons together, or to earlier periods"),
    stage: Stage::Timetable,
    level: Level::Off,
    may_be_soft: true,
    physics: false,
    weight: 4,
    params: &[
        Param {
            key: "free",
            default: Default::Int(0),
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
            key: "start",
            default: Default::Int(0),
            says: Text::new(
                "当天最迟从可排的第几节开始上课；0 为不限",
                "with which of its open periods a day begins at the latest; 0: any",
            ),
        },
        Param {
            key: "except",
            default: Default::Words(&[]),
            says: Text::new("不受此限的班级", "classes not concerned"),
        },
    ],
    sources: &[Source { document: "school", clause: "", words: "学生在校时间不空堂" }],
};

impl Rule for ClassGaps {
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

/// The rows of a class's day: its open periods, all or by stretches.
fn rows(school: &School, setting: &Setting, class: ClassId, day: Weekday) -> Vec<Vec<PeriodIndex>> {
    let Some(bell) = school.bell_of(class).days.get(&day) else { return Vec::new() };
    let away = &school.class(class).unavailable;
    let stretches = match setting.flag("lunch") {
        true => vec![bell.periods.iter().map(|period| period.index).collect()],
        false => bell.stretches(),
    };
    let open = |index: &PeriodIndex| {
        let time = bell.periods.iter().find(|period| period.index == *index).map(|period| period.time);
        !away.iter().any(|span| span.weekday == day && time.is_some_and(|time| span.time.overlaps(time)))
    };
    stretches.into_iter().map(|row: Vec<PeriodIndex>| row.into_iter().filter(open).collect()).collect()
}
