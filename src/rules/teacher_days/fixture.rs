use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

pub(super) fn school() -> Sample {
    small().requires("一1班", "音乐", "赵敏", 3).with(|school| school.teachers[3].max_days = Some(2))
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 音乐 赵敏 周一 2; 一1班 音乐 赵敏 周一 4; 一1班 音乐 赵敏 周五 2"),
        broken: school().plan("一1班 音乐 赵敏 周一 2; 一1班 音乐 赵敏 周三 4; 一1班 音乐 赵敏 周五 2"),
        amount: 1,
    }
}
