use crate::rules::Fixture;
use crate::school::sample::{Sample, small};
use crate::school::{Event, EventKind, TimeSpan};
use crate::units::{ClassId, Interval, RoomId, TeacherId, Weekday, Weeks};

pub(super) fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 1).requires("一2班", "数学", "李强", 1).with(|school| {
        school.events.push(Event {
            name: "升旗仪式".into(),
            kind: EventKind::FlagRaising,
            span: TimeSpan {
                weeks: Weeks::All,
                weekday: Weekday::new(1).unwrap(),
                time: Interval::parse("08:10-08:40").unwrap(),
            },
            classes: vec![ClassId(0)],
            teachers: vec![TeacherId(1)],
            rooms: vec![RoomId(3)],
        });
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 2; 一2班 数学 李强 周二 1"),
        broken: school().plan("一1班 语文 张芳 周一 1; 一2班 数学 李强 周一 1"),
        amount: 2,
    }
}
