//! Weeks, and pairs with unequal numbers.

use crate::school::sample::{Sample, small};
use crate::school::{Pairing, Weekly};
use crate::units::RequirementId;

fn school(first: Weekly, second: Weekly) -> Sample {
    small().requires_weekly("一1班", "音乐", "赵敏", first).requires_weekly("一1班", "体育", "王静", second).with(
        |school| {
            school.pairings.push(Pairing { pair: (RequirementId(0), RequirementId(1)) });
        },
    )
}

#[test]
fn the_weeks_are_opposite() {
    let half = Weekly { either: 1, ..Weekly::default() };
    let plan = |lessons| school(half, half).plan(lessons).amount("R112");
    assert_eq!(plan("一1班 音乐 赵敏 周一 2 双; 一1班 体育 王静 周一 2 单"), 0);
    assert_eq!(plan("一1班 音乐 赵敏 周一 2 单; 一1班 体育 王静 周一 2 单"), 1);
    assert_eq!(plan("一1班 音乐 赵敏 周一 2 单; 一1班 体育 王静 周一 3 双"), 1);
    assert_eq!(plan("一1班 音乐 赵敏 周一 2; 一1班 体育 王静 周一 2 单"), 1);
    assert_eq!(plan("一1班 音乐 赵敏 周一 2 单"), 1);
}

#[test]
fn the_smaller_number_counts() {
    let one = Weekly { every: 1, odd: 1, ..Weekly::default() };
    let two = Weekly { either: 2, ..Weekly::default() };
    let plan = |lessons: &str| school(one, two).plan(lessons).amount("R112");
    let given = "一1班 音乐 赵敏 周五 1; 一1班 音乐 赵敏 周一 2 单; 一1班 体育 王静 周三 2 单; ";
    assert_eq!(plan(&(given.to_owned() + "一1班 体育 王静 周一 2 双")), 0);
    assert_eq!(plan(&(given.to_owned() + "一1班 体育 王静 周二 2 双")), 1);
}
