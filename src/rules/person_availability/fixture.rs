use crate::rules::Fixture;
use crate::school::sample::Sample;
use crate::school::sample::service::serviced;
use crate::school::{Flex, FlexDay, FlexLeave, TimeSpan};
use crate::units::{ClockTime, Interval, TeacherId, Weekday, Weeks};

/// 张芳 comes at 09:00 on Mondays; 李强 is away from 16:00 on Tuesdays.
fn school() -> Sample {
    serviced().with(|school| {
        let (monday, tuesday) = (Weekday::new(1).unwrap(), Weekday::new(2).unwrap());
        let time = Interval::parse("16:00-18:00").unwrap();
        school.teachers[1].unavailable.push(TimeSpan { weeks: Weeks::Odd, weekday: tuesday, time });
        let time = Interval::parse("07:00-09:00").unwrap();
        school.duty.flex = Some(Flex {
            start: ClockTime::parse("08:00").unwrap(),
            end: ClockTime::parse("17:00").unwrap(),
            leaves: vec![FlexLeave { teacher: TeacherId(0), day: FlexDay::Weekly(monday), time }],
            opening: std::collections::BTreeMap::new(),
        });
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().service("session 周一 作业辅导 一1班 一1班 4 一1班教室 李强; shift 校门 周二 张芳"),
        broken: school().service("session 周二 作业辅导 一1班 一1班 4 一1班教室 李强; shift 校门 周一 张芳"),
        amount: 2,
    }
}
