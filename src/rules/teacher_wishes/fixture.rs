use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{TimeSpan, Unwanted};
use crate::units::{Interval, TeacherId, Weekday, Weeks};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 2).with(|school| {
        let wish = |time, cost| {
            let time = Interval::parse(time).unwrap();
            Unwanted { at: TimeSpan { weeks: Weeks::All, weekday: Weekday::new(5).unwrap(), time }, cost }
        };
        // The sixth period meets both: it costs the more of the two.
        school.teachers[TeacherId(0).index()].unwanted.extend([wish("14:10-16:00", 2), wish("14:55-16:00", 5)]);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周五 4; 一1班 语文 张芳 周四 5"),
        broken: school().plan("一1班 语文 张芳 周五 5; 一1班 语文 张芳 周五 6"),
        amount: 7,
    }
}
