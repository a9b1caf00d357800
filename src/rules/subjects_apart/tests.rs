//! Lunch, days, weeks, other classes.

use super::fixture::school;
use crate::school::ApartKind;
use crate::text::Lang;

#[test]
fn not_on_the_same_day() {
    let school = || school(ApartKind::NotSameDay);
    assert_eq!(school().plan("一1班 语文 张芳 周一 1; 一1班 数学 李强 周二 2").amount("R123"), 0);
    let plan = "一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 2; 一1班 数学 李强 周一 6; 一1班 数学 李强 周三 1; 一1班 语文 张芳 周三 3";
    assert_eq!(school().plan(plan).amount("R123"), 2);
    let checked = school().plan(plan).check(&super::RULE);
    let told = super::META.breach.fill(Lang::En, &checked.breaches[0].args);
    assert_eq!(told, "一1班: 语文 and 数学 stand on the same day: Mon, Wed");
}

#[test]
fn other_classes_and_weeks_do_not_matter() {
    let school = || school(ApartKind::NotAdjacent);
    assert_eq!(school().plan("一1班 语文 张芳 周一 1; 一2班 数学 李强 周一 2").amount("R123"), 0);
    let halves = || {
        school().with(|school| school.requirements[1].weekly = crate::school::Weekly { even: 1, ..Default::default() })
    };
    assert_eq!(halves().plan("一1班 语文 张芳 周一 1 单; 一1班 数学 李强 周一 2 双").amount("R123"), 0);
    assert_eq!(halves().plan("一1班 语文 张芳 周一 1; 一1班 数学 李强 周一 2 双").amount("R123"), 1);
    assert_eq!(school().plan("一1班 语文 张芳 周一 1; 一1班 数学 李强 周二 2").amount("R123"), 0);
}

#[test]
fn a_period_between_is_apart_enough() {
    let school = || school(ApartKind::NotAdjacent);
    assert_eq!(school().plan("一1班 语文 张芳 周一 1; 一1班 数学 李强 周一 3").amount("R123"), 0);
    assert_eq!(school().plan("一1班 数学 李强 周一 2; 一1班 语文 张芳 周一 3").amount("R123"), 1);
}

#[test]
fn lunch_keeps_apart_even_within_a_part_of_the_day() {
    let plan = "一1班 语文 张芳 周一 3; 一1班 数学 李强 周一 4";
    let with = |kind| {
        school(ApartKind::NotAdjacent).with(|school| crate::school::sample::pause(school, "休息", kind, "11:10-11:20"))
    };
    assert_eq!(with(crate::school::BreakKind::Recess).plan(plan).amount("R123"), 1);
    assert_eq!(with(crate::school::BreakKind::Lunch).plan(plan).amount("R123"), 0);
}
