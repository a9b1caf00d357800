//! Odd and even weeks, halves, groups.

use super::{balance, wanted};
use crate::school::sample::{Sample, small};
use crate::school::{RoomNeed, Section, TeacherRole, Weekly};
use crate::units::{RoomId, SubjectId, TeacherId};

fn weekly(every: u8, odd: u8, even: u8, either: u8) -> Weekly {
    Weekly { every, odd, even, either }
}

fn school(weekly: Weekly) -> Sample {
    small().requires_weekly("一1班", "音乐", "赵敏", weekly)
}

#[test]
fn weekly_periods_as_written() {
    assert_eq!(wanted(weekly(5, 0, 0, 0)), "5");
    assert_eq!(wanted(weekly(2, 1, 0, 0)), "3/2");
    assert_eq!(wanted(weekly(0, 0, 0, 1)), "0.5");
    assert_eq!(wanted(weekly(2, 0, 0, 1)), "2.5");
    assert_eq!(wanted(weekly(1, 0, 0, 2)), "2");
    assert_eq!(wanted(weekly(1, 1, 0, 1)), "2/1+1");
}

#[test]
fn balance_counts_both_ways() {
    assert_eq!(balance(weekly(2, 1, 0, 0), 3, 2), 0);
    assert_eq!(balance(weekly(2, 1, 0, 0), 2, 3), 2);
    assert_eq!(balance(weekly(2, 0, 0, 1), 3, 2), 0);
    assert_eq!(balance(weekly(2, 0, 0, 1), 2, 3), 0);
    assert_eq!(balance(weekly(2, 0, 0, 1), 3, 3), 1);
    assert_eq!(balance(weekly(2, 0, 0, 1), 2, 2), 1);
    assert_eq!(balance(weekly(2, 0, 0, 0), 1, 3), 2);
}

#[test]
fn three_in_odd_two_in_even_weeks() {
    let school = || school(weekly(1, 1, 0, 0));
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 2; 一1班 音乐 赵敏 周二 2 单").amount("R104"), 0);
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 2; 一1班 音乐 赵敏 周二 2 双").amount("R104"), 2);
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 2").amount("R104"), 1);
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 2; 一1班 音乐 赵敏 周二 2").amount("R104"), 1);
}

#[test]
fn a_half_lesson_may_fall_in_either_week() {
    let school = || school(weekly(0, 0, 0, 1));
    for (lessons, amount) in [("单", 0), ("双", 0), ("", 1)] {
        assert_eq!(school().plan(&format!("一1班 音乐 赵敏 周一 2 {lessons}")).amount("R104"), amount, "{lessons}");
    }
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 2 单; 一1班 音乐 赵敏 周三 2 双").amount("R104"), 1);
}

#[test]
fn groups_run_in_parallel() {
    let school = || {
        small().requires("一1班", "音乐", "赵敏", 1).with(|school| {
            let role = |teacher| vec![TeacherRole { candidates: vec![TeacherId(teacher)] }];
            let section = |name: &str, teacher, room| Section {
                name: name.into(),
                subject: SubjectId(4),
                teachers: role(teacher),
                room: RoomNeed::OneOf { candidates: vec![RoomId(room)], preferred: Vec::new() },
            };
            school.requirements[0].sections = vec![section("甲", 3, 2), section("乙", 2, 3)];
        })
    };
    let plan = |second: &str| format!("一1班 音乐 赵敏 周一 2 #甲 @音乐室; 一1班 音乐 王静 {second} #乙 @操场");
    assert_eq!(school().plan(&plan("周一 2")).amount("R104"), 0);
    assert_eq!(school().plan(&plan("周一 3")).amount("R104"), 2);
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 2 #甲 @音乐室").amount("R104"), 2);
}
