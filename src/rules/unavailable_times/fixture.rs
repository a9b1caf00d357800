use crate::rules::Fixture;
use crate::school::TimeSpan;
use crate::school::sample::{Sample, small};
use crate::units::{Interval, Weekday, Weeks};

pub(super) fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 2).with(|school| {
        let morning = |day| TimeSpan {
            weeks: Weeks::All,
            weekday: Weekday::new(day).unwrap(),
            time: Interval::parse("08:00-09:30").unwrap(),
        };
        school.teachers[0].unavailable = vec![morning(1)];
        school.classes[0].unavailable = vec![morning(2)];
        school.rooms[0].unavailable = vec![morning(3)];
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 3; 一1班 语文 张芳 周四 1"),
        broken: school().plan("一1班 语文 张芳 周一 2; 一1班 语文 张芳 周三 1"),
        amount: 2,
    }
}
