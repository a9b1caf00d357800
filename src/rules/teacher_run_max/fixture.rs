use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 3).with(|school| school.teachers[0].max_in_row = Some(2))
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一1班 语文 张芳 周一 2; 一1班 语文 张芳 周一 4"),
        broken: school().plan("一1班 语文 张芳 周一 2; 一1班 语文 张芳 周一 3; 一1班 语文 张芳 周一 4"),
        amount: 1,
    }
}
