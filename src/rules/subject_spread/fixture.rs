use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "体育", "王静", 3).requires("一1班", "数学", "李强", 5)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 体育 王静 周一 2; 一1班 体育 王静 周三 2; 一1班 体育 王静 周五 2; \
             一1班 数学 李强 周一 1; 一1班 数学 李强 周二 1; 一1班 数学 李强 周三 1; 一1班 数学 李强 周四 1; 一1班 数学 李强 周五 1"),
        broken: school().plan("一1班 体育 王静 周一 2; 一1班 体育 王静 周一 5; 一1班 体育 王静 周五 2; \
             一1班 数学 李强 周一 1; 一1班 数学 李强 周一 3; 一1班 数学 李强 周三 1; 一1班 数学 李强 周四 1; 一1班 数学 李强 周五 1"),
        amount: 3,
    }
}
