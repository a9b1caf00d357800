use crate::plan::{Row, RowKind};
use crate::rules::Fixture;
use crate::school::sample::{Case, small};
use crate::school::{ResearchBlock, TimeSpan};
use crate::units::{Interval, TeacherId, Weekday, Weeks};

pub(super) const TIME: &str = "14:00-15:30";

/// A school with one Chinese lesson at `lesson` and a research block on Wednesday or Thursday afternoon, held on `day`.
pub(super) fn case(lesson: &str, day: u8) -> Case {
    let time = Interval::parse(TIME).unwrap();
    let case = small()
        .requires("一1班", "语文", "张芳", 1)
        .with(|school| {
            let choice = |day| TimeSpan { weeks: Weeks::All, weekday: Weekday::new(day).unwrap(), time };
            school.research.push(ResearchBlock {
                name: "语数教研".into(),
                teachers: vec![TeacherId(0), TeacherId(1)],
                choices: vec![choice(3), choice(4)],
            });
        })
        .plan(&format!("一1班 语文 张芳 {lesson}"));
    let row = Row {
        kind: RowKind::Research,
        classes: Vec::new(),
        subject: "语数教研".into(),
        section: String::new(),
        teachers: vec!["张芳".into(), "李强".into()],
        room: String::new(),
        weeks: Weeks::All,
        weekday: Weekday::new(day).unwrap(),
        period: None,
        time,
        pinned: false,
    };
    case.with_rows(|rows| rows.push(row))
}

pub(crate) fn fixture() -> Fixture {
    Fixture { kept: case("周四 6", 3), broken: case("周三 6", 3), amount: 1 }
}
