//! Weeks, clocks, research.

use crate::plan::{Row, RowKind};
use crate::school::sample::{bell, small};
use crate::units::{BellId, Interval};

#[test]
fn opposite_weeks_do_not_clash() {
    assert_eq!(small().plan("一1班 体育 王静 周一 2 单; 一2班 体育 王静 周一 2 双").amount("R102"), 0);
    assert_eq!(small().plan("一1班 体育 王静 周一 2 单; 一2班 体育 王静 周一 2").amount("R102"), 1);
}

#[test]
fn two_bells_clash_by_the_clock() {
    let school = small().with(|school| {
        school.bells.push(bell("高年级", &["08:00-08:40", "08:50-09:30"], &["14:00-14:40"]));
        school.classes[1].bell = BellId(1);
    });
    // 09:20-10:00 against 08:50-09:30: different period numbers and starts, ten minutes in common.
    assert_eq!(school.clone().plan("一1班 语文 张芳 周一 2; 一2班 语文 张芳 周一 2").amount("R102"), 1);
    assert_eq!(school.plan("一1班 语文 张芳 周一 2; 一2班 语文 张芳 周一 1").amount("R102"), 0);
}

#[test]
fn research_is_an_appointment() {
    let case = small().plan("一1班 语文 张芳 周三 5");
    let row = Row {
        kind: RowKind::Research,
        classes: Vec::new(),
        time: Interval::parse("14:30-15:30").unwrap(),
        period: None,
        ..case.plan.rows[0].clone()
    };
    assert_eq!(case.with_rows(|rows| rows.push(row)).amount("R102"), 1);
}

#[test]
fn a_combined_lesson_is_one_lesson() {
    assert_eq!(small().plan("一1班+一2班 体育 王静 周一 2").amount("R102"), 0);
}
