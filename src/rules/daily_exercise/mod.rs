//! R515 daily-exercise: an hour of exercise every school day, counted over the week.
//!
//! For each grade and bell schedule, the class with the least PE: minutes a week of long recess and of that PE, and
//! `elsewhere` on each school day, together are at least `minutes` x school days. On which days PE stands is the
//! timetable's; what falls short is for the after-school programme. Amount: minutes missing a week. Cases counted:
//! grade x bell schedule.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Default, Meta, Param, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(DailyExercise, by_the_clock);

static META: Meta = Meta {
    code: "R515",
    id: "daily-exercise",
    name: Text::new("每天锻炼一小时", "an hour of exercise a day"),
    says: Text::new(
        "体育课、大课间和体育活动合起来每天不少于一小时",
        "PE, long recess and sport together give an hour a day",
    ),
    breach: Text::new(
        "{grade}年级（作息“{bell}”）每周锻炼 {found} 分钟，应有 {due} 分钟，缺 {missing} 分钟",
        "grade {grade} (bell schedule {bell}) has {found} minutes of exercise a week; {due} required, \
            {missing} missing",
    ),
    action: Text::new(
        "延长大课间，或用课后体育活动补足并写入参数 elsewhere",
        "lengthen the long recess, or state the minutes of after-school sport in the parameter elsewhere",
    ),
    stage: Stage::School,
    level: Level::Note,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[
        Param {
            key: "minutes", default: Default::Int(60), says: Text::new("每天最少分钟数", "fewest minutes a day")
        },
        Param {
            key: "elsewhere",
            default: Default::Int(0),
            says: Text::new("课后体育等每天另有的分钟数", "minutes a day given elsewhere, such as after-school sport"),
        },
    ],
    sources: &[
        Source { document: "001", clause: "C4", words: "确保学生每天体育锻炼不少于1小时" },
        Source {
            document: "003", clause: "C4", words: "切实保证学生每天一小时或数小时体育锻炼时长"
        },
    ],
};
