//! Half periods, limits of given teachers.

use super::fixture::school;

#[test]
fn a_half_period_counts_half() {
    assert_eq!(
        school().plan("一1班 音乐 赵敏 周一 2; 一2班 音乐 赵敏 周三 2 单; 一1班 音乐 王静 周五 1").amount("R121"),
        1
    );
    assert_eq!(school().plan("一1班 音乐 赵敏 周一 2 单; 一2班 音乐 王静 周三 2 双").amount("R121"), 1);
}

#[test]
fn a_given_teacher_has_no_lower_limit() {
    let given = || {
        school().with(|school| {
            for requirement in &mut school.requirements {
                requirement.sections[0].teachers[0].candidates.retain(|id| id.0 == 3);
            }
        })
    };
    // 王静 cannot be chosen any more; 赵敏 is over her limit, given or not.
    assert_eq!(given().plan("一1班 音乐 赵敏 周一 2").amount("R121"), 0);
    assert_eq!(given().plan("一1班 音乐 赵敏 周一 2; 一2班 音乐 赵敏 周三 2").amount("R121"), 2);
}

#[test]
fn a_combined_lesson_counts_once() {
    let plan = "一1班+一2班 音乐 赵敏 周一 2; 一2班 音乐 王静 周三 2";
    assert_eq!(school().plan(plan).amount("R121"), 0);
}
