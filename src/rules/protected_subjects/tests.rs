//! Who gave the lesson, and what took its place.

use crate::school::sample::small;
use crate::text::Lang;

fn told(lessons: &str) -> Vec<String> {
    let case = small().requires("一1班", "体育", "王静", 1).requires("一1班", "数学", "李强", 1).plan(lessons);
    let checked = case.check(&super::RULE);
    checked.breaches.iter().map(|breach| super::META.breach.fill(Lang::Zh, &breach.args)).collect()
}

#[test]
fn a_lesson_given_away_names_the_teacher() {
    let told = told("一1班 体育 李强 周一 2; 一1班 数学 李强 周一 1");
    assert_eq!(told, ["一1班 体育 每周应有 1 节由任课教师上，实有 0 节：由李强代上"]);
}

#[test]
fn a_squeezed_lesson_names_the_subject() {
    let told = told("一1班 数学 李强 周一 2; 一1班 数学 李强 周一 1");
    assert_eq!(told, ["一1班 体育 每周应有 1 节由任课教师上，实有 0 节：被数学占用"]);
    let told = self::told("一1班 英语 李强 周一 2; 一1班 数学 李强 周一 1");
    assert!(told[0].contains("被英语占用"), "{told:?}");
}

#[test]
fn a_lost_lesson_is_said_to_be_lost() {
    assert!(told("一1班 数学 李强 周一 1")[0].contains("缺课"));
}

#[test]
fn half_of_it_in_odd_weeks_is_not_enough() {
    assert_eq!(told("一1班 体育 王静 周一 2 单; 一1班 数学 李强 周一 1").len(), 1);
}

#[test]
fn other_subjects_are_not_protected() {
    assert_eq!(told("一1班 体育 王静 周一 2").len(), 0);
}

#[test]
fn a_section_without_teachers_is_its_own_master() {
    let case = small().requires("一1班", "体育", "王静", 1).with(|school| {
        school.requirements[0].sections[0].teachers.clear();
    });
    assert_eq!(case.clone().plan("一1班 体育 _ 周一 2").amount("R105"), 0);
    assert_eq!(case.plan("").amount("R105"), 1);
}
