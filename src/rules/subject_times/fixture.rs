use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "体育", "王静", 3)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 体育 王静 周一 2; 一1班 体育 王静 周二 6; 一1班 体育 王静 周三 4"),
        broken: school().plan("一1班 体育 王静 周一 1; 一1班 体育 王静 周二 5; 一1班 体育 王静 周三 4"),
        amount: 2,
    }
}
