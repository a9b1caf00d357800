//! Capacities, weeks, clocks.

use crate::school::sample::{bell, small};
use crate::units::BellId;

fn field(capacity: u8) -> crate::school::sample::Sample {
    small().with(|school| school.rooms[3].capacity = capacity)
}

#[test]
fn a_field_takes_several_classes() {
    let lessons = "一1班 体育 王静 周一 2 @操场; 一2班 体育 赵敏 周一 2 @操场; 一1班 体育 李强 周一 2 @操场";
    assert_eq!(field(3).plan(lessons).amount("R103"), 0);
    assert_eq!(field(2).plan(lessons).amount("R103"), 1);
    assert_eq!(field(1).plan(lessons).amount("R103"), 2);
}

#[test]
fn odd_and_even_weeks_share_a_place() {
    assert_eq!(field(1).plan("一1班 体育 王静 周一 2 @操场 单; 一2班 体育 赵敏 周一 2 @操场 双").amount("R103"), 0);
    let third = "; 一1班 音乐 李强 周一 2 @操场";
    let both = "一1班 体育 王静 周一 2 @操场 单; 一2班 体育 赵敏 周一 2 @操场 双".to_owned() + third;
    assert_eq!(field(1).plan(&both).amount("R103"), 1);
    assert_eq!(field(2).plan(&both).amount("R103"), 0);
}

#[test]
fn another_clock_still_fills_the_room() {
    let school = field(1).with(|school| {
        school.bells.push(bell("高年级", &["08:00-08:40", "08:50-09:30"], &["14:00-14:40"]));
        school.classes[1].bell = BellId(1);
    });
    assert_eq!(school.clone().plan("一1班 体育 王静 周一 2 @操场; 一2班 体育 赵敏 周一 2 @操场").amount("R103"), 1);
    assert_eq!(school.plan("一1班 体育 王静 周一 2 @操场; 一2班 体育 赵敏 周一 1 @操场").amount("R103"), 0);
}

#[test]
fn one_lesson_may_follow_another_at_once() {
    let touching = field(1).with(|school| school.bells[0] = bell("全校", &["08:00-08:40", "08:40-09:20"], &[]));
    assert_eq!(touching.clone().plan("一1班 体育 王静 周一 1 @操场; 一2班 体育 赵敏 周一 2 @操场").amount("R103"), 0);
    assert_eq!(touching.plan("一1班 体育 王静 周一 1 @操场; 一2班 体育 赵敏 周二 1 @操场").amount("R103"), 0);
}
