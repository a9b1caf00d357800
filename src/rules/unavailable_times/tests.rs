//! Teachers, classes, rooms; weeks; the minute at which it ends.

use super::fixture::school;
use crate::units::{Interval, Weeks};

#[test]
fn classes_and_rooms_too() {
    assert_eq!(school().plan("一1班 语文 张芳 周二 2 @操场").amount("R117"), 1);
    assert_eq!(school().plan("一2班 语文 李强 周三 2 @一1班教室").amount("R117"), 1);
    assert_eq!(school().plan("一2班 语文 李强 周三 2").amount("R117"), 0);
}

#[test]
fn only_in_the_weeks_stated() {
    let odd = || school().with(|school| school.teachers[0].unavailable[0].weeks = Weeks::Odd);
    assert_eq!(odd().plan("一1班 语文 张芳 周一 1 双").amount("R117"), 0);
    assert_eq!(odd().plan("一1班 语文 张芳 周一 1").amount("R117"), 1);
}

#[test]
fn it_ends_at_its_last_minute() {
    let until = |end: &str| {
        let time = Interval::parse(&format!("08:00-{end}")).unwrap();
        school().with(|school| school.teachers[0].unavailable[0].time = time)
    };
    assert_eq!(until("09:20").plan("一1班 语文 张芳 周一 2").amount("R117"), 0);
    assert_eq!(until("09:21").plan("一1班 语文 张芳 周一 2").amount("R117"), 1);
}

#[test]
fn research_counts_for_teachers() {
    let case = school().plan("一1班 语文 张芳 周一 1").with_rows(|rows| {
        rows[0].kind = crate::plan::RowKind::Research;
        rows[0].classes.clear();
    });
    assert_eq!(case.amount("R117"), 1);
}
