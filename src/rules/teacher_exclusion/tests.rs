//! Weeks, times, co-teaching, and the pairs that may not both be free.

use super::fixture::school;
use crate::school::{ExclusionKind, TimeSpan};
use crate::units::{Interval, Weekday, Weeks};

#[test]
fn opposite_weeks_are_not_the_same_time() {
    let school = || school(ExclusionKind::NotBothTeaching);
    assert_eq!(school().plan("一1班 语文 张芳 周一 1 单; 一2班 数学 李强 周一 1 双").amount("R122"), 0);
    assert_eq!(school().plan("一1班 语文 张芳 周一 1 单; 一2班 数学 李强 周一 1").amount("R122"), 1);
}

#[test]
fn in_class_together_is_teaching_at_once() {
    assert_eq!(school(ExclusionKind::NotBothTeaching).plan("一1班 语文 张芳+李强 周一 1").amount("R122"), 1);
}

#[test]
fn one_of_the_two_teaches() {
    let school = |weeks| {
        school(ExclusionKind::NotBothFree).with(|school| {
            school.exclusions[0].times = vec![TimeSpan {
                weeks,
                weekday: Weekday::new(1).unwrap(),
                time: Interval::parse("08:30-10:00").unwrap(),
            }];
        })
    };
    let both = "一1班 语文 张芳 周一 1; 一2班 数学 李强 周一 2";
    assert_eq!(school(Weeks::All).plan(both).amount("R122"), 0);
    assert_eq!(school(Weeks::All).plan("一1班 语文 张芳 周一 1; 一2班 数学 李强 周一 3").amount("R122"), 1);
    assert_eq!(school(Weeks::All).plan("一1班 语文 张芳 周二 1; 一2班 数学 李强 周一 1").amount("R122"), 1);
}

#[test]
fn all_lesson_times_where_none_are_stated() {
    assert_eq!(school(ExclusionKind::NotBothFree).plan("一1班 语文 张芳 周一 1").amount("R122"), 29);
}
