//! Where the limit comes from, weeks, combined lessons.

use super::limit;
use crate::school::sample::small;
use crate::units::TeacherId;

#[test]
fn the_general_limit_gives_way_to_what_is_forced() {
    let of = |weekly| {
        let school = small().requires("一1班", "语文", "张芳", weekly).school;
        limit(&school, &school.policy.settings["R109"], TeacherId(0))
    };
    assert_eq!((of(30), of(31), of(36)), (6, 7, 8));
}

#[test]
fn the_teachers_own_limit_stands() {
    let school = small().requires("一1班", "语文", "张芳", 20).with(|s| s.teachers[0].max_per_day = Some(3)).school;
    assert_eq!(limit(&school, &school.policy.settings["R109"], TeacherId(0)), 3);
}

#[test]
fn weeks_are_counted_apart() {
    let school = || {
        small().with(|school| school.teachers[2].max_per_day = Some(1)).requires_weekly(
            "一1班",
            "体育",
            "王静",
            crate::school::Weekly { odd: 1, even: 1, ..Default::default() },
        )
    };
    assert_eq!(school().plan("一1班 体育 王静 周一 2 单; 一1班 体育 王静 周一 3 双").amount("R109"), 0);
    assert_eq!(school().plan("一1班 体育 王静 周一 2 单; 一1班 体育 王静 周一 3 单").amount("R109"), 1);
}

#[test]
fn a_combined_lesson_counts_once() {
    let school = small().with(|school| school.teachers[2].max_per_day = Some(1));
    assert_eq!(school.plan("一1班+一2班 体育 王静 周一 2").amount("R109"), 0);
}
