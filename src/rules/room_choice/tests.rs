//! No room, a pin's room, combined classes.

use super::fixture::school;
use crate::school::Pin;
use crate::school::sample::small;
use crate::units::{PeriodIndex, RequirementId, RoomId, Weekday, Weeks};

#[test]
fn a_lesson_needs_a_room() {
    let case = school().plan("一1班 语文 张芳 周一 1").with_rows(|rows| rows[0].room.clear());
    assert_eq!(case.amount("R118"), 1);
}

#[test]
fn the_room_of_a_pin_is_right_at_its_time() {
    let pinned = || {
        school().with(|school| {
            school.pins.push(Pin {
                requirement: RequirementId(0),
                weeks: Weeks::All,
                weekday: Weekday::new(1).unwrap(),
                period: PeriodIndex(2),
                length: 1,
                room: Some(RoomId(3)),
            });
        })
    };
    assert_eq!(pinned().plan("一1班 音乐 赵敏 周一 2 @操场").amount("R118"), 1);
    for (lesson, amount) in [("周一 2 @操场", 0), ("周一 3 @操场", 1), ("周二 2 @操场", 1), ("周一 1 @操场", 1)]
    {
        assert_eq!(pinned().plan(&format!("一1班 语文 张芳 {lesson}")).amount("R118"), amount, "{lesson}");
    }
}

#[test]
fn combined_classes_meet_in_the_first_ones_room() {
    let school = || small().requires("一2班+一1班", "语文", "张芳", 1);
    assert_eq!(school().plan("一2班+一1班 语文 张芳 周一 1").amount("R118"), 0);
    assert_eq!(school().plan("一2班+一1班 语文 张芳 周一 1 @一1班教室").amount("R118"), 1);
}
