//! Who moves, in which weeks, over which clock.

use super::fixture::school;

#[test]
fn a_class_moves_too() {
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 3 @音乐室; 一1班 语文 张芳 周一 4").amount("R116"), 1);
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 2 @音乐室; 一1班 语文 张芳 周一 3").amount("R116"), 0);
}

#[test]
fn nobody_moves_between_opposite_weeks() {
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 3 @音乐室 单; 一2班 音乐 赵敏 周一 4 双").amount("R116"), 0);
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 3 @音乐室; 一2班 音乐 赵敏 周一 4 双").amount("R116"), 1);
}

#[test]
fn both_ways_and_only_between_buildings() {
    assert_eq!(school().plan("一2班 音乐 赵敏 周一 3; 一1班 音乐 赵敏 周一 4 @音乐室").amount("R116"), 1);
    assert_eq!(school().plan("一2班 音乐 赵敏 周一 3; 一1班 音乐 赵敏 周一 4 @操场").amount("R116"), 0);
    assert_eq!(school().plan("一2班 音乐 赵敏 周一 3; 一1班 音乐 赵敏 周二 4 @音乐室").amount("R116"), 0);
}

#[test]
fn twenty_minutes_are_enough_for_twenty() {
    let exact = || {
        school().with(|school| {
            school.bells[0].days.values_mut().for_each(|day| {
                day.periods[3].time = crate::units::Interval::parse("11:30-12:10").unwrap();
            })
        })
    };
    let lessons = "一1班 音乐 赵敏 周一 3 @音乐室; 一2班 音乐 赵敏 周一 4";
    assert_eq!((exact().plan(lessons).amount("R116"), school().plan(lessons).amount("R116")), (0, 1));
}
