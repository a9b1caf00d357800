use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "体育", "王静", 2).requires("一1班", "数学", "李强", 1)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 体育 王静 周一 2; 一1班 体育 王静 周三 2; 一1班 数学 李强 周一 1"),
        broken: school().plan("一1班 体育 王静 周一 2; 一1班 数学 李强 周三 2; 一1班 数学 李强 周一 1"),
        amount: 1,
    }
}
