//! R304 attendance-posts: attendance is taken in each slot and grade.
//!
//! For each slot, each of its weekdays and each grade of its classes: some attendance post of that slot is held that day, for
//! the whole slot or for all the grade's classes in it. Amount: slots, weekdays and grades without. Cases counted: these.

mod check;
#[cfg(test)]
pub(super) mod fixture;

use super::{Meta, Source, Stage};
use crate::school::Level;
use crate::text::Text;

school_rule!(AttendancePosts);

static META: Meta = Meta {
    code: "R304",
    id: "attendance-posts",
    name: Text::new("时段年级考勤", "attendance posts"),
    says: Text::new("每个时段每个年级都有考勤岗位", "attendance is taken in each slot and grade"),
    breach: Text::new("{slot} {day} {grade}年级没有考勤岗位", "no attendance post for {slot}, {day}, grade {grade}"),
    action: Text::new("增加考勤岗位", "add an attendance post"),
    stage: Stage::School,
    level: Level::Warn,
    may_be_soft: false,
    physics: false,
    weight: 0,
    params: &[],
    sources: &[Source {
        document: "002", clause: "A12", words: "托管值日登记表,对各时段各年级的托管做好考勤"
    }],
};
