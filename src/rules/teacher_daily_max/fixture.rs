use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 2).requires("一2班", "语文", "张芳", 1).with(|school| {
        school.teachers[0].max_per_day = Some(2);
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周一 1; 一2班 语文 张芳 周一 2; 一1班 语文 张芳 周二 1"),
        broken: school().plan("一1班 语文 张芳 周一 1; 一2班 语文 张芳 周一 2; 一1班 语文 张芳 周一 4"),
        amount: 1,
    }
}
