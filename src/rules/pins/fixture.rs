use crate::rules::Fixture;
use crate::school::Pin;
use crate::school::sample::{Sample, small};
use crate::units::{PeriodIndex, RequirementId, Weekday, Weeks};

pub(super) fn school() -> Sample {
    small().requires("一1班", "音乐", "赵敏", 2).with(|school| {
        school.pins.push(Pin {
            requirement: RequirementId(0),
            weeks: Weeks::All,
            weekday: Weekday::new(1).unwrap(),
            period: PeriodIndex(3),
            length: 1,
            room: None,
        });
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 音乐 赵敏 周一 3 !; 一1班 音乐 赵敏 周三 2"),
        broken: school().plan("一1班 音乐 赵敏 周一 4 !; 一1班 音乐 赵敏 周三 3"),
        amount: 1,
    }
}
