//! Classes without a class teacher, combined meetings, groups.

use super::fixture::school;

#[test]
fn no_class_teacher_no_demand() {
    let without = school().with(|school| school.classes[0].class_teacher = None);
    assert_eq!(without.plan("一1班 班会 李强 周一 1").amount("R124"), 0);
}

#[test]
fn one_of_the_class_teachers_holds_a_combined_meeting() {
    assert_eq!(school().plan("一1班+一2班 班会 李强 周一 1").amount("R124"), 0);
    assert_eq!(school().plan("一1班+一2班 班会 王静 周一 1").amount("R124"), 1);
}

#[test]
fn one_group_is_enough() {
    assert_eq!(school().plan("一1班 班会 张芳 周一 1 #甲; 一1班 班会 王静 周一 1 #乙").amount("R124"), 0);
    assert_eq!(school().plan("一1班 班会 张芳 周一 1 #甲; 一1班 班会 王静 周一 2 #乙").amount("R124"), 1);
}

#[test]
fn a_co_teacher_may_be_the_class_teacher() {
    assert_eq!(school().plan("一1班 班会 王静+张芳 周一 1").amount("R124"), 0);
}
