//! R109 teacher-daily-max: a teacher has at most so many lessons a day.
//!
//! For each teacher `t`, week and day: lesson periods of `t` <= `max(t)`, the teacher's own `max_per_day` if stated, else the
//! parameter, and then never below what the given lessons force: `ceil(weekly / days)`. A combined lesson counts once.
//! Amount: periods beyond it. Cases counted: teacher x week x day with lessons.

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
pub struct TeacherDailyMax;

/// The rule, for the list.
pub static RULE: TeacherDailyMax = TeacherDailyMax;

static META: Meta = Meta {
    code: "R109",
    id: "teacher-daily-max",
    name: Text::new("教师每天节数上限", "teacher daily maximum"),
    says: Text::new("一位教师一天的课不超过规定节数", "a teacher has at most so many periods a day"),
    breach: Text::new(
        "{teacher} {day} 有 {count} 节课，上限 {max} 节",
        "{teacher} has {count} periods on {day}; at most {max} allowed",
    ),
    action: Text::new("把多出的节次移到该教师课少的日子", "move the extra periods to lighter days of the teacher"),
    stage: Stage::Timetable,
    level: Level::Hard,
    may_be_soft: true,
    physics: false,
    weight: 5,
    params: &[Param {
        key: "max",
        default: Default::Int(6),
        says: Text::new("教师每天最多节数", "most periods of a teacher a day"),
    }],
    sources: &[Source { document: "001", clause: "L1", words: "不得随意增加教师的课时和工作负担" }],
};

impl Rule for TeacherDailyMax {
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

/// The most periods a day of `teacher`.
#[must_use]
pub fn limit(school: &School, setting: &Setting, teacher: TeacherId) -> i64 {
    if let Some(own) = school.teacher(teacher).max_per_day {
        return i64::from(own);
    }
    let given = |requirement: &&crate::school::Requirement| {
        let mut roles = requirement.sections.iter().flat_map(|section| &section.teachers);
        roles.any(|role| role.candidates == [teacher])
    };
    let fortnight: i64 = school.requirements.iter().filter(given).map(|r| i64::from(r.weekly.per_fortnight())).sum();
    let slots = 2 * i64::try_from(school.weekdays.len().max(1)).unwrap_or(5);
    setting.int("max").max((fortnight + slots - 1) / slots)
}
