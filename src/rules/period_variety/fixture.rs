use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "体育", "王静", 4)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school()
            .plan("一1班 体育 王静 周一 2; 一1班 体育 王静 周二 2; 一1班 体育 王静 周三 5; 一1班 体育 王静 周五 6"),
        broken: school()
            .plan("一1班 体育 王静 周一 2; 一1班 体育 王静 周二 2; 一1班 体育 王静 周三 2; 一1班 体育 王静 周五 2"),
        amount: 2,
    }
}
