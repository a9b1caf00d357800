//! Rooms, weeks and doubles of a pin.

use super::fixture::school;
use crate::units::{RoomId, Weeks};

#[test]
fn the_room_of_a_pin_is_kept() {
    let pinned = || school().with(|school| school.pins[0].room = Some(RoomId(2)));
    assert_eq!(pinned().plan("一1班 音乐 赵敏 周一 3 @音乐室").amount("R115"), 0);
    assert_eq!(pinned().plan("一1班 音乐 赵敏 周一 3").amount("R115"), 1);
}

#[test]
fn the_weeks_of_a_pin_are_covered() {
    let pinned = |weeks| school().with(|school| school.pins[0].weeks = weeks);
    for (pin, row, amount) in
        [(Weeks::Odd, "单", 0), (Weeks::Odd, "双", 1), (Weeks::Odd, "全", 0), (Weeks::All, "单", 1)]
    {
        let plan = pinned(pin).plan(&format!("一1班 音乐 赵敏 周一 3 {row}"));
        assert_eq!(plan.amount("R115"), amount, "{pin:?} {row}");
    }
}

#[test]
fn both_periods_of_a_double_are_kept() {
    let pinned = || school().with(|school| school.pins[0].length = 2);
    assert_eq!(pinned().plan("一1班 音乐 赵敏 周一 3; 一1班 音乐 赵敏 周一 4").amount("R115"), 0);
    assert_eq!(pinned().plan("一1班 音乐 赵敏 周一 3; 一1班 音乐 赵敏 周一 2").amount("R115"), 1);
}

#[test]
fn another_class_does_not_keep_it() {
    assert_eq!(school().plan("一2班 音乐 赵敏 周一 3").amount("R115"), 1);
}
