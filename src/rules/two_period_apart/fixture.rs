use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "音乐", "赵敏", 2).requires("一2班", "音乐", "赵敏", 2)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school()
            .plan("一1班 音乐 赵敏 周一 2; 一1班 音乐 赵敏 周三 2; 一2班 音乐 赵敏 周一 5; 一2班 音乐 赵敏 周五 5"),
        broken: school()
            .plan("一1班 音乐 赵敏 周一 2; 一1班 音乐 赵敏 周二 2; 一2班 音乐 赵敏 周三 5; 一2班 音乐 赵敏 周三 6"),
        amount: 3,
    }
}
