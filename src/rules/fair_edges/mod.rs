//! R149 fair-edges: no teacher has much more than a fair share of first and last periods.
//!
//! For each teacher `t`, week `w` and edge (first, last period of the day by the class's own bell): periods of `t` at that
//! edge <= `ceil(l F / P) + spare`, where `l` is the weekly load of `t` (the most it may become, where the solver chooses
//! teachers), `F` the number of class days and `P` the weekly class periods of the school. Amount: periods beyond it. Cases
//! counted: teacher with lessons x week x edge.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{DayBell, Level, Requirement, School, Setting};
use crate::text::Text;
use crate::units::{PeriodIndex, TeacherId};

/// The rule.
pub struct FairEdges;

/// The rule, for the list.
pub static RULE: FairEdges = FairEdges;

static META: Meta = Meta {
    code: "R149",
    id: "fair-edges",
    name: Text::new("首末节公平分担", "first and last periods shared fairly"),
    says: Text::new(
        "第一节和最后一节由教师按课时多少公平分担",
        "the first and the last periods of the day are shared among teachers in proportion to their loads",
    ),
    breach: Text::new(
        "{teacher} 一周有 {count} 节{edge}，按课时分担最多 {max} 节",
        "{teacher} has {count} {edge} periods a week; the fair share is at most {max}",
    ),
    action: Text::new("与同班其他教师对调部分首末节", "swap some of them with other teachers of the same classes"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 1,
    params: &[Param {
        key: "spare",
        default: Default::Int(1),
        says: Text::new("在公平份额之外可多几节", "periods allowed beyond the fair share"),
    }],
    sources: &[Source { document: "school", clause: "", words: "首末节课公平分担" }],
};

impl Rule for FairEdges {
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

/// The first and the last period of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    First,
    Last,
}

impl Edge {
    const BOTH: [Self; 2] = [Self::First, Self::Last];

    /// Whether `period` is this edge of a day with this bell.
    fn is(self, bell: &DayBell, period: PeriodIndex) -> bool {
        let edge = match self {
            Self::First => bell.periods.first(),
            Self::Last => bell.periods.last(),
        };
        edge.is_some_and(|edge| edge.index == period)
    }

    fn text(self) -> Text {
        match self {
            Self::First => Text::new("首节", "first"),
            Self::Last => Text::new("末节", "last"),
        }
    }
}

/// The most first (and last) periods a week of each teacher who may have lessons, from the school alone.
///
/// All classes have `F` first periods and `P` periods of lessons a week; a teacher of `l` periods gets `l F / P`.
fn shares(school: &School, setting: &Setting) -> Vec<(TeacherId, u32)> {
    let days: usize = school.class_ids().map(|class| school.bell_of(class).days.len()).sum();
    let first = u32::try_from(days).unwrap_or(u32::MAX);
    let taught = |requirement: &Requirement| {
        let classes = u32::try_from(requirement.classes.len()).unwrap_or(u32::MAX);
        requirement.weekly.per_fortnight().saturating_mul(classes)
    };
    let all: u32 = school.requirements.iter().map(taught).sum();
    let spare = u32::try_from(setting.int("spare")).unwrap_or(0);
    let share = |teacher: TeacherId| {
        let load = |requirement: &Requirement| requirement.weekly.per_fortnight();
        let most = school.teacher(teacher).max_load.map_or(u32::MAX, |load| 2 * u32::from(load));
        let load = school.requirements_of(teacher).map(load).sum::<u32>().min(most);
        let share = load.saturating_mul(first).div_ceil(all.max(1));
        (load > 0).then_some((teacher, share.saturating_add(spare)))
    };
    school.teacher_ids().filter_map(share).collect()
}
