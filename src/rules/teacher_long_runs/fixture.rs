use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 3).requires("一2班", "语文", "张芳", 2)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 2; 一2班 语文 张芳 周一 3; 一1班 语文 张芳 周一 4; 一2班 语文 张芳 周一 5; 一1班 语文 张芳 周一 6"),
        broken: school().plan("一1班 语文 张芳 周一 1; 一2班 语文 张芳 周一 2; 一1班 语文 张芳 周一 3; 一2班 语文 张芳 周一 4; 一1班 语文 张芳 周一 6"),
        amount: 1,
    }
}
