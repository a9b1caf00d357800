//! Co-teachers, missing and unknown teachers.

use super::fixture::school;
use crate::school::sample::small;

#[test]
fn one_of_the_candidates_and_only_one() {
    for (teacher, amount) in [("王静", 0), ("赵敏", 0), ("张芳", 1), ("_", 1), ("王静+赵敏", 1), ("王敬", 1)]
    {
        assert_eq!(school().plan(&format!("一1班 音乐 {teacher} 周一 2")).amount("R120"), amount, "{teacher}");
    }
}

#[test]
fn co_teachers_in_any_order() {
    let school = || small().requires("一1班", "体育", "王静+赵敏", 2);
    assert_eq!(school().plan("一1班 体育 王静+赵敏 周一 2; 一1班 体育 赵敏+王静 周二 2").amount("R120"), 0);
    assert_eq!(school().plan("一1班 体育 王静 周一 2").amount("R120"), 1);
    assert_eq!(school().plan("一1班 体育 王静+王静 周一 2").amount("R120"), 1);
}

#[test]
fn roles_are_shared_out() {
    use crate::school::TeacherRole;
    use crate::units::TeacherId;
    let roles = |first: &[u16], second: &[u16]| {
        let role = |ids: &[u16]| TeacherRole { candidates: ids.iter().map(|id| TeacherId(*id)).collect() };
        vec![role(first), role(second)]
    };
    assert!(super::check::fit(&[TeacherId(1), TeacherId(2)], &roles(&[1, 2], &[1])));
    assert!(!super::check::fit(&[TeacherId(3), TeacherId(2)], &roles(&[1, 2], &[1, 2])));
    assert!(!super::check::fit(&[TeacherId(1), TeacherId(2)], &roles(&[1, 2], &[3])));
}

#[test]
fn every_further_teacher_counts() {
    let plan = "一1班 音乐 王静 周一 2; 一1班 音乐 赵敏 周三 2; 一1班 音乐 张芳 周四 2";
    assert_eq!(school().plan(plan).amount("R120"), 3);
}

#[test]
fn the_right_teachers_are_named() {
    let checked = school().plan("一1班 音乐 张芳 周一 2").check(&super::RULE);
    let told = super::META.breach.fill(crate::text::Lang::Zh, &checked.breaches[0].args);
    assert_eq!(told, "一1班 音乐：周一 09:20-10:00 由“张芳”上，任课教师是“王静|赵敏”");
}

#[test]
fn an_unknown_or_missing_teacher_is_shown() {
    let plan = "一1班 音乐 王静 周一 2; 一1班 音乐 王敬 周三 2; 一1班 音乐 _ 周四 2";
    let checked = school().plan(plan).check(&super::RULE);
    let told: Vec<_> =
        checked.breaches.iter().map(|breach| super::META.breach.fill(crate::text::Lang::Zh, &breach.args)).collect();
    assert!(told[0].contains("由“王敬”上") && told[1].contains("由“—”上"), "{told:?}");
    assert_eq!(told[2], "一1班 音乐：前后教师不一致：— / 王敬 / 王静");
}
