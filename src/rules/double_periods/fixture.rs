use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 3).with(|school| school.requirements[0].doubles = 1)
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 2; 一1班 语文 张芳 周二 1"),
        broken: school().plan("一1班 语文 张芳 周一 4; 一1班 语文 张芳 周一 5; 一1班 语文 张芳 周二 1"),
        amount: 1,
    }
}
