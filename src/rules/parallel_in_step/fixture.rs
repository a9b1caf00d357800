use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 3).requires("一2班", "语文", "张芳", 3)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一2班 语文 张芳 周一 2; 一1班 语文 张芳 周二 1; 一2班 语文 张芳 周三 2; 一1班 语文 张芳 周四 1; 一2班 语文 张芳 周五 2"),
        broken: school().plan("一1班 语文 张芳 周一 1; 一2班 语文 张芳 周三 2; 一1班 语文 张芳 周二 1; 一2班 语文 张芳 周三 4; 一1班 语文 张芳 周二 3; 一2班 语文 张芳 周五 2"),
        amount: 2,
    }
}
