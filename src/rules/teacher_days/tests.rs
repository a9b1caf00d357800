//! Weeks count apart, and full-time teachers are free.

use super::fixture::school;

#[test]
fn weeks_are_counted_apart() {
    let halves = || {
        school().with(|school| {
            school.requirements[0].weekly = crate::school::Weekly { every: 1, odd: 1, even: 1, either: 0 };
        })
    };
    assert_eq!(
        halves().plan("一1班 音乐 赵敏 周一 2; 一1班 音乐 赵敏 周二 2 单; 一1班 音乐 赵敏 周三 2 双").amount("R125"),
        0
    );
    let three = "一1班 音乐 赵敏 周一 2; 一1班 音乐 赵敏 周二 2 单; 一1班 音乐 赵敏 周三 2 单";
    assert_eq!(halves().plan(three).amount("R125"), 1);
}

#[test]
fn others_come_every_day() {
    assert_eq!(
        school().plan("一1班 语文 张芳 周一 2; 一1班 语文 张芳 周二 2; 一1班 语文 张芳 周三 2").amount("R125"),
        0
    );
}
