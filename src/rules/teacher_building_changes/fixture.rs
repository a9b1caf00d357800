use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "音乐", "赵敏", 2).requires("一2班", "音乐", "赵敏", 2).with(|school| {
        school.rooms[1].building = Some(crate::units::BuildingId(1));
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 音乐 赵敏 周一 4; 一1班 音乐 赵敏 周一 5; 一2班 音乐 赵敏 周三 4"),
        broken: school().plan("一1班 音乐 赵敏 周一 4; 一2班 音乐 赵敏 周一 5; 一2班 音乐 赵敏 周三 4"),
        amount: 1,
    }
}
