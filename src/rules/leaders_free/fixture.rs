use crate::rules::Fixture;
use crate::school::sample::{Sample, small};

fn school() -> Sample {
    small().requires("一1班", "语文", "张芳", 2).requires("一2班", "数学", "李强", 2).with(|school| {
        school.teachers[0].leader = true;
        school.teachers[1].leader = true;
    })
}

pub(crate) fn fixture() -> Fixture {
    Fixture {
        kept: school().plan("一1班 语文 张芳 周五 1; 一2班 数学 李强 周五 2"),
        broken: school()
            .plan("一1班 语文 张芳 周五 1; 一2班 数学 李强 周五 1; 一1班 语文 张芳 周五 2; 一2班 数学 李强 周五 3"),
        amount: 1,
    }
}
