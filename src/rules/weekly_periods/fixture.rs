use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 2).requires("一1班", "数学", "李强", 1)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一1班 语文 张芳 周二 1; 一1班 数学 李强 周一 2"),
        broken: school().plan("一1班 语文 张芳 周一 1; 一1班 数学 李强 周一 2; 一1班 数学 李强 周二 2"),
        amount: 2,
    }
}
