//! R153 leaders-free: at every lesson time some leaders are free to patrol.
//!
//! For each week `w` and moment at which a period of some bell schedule starts: lessons given by the `L` leaders at that
//! moment <= `L - free` (moments between starts add nothing: whatever overlaps, overlaps when the latest of it starts). The
//! rule says nothing when `L <= free`. With `no_first`, each first period of the day given by a leader counts 1 more. Amount:
//! lessons beyond. Cases counted: week x starting moment; with `no_first` also leader x week.

mod check;
#[cfg(test)]
pub(super) mod fixture;
mod lower;

use std::collections::BTreeSet;

use super::{Default, Meta, Param, Rule, Source, Stage};
use crate::breach::Checked;
use crate::lowering::Lowering;
use crate::plan::View;
use crate::school::{Level, School, Setting};
use crate::text::Text;
use crate::units::{Interval, Minutes, TeacherId, Weekday};

/// The rule.
pub struct LeadersFree;

/// The rule, for the list.
pub static RULE: LeadersFree = LeadersFree;

static META: Meta = Meta {
    code: "R153",
    id: "leaders-free",
    name: Text::new("干部留空巡查", "leaders free for patrol"),
    says: Text::new(
        "每个上课时间都有干部没有课，可以巡查",
        "at every lesson time some of the leaders are not teaching and can patrol",
    ),
    breach: Text::new(
        "{day} {time} {who} 有 {count} 节课，最多 {max} 节",
        "on {day} {time} {who} give {count} lessons; at most {max} wanted",
    ),
    action: Text::new("把其中一位干部的课移到别的节次", "move the lesson of one of the leaders to another period"),
    stage: Stage::Timetable,
    level: Level::Soft,
    may_be_soft: true,
    physics: false,
    weight: 4,
    params: &[
        Param {
            key: "free",
            default: Default::Int(1),
            says: Text::new("每个上课时间至少几位干部没有课", "how many leaders are free at every lesson time"),
        },
        Param {
            key: "no_first",
            default: Default::Bool(false),
            says: Text::new("干部是否不排第一节", "whether leaders have no lesson in the first period"),
        },
    ],
    sources: &[Source { document: "school", clause: "", words: "干部巡课" }],
};

impl Rule for LeadersFree {
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

/// The leaders, if there are more of them than must be free.
fn leaders(school: &School, setting: &Setting) -> Vec<TeacherId> {
    let leaders: Vec<_> = school.teacher_ids().filter(|id| school.teacher(*id).leader).collect();
    if i64::try_from(leaders.len()).unwrap_or(i64::MAX) > setting.int("free") { leaders } else { Vec::new() }
}

/// Most lessons of `leaders` at a time.
fn most(leaders: &[TeacherId], setting: &Setting) -> i32 {
    i32::try_from(leaders.len())
        .unwrap_or(i32::MAX)
        .saturating_sub(i32::try_from(setting.int("free").max(0)).unwrap_or(0))
}

/// The first minute of every period of every bell schedule, by day.
fn moments(school: &School) -> BTreeSet<(Weekday, Interval)> {
    let starts = school.bells.iter().flat_map(|bell| bell.slots()).filter_map(|(day, period)| {
        let start = period.time.start;
        Interval::new(start, start.plus(Minutes(1))).map(|minute| (day, minute))
    });
    starts.collect()
}
