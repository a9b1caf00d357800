//! Lessons, events, weeks and buildings.

use crate::school::sample::event;
use crate::school::sample::service::serviced;
use crate::school::{EventKind, School};
use crate::units::Minutes;

fn with_lesson(lesson: &str, change: impl FnOnce(&mut School), service: &str) -> i64 {
    let mut case = serviced().with(change).service(service);
    case.plan.rows = crate::school::sample::Sample { school: case.school.clone() }.plan(lesson).plan.rows;
    case.amount("R243")
}

#[test]
fn lessons_and_duty_meet_by_the_clock() {
    let early = |school: &mut School| {
        let days = &mut school.duty.posts[0].days;
        days.values_mut().for_each(|time| *time = crate::units::Interval::parse("08:00-08:40").unwrap());
    };
    let shift = "shift 校门 周一 张芳";
    assert_eq!(with_lesson("一1班 语文 张芳 周一 1", early, shift), 1);
    assert_eq!(with_lesson("一1班 语文 张芳 周一 1 双", early, shift), 1, "some weeks are enough");
    assert_eq!(with_lesson("一1班 语文 张芳 周二 1", early, shift), 0);
    assert_eq!(with_lesson("一1班 语文 张芳 周一 1", |_| {}, shift), 0, "08:20 to 08:30");
}

#[test]
fn changing_building_takes_time() {
    let far =
        |school: &mut School| school.transfer = vec![vec![Minutes(0), Minutes(15)], vec![Minutes(15), Minutes(0)]];
    let service = "session 周二 作业辅导 一1班 一1班 4 一1班教室 赵敏; session 周二 社团 合唱 一1班 4 音乐室 赵敏";
    assert_eq!(with_lesson("", |_| {}, service), 0);
    assert_eq!(with_lesson("", far, service), 1, "16:30 to 16:40");
    // Lessons end at 15:30 in the music room; homework help begins at 15:40 in the other building.
    let service = "session 周二 作业辅导 一1班 一1班 4 一1班教室 赵敏";
    assert_eq!(with_lesson("一2班 音乐 赵敏 周二 6 @音乐室", far, service), 1);
    assert_eq!(with_lesson("一2班 音乐 赵敏 周二 6", far, service), 0);
}

#[test]
fn meetings_are_in_the_way() {
    let meeting = |school: &mut School| event(school, "例会", EventKind::StaffMeeting, "周一", "16:00-17:00");
    assert_eq!(with_lesson("", meeting, "session 周一 作业辅导 一1班 一1班 4 一1班教室 张芳"), 1);
}
