//! R106 subject-daily-max: at most so many periods of a subject a day in one class.
//!
//! For each class `c`, subject `s`, week `w` and day `d`: periods of `s` on `d` <= `max(c, s)`, where `max` is the
//! subject's own `max_per_day` if stated, else the parameter (`core` for Chinese, maths and English, `other` for the
//! rest), and never below what the weekly periods force: `ceil(weekly / days)`, and 2 where the requirement has doubles.
//! Amount: periods beyond it. Cases counted: class x subject x week x day.

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
use crate::units::{ClassId, SubjectId};

/// The rule.
pub struct SubjectDailyMax;

/// The rule, for the list.
pub static RULE: SubjectDailyMax = SubjectDailyMax;

static META: Meta = Meta {
    code: "R106",
    id: "subject-daily-max",
    name: Text::new("学科每天节数上限", "subject daily maximum"),
    says: Text::new("一个班一天内同一学科不超过规定节数", "a class has at most so many periods of one subject a day"),
    breach: Text::new(
        "{class} {day} 有 {count} 节{subject}，上限 {max} 节",
        "{class} has {count} periods of {subject} on {day}; at most {max} allowed",
    ),
    action: Text::new("把多出的节次移到别的日子", "move the extra periods to other days"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: true,
    physics: false,
    weight: 10,
    params: &[
        Param {
            key: "core",
            default: Default::Int(2),
            says: Text::new("语文、数学、英语每天最多节数", "most periods a day of Chinese, maths and English"),
        },
        Param {
            key: "other",
            default: Default::Int(1),
            says: Text::new("其他学科每天最多节数", "most periods a day of other subjects"),
        },
    ],
    sources: &[Source { document: "school", clause: "", words: "各学科课时均衡分布" }],
};

impl Rule for SubjectDailyMax {
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

/// The subjects of each class with the most periods a day, as the rule reads the school.
fn limits(school: &School, setting: &Setting) -> Vec<(ClassId, SubjectId, i64)> {
    let mut limits = Vec::new();
    for class in school.class_ids() {
        let days = i64::try_from(school.bell_of(class).days.len().max(1)).unwrap_or(5);
        let mut subjects: Vec<(SubjectId, i64, bool)> = Vec::new();
        for requirement in school.requirements.iter().filter(|r| r.classes.contains(&class)) {
            let weekly = i64::from(requirement.weekly.per_fortnight()).div_euclid(2)
                + i64::from(requirement.weekly.per_fortnight() % 2);
            match subjects.iter_mut().find(|(subject, ..)| *subject == requirement.subject) {
                Some(entry) => {
                    entry.1 += weekly;
                    entry.2 |= requirement.doubles > 0;
                }
                None => subjects.push((requirement.subject, weekly, requirement.doubles > 0)),
            }
        }
        for (id, weekly, doubles) in subjects {
            let subject = school.subject(id);
            let general = setting.int(if subject.kind.is_core() { "core" } else { "other" });
            let stated = subject.max_per_day.map_or(general, i64::from);
            let forced = (weekly + days - 1) / days;
            limits.push((class, id, stated.max(forced).max(if doubles { 2 } else { 1 })));
        }
    }
    limits
}
