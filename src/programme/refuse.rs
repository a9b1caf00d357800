//! Why no programme can be made, with the earlier choice that is in the way.

use super::Refusal;
use super::model::Without;
use crate::args;
use crate::text::{Arg, Text};
use crate::units::{Interval, Weekday};

static CLUB_ROOM: Refusal = Refusal::of(
    "S201",
    Text::new("社团“{club}”没有可用的场地：{reasons}", "no room can be had for the club `{club}`: {reasons}"),
    Text::new(
        "给这个社团增加场地，或改它的活动时间，或让占用场地的课避开这个时间后重新排课",
        "list another room for the club, move its meetings, or keep the lessons that are in the way out of these times and make the timetable again",
    ),
);
static CLUB_LEADER: Refusal = Refusal::of(
    "S202",
    Text::new(
        "社团“{club}”需要 {staff} 位指导教师，活动时都有空的不够：{reasons}",
        "the club `{club}` needs {staff} instructors who are free at all its meetings: {reasons}",
    ),
    Text::new(
        "增加指导教师，或改活动时间，或让这些课避开这个时间后重新排课",
        "list more instructors, move the meetings, or keep these lessons out of the times and make the timetable again",
    ),
);
pub(super) static GROUP_ROOM: Refusal = Refusal::of(
    "S203",
    Text::new(
        "“{slot}”{day} {time} 的“{group}”（{pupils} 人）没有教室：{reasons}",
        "no room for the group `{group}` ({pupils} pupils) of `{slot}` on {day} {time}: {reasons}",
    ),
    Text::new(
        "腾出教室（调整占用它的课或社团的场地），或调大分组人数使组数减少",
        "free a room (move the lesson or club that is in it), or allow larger groups so that there are fewer",
    ),
);
static CLASS_TAKEN: Refusal = Refusal::of(
    "S204",
    Text::new(
        "“{slot}”{day} {time} 时{class}还有“{what}”",
        "`{class}` still has `{what}` during `{slot}` on {day} {time}",
    ),
    Text::new(
        "改课后服务的时间，或让这节课避开这个时间后重新排课",
        "move the slot, or keep the lesson out of this time and make the timetable again",
    ),
);
static NO_TABLE: Refusal = Refusal::of(
    "S205",
    Text::new(
        "“{slot}”是社团时段，有 {pupils} 人报名，但没有学生名单，也没有写明未参加社团的学生做什么",
        "`{slot}` is a club slot with {pupils} enrolments, but there is no pupil table, and it is not stated what pupils without a club do",
    ),
    Text::new(
        "提供学生名单和志愿，或给该时段写明 otherwise（例如阅读）",
        "give a table of pupils with their choices, or state `otherwise` (such as reading) for the slot",
    ),
);
static TOO_LATE: Refusal = Refusal::of(
    "S206",
    Text::new("在限定时间内没有排出课后服务", "no programme was found within the time limit"),
    Text::new("增加 --time-limit 后重试", "try again with a longer --time-limit"),
);
static IMPOSSIBLE: Refusal = Refusal::of(
    "S207",
    Text::new("课后服务的分组没有可行方案", "no division into groups keeps all limits"),
    Text::new("检查分组人数的上下限和教室座位数", "check the sizes of groups and the seats of rooms"),
);

const OTHERS_FREE: Text = Text::new(
    "坐得下的普通教室有 {free} 间，都要给同时段的其他组",
    "{free} ordinary rooms are large enough, all needed by other groups at that time",
);
const NONE_FREE: Text =
    Text::new("其余普通教室也都被占用或坐不下", "every other ordinary room is taken or too small as well");
const UNPROVED: Text =
    Text::new("（限定时间内没有找到，未证明不存在）", "(not found within the time limit; not proved impossible)");
const SMALL: Text = Text::new("{room}只有 {seats} 个座位", "{room}: only {seats} seats");

const KEPT: Text = Text::new("{room}留给本班的小组", "{room} is kept for its class");

pub(super) fn kept(room: &str) -> Arg {
    KEPT.arg(&args! { room: room })
}

pub(super) fn too_small(room: &str, seats: u16) -> Arg {
    SMALL.arg(&args! { room: room, seats: seats })
}

/// Several reasons in a sentence.
fn joined(reasons: Vec<Arg>) -> Arg {
    use crate::text::Lang;
    let join = |lang, mark: &str| reasons.iter().map(|reason| reason.show(lang)).collect::<Vec<_>>().join(mark);
    Arg::Both { zh: join(Lang::Zh, "；"), en: join(Lang::En, "; ") }
}

pub(super) fn club_without_room(club: &str, reasons: Vec<Arg>) -> Refusal {
    CLUB_ROOM.with(args! { club: club, reasons: joined(reasons) })
}

pub(super) fn club_without_leader(club: &str, staff: u8, reasons: Vec<Arg>) -> Refusal {
    CLUB_LEADER.with(args! { club: club, staff: staff, reasons: joined(reasons) })
}

pub(super) fn group_without_room(
    slot: &str,
    group: &str,
    (day, time): (Weekday, Interval),
    pupils: u16,
    free: usize,
    mut reasons: Vec<Arg>,
    proved: bool,
) -> Refusal {
    reasons.push(if free > 0 { OTHERS_FREE.arg(&args! { free: free }) } else { NONE_FREE.into() });
    if !proved {
        reasons.push(UNPROVED.into());
    }
    GROUP_ROOM.with(args! { slot: slot, group: group, day: day, time: time, pupils: pupils, reasons: joined(reasons) })
}

pub(super) fn class_taken(slot: &str, class: &str, day: Weekday, time: Interval, what: &str) -> Refusal {
    CLASS_TAKEN.with(args! { slot: slot, class: class, day: day, time: time, what: what })
}

pub(super) fn no_pupil_table(slot: &str, pupils: u32) -> Refusal {
    NO_TABLE.with(args! { slot: slot, pupils: pupils })
}

pub(super) fn unsolved(without: Without) -> Refusal {
    match without {
        Without::Time => TOO_LATE.clone(),
        Without::Infeasible => IMPOSSIBLE.clone(),
    }
}

/// Every refusal, for the list of codes.
pub(super) static ALL: &[&Refusal] =
    &[&CLUB_ROOM, &CLUB_LEADER, &GROUP_ROOM, &CLASS_TAKEN, &NO_TABLE, &TOO_LATE, &IMPOSSIBLE];
