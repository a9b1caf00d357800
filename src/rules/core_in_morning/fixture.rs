use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 2).requires("一1班", "体育", "王静", 1)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一1班 语文 张芳 周二 3; 一1班 体育 王静 周二 6"),
        broken: school().plan("一1班 语文 张芳 周一 4; 一1班 语文 张芳 周二 5; 一1班 体育 王静 周二 6"),
        amount: 3,
    }
}
