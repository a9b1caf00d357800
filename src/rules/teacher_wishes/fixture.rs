use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::TimeSpan;
use crate::units::{Interval, TeacherId, Weekday, Weeks};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 2).with(|school| {
        let time = Interval::parse("14:10-16:00").unwrap();
        let wish = TimeSpan { weeks: Weeks::All, weekday: Weekday::new(5).unwrap(), time };
        school.teachers[TeacherId(0).index()].unwanted.push(wish);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周五 4; 一1班 语文 张芳 周四 5"),
        broken: school().plan("一1班 语文 张芳 周五 5; 一1班 语文 张芳 周五 6"),
        amount: 2,
    }
}
