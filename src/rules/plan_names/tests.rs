//! Research rows, names that stand twice, and rows that are right in name only.

use crate::plan::{Row, RowKind};
use crate::school::ResearchBlock;
use crate::school::sample::{Case, small};
use crate::units::TeacherId;

fn with_research(change: impl FnOnce(&mut Row)) -> Case {
    let case = small()
        .requires("一1班", "语文", "张芳", 1)
        .with(|school| {
            school.research.push(ResearchBlock {
                name: "语文教研".into(),
                teachers: vec![TeacherId(0)],
                choices: Vec::new(),
            });
        })
        .plan("一1班 语文 张芳 周一 1");
    let mut row =
        Row {
            kind: RowKind::Research, classes: Vec::new(), subject: "语文教研".into(), ..case.plan.rows[0].clone()
        };
    change(&mut row);
    case.with_rows(|rows| rows.push(row))
}

#[test]
fn research_rows_name_a_block() {
    assert_eq!(with_research(|_| {}).amount("R100"), 0);
    assert_eq!(with_research(|row| row.subject = "数学教研".into()).amount("R100"), 1);
    assert_eq!(with_research(|row| row.teachers = vec!["张三".into()]).amount("R100"), 1);
}

#[test]
fn a_name_stands_once_in_a_row() {
    let school = || small().requires("一1班", "语文", "张芳", 1);
    assert_eq!(school().plan("一1班 语文 张芳+张芳 周一 1").amount("R100"), 1);
    assert_eq!(school().plan("一1班+一1班 语文 张芳 周一 1").amount("R100"), 1);
}

#[test]
fn an_unknown_class_is_reported_once() {
    assert_eq!(small().requires("一1班", "语文", "张芳", 1).plan("一9班 语文 张芳 周一 1").amount("R100"), 1);
}

#[test]
fn a_combined_lesson_is_asked_for_as_a_whole() {
    let school = || small().requires("一1班+一2班", "体育", "王静", 1);
    assert_eq!(school().plan("一2班+一1班 体育 王静 周一 2").amount("R100"), 0);
    assert_eq!(school().plan("一1班 体育 王静 周一 2").amount("R100"), 1);
    assert_eq!(school().plan("一1班+一2班 体育 王静 周一 2 #甲").amount("R100"), 1);
}
