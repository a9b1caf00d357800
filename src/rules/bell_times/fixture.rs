use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::units::Interval;

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 2)
}

pub(crate) fn fixture() -> Fixture {
    let two = "一1班 语文 张芳 周一 1; 一1班 语文 张芳 周二 6";
    Fixture {
        kept: school().plan(two),
        broken: school().plan(two).with_rows(|rows| rows[0].time = Interval::parse("08:20-09:00").unwrap()),
        amount: 1,
    }
}
