use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 2)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一1班 语文 张芳 周二 1"),
        broken: school().plan("一1班 语文 张方 周一 1; 一1班 数学 李强 周二 1; 一1班 语文 张芳 周三 1 @美术室"),
        amount: 3,
    }
}
